"""The two locks agree, so that what is tested is what runs."""

import re

from tests.house.committed_files import REPOSITORY

PIN = re.compile(r"^[a-z0-9].*==\S+", re.MULTILINE)


def test_what_is_installed_to_serve_is_installed_to_test_in_the_same_version() -> None:
    served, tested = (
        set(PIN.findall((REPOSITORY / name).read_text())) for name in ("requirements.txt", "requirements-dev.txt")
    )

    assert served
    assert served - tested == set()
