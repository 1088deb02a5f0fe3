"""Command line: `python -m scorer score RUBRIC ANSWERS.json`, `batch RUBRIC DIR` and `rubrics`."""

import argparse
import sys
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TextIO

from scorer import AnswersError, rubrics, score
from scorer.batch import Tried, answer_files, score_files
from scorer.batch_checklist import ChecklistAccount
from scorer.batch_kinds import ACCOUNTS, Account, instead
from scorer.codec import dumps
from scorer.files import read_text
from scorer.progress import Progress
from scorer.service import max_bytes

READER_LEFT = 141
"""Exit status as of a program that a closed pipe ended."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; exit status 2 for bad input, with every problem on its own line on standard error."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stderr.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        try:
            return _run(_parser().parse_args(arguments))
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        with suppress(BrokenPipeError):
            sys.stdout.close()  # or Python complains at its end that it cannot flush
        return READER_LEFT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m scorer", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("rubrics", help="list the ids of the rubrics")
    one = commands.add_parser("score", help="print the result of an answers file as JSON")
    one.add_argument("rubric", metavar="RUBRIC", help="id of a rubric, such as henan-2024")
    one.add_argument("answers", metavar="ANSWERS.json", help="the answers file; - reads standard input")
    many = commands.add_parser("batch", help="score every .json file of a folder into a CSV table and a summary")
    many.add_argument("rubric", metavar="RUBRIC", help="id of a checklist, comparison or panel, such as henan-2024")
    many.add_argument("folder", metavar="DIR", type=Path, help="the folder with the answers files")
    many.add_argument("--csv", metavar="FILE", type=Path, help="write the table to FILE, not to standard output")
    many.add_argument("--summary", metavar="FILE", type=Path, help="write the summary to FILE as JSON")
    many.add_argument(
        "--picture", metavar="FILE.svg", type=Path, help="draw the summary of a checklist's files to FILE"
    )
    many.add_argument("--recursive", action="store_true", help="also score the files of the folders inside")
    return parser


def _run(options: argparse.Namespace) -> int:
    try:
        known = rubrics()
    except FileNotFoundError:
        return _stop("scorer/rubrics.json is missing; `make site` compiles it from rubric_data/")
    if options.command == "rubrics":
        print("\n".join(known))
        return 0
    if options.rubric not in known:
        return _stop(f"there is no rubric {options.rubric!r}; known: {', '.join(known)}")
    if options.command == "score":
        return _score(options.rubric, options.answers)
    rubric = known[options.rubric]
    if rubric.kind not in ACCOUNTS:
        return _stop(f"no batch can be made of {options.rubric}: {instead(rubric)}")
    return _batch(rubric.id, ACCOUNTS[rubric.kind](rubric), options)


def _stop(message: str) -> int:
    print(message, file=sys.stderr)
    return 2


def _score(rubric: str, name: str) -> int:
    try:
        result = score(_read(name, max_bytes(rubric)), rubric)
    except OSError as error:
        return _stop(f"{name}: {error.strerror}")
    except AnswersError as error:
        print(*_told(error), sep="\n", file=sys.stderr)
        return 2
    print(dumps(result, indent=1))
    return 0


def _told(error: OSError | AnswersError) -> list[str]:
    """A line for each problem."""
    if isinstance(error, OSError):
        return [f"(file): {error.strerror}"]
    return [f"{one.where}: {one.english}" for one in error.problems]


def _read(name: str, limit: int) -> str:
    return read_text(sys.stdin.buffer, limit) if name == "-" else _read_file(Path(name), limit)


def _read_file(path: Path, limit: int) -> str:
    with path.open("rb") as file:
        return read_text(file, limit)


def _batch(rubric: str, account: Account, options: argparse.Namespace) -> int:
    """Exit status 1 when some files are bad, 2 when none could be scored."""
    if options.picture and not isinstance(account, ChecklistAccount):
        return _stop(f"no picture is drawn of {rubric}: it is no checklist")
    if not options.folder.is_dir():
        return _stop(f"{options.folder}: is no folder")
    inside = options.folder.resolve()
    written = options.summary.resolve() if options.summary else None
    found = answer_files(options.folder, recursive=options.recursive)
    names = [name for name in found if inside / name != written]
    if not names:
        return _stop(f"{options.folder}: holds no .json files")
    try:
        with ExitStack() as opened:
            table = opened.enter_context(_table(options.csv)) if options.csv else sys.stdout
            target = opened.enter_context(options.summary.open("w", encoding="utf-8")) if options.summary else None
            sheet = opened.enter_context(options.picture.open("w", encoding="utf-8")) if options.picture else None
            tried = _score_all(rubric, account, options.folder, names, table)
            _write_summary(account, tried.bad, target)
            if sheet and isinstance(account, ChecklistAccount):
                sheet.write(account.picture(tried.bad))
    except BrokenPipeError:
        raise
    except OSError as error:
        return _stop(f"{error.filename}: {error.strerror}")
    if not tried.scored:
        return 2
    return 1 if tried.bad else 0


def _table(path: Path) -> TextIO:
    """With the byte order mark that tells Excel that the file is UTF-8."""
    return path.open("w", encoding="utf-8-sig", newline="")


def _score_all(rubric: str, account: Account, folder: Path, names: list[str], table: TextIO) -> Tried:
    progress = Progress(len(names), sys.stderr, shown=sys.stderr.isatty() and not table.isatty())

    def refused(name: str, error: OSError | AnswersError) -> None:
        progress.clear()
        for problem in _told(error):
            print(f"{name}: {problem}", file=sys.stderr)

    line_end = "\n" if table is sys.stdout else "\r\n"
    tried = Tried()

    def read(name: str) -> str:
        return _read_file(folder / name, max_bytes(rubric))

    for tried in score_files(rubric, account, names, read, table, refused, line_end=line_end):
        progress.show(tried.scored + tried.bad)
    progress.clear()
    return tried


def _write_summary(account: Account, bad: int, target: TextIO | None) -> None:
    if target:
        print(dumps(account.summary(bad), indent=1), file=target)
    else:
        print(*account.readable(bad), sep="\n", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
