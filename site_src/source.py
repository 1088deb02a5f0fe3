"""One YAML file in, its values as strings with the line of each out; repeated keys are refused."""

from dataclasses import dataclass
from pathlib import Path

import yaml

type YamlValue = str | list[YamlValue] | dict[str, YamlValue] | None
type YamlPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A mistake in the data: where it stands and what is wrong."""

    file: str
    line: int
    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.path}: {self.message}"


class DataError(Exception):
    """Every problem found in the data, not only the first."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file's value, and the line on which each of its members begins."""

    file: str
    value: YamlValue
    lines: dict[YamlPath, int]

    def problem(self, path: YamlPath, message: str) -> Problem:
        """A problem at `path`, on the line of its nearest member that has one."""
        known = next((path[:n] for n in range(len(path), -1, -1) if path[:n] in self.lines), ())
        return Problem(file=self.file, line=self.lines.get(known, 1), path=_dotted(path), message=message)


def read_yaml(path: Path, name: str) -> Source:
    """Read `path`, to be called `name` in messages. Raises `DataError` for broken YAML and repeated keys."""
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise DataError([_unreadable(name, error)]) from None
    lines: dict[YamlPath, int] = {}
    problems: list[Problem] = []
    value = _value(node, (), lines, problems, name)
    if problems:
        raise DataError(problems)
    return Source(file=name, value=value, lines=lines)


def _unreadable(name: str, error: Exception) -> Problem:
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else 1
    return Problem(file=name, line=line, path="(file)", message=getattr(error, "problem", None) or str(error))


def _value(
    node: yaml.Node | None, path: YamlPath, lines: dict[YamlPath, int], problems: list[Problem], name: str
) -> YamlValue:
    if node is None:
        return None
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        return [_value(member, (*path, n), lines, problems, name) for n, member in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, lines, problems, name)
    return str(node.value)


def _mapping(
    node: yaml.MappingNode, path: YamlPath, lines: dict[YamlPath, int], problems: list[Problem], name: str
) -> dict[str, YamlValue]:
    mapping: dict[str, YamlValue] = {}
    for key_node, member in node.value:
        key = str(key_node.value)
        if key in mapping:
            line = key_node.start_mark.line + 1
            problems.append(Problem(file=name, line=line, path=_dotted((*path, key)), message="is given twice"))
        mapping[key] = _value(member, (*path, key), lines, problems, name)
    return mapping


def _dotted(path: YamlPath) -> str:
    return ".".join(map(str, path)) or "(file)"
