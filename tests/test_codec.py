"""Rubrics reach the scorer as they stand in the data, and results leave it in one spelling."""

from decimal import Decimal

import pytest

from scorer.codec import decode_rubrics, encode, plain
from scorer.report import Range
from site_src.bundle import compile_rubrics
from site_src.load import Data


def test_compiled_rubrics_are_the_loaded_ones(data: Data) -> None:
    compiled = decode_rubrics(compile_rubrics(data.assessments).decode("utf-8"))
    assert compiled == {name: assessment.rubric for name, assessment in data.assessments.items()}


@pytest.mark.parametrize(
    ("amount", "text"),
    [("100", "100"), ("0", "0"), ("0.0", "0"), ("89.50", "89.5"), ("-0.5", "-0.5"), ("19998.0", "19998")],
)
def test_amounts_have_no_exponent_and_no_trailing_zeros(amount: str, text: str) -> None:
    assert plain(Decimal(amount)) == text
    assert encode({"amount": Decimal(amount)}) == {"amount": text}


def test_members_keep_their_defined_order() -> None:
    encoded = encode((Range(lowest=Decimal(60), highest=Decimal("89.5")), None, True, 3, "分"))
    assert encoded == [{"lowest": "60", "highest": "89.5"}, None, True, 3, "分"]
    assert list(encoded[0]) == ["lowest", "highest"]
