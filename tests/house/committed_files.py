"""The files of the repository, as git or, where there is none, the folder shows them."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
PACKAGES = ("admin", "bot", "intake", "nlp", "storage", "tinbao")
_BUILT = {".git", ".venv", "var", "node_modules", "dist", "build"}


def list_committed_files() -> list[Path]:
    """List the repository's own files: what git tracks, or everything that was not built."""
    try:
        listing = subprocess.run(["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, check=True)
    except (FileNotFoundError, subprocess.CalledProcessError):
        return sorted(_walk(REPOSITORY))
    names = listing.stdout.decode().split("\0")
    return [REPOSITORY / name for name in names if name and (REPOSITORY / name).is_file()]


def list_modules() -> list[tuple[Path, ast.Module]]:
    """List the parsed modules of the six packages, migrations left out."""
    paths = [path.relative_to(REPOSITORY) for path in list_committed_files() if path.suffix == ".py"]
    ours = [path for path in paths if path.parts[0] in PACKAGES and "migrations" not in path.parts]
    return [(path, ast.parse((REPOSITORY / path).read_bytes())) for path in ours]


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.is_dir() and path.name not in _BUILT and not path.name.endswith(("cache", "cache__")):
            yield from _walk(path)
        elif path.is_file() and path.suffix != ".pyc" and path.name != ".env":
            yield path
