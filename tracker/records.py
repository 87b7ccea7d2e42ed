"""Records: dataclasses that cost next to nothing until one of them is made.

A frozen dataclass with slots takes 0.3 ms to define, since five methods are compiled for it; the
program would spend 40 ms on such definitions before its first frame, most of them for what comes
later or never. A record shares those methods with all others, and its ``__init__`` is compiled when
the first one is made. Type checkers know records by PEP 681, and ``fields``, ``replace``,
``asdict`` and ``field`` of :mod:`dataclasses` serve them too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform, overload

T = TypeVar("T")


@overload
def record(kind: type[T], /) -> type[T]: ...
@overload
def record(
    *, frozen: bool = True, kw_only: bool = False, eq: bool = True
) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(
    kind: type[T] | None = None, /, *, frozen: bool = True, kw_only: bool = False, eq: bool = True
) -> Any:
    """Make a class a record, as ``dataclass(frozen=True, slots=True)`` would.

    Records have no order; what dataclass offers beyond this is not offered either.
    """

    def make(kind: type[T]) -> type[T]:
        # Without a text here dataclass would work out the signature to have one.
        kind.__doc__ = kind.__doc__ or kind.__name__
        own = frozenset(vars(kind))
        made = dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(kind)
        methods: dict[str, object] = {"__init__": _init_of(made, frozen), "__repr__": _repr}
        if eq:
            methods |= _compared(made, frozen)
        if frozen:
            methods |= _FROZEN
        for name, method in methods.items():
            if name not in own:
                setattr(made, name, method)
        return made

    return make if kind is None else make(kind)


# -- __init__ -------------------------------------------------------------------------------------


def _init_of(kind: type, frozen: bool) -> Callable[..., None]:
    def __init__(self: object, /, *given: object, **named: object) -> None:
        compiled = _compiled_init(kind, frozen)
        kind.__init__ = compiled  # type: ignore[misc]
        compiled(self, *given, **named)

    return __init__


def _compiled_init(kind: type, frozen: bool) -> Callable[..., None]:
    """What a dataclass would have, but for how a frozen field is set: by its slot, not by name."""
    known: dict[str, object] = {"_MISSING": MISSING}
    given, named, body = ["self"], list[str](), list[str]()
    for each in fields(kind):
        name, value = each.name, each.name
        if each.init:
            (named if each.kw_only else given).append(f"{name}{_default(each, known)}")
        if each.default_factory is not MISSING:
            made = f"_make_{name}()"
            value = f"{made} if {name} is _MISSING else {name}" if each.init else made
        elif not each.init:
            if each.default is MISSING:
                continue
            value = f"_default_{name}"
            known[value] = each.default
        known[f"_set_{name}"] = getattr(kind, name).__set__
        body.append(f"_set_{name}(self, {value})" if frozen else f"self.{name} = {value}")
    if hasattr(kind, "__post_init__"):
        body.append("self.__post_init__()")
    taken = ", ".join([*given, "*", *named] if named else given)
    lines = "\n  ".join(body) or "pass"
    exec(f"def __init__({taken}):\n  {lines}", known)
    init: Any = known["__init__"]
    init.__qualname__ = f"{kind.__qualname__}.__init__"
    return init  # type: ignore[no-any-return]


def _default(each: Field[Any], known: dict[str, object]) -> str:
    """How the default of a field is said in the head of ``__init__``."""
    if each.default_factory is not MISSING:
        known[f"_make_{each.name}"] = each.default_factory
        return "=_MISSING"
    if each.default is MISSING:
        return ""
    known[f"_default_{each.name}"] = each.default
    return f"=_default_{each.name}"


# -- what all records share -----------------------------------------------------------------------


def _compared(kind: type, frozen: bool) -> dict[str, object]:
    """Equal where all that is compared is equal; a hash only for what never changes."""
    names = [each.name for each in fields(kind) if each.compare]
    values: Callable[[object], object] = attrgetter(*names) if names else lambda _: ()

    def __eq__(self: object, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return values(self) == values(other)

    def __hash__(self: object) -> int:
        return hash(values(self))

    return {"__eq__": __eq__, "__hash__": __hash__ if frozen else None}


def _repr(self: Any) -> str:
    said = (f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)
    return f"{self.__class__.__qualname__}({', '.join(said)})"


def _refuse_setting(self: object, name: str, value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_deleting(self: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[object]:
    return [getattr(self, each.name) for each in fields(self)]


def _set_state(self: Any, state: list[object]) -> None:
    for each, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, each.name, value)


_FROZEN = {
    "__setattr__": _refuse_setting,
    "__delattr__": _refuse_deleting,
    # Copies and other processes set what cannot be set.
    "__getstate__": _state,
    "__setstate__": _set_state,
}
