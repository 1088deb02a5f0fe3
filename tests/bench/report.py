"""What was measured in, the page for visitors and the table for the terminal out, both from one set of lines."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tests.bench.copies import RUBRICS_AT_MOST

TEMPLATE = "benchmarks.md.j2"
REPEAT, COLD, BEYOND_RENDERING_MS, WEIGHT, BUILD = 0.2, 0.3, 16, 1.15, 1.5


@dataclass(frozen=True, slots=True)
class Target:
    """What was aimed at and what came of it."""

    name: str
    value: float
    at_most: float
    unit: str = ""

    @property
    def reached(self) -> bool:
        return self.value <= self.at_most


def page(measured: dict[str, Any]) -> str:
    """The Markdown of docs/benchmarks.md."""
    environment = Environment(  # noqa: S701 - Markdown, of numbers only
        loader=FileSystemLoader(Path(__file__).parent), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"median": median, "p95": p95}
    return (
        environment.get_template(TEMPLATE).render(
            **measured, targets=list(targets(measured)), rubrics_at_most=RUBRICS_AT_MOST
        )
        + "\n"
    )


def table(measured: dict[str, Any]) -> str:
    """A line for each target."""
    lines = (
        f"{'reached' if one.reached else 'MISSED ':8} {one.value:8.2f} ≤ {one.at_most:<5} {one.unit:3} {one.name}"
        for one in targets(measured)
    )
    return "\n".join(lines)


def targets(measured: dict[str, Any]) -> Iterator[Target]:
    """In the order of the report."""
    first = measured["first_grade"]
    for visit, plain, name, at_most in (
        ("cold", "cold", "首次访问到出等级", COLD),
        ("repeat", "repeat", "再次访问，重新作答到出等级", REPEAT),
        ("reopened", "repeat", "再次访问，看到上次答卷的等级", REPEAT),
    ):
        ratio = median(first["snapshot"][visit]) / median(first["plain"][plain])
        yield Target(f"{name}，与普通 Pyodide 之比", ratio, at_most)
    for rubric, typed in measured["keystrokes"].items():
        yield Target(f"{rubric} 改数到得分更新，95% 在此以内", p95(typed["undrawn"]), BEYOND_RENDERING_MS, "毫秒")
    for kind, name in (("document", "文件页"), ("checklist", "检查表页")):
        ours, plain = measured["weight"][kind]["ours"], measured["weight"][kind]["plain"]
        yield Target(f"{name}的传输量，与普通 Material 之比", ours["bytes"] / plain["bytes"], WEIGHT)
        yield Target(f"{name}为评分程序发出的请求", ours["python_requests"], 0, "个")
    for row in measured["builds"]:
        ratio = median(row["ours"]) / median(row["plain"])
        yield Target(f"{row['times']}倍数据的生成时间，与普通 Material 之比", ratio, BUILD)
    smallest, largest = measured["builds"][0], measured["builds"][-1]
    growth = (median(largest["ours"]) / median(smallest["ours"])) / (largest["times"] / smallest["times"])
    yield Target("数据增加时每份数据的生成时间，与一份时之比", growth, 1)


def p95(values: list[float]) -> float:
    """So much or less in 19 of 20 cases."""
    return quantiles(values, n=20, method="inclusive")[-1]
