"""The mark on a text that is translated later, where it is shown."""


def N_(text: str) -> str:
    """Return `text` unchanged; the call itself puts the text into the catalogues."""
    return text
