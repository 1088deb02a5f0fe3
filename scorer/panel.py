"""A panel's rubric and its answers in; requirements met or not, exact means, ranks, composites and grades out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from scorer.addresses import address, document_address
from scorer.codec import exact, plain
from scorer.comparison import Followed
from scorer.envelope import Json
from scorer.grades_model import Band
from scorer.panel_answers import PanelAnswers, PanelReader, ReportAnswer
from scorer.panel_methods import METHODS, mean_of, rows_marked, span_of
from scorer.panel_model import Panel, Plan, Requirement
from scorer.panel_report import MeanRange, PanelResult, ReportResult, RequirementResult
from scorer.panel_requirements import judge_requirement
from scorer.problems import AnswersError, Problem

OPEN = {
    "open": "未填完",
    "tied": "末位同分，由组织者选定是否复核",
    "selected": "须复核，现场评分未填完",
    "vetoed": "未填完",
    "no-rules": "须复核；方案没有附评分细则，综合评分无从计算",
}


def judge_panel(rubric: Panel, envelope: Mapping[str, Json], found: Iterable[Problem] = ()) -> PanelResult:
    """Read and judge an answers object. Raises `AnswersError` with every problem, after those already `found`."""
    reader = PanelReader(rubric, found)
    answers = reader.read(envelope)
    if reader.problems:
        raise AnswersError(reader.problems)
    return _judge(rubric, answers)


def _judge(rubric: Panel, answers: PanelAnswers) -> PanelResult:
    plan = answers.plan
    unanswered: list[str] = [] if plan else ["context.plan"]
    sampling = _requirements(rubric, plan.sampling if plan else (), answers, unanswered)
    panel = _requirements(rubric, plan.panel if plan else (), answers, unanswered)
    reports = _Reports(rubric, answers)
    results = {name: reports.result(name) for name in answers.reports}
    for name in answers.reports:
        unanswered += (f"reports.{name}.{path}" for path in reports.missing(name))
    final = [one.grade for one in results.values() if not one.provisional]
    (method,) = (one for one in rubric.methods if one.id == answers.method)
    is_open = len(results) - len(final)
    return PanelResult(
        rubric=rubric.id,
        edition=rubric.edition,
        complete=not unanswered,
        plan=plan.id if plan else None,
        label=plan.label if plan else "未选定方案",
        method=method.id,
        method_words=method.words,
        provisional=bool(unanswered or is_open),
        sampling=sampling,
        panel=panel,
        reports=results,
        counts={band.grade: final.count(band.grade) for band in plan.bands} if plan else {},
        open=is_open,
        notes=rubric.notes,
        unanswered=tuple(dict.fromkeys(unanswered)),
    )


def _requirements(
    rubric: Panel, asked: tuple[Requirement, ...], answers: PanelAnswers, unanswered: list[str]
) -> dict[str, RequirementResult]:
    results = {}
    for one in asked:
        results[one.id], missing = judge_requirement(rubric, one, answers)
        unanswered += missing
    return results


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cut:
    """The line below which reports are rechecked: every score under `mark`, and `places` of those `at` it."""

    mark: Fraction
    at: tuple[str, ...]
    places: int

    @property
    def ties(self) -> bool:
        return len(self.at) > self.places


class _Reports:
    """The reports against each other."""

    def __init__(self, rubric: Panel, answers: PanelAnswers) -> None:
        self.rubric = rubric
        self.plan = answers.plan
        self.method = answers.method
        self.reports = answers.reports
        self.names = [expert.id for expert in rubric.experts]
        self.means = {name: mean_of(report.paper, len(self.names)) for name, report in self.reports.items()}
        self.ranked = {
            name: mean for name, mean in self.means.items() if mean is not None and not self.reports[name].veto
        }
        self.cut = self._cut(self.plan) if self.plan else None

    def _cut(self, plan: Plan) -> _Cut | None:
        """None while a report that will have a score has none yet."""
        if not self.ranked or any(not report.veto and name not in self.ranked for name, report in self.reports.items()):
            return None
        lowest = sorted(self.ranked.values())
        mark = lowest[: int(plan.recheck.reports)][-1]
        below = sum(mean < mark for mean in lowest)
        at = tuple(name for name, mean in self.ranked.items() if mean == mark)
        return _Cut(mark=mark, at=at, places=min(int(plan.recheck.reports) - below, len(at)))

    def selection(self, name: str) -> str:
        if self.reports[name].veto:
            return "vetoed"
        if not self.cut:
            return "open"
        if name not in self.cut.at:
            return "selected" if self.ranked[name] < self.cut.mark else "not-selected"
        if not self.cut.ties:
            return "selected"
        chosen = [one for one in self.cut.at if self.reports[one].selected]
        if len(chosen) != self.cut.places:
            return "tied"
        return "selected" if name in chosen else "not-selected"

    def result(self, name: str) -> ReportResult:
        report = self.reports[name]
        mean, selection = self.means[name], self.selection(name)
        composite = self._composite(name, selection)
        reasons = tuple(self._reasons(report, selection, composite))
        grade = self._grade(report, composite)
        span = None if report.veto else span_of(report.paper, len(self.names), self.rubric.points)
        why = "no-rules" if selection == "selected" and self.plan and not self.plan.rules else selection
        ranks = sorted(self.ranked.values(), reverse=True)
        return ReportResult(
            name=report.name,
            mean=mean,
            mean_range=span,
            possible_grades=self._possible(span),
            rank=ranks.index(self.ranked[name]) + 1 if name in self.ranked else None,
            selection=selection,
            tied=bool(self.cut and self.cut.ties and name in self.cut.at),
            composite=composite,
            sums=tuple(self._sums(report, mean, selection, composite)),
            grade=grade,
            label=grade or OPEN[why],
            provisional=grade is None,
            reasons=reasons,
        )

    def missing(self, name: str) -> Iterable[str]:
        """Paths within the report of what is still to be answered; after a veto there is nothing."""
        report, selection = self.reports[name], self.selection(name)
        if not self.plan or report.veto or report.onsite_veto:
            return
        yield from (f"paper.{one}" for one in self.names if one not in report.paper)
        if selection == "tied":
            yield "selected"
        if selection == "selected" and self.plan.rules:
            yield from (f"rechecked.{one}" for one in self.names if one not in report.rechecked)
            if len(report.onsite) < self.plan.recheck.experts:
                yield "onsite"

    def _composite(self, name: str, selection: str) -> Fraction | None:
        """The paper's mean where nothing is rechecked; else by the method, once all marks are there (S-05)."""
        report, mean = self.reports[name], self.means[name]
        if report.onsite_veto or mean is None:
            return None
        if selection == "not-selected":
            return mean
        onsite = mean_of(report.onsite, int(self.plan.recheck.experts)) if self.plan else None
        rechecked = mean_of(report.rechecked, len(self.names))
        if selection != "selected" or onsite is None or rechecked is None:
            return None
        return mean - rechecked + METHODS[self.method](report, rechecked, onsite)

    def _grade(self, report: ReportAnswer, composite: Fraction | None) -> str | None:
        if self.plan and self.plan.rules and (report.veto or report.onsite_veto):
            return self.plan.rules.veto_grade
        band = self._band(composite)
        return band.grade if band else None

    def _possible(self, span: MeanRange | None) -> tuple[str, ...]:
        best, worst = self._band(span.highest if span else None), self._band(span.lowest if span else None)
        if not (self.plan and best and worst):
            return ()
        return tuple(band.grade for band in self.plan.bands if best.at_least >= band.at_least >= worst.at_least)

    def _band(self, composite: Fraction | None) -> Band | None:
        if composite is None or not self.plan:
            return None
        return next(band for band in self.plan.bands if composite >= band.at_least)

    def _reasons(self, report: ReportAnswer, selection: str, composite: Fraction | None) -> Iterable[Followed]:
        if not self.plan:
            return
        rules, recheck = self.plan.rules, self.plan.recheck
        if rules and (report.veto or report.onsite_veto):
            yield Followed(words=rules.veto_words, href=address(rules.rubric, "grades"))
        if selection in {"selected", "tied"}:
            yield Followed(words=recheck.words, href=document_address(self.rubric.document, recheck.block))
        if (band := self._band(composite)) is not None:
            yield Followed(words=band.words, href=document_address(self.rubric.document, self.plan.bands_block))

    def _sums(
        self, report: ReportAnswer, mean: Fraction | None, selection: str, composite: Fraction | None
    ) -> Iterable[str]:
        if mean is not None:
            marks = "＋".join(plain(report.paper[one]) for one in self.names)
            yield f"（{marks}）÷{len(self.names)}＝{exact(mean)}"
        if composite is not None and mean is not None and selection == "selected":
            rechecked = Fraction(sum(report.rechecked.values())) / len(self.names)
            how = ""
            if self.method == "keep-higher":
                how = "（逐个“√”项比较）" if rows_marked(report) else "（没有逐项填写，按合计比较）"
            yield f"{exact(mean)}－{exact(rechecked)}＋{exact(composite - mean + rechecked)}＝{exact(composite)}{how}"
