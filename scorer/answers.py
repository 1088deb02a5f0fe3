"""A filled checklist: what was entered, once it has been read and found valid."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

type Verdict = Literal["conforming", "nonconforming"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnMark:
    """What an expert entered in place of the rules' deduction; both together count, one alone waits for the other."""

    deduction: Decimal | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was entered for an item or a part; all empty means unanswered."""

    verdict: Verdict | None = None
    findings: Mapping[str, int] | None = None
    """Rule id → number of findings. Given but empty: looked at, nothing found."""
    parts: Mapping[str, "Answer"] = field(default_factory=dict)
    discretion: OwnMark = OwnMark()


UNANSWERED = Answer()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """A filled checklist: context answers as option ids (`yes`/`no`, a year's digits), and an answer for each item."""

    context: Mapping[str, tuple[str, ...]]
    items: Mapping[str, Answer]
    assume_conforming: bool
