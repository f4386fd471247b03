"""Letters reach a mail server as they were written, and a refusal becomes one short word."""

import asyncio
import sys
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from bot.mail import FileWay, SmtpWay
from intake.ports import Letter, WayError
from tests.fakes.smtp import SmtpSink

REPOSITORY = Path(__file__).parents[2]
SENDER = "tinbao@tinbao.example"
LETTER = Letter(
    to="qltt-01@authority.example",
    subject="Vụ việc VV-26-000001: hàng giả, chất lượng chưa rõ – đề nghị xem trước 17:00",
    text="Kính gửi Quý cơ quan,\n\nNgười bán: “Shop Ngọc Huyền”, ở phường Ngã Tư Sở.\n.một dòng bắt đầu bằng dấu chấm\n",
    html="<p>Kính gửi Quý cơ quan,</p>",
    message_id="<0190aa-referral@tinbao.example>",
    headers={"X-Tinbao-Case": "VV-26-000001"},
)


@pytest.fixture
def sink() -> Iterator[SmtpSink]:
    with SmtpSink() as sink:
        yield sink


async def test_a_letter_arrives_as_it_was_written(sink: SmtpSink) -> None:
    assert await SmtpWay(sink.url, sender=SENDER).send(LETTER) is True

    [mail] = sink.wait_for(1)
    assert_is_the_letter(mail)


async def test_a_second_attempt_keeps_the_message_id(sink: SmtpSink) -> None:
    way = SmtpWay(sink.url, sender=SENDER)
    await way.send(LETTER)
    await way.send(LETTER)

    assert {mail["Message-ID"] for mail in sink.wait_for(2)} == {LETTER.message_id}


@pytest.mark.parametrize("stage", ["RCPT", "DATA"])
@pytest.mark.parametrize(
    ("answer", "kind"), [("450 4.2.0 thu lai sau", "SMTP 450"), ("550 5.1.1 khong co hop thu", "SMTP 550")]
)
async def test_a_refusal_is_told_by_its_code_alone(sink: SmtpSink, stage: str, answer: str, kind: str) -> None:
    sink.refuse(stage, answer)  # type: ignore[arg-type]

    assert await failure_of(SmtpWay(sink.url, sender=SENDER)) == kind
    assert sink.mails == []


@pytest.mark.parametrize("stage", ["RCPT", "DATA"])
async def test_a_connection_broken_off_is_a_failure(sink: SmtpSink, stage: str) -> None:
    sink.close_connection(stage)  # type: ignore[arg-type]

    assert await failure_of(SmtpWay(sink.url, sender=SENDER)) == "SMTPServerDisconnected"
    assert sink.mails == []


@pytest.mark.parametrize("stage", ["RCPT", "DATA"])
async def test_a_server_that_hangs_is_given_up(sink: SmtpSink, stage: str) -> None:
    sink.hang(stage)  # type: ignore[arg-type]

    assert await failure_of(SmtpWay(sink.url, sender=SENDER, timeout_seconds=0.3)) == "SMTPReadTimeoutError"


async def test_a_server_that_is_not_there_is_a_failure() -> None:
    with SmtpSink() as sink:
        address = sink.url

    assert await failure_of(SmtpWay(address, sender=SENDER)) == "SMTPConnectError"


async def test_after_a_refusal_the_next_attempt_arrives(sink: SmtpSink) -> None:
    sink.refuse("DATA", "451 4.3.0 thu lai sau")
    way = SmtpWay(sink.url, sender=SENDER)

    assert await failure_of(way) == "SMTP 451"
    assert await way.send(LETTER) is True
    assert len(sink.wait_for(1)) == 1


async def test_the_sink_calls_its_hook_after_keeping_and_before_answering(sink: SmtpSink) -> None:
    kept_when_called: list[int] = []
    sink.before_answer(lambda _mail: kept_when_called.append(len(sink.mails)))

    await SmtpWay(sink.url, sender=SENDER).send(LETTER)

    assert kept_when_called == [1]


async def test_the_sink_writes_each_mail_to_its_folder(tmp_path: Path) -> None:
    with SmtpSink(folder=tmp_path) as sink:
        await SmtpWay(sink.url, sender=SENDER).send(LETTER)

    assert_is_the_letter(read_only_mail(tmp_path))


async def test_the_sink_runs_as_a_process_of_its_own(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.fakes.smtp", "--folder", str(tmp_path)]
    process = await asyncio.create_subprocess_exec(*command, cwd=REPOSITORY, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    address = (await process.stdout.readline()).decode().strip()
    await SmtpWay(address, sender=SENDER).send(LETTER)

    assert_is_the_letter(read_only_mail(tmp_path))
    process.terminate()
    assert await process.wait() == 0


async def test_without_a_mail_server_a_letter_becomes_a_readable_file(tmp_path: Path) -> None:
    assert await FileWay(tmp_path / "outbox", sender=SENDER).send(LETTER) is False

    assert_is_the_letter(read_only_mail(tmp_path / "outbox", "0190aa-referral.eml"))


def read_only_mail(folder: Path, name: str | None = None) -> EmailMessage:
    [file] = folder.iterdir()
    assert name in {None, file.name}
    return message_from_bytes(file.read_bytes(), EmailMessage, policy=default)


async def failure_of(way: SmtpWay) -> str:
    with pytest.raises(WayError) as caught:
        await way.send(LETTER)
    return caught.value.kind


def assert_is_the_letter(mail: EmailMessage) -> None:
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    assert html is not None
    assert text.get_content().replace("\r\n", "\n") == LETTER.text
    assert html.get_content().strip() == LETTER.html
    assert mail["Subject"] == LETTER.subject
    assert mail["To"] == LETTER.to
    assert mail["From"] == SENDER
    assert mail["Message-ID"] == LETTER.message_id
    assert mail["X-Tinbao-Case"] == "VV-26-000001"
    assert mail["Date"].datetime is not None
