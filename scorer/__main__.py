"""Command line: `python -m scorer score RUBRIC ANSWERS.json` and `python -m scorer rubrics`."""

import argparse
import sys
from pathlib import Path

from scorer import AnswersError, rubrics, score
from scorer.codec import dumps
from scorer.envelope import MAX_BYTES
from scorer.problems import problem


def main(arguments: list[str] | None = None) -> int:
    """Run one command; exit status 2 for bad input, with every problem on its own line on standard error."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stderr.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    options = _parser().parse_args(arguments)
    try:
        known = rubrics()
    except FileNotFoundError:
        print("scorer/rubrics.json is missing; `make site` compiles it from rubric_data/", file=sys.stderr)
        return 2
    if options.command == "rubrics":
        print("\n".join(known))
        return 0
    if options.rubric not in known:
        print(f"there is no rubric {options.rubric!r}; known: {', '.join(known)}", file=sys.stderr)
        return 2
    return _score(options.rubric, options.answers)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m scorer", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("rubrics", help="list the ids of the rubrics")
    one = commands.add_parser("score", help="print the result of an answers file as JSON")
    one.add_argument("rubric", metavar="RUBRIC", help="id of a rubric, such as henan-2024")
    one.add_argument("answers", metavar="ANSWERS.json", help="the answers file; - reads standard input")
    return parser


def _score(rubric: str, name: str) -> int:
    try:
        result = score(_read(name), rubric)
    except OSError as error:
        print(f"{name}: {error.strerror}", file=sys.stderr)
        return 2
    except AnswersError as error:
        for one in error.problems:
            print(f"{one.where}: {one.english}", file=sys.stderr)
        return 2
    print(dumps(result))
    return 0


def _read(name: str) -> str:
    """The text of the file, read no further than shows that it is too large."""
    if name == "-":
        content = sys.stdin.buffer.read(MAX_BYTES + 1)
    else:
        with Path(name).open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise AnswersError([problem((), "too-large", limit=MAX_BYTES)])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise AnswersError([problem((), "not-utf8")]) from None


if __name__ == "__main__":
    sys.exit(main())
