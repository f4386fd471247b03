"""The benchmark tables: medians and ratios, because the machines are noisy."""

import asyncio
import statistics
import tempfile
import time
import uuid
from pathlib import Path

import httpx
from nacl.public import PrivateKey

from nlp.analysis import analyze
from storage.vault import KEY_BYTES, Vault
from tinbao.bench.audit import measure_proof
from tinbao.bench.floor import measure_floor
from tinbao.bench.queue import CASES, measure_scope
from tinbao.bench.server import running_server
from tinbao.demo.citizens import read_reports

CITIZENS = 20
MESSAGES_EACH = 15
ROUNDS = 3
AUDIT_ROWS = 200_000
SEALED = 5_000


def run() -> int:
    """Measure and print."""
    texts = [turn for report in read_reports() for turn in report["turns"]]
    with tempfile.TemporaryDirectory(prefix="tinbao-bench-") as folder:
        floor = measure_floor(Path(folder), messages=CITIZENS * MESSAGES_EACH)
        proof_rate = measure_proof(Path(folder), rows=AUDIT_ROWS, rounds=ROUNDS)
        with running_server(Path(folder) / "home") as url:
            rounds = [asyncio.run(_load(url, texts)) for _ in range(ROUNDS)]
        scopes = {count: measure_scope(Path(folder), authorities=count) for count in (1, 34)}
    rate = statistics.median(len(latencies) / wall for latencies, wall in rounds)
    latencies = sorted(latency for each, _ in rounds for latency in each)
    floor_rate = 1 / statistics.median(floor)
    print("web-chat door over HTTP, one process on SQLite (synchronous=FULL), acknowledged after commit")
    print(f"  accepted          {rate:8.0f} messages/s (median of {ROUNDS} rounds, {CITIZENS} citizens at once)")
    print(
        f"  latency           {1000 * _share(latencies, 0.5):8.1f} ms median, {1000 * _share(latencies, 0.99):.1f} ms p99"
    )
    print(f"  floor             {floor_rate:8.0f} messages/s (the same rows by SQLAlchemy Core, no engine, no rules)")
    print(f"  accepted / floor  {rate / floor_rate:8.2f}")
    for count, share in scopes.items():
        said = f"({CASES} cases spread over {count}, walls included)"
        print(f"authority's queue   {share:8.2f} of the processor time of the house's {said}")
    print(f"analysis            {_analysis_rate(texts):8.0f} messages/s on one core ({len(texts)} demo messages)")
    print(f"audit verify        {proof_rate:8.0f} rows/s on one core ({AUDIT_ROWS} rows on SQLite)")
    print(f"identities sealed   {_seal_rate():8.0f} a second on one core")
    return 0


async def _load(url: str, texts: list[str]) -> tuple[list[float], float]:
    async with httpx.AsyncClient(base_url=url, timeout=60) as client:
        tokens = [(await client.post("/api/v1/chat")).json()["token"] for _ in range(CITIZENS)]
        started = time.perf_counter()
        each = await asyncio.gather(*(_citizen(client, token, texts, first) for first, token in enumerate(tokens)))
        return [latency for latencies in each for latency in latencies], time.perf_counter() - started


async def _citizen(client: httpx.AsyncClient, token: str, texts: list[str], first: int) -> list[float]:
    latencies = []
    for number in range(MESSAGES_EACH):
        body = {"id": str(uuid.uuid4()), "text": texts[(first * MESSAGES_EACH + number) % len(texts)]}
        started = time.perf_counter()
        answer = await client.post("/api/v1/chat/messages", json=body, headers={"Authorization": f"Bearer {token}"})
        answer.raise_for_status()
        latencies.append(time.perf_counter() - started)
    return latencies


def _analysis_rate(texts: list[str]) -> float:
    rates = []
    for _ in range(ROUNDS):
        started = time.process_time()
        for text in texts * 10:
            analyze(text)
        rates.append(len(texts) * 10 / (time.process_time() - started))
    return statistics.median(rates)


def _seal_rate() -> float:
    vault = Vault(master_keys=[bytes(KEY_BYTES)], public_key=bytes(PrivateKey.generate().public_key))
    started = time.process_time()
    for account in range(SEALED):
        vault.seal_identity({"account": str(account), "address": {"chat_id": str(account)}})
    return SEALED / (time.process_time() - started)


def _share(ordered: list[float], share: float) -> float:
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]
