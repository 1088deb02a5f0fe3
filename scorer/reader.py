"""An answers object in; typed answers for one rubric out, or every problem in it at once."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from scorer.answers import Answer, Answers, OwnMark, Verdict
from scorer.codec import plain
from scorer.envelope import Json
from scorer.fields import FieldReader, listed
from scorer.model import Checklist, Item, Part, Question, Rule
from scorer.problems import AnswersError, Path, Problem, quoted

POINTS = r"^[0-9]{1,3}(\.[0-9]{1,6})?$"
"""Points as an answers file writes them, such as 2.5."""


def read_answers(rubric: Checklist, envelope: Mapping[str, Json], found: Iterable[Problem] = ()) -> Answers:
    """Check an answers object against `rubric`.

    Raises `AnswersError` with every problem in it, after those already `found` in the text.
    """
    reader = _Reader(rubric, found)
    answers = reader.answers(envelope)
    if reader.problems:
        raise AnswersError(reader.problems)
    return answers


class _Reader(FieldReader):
    def __init__(self, rubric: Checklist, found: Iterable[Problem]) -> None:
        super().__init__(found)
        self.rubric = rubric

    def answers(self, envelope: Mapping[str, Json]) -> Answers:
        self.envelope(envelope, ("context", "items", "assume"))
        assume = self.one_of(("assume",), ("conforming",), envelope["assume"]) if "assume" in envelope else ""
        return Answers(
            context=self._context(envelope),
            items=self._items(envelope),
            assume_conforming=assume == "conforming",
        )

    def _context(self, envelope: Mapping[str, Json]) -> dict[str, tuple[str, ...]]:
        questions = {question.id: question for question in self.rubric.context}
        context: dict[str, tuple[str, ...]] = {}
        for name, value in self.members((), envelope, "context"):
            if name in questions:
                context[name] = self._choice(("context", name), questions[name], value)
            else:
                self.add(("context", name), "unknown-key", known=listed(questions))
        return context

    def _choice(self, path: Path, question: Question, value: Json) -> tuple[str, ...]:
        options = [option.id for option in question.options]
        match question.kind:
            case "flag":
                return ("yes",) if self.flag(path, value) else ("no",)
            case "year":
                return (str(self.year(path, value)),)
            case "choice":
                return (self.one_of(path, options, value),)
        return self.several_of(path, options, value)

    def _items(self, envelope: Mapping[str, Json]) -> dict[str, Answer]:
        items = {item.id: item for item in self.rubric.items}
        answers: dict[str, Answer] = {}
        for name, value in self.members((), envelope, "items"):
            path = ("items", name)
            if name not in items:
                self.add(path, "unknown-item", rubric=self.rubric.id)
            elif self.is_object(value, path):
                answers[name] = self._item(path, items[name], value)
        return answers

    def _item(self, path: Path, item: Item, value: Mapping[str, Json]) -> Answer:
        record = ("record",) if self.rubric.record else ()
        discretion = ("discretion",) if item.discretion else ()
        self.known_keys(path, value, ("verdict", "findings", "parts", "note", *record, *discretion))
        self.text((*path, "note"), value.get("note", ""))
        self._record(path, value)
        answer = Answer(
            verdict=self._verdict(path, value),
            findings=self._findings(path, item, item.rules, value, item.subitems),
            parts=self._parts(path, item, value),
            discretion=self._discretion(path, item, value) if item.discretion else OwnMark(),
        )
        self._consistent(path, answer, scored=item.points is not None)
        return answer

    def _discretion(self, path: Path, item: Item, value: Mapping[str, Json]) -> OwnMark:
        given = dict(self.members(path, value, "discretion"))
        path = (*path, "discretion")
        self.known_keys(path, given, ("deduction", "reason"))
        reason = given.get("reason", "")
        self.text((*path, "reason"), reason)
        points, deduction = item.points or Decimal(0), given.get("deduction", "0")
        if not isinstance(deduction, str) or not re.fullmatch(POINTS, deduction) or Decimal(deduction) > points:
            self.add((*path, "deduction"), "mark", limit=plain(points), found=quoted(deduction))
            return OwnMark()
        return OwnMark(deduction=Decimal(deduction) if "deduction" in given else None, reason=str(reason).strip())

    def _record(self, path: Path, value: Mapping[str, Json]) -> None:
        known = [field.id for field in self.rubric.record]
        for name, text in self.members(path, value, "record") if known else ():
            if name in known:
                self.text((*path, "record", name), text)
            else:
                self.add((*path, "record", name), "unknown-key", known=listed(known))

    def _parts(self, path: Path, item: Item, value: Mapping[str, Json]) -> dict[str, Answer]:
        parts = {part.id: part for part in item.parts}
        answers: dict[str, Answer] = {}
        for name, member in self.members(path, value, "parts"):
            at = (*path, "parts", name)
            if not parts:
                self.add(at, "no-parts", item=item.id)
            elif name not in parts:
                self.add(at, "unknown-part", item=item.id, known=listed(parts))
            elif self.is_object(member, at):
                answers[name] = self._part(at, item, parts[name], member)
        return answers

    def _part(self, path: Path, item: Item, part: Part, value: Mapping[str, Json]) -> Answer:
        self.known_keys(path, value, ("verdict", "findings", "note"))
        self.text((*path, "note"), value.get("note", ""))
        answer = Answer(
            verdict=self._verdict(path, value),
            findings=self._findings(path, item, part.rules, value, (part.id,)),
        )
        self._consistent(path, answer, scored=part.points is not None)
        return answer

    def _verdict(self, path: Path, value: Mapping[str, Json]) -> Verdict | None:
        if "verdict" not in value:
            return None
        word = self.one_of((*path, "verdict"), ("conforming", "nonconforming"), value["verdict"])
        return "nonconforming" if word == "nonconforming" else "conforming"

    def _consistent(self, path: Path, answer: Answer, *, scored: bool) -> None:
        """A verdict may repeat what the findings and parts say, but not deny it."""
        found = any((answer.findings or {}).values())
        failing = any(_fails(part) for part in answer.parts.values())
        if scored and answer.verdict == "nonconforming" and not (found or failing):
            self.add((*path, "verdict"), "scored-verdict")
        if found and answer.verdict == "conforming":
            self.add((*path, "verdict"), "contradiction", found="findings")
        if failing and answer.verdict == "conforming":
            self.add((*path, "verdict"), "contradiction", found="parts")

    def _findings(
        self, path: Path, item: Item, rules: tuple[Rule, ...], value: Mapping[str, Json], within: tuple[str, ...]
    ) -> dict[str, int] | None:
        known = {rule.id: rule for rule in rules}
        findings: dict[str, int] = {}
        for name, count in self.members(path, value, "findings"):
            at = (*path, "findings", name)
            if not known:
                self.add(at, "no-rules", item=item.id)
            elif name not in known:
                self.add(at, "unknown-rule", item=item.id, known=listed(known))
            else:
                findings[name] = self._count(at, item, known[name].covers or within, count)
        return findings if "findings" in value else None

    def _count(self, path: Path, item: Item, covered: tuple[str, ...], value: Json) -> int:
        if not isinstance(value, dict):
            return self.whole(path, value)
        if not covered:
            self.add(path, "no-subitems", item=item.id)
            return 0
        for name in value:
            if name not in covered:
                self.add((*path, name), "not-covered", known=listed(covered))
        return sum(self.whole((*path, name), count) for name, count in value.items())


def _fails(answer: Answer) -> bool:
    return answer.verdict == "nonconforming" or any((answer.findings or {}).values())
