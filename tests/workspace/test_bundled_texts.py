"""Texts searched in bundles are those found one by one, whatever came, changed and went."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tracker.workspace.bundled_texts import BundledTexts

REFS = st.integers(-3, 150)
STEPS = st.lists(st.tuples(REFS, st.none() | st.text("ab", max_size=3)), max_size=60)


@given(st.integers(0, 140), STEPS, st.text("ab", min_size=1, max_size=3))
def test_they_are_those_found_one_by_one(count: int, steps: list, wanted: str) -> None:
    bundled, plain = BundledTexts(), {}
    for ref in range(count):
        plain[ref] = "ab" if ref == 64 else "b"
        bundled.put(ref, plain[ref])
    bundled.find("a", "A")
    for ref, text in steps:
        if text is None:
            plain.pop(ref, None)
            bundled.drop(ref)
        else:
            plain[ref] = text
            bundled.put(ref, text)
    assert len(bundled) == len(plain)
    assert all(bundled[ref] == text for ref, text in plain.items())
    assert bundled.find(wanted, "B") == {ref for ref, text in plain.items() if wanted in text}
    bundled.clear()
    assert bundled.find("b", "b") == set()
