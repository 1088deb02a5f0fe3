"""What an answers object says of one item in; the typed answer, and every problem in it, out."""

import re
from collections.abc import Mapping
from decimal import Decimal

from scorer.answers import Answer, OwnMark, Verdict
from scorer.codec import plain
from scorer.envelope import Json
from scorer.fields import FieldReader, listed
from scorer.model import Item, Part, RecordField, Rule
from scorer.problems import Path, Problem, quoted
from scorer.recall import recalled

POINTS = r"^[0-9]{1,3}(\.[0-9]{1,6})?$"
"""Points as an answers file writes them, such as 2.5."""


@recalled
def read_item(
    item: Item,
    record: tuple[RecordField, ...],
    value: Mapping[str, Json],
    as_written: str,  # noqa: ARG001
) -> tuple[Answer, tuple[Problem, ...]]:
    """Check what is said of `item`; `as_written` is the same as text, which tells 1 from true, as `==` does not."""
    reader = _Reader(record)
    return reader.item(("items", item.id), item, value), tuple(reader.problems)


class _Reader(FieldReader):
    def __init__(self, record: tuple[RecordField, ...]) -> None:
        super().__init__()
        self.record = record

    def item(self, path: Path, item: Item, value: Mapping[str, Json]) -> Answer:
        """The answer for an item, at `path` in the file."""
        record = ("record",) if self.record else ()
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
        known = [field.id for field in self.record]
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
