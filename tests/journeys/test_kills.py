"""The process is killed at every step of a journey, before and after its commit: exactly one of everything."""

from hashlib import sha256
from pathlib import Path

import pytest

from storage.database import Database
from tests.fakes.smtp import SmtpSink
from tests.fakes.telegram import FakeTelegram
from tests.journeys.citizen import ACCEPTED, CARD, PHOTO, RECEIPT, Journey, Lives
from tests.journeys.counts import count_rows, is_at_rest, list_attachment_hashes, list_replies
from tests.journeys.killable import STEPS
from tests.journeys.server import Server


@pytest.mark.verify
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_process_killed_at_every_step_of_a_journey_does_everything_once(
    when: str, database_url: str, tmp_path: Path
) -> None:
    lives = Lives(when=when, folder=tmp_path)
    with FakeTelegram() as telegram, SmtpSink() as smtp:
        server = Server(
            tmp_path / "home",
            TINBAO_DATABASE_URL=database_url,
            TINBAO_TELEGRAM_TOKEN=telegram.token,
            TINBAO_TELEGRAM_API_URL=telegram.url,
            TINBAO_SMTP_URL=smtp.url,
        )
        database = Database(database_url)
        journey = Journey(server=server, telegram=telegram, smtp=smtp, database=database, lives=lives)
        try:
            journey.begin()
            journey.play()
            journey.rest(lambda: is_at_rest(database))
            assert set(lives.killed_at) == set(STEPS)
            check_counts(journey, lives, database)
        finally:
            server.kill()
            database.close()


def check_counts(journey: Journey, lives: Lives, database: Database) -> None:
    assert count_rows(database) == {"Report": 1, "Case": 1, "Referral": 1, "Delivery": 1, "Attachment": 1}
    assert list_replies(database) == [("bot", "sent")] * 3
    assert list_attachment_hashes(database) == [sha256(PHOTO).hexdigest()]
    assert len({mail["Message-ID"] for mail in journey.smtp.mails}) == 1
    assert len(journey.smtp.mails) == 1 + lives.mails_twice
    assert [words for words in (CARD, RECEIPT, ACCEPTED) if not journey.count_sent(words)] == []
    assert journey.count_sent() == 3 + lives.replies_twice
    if lives.when == "before":  # the death before "mail noted as sent" is the one window in which a mail leaves twice
        assert lives.mails_twice >= 1
