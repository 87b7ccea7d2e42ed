from tracker.language.lines import MOST_SHOWN, one_line


def test_an_ordinary_name_stays_what_it_is() -> None:
    for name in ("Technical launch", "Технический запуск", "Ишлаб чиқариш ва қуриш", "المشروع", ""):
        assert one_line(name) is name


def test_breaks_become_spaces_and_controls_go() -> None:
    assert (
        one_line("\n\t line\nbreaks\r\nand\x0b tabs \x01\x1b[0m\x9f") == "line breaks and tabs [0m"
    )


def test_a_name_of_thousands_of_letters_is_cut_and_says_so() -> None:
    for text in ("x" * 5_000, "Длинное имя " * 420, "a\nb" * 2_000):
        shown = one_line(text)
        assert len(shown) == MOST_SHOWN + 1
        assert shown.endswith("…")
    assert one_line("x" * MOST_SHOWN) == "x" * MOST_SHOWN


def test_what_is_cut_away_is_never_passed_over_in_silence() -> None:
    assert one_line(" " * 5_000 + "x") == "…"
