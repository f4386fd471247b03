"""`.env.example` and the settings class name the same settings, each explained by a line above it."""

import re

from tests.house.committed_files import REPOSITORY
from tinbao.settings import Settings

LINES = (REPOSITORY / ".env.example").read_text().splitlines()
SETTING = re.compile(r"#?(TINBAO_[A-Z_]+)=")


def test_the_example_names_exactly_the_settings_that_exist() -> None:
    shown = [match[1] for line in LINES if (match := SETTING.match(line))]

    assert sorted(shown) == sorted(f"TINBAO_{name.upper()}" for name in Settings.model_fields)


def test_each_setting_of_the_example_is_explained_by_the_line_above() -> None:
    settings = [number for number, line in enumerate(LINES) if SETTING.match(line)]

    assert [LINES[number] for number in settings if not LINES[number - 1].startswith("# ")] == []
