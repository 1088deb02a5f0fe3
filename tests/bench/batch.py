"""Nothing in, how fast a folder of answer files is scored and in how much memory out."""

import json
import os
import re
import resource
import subprocess
import sys
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from site_src.bundle import ROOT
from tests.golden import cases

RUBRIC = "henan-2024"
SIZES = (100, 10_000)
PROGRAM = """
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from scorer.__main__ import main
status = main(sys.argv[1:])
print(Path("/proc/self/status").read_text())
sys.exit(status)
"""


def measure(runs: int, sizes: tuple[int, ...] = SIZES) -> list[dict[str, float]]:
    """A row for each size: files, the median of the seconds, and the largest memory in kilobytes."""
    rows = []
    for files in sizes:
        with TemporaryDirectory() as name:
            fill(Path(name), files)
            times, memory = zip(*(run(Path(name)) for _ in range(runs)), strict=True)
        rows.append({"files": files, "seconds": median(times), "memory": max(memory)})
    return rows


def fill(folder: Path, files: int) -> None:
    """Completely filled files of about 4 KB: the golden cases, with an answer and a note for every item."""
    golden = [case.answers for case in cases() if case.rubric == RUBRIC]
    items = {
        str(number): {"verdict": "conforming", "note": "查阅档案、现场核对，未见不符合。"} for number in range(1, 37)
    }
    for number, answers in enumerate(islice(cycle(golden), files)):
        header = {"institution": f"第{number}家机构", "report_number": f"报告{number}"}
        full = {**answers, "header": header, "items": {**items, **answers.get("items", {})}}
        (folder / f"{number:05}.json").write_text(json.dumps(full, ensure_ascii=False, indent=1), "utf-8")


def run(folder: Path) -> tuple[float, int]:
    """Seconds of processor time, and peak memory in kilobytes as Linux tells it of the process alone."""
    command = [sys.executable, "-c", PROGRAM, "batch", RUBRIC, str(folder), "--csv", os.devnull]
    before = processor_time()
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    return processor_time() - before, int(re.findall(r"VmHWM:\s+(\d+) kB", ran.stdout)[0])


def processor_time() -> float:
    """Of the ended child processes, so that what else the machine does is not measured."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
