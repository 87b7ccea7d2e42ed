"""Records are what frozen dataclasses with slots are, and compile nothing until one is made."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, replace
from types import CodeType
from typing import Any

import pytest

from tracker.records import record


@record
class Place:
    """A place."""

    name: str
    zones: tuple[str, ...] = ()


@record(kw_only=True)
class Plant(Place):
    places: list[str] = field(default_factory=list)
    note: str = field(default="", compare=False, repr=False)
    length: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "length", len(self.name))


@dataclass(frozen=True, slots=True)
class PlainPlace:
    name: str
    zones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainPlant(PlainPlace):
    places: list[str] = field(default_factory=list)
    note: str = field(default="", compare=False, repr=False)
    length: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "length", len(self.name))


@record(frozen=False)
class Tally:
    seen: int
    kept: int = 0


@record(eq=False)
class Mark:
    name: str


KINDS = [Plant, PlainPlant]


@pytest.mark.parametrize("make", KINDS)
def test_a_record_is_made_as_a_dataclass_is(make: Callable[..., Any]) -> None:
    made = make("Uralsk", ("west",), note="n")
    assert (made.name, made.zones, made.places, made.note, made.length) == (
        *("Uralsk", ("west",), [], "n"),
        6,
    )
    assert make("a").places is not make("a").places
    for wrong in ((), ("a", (), []), ("a", (), [], "n")):
        with pytest.raises(TypeError, match=r"__init__\(\)"):
            make(*wrong)
    with pytest.raises(TypeError, match="unexpected keyword argument 'colour'"):
        make("a", colour="red")


@pytest.mark.parametrize("make", KINDS)
def test_equal_is_what_is_equal_in_all_that_is_compared(make: Callable[..., Any]) -> None:
    first, same, other = make("a", note="one"), make("a", note="two"), make("b")
    assert first == same
    assert first != other
    assert first != ("a", ())
    with pytest.raises(TypeError, match="unhashable"):
        hash(first)


def test_a_hash_goes_with_equality() -> None:
    assert hash(Place("a")) == hash(Place("a"))
    assert Place("a") != Plant("a")
    assert len({Place("a"), Place("a"), Place("b")}) == 2
    assert Mark("a") != Mark("a")
    assert len({Mark("a"), Mark("a")}) == 2
    assert Tally(1) == Tally(1)
    with pytest.raises(TypeError, match="unhashable"):
        hash(Tally(1))


def test_a_record_says_what_is_in_it() -> None:
    plain = repr(PlainPlant("a", places=["b"]))
    assert repr(Plant("a", places=["b"])) == plain.replace("PlainPlant", "Plant")
    assert repr(Tally(1)) == "Tally(seen=1, kept=0)"
    assert (Place.__doc__, Tally.__doc__) == ("A place.", "Tally")


def test_a_record_never_changes_unless_it_says_so() -> None:
    place = Place("a")
    for change in (
        lambda: setattr(place, "name", "b"),
        lambda: setattr(place, "colour", "red"),
        lambda: delattr(place, "name"),
    ):
        with pytest.raises(FrozenInstanceError):
            change()
    tally = Tally(1)
    tally.seen = 2
    assert tally == Tally(2)
    with pytest.raises(AttributeError):
        tally.colour = "red"  # type: ignore[attr-defined]


def test_what_serves_dataclasses_serves_records() -> None:
    plant = Plant("a", places=["b"])
    assert replace(plant, name="abc").length == 3
    assert asdict(Place("a")) == {"name": "a", "zones": ()}
    assert [each.name for each in fields(Plant)] == [each.name for each in fields(PlainPlant)]
    match plant:
        case Plant(name, zones):
            assert (name, zones) == ("a", ())
        case _:
            pytest.fail("a record has its fields in order")


@pytest.mark.parametrize("value", [Place("a", ("b",)), Plant("a", note="n"), Tally(1, 2)])
def test_a_record_can_be_copied_and_sent_to_another_process(value: Any) -> None:
    for got in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):
        assert got == value
        assert repr(got) == repr(value)


def test_own_methods_of_a_record_stay() -> None:
    @record
    class Quiet:
        name: str

        def __repr__(self) -> str:
            return "quiet"

        def __eq__(self, other: object) -> bool:
            return True

        __hash__ = None  # type: ignore[assignment]

    assert repr(Quiet("a")) == "quiet"
    assert Quiet("a") == Quiet("b")


def test_nothing_is_compiled_before_the_first_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []

    def count(source: str | CodeType, *rest: Any) -> None:
        compiled.append(str(source))
        exec(source, *rest)

    monkeypatch.setattr("tracker.records.exec", count, raising=False)
    monkeypatch.setattr("dataclasses.exec", count, raising=False)

    @record
    class Late:
        name: str

    assert compiled == []
    assert [Late("a"), Late("b")] == [Late("a"), Late(name="b")]
    assert len(compiled) == 1
