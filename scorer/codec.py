"""JSON in and out: compiled rubrics to the model, results to the bytes every runtime agrees on."""

import dataclasses
import json
import types
import typing
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from scorer.model import PointsRubric


def decode_rubrics(text: str) -> dict[str, PointsRubric]:
    """The rubrics that the build compiled, by id. They were validated there and are not checked again."""
    rubrics = [_decode(PointsRubric, rubric) for rubric in json.loads(text)["rubrics"]]
    return {rubric.id: rubric for rubric in rubrics}


def encode(value: object) -> Any:  # noqa: ANN401 - JSON
    """A result as JSON-ready data: decimals as strings without trailing zeros, members in their defined order."""
    if dataclasses.is_dataclass(value):
        return {field.name: encode(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {key: encode(member) for key, member in value.items()}
    if isinstance(value, tuple):
        return [encode(member) for member in value]
    if isinstance(value, Decimal):
        return plain(value)
    return value


def plain(amount: Decimal) -> str:
    """An amount without exponent or trailing zeros."""
    return f"{amount.normalize():f}"


def dumps(value: object) -> str:
    """A result as JSON text, the same in every runtime."""
    return json.dumps(encode(value), ensure_ascii=False, indent=1)


def _decode(kind: Any, value: Any) -> Any:  # noqa: ANN401 - driven by the model's annotations
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return kind(**{name: _decode(hints[name], member) for name, member in value.items()})  # type: ignore[operator]
    if kind is Decimal:
        return Decimal(value)
    if typing.get_origin(kind) is tuple:
        (member_kind, _) = typing.get_args(kind)
        return tuple(_decode(member_kind, member) for member in value)
    if isinstance(kind, types.UnionType):
        (some, _none) = typing.get_args(kind)
        return None if value is None else _decode(some, value)
    return value
