"""Strangers' queries are answered completely or refused in words, whatever they try."""

from __future__ import annotations

import itertools
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox
import pytest
from keepers import kept

from kg.errors import QueryError
from kg.pool import (
    Answer,
    BusyError,
    Edition,
    NotAcceptableError,
    Pool,
    PoolError,
    QueryLimits,
    Question,
    TooLargeError,
    TooLongError,
    TooMuchMemoryError,
    wire,
)
from kg.settings import Settings, write_settings
from kg.sparqlguard import RefusedError
from kg.store import GraphChange, GraphWriter

FORMATS = {"rows": "json", "boolean": "json", "graph": "ntriples"}
FIRST = Edition("000001")
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
HUNGRY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"
TRIPLES = 2_000
_numbers = itertools.count()
_keepers: dict[Path, Path] = {}  # by the store that they keep a copy of


@pytest.fixture(scope="module", params=["disk", "memory"])
def root(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """A store of many triples about nothing, which is read from disk or from a copy in memory."""
    folder = tmp_path_factory.mktemp("pool") / "store"
    folder.mkdir()
    write_settings(folder, Settings())
    lines = "".join(f'<urn:s{n}> <urn:p> "{n}\\u0007" .\n' for n in range(TRIPLES))
    with GraphWriter.open(folder) as writer:
        writer.apply(GraphChange(insert=lines))
        writer.publish()
    if request.param == "disk":
        yield folder
        return
    with kept(folder) as keeper:
        _keepers[folder] = keeper.path
        yield folder


@pytest.fixture
def pool(root: Path) -> Iterator[Pool]:
    """A pool of small limits."""
    yield from opened(root, QueryLimits(seconds=1, memory=200, processes=2, patience=0.5))


def opened(root: Path, limits: QueryLimits) -> Iterator[Pool]:
    pool = new(root, limits)
    yield pool
    pool.close()


def new(root: Path, limits: QueryLimits) -> Pool:
    """A pool that answers from where the store is to be read."""
    pool = Pool(root, limits, keeper=_keepers.get(root))
    if root in _keepers:
        pool.expect(FIRST)
        wait_for(lambda: pool.in_memory == len(pool.processes) > 0)
    return pool


def ask(pool: Pool, query: str, **how: object) -> Answer:
    return pool.ask(FIRST, Question(query, **{"formats": FORMATS} | how))  # type: ignore[arg-type]


def another() -> str:
    """A query that ends never and that nobody has asked before."""
    return f"{ENDLESS} # {next(_numbers)}"


def is_gone(pid: int) -> bool:
    """Whether a process has ended, though nobody may have taken notice yet."""
    try:
        return "\nState:\tZ" in Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return True


def wait_for(condition: Callable[[], bool], seconds: float = 15) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.02)


def wait_until(pool: Pool, running: int = 0, waiting: int = 0) -> None:
    wait_for(lambda: pool.running >= running and pool.waiting >= waiting)


def small(number: int) -> Question:
    """A question that takes no time; each number has another answer, and each asking is new."""
    return Question(f"SELECT ?o {{ <urn:s{number}> <urn:p> ?o }} # {next(_numbers)}", FORMATS)


def several(rows: int) -> Question:
    """A question for so many rows, one of 2000 values again and again."""
    times = " ".join(map(str, range(-(-rows // TRIPLES))))
    query = f"SELECT ?o {{ VALUES ?n {{ {times} }} ?s <urn:p> ?o }} LIMIT {rows}"
    return Question(f"{query} # {next(_numbers)}", FORMATS)


def answered(pool: Pool, asked: Question) -> bytes:
    """The answer, nothing where a process was lost."""
    try:
        return pool.ask(FIRST, asked).read()
    except PoolError:
        return b""


def keep_killing(pool: Pool, over: threading.Event) -> None:
    """Kill every process, again and again: whenever a hundred more questions are answered."""
    due = 0
    while not over.wait(0.002):
        if pool.outcomes["answered"] >= due:
            due = pool.outcomes["answered"] + 100
            for pid in pool.processes:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)


def test_an_answer_is_complete_and_says_what_it_is(pool: Pool) -> None:
    answer = ask(pool, "SELECT ?s { ?s <urn:p> ?o }")
    assert (answer.kind, answer.format, answer.cut) == ("rows", "json", False)
    rows = ox.parse_query_results(answer.read(), format=ox.QueryResultsFormat.JSON)
    assert isinstance(rows, ox.QuerySolutions)
    assert len(list(rows)) == TRIPLES
    assert ask(pool, "ASK { ?s ?p ?o }").read() == b'{"head":{},"boolean":true}'
    assert ask(pool, "CONSTRUCT WHERE { ?s ?p ?o }").read().count(b"\n") == TRIPLES


def test_a_query_that_runs_too_long_is_ended_and_the_next_one_answered(pool: Pool) -> None:
    before = pool.processes
    with pytest.raises(TooLongError, match="1 seconds"):
        ask(pool, ENDLESS)
    assert ask(pool, "ASK { ?s ?p ?o }").kind == "boolean"
    assert sum(map(is_gone, before)) == 1


def test_a_query_that_needs_too_much_memory_is_ended(root: Path) -> None:
    for pool in opened(root, QueryLimits(seconds=30, memory=50, processes=1)):
        with pytest.raises(TooMuchMemoryError, match="50 megabytes"):
            ask(pool, HUNGRY)
        assert ask(pool, "ASK { ?s ?p ?o }").kind == "boolean"


def test_a_result_of_too_many_rows_is_refused_in_every_format(root: Path) -> None:
    for pool in opened(root, QueryLimits(rows=1_000)):
        for form in ("json", "xml", "csv", "tsv"):
            formats = {"rows": form}
            assert ask(pool, "SELECT * { ?s ?p ?o } LIMIT 999", formats=formats).rows
            with pytest.raises(TooLargeError, match="1,000 rows"):
                ask(pool, "SELECT * { ?s ?p ?o } LIMIT 1002", formats=formats)


def test_a_result_of_too_many_bytes_is_refused(root: Path) -> None:
    for pool in opened(root, QueryLimits(size=1, rows=10**9)):
        with pytest.raises(TooLargeError, match="1 megabytes"):
            ask(pool, "SELECT * { ?a ?b ?c . <urn:s1> ?e ?f . ?g ?h ?i } LIMIT 30000")


def test_a_large_result_lies_in_a_file_and_is_complete(root: Path) -> None:
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 250000"
    for pool in opened(root, QueryLimits(seconds=60)):
        answer = ask(pool, query, formats={"rows": "tsv"})
        assert answer.file is not None
        content = answer.read()
        assert len(content) == answer.size > 8 << 20
        assert content.count(b"\n") == 250_001


def test_the_first_rows_of_a_table(pool: Pool) -> None:
    table = ask(pool, "SELECT ?s { ?s ?p ?o }", formats={"rows": "tsv"}, first=10)
    assert table.cut
    assert table.read().count(b"\n") == 11
    assert not ask(pool, "SELECT ?s { ?s ?p ?o } LIMIT 9", formats={"rows": "tsv"}, first=10).cut


def test_xml_holds_no_control_characters(pool: Pool) -> None:
    assert b"\x07" not in ask(pool, "SELECT * { ?s ?p ?o }", formats={"rows": "xml"}).read()


def test_mistakes_are_told_with_their_place(pool: Pool) -> None:
    with pytest.raises(QueryError) as error:
        ask(pool, "SELECT *\n{ ?s ?p }")
    assert (error.value.line, error.value.column) == (2, 9)
    with pytest.raises(RefusedError):
        ask(pool, "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")
    with pytest.raises(NotAcceptableError):
        ask(pool, "ASK { ?s ?p ?o }", formats={"rows": "json"})


def test_a_process_that_is_killed_is_replaced_before_anybody_notices(pool: Pool) -> None:
    ask(pool, "ASK { ?s ?p ?o }")
    for pid in pool.processes:
        os.kill(pid, signal.SIGKILL)
    assert ask(pool, "ASK { ?s ?p ?o }").kind == "boolean"


def test_processes_that_are_all_killed_at_once_are_replaced(root: Path) -> None:
    for pool in opened(root, QueryLimits(processes=4)):
        with ThreadPoolExecutor(4) as threads:
            list(threads.map(ask, [pool] * 16, ["SELECT * { ?s ?p ?o }"] * 16))
        for pid in pool.processes:
            os.kill(pid, signal.SIGKILL)
        for _ in range(8):
            assert ask(pool, "ASK { ?s ?p ?o }").kind == "boolean"
        assert set(pool.outcomes) == {"answered"}


def test_a_quick_question_is_answered_beside_as_many_long_ones_as_may_run(root: Path) -> None:
    limits = QueryLimits(seconds=60, fair_seconds=60, processes=2)
    pool = new(root, limits)
    with ThreadPoolExecutor(2) as threads:
        long = [threads.submit(ask, pool, another()) for _ in range(2)]
        wait_until(pool, running=2)
        for _ in range(20):
            assert ask(pool, "ASK { ?s ?p ?o }").kind == "boolean"
        assert not any(each.done() for each in long)
        pool.close()


def test_a_process_is_ready_before_it_is_needed(root: Path) -> None:
    pool = new(root, QueryLimits(seconds=60, processes=4))
    with ThreadPoolExecutor(3) as threads:
        for asked in range(1, 4):
            threads.submit(ask, pool, another())
            wait_until(pool, running=asked)
            wait_for(lambda asked=asked: len(pool.processes) > asked)
        pool.close()


def test_the_time_that_a_query_waits_counts(root: Path) -> None:
    limits = QueryLimits(seconds=2, fair_seconds=60, processes=1, patience=60)
    for pool in opened(root, limits):
        with ThreadPoolExecutor(2) as threads:
            long = [threads.submit(ask, pool, another()) for _ in range(2)]
            wait_until(pool, running=2)
            begun = time.monotonic()
            with pytest.raises(PoolError):  # it hears that it took too long, or that all are busy
                ask(pool, another())
            assert time.monotonic() - begun < 2 * limits.seconds
            assert all(isinstance(each.exception(), TooLongError) for each in long)


def test_whoever_comes_when_all_are_busy_waits_and_then_hears_so(pool: Pool) -> None:
    with ThreadPoolExecutor(3) as threads:
        long = [threads.submit(ask, pool, another()) for _ in range(3)]
        wait_until(pool, running=3)
        with pytest.raises(BusyError, match=r"0\.5 seconds"):
            ask(pool, "ASK { ?s ?p ?o }")
        assert all(isinstance(each.exception(), TooLongError) for each in long)


def test_who_asks_what_is_being_answered_waits_for_the_same_answer(pool: Pool) -> None:
    with ThreadPoolExecutor(8) as threads:
        asking = [threads.submit(ask, pool, ENDLESS) for _ in range(8)]
        wait_until(pool, running=1)
        time.sleep(0.2)
        assert (pool.running, pool.waiting) == (1, 0)
        assert all(isinstance(each.exception(), TooLongError) for each in asking)
    assert ask(pool, "ASK { ?s ?p ?o }").kind == "boolean"


def test_everybody_who_waited_for_a_large_result_reads_all_of_it(root: Path) -> None:
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 200000"
    for pool in opened(root, QueryLimits(processes=2)):
        with ThreadPoolExecutor(3) as threads:
            answers = list(threads.map(ask, [pool] * 3, [query] * 3))
        assert all(answer.file is not None for answer in answers)
        assert len({answer.read() for answer in answers}) == 1
        assert answers[0].size > 8 << 20


def test_small_questions_wait_behind_each_other_and_never_behind_a_long_one(root: Path) -> None:
    limits = QueryLimits(seconds=3, cores=1, processes=3)
    for pool in opened(root, limits):
        rows = [pool.ask(FIRST, small(n)).read() for n in range(60)]  # so it learns what is usual
        with ThreadPoolExecutor(40) as asking:
            long = asking.submit(pool.ask, FIRST, Question(another(), FORMATS))
            begun = time.monotonic()
            answers = [asking.submit(pool.ask, FIRST, small(n % 60)) for n in range(600)]
            assert [each.result().read() for each in answers] == rows * 10
            assert time.monotonic() - begun < limits.seconds
            assert isinstance(long.exception(), PoolError)


def test_who_is_taken_back_at_every_moment_still_gets_an_answer_of_his_own(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.pool.pace.Pace.is_stuck", lambda _, member: bool(member.following))
    monkeypatch.setattr("kg.pool.pool._MOMENT", 0.0001)  # seconds
    for pool in opened(root, QueryLimits(cores=1, processes=3)):
        rows = [pool.ask(FIRST, small(n)).read() for n in range(60)]
        with ThreadPoolExecutor(40) as asking:
            answers = [asking.submit(pool.ask, FIRST, small(n % 60)) for n in range(6_000)]
            found = [each.result().read() for each in answers]
        assert found == rows * 100


def test_an_answer_that_may_be_that_of_another_question_reaches_nobody(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    announce, wrong = wire.announce, iter([7])

    def announced(questions: socket.socket, number: int, message: bytes) -> bytes:
        return announce(questions, number + next(wrong, 0), message)

    for pool in opened(root, QueryLimits(cores=1, processes=2)):
        right, trusted = pool.ask(FIRST, small(1)).read(), set(pool.processes)
        monkeypatch.setattr(wire, "announce", announced)
        assert pool.ask(FIRST, small(1)).read() == right
        assert trusted - set(pool.processes)


def test_whoever_waits_behind_a_process_that_is_killed_is_answered_by_another(root: Path) -> None:
    over = threading.Event()
    for pool in opened(root, QueryLimits(cores=1, processes=2)):
        rows = [pool.ask(FIRST, small(n)).read() for n in range(60)]
        with ThreadPoolExecutor(17) as asking:
            killing = asking.submit(keep_killing, pool, over)
            answers = [asking.submit(answered, pool, small(n % 60)) for n in range(1200)]
            found = [each.result() for each in answers]
            over.set()
            killing.result()
        # Whose process was killed twice hears of it, and nobody is answered what another asked.
        assert {row for row, right in zip(found, rows * 20, strict=True) if row != right} <= {b""}
        assert found.count(b"") < 60


def test_answers_of_all_sizes_come_to_who_asked_for_them(root: Path) -> None:
    for pool in opened(root, QueryLimits(cores=1)):
        for n in range(60):
            pool.ask(FIRST, small(n))
        sizes = [1, 3, 2_000, 100, 40_000, 7] * 10
        with ThreadPoolExecutor(20) as asking:
            answers = [asking.submit(pool.ask, FIRST, several(size)) for size in sizes]
            for size, each in zip(sizes, answers, strict=True):
                assert each.result().read().count(b'"o"') == size + 1


def test_a_question_of_any_length_is_asked(root: Path) -> None:
    for pool in opened(root, QueryLimits(cores=1)):
        asked = [f"{' ' * length}ASK {{}}" for length in (1, 4_000, 4_096, 5_000, 90_000)] * 8
        with ThreadPoolExecutor(20) as asking:
            answers = [asking.submit(pool.ask, FIRST, Question(text, FORMATS)) for text in asked]
            assert all(b"true" in each.result().read() for each in answers)


@pytest.mark.parametrize("length", [1, 9_000])
def test_a_process_that_gets_no_processor_answers_what_it_was_asked(
    root: Path, length: int
) -> None:
    for pool in opened(root, QueryLimits(cores=1)):
        rows = [pool.ask(FIRST, small(n)).read() for n in range(60)]
        stopped = pool.processes
        with ThreadPoolExecutor(9) as asking:
            for _ in range(5):
                for pid in stopped:
                    os.kill(pid, signal.SIGSTOP)
                blank = f"#{next(_numbers)}\n{' ' * length}"
                text = f"{blank}SELECT ?o {{ <urn:s7> <urn:p> ?o }}"
                first = asking.submit(pool.ask, FIRST, Question(text, FORMATS))
                others = [asking.submit(pool.ask, FIRST, small(n)) for n in range(8)]
                time.sleep(0.1)
                for pid in stopped:
                    os.kill(pid, signal.SIGCONT)
                assert first.result().read() == rows[7]
                assert [each.result().read() for each in others] == rows[:8]


def test_what_is_another_value_each_time_is_asked_each_time(root: Path) -> None:
    query = "SELECT (STRUUID() AS ?x) (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }"
    for pool in opened(root, QueryLimits(seconds=60, processes=4)):
        with ThreadPoolExecutor(3) as threads:
            answers = list(threads.map(ask, [pool] * 3, [query] * 3))
        assert len({answer.read() for answer in answers}) == 3


def test_too_many_who_wait_are_turned_away_at_once(root: Path) -> None:
    limits = QueryLimits(seconds=60, fair_seconds=2, processes=1, waiting=1)
    for pool in opened(root, limits):
        with ThreadPoolExecutor(3) as threads:
            running = [threads.submit(ask, pool, another()) for _ in range(2)]
            wait_until(pool, running=2)
            waiting = threads.submit(ask, pool, "ASK { ?s ?p ?o }")
            wait_until(pool, waiting=1)
            with pytest.raises(BusyError, match="waiting already"):
                ask(pool, "ASK { ?a ?b ?c }")
            assert waiting.result().kind == "boolean"
            assert sum(each.done() for each in running) == 1
            pool.close()


def test_a_long_query_gives_way_to_others(root: Path) -> None:
    limits = QueryLimits(seconds=60, fair_seconds=0.5, processes=1)
    for pool in opened(root, limits):
        with ThreadPoolExecutor(2) as threads:
            long = [threads.submit(ask, pool, another()) for _ in range(2)]
            wait_until(pool, running=2)
            assert ask(pool, "ASK { ?s ?p ?o }").kind == "boolean"
            ended, going_on = wait(long, timeout=15, return_when=FIRST_COMPLETED)
            assert [type(each.exception()) for each in ended] == [BusyError]
            assert len(going_on) == 1
            pool.close()


def test_no_process_is_left_when_the_pool_is_closed(root: Path) -> None:
    pool = new(root, QueryLimits(seconds=30))
    pids = pool.processes
    with ThreadPoolExecutor(1) as threads:
        long = threads.submit(ask, pool, another())
        wait_until(pool, running=1)
        pool.close()
        assert isinstance(long.exception(), PoolError)
    assert all(map(is_gone, pids))


def test_no_process_is_left_when_its_server_is_killed(root: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from kg.pool import *;"
        f"pool = Pool(Path({str(root)!r}), QueryLimits());"
        "print(*pool.processes, flush=True);"
        f"pool.ask(Edition('000001'), Question({ENDLESS!r}, {{'rows': 'json'}}))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        pids = [int(pid) for pid in server.stdout.readline().split()]
        assert len(pids) == 2
        time.sleep(0.3)  # one of them is busy by now
        server.kill()
    wait_for(lambda: all(map(is_gone, pids)), seconds=2)
