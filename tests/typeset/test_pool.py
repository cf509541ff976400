"""The pool with real processes: limits, deaths, errors, interrupts, and what is left behind."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from multiprocessing import forkserver
from multiprocessing.util import get_temp_dir
from pathlib import Path
from typing import Any

import pytest

from generator.model.problems import ContentError, PrepPackError, Problem, SetupError, SourceRef, TypesetError
from generator.typeset import launch, pool, worker
from generator.typeset.pool import Limits, Pool, Trade

ROOT = Path(__file__).resolve().parents[2]
MB = 1 << 20
PATIENCE = 30.0

linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals")


class OddError(PrepPackError):
    """An error whose constructor does not take problems, so that it cannot be unpickled."""

    exit_code = 6

    def __init__(self, number: int, other: int) -> None:
        super().__init__(Problem(f"odd: {number + other}"))


def double(number: int) -> int:
    return number * 2


def call(function: Callable[[], int]) -> int:
    return function()


def backwards(number: int) -> int:
    """Later jobs are done earlier."""
    time.sleep(0.2 if number == 0 else 0)
    return number


def nap(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def grow(step: int) -> int:
    """Take 400 MB, so much at a time."""
    taken = []
    for _ in range(400 * MB // step):
        taken.append(b"x" * step)
        time.sleep(0.002)
    return len(taken)


def big(size: int) -> bytes:
    return b"\x07" * size


def process(_: object) -> int:
    return os.getpid()


def folder(name: str) -> tuple[str, str]:
    """Leave a file behind, as libraries do."""
    path = Path(tempfile.mkdtemp()) / name
    path.write_text("left")
    return str(path), os.environ["TMPDIR"]


def variable(name: str) -> str | None:
    return os.environ.get(name)


def noise(_: object) -> None:
    sys.stdout.write("noise\n")
    sys.stdout.flush()
    os.write(1, b"noise\n")
    os.write(2, b"noise\n")


def unpicklable(_: object) -> Callable[[], None]:
    return lambda: None


def die(diary: str, times: int = 99) -> str:
    """Die so many times, counted in a file."""
    with Path(diary).open("a") as file:
        file.write("tried\n")
    if len(Path(diary).read_text().splitlines()) <= times:
        os.kill(os.getpid(), signal.SIGKILL)
    return "survived"


def leave(code: int) -> None:
    os._exit(code)


def fail(what: str) -> str:
    """Do as the word says."""
    match what:
        case "content":
            raise ContentError(Problem("a word is missing", "add it", SourceRef("x.md", 4)), "another")
        case "setup":
            raise SetupError("no Pango")
        case "odd":
            raise OddError(20, 22)
        case "value":
            raise ValueError("of no\nworth")
        case "late":
            time.sleep(0.5)
            raise ContentError("late")
        case "memory":
            raise MemoryError
    return what


def note(diary: str, word: str = "started") -> None:
    with Path(diary).open("a") as file:
        file.write(word + "\n")


def note_job(diary: str) -> str:
    note(diary, "job")
    return diary


def stop_at_start() -> None:
    raise SetupError(Problem("the Pango library is not installed", "run: brew install pango"))


def break_at_start() -> None:
    raise ValueError("broken")


def die_at_start() -> None:
    os._exit(3)


def run(task: Callable[[Any], Any], jobs: list[Any], **options: Any) -> list[Any]:
    with Pool(**{"processes": 2, **options}) as workers:
        return workers.run(task, jobs, names=[f"Question {number}" for number, _ in enumerate(jobs)])


def failure(task: Callable[[Any], Any], jobs: list[Any], **options: Any) -> PrepPackError:
    with pytest.raises(PrepPackError) as caught:
        run(task, jobs, **options)
    return caught.value


def until(condition: Callable[[], bool]) -> bool:
    """Whether it comes true before patience ends."""
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def lives(pid: int) -> bool:
    """Whether a process is there and is no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.fixture(autouse=True)
def temporary(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A folder for temporary files, of a path short enough for sockets; it has to be empty in the end."""
    get_temp_dir()  # the fork server's socket stays for all tests, elsewhere
    with tempfile.TemporaryDirectory(prefix="pool-") as name:
        monkeypatch.setattr(tempfile, "tempdir", name)
        yield Path(name)
        assert list(Path(name).iterdir()) == []


# Work


def test_results_come_in_the_order_of_the_jobs() -> None:
    assert run(backwards, list(range(20))) == list(range(20))


def test_no_job_needs_no_process() -> None:
    with Pool() as workers:
        assert workers.run(double, [], names=[]) == []
        assert workers._root is None


def test_a_name_for_each_job() -> None:
    with Pool() as workers, pytest.raises(ValueError, match="1 jobs, 0 names"):
        workers.run(double, [1], names=[])


def test_one_process_is_a_worker_too() -> None:
    pids = run(process, [0, 1, 2], processes=1)
    assert len(set(pids)) == 1
    assert pids[0] != os.getpid()


def test_no_more_processes_than_jobs() -> None:
    with Pool(processes=8) as workers:
        workers.run(double, [1, 2], names=["a", "b"])
        assert len(workers._workers) <= 2


def test_large_results_and_jobs_travel() -> None:
    assert run(big, [10 * MB, 10 * MB + 1]) == [big(10 * MB), big(10 * MB + 1)]
    assert run(len, [bytes(10 * MB)] * 3) == [10 * MB] * 3


def test_progress_and_results_are_told_as_they_come() -> None:
    counts: list[tuple[int, int]] = []
    kept: dict[int, int] = {}
    with Pool(processes=2) as workers:
        workers.run(
            double,
            [1, 2, 3],
            names=["a", "b", "c"],
            done=lambda *count: counts.append(count),
            got=kept.__setitem__,
        )
    assert counts == [(1, 3), (2, 3), (3, 3)]
    assert kept == {0: 2, 1: 4, 2: 6}


def test_workers_stay_for_many_rounds(tmp_path: Path) -> None:
    diary = tmp_path / "diary"
    with Pool(processes=2, start=partial(note, str(diary))) as workers:
        workers.warm()
        rounds = [workers.run(process, [0] * 6, names=["x"] * 6) for _ in range(30)]
        rounds.append(workers.run(process, [0], names=["x"]))
    assert len({pid for pids in rounds for pid in pids}) <= 2
    assert len(diary.read_text().splitlines()) <= 2


def test_variables_are_set_before_the_start() -> None:
    assert run(variable, ["POOL_TRIAL"], environment={"POOL_TRIAL": "yes"}) == ["yes"]
    assert "POOL_TRIAL" not in os.environ


@linux
def test_memory_stays_flat_over_hundreds_of_jobs() -> None:
    with Pool(processes=1) as workers:
        sizes = [workers.run(cycles, [20_000] * 20, names=["x"] * 20)[-1] for _ in range(20)]
    assert sizes[-1] < sizes[4] * 1.05


def cycles(count: int) -> int:
    """Leave garbage that only the collector finds; the memory in use."""
    for _ in range(count):
        loop: list[Any] = []
        loop.append(loop)
    return worker.resident()


def test_a_worker_that_died_between_rounds_is_replaced() -> None:
    with Pool(processes=1) as workers:
        first = workers.run(process, [0], names=["x"])[0]
        os.kill(first, signal.SIGTERM)
        time.sleep(0.2)
        assert workers.run(process, [0], names=["x"])[0] != first


@linux
def test_nothing_of_a_worker_reaches_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    run(noise, [1, 2])
    assert capfd.readouterr() == ("", "")


# Limits


def nap_and_note(job: tuple[str, float]) -> None:
    diary, seconds = job
    time.sleep(seconds)
    note(diary, f"slept {seconds} s")


def test_a_job_that_takes_too_long_is_stopped_and_named(tmp_path: Path) -> None:
    diary = tmp_path / "diary"
    error = failure(nap_and_note, [(str(diary), 0), (str(diary), 30)], limits=Limits(seconds=2.5))
    assert str(error) == (
        'section "Question 1": typesetting took longer than 2.5 s and was stopped; leave it out or make it smaller'
    )
    assert type(error) is TypesetError
    assert diary.read_text() == "slept 0 s\n", "nobody waits until it is done"


@linux
@pytest.mark.parametrize("step", [MB, 400 * MB], ids=["bit by bit", "at once"])
def test_a_job_that_takes_too_much_memory_is_stopped_and_named(step: int) -> None:
    error = failure(grow, [step], limits=Limits(memory_bytes=100 * MB))
    assert str(error) == (
        'section "Question 0": typesetting needed more than 100 MB of memory and was stopped; '
        "leave it out or make it smaller"
    )


def test_a_gigabyte_is_called_so() -> None:
    assert "needed more than 1 GB of memory" in str(failure(fail, ["memory"]))


@linux
def test_a_worker_that_has_grown_gives_way_to_another() -> None:
    with Pool(processes=1, limits=Limits(memory_bytes=100 * MB)) as workers:
        first, second, third = workers.run(hold, [60 * MB, 0, 0], names=["x", "y", "z"])
    assert first != second == third


HELD: list[bytes] = []


def hold(size: int) -> int:
    HELD.append(b"x" * size)
    return os.getpid()


def test_time_in_which_this_process_is_stopped_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = pool._Clock()
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + 3600)
    clock.tick()
    assert clock.now <= pool.LONGEST_STEP_SECONDS


def test_there_is_a_worker_for_each_cpu_that_has_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launch, "_free_memory", lambda: 50_000_000)
    assert launch.capacity() == 1
    monkeypatch.setattr(launch, "_free_memory", lambda: 0)
    assert launch.capacity() >= 1
    if sys.platform == "linux":
        assert launch.capacity() == len(os.sched_getaffinity(0))


# Death


@posix
def test_a_job_whose_worker_dies_is_tried_once_more(tmp_path: Path) -> None:
    diary = tmp_path / "diary"
    assert run(partial(die, times=1), [str(diary)]) == ["survived"]
    assert len(diary.read_text().splitlines()) == 2


@posix
def test_a_job_whose_worker_dies_twice_is_named(tmp_path: Path) -> None:
    diary = tmp_path / "diary"
    error = failure(die, [str(diary)])
    assert str(error) == (
        'section "Question 0": the typesetting process died twice (signal 9); leave it out or make it smaller'
    )
    assert type(error) is TypesetError
    assert len(diary.read_text().splitlines()) == 2


def test_an_exit_is_a_death() -> None:
    assert "the typesetting process died twice (exit code 5)" in str(failure(leave, [5]))


def test_the_pool_goes_on_after_a_failure(tmp_path: Path) -> None:
    with Pool(processes=2, limits=Limits(seconds=1)) as workers:
        trials: list[tuple[Callable[[Any], Any], Any]] = [(nap, 60), (leave, 5), (fail, "content")]
        for task, job in trials:
            with pytest.raises(PrepPackError):
                workers.run(task, [job], names=["x"])
            assert workers.run(double, [1, 2, 3], names=["a", "b", "c"]) == [2, 4, 6]


# Errors


def test_an_error_of_ours_arrives_as_it_was_raised() -> None:
    error = failure(fail, ["fine", "content"])
    assert type(error) is ContentError
    assert error.problems == (Problem("a word is missing", "add it", SourceRef("x.md", 4)), Problem("another"))


def test_an_error_that_cannot_travel_keeps_its_problems() -> None:
    error = failure(fail, ["odd"])
    assert type(error) is TypesetError
    assert str(error) == "odd: 42"


def test_any_other_exception_names_the_section() -> None:
    error = failure(fail, ["fine", "value"])
    assert type(error) is TypesetError
    assert str(error) == (
        'section "Question 1": typesetting stopped with ValueError: of no worth; leave it out, or change what it says'
    )
    assert error.__cause__ is None


def test_a_value_that_cannot_travel_names_the_section() -> None:
    assert 'section "Question 0": typesetting stopped with ' in str(failure(unpicklable, [0]))


def test_a_job_that_cannot_travel_is_the_callers_mistake() -> None:
    with Pool(processes=1) as workers:
        with pytest.raises((AttributeError, TypeError)):
            workers.run(call, [lambda: 1], names=["x"])
        assert workers.run(double, [1], names=["x"]) == [2]


def test_running_jobs_are_let_end_and_no_other_is_begun(tmp_path: Path) -> None:
    kept: dict[int, Any] = {}
    with Pool(processes=2) as workers:
        workers.run(nap, [0.3, 0.3], names=["a", "b"])  # both are up
        with pytest.raises(PrepPackError) as caught:
            workers.run(fail, ["late", "setup", *["fine"] * 50], names=["x"] * 52, got=kept.__setitem__)
    assert type(caught.value) is ContentError
    assert caught.value.problems == (Problem("late"), Problem("no Pango"))
    assert len(kept) < 50


def test_results_before_a_failure_are_told() -> None:
    kept: dict[int, Any] = {}
    with Pool(processes=1) as workers, pytest.raises(ContentError):
        workers.run(fail, ["one", "two", "content", "three"], names=["x"] * 4, got=kept.__setitem__)
    assert kept == {0: "one", 1: "two"}


def test_a_start_that_fails_says_why() -> None:
    error = failure(double, [1], start=stop_at_start)
    assert type(error) is SetupError
    assert str(error) == "the Pango library is not installed; run: brew install pango"
    error = failure(double, [1], start=break_at_start)
    assert str(error) == "the typesetting process could not be set up: ValueError: broken; run: prep-pack doctor"
    error = failure(double, [1], start=die_at_start)
    assert str(error) == "the typesetting process died twice before it had begun (exit code 3); run: prep-pack doctor"


def test_a_worker_that_does_not_come_up_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "START_SECONDS", 0.0)
    assert "took too long to begin, twice" in str(failure(double, [1], start=partial(time.sleep, 60)))


def test_a_callback_that_fails_leaves_a_usable_pool() -> None:
    def refuse(*_: int) -> None:
        raise OSError("no room")

    with Pool(processes=2) as workers:
        with pytest.raises(OSError, match="no room"):
            workers.run(nap, [0.0, 0.1, 0.1], names=["x"] * 3, done=refuse)
        assert workers.run(double, [1, 2], names=["a", "b"]) == [2, 4]


# Other ways to run


def test_spawned_workers_do_as_well(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with Pool(processes=2, environment={"POOL_TRIAL": "yes"}, limits=Limits(seconds=20)) as workers:
        workers._ways = workers._ways[-1:]
        assert not workers._forks()
        assert workers.run(variable, ["POOL_TRIAL", "NONE"], names=["a", "b"]) == ["yes", None]
        diary = tmp_path / "diary"
        assert workers.run(partial(die, times=1), [str(diary)], names=["a"]) == ["survived"]


def test_without_a_fork_server_workers_are_spawned(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("AF_UNIX path too long")

    monkeypatch.setattr(pool, "start_fork_server", refuse)
    with Pool(processes=1) as workers:
        workers.warm()
        assert workers.run(double, [1], names=["a"]) == [2]


def test_where_no_process_can_be_started_jobs_run_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pool, "ways", list)
    diary = tmp_path / "diary"
    with Pool(start=partial(note, str(diary))) as workers:
        assert workers.run(process, [1, 2], names=["a", "b"]) == [os.getpid()] * 2
        with pytest.raises(TypesetError, match='section "b": typesetting stopped with ValueError: of no worth'):
            workers.run(fail, ["fine", "value", "content"], names=["a", "b", "c"])
    assert diary.read_text() == "started\n"


@linux
def test_a_fork_server_that_dies_is_replaced() -> None:
    server: Any = forkserver._forkserver

    with Pool(processes=2) as workers:
        pids = workers.run(process, [0] * 4, names=["x"] * 4)
        os.kill(server._forkserver_pid, signal.SIGKILL)
        time.sleep(0.2)
        assert workers.run(double, [1, 2], names=["a", "b"]) == [2, 4]
        workers.close()
        assert until(lambda: not any(map(lives, pids)))
        assert workers.run(double, [1, 2], names=["a", "b"]) == [2, 4]
        assert workers._forks()


def test_a_daemonic_process_has_no_children() -> None:
    assert run(daemonic, [3]) == [6]


def daemonic(number: int) -> int:
    """A worker of a pool is such a process."""
    with Pool() as workers:
        return workers.run(double, [number], names=["x"])[0]


# Ends


def script(tmp_path: Path, body: str) -> Path:
    """A program without a guard: what runs it again would show."""
    path = tmp_path / "program.py"
    path.write_text(
        "import os, sys\n"
        f"sys.path.insert(0, {str(ROOT)!r})\n"
        "print('begun', flush=True)\n"
        "from tests.typeset.test_pool import *\n"
        f"{body}\n"
    )
    return path


LONG = "with Pool(processes=2) as w: w.run(nap_and_tell, [sys.argv[1]] * 4, names=['x'] * 4)"


def nap_and_tell(diary: str) -> None:
    note(diary, str(os.getpid()))
    folder("left")
    time.sleep(300)


def program_of(tmp_path: Path, temporary: Path) -> subprocess.Popen[str]:
    """A program with two long jobs, in a process group of its own as in a terminal."""
    return subprocess.Popen(
        [sys.executable, str(script(tmp_path, LONG)), str(tmp_path / "pids")],
        env={**os.environ, "TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def started(tmp_path: Path, temporary: Path) -> tuple[subprocess.Popen[str], list[int]]:
    """The program when its two workers are at their jobs, and their numbers."""
    program, diary = program_of(tmp_path, temporary), tmp_path / "pids"
    assert until(lambda: diary.exists() and len(diary.read_text().split()) == 2), "the workers did not come up"
    time.sleep(0.3)
    return program, [int(pid) for pid in diary.read_text().split()]


def of_session(leader: int) -> list[int]:
    """The living processes of a session."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[3]) == leader and fields[0] != "Z":
            found.append(int(path.parent.name))
    return found


@pytest.mark.usefixtures("ctrl_c")
@linux
def test_an_interrupt_ends_all_and_leaves_nothing(tmp_path: Path, temporary: Path) -> None:
    program, pids = started(tmp_path, temporary)
    os.killpg(program.pid, signal.SIGINT)
    out, err = program.communicate(timeout=PATIENCE)
    assert out == "begun\n"
    assert err.count("Traceback") == 1, "only the program's own"
    assert err.rstrip().endswith("KeyboardInterrupt")
    assert until(lambda: not any(map(lives, pids)))
    assert until(lambda: of_session(program.pid) == [])
    assert list(temporary.iterdir()) == []


@pytest.mark.usefixtures("ctrl_c")
@linux
@pytest.mark.parametrize("wait", [0.0, 0.05, 0.15, 0.3])
def test_an_interrupt_while_processes_start_prints_nothing_of_theirs(
    tmp_path: Path, temporary: Path, wait: float
) -> None:
    program = program_of(tmp_path, temporary)
    # A folder: Python itself tries the place with a file, for a moment.
    assert until(lambda: any(path.is_dir() for path in temporary.iterdir())), "the fork server did not come up"
    time.sleep(wait)
    os.killpg(program.pid, signal.SIGINT)
    _, err = program.communicate(timeout=PATIENCE)
    assert err.count("Traceback") == 1, err
    assert until(lambda: of_session(program.pid) == [])
    assert list(temporary.iterdir()) == []


@linux
def test_workers_of_a_killed_program_end_by_themselves(tmp_path: Path, temporary: Path) -> None:
    program, pids = started(tmp_path, temporary)
    program.kill()
    _, err = program.communicate(timeout=PATIENCE)
    assert err == ""
    assert until(lambda: not any(map(lives, pids)))
    assert until(lambda: of_session(program.pid) == [])
    assert until(lambda: not [path for path in temporary.iterdir() if path.name.startswith("prep-pack-")])
    for path in temporary.iterdir():  # the fork server's socket: nobody is left to remove it
        assert path.name.startswith("pymp-")
        shutil.rmtree(path)


def test_a_program_without_a_guard_is_not_run_again(tmp_path: Path) -> None:
    path = script(tmp_path, "with Pool(processes=2) as w: print(w.run(double, [1, 2], names=['a', 'b']))")
    done = subprocess.run([sys.executable, str(path)], capture_output=True, text=True, timeout=PATIENCE * 2)
    assert (done.stdout, done.stderr) == ("begun\n[2, 4]\n", "")


@linux
def test_what_is_preloaded_is_there_and_what_cannot_be_does_no_harm(tmp_path: Path) -> None:
    body = (
        "with Pool(processes=1, preload=['wave', 'no.such', 'this'], environment={'POOL_TRIAL': 'yes'}) as w:\n"
        "    w.warm()\n"
        "    print(w.run(loaded, ['wave', 'this', 'aifc'], names=['x'] * 3), os.environ.get('PREP_PACK_PRELOAD'))\n"
        "    print(w.run(variable, ['POOL_TRIAL', 'PREP_PACK_PRELOAD'], names=['x'] * 2))"
    )
    path = script(tmp_path, body)
    done = subprocess.run(
        [sys.executable, str(path)], env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True
    )
    assert done.stdout == "begun\n[True, True, False] None\n['yes', None]\n"
    assert done.stderr == ""


def loaded(name: str) -> bool:
    return name in sys.modules


def test_temporary_files_are_removed(temporary: Path) -> None:
    with Pool(processes=2) as workers:
        made = workers.run(folder, ["a", "b"], names=["a", "b"])
        for path, named in made:
            assert Path(path).is_file()
            assert Path(path).is_relative_to(named)
            assert Path(named).is_relative_to(temporary)
    assert not any(Path(path).exists() for path, _ in made)


@linux
def test_no_zombie_is_left() -> None:
    with Pool(processes=2) as workers:
        pids = workers.run(process, [0] * 4, names=["x"] * 4)
        workers._ways = workers._ways[-1:]
        workers.close()
        pids += workers.run(process, [0] * 4, names=["x"] * 4)
    assert not [pid for pid in pids if Path(f"/proc/{pid}").exists()]


def test_other_work_is_told_in_its_own_words_and_may_not_be_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    trade = Trade("reading", "{name}: {what}", ContentError, "ask again", "look at it", alone=True)
    with Pool(processes=1, trade=trade) as workers:
        with pytest.raises(ContentError) as caught:
            workers.run(fail, ["value"], names=["a.pdf"])
        assert str(caught.value) == "a.pdf: reading stopped with ValueError: of no worth; look at it"
        with pytest.raises(ContentError) as caught:
            workers.run(leave, [5], names=["a.pdf"])
        assert str(caught.value) == "a.pdf: the reading process died twice (exit code 5); ask again"
    monkeypatch.setattr(pool, "ways", list)
    with Pool(trade=trade) as workers, pytest.raises(SetupError) as refused:
        workers.run(double, [1], names=["a.pdf"])
    assert str(refused.value) == "reading needs a process of its own, and none can be started; run: prep-pack doctor"
