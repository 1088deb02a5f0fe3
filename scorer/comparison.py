"""A comparison and its answers in; the outcome of each project, the combined one and what follows out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from scorer.addresses import document_address
from scorer.comparison_model import Comparison
from scorer.envelope import Json
from scorer.fields import FieldReader
from scorer.problems import AnswersError, Path, Problem

type Outcome = Literal["excellent", "qualified", "unqualified", "retest_qualified", "retest_unqualified"]

FIRST = ("excellent", "qualified", "unqualified", "not-taken")
RETEST = ("excellent", "qualified", "unqualified", "none")
_DECISIVE: tuple[Outcome, ...] = ("retest_unqualified", "unqualified", "retest_qualified")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectAnswer:
    """What was entered for a project; empty strings mean unanswered."""

    first: str = ""
    retest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectResult:
    """A project: its outcome after a retest, null while open or when it was not taken."""

    title: str
    taken: bool | None
    outcome: str | None
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A printed sentence that applies, and where it stands."""

    words: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonResult:
    """See `docs/scoring.md` for every member.

    `outcome` is the combined one: null while it is open, where the plan gives none for these results, and where it
    has no principles at all.
    """

    rubric: str
    edition: str
    complete: bool
    outcome: str | None
    label: str
    """The outcome in the plan's words, or why there is none."""
    provisional: bool
    reasons: tuple[Followed, ...]
    consequences: tuple[Followed, ...]
    projects: Mapping[str, ProjectResult]
    notes: tuple[str, ...]
    unanswered: tuple[str, ...]


def judge_comparison(
    rubric: Comparison, envelope: Mapping[str, Json], found: Iterable[Problem] = ()
) -> ComparisonResult:
    """Read and judge an answers object. Raises `AnswersError` with every problem, after those already `found`."""
    reader = _Reader(rubric, found)
    organization, answers = reader.read(envelope)
    if reader.problems:
        raise AnswersError(reader.problems)
    return _judge(rubric, organization, answers)


class _Reader(FieldReader):
    def __init__(self, rubric: Comparison, found: Iterable[Problem]) -> None:
        super().__init__(found)
        self.rubric = rubric

    def read(self, envelope: Mapping[str, Json]) -> tuple[str, dict[str, ProjectAnswer]]:
        self.envelope(envelope, ("organization", "projects"))
        kinds = [option.id for option in self.rubric.organizations]
        organization = ""
        if "organization" in envelope:
            organization = self.one_of(("organization",), kinds, envelope["organization"])
        known = {project.id for project in self.rubric.projects}
        answers: dict[str, ProjectAnswer] = {}
        for name, value in self.members((), envelope, "projects"):
            path = ("projects", name)
            if name not in known:
                self.add(path, "unknown-project", known=", ".join(project.id for project in self.rubric.projects))
            elif self.is_object(value, path):
                answers[name] = self._project(path, value)
        return organization, answers

    def _project(self, path: Path, value: Mapping[str, Json]) -> ProjectAnswer:
        self.known_keys(path, value, ("first", "retest", "note"))
        self.text((*path, "note"), value.get("note", ""))
        first = self.one_of((*path, "first"), FIRST, value["first"]) if "first" in value else ""
        retest = self.one_of((*path, "retest"), RETEST, value["retest"]) if "retest" in value else ""
        if retest not in ("", "none") and first != "unqualified":
            self.add((*path, "retest"), "no-retest")
        return ProjectAnswer(first=first, retest=retest)


def _judge(rubric: Comparison, organization: str, answers: Mapping[str, ProjectAnswer]) -> ComparisonResult:
    given = {project.id: answers.get(project.id, ProjectAnswer()) for project in rubric.projects}
    outcomes = {name: _outcome(answer) for name, answer in given.items()}
    combined = _combined(list(given.values())) if rubric.principles else None
    unanswered = _unanswered(rubric, organization, given)
    reached = [combined] if rubric.principles else list(outcomes.values())
    return ComparisonResult(
        rubric=rubric.id,
        edition=rubric.edition,
        complete=not unanswered,
        outcome=combined,
        label=_label(rubric, combined, complete=not unanswered),
        provisional=bool(unanswered),
        reasons=_reasons(rubric, combined),
        consequences=_consequences(rubric, organization, reached),
        projects={project.id: _project(rubric, project.title, given[project.id]) for project in rubric.projects},
        notes=rubric.notes,
        unanswered=unanswered,
    )


def _outcome(answer: ProjectAnswer) -> Outcome | None:
    """A project's own outcome; only 不合格 is retested, and a retest passes with 优秀 as with 合格 (S-24)."""
    match answer.first, answer.retest:
        case ("excellent", _):
            return "excellent"
        case ("qualified", _):
            return "qualified"
        case ("unqualified", "unqualified"):
            return "retest_unqualified"
        case ("unqualified", "excellent" | "qualified"):
            return "retest_qualified"
        case ("unqualified", _):
            return "unqualified"
    return None


def _combined(answers: list[ProjectAnswer]) -> Outcome | None:
    """The table of principles: any failed retest, then any failure not retested, then passed retests, then the rest.

    A failure holds however many projects were taken; without one the table needs them all (S-22, S-23, S-24).
    """
    outcomes = [_outcome(answer) for answer in answers]
    decisive = next((outcome for outcome in _DECISIVE if outcome in outcomes), None)
    if decisive or None in outcomes:
        return decisive
    return "qualified" if "qualified" in outcomes else "excellent"


def _unanswered(rubric: Comparison, organization: str, given: Mapping[str, ProjectAnswer]) -> tuple[str, ...]:
    open_projects = tuple(f"projects.{name}" for name, answer in given.items() if not answer.first)
    return open_projects if organization or len(rubric.organizations) == 1 else ("organization", *open_projects)


def _label(rubric: Comparison, outcome: Outcome | None, *, complete: bool) -> str:
    if outcome:
        return str(getattr(rubric.outcomes, outcome))
    if not complete:
        return "未填完"
    return "来源未规定：只参加了部分项目，又没有不合格" if rubric.principles else "来源未规定综合结果，按项目分别评定"


def _reasons(rubric: Comparison, outcome: Outcome | None) -> tuple[Followed, ...]:
    return tuple(
        Followed(words=one.words, href=document_address(rubric.document, one.block))
        for one in rubric.principles
        if one.outcome == outcome
    )


def _consequences(rubric: Comparison, organization: str, reached: Iterable[Outcome | None]) -> tuple[Followed, ...]:
    outcomes = set(reached)
    return tuple(
        Followed(words=one.words, href=document_address(rubric.document, one.block))
        for one in rubric.consequences
        if outcomes.intersection(one.outcomes) and (not one.organizations or organization in one.organizations)
    )


def _project(rubric: Comparison, title: str, answer: ProjectAnswer) -> ProjectResult:
    outcome = _outcome(answer)
    taken = answer.first != "not-taken" if answer.first else None
    absent = "未参加" if taken is False else "未填"
    label = str(getattr(rubric.outcomes, outcome)) if outcome else absent
    return ProjectResult(title=title, taken=taken, outcome=outcome, label=label)
