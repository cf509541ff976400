"""Writing: all or nothing, and one clear line where it cannot be done."""

from __future__ import annotations

import errno
import hashlib
import os
import resource
import stat
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.finish import files
from generator.finish.files import check_target, write_all, write_atomically
from generator.model.problems import OutputError
from generator.model.workbook import Artifact


def said(error: pytest.ExceptionInfo[OutputError]) -> list[str]:
    return [str(problem) for problem in error.value.problems]


def all_files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """A real limit of the system, as a full disk is: writing past it fails in the middle."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_file_is_written_with_its_folder_and_its_sum(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "x.pdf"
    assert write_atomically(path, b"pages") == Artifact(str(path), hashlib.sha256(b"pages").hexdigest(), 0, 5)
    assert path.read_bytes() == b"pages"
    assert all_files(tmp_path) == {"a/b/x.pdf"}


def test_an_earlier_file_is_replaced_and_the_users_umask_decides_who_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(b"earlier, and longer")
    before = os.umask(0o027)
    try:
        write_atomically(path, b"later")
    finally:
        os.umask(before)
    assert path.read_bytes() == b"later"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_without_replace_an_earlier_file_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(b"earlier")
    with pytest.raises(OutputError) as error:
        write_atomically(path, b"later", replace=False)
    assert said(error) == [f"{path} is already there; use --force to write over it"]
    assert path.read_bytes() == b"earlier"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "x.pdf"
    link.symlink_to("real/y.pdf")
    write_atomically(link, b"pages")
    assert link.is_symlink()
    assert (tmp_path / "real" / "y.pdf").read_bytes() == b"pages"


def test_a_disk_that_fills_up_leaves_the_earlier_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(b"earlier")
    with largest_file(1000), pytest.raises(OutputError) as error:
        write_atomically(path, b"x" * 2000)
    mend = "raise the limit, or choose another place"
    assert said(error) == [f"cannot write {path}: the file would be larger than is allowed here; {mend}"]
    assert path.read_bytes() == b"earlier"
    assert all_files(tmp_path) == {"x.pdf"}


def test_a_disk_that_fills_up_keeps_no_folder_that_was_made_for_nothing(tmp_path: Path) -> None:
    (tmp_path / "was here").mkdir()
    with largest_file(1000):
        with pytest.raises(OutputError):
            write_atomically(tmp_path / "was here" / "a" / "b" / "x.pdf", b"x" * 2000)
        with pytest.raises(OutputError):
            write_all(tmp_path, {"c/short": "fits", "c/d/long": "x" * 2000})
    assert [path.name for path in tmp_path.rglob("*")] == ["was here"]


def test_a_really_full_disk(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)], capture_output=True)
    if mounted.returncode:
        pytest.skip("mounting a small disk needs root")
    try:
        (disk / "x.pdf").write_bytes(b"earlier")
        with pytest.raises(OutputError) as error:
            write_atomically(disk / "x.pdf", b"x" * 200_000)
        assert said(error) == [f"cannot write {disk / 'x.pdf'}: the disk is full; make room, or choose another place"]
        assert (disk / "x.pdf").read_bytes() == b"earlier"
        assert all_files(disk) == {"x.pdf"}
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.usefixtures("ctrl_c")
def test_ctrl_c_while_writing_leaves_the_earlier_file_and_nothing_else(tmp_path: Path) -> None:
    """A real signal, in the middle of a real write: the process interrupts itself when the data are flushed."""
    (tmp_path / "x.pdf").write_bytes(b"earlier")
    program = textwrap.dedent(
        """
        import os, signal
        from pathlib import Path
        from generator.finish import files

        flush = os.fsync
        os.fsync = lambda descriptor: (os.kill(os.getpid(), signal.SIGINT), flush(descriptor))
        try:
            files.write_atomically(Path("x.pdf"), b"later")
        except KeyboardInterrupt:
            print("stopped")
        """
    )
    env = os.environ | {"PYTHONPATH": str(Path(files.__file__).parents[2])}
    ended = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, env=env, capture_output=True, text=True)
    assert (ended.stdout, ended.stderr) == ("stopped\n", "")
    assert (tmp_path / "x.pdf").read_bytes() == b"earlier"
    assert all_files(tmp_path) == {"x.pdf"}


def test_a_folder_in_the_way(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as error:
        write_atomically(tmp_path, b"pages")
    assert said(error) == [f"cannot write {tmp_path}: it is a folder; give the name of a file"]


def test_a_device_is_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.pdf"
    os.mkfifo(pipe)
    with pytest.raises(OutputError) as error:
        write_atomically(pipe, b"pages")
    assert said(error) == [f"cannot write {pipe}: it is not an ordinary file; give the name of a file"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize("below", ["x.pdf", "deep/er/x.pdf"])
def test_a_file_where_a_folder_is_needed(tmp_path: Path, below: str) -> None:
    (tmp_path / "file").touch()
    path = tmp_path / "file" / below
    with pytest.raises(OutputError) as error:
        write_atomically(path, b"pages")
    mend = "choose another place, or move that file"
    assert said(error) == [f"cannot write {path}: a file stands where a folder is needed; {mend}"]


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 300 + ".pdf")
    with pytest.raises(OutputError) as error:
        write_atomically(path, b"pages")
    assert said(error) == [f"cannot write {path}: the name is too long; choose a shorter one"]


def test_a_name_may_be_as_long_as_the_system_allows(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 251 + ".pdf")
    write_atomically(path, b"pages")
    assert path.read_bytes() == b"pages"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere; tests/cli tries it as another user")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o555)
    path = tmp_path / "closed" / "x.pdf"
    with pytest.raises(OutputError) as error:
        check_target(path)
    mend = "choose another place or change its permissions"
    assert said(error) == [f"cannot write {path}: you may not write there; {mend}"]


def test_every_known_failure_has_words_and_an_unknown_one_has_the_systems() -> None:
    known = files._problem(Path("x"), OSError(errno.EROFS, "Read-only file system"))
    assert str(known) == "cannot write x: it is read-only; choose another place"
    unknown = files._problem(Path("x"), OSError(errno.EIO, "Input/output error"))
    assert str(unknown) == "cannot write x: input/output error; choose another place"


def test_several_files_are_written_together(tmp_path: Path) -> None:
    written = write_all(tmp_path / "own", {"pack.yaml": "title: Ä\n", "content/x.md": "text\n"})
    assert written == (tmp_path / "own" / "pack.yaml", tmp_path / "own" / "content" / "x.md")
    assert (tmp_path / "own" / "pack.yaml").read_bytes() == "title: Ä\n".encode()
    assert all_files(tmp_path) == {"own/pack.yaml", "own/content/x.md"}


def test_every_file_in_the_way_is_named_before_any_is_written(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_text("mine")
    with pytest.raises(OutputError) as error:
        write_all(tmp_path, {"new": "", "a": "", "b": ""})
    assert said(error) == [f"{tmp_path / name} is already there; use --force to write over it" for name in ("a", "b")]
    assert all_files(tmp_path) == {"a", "b"}
    write_all(tmp_path, {"new": "", "a": "yours"}, force=True)
    assert (tmp_path / "a").read_text() == "yours"
    assert (tmp_path / "b").read_text() == "mine"


def test_when_one_of_several_cannot_be_written_none_is(tmp_path: Path) -> None:
    (tmp_path / "small").write_text("mine")
    with largest_file(1000), pytest.raises(OutputError):
        write_all(tmp_path, {"small": "yours", "large": "x" * 2000}, force=True)
    assert (tmp_path / "small").read_text() == "mine"
    assert all_files(tmp_path) == {"small"}


RACE = """
import os
from pathlib import Path
from generator.finish import files
from generator.model.problems import OutputError

{before}
flush = os.fsync
def meanwhile(descriptor):
    Path("b").write_text("theirs")
    flush(descriptor)
os.fsync = meanwhile
try:
    {write}
except OutputError as error:
    print(error)
"""
NO_LINKS = """
def no_links(*_):
    raise PermissionError(1, "Operation not permitted")
os.link = no_links
"""


@pytest.mark.parametrize("before", ["", NO_LINKS], ids=["a disk with links", "a disk without"])
@pytest.mark.parametrize(
    "write",
    [
        'files.write_all(Path(), {"a": "ours", "b": "ours", "c": "ours"})',
        'files.write_all(Path(), {"c": "longer", "a": "ours", "b": "ours"}, longer=("c",))',
        'files.write_atomically(Path("b"), b"ours", replace=False)',
    ],
)
def test_a_file_that_another_run_makes_meanwhile_is_kept(tmp_path: Path, before: str, write: str) -> None:
    """The other run writes its file while ours are flushed, after it was seen that none is there."""
    program = RACE.format(before=before, write=write)
    env = os.environ | {"PYTHONPATH": str(Path(files.__file__).parents[2])}
    ended = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, env=env, capture_output=True, text=True)
    assert (ended.stdout, ended.stderr) == ("b is already there; use --force to write over it\n", "")
    assert (tmp_path / "b").read_text() == "theirs"
    assert all_files(tmp_path) == {"b"}


@pytest.mark.parametrize("name", ["../x", "/x", "a/../../x", ""])
def test_nothing_is_written_outside_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(OutputError, match="it leads out of"):
        write_all(tmp_path / "own", {name: "text"})
    assert all_files(tmp_path) == set()
