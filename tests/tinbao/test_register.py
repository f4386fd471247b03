"""The register of processing: no column without a decision, and the page that is handed out is the one that is true."""

from pathlib import Path

import pytest
from sqlmodel import SQLModel

import storage.tables  # noqa: F401 - fills the metadata
from storage.other_fields import NOT_PERSONAL
from storage.personal_fields import PERSONAL_FIELDS
from tinbao.register import print_register

REGISTER = Path(__file__).parents[2] / "docs" / "processing-register.md"
COLUMNS = {(table.name, column.name) for table in SQLModel.metadata.sorted_tables for column in table.columns}
PERSONAL = [(field.table, column) for field in PERSONAL_FIELDS for column in field.columns]
OTHERS = [(table, column) for table, columns in NOT_PERSONAL.items() for column in columns]


def test_every_column_was_decided_on_once() -> None:
    assert set(PERSONAL) | set(OTHERS) == COLUMNS
    assert len(PERSONAL) + len(OTHERS) == len(COLUMNS)


def test_whatever_is_closed_is_in_the_register() -> None:
    closed = {(table, column) for table, column in COLUMNS if column.endswith(("_sealed", "_wrapped"))}
    assert closed - set(PERSONAL) == set()


def test_the_page_in_docs_is_what_the_command_prints(capsys: pytest.CaptureFixture[str]) -> None:
    assert print_register() == 0
    assert capsys.readouterr().out == REGISTER.read_text(encoding="utf-8"), (
        "run `tinbao register > docs/processing-register.md`"
    )
