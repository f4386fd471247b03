"""What can go wrong in the rules, each with its facts; doors translate.

IntakeError
+- CaseNotFoundError          missing, or not for this officer: the same to whoever asks
+- ReferralNotFoundError      unknown, recalled or expired link
+- RevealNotFoundError        no such request to see an identity, or not for this officer
+- RevealBarredError          whoever asks or decides is too new to it
+- CaseMoveError              the case's status does not allow this
+- AuthorityUnknownError      no authority of this code today
+- AuthorityWalledError       the case is about this authority
+- WordsNotFoundError         words to be covered stand in no text
+- ReportGoneError            the report was withdrawn or erased
"""

from uuid import UUID


class IntakeError(Exception):
    """Anything the rules refuse."""


class CaseNotFoundError(IntakeError):
    """There is no such case for whoever asks."""

    def __init__(self, case_id: UUID) -> None:
        """Keep the id asked for."""
        super().__init__(f"no case {case_id} here")
        self.case_id = case_id


class ReferralNotFoundError(IntakeError):
    """The link opens nothing (any more)."""


class RevealNotFoundError(IntakeError):
    """There is no such request to see an identity for whoever asks."""

    def __init__(self, reveal_id: UUID) -> None:
        """Keep the id asked for."""
        super().__init__(f"no reveal {reveal_id} here")
        self.reveal_id = reveal_id


class RevealBarredError(IntakeError):
    """Somebody with the right to ask or decide may not use it just now."""

    def __init__(self, why: str) -> None:
        """Keep why: see `intake.reveal_checks.Bar`."""
        super().__init__(f"barred from seeing identities: {why}")
        self.why = why


class CaseMoveError(IntakeError):
    """The status of the case does not allow this move."""

    def __init__(self, *, from_status: str, to_status: str) -> None:
        """Keep both ends of the move."""
        super().__init__(f"a case that is {from_status} cannot become {to_status}")
        self.from_status = from_status
        self.to_status = to_status


class AuthorityUnknownError(IntakeError):
    """No authority has this code today."""

    def __init__(self, code: str) -> None:
        """Keep the code."""
        super().__init__(f"no authority {code} today")
        self.code = code


class AuthorityWalledError(IntakeError):
    """The case is about this authority, which must not learn of it."""

    def __init__(self, code: str) -> None:
        """Keep the code."""
        super().__init__(f"a wall stands between the case and {code}")
        self.code = code


class WordsNotFoundError(IntakeError):
    """Words to be covered stand in no text of the case."""

    def __init__(self, words: str) -> None:
        """Keep the words, for the officer who typed them; the sentence may reach a log."""
        super().__init__("words to cover were not found")
        self.words = words


class ReportGoneError(IntakeError):
    """The report was withdrawn or erased: there is nothing left to say about it."""
