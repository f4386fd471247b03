"""The bench of understanding: it runs on a few messages and says everything it should; what it measures is no test."""

import socket
from pathlib import Path

import pytest

from nlp.training.corpus import CORPUS, Message, read_messages
from tinbao.bench import understanding

LEARNT, ASKED = 40, 12
LINES = (
    "full analysis", "p50", "p99", "20000 characters", "memory", "loading", "underthesea", "ours / underthesea",
    "labels micro-F1", "labels macro-F1", "is_report accuracy", "url exact F1", "phone exact F1", "place overlap F1",
    "role accuracy", "province where known", "self-identifying recall",
    "urlextract", "linkify-it-py", "phonenumbers", "underthesea ner", "scikit-learn SVM", "majority label",
)  # fmt: skip


@pytest.fixture
def few_messages(tmp_path: Path) -> tuple[list[Message], Path]:
    source = min(CORPUS.glob("*.jsonl"))
    lines = source.read_text(encoding="utf-8").splitlines(keepends=True)
    learnt, asked = tmp_path / "learnt.jsonl", tmp_path / "asked.jsonl"
    learnt.write_text("".join(lines[:LEARNT]), encoding="utf-8")
    asked.write_text("".join(lines[LEARNT : LEARNT + ASKED]), encoding="utf-8")
    return read_messages(learnt), asked


def test_every_goal_and_every_peer_is_printed_without_network(
    few_messages: tuple[list[Message], Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the bench wanted the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    corpus, held_out = few_messages
    understanding.print_speed([one.text for one in corpus], sample=2, rounds=1)
    understanding.print_goals(held_out, learnt=corpus)
    printed = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert [name for name in LINES if not any(line.startswith(name) for line in printed)] == []
    assert not [line for line in printed if "not measured" in line]
    assert all(said.text not in line for line in printed for said in read_messages(held_out))


def test_without_the_held_out_messages_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    understanding.print_goals(tmp_path / "none.jsonl", learnt=[])
    assert "goals not measured" in capsys.readouterr().out
