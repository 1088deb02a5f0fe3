"""An answers object in; typed answers for one rubric out, or every problem in it at once."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeGuard

from scorer.answers import Answer, Answers, Verdict
from scorer.envelope import Json
from scorer.model import Item, Part, PointsRubric, Question, Rule
from scorer.problems import AnswersError, Path, Problem, problem, quoted, wrong_type

MAX_COUNT = 9_999
MAX_TEXT = 20_000
YEARS = (2000, 2100)


def read_answers(rubric: PointsRubric, envelope: Mapping[str, Json], found: Iterable[Problem] = ()) -> Answers:
    """Check an answers object against `rubric`.

    Raises `AnswersError` with every problem in it, after those already `found` in the text.
    """
    reader = _Reader(rubric, found)
    answers = reader.answers(envelope)
    if reader.problems:
        raise AnswersError(reader.problems)
    return answers


class _Reader:
    """Collects every problem while it reads; what it returns counts only when there was none."""

    def __init__(self, rubric: PointsRubric, found: Iterable[Problem]) -> None:
        self.rubric = rubric
        self.problems = list(found)

    def answers(self, envelope: Mapping[str, Json]) -> Answers:
        self._known_keys((), envelope, ("rubric", "context", "items", "assume", "header", "meta"))
        assume = envelope.get("assume")
        if "assume" in envelope and assume != "conforming":
            self._not_one_of(("assume",), ("conforming",), assume)
        for name, text in self._members((), envelope, "header"):
            self._text(("header", name), text)
        self._object(envelope.get("meta", {}), ("meta",))
        return Answers(
            context=self._context(envelope),
            items=self._items(envelope),
            assume_conforming=assume == "conforming",
        )

    def _context(self, envelope: Mapping[str, Json]) -> dict[str, tuple[str, ...]]:
        questions = {question.id: question for question in self.rubric.context}
        context: dict[str, tuple[str, ...]] = {}
        for name, value in self._members((), envelope, "context"):
            if name in questions:
                context[name] = self._choice(("context", name), questions[name], value)
            else:
                self._add(("context", name), "unknown-key", known=_listed(questions))
        return context

    def _choice(self, path: Path, question: Question, value: Json) -> tuple[str, ...]:
        match question.kind:
            case "flag":
                return self._flag(path, value)
            case "year":
                return self._year(path, value)
            case "choice":
                return self._options(path, question, [value])
        return self._choices(path, question, value)

    def _flag(self, path: Path, value: Json) -> tuple[str, ...]:
        if not isinstance(value, bool):
            self.problems.append(wrong_type(path, bool, value))
        return ("yes",) if value else ("no",)

    def _year(self, path: Path, value: Json) -> tuple[str, ...]:
        if not isinstance(value, int) or isinstance(value, bool):
            self.problems.append(wrong_type(path, int, value))
        elif not YEARS[0] <= value <= YEARS[1]:
            self._add(path, "year", first=YEARS[0], last=YEARS[1], found=value)
        return (str(value),)

    def _choices(self, path: Path, question: Question, value: Json) -> tuple[str, ...]:
        if not isinstance(value, list):
            self.problems.append(wrong_type(path, list, value))
            return ()
        if not value:
            self._add(path, "empty", known=_listed(option.id for option in question.options))
        return self._options(path, question, value)

    def _options(self, path: Path, question: Question, values: list[Json]) -> tuple[str, ...]:
        known = [option.id for option in question.options]
        chosen: list[str] = []
        for value in values:
            if not isinstance(value, str) or value not in known:
                self._not_one_of(path, known, value)
            elif value in chosen:
                self._add(path, "twice", found=quoted(value))
            else:
                chosen.append(value)
        return tuple(chosen)

    def _items(self, envelope: Mapping[str, Json]) -> dict[str, Answer]:
        items = {item.id: item for item in self.rubric.items}
        answers: dict[str, Answer] = {}
        for name, value in self._members((), envelope, "items"):
            path = ("items", name)
            if name not in items:
                self._add(path, "unknown-item", rubric=self.rubric.id)
            elif self._object(value, path):
                answers[name] = self._item(path, items[name], value)
        return answers

    def _item(self, path: Path, item: Item, value: Mapping[str, Json]) -> Answer:
        self._known_keys(path, value, ("verdict", "findings", "parts", "note"))
        self._text((*path, "note"), value.get("note", ""))
        answer = Answer(
            verdict=self._verdict(path, value),
            findings=self._findings(path, item, item.rules, value),
            parts=self._parts(path, item, value),
        )
        self._consistent(path, answer, scored=item.points is not None)
        return answer

    def _parts(self, path: Path, item: Item, value: Mapping[str, Json]) -> dict[str, Answer]:
        parts = {part.id: part for part in item.parts}
        answers: dict[str, Answer] = {}
        for name, member in self._members(path, value, "parts"):
            at = (*path, "parts", name)
            if not parts:
                self._add(at, "no-parts", item=item.id)
            elif name not in parts:
                self._add(at, "unknown-part", item=item.id, known=_listed(parts))
            elif self._object(member, at):
                answers[name] = self._part(at, item, parts[name], member)
        return answers

    def _part(self, path: Path, item: Item, part: Part, value: Mapping[str, Json]) -> Answer:
        self._known_keys(path, value, ("verdict", "findings", "note"))
        self._text((*path, "note"), value.get("note", ""))
        answer = Answer(
            verdict=self._verdict(path, value),
            findings=self._findings(path, item, part.rules, value),
        )
        self._consistent(path, answer, scored=part.points is not None)
        return answer

    def _verdict(self, path: Path, value: Mapping[str, Json]) -> Verdict | None:
        verdict = value.get("verdict")
        if verdict in ("conforming", "nonconforming"):
            return "conforming" if verdict == "conforming" else "nonconforming"
        if "verdict" in value:
            self._not_one_of((*path, "verdict"), ("conforming", "nonconforming"), verdict)
        return None

    def _consistent(self, path: Path, answer: Answer, *, scored: bool) -> None:
        """A verdict may repeat what the findings and parts say, but not deny it."""
        found = any((answer.findings or {}).values())
        failing = any(_fails(part) for part in answer.parts.values())
        if scored and answer.verdict == "nonconforming" and not (found or failing):
            self._add((*path, "verdict"), "scored-verdict")
        if found and answer.verdict == "conforming":
            self._add((*path, "verdict"), "contradiction", found="findings")
        if failing and answer.verdict == "conforming":
            self._add((*path, "verdict"), "contradiction", found="parts")

    def _findings(
        self, path: Path, item: Item, rules: tuple[Rule, ...], value: Mapping[str, Json]
    ) -> dict[str, int] | None:
        known = {rule.id: rule for rule in rules}
        findings: dict[str, int] = {}
        for name, count in self._members(path, value, "findings"):
            at = (*path, "findings", name)
            if not known:
                self._add(at, "no-rules", item=item.id)
            elif name not in known:
                self._add(at, "unknown-rule", item=item.id, known=_listed(known))
            else:
                findings[name] = self._count(at, item, known[name], count)
        return findings if "findings" in value else None

    def _count(self, path: Path, item: Item, rule: Rule, value: Json) -> int:
        if not isinstance(value, dict):
            return self._whole(path, value)
        covered = rule.covers or item.subitems
        if not covered:
            self._add(path, "no-subitems", item=item.id)
            return 0
        for name in value:
            if name not in covered:
                self._add((*path, name), "not-covered", known=_listed(covered))
        return sum(self._whole((*path, name), count) for name, count in value.items())

    def _whole(self, path: Path, value: Json) -> int:
        if isinstance(value, float):
            self._add(path, "fraction", found=quoted(value))
        elif not isinstance(value, int) or isinstance(value, bool):
            self.problems.append(wrong_type(path, int, value))
        elif value < 0:
            self._add(path, "negative", found=value)
        elif value > MAX_COUNT:
            self._add(path, "too-many", limit=MAX_COUNT)
        else:
            return value
        return 0

    def _members(self, path: Path, value: Mapping[str, Json], key: str) -> Iterator[tuple[str, Json]]:
        member = value.get(key, {})
        if self._object(member, (*path, key)):
            yield from member.items()

    def _object(self, value: Json, path: Path) -> TypeGuard[dict[str, Json]]:
        if isinstance(value, dict):
            return True
        self.problems.append(wrong_type(path, dict, value))
        return False

    def _text(self, path: Path, value: Json) -> None:
        if not isinstance(value, str):
            self.problems.append(wrong_type(path, str, value))
        elif len(value) > MAX_TEXT:
            self._add(path, "too-long", limit=MAX_TEXT)

    def _known_keys(self, path: Path, value: Mapping[str, Json], known: tuple[str, ...]) -> None:
        for name in value:
            if name not in known:
                self._add((*path, name), "unknown-key", known=_listed(known))

    def _not_one_of(self, path: Path, known: Iterable[str], value: Json) -> None:
        self._add(path, "one-of", known=_listed(known), found=quoted(value))

    def _add(self, path: Path, code: str, **facts: object) -> None:
        self.problems.append(problem(path, code, **facts))


def _fails(answer: Answer) -> bool:
    return answer.verdict == "nonconforming" or any((answer.findings or {}).values())


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
