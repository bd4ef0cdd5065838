"""However a store came about, it is the same as one made at once from the documents it holds."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from toy import LESS, TOY
from whole_store import documents, quads

from kg import pipeline

NAMES = st.sampled_from([f"{letter}.txt" for letter in "abcdef"])
_PEOPLE = st.sampled_from(["Ann Hill", "Bob Hill", "Ann Lee"])
_LINES = st.one_of(
    st.builds("{} met {} in {}.".format, _PEOPLE, _PEOPLE, st.sampled_from(["Lorn", "Tessa"])),
    st.builds("{} is President of {}.".format, _PEOPLE, st.sampled_from(["Velmora", "Karsia"])),
    st.just('He said: "It\\u0041 is <b>late</b>.\\n"'),
)
_TEXTS = st.builds(
    lambda day, lines: f"2024-0{day}-10\n\n" + "\n".join(lines) + "\n",
    st.integers(1, 3),
    st.lists(_LINES, max_size=3),
)


class Store(RuleBasedStateMachine):
    """A folder that changes, and a store that follows it in every way there is."""

    @initialize()
    def begin(self) -> None:
        self.base = Path(tempfile.mkdtemp())
        self.folder = self.base / "notes"
        self.folder.mkdir()
        (self.folder / "a.txt").write_text("2024-01-10\n\nAnn Hill met Bob Hill in Lorn.\n")
        self.root = self.base / "kg-data"
        self.kept: dict[str, str] = {}
        self.load(batch=2, sync=False)

    @rule(name=NAMES, text=_TEXTS)
    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text)

    @precondition(lambda self: len(list(self.folder.iterdir())) > 1)
    @rule(name=NAMES)
    def delete(self, name: str) -> None:
        (self.folder / name).unlink(missing_ok=True)

    @rule(batch=st.integers(1, 5), sync=st.booleans())
    def load(self, batch: int, sync: bool) -> None:
        pipeline.load(self.root, [self.folder], extractor=TOY, batch=batch, sync=sync)
        there = {path.name: path.read_text() for path in self.folder.iterdir()}
        self.kept = there if sync else self.kept | there

    @rule()
    def rebuild(self) -> None:
        pipeline.rebuild(self.root, extractor=LESS)
        pipeline.rebuild(self.root, extractor=TOY)

    @precondition(lambda self: len(self.kept) > 1)
    @rule(data=st.data())
    def forget(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(self.kept)))
        pipeline.forget(self.root, [name])
        del self.kept[name]

    @invariant()
    def as_if_made_at_once(self) -> None:
        if not hasattr(self, "kept"):
            return
        folder, root = self.base / "scratch", self.base / "scratch-data"
        for old in (folder, root):
            shutil.rmtree(old, ignore_errors=True)
        folder.mkdir()
        for name, text in self.kept.items():
            (folder / name).write_text(text)
        pipeline.load(root, [folder], extractor=TOY)
        assert quads(self.root) == quads(root)
        assert documents(self.root) == documents(root)

    def teardown(self) -> None:
        if hasattr(self, "base"):
            shutil.rmtree(self.base)


TestStore = Store.TestCase
TestStore.settings = settings(max_examples=12, stateful_step_count=7)
