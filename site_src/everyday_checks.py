"""Loaded data in; everyday names of industries that repeat, are not needed or contradict the catalogues, out."""

from collections import defaultdict
from collections.abc import Callable, Iterator

from site_src.catalogues import division_code
from site_src.classification import Everyday
from site_src.findings import Finding, repeated
from site_src.load import Data


def everyday_findings(data: Data) -> Callable[[list[Everyday]], Iterator[Finding]]:
    """The check of one file against what the catalogues print and where the standard places divisions."""
    printed: dict[str, dict[str, None]] = defaultdict(dict)
    for catalogue in data.catalogues.values():
        for group in catalogue.groups:
            for row in group.rows:
                printed[row.standard_code][row.name] = None
    sections = {
        division.code: section.code
        for standard in data.classifications.values()
        for section in standard.sections
        for division in section.divisions
    }

    def _findings(names: list[Everyday]) -> Iterator[Finding]:
        yield from repeated((((number, "code"), one.code) for number, one in enumerate(names)), "list")
        said = [
            ((number, "said", place), word) for number, one in enumerate(names) for place, word in enumerate(one.said)
        ]
        yield from repeated(said, "list")
        for number, one in enumerate(names):
            listed = list(printed.get(one.code, ()))
            if listed and one.name not in listed:
                yield (number, "name"), f"the catalogues print {' and '.join(listed)} for {one.code}"
            if (section := sections.get(division_code(one.code), one.code[0])) != one.code[0]:
                yield (number, "code"), f"division {division_code(one.code)} stands in section {section}"
            for place, word in enumerate(one.said):
                if any(word in name for name in listed):
                    yield (number, "said", place), f"{word} is printed in the industry's name and found without this"

    return _findings
