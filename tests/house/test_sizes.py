"""One idea a file, one thing a function: what grows past the limit is split."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.committed_files import REPOSITORY, list_modules

LONGEST_MODULE = 300
LONGEST_FUNCTION = 40


def test_no_module_is_longer_than_300_lines() -> None:
    lengths = {str(path): len((REPOSITORY / path).read_bytes().splitlines()) for path, _ in list_modules()}

    assert {path: length for path, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_no_function_is_longer_than_40_lines() -> None:
    lengths = dict(_measure_functions())

    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def _measure_functions() -> Iterator[tuple[str, int]]:
    for path, module in list_modules():
        for node in ast.walk(module):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield _name(path, node), (node.end_lineno or node.lineno) - node.lineno + 1


def _name(path: Path, node: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    return f"{path}:{node.lineno} {node.name}"
