"""Questions are answered from a copy of the graph in memory, and rightly whatever happens to it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from keepers import Kept, below, kept

from kg.errors import UsageError
from kg.pool import Edition, Pool, PoolError, QueryLimits, Question
from kg.pool.copies import messages, room
from kg.pool.copies.keeper import CANNOT, keep
from kg.settings import Settings, made, write_settings
from kg.store import GraphChange, GraphWriter

FORMATS = {"rows": "csv", "boolean": "json", "graph": "ntriples"}
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A store of a thousand triples."""
    folder = tmp_path / "store"
    fill(folder, 1000)
    return folder


def fill(root: Path, triples: int, first: int = 0) -> Edition:
    """Publish a generation with more triples."""
    root.mkdir(exist_ok=True)
    if not (root / "settings.json").exists():
        write_settings(root, Settings())
    lines = "".join(f'<urn:s{n}> <urn:p> "{n}" .\n' for n in range(first, first + triples))
    with GraphWriter.open(root) as writer:
        writer.apply(GraphChange(insert=lines))
        return Edition.of(writer.publish(), made(root))


def current(root: Path) -> Edition:
    return Edition.of((root / "CURRENT").read_text().strip(), made(root))


@pytest.fixture
def keeper(root: Path) -> Iterator[Kept]:
    with kept(root) as keeper:
        yield keeper


@pytest.fixture
def pool(root: Path, keeper: Kept) -> Iterator[Pool]:
    """A pool that answers from memory."""
    pool = Pool(root, QueryLimits(seconds=30, memory=200, processes=3), keeper=keeper.path)
    pool.expect(current(root))
    wait_for(lambda: is_in_memory(pool))
    yield pool
    pool.close()


def is_in_memory(pool: Pool) -> bool:
    return pool.in_memory == len(pool.processes) > 0


def ask(pool: Pool, edition: Edition, query: str = COUNT) -> str:
    return pool.ask(edition, Question(query, FORMATS)).read().decode()


def number(pool: Pool, edition: Edition) -> int:
    """The triples of an edition, as the pool tells."""
    return int(ask(pool, edition).split()[1])


def wait_for(condition: Callable[[], object], seconds: float = 15) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.02)


def is_gone(pid: int) -> bool:
    try:
        return "\nState:\tZ" in Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return True


def test_processes_have_the_graph_in_memory_and_share_it(
    root: Path, keeper: Kept, pool: Pool
) -> None:
    assert number(pool, current(root)) == 1000
    (holder,) = keeper.holders
    assert set(pool.processes) <= set(below(holder))


def test_what_is_published_is_answered_at_once_and_soon_from_memory(
    root: Path, keeper: Kept, pool: Pool
) -> None:
    for published in range(1, 4):
        old = current(root)
        new = fill(root, 10, 1000 * published)
        assert number(pool, new) == 1000 + 10 * published
        wait_for(lambda new=new: number(pool, new) and is_in_memory(pool))
        assert number(pool, new) == 1000 + 10 * published
        assert number(pool, old) == 1000 + 10 * (published - 1)  # by who began before
        assert number(pool, new) == 1000 + 10 * published
    wait_for(lambda: len(keeper.holders) == 1)  # those of old generations go


def test_another_store_in_the_same_folder_is_not_taken_for_the_first(
    root: Path, pool: Pool
) -> None:
    before = current(root)
    shutil.rmtree(root)
    after = fill(root, 7)
    assert (after.generation, after != before) == (before.generation, True)
    assert number(pool, after) == 7
    wait_for(lambda: is_in_memory(pool))
    assert number(pool, after) == 7


def test_whoever_of_them_is_killed_questions_are_answered_and_soon_from_memory(
    root: Path, keeper: Kept, pool: Pool
) -> None:
    edition = current(root)
    for victim in ("keeper", "holder", "all"):
        holders, processes = keeper.holders, pool.processes
        victims = {"keeper": [keeper.pid], "holder": holders}.get(
            victim, [keeper.pid, *holders, *processes]
        )
        for pid in victims:
            os.kill(pid, signal.SIGKILL)
        assert number(pool, edition) == 1000
        wait_for(lambda holders=holders: all(map(is_gone, holders)))

        def again(old: tuple[int, ...] = tuple(holders)) -> bool:
            keeper.keeping.look()
            asked = number(pool, edition) == 1000 and is_in_memory(pool)
            return asked and len(keeper.holders) == 1 and keeper.holders[0] not in old

        wait_for(again)


def test_processes_outlive_the_copy_that_they_have_come_from_until_there_is_another(
    root: Path, keeper: Kept, pool: Pool
) -> None:
    before = pool.processes
    os.kill(keeper.holders[0], signal.SIGKILL)
    assert number(pool, current(root)) == 1000
    assert pool.processes == before
    wait_for(lambda: keeper.holders and set(pool.processes) <= set(below(keeper.holders[0])))
    assert number(pool, current(root)) == 1000
    assert all(map(is_gone, before))


def test_a_pool_that_is_asked_nothing_keeps_no_old_copy(
    root: Path, keeper: Kept, pool: Pool
) -> None:
    behind = Pool(root, QueryLimits(processes=1), keeper=keeper.path)
    behind.expect(current(root))
    wait_for(lambda: is_in_memory(behind))
    new = fill(root, 10, 1000)
    assert number(pool, new) == 1010
    wait_for(lambda: is_in_memory(pool) and len(keeper.holders) == 1)
    assert number(behind, new) == 1010
    wait_for(lambda: is_in_memory(behind))
    behind.close()


def test_when_a_copy_cannot_be_made_the_old_one_goes(root: Path, keeper: Kept, pool: Pool) -> None:
    (old,) = keeper.holders
    new = fill(root, 100_000, 1000)
    for _ in range(3):
        assert number(pool, new) == 101_000
        wait_for(lambda: len(keeper.holders) > 1 or old not in keeper.holders)
        for pid in set(keeper.holders) - {old}:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            wait_for(lambda pid=pid: pid not in keeper.holders)
    wait_for(lambda: not keeper.holders)
    assert number(pool, new) == 101_000
    assert pool.in_memory == 0


def test_while_the_holder_does_not_answer_others_do(root: Path, keeper: Kept, pool: Pool) -> None:
    (holder,) = keeper.holders
    os.kill(holder, signal.SIGSTOP)
    try:
        for _ in range(3):
            for pid in pool.processes:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            begun = time.monotonic()
            assert number(pool, current(root)) == 1000
            assert time.monotonic() - begun < 5
    finally:
        os.kill(holder, signal.SIGCONT)
    wait_for(lambda: number(pool, current(root)) and is_in_memory(pool))


def test_a_pool_can_be_closed_while_its_processes_are_killed(root: Path, keeper: Kept) -> None:
    for round_ in range(12):
        pool = Pool(root, QueryLimits(processes=3), keeper=keeper.path)
        pool.expect(current(root))
        wait_for(lambda pool=pool: is_in_memory(pool))
        with ThreadPoolExecutor(3) as asking:
            for n in range(3):
                asking.submit(suppressed, pool, current(root), f"{ENDLESS} #{n}")
            wait_for(lambda pool=pool: pool.running == 3)
            for pid in pool.processes:
                os.kill(pid, signal.SIGKILL)
            time.sleep(0.0005 * round_)
            pool.close()


def suppressed(pool: Pool, edition: Edition, query: str) -> None:
    with suppress(PoolError):
        ask(pool, edition, query)


def test_a_process_of_quick_questions_that_has_written_to_the_copy_is_exchanged(
    root: Path, pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = set(pool.processes)
    monkeypatch.setattr("kg.pool.member._GROWN", 1 << 16)

    def exchanged() -> bool:
        assert number(pool, current(root)) == 1000  # in no time
        return not before & set(pool.processes)

    wait_for(exchanged)
    wait_for(lambda: is_in_memory(pool))


def said_meanwhile(
    pool: Pool, edition: Edition, capfd: pytest.CaptureFixture[str], words: str
) -> str:
    """What is written to standard error until these words are in it; questions are answered."""
    said, until = "", time.monotonic() + 20
    while words not in said:
        assert time.monotonic() < until, said
        assert number(pool, edition) == 30_000
        said += capfd.readouterr().err
    return said


def test_a_graph_that_is_too_large_is_answered_from_disk(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "large"
    edition = fill(root, 30_000)
    with kept(root, megabytes=1) as keeper:
        pool = Pool(root, keeper=keeper.path)
        pool.expect(edition)
        said = said_meanwhile(pool, edition, capfd, "--graph-memory")
        assert re.search(r"needs about \d+ MiB, and 1 MiB are allowed", said)
        assert not keeper.holders
        assert pool.in_memory == 0
        pool.close()


def test_a_graph_that_turns_out_to_be_too_large_is_answered_from_disk(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "large"
    edition = fill(root, 30_000)
    code = (
        "import sys; from pathlib import Path; from kg.pool.copies import holder, keeper;"
        "holder._SPARE = 4; sys.exit(keeper.keep(*map(Path, sys.argv[1:]), 10))"
    )
    path = root.parent / "keeper.sock"
    with subprocess.Popen(
        [sys.executable, "-c", code, str(root), str(path)], stdin=subprocess.PIPE
    ) as process:
        pool = Pool(root, keeper=path)
        pool.expect(edition)
        said_meanwhile(pool, edition, capfd, "from disk")
        wait_for(lambda: not below(process.pid))
        pool.close()
        process.kill()


def test_nothing_is_left_when_who_started_the_keeper_is_killed(root: Path, tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from kg.cli.keeping import Keeping;"
        "from kg.pool import *; from kg.settings import made; root, path = map(Path, sys.argv[1:]);"
        "keeping = Keeping(root, path, 500); keeping.look(); pool = Pool(root, keeper=path);"
        "edition = Edition.of('000001', made(root)); pool.expect(edition)\n"
        "while not pool.in_memory == len(pool.processes) > 0: time.sleep(0.01)\n"
        "print(keeping.pid, *pool.processes, flush=True)\n"
        f"pool.ask(edition, Question({ENDLESS!r}, {{'rows': 'json'}}))"
    )
    arguments = [sys.executable, "-c", code, str(root), str(tmp_path / "keeper.sock")]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        pids = [int(pid) for pid in server.stdout.readline().split()]
        pids += below(pids[0])
        assert len(pids) >= 1 + 2 + 1
        time.sleep(0.2)  # one of them is busy by now
        server.kill()
    wait_for(lambda: all(map(is_gone, pids)), seconds=2)


def test_a_holder_whose_keeper_is_gone_ends_without_a_word(root: Path) -> None:
    code = """if True:
        import os, signal, socket, sys, time
        from functools import partial
        from pathlib import Path
        from kg.pool.copies import holder, messages
        from kg.pool.copies.forking import fork
        from kg.pool.question import Edition

        root, edition, me = Path(sys.argv[1]), Edition("000001", ""), os.getpid()
        (reading, writing), (mine, theirs) = os.pipe(), messages.pair()
        fork(partial(holder.write, root, edition, writing, me), {writing})
        hold = partial(holder.hold, root, edition, reading, theirs, 500, me)
        pid = fork(hold, {reading, theirs.fileno()})
        os.close(writing), theirs.close()
        assert messages.receive(mine) == (["ready"], [])
        pairs = socket.socketpair(), socket.socketpair()
        orders = [1 << 30, 10, 1 << 20, []]
        messages.send(mine, ["fork", 1, orders], [pair[1].fileno() for pair in pairs])
        assert pairs[1][0].recv(8)  # the process has begun
        os.kill(pid, signal.SIGSTOP)
        (forked,) = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        os.kill(int(forked), signal.SIGKILL)
        while "State:\\tZ" not in Path(f"/proc/{forked}/status").read_text():
            time.sleep(0.01)
        mine.close()
        os.kill(pid, signal.SIGCONT)
        sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
    """
    arguments = [sys.executable, "-c", code, str(root)]
    ended = subprocess.run(arguments, capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


def test_where_the_keeper_cannot_listen_it_says_so(
    root: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert keep(root, tmp_path / ("x" * 120), 100) == CANNOT
    assert "queries read from disk" in capfd.readouterr().err


def test_a_message_that_is_too_large_reaches_nobody() -> None:
    one, other = messages.pair()
    with one, other:
        with pytest.raises(OSError, match="too long"):
            messages.send(one, ["fork", 1, "x" * messages.LARGEST])
        messages.send(one, ["retire"])
        assert messages.receive(other) == (["retire"], [])


def test_how_much_memory_a_copy_may_take() -> None:
    physical = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") >> 20
    assert room.allowed({"KG_GRAPH_MEMORY": "700"}, 10) == 700
    assert room.allowed({"KG_GRAPH_MEMORY": "0"}, 10) == 0
    assert room.allowed({"KG_GRAPH_MEMORY": "9" * 30}, 10) <= physical
    assert 0 < room.allowed({}, 1) <= physical // 8
    assert 0 < room.allowed({}, 18) <= physical // 20  # one for each, and two
    with pytest.raises(UsageError, match="“lots” is not a number"):
        room.allowed({"KG_GRAPH_MEMORY": "lots"}, 10)
