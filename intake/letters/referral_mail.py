"""The mail that tells an authority of a referral: the contract's `summary`, no text of the reporter."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from intake.ports import Letter
from intake.referral_view import ReferralView
from intake.wording import say_time

_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    trim_blocks=False,
)


def write_referral_mail(view: ReferralView, *, to: str, link: str, message_id: str) -> Letter:
    """Write the letter; the subject says number and urgency only, because subjects show on locked screens.

    About officials it says the number and that there is something to log in for: no act, no product, no place.
    """
    subject = "Có tin cần xem" if view.is_sensitive else f"Tin báo của người dân ({view.urgency.lower()})"
    values = {"view": view, "link": link, "due": say_time(view.due_at)}
    return Letter(
        to=to,
        subject=f"[{view.case_number}] {subject}",
        text=_templates.get_template("referral.txt").render(values),
        html=_templates.get_template("referral.html").render(values),
        message_id=message_id,
        headers={"X-Tinbao-Case": view.case_number},
    )
