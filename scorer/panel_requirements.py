"""What a plan asks of sample and panel, and the answers, in; whether each requirement is met out."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scorer.addresses import document_address
from scorer.codec import plain
from scorer.panel_answers import NONE, ExpertAnswer, PanelAnswers
from scorer.panel_model import Panel, Requirement
from scorer.panel_report import RequirementResult

LABELS = {"met": "符合", "not-met": "不符合", "unanswered": "未填完"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Finding:
    """`met` is None while it depends on what is still open."""

    met: bool | None
    found: str
    concerned: tuple[str, ...] = ()
    open: tuple[str, ...] = ()


def judge_requirement(
    rubric: Panel, one: Requirement, answers: PanelAnswers
) -> tuple[RequirementResult, Iterable[str]]:
    """A requirement's result, and the paths of the answers it still wants."""
    finding = _FINDINGS[one.kind](rubric, one, answers)
    state = "unanswered" if finding.met is None else "met" if finding.met else "not-met"
    result = RequirementResult(
        title=one.title,
        state=state,
        label=LABELS[state],
        found=finding.found,
        concerned=finding.concerned,
        words=one.words,
        href=document_address(rubric.document, one.block),
    )
    return result, finding.open


def _count(_rubric: Panel, one: Requirement, answers: PanelAnswers) -> _Finding:
    drawn = len(answers.reports)
    return _Finding(met=drawn >= one.amount if drawn else None, found=f"{drawn}份", open=() if drawn else ("reports",))


def _share(_rubric: Panel, one: Requirement, answers: PanelAnswers) -> _Finding:
    """The exact share; as long as sizes are open it is decided only when no size could change it."""
    drawn = len(answers.reports)
    unknown = [name for name, report in answers.reports.items() if not report.size]
    counted = sum(report.size in one.sizes for report in answers.reports.values())
    if not drawn:
        return _Finding(met=None, found="没有报告")
    least, most = Fraction(counted, drawn), Fraction(counted + len(unknown), drawn)
    threshold = Fraction(one.amount)
    return _Finding(
        met=True if least >= threshold else False if most < threshold else None,
        found=f"{drawn}份中{counted}份，{_percent(least)}",
        open=tuple(f"reports.{name}.size" for name in unknown),
    )


def _percent(share: Fraction) -> str:
    """Cut off, not rounded, so that no share looks as if it reached more than it does."""
    hundredths = int(10_000 * share)
    almost = "约" if hundredths != 10_000 * share else ""
    return f"{almost}占{plain(Decimal(hundredths) / 100)}%"


def _each(_rubric: Panel, _one: Requirement, answers: PanelAnswers) -> _Finding:
    flags = {name: report.key_industry for name, report in answers.reports.items()}
    failing = tuple(name for name, flag in flags.items() if flag is False)
    unknown = tuple(f"reports.{name}.key_industry" for name, flag in flags.items() if flag is None)
    met = False if failing else None if unknown or not flags else True
    return _Finding(met=met, found=_listed(failing, "都是" if met else "", "不是"), concerned=failing, open=unknown)


def _cities(rubric: Panel, one: Requirement, answers: PanelAnswers) -> _Finding:
    given = [report.city for report in answers.reports.values()]
    missing = tuple(city.label for city in rubric.cities if given.count(city.id) < one.amount)
    unknown = tuple(f"reports.{name}.city" for name, report in answers.reports.items() if not report.city)
    met = True if not missing else None if unknown or not given else False
    found = f"缺{'、'.join(missing)}" if missing else f"{len(rubric.cities)}个地市都有"
    return _Finding(met=met, found=found, concerned=missing, open=unknown)


def _members(rubric: Panel, one: Requirement, answers: PanelAnswers) -> _Finding:
    named = [name for name, expert in _all(rubric, answers).items() if expert.place]
    return _Finding(met=True if len(named) == one.amount else None, found=f"已填{len(named)}名")


def _placed(place: str) -> Callable[[Panel, Requirement, PanelAnswers], _Finding]:
    def find(rubric: Panel, one: Requirement, answers: PanelAnswers) -> _Finding:
        experts = _all(rubric, answers)
        count = sum(expert.place == place for expert in experts.values())
        unknown = tuple(f"experts.{name}.place" for name, expert in experts.items() if not expert.place)
        certain = count > one.amount or count + len(unknown) < one.amount
        met = False if certain else None if unknown else True
        return _Finding(met=met, found=f"{count}名", open=unknown)

    return find


def _national(rubric: Panel, one: Requirement, answers: PanelAnswers) -> _Finding:
    experts = _all(rubric, answers)
    count = sum(expert.national is True for expert in experts.values())
    unknown = tuple(f"experts.{name}.national" for name, expert in experts.items() if expert.national is None)
    met = True if count >= one.amount else False if count + len(unknown) < one.amount else None
    return _Finding(met=met, found=f"{count}名", open=unknown)


def _independent(rubric: Panel, _one: Requirement, answers: PanelAnswers) -> _Finding:
    experts = _all(rubric, answers)
    concerned = tuple(
        f"{name}:{report}" for name, expert in experts.items() for report in expert.conflicts if report != NONE
    )
    unknown = tuple(f"experts.{name}.conflicts" for name, expert in experts.items() if not expert.conflicts)
    met = False if concerned else None if unknown else True
    return _Finding(met=met, found=_listed(concerned, "没有" if met else "", "涉及"), concerned=concerned, open=unknown)


def _all(rubric: Panel, answers: PanelAnswers) -> Mapping[str, ExpertAnswer]:
    return {expert.id: answers.experts.get(expert.id, ExpertAnswer()) for expert in rubric.experts}


def _listed(names: tuple[str, ...], otherwise: str, before: str) -> str:
    return f"{before}：{'、'.join(name.replace(':', '：') for name in names)}" if names else otherwise


_FINDINGS = {
    "count": _count,
    "share": _share,
    "each": _each,
    "cities": _cities,
    "members": _members,
    "outside": _placed("outside"),
    "inside": _placed("inside"),
    "national": _national,
    "independent": _independent,
}
