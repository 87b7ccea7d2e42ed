"""What is typed in one way finds what was written in another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.language.folding import Wanted, flat, folded, in_uzbek, searchable

PAIRS = (
    ("Тошкент шаҳри", "Toshkent shahri"),
    ("Ўзбекистон Республикаси", "Oʻzbekiston Respublikasi"),
    ("Ёшлар ғояси", "Yoshlar gʻoyasi"),
    ("Чирчиқ", "Chirchiq"),
    ("Ер ости йўли", "Yer osti yoʻli"),
    ("Концерн, милиция", "Konsern, militsiya"),
    ("Санъат ва Исҳоқ", "Sanʼat va Isʼhoq"),
    ("Жиззах", "Jizzax"),
    ("Объект қурилиши", "Obʼekt qurilishi"),
    ("Поезд, июль", "Poyezd, iyul"),
)
ONE_LINE = st.characters(codec="utf-8", exclude_characters="\n") | st.sampled_from("еeшhtsцyёʼ")
LETTERS = "абвгдеёжзийклмнопрстуфхцчшъьэюяўқғҳ 'AbСTш1’ʻʼ`Ə"


def finds(typed: str, text: str, *, may_be_uzbek: bool = True) -> bool:
    return Wanted.of(typed).is_in(searchable(text, may_be_uzbek=may_be_uzbek))


def test_letters_that_are_typed_in_several_ways_are_one() -> None:
    assert folded("Ещё Oʻz O‘z O’z Oʼz O`z") == folded("еще o'z o'z O'Z o`z o'z")
    assert folded("ӘҒҚҢӨҰҮҺІ әғқңөұүһі") == "агкноуухи агкноуухи"
    assert folded("Ақтөбе, Үшқоңыр") == folded("Актобе, Ушконыр")
    assert finds("актобе", "Ақтөбе", may_be_uzbek=False)
    assert finds("УЗБЕКИСТОН", "Ўзбекистон")


def test_flat_words_keep_the_letters_of_their_language() -> None:
    assert flat("Келесі Ещё So‘nggi") == "келесі еще so'nggi"


@pytest.mark.parametrize(("cyrillic", "latin"), PAIRS)
def test_uzbek_is_found_in_either_alphabet(cyrillic: str, latin: str) -> None:
    assert in_uzbek(cyrillic) == in_uzbek(latin)
    for typed in (latin, latin.replace("ʻ", "'").replace("ʼ", "’"), cyrillic.upper()):
        assert finds(typed, cyrillic)
        assert finds(typed, latin)


def test_yo_is_found_as_ye_and_as_the_uzbek_letter() -> None:
    for typed in ("елка", "ёлка", "yolka"):
        assert finds(typed, "Ёлка")
    assert finds("ёз", "Yoz")
    assert not finds("ез", "Yoz")


def test_what_is_known_not_to_be_uzbek_is_not_read_as_such() -> None:
    assert not finds("план", "The plant", may_be_uzbek=False)
    assert finds("план", "plan")


def test_no_word_of_one_reading_is_found_in_the_other() -> None:
    assert not finds("эра", "operation", may_be_uzbek=False)
    assert not finds("era", "опера", may_be_uzbek=False)


@given(st.text(LETTERS, min_size=1), st.data())
def test_any_part_of_a_text_is_found_where_it_stands(text: str, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(text) - 1))
    part = text[first : data.draw(st.integers(first + 1, len(text)))]
    assert finds(part, text)
    span = Wanted.of(part).span_in(text, may_be_uzbek=True)
    assert span is not None
    assert folded(text[slice(*span)]) == folded(part)


@given(st.text(ONE_LINE, max_size=12), st.text(ONE_LINE, min_size=1, max_size=4))
def test_a_span_is_given_just_where_something_is_found_and_says_it(text: str, typed: str) -> None:
    wanted = Wanted.of(typed)
    for may_be_uzbek in (True, False):
        span = wanted.span_in(text, may_be_uzbek=may_be_uzbek)
        is_in = wanted.is_in(searchable(text, may_be_uzbek=may_be_uzbek))
        assert (span is not None) == is_in


def test_the_span_of_another_alphabet_holds_whole_letters() -> None:
    span = Wanted.of("shahr").span_in("Тошкент шаҳри", may_be_uzbek=True)
    assert span is not None
    assert "Тошкент шаҳри"[slice(*span)] == "шаҳр"


@given(st.text(st.characters(codec="utf-8")))
def test_the_plain_reading_keeps_each_letter_in_its_place(text: str) -> None:
    assert len(folded(text)) == len(flat(text)) == len(text)
