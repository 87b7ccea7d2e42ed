"""A file as it was: its rows, its history, and nothing of what came later."""

import tempfile
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workspace.random_steps import Clock, dump, sequences, worked
from tracker.domain.model import Names
from tracker.workspace import Workspace, operations


@settings(max_examples=20)
@given(before=sequences, after=sequences, undone=st.integers(0, 3))
def test_a_file_is_rewound_to_any_moment_whatever_was_done(
    before: list[tuple[int, int, int]], after: list[tuple[int, int, int]], undone: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path, clock = Path(folder, "a.cotrack"), Clock()
        with Workspace.create(path, user="tester", clock=clock) as workspace:
            operations.add_project(workspace, name=Names(en="First"))
            worked(workspace, before)
            rows, history, moment = dump(workspace.portfolio), list(workspace.history()), clock.now
            worked(workspace, after)
            for _ in range(undone):
                workspace.undo()
            now = dump(workspace.portfolio)
            with workspace.rewound(moment) as then:
                assert dump(then.portfolio) == rows
                assert list(then.history()) == history
                assert then.check() == []
                assert then.path.name == path.name
                assert then.read_only
                assert dump(then.as_of(moment)) == rows
            assert dump(workspace.portfolio) == now
            assert not then.path.exists()


def test_a_file_that_is_open_to_read_only_is_rewound_too(tmp_path: Path) -> None:
    path, clock = tmp_path / "a.cotrack", Clock()
    with Workspace.create(path, user="tester", clock=clock) as workspace:
        operations.add_project(workspace, name=Names(en="First"))
    content = path.read_bytes()
    with Workspace.open(path, user="reader", read_only=True, clock=clock) as workspace:
        with workspace.rewound(date(2026, 11, 22)) as then:
            assert dump(then.portfolio) == []
            assert list(then.history()) == []
        with workspace.rewound(date(2026, 11, 23)) as then:
            assert dump(then.portfolio) == dump(workspace.portfolio)
    assert path.read_bytes() == content
