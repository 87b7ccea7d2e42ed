"""An expression as a text that is kept, in a file or in settings, whatever language is spoken."""

from __future__ import annotations

from tracker.language import Language, translator
from tracker.workspace.expressions.reading import read_expression
from tracker.workspace.expressions.tree import Expression
from tracker.workspace.expressions.wording import expression_text


def kept_text(expression: Expression) -> str:
    """English, the columns by the keys of their fields."""
    return expression_text(expression, translator(Language.EN), by_key=True)


def read_kept(text: str) -> Expression | None:
    """What :func:`kept_text` has said. Raises ExpressionError for any other text."""
    return read_expression(text, translator(Language.EN))
