"""A laboratory comparison (能力比对): its projects, how their results combine, and what follows from them."""

from dataclasses import dataclass, field
from typing import Literal

from scorer.model import Option

_ID = {"pattern": r"^[a-z0-9]+(-[a-z0-9]+)*$"}
_KEY = {"pattern": r"^[a-z]+(_[a-z]+)*$"}
_TEXT = {"min_length": 1}
_SOME = {"min_length": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """One kind of sample to be analysed."""

    id: str = field(metadata=_KEY)
    title: str = field(metadata=_TEXT)
    samples: str = ""
    """What the plan says may be sent as a sample, verbatim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcomes:
    """What the three results of a project are called, and the two of a retest."""

    excellent: str = field(metadata=_TEXT)
    qualified: str = field(metadata=_TEXT)
    unqualified: str = field(metadata=_TEXT)
    retest_qualified: str = field(metadata=_TEXT)
    retest_unqualified: str = field(metadata=_TEXT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Principle:
    """One row of the table that combines the projects' results (评定原则), and the outcome it brings."""

    id: str = field(metadata=_ID)
    outcome: Literal["excellent", "qualified", "unqualified", "retest_qualified", "retest_unqualified"]
    words: str = field(metadata=_TEXT)
    block: str = field(metadata=_TEXT)
    """Anchor in the document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence:
    """What follows for whom: from any of the outcomes, for the organizations named (none named: for all)."""

    outcomes: tuple[str, ...] = field(metadata=_SOME)
    organizations: tuple[str, ...] = ()
    words: str = field(metadata=_TEXT)
    block: str = field(metadata=_TEXT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A comparison. With principles the projects have one combined outcome, without them each has its own."""

    kind: Literal["comparison"]
    id: str = field(metadata=_ID)
    title: str = field(metadata=_TEXT)
    short_title: str = field(metadata=_TEXT)
    edition: str = field(metadata=_TEXT)
    document: str = field(metadata=_ID)
    projects: tuple[Project, ...] = field(metadata=_SOME)
    outcomes: Outcomes
    principles: tuple[Principle, ...] = ()
    retest_words: str = field(metadata=_TEXT)
    organizations: tuple[Option, ...] = field(metadata=_SOME)
    consequences: tuple[Consequence, ...] = field(metadata=_SOME)
    notes: tuple[str, ...] = ()
    """Ids of the editor's notes about it; filled in by the build, never written by hand."""
