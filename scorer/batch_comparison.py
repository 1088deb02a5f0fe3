"""Results of one comparison in, one by one; a row of the batch's table for each out, and how many had which outcome."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scorer.comparison import ComparisonResult
from scorer.comparison_model import Comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelCount:
    """How many files have an outcome, or none for the reason that the label names."""

    label: str
    files: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonSummary:
    """What a folder of answer files says together; see `docs/scoring.md`."""

    rubric: str
    edition: str
    files: int
    bad: int
    scored: int
    provisional: int
    outcomes: tuple[LabelCount, ...]
    projects: Mapping[str, tuple[LabelCount, ...]]
    consequences: tuple[LabelCount, ...]


class ComparisonAccount:
    """A file is a row: an organization's outcome, and that of every project."""

    blanks = ("organization_name",)

    def __init__(self, rubric: Comparison) -> None:
        self.columns = ("outcome", "provisional", *(project.id for project in rubric.projects))
        self._rubric = rubric
        self._scored = 0
        self._provisional = 0
        self._outcomes: Counter[str] = Counter()
        self._projects: dict[str, Counter[str]] = {project.id: Counter() for project in rubric.projects}
        self._consequences: Counter[str] = Counter()

    def take(self, result: ComparisonResult) -> list[list[str]]:
        """Count a result; its row."""
        self._scored += 1
        self._provisional += result.provisional
        self._outcomes[result.label] += 1
        for name, project in result.projects.items():
            self._projects[name][project.label] += 1
        self._consequences.update(one.words for one in result.consequences)
        labels = (project.label for project in result.projects.values())
        return [[result.label, "yes" if result.provisional else "no", *labels]]

    def summary(self, bad: int) -> ComparisonSummary:
        """What was counted, the most frequent first."""
        return ComparisonSummary(
            rubric=self._rubric.id,
            edition=self._rubric.edition,
            files=self._scored + bad,
            bad=bad,
            scored=self._scored,
            provisional=self._provisional,
            outcomes=_counted(self._outcomes),
            projects={name: _counted(labels) for name, labels in self._projects.items()},
            consequences=_counted(self._consequences),
        )

    def readable(self, bad: int) -> Iterator[str]:
        """The same as lines for a terminal."""
        found = self.summary(bad)
        yield f"{found.files} files: {found.scored} scored, {found.bad} bad; {found.provisional} provisional"
        yield from (f"  {one.label}: {one.files}" for one in found.outcomes)
        for name, labels in found.projects.items():
            yield f"{name}: " + ", ".join(f"{one.label} {one.files}" for one in labels)
        yield from (f"{one.files} files: {one.label}" for one in found.consequences)


def _counted(labels: Counter[str]) -> tuple[LabelCount, ...]:
    """Those of the same number by their words, so that the order of the files does not matter."""
    ordered = sorted(labels.items(), key=lambda one: (-one[1], one[0]))
    return tuple(LabelCount(label=label, files=files) for label, files in ordered)
