"""Measures everything side by side and writes the report: `make bench`, with BENCH_RUNS for another number of runs."""

import argparse
import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from site_src.bundle import ROOT
from tests.bench import batch, builds, first_grade, keystrokes, machine, report, weight

KEPT = ROOT / "build" / "bench.json"


def main(arguments: list[str]) -> None:
    """What was measured is kept under build/, so that the report can be written again without measuring."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measure and write docs/benchmarks.md.")
    parser.add_argument("--date", required=True, help="the day of the measurement, as the report prints it")
    parser.add_argument("--runs", type=int, default=7, help="runs of which the median is taken")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(builds.SIZES), help="times the data are built")
    parser.add_argument("--files", type=int, nargs="+", default=list(batch.SIZES), help="answer files of a batch")
    parser.add_argument("--keystrokes", type=int, default=240, help="keystrokes on each form")
    parser.add_argument("--report", type=Path, default=ROOT / "docs" / "benchmarks.md", help="where the report goes")
    chosen = parser.parse_args(arguments)
    measured = {"date": chosen.date, "runs": chosen.runs, "machine": machine.describe(), **measure(chosen)}
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_text(json.dumps(measured, ensure_ascii=False, indent=1), encoding="utf-8")
    chosen.report.write_text(report.page(measured), encoding="utf-8")
    print(report.table(measured))


def measure(chosen: argparse.Namespace) -> dict[str, object]:
    """By part; both sites are built once for those parts that need them."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as name:
        site, plain = Path(name, "site"), Path(name, "plain-site")
        _tell("building both sites")
        builds.seconds(ROOT, site)
        builds.seconds(builds.plain_project(ROOT, Path(name, "plain")), plain)
        _tell("first grade")
        first = first_grade.measure(site, chosen.runs)
        _tell("keystrokes")
        typed = keystrokes.measure(site, chosen.keystrokes)
        _tell("page weight")
        weights = weight.measure(site, plain)
    _tell("builds")
    built = builds.measure(chosen.runs, tuple(chosen.sizes))
    _tell("batch")
    scored = batch.measure(chosen.runs, tuple(chosen.files))
    return {"first_grade": first, "keystrokes": typed, "weight": weights, "builds": built, "batch": scored}


def _tell(part: str) -> None:
    print(f"… {part}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
