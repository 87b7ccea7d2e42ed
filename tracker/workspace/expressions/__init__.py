"""A language for asking of rows: "Finish: <= Q4 2026 and not Status: done".

A *test* asks one thing of one column; tests are joined with "and", "or", "not" and brackets, "and"
before "or". ``Column: test`` names the column, and what follows asks of the same one until another
is named. Every word, column and choice may be given in any of the four languages; numbers and dates
are read in the language of the interface. Texts are compared in every language that they are known
in, without regard to case, ё and apostrophes; what a text contains is found as a search finds it,
in the letters of either Uzbek alphabet and with Russian letters for Kazakh ones. In text that holds
"and", "or" or a bracket, quotation marks keep it together.

==========  ======================================================================================
texts       ``plant`` and ``"plant"`` contain it; ``= Plant`` is it, ``!= Plant`` is not
numbers     ``100`` ``> 100`` ``<= 185.1 bn KZT`` ``100..500 mn USD`` ``100 USD..``
dates       ``2026`` ``< Q4 2026`` ``Q1 2026..Q2 2026`` ``~ Q4 2026`` ``this quarter``
            ``next 30 days`` ``overdue`` ``quarterly``
choices     their names, or the unmistakable beginning of one
any         ``empty``
==========  ======================================================================================

Dates and figures are as precise as their sources. A test holds where what is known of the row makes
it certain: "2026" is not "before Q4 2026", nor after it, for it may be either, and ``~ Q4 2026``
finds it as one that may fall there. ``not`` gives exactly the rows that its test leaves out, those
that cannot be told included, so that a test and its opposite together never lose a row.
"""

from tracker.workspace.expressions.judging import Told, judged, told_in
from tracker.workspace.expressions.keeping import kept_text, read_kept
from tracker.workspace.expressions.reading import read_column, read_expression
from tracker.workspace.expressions.refusal import ExpressionError
from tracker.workspace.expressions.tree import Expression, by_column, joined
from tracker.workspace.expressions.wording import column_text, expression_text

__all__ = [
    "Expression",
    "ExpressionError",
    "Told",
    "by_column",
    "column_text",
    "expression_text",
    "joined",
    "judged",
    "kept_text",
    "read_column",
    "read_expression",
    "read_kept",
    "told_in",
]
