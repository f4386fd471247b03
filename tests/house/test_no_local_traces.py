"""The repository works anywhere: it names no package registry's host and no path of the machine it was written on."""

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

from tests.house.committed_files import REPOSITORY, list_committed_files

EVERY_DEBIAN_HAS = ("/usr/", "/etc/")
WORKPLACE = f"{'/'}work/"


def _host(*parts: str) -> str:
    """Put a host's name together, so that this file does not hold what it forbids."""
    return ".".join(parts)


PUBLIC_REGISTRIES = {
    _host("pypi", "org"),
    _host("pythonhosted", "org"),
    _host("registry", "npmjs", "org"),
    _host("deb", "debian", "org"),
    _host("security", "debian", "org"),
    _host("snapshot", "debian", "org"),
}


def test_no_file_names_the_host_of_a_package_registry() -> None:
    configured = {host for place in _places_pip_is_told() if (host := urlsplit(place).hostname)}

    assert _files_with(PUBLIC_REGISTRIES | configured) == []


def test_no_file_names_a_path_of_this_machine() -> None:
    paths = {place.removeprefix("file://") for place in _places_pip_is_told()}
    local = {path for path in paths if path.startswith("/") and not path.startswith(EVERY_DEBIAN_HAS)}

    assert _files_with(local | {WORKPLACE, f"{Path.home()}/"}) == []


def _places_pip_is_told() -> set[str]:
    """Return the addresses and folders in pip's configuration, whether from a file or from the environment."""
    listing = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=True
    ).stdout
    return set(re.findall(r"(?:https?|file)://[^\s'\"\\]+|(?<=')/[^\s'\"\\]+", listing))


def _files_with(words: set[str]) -> list[str]:
    pattern = re.compile(rb"(?<![\w.])(?:" + b"|".join(re.escape(word.encode()) for word in sorted(words)) + rb")")
    found = ((path, pattern.search(path.read_bytes())) for path in list_committed_files())
    return [f"{path.relative_to(REPOSITORY)}: {match[0].decode()}" for path, match in found if match]
