"""The process that faces the network, taken whole: with it and a copy of the database nobody's identity is known."""

import base64
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import httpx
import psycopg
import pytest

from intake.inbox import receive
from storage.key_files import KeyFiles, create_keys, load_vault
from storage.vault import Vault, VaultClosedError
from tests.conftest import make_settings
from tests.intake.given import FAKE_CREAM, message
from tests.journeys.server import free_port, wait_for
from tinbao.app import build_house

pytestmark = pytest.mark.verify

ACCOUNT = "4711471147"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def keys(tmp_path: Path) -> KeyFiles:
    files = KeyFiles(master=tmp_path / "k" / "m", public=tmp_path / "k" / "p", private=tmp_path / "offline" / "v")
    create_keys(files)
    return files


@pytest.fixture
def database_url(new_postgres_url: Callable[[], str], keys: KeyFiles, tmp_path: Path) -> str:
    """A database in which a Telegram account has reported, through a process that may know it."""
    url = new_postgres_url()
    settings = make_settings(
        tmp_path / "serve",
        url,
        master_key_file=keys.master,
        vault_public_key_file=keys.public,
        vault_private_key_file=keys.private,
    )
    house = build_house(settings, opens_identities=True)
    assert receive(house.inbox, message(FAKE_CREAM, channel="telegram", account=ACCOUNT, chat_id=ACCOUNT))
    house.close()
    return url


@pytest.fixture
def web(database_url: str, keys: KeyFiles, tmp_path: Path) -> Iterator[tuple[int, str]]:
    """`tinbao web` as in production: its process and its address."""
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TINBAO_")} | {
        "TINBAO_HOME": str(tmp_path / "web"),
        "TINBAO_ENV": "production",
        "TINBAO_PORT": str(port),
        "TINBAO_DATABASE_URL": database_url,
        "TINBAO_MASTER_KEY_FILE": str(keys.master),
        "TINBAO_VAULT_PUBLIC_KEY_FILE": str(keys.public),
    }
    with (tmp_path / "web.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "tinbao", "web"], env=environment, cwd=ROOT, stdout=log, stderr=log
        )
    url = f"http://127.0.0.1:{port}"

    def is_ready() -> bool:
        assert process.poll() is None, (tmp_path / "web.log").read_text()
        try:
            return httpx.get(f"{url}/health/ready", timeout=5).is_success
        except httpx.TransportError:
            return False

    wait_for(is_ready, "the web process")
    yield process.pid, url
    process.terminate()
    process.wait(timeout=30)


def read_memory(pid: int) -> Iterator[bytes]:
    """Every readable page the process has written to."""
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            found = re.match(r"([0-9a-f]+)-([0-9a-f]+) rw", line)
            if found:
                first, end = (int(part, 16) for part in found.groups())
                memory.seek(first)
                try:
                    yield memory.read(end - first)
                except OSError:
                    continue  # the kernel's own page


def count_in_memory(pid: int, needle: bytes) -> int:
    return sum(region.count(needle) for region in read_memory(pid))


def dump(url: str) -> str:
    """Every row of every table, the engine's too, as a thief of the database reads them."""
    with psycopg.connect(url) as connection:
        names = connection.execute(
            "SELECT format('%I.%I', table_schema, table_name) FROM information_schema.tables "
            "WHERE table_schema IN ('public', 'dbos')"
        ).fetchall()
        return "\n".join(str(row) for (name,) in names for row in connection.execute(f"SELECT * FROM {name}"))


def test_its_memory_and_a_copy_of_the_database_lead_to_nobody(
    web: tuple[int, str], keys: KeyFiles, database_url: str
) -> None:
    pid, url = web
    token = httpx.post(f"{url}/api/v1/chat").json()["token"]
    sent = httpx.post(
        f"{url}/api/v1/chat/messages",
        json={"id": str(uuid4()), "text": FAKE_CREAM},
        headers={"Authorization": f"Bearer {token}"},
    )
    assert sent.status_code == 202

    private, public, master = (
        base64.b64decode(path.read_text()) for path in (keys.private or Path(), keys.public, keys.master)
    )
    assert count_in_memory(pid, master) > 0, "the search finds what is there"
    assert count_in_memory(pid, public) > 0
    assert count_in_memory(pid, private) == 0
    assert count_in_memory(pid, base64.b64encode(private)[:-2]) == 0
    assert b"PRIVATE" not in Path(f"/proc/{pid}/environ").read_bytes()

    stolen = dump(database_url)
    taken = Vault(master_keys=[master], public_key=public)
    owner = load_vault(keys)
    [index] = owner.account_indexes("telegram", ACCOUNT)
    assert index in stolen, "the account is in the copy, as an index"
    assert ACCOUNT not in stolen
    assert taken.index("account:telegram", ACCOUNT) not in stolen, "and cannot be found by trying all accounts"
    with pytest.raises(VaultClosedError):
        taken.account_indexes("telegram", ACCOUNT)
    with pytest.raises(VaultClosedError):
        taken.open(owner.seal(b"x"))


@pytest.mark.parametrize("part", [["web"], ["bot", "telegram"]])
def test_a_process_that_faces_the_network_refuses_to_know_where_the_private_key_lies(
    part: list[str], keys: KeyFiles, tmp_path: Path
) -> None:
    environment = {
        **os.environ,
        "TINBAO_HOME": str(tmp_path / "home"),
        "TINBAO_ENV": "production",
        "TINBAO_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
        "TINBAO_MASTER_KEY_FILE": str(keys.master),
        "TINBAO_VAULT_PUBLIC_KEY_FILE": str(keys.public),
        "TINBAO_VAULT_PRIVATE_KEY_FILE": str(keys.private),
    }
    done = subprocess.run(
        [sys.executable, "-m", "tinbao", *part], env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.startswith("tinbao: TINBAO_VAULT_PRIVATE_KEY_FILE:")
