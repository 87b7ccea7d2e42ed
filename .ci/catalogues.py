"""The gettext catalogues: gather the texts of the program, keep the translations in step.

    python .ci/catalogues.py extract    print the texts of the program as a .pot file
    python .ci/catalogues.py update     bring each resources/locale/*/LC_MESSAGES/tracker.po in step
    python .ci/catalogues.py compile    write the .mo that the program reads beside each .po
    python .ci/catalogues.py check      name every text not rightly translated; exit 1 if any

The .po files hold no line numbers and no dates: a diff shows translations and nothing else.
"""

import gettext
import io
import string
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "resources" / "locale"

# The translated languages with gettext's plural rule of each. English is the language of the source
# and has no catalogue.
PLURALS = {
    "kk": "nplurals=2; plural=(n != 1);",
    "ru": (
        "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
        "n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"
    ),
    "uz": "nplurals=2; plural=(n > 1);",
}
HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""
KEYWORDS = {
    "_": None,
    "N_": None,
    "text": None,
    "plural": (1, 2),
    "Plural": (1, 2),
    "context": ((1, "c"), 2),
}


def extracted() -> Catalog:
    """Every text of the program."""
    catalog = Catalog()
    found = extract_from_dir(
        ROOT / "tracker",
        [("**.py", "python")],
        keywords=KEYWORDS,
        comment_tags=("Translators:",),
        strip_comment_tags=True,
    )
    for _, _, text, comments, context in found:
        catalog.add(text, auto_comments=comments, context=context)
    return catalog


def path_of(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "tracker.po"


def read(language: str) -> Catalog:
    with path_of(language).open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def as_text(catalog: Catalog, header: str = "") -> str:
    for message in catalog:
        # Babel takes "% complete" for a printf format; the program's formats are {named}.
        message.flags.discard("python-format")
    body = io.BytesIO()
    write_po(
        body,
        catalog,
        width=100,
        no_location=True,
        omit_header=True,
        sort_output=True,
        ignore_obsolete=True,
    )
    return header + body.getvalue().decode().strip() + "\n"


def update() -> None:
    """Add new texts untranslated and drop those no longer used; a translation is never guessed."""
    template = extracted()
    for language, plurals in PLURALS.items():
        path = path_of(language)
        header = HEADER.format(language=language, plurals=plurals)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(header, encoding="utf-8")
        catalog = read(language)
        catalog.update(template, no_fuzzy_matching=True)
        path.write_text(as_text(catalog, header), encoding="utf-8", newline="\n")


def compile_all() -> None:
    for language in PLURALS:
        catalog = read(language)
        # A fixed moment: the same translations give the same bytes.
        catalog.creation_date = catalog.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
        with path_of(language).with_suffix(".mo").open("wb") as file:
            write_mo(file, catalog)


def faults() -> Iterator[str]:
    """One line for each text that is missing, unsure, no longer used, or wrong in its {names}."""
    wanted = {(message.context, message.id): message for message in extracted() if message.id}
    for language, plurals in PLURALS.items():
        catalog = read(language)
        present = {(message.context, message.id): message for message in catalog if message.id}
        for key, message in wanted.items():
            if key not in present:
                yield f"{language}: missing: {shown(message)}"
            else:
                yield from (
                    f"{language}: {fault}: {shown(message)}"
                    for fault in translation_faults(present[key], plurals)
                )
        unused = [message for key, message in present.items() if key not in wanted]
        for message in unused + list(catalog.obsolete.values()):
            yield f"{language}: no longer used: {shown(message)}"


def translation_faults(message: Message, plurals: str) -> Iterator[str]:
    if message.fuzzy:
        yield "fuzzy"
    if any(message.string or ()) and not message.user_comments:
        yield "no comment says where the translation is from"
    if isinstance(message.id, str):
        if not message.string:
            yield "not translated"
        elif names(str(message.string)) != names(message.id):
            yield "other {names} than in English"
        return
    rule = gettext.c2py(plurals.partition("plural=")[2].rstrip(";"))
    singular, plural = message.id
    for form, translation in enumerate(message.string or ()):
        # Only a form that stands for one number alone may leave that number out.
        alone = len([n for n in range(200) if rule(n) == form]) == 1
        allowed = [names(plural), names(singular)] if alone else [names(plural)]
        if not translation:
            yield f"not translated in form {form}"
        elif names(translation) not in allowed:
            yield f"other {{names}} than in English in form {form}"


def names(text: str) -> list[str] | None:
    """The {names} in a text, sorted; None for a text with a brace that opens or closes nothing."""
    try:
        return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)
    except ValueError:
        return None


def shown(message: Message) -> str:
    text = message.id[0] if message.pluralizable else message.id
    return f"{text!r} ({message.context})" if message.context else repr(text)


def main(command: str) -> int:
    if command == "extract":
        print(as_text(extracted()), end="")
    elif command == "update":
        update()
    elif command == "compile":
        compile_all()
    elif command == "check":
        found = list(faults())
        print(*found, sep="\n", end="\n" if found else "")
        if found:
            print(f"{len(found)} to mend. First: python .ci/catalogues.py update")
        return 1 if found else 0
    else:
        print(__doc__)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) == 2 else ""))
