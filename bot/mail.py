"""The way to authorities by mail: real SMTP, or .eml files in development."""

import asyncio
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import aiosmtplib

from intake.ports import Letter, WayError

TIMEOUT_SECONDS = 20.0


class SmtpWay:
    """Hands letters to an SMTP server; `smtp://user:pass@host:587?starttls=1` or `smtps://`."""

    def __init__(self, url: str, *, sender: str, timeout_seconds: float = TIMEOUT_SECONDS) -> None:
        parts = urlsplit(url)
        self._host = parts.hostname or ""
        self._is_tls = parts.scheme == "smtps"
        self._port = parts.port or (465 if self._is_tls else 25)
        self._username = unquote(parts.username) if parts.username else None
        self._password = unquote(parts.password) if parts.password else None
        self._starttls = parse_qs(parts.query).get("starttls") == ["1"]
        self._sender = sender
        self._timeout_seconds = timeout_seconds

    async def send(self, letter: Letter) -> bool:
        """Send one letter; True once the server took it, WayError with a short word otherwise."""
        try:
            await aiosmtplib.send(
                build_mail(letter, sender=self._sender),
                hostname=self._host,
                port=self._port,
                username=self._username,
                password=self._password,
                use_tls=self._is_tls,
                start_tls=self._starttls,
                timeout=self._timeout_seconds,
            )
        except aiosmtplib.SMTPResponseException as error:
            raise WayError(f"SMTP {error.code}") from None
        except aiosmtplib.SMTPRecipientsRefused as error:
            raise WayError(f"SMTP {error.recipients[0].code}") from None
        except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:
            raise WayError(type(error).__name__) from None
        return True


class FileWay:
    """Writes letters as .eml files, for development without SMTP; the panel's outbox shows them."""

    def __init__(self, folder: Path, *, sender: str) -> None:
        self._folder = folder
        self._sender = sender

    async def send(self, letter: Letter) -> bool:
        """Write the letter under its Message-ID; False, because it did not leave the house."""
        name = letter.message_id.strip("<>").partition("@")[0]
        mail = build_mail(letter, sender=self._sender)
        await asyncio.to_thread(self._write, f"{name}.eml", bytes(mail))
        return False

    def _write(self, name: str, content: bytes) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished = self._folder / f"{name}.part"
        unfinished.write_bytes(content)
        unfinished.replace(self._folder / name)


def build_mail(letter: Letter, *, sender: str) -> EmailMessage:
    """Build the message of a letter: text with an HTML alternative."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = sender
    mail["To"] = letter.to
    mail["Subject"] = letter.subject
    mail["Date"] = formatdate(localtime=False)
    mail["Message-ID"] = letter.message_id
    for name, value in letter.headers.items():
        mail[name] = value
    mail.set_content(letter.text)
    mail.add_alternative(letter.html, subtype="html")
    return mail
