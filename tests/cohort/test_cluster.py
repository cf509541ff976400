"""Packs made on a real Dask cluster of two processes on this machine."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.cohort import cluster as on_cluster
from generator.cohort.digest import Inputs
from generator.model.problems import SetupError
from tests.cohorts import PDF, made, run, told, write_cohort

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    distributed = pytest.importorskip("distributed")
    options = {"host": "127.0.0.1", "dashboard_address": None, "silence_logs": 50}
    with distributed.LocalCluster(n_workers=2, threads_per_worker=2, **options) as cluster:
        yield cluster


@pytest.fixture
def finished(cluster: Any) -> Iterator[Counter[str]]:
    """How often each task was done on the cluster."""
    from distributed.diagnostics.plugin import SchedulerPlugin

    class Counting(SchedulerPlugin):
        name = "counting"

        def __init__(self) -> None:
            self.count: Counter[str] = Counter()

        def transition(self, key: Any, start: str, finish: str, *args: Any, **kwargs: Any) -> None:
            if (start, finish) == ("processing", "memory"):
                self.count[str(key)] += 1

    plugin = Counting()
    cluster.scheduler.add_plugin(plugin)
    yield plugin.count
    cluster.scheduler.remove_plugin("counting")


def test_the_cluster_makes_the_same_bytes_and_sets_each_section_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cluster: Any, finished: Counter[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    rows = "".join(f"Person {n},{'one two' if n % 2 else 'one'},\n" for n in range(10))
    write_cohort(tmp_path, f"name,questions,limit\n{rows}Bad,,0\n")
    (tmp_path / "content/questions/strategy/x.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    )
    question = tmp_path / "content/questions/strategy/one.md"
    question.write_text(question.read_text().replace("To see.", "To see ![a square](x.svg)."))
    done = run(tmp_path, dask=cluster.scheduler_address)
    assert [str(row.status) for row in done.rows] == ["made"] * 10 + ["failed"]
    assert done.problems == ()
    sections = {key: count for key, count in finished.items() if key.startswith(on_cluster.SECTION_KEY)}
    books = {key: count for key, count in finished.items() if key.startswith(on_cluster.BOOK_KEY)}
    assert len(books) == 10
    # Ten covers, and what the books share.
    assert 14 < len(sections) < 30
    assert set(sections.values()) == {1}

    (tmp_path / "out").rename(tmp_path / "of-the-cluster")
    run(tmp_path)
    assert made(tmp_path / "out") == made(tmp_path / "of-the-cluster")
    assert len(made(tmp_path / "out")) == 10


def test_nothing_stays_on_the_cluster(tmp_path: Path, cluster: Any) -> None:
    write_cohort(tmp_path, "name\nAnn\n")
    assert told(run(tmp_path, dask=cluster.scheduler_address).rows) == [(f"ann{PDF}", "made")]
    until = time.monotonic() + 10
    while cluster.scheduler.tasks and time.monotonic() < until:
        time.sleep(0.1)
    assert not cluster.scheduler.tasks
    assert told(run(tmp_path, dask=cluster.scheduler_address).rows) == [(f"ann{PDF}", "unchanged")]


def test_an_error_of_the_press_is_the_rows(tmp_path: Path, cluster: Any) -> None:
    write_cohort(tmp_path, "name\nAnn\n")
    (tmp_path / "designs" / "odd" / "sections").mkdir(parents=True)
    (tmp_path / "designs" / "odd" / "design.yaml").write_text("")
    (tmp_path / "designs" / "odd" / "sections" / "cover.html.j2").write_text("{{ nothing_of_the_kind }}")
    (tmp_path / "pack.yaml").write_text("design: odd\nplan: none\nquestions: [one]\n")
    (row,) = run(tmp_path, dask=cluster.scheduler_address).rows
    assert row.error is not None
    assert row.error.exit_code == 5


def test_a_worker_with_other_files_is_refused(tmp_path: Path, cluster: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    write_cohort(tmp_path, "name\nAnn\n")
    monkeypatch.setattr(Inputs, "surroundings", lambda self, designs: "0" * 64)
    with pytest.raises(
        SetupError, match=r"^the Dask worker on .* has another prep-pack than this one, or other files; "
    ):
        run(tmp_path, dask=cluster.scheduler_address)
    assert made(tmp_path / "out") == {}


def test_nobody_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    distributed = pytest.importorskip("distributed")
    connect, patience = distributed.Client, []

    def noted(address: str, *, timeout: float, **options: Any) -> Any:
        patience.append(timeout)
        return connect(address, timeout=timeout, **options)

    write_cohort(tmp_path, "name\nAnn\n")
    assert on_cluster.SECONDS_TO_ANSWER == 10
    monkeypatch.setattr(on_cluster, "SECONDS_TO_ANSWER", 1.0)
    monkeypatch.setattr(distributed, "Client", noted)
    with pytest.raises(SetupError, match=r"^no Dask scheduler answers at tcp://127\.0\.0\.1:9; check the address; "):
        run(tmp_path, dask="tcp://127.0.0.1:9")
    assert patience == [1.0]


def test_a_cluster_without_workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    distributed = pytest.importorskip("distributed")
    write_cohort(tmp_path, "name\nAnn\n")
    monkeypatch.setattr(on_cluster, "SECONDS_TO_ANSWER", 1.0)
    options = {"host": "127.0.0.1", "dashboard_address": None, "silence_logs": 50}
    with (
        distributed.LocalCluster(n_workers=0, **options) as empty,
        pytest.raises(SetupError, match=r"has no workers; start one: dask worker tcp://127\.0\.0\.1:\d+$"),
    ):
        run(tmp_path, dask=empty.scheduler_address)
