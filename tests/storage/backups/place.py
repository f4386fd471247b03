"""A place to back up and to restore to: data folder, database, keys."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from storage.backup import Progress, make_backup
from storage.database import Database
from storage.restore import restore_backup
from storage.vault import Vault
from tests.conftest import make_settings
from tinbao.app import open_vault

CANARY = "Chimhoangyen bán kem giả"
MADE_AT = datetime(2026, 11, 22, tzinfo=UTC)


@dataclass
class Place:
    """A data folder, a database and the keys to both."""

    home: Path
    url: str
    vault: Vault

    def back_up(self, file: Path, progress: Progress = lambda _done, _total: None) -> tuple[int, int]:
        return make_backup(file, home=self.home, url=self.url, vault=self.vault, made_at=MADE_AT, progress=progress)

    def restore(self, file: Path, *, replaces: bool = False, vault: Vault | None = None) -> None:
        restore_backup(
            file,
            home=self.home,
            url=self.url,
            vault=vault or self.vault,
            replaces=replaces,
            progress=lambda _done, _total: None,
        )

    def execute(self, statement: str, **values: object) -> None:
        database = Database(self.url)
        with database.write() as session:
            session.connection().execute(sa.text(statement), values)
        database.close()

    def rows(self) -> dict[str, list[str]]:
        """Every row of every table, as text."""
        engine = sa.create_engine(Database(self.url).url)
        with engine.connect() as connection:
            inspector = sa.inspect(connection)
            schemas = [None, *(["dbos"] if "dbos" in inspector.get_schema_names() else [])]
            tables = [f'{schema or "main"}."{t}"' for schema in schemas for t in inspector.get_table_names(schema)]
            if engine.dialect.name == "postgresql":
                tables = [t.replace("main.", "public.") for t in tables]
            found = {t: sorted(map(str, connection.execute(sa.text(f"SELECT * FROM {t}")))) for t in tables}
        engine.dispose()
        return found

    def files(self) -> dict[str, bytes]:
        """Everything in the data folder but the database, its companions and the lock."""
        paths = (path for path in self.home.rglob("*") if path.is_file() and path.name != "backup.lock")
        return {str(p.relative_to(self.home)): p.read_bytes() for p in paths if not p.name.startswith("tinbao.")}

    def keep(self, number: int, content: bytes) -> None:
        """Keep evidence as the house does: the file first, then its row."""
        key = f"{number:032x}"
        path = self.home / "files" / key[-2:] / key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        self.execute("INSERT INTO probe (number, text) VALUES (:number, :text)", number=number, text=content.hex())


def vault_of(folder: Path, *, opens: bool = True) -> Vault:
    return open_vault(make_settings(folder), opens_identities=opens)


def furnish(place: Place) -> Place:
    place.execute("CREATE TABLE probe (number INTEGER PRIMARY KEY, text TEXT)")
    place.execute("INSERT INTO probe (number, text) VALUES (0, :text)", text=CANARY)
    place.keep(1, b"")
    place.keep(2, CANARY.encode() * 30_000)
    return place
