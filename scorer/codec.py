"""JSON in and out: compiled rubrics to the model, results to the bytes every runtime agrees on."""

import dataclasses
import functools
import json
import types
import typing
from collections.abc import Hashable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from scorer.recall import forgotten


def decode(kind: Any, value: Any) -> Any:  # noqa: ANN401 - driven by the model's annotations
    """Compiled JSON as an instance of the model class `kind`. The build validated it, so it is not checked again."""
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return kind(**{name: decode(hints[name], member) for name, member in value.items()})  # type: ignore[operator]
    if kind is Decimal:
        return Decimal(value)
    if typing.get_origin(kind) is tuple:
        (member_kind, _) = typing.get_args(kind)
        return tuple(decode(member_kind, member) for member in value)
    if isinstance(kind, types.UnionType):
        (some, _none) = typing.get_args(kind)
        return None if value is None else decode(some, value)
    return value


def encode(value: object) -> object:
    """What JSON has no word for: members in their defined order, amounts as strings.

    Raises `TypeError` for what no result holds.
    """
    if type(value) in _ENCODED_ONCE:
        return _encoded(value)
    if members := _members(value):
        return members
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, Fraction):
        return exact(value)
    raise TypeError(type(value))


_ENCODED_ONCE: set[type] = set()


def encoded_once[Kind: type](kind: Kind) -> Kind:
    """For a small class whose instances mostly come back as they were: what JSON makes of them is kept."""
    _ENCODED_ONCE.add(kind)
    return kind


@functools.lru_cache(maxsize=1000)
def _encoded(value: Hashable) -> object:
    return json.loads(json.dumps(_members(value), default=encode))


forgotten.append(_encoded.cache_clear)


def _members(value: object) -> dict[str, object]:
    return {name: getattr(value, name) for name in _names(type(value))}  # type: ignore[arg-type]  # it takes no class for hashable


@functools.cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else ()


@functools.lru_cache(maxsize=1000)
def plain(amount: Decimal) -> str:
    """An amount without exponent or trailing zeros."""
    return f"{amount.normalize():f}"


def exact(value: Fraction) -> str:
    """As a decimal where it terminates, else as a fraction: 70.8, 212/3."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest > 1:
        return f"{value.numerator}/{value.denominator}"
    return plain(Decimal(value.numerator) / Decimal(value.denominator))


def dumps(value: object, indent: int | None = None) -> str:
    """A result, or what holds one, as JSON text, the same in every runtime."""
    return json.dumps(value, ensure_ascii=False, indent=indent, default=encode)
