"""How the tables of a file came to be, step by step; steps are only ever added at the end.

A step never uses the enums or helpers of the domain: it says what was true when it was written.
Every column is text or a whole number, so that the images in the journal are exact, and is either
nullable or NOT NULL with ``''`` for "not given"; a step that adds a column keeps to that (see
:mod:`tracker.storage.mapping`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sqlite_utils import Database

MIGRATION_SET: Final = "tracker"


def names() -> tuple[str, ...]:
    """The names of all steps that this program knows, in their order."""
    return tuple(step.__name__ for step in STEPS)


def applied(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The names of the steps that a file has been through; none for a file without tables."""
    table = connection.execute(
        "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = '_sqlite_migrations'"
    ).fetchone()
    if table is None:
        return ()
    found = connection.execute(
        "SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY id", (MIGRATION_SET,)
    )
    return tuple(name for (name,) in found)


def apply(connection: sqlite3.Connection) -> None:
    """Apply the steps that are missing, as part of the transaction that the caller has begun."""
    # sqlite_utils takes longer to import than everything that opening a current file needs.
    from sqlite_utils import Database, Migrations

    migrations = Migrations(MIGRATION_SET)
    for step in STEPS:
        migrations()(step)
    database = Database(connection, recursive_triggers=False, execute_plugins=False)
    migrations.apply(database)


def _choice(column: str, *choices: str) -> str:
    return f"{column} IN ({', '.join(repr(choice) for choice in choices)})"


def _exactly_one(*columns: str) -> str:
    return " + ".join(f"({column} IS NOT NULL)" for column in columns) + " = 1"


def _names(column: str) -> str:
    return ", ".join(
        f"{column}_{language} TEXT NOT NULL DEFAULT ''" for language in ("en", "ru", "kk", "uz")
    )


def _decimal(column: str) -> str:
    """A number in its one plain form: no exponent, no leading or trailing zeros, no "-0"."""
    unlike = ("*[^0-9.-]*", "?*-*", "*.*.*", ".*", "-.*", "0[0-9]*", "-0[0-9]*", "*.*0")
    refused = "".join(f" AND {column} NOT GLOB '{pattern}'" for pattern in unlike)
    return f"{column} GLOB '*[0-9]'{refused} AND {column} <> '-0' AND length({column}) <= 64"


def _period(column: str) -> str:
    """The key of a period, see :mod:`tracker.domain.period`."""
    unqualified = f"rtrim({column}, '~?%')"
    plain = (
        f"CASE WHEN {unqualified} GLOB '*-by'"
        f" THEN substr({unqualified}, 1, length({unqualified}) - 3) ELSE {unqualified} END"
    )
    year = "[0-9][0-9][0-9][0-9]"
    forms = [f"{year}", f"{year}-Q[1-4]", f"{year}-H[12]"]
    for month in ("0[1-9]", "1[0-2]"):
        forms += [f"{year}-{month}{day}" for day in ("", "-[0-2][0-9]", "-3[01]")]
    likes = " OR ".join(f"({plain}) GLOB '{form}'" for form in forms)
    return f"length({column}) - length({unqualified}) <= 1 AND ({likes})"


def _deadline(column: str) -> str:
    others = f"{column} IN ('permanent', 'as-needed') OR {column} GLOB 'each-[a-z]*'"
    return f"({_period(column)}) OR {others}"


_ID: Final = """
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))) CHECK (uid <> ''),"""

_OWNER: Final = """
    project_id INTEGER REFERENCES projects (id) ON DELETE CASCADE,
    item_id INTEGER REFERENCES items (id) ON DELETE CASCADE,"""

_SOURCE: Final = "INTEGER REFERENCES sources (id) ON DELETE RESTRICT"

_STATES: Final = ("planned", "in-progress", "done", "suspended", "cancelled")

_MEASURES: Final = (
    *("value", "jobs", "capacity", "area", "length", "projects", "completed-projects"),
    *("completed-value", "completed-jobs", "under-way-projects", "under-way-value"),
    *("prepared-projects", "prepared-value", "turnover", "export", "import", "share", "growth"),
    *("tax", "enterprises", "investors", "contracts", "other"),
)

_SIDE: Final = f"TEXT CHECK ({_choice('side', 'KZ', 'UZ', 'KZ-UZ')})"


def m001_first_tables(db: Database) -> None:
    for statement in (*_DATA_TABLES, *_INDEXES, *_JOURNAL_TABLES):
        db.execute(statement)


_DATA_TABLES: Final = (
    f"""CREATE TABLE sources ({_ID}
    key TEXT NOT NULL UNIQUE CHECK (key <> ''),
    title TEXT NOT NULL DEFAULT '',
    publisher TEXT NOT NULL DEFAULT '',
    published TEXT CHECK ({_period("published")}),
    published_wording TEXT NOT NULL DEFAULT '',
    url TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT ''
    ) STRICT""",
    f"""CREATE TABLE bodies ({_ID}
    {_names("name")},
    {_names("short_name")},
    side {_SIDE},
    note TEXT NOT NULL DEFAULT ''
    ) STRICT""",
    f"""CREATE TABLE projects ({_ID}
    position INTEGER NOT NULL,
    {_names("name")},
    code TEXT NOT NULL DEFAULT '',
    side {_SIDE},
    region TEXT NOT NULL DEFAULT '',
    sector TEXT NOT NULL DEFAULT '',
    product TEXT NOT NULL DEFAULT '',
    state TEXT CHECK ({_choice("state", *_STATES)}),
    note TEXT NOT NULL DEFAULT ''
    ) STRICT""",
    # A parent is an item of the same project: hence the pair.
    f"""CREATE TABLE items ({_ID}
    project_id INTEGER NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    parent_id INTEGER CHECK (parent_id <> id),
    position INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK ({_choice("kind", "phase", "activity", "milestone")}),
    {_names("name")},
    form_of_completion TEXT NOT NULL DEFAULT '',
    funding_source TEXT NOT NULL DEFAULT '',
    cost TEXT CHECK ({_decimal("cost")}),
    currency TEXT NOT NULL DEFAULT '',
    percent INTEGER CHECK (percent BETWEEN 0 AND 100),
    state TEXT CHECK ({_choice("state", *_STATES)}),
    duration_low INTEGER CHECK (duration_low >= 0),
    duration_likely INTEGER CHECK (duration_likely >= 0),
    duration_high INTEGER CHECK (duration_high >= 0),
    calendar TEXT CHECK ({_choice("calendar", "KZ", "UZ", "KZ-UZ", "every-day")}),
    actual_start TEXT CHECK ({_period("actual_start")}),
    actual_start_wording TEXT NOT NULL DEFAULT '',
    actual_finish TEXT CHECK ({_period("actual_finish")}),
    actual_finish_wording TEXT NOT NULL DEFAULT '',
    actual_source_id {_SOURCE},
    note TEXT NOT NULL DEFAULT '',
    UNIQUE (id, project_id),
    FOREIGN KEY (parent_id, project_id) REFERENCES items (id, project_id) ON DELETE CASCADE,
    CHECK (cost IS NULL OR currency <> '')
    ) STRICT""",
    f"""CREATE TABLE commitments ({_ID}
    item_id INTEGER NOT NULL REFERENCES items (id) ON DELETE CASCADE,
    edge TEXT NOT NULL CHECK ({_choice("edge", "start", "finish")}),
    deadline TEXT NOT NULL CHECK ({_deadline("deadline")}),
    wording TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    announced_on TEXT CHECK ({_period("announced_on")}),
    recorded_on TEXT NOT NULL CHECK ({_period("recorded_on")}),
    source_id {_SOURCE},
    reason TEXT NOT NULL DEFAULT '',
    binding INTEGER NOT NULL CHECK (binding IN (0, 1))
    ) STRICT""",
    f"""CREATE TABLE links ({_ID}
    predecessor_id INTEGER NOT NULL REFERENCES items (id) ON DELETE CASCADE,
    successor_id INTEGER NOT NULL REFERENCES items (id) ON DELETE CASCADE,
    type TEXT NOT NULL CHECK ({_choice("type", "FS", "SS", "FF", "SF")}),
    lag INTEGER NOT NULL,
    lag_unit TEXT NOT NULL CHECK ({_choice("lag_unit", "working-days", "calendar-days")}),
    UNIQUE (predecessor_id, successor_id, type),
    CHECK (predecessor_id <> successor_id)
    ) STRICT""",
    f"""CREATE TABLE body_roles ({_ID} {_OWNER}
    body_id INTEGER NOT NULL REFERENCES bodies (id) ON DELETE RESTRICT,
    role TEXT NOT NULL
        CHECK ({_choice("role", "responsible", "co-executor", "initiator", "investor")}),
    position INTEGER NOT NULL,
    CHECK ({_exactly_one("project_id", "item_id")})
    ) STRICT""",
    f"""CREATE TABLE citations ({_ID} {_OWNER}
    source_id INTEGER NOT NULL REFERENCES sources (id) ON DELETE RESTRICT,
    what TEXT NOT NULL DEFAULT '',
    CHECK ({_exactly_one("project_id", "item_id")})
    ) STRICT""",
    f"""CREATE TABLE claims ({_ID} {_OWNER}
    topic TEXT CHECK ({_choice("topic", "portfolio", "trade")}),
    measure TEXT NOT NULL CHECK ({_choice("measure", *_MEASURES)}),
    detail TEXT NOT NULL DEFAULT '',
    value TEXT NOT NULL CHECK ({_decimal("value")}),
    upper TEXT CHECK ({_decimal("upper")}),
    bound TEXT NOT NULL CHECK ({_choice("bound", "exact", "over", "up-to", "about", "nearly")}),
    unit TEXT NOT NULL CHECK (unit <> ''),
    basis TEXT NOT NULL CHECK (
        {_choice("basis", "declared", "planned", "actual", "target", "estimate", "calculated")}
    ),
    period TEXT CHECK ({_period("period")}),
    as_of TEXT CHECK ({_period("as_of")}),
    stated_by TEXT NOT NULL DEFAULT '',
    side {_SIDE},
    wording TEXT NOT NULL DEFAULT '',
    source_id {_SOURCE},
    leading INTEGER NOT NULL CHECK (leading IN (0, 1)),
    note TEXT NOT NULL DEFAULT '',
    CHECK ({_exactly_one("project_id", "item_id", "topic")})
    ) STRICT""",
    f"""CREATE TABLE notes ({_ID} {_OWNER}
    noted_on TEXT CHECK ({_period("noted_on")}),
    author TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL DEFAULT '',
    source_id {_SOURCE},
    CHECK ({_exactly_one("project_id", "item_id")})
    ) STRICT""",
    f"""CREATE TABLE settings ({_ID}
    key TEXT NOT NULL UNIQUE CHECK (key <> ''),
    value TEXT NOT NULL DEFAULT ''
    ) STRICT""",
)

# Every reference, so that a cascade and the check of a deletion need no scan.
_INDEXES: Final = tuple(
    f"CREATE INDEX {table}_{column} ON {table} ({column})"
    for table, columns in {
        "items": ("project_id", "parent_id", "actual_source_id"),
        "commitments": ("item_id", "source_id"),
        "links": ("successor_id",),
        "body_roles": ("project_id", "item_id", "body_id"),
        "citations": ("project_id", "item_id", "source_id"),
        "claims": ("project_id", "item_id", "source_id"),
        "notes": ("project_id", "item_id", "source_id"),
    }.items()
    for column in columns
)

_JOURNAL_TABLES: Final = (
    """CREATE TABLE journal_entries (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    user TEXT NOT NULL DEFAULT '',
    office TEXT NOT NULL DEFAULT '',
    operation TEXT NOT NULL,
    details TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(details)),
    kind TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo', 'outside')),
    reverses INTEGER REFERENCES journal_entries (id),
    CHECK ((reverses IS NOT NULL) = (kind IN ('undo', 'redo')))
    ) STRICT""",
    """CREATE TABLE journal_changes (
    id INTEGER PRIMARY KEY,
    entry_id INTEGER NOT NULL REFERENCES journal_entries (id),
    table_name TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    before TEXT,
    after TEXT
    ) STRICT""",
    "CREATE INDEX journal_changes_row ON journal_changes (table_name, row_id, id)",
    "CREATE INDEX journal_changes_entry ON journal_changes (entry_id)",
    """CREATE TABLE journal_state (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    entry_id INTEGER REFERENCES journal_entries (id)
    ) STRICT""",
    "INSERT INTO journal_state (id, entry_id) VALUES (1, NULL)",
)


def m002_forecast(db: Database) -> None:
    for statement in _FORECAST_TABLES:
        db.execute(statement)


_CONSTRAINTS: Final = ("not-before", "not-after", "fixed", "deadline", "as-late")
_A_DAY: Final = "[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]"

_FORECAST_TABLES: Final = (
    f"""CREATE TABLE calendars ({_ID}
    {_names("name")},
    base TEXT NOT NULL CHECK ({_choice("base", "KZ", "UZ", "KZ-UZ", "every-day")}),
    weekdays TEXT NOT NULL CHECK (weekdays GLOB '{"[01]" * 7}'),
    note TEXT NOT NULL DEFAULT ''
    ) STRICT""",
    f"""CREATE TABLE calendar_days ({_ID}
    calendar_id INTEGER REFERENCES calendars (id) ON DELETE CASCADE,
    country TEXT CHECK ({_choice("country", "KZ", "UZ")}),
    day TEXT NOT NULL CHECK (day GLOB '{_A_DAY}' AND ({_period("day")})),
    works INTEGER NOT NULL CHECK (works IN (0, 1)),
    name TEXT NOT NULL DEFAULT '',
    source_id {_SOURCE},
    note TEXT NOT NULL DEFAULT '',
    UNIQUE (calendar_id, day),
    UNIQUE (country, day),
    CHECK ({_exactly_one("calendar_id", "country")})
    ) STRICT""",
    "ALTER TABLE items ADD COLUMN own_calendar_id INTEGER REFERENCES calendars (id)",
    "ALTER TABLE items ADD COLUMN constraint_kind TEXT"
    f" CHECK ({_choice('constraint_kind', *_CONSTRAINTS)})",
    f"ALTER TABLE items ADD COLUMN constraint_date TEXT CHECK ({_period('constraint_date')})",
    f"""CREATE TABLE scenarios ({_ID}
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    note TEXT NOT NULL DEFAULT ''
    ) STRICT""",
    f"""CREATE TABLE scenario_moves ({_ID}
    scenario_id INTEGER NOT NULL REFERENCES scenarios (id) ON DELETE CASCADE,
    item_id INTEGER NOT NULL REFERENCES items (id) ON DELETE CASCADE,
    start TEXT CHECK ({_period("start")}),
    finish TEXT CHECK ({_period("finish")}),
    duration INTEGER CHECK (duration >= 0),
    UNIQUE (scenario_id, item_id)
    ) STRICT""",
    f"""CREATE TABLE risk_runs ({_ID}
    status_date TEXT NOT NULL CHECK (status_date GLOB '{_A_DAY}'),
    seed INTEGER NOT NULL CHECK (seed >= 0),
    runs INTEGER NOT NULL CHECK (runs > 0),
    distribution TEXT NOT NULL CHECK ({_choice("distribution", "pert", "triangular")}),
    inputs TEXT NOT NULL CHECK (inputs <> '')
    ) STRICT""",
    f"""CREATE TABLE risk_results ({_ID}
    run_id INTEGER NOT NULL REFERENCES risk_runs (id) ON DELETE CASCADE,
    item_id INTEGER NOT NULL REFERENCES items (id) ON DELETE CASCADE,
    p50 TEXT NOT NULL CHECK (p50 GLOB '{_A_DAY}'),
    p80 TEXT NOT NULL CHECK (p80 GLOB '{_A_DAY}'),
    driving INTEGER NOT NULL CHECK (driving >= 0),
    UNIQUE (run_id, item_id)
    ) STRICT""",
    *(
        f"CREATE INDEX {table}_{column} ON {table} ({column})"
        for table, column in (
            ("items", "own_calendar_id"),
            ("calendar_days", "source_id"),
            ("scenario_moves", "item_id"),
            ("risk_results", "item_id"),
        )
    ),
)


def m003_risk_of_projects(db: Database) -> None:
    """A project has results of a sampling too: a column may be empty only in another table."""
    for statement in _RISK_OF_PROJECTS:
        db.execute(statement)


_RISK_OF_PROJECTS: Final = (
    # The triggers of the journal go with the table, and come back for all tables afterwards.
    f"""CREATE TABLE new_risk_results ({_ID}
    run_id INTEGER NOT NULL REFERENCES risk_runs (id) ON DELETE CASCADE,
    item_id INTEGER REFERENCES items (id) ON DELETE CASCADE,
    project_id INTEGER REFERENCES projects (id) ON DELETE CASCADE,
    p50 TEXT NOT NULL CHECK (p50 GLOB '{_A_DAY}'),
    p80 TEXT NOT NULL CHECK (p80 GLOB '{_A_DAY}'),
    driving INTEGER NOT NULL CHECK (driving >= 0),
    UNIQUE (run_id, item_id),
    UNIQUE (run_id, project_id),
    CHECK ({_exactly_one("item_id", "project_id")})
    ) STRICT""",
    """INSERT INTO new_risk_results (id, uid, run_id, item_id, p50, p80, driving)
    SELECT id, uid, run_id, item_id, p50, p80, driving FROM risk_results""",
    "DROP TABLE risk_results",
    "ALTER TABLE new_risk_results RENAME TO risk_results",
    "CREATE INDEX risk_results_item_id ON risk_results (item_id)",
    "CREATE INDEX risk_results_project_id ON risk_results (project_id)",
)

STEPS: Final[tuple[Callable[[Database], None], ...]] = (
    m001_first_tables,
    m002_forecast,
    m003_risk_of_projects,
)
