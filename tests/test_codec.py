"""Rubrics reach the scorer as they stand in the data, and results leave it in one spelling."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

import scorer
from scorer.codec import exact, plain
from scorer.deadlines_model import Deadlines
from scorer.report import Range
from site_src.load import Data
from tests.results import as_json


def test_compiled_rubrics_are_the_loaded_ones(data: Data) -> None:
    compiled = [replace(one, calendar=None) if isinstance(one, Deadlines) else one for one in scorer.rubrics().values()]
    assert compiled == list(data.rubrics)
    assert [*scorer.rubrics()] == [rubric.id for rubric in data.rubrics]


@pytest.mark.parametrize(
    ("amount", "text"),
    [("100", "100"), ("0", "0"), ("0.0", "0"), ("89.50", "89.5"), ("-0.5", "-0.5"), ("19998.0", "19998")],
)
def test_amounts_have_no_exponent_and_no_trailing_zeros(amount: str, text: str) -> None:
    assert plain(Decimal(amount)) == text
    assert as_json({"amount": Decimal(amount)}) == {"amount": text}


@pytest.mark.parametrize(
    ("mean", "text"),
    [(Fraction(212, 3), "212/3"), (Fraction(354, 5), "70.8"), (Fraction(80), "80"), (Fraction(-1, 8), "-0.125")],
)
def test_means_are_exact(mean: Fraction, text: str) -> None:
    assert exact(mean) == text
    assert as_json((mean,)) == [text]


def test_members_keep_their_defined_order() -> None:
    encoded = as_json((Range(lowest=Decimal(60), highest=Decimal("89.5")), None, True, 3, "分"))
    assert encoded == [{"lowest": "60", "highest": "89.5"}, None, True, 3, "分"]
    assert list(encoded[0]) == ["lowest", "highest"]


def test_what_no_result_holds_is_not_written() -> None:
    with pytest.raises(TypeError):
        as_json(object())
