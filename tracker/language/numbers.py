"""Decimal numbers as each language writes them, digit for digit."""

from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, ROUND_HALF_UP, Context, Decimal

from tracker.language.languages import Language

_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
# Unicode CLDR, number symbols: all but en part thousands by a no-break space and write a comma.
_SYMBOLS = {
    Language.EN: (",", "."),
    Language.RU: (_NO_BREAK_SPACE, ","),
    Language.KK: (_NO_BREAK_SPACE, ","),
    Language.UZ: (_NO_BREAK_SPACE, ","),
}
_EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)


def format_decimal(value: Decimal, language: Language, *, places: int | None = None) -> str:
    """`value` with grouped thousands and the language's decimal mark.

    Without `places` every digit the number has is written, trailing zeros too, since they say how
    precise a figure is. With `places` it is rounded half up, as figures are by hand.
    Raises ValueError for a number that is not finite.
    """
    if not value.is_finite():
        raise ValueError(f"not a finite number: {value}")
    if places is not None:
        exponent = Decimal((0, (1,), -places))
        value = value.quantize(exponent, rounding=ROUND_HALF_UP, context=_EXACT)
    group, point = _SYMBOLS[language]
    whole, _, fraction = f"{value.copy_abs():,f}".partition(".")
    sign = "-" if value < 0 else ""
    return sign + whole.replace(",", group) + (point + fraction if fraction else "")
