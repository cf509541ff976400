"""Rules about single modules, as functions from a module's text to what breaks them, a line each.

Names are followed back to what was imported under them. What a variable holds is not known; how a method is called
mostly tells (`str.replace` takes two texts, `Path.replace` one place).
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator

WRITING = {
    *("write_text", "write_bytes", "mkdir", "touch", "unlink", "rmdir", "rename"),
    *("symlink_to", "hardlink_to", "chmod", "lchmod"),
}
"""Methods of paths."""
WRITING_OS = {
    *("open", "write", "pwrite", "writev", "truncate", "ftruncate", "mkdir", "makedirs", "mkfifo", "mknod", "chmod"),
    *("replace", "rename", "renames", "link", "symlink", "remove", "unlink", "rmdir", "removedirs", "utime"),
}
HARMLESS_SHUTIL = {"which", "get_terminal_size", "disk_usage"}
OPENERS = {"open", "io.open", "codecs.open"}
STREAMS = {"sys.stdout", "sys.stderr", "sys.__stdout__", "sys.__stderr__"}
PRINTERS = {
    *("print", "pprint.pprint", "pprint.pp", "typer.echo", "typer.secho", "click.echo", "click.secho"),
    *("rich.print", "rich.print_json", "rich.console.Console", "rich.get_console"),
}
SHAPELESS = {"utils", "util", "helpers", "misc", "common"}


def shape(name: str, text: str, longest: int) -> Iterator[str]:
    """A module is short, is called after what it holds, and says what it is for."""
    if len(text.splitlines()) >= longest:
        yield f"longer than {longest} lines"
    if name in SHAPELESS:
        yield f'"{name}" says nothing'
    if not ast.get_docstring(ast.parse(text)):
        yield "a module says what it is for"


def absolute_imports(text: str) -> Iterator[str]:
    """Inside the package imports are relative."""
    for node in ast.walk(ast.parse(text)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names = [node.module or ""]
        yield from (name for name in names if name.partition(".")[0] == "generator")


def writes(text: str) -> Iterator[str]:
    """What in a module can write to the disk, by the name of what does it."""
    tree = ast.parse(text)
    names = _imported(tree)
    nowhere = {call.func for call in _calls(tree) if call.args and _dotted(call.args[0], names) == "os.devnull"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute) and node not in nowhere and _writes(_dotted(node, names)):
            yield _dotted(node, names)
    for call in _calls(tree):
        if call.func in nowhere:
            continue
        name = _dotted(call.func, names)
        if name in OPENERS:
            # A mode that is only known when it runs may be any.
            mode = _argument(call, 1, "mode")
            if mode is not None and (not isinstance(mode, ast.Constant) or _is_writing(mode)):
                yield name
        elif isinstance(call.func, ast.Attribute) and (not name or name.startswith("pathlib.")):
            yield from _writing_method(call, call.func.attr)


def prints(text: str) -> Iterator[str]:
    """What in a module reaches the user's terminal, by its name."""
    tree = ast.parse(text)
    names = _imported(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute) and _dotted(node, names) in STREAMS | PRINTERS:
            yield _dotted(node, names)


def _writes(name: str) -> bool:
    room, _, rest = name.partition(".")
    match room:
        case "os":
            return rest in WRITING_OS
        case "shutil":
            return bool(rest) and rest not in HARMLESS_SHUTIL
        case "tempfile":
            return bool(rest)
        case _:
            return False


def _writing_method(call: ast.Call, method: str) -> Iterator[str]:
    """A method of something whose kind is not known, called as only paths are."""
    if method in WRITING:
        yield f".{method}"
    mode = _argument(call, 0, "mode")
    if method == "open" and mode is not None and _is_writing(mode):
        yield ".open"
    keys = {key.arg for key in call.keywords}
    one = len(call.args) == 1 and not isinstance(call.args[0], ast.Starred)
    if method == "replace" and ((one and not keys) or (not call.args and keys == {"target"})):
        yield ".replace"


def _argument(call: ast.Call, place: int, name: str) -> ast.expr | None:
    for key in call.keywords:
        if key.arg == name:
            return key.value
    return call.args[place] if len(call.args) > place else None


def _is_writing(mode: ast.expr) -> bool:
    """Whether a mode is one that writes, in any branch of the expression."""
    texts = [node.value for node in ast.walk(mode) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return any(set(text) <= set("rwaxbt+") and set(text) & set("wax+") for text in texts)


def _calls(tree: ast.Module) -> list[ast.Call]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def _imported(tree: ast.Module) -> dict[str, str]:
    """The full names of what a module imports, by the names it has there."""
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                top = alias.name.partition(".")[0]
                found[alias.asname or top] = alias.name if alias.asname else top
        elif isinstance(node, ast.ImportFrom):
            above = "." * node.level + (node.module or "")
            found |= {alias.asname or alias.name: f"{above}.{alias.name}" for alias in node.names}
    return found


def _dotted(node: ast.AST, names: dict[str, str]) -> str:
    """``os.replace`` for whatever it is called here; empty for what is neither imported nor built in."""
    if isinstance(node, ast.Name):
        return names.get(node.id) or (node.id if hasattr(builtins, node.id) else "")
    if isinstance(node, ast.Attribute) and (above := _dotted(node.value, names)):
        return f"{above}.{node.attr}"
    return ""
