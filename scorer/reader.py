"""An answers object in; typed answers for one rubric out, or every problem in it at once."""

from collections.abc import Iterable, Mapping

from scorer.answers import Answer, Answers
from scorer.envelope import Json
from scorer.fields import FieldReader, listed
from scorer.item_reader import read_item
from scorer.model import Checklist, Question
from scorer.problems import AnswersError, Path, Problem


def read_answers(rubric: Checklist, envelope: Mapping[str, Json], found: Iterable[Problem] = ()) -> Answers:
    """Check an answers object against `rubric`.

    Raises `AnswersError` with every problem in it, after those already `found` in the text.
    """
    reader = _Reader(rubric, found)
    answers = reader.answers(envelope)
    if reader.problems:
        raise AnswersError(reader.problems)
    return answers


class _Reader(FieldReader):
    def __init__(self, rubric: Checklist, found: Iterable[Problem]) -> None:
        super().__init__(found)
        self.rubric = rubric

    def answers(self, envelope: Mapping[str, Json]) -> Answers:
        self.envelope(envelope, ("context", "items", "assume"))
        assume = self.one_of(("assume",), ("conforming",), envelope["assume"]) if "assume" in envelope else ""
        return Answers(
            context=self._context(envelope),
            items=self._items(envelope),
            assume_conforming=assume == "conforming",
        )

    def _context(self, envelope: Mapping[str, Json]) -> dict[str, tuple[str, ...]]:
        questions = {question.id: question for question in self.rubric.context}
        context: dict[str, tuple[str, ...]] = {}
        for name, value in self.members((), envelope, "context"):
            if name in questions:
                context[name] = self._choice(("context", name), questions[name], value)
            else:
                self.add(("context", name), "unknown-key", known=listed(questions))
        return context

    def _choice(self, path: Path, question: Question, value: Json) -> tuple[str, ...]:
        options = [option.id for option in question.options]
        match question.kind:
            case "flag":
                return ("yes",) if self.flag(path, value) else ("no",)
            case "year":
                return (str(self.year(path, value)),)
            case "choice":
                return (self.one_of(path, options, value),)
        return self.several_of(path, options, value)

    def _items(self, envelope: Mapping[str, Json]) -> dict[str, Answer]:
        items = {item.id: item for item in self.rubric.items}
        answers: dict[str, Answer] = {}
        for name, value in self.members((), envelope, "items"):
            path = ("items", name)
            if name not in items:
                self.add(path, "unknown-item", rubric=self.rubric.id)
            elif self.is_object(value, path):
                answers[name], problems = read_item(items[name], self.rubric.record, value, repr(value))
                self.problems += problems
        return answers
