"""How fast a folder of answer files is scored and in how much memory: `python -m tests.bench_batch`."""

import json
import os
import re
import resource
import subprocess
import sys
import tempfile
from itertools import cycle, islice
from pathlib import Path

from site_src.bundle import ROOT
from tests.golden import cases

RUBRIC = "henan-2024"
SIZES = (100, 10_000)
PROGRAM = """
import sys
from pathlib import Path
from scorer.__main__ import main
status = main(sys.argv[1:])
print(Path("/proc/self/status").read_text())
sys.exit(status)
"""


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


def measure(folder: Path) -> tuple[float, int]:
    """Seconds of processor time, and peak memory in kilobytes as Linux tells it of the process alone."""
    command = [sys.executable, "-c", PROGRAM, "batch", RUBRIC, str(folder), "--csv", os.devnull]
    before = processor_time()
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    return processor_time() - before, int(re.findall(r"VmHWM:\s+(\d+) kB", ran.stdout)[0])


def processor_time() -> float:
    """Of the ended child processes, so that what else the machine does is not measured."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Print a line for each size."""
    for files in SIZES:
        with tempfile.TemporaryDirectory() as name:
            fill(Path(name), files)
            seconds, memory = measure(Path(name))
        print(f"{files} files: {files / seconds:.0f} files per second, peak memory {memory / 1024:.1f} MB")


if __name__ == "__main__":
    main()
