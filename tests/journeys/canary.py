"""One reporter whose every datum can be recognised, and every place of a running house where it might turn up."""

import base64
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from storage.database import normalize_url
from tests.fakes.smtp import SmtpSink
from tests.journeys.server import Server

CHAT_ID = 471_147_114_711
SOURCE_ADDRESS = "127.0.0.77"
BROWSER = "Canarybrowser/47.11"
PERSON = {"first_name": "Chimhoangyen", "last_name": "Bachkhoa", "username": "canaryuser4711"}
CONTACT = {"phone_number": "+84900000871", "first_name": "Danhthiepcanary", "user_id": CHAT_ID}
WHO = (str(CHAT_ID), SOURCE_ADDRESS, "Canarybrowser", *PERSON.values(), "900000871", "0900 000 871", "Danhthiepcanary")
"""What leads to the person: expected nowhere but sealed."""

TOLD = ("Hoạmivànhkhuyên", "0900000872", "Canaryville", "vanhkhuyen@example.com")
TIP = (
    "Shop Sữa Bé Yêu ở Hà Nội bán sữa giả, số của shop là 0900000123, link https://sua-be-yeu.example/sale. "
    f"Em tên là {TOLD[0]}, sđt của em {TOLD[1]}, nhà em ở số 4711 đường {TOLD[2]}, email của em là {TOLD[3]}."
)
UNSENT = ("Chuagui4711", "0900000873")
DRAFT = f"Chợ {UNSENT[0]} ở Huế bán thịt thiu, số của em {UNSENT[1]} nhưng em chưa muốn gửi"
PLACES_OF_THE_TIP = {"report", "finding"}


@dataclass(frozen=True)
class Trace:
    """A place with its content."""

    place: str
    content: str


def list_traces(server: Server, url: str, smtp: SmtpSink, temporary: Path) -> Iterator[Trace]:
    """Everything the house has written anywhere: tables, files, log, mails, temporary files, a backup."""
    yield Trace("log", server.log.read_text())
    for mail in smtp.mails:
        yield Trace("mail", readable(mail.as_bytes()) + "".join(_parts(mail)))
    for folder in (server.home, temporary):
        for path in folder.rglob("*"):
            if path.is_file():
                yield Trace(f"file {path.name}", f"{path.name} {readable(path.read_bytes())}")
    yield from _list_rows(url)


def make_backup(server: Server, url: str, file: Path) -> Trace:
    """What a thief of a backup has."""
    environment = {**server.environment, "TINBAO_DATABASE_URL": url}
    command = [sys.executable, "-m", "tinbao", "backup", str(file)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return Trace("backup", readable(file.read_bytes()) + done.stdout + done.stderr)


def readable(content: bytes) -> str:
    """Bytes as text, and once more as UTF-16: whoever greps a disk does both."""
    return content.decode("utf-8", "replace") + content.decode("utf-16-le", "replace")


def _parts(mail: object) -> Iterator[str]:
    for part in mail.walk():  # type: ignore[attr-defined]
        if not part.is_multipart():
            yield readable(part.get_payload(decode=True) or b"")


def _list_rows(url: str) -> Iterator[Trace]:
    """Every row of every table, the engine's too; what is pickled or base64 inside is read as well."""
    engine = sa.create_engine(normalize_url(url))
    with engine.connect() as connection:
        schemas = [None] if engine.dialect.name == "sqlite" else [None, "dbos"]
        for schema in schemas:
            for name in sa.inspect(connection).get_table_names(schema=schema):
                dotted = f'{schema}."{name}"' if schema else f'"{name}"'
                for row in connection.execute(sa.text(f"SELECT * FROM {dotted}")):
                    yield Trace(name, " ".join(_value(value) for value in row))
    engine.dispose()


def _value(value: object) -> str:
    text = readable(value) if isinstance(value, bytes) else str(value)
    try:
        return text + readable(base64.b64decode(text, validate=True))
    except ValueError:
        return text
