"""In which encoding a text file was written, found out from its bytes.

A byte order mark decides; else zeros in every other byte (UTF-16), else whether the bytes are valid
UTF-8, which other encodings hardly ever are by chance. What is left are the one-byte encodings of
the two countries, told apart by how usual the letters are that the bytes would be in Russian,
Kazakh or Uzbek: windows-1251; KZ-1048 (STRK1048-2002, Kazakhstan's standard with the nine Kazakh
letters, which windows-1251 lacks); KOI8-R (RFC 1489); and cp866 of DOS. Python has them all.
"""

from __future__ import annotations

import codecs
from typing import Final

from tracker.domain.errors import FileError
from tracker.language import N_

ENCODINGS: Final = (
    "utf-8-sig",
    "utf-8",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "windows-1251",
    "kz1048",
    "koi8-r",
    "cp866",
)
"""What is offered and recognised; the first of the one-byte encodings wins a tie."""

_ONE_BYTE: Final = ENCODINGS[5:]
_SAMPLE: Final = 64 * 1024

# Percent of the letters of running Russian text (National Corpus of the Russian language); the
# letters that Kazakh and Uzbek add are given what they take in Kazakh and Uzbek Cyrillic text.
_USUAL: Final = dict(
    zip(
        "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",
        (
            *(10.97, 8.45, 8.01, 7.35, 6.70, 6.26, 5.47, 4.73, 4.54, 4.40, 3.49, 3.21, 2.98, 2.81),
            *(2.62, 2.01, 1.90, 1.74, 1.70, 1.65, 1.59, 1.44, 1.21, 0.97, 0.94, 0.73, 0.64, 0.48),
            *(0.36, 0.32, 0.26, 0.04, 0.04),
        ),
        strict=True,
    )
) | dict.fromkeys("қәғңөұүіһўҳ", 1.5)
_UNUSUAL: Final = -6.0
"""For a letter of none of the languages, and for a sign where a letter is expected."""
_AMONG_OTHERS: Final = -4.0
"""For a letter right beside a Latin one or a figure: what stands there is a sign of its own."""
_ALONE: Final = frozenset("вокисуаяюәұ")
"""Letters that are words by themselves; others that stand alone are likelier dashes and quotes."""
_TURNED_CASE: Final = -4.0
"""For a capital right after a small letter: KOI8-R read as windows-1251 is full of them."""
_SIGNS: Final = frozenset("«»„“”‘’№–—…§°\u00a0•±·")


def encoding_of(content: bytes, name: str) -> str:
    """The encoding of a text file, one of :data:`ENCODINGS`.

    Raises FileError for what is no text, and for UTF-8 that is damaged or cut off.
    """
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return encoding
    sample = content[:_SAMPLE]
    if b"\0" in sample:
        return _with_zeros(sample, name)
    try:
        codecs.utf_8_decode(content, "strict", True)
    except UnicodeDecodeError as error:
        if _is_damaged_utf_8(content, error):
            raise FileError(_DAMAGED, file=name, place=error.start + 1) from error
    else:
        return "utf-8"
    return max(_ONE_BYTE, key=lambda encoding: _likelihood(content, encoding))


def decoded(content: bytes, encoding: str, name: str) -> str:
    """The text of a file. Raises FileError where the bytes are not of that encoding."""
    try:
        return content.decode(encoding)
    except LookupError:
        raise FileError(
            N_("There is no encoding “{encoding}”. Possible: {choices}."),
            encoding=encoding,
            choices=", ".join(ENCODINGS),
        ) from None
    except UnicodeError as error:
        raise FileError(
            N_("“{file}” is not written in {encoding}. Choose another encoding."),
            file=name,
            encoding=encoding,
        ) from error


_DAMAGED: Final = N_(
    "“{file}” is damaged or cut off: byte {place} is not part of any character. Get the file anew, "
    "or choose its encoding if it is not UTF-8."
)
_NO_TEXT: Final = N_(
    "“{file}” is not a table: it holds no text. Save the table as CSV or XLSX and import that file."
)


def _with_zeros(sample: bytes, name: str) -> str:
    """UTF-16 without a mark: most characters have one byte of zero or of the Cyrillic page."""
    pairs = len(sample) // 2
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        usual = high.count(0) + high.count(4)
        if pairs and usual >= 0.9 * pairs:
            return encoding
    if sample.count(b"\0") > len(sample) / 100:
        raise FileError(_NO_TEXT, file=name)
    return "utf-8"


def _is_damaged_utf_8(content: bytes, error: UnicodeDecodeError) -> bool:
    """Whether nearly all of it is UTF-8, with more than ASCII in it."""
    if error.start == 0 or error.end >= len(content) - 3:
        sound = content[: error.start]
    else:
        sound = content[:_SAMPLE]
    text = sound.decode("utf-8", "replace")
    spoilt = text.count("\ufffd")
    beyond_ascii = sum(character > "\x7f" for character in text[:_SAMPLE]) - spoilt
    return beyond_ascii > 20 * (spoilt + 1)


def _likelihood(content: bytes, encoding: str) -> float:
    """How usual the letters beyond ASCII are, read in an encoding; more is likelier."""
    text = content[:_SAMPLE].decode(encoding, "replace")
    found = 0.0
    before = " "
    for character, after in zip(text, f"{text[1:]} ", strict=True):
        if character > "\x7f":
            small = character.lower()
            if small in _USUAL:
                found += _in_its_place(character, small, before, after)
            elif character not in _SIGNS:
                found += _UNUSUAL
        before = character
    return found


def _in_its_place(character: str, small: str, before: str, after: str) -> float:
    """How usual a letter is between its neighbours."""
    beside = before + after
    if any(other.isalnum() and other.isascii() for other in beside):
        return _AMONG_OTHERS
    if small not in _ALONE and not before.isalpha() and not after.isalpha():
        return -_USUAL[small]
    return _USUAL[small] + (_TURNED_CASE if character != small and before.islower() else 0)
