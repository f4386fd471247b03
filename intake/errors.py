"""What can go wrong in the rules, each with its facts; doors translate.

IntakeError
+- CaseNotFoundError          missing, or not for this officer: the same to whoever asks
+- ReferralNotFoundError      unknown, recalled or expired link
+- CaseMoveError              the case's status does not allow this
+- AuthorityUnknownError      no authority of this code today
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
