"""The summary card: what was understood, to whom it will go, what sending means, at most one question."""

from collections.abc import Iterable

from intake import phrases
from intake.draft import Draft
from intake.masking import Covered, shorten_masked, waits_for_release
from intake.messages import Button, Reply
from intake.routing import RouteProposal
from intake.wording import say_province
from nlp.findings import Analysis
from nlp.labels import LABEL_TITLES
from nlp.places import province_name
from nlp.product_groups import PRODUCT_GROUP_TITLES

CONTACT_KINDS = ("phone", "bank_account", "url", "handle", "tracking")
MOST_QUESTIONS = 2
SHOWN_CONTACTS = 6


def choose_question(draft: Draft, analysis: Analysis, route: RouteProposal) -> str | None:
    """Choose what to ask now: only what would make the tip usable, nothing twice, two in all."""
    if len(draft.asked) >= MOST_QUESTIONS:
        return None
    knows_who = any(f.kind in (*CONTACT_KINDS, "seller") and f.role != "reporter" for f in analysis.findings)
    missing = {"who": not knows_who, "where": route.province_code is None and not analysis.provinces}
    return next((name for name, is_missing in missing.items() if is_missing and name not in draft.asked), None)


def summary_card(
    draft: Draft, covered: Covered, route: RouteProposal, *, channel_title: str, question: str | None
) -> Reply:
    """Build the card for the draft as it stands, covered; `draft.prompt` is the number its buttons carry."""
    recipient = phrases.DUTY_OFFICER if route.is_held or route.authority is None else route.authority.name
    lines = [
        phrases.CARD_TITLE if covered.analysis.labels else phrases.CARD_TITLE_UNCLEAR,
        *_understood(draft, covered.analysis),
        *_words(covered, route),
        "",
        _where_to(route),
        phrases.CARD_CLOSING.format(authority=recipient, channel=channel_title),
    ]
    if question:
        lines += ["", phrases.QUESTIONS[question]]
    return Reply(text="\n".join(lines), buttons=card_buttons(draft), is_card=True)


def card_buttons(draft: Draft) -> tuple[Button, ...]:
    """Give the card's buttons, bound to this card."""
    buttons: tuple[Button, ...] = (
        Button(phrases.BUTTON_SEND, f"send:{draft.prompt}"),
        Button(phrases.BUTTON_EDIT, f"edit:{draft.prompt}"),
        Button(phrases.BUTTON_DROP, f"drop:{draft.prompt}"),
    )
    if draft.text:
        buttons = (*buttons, Button(phrases.BUTTON_HIDE, f"hide:{draft.prompt}"))
    if len(draft.texts) > 1 and draft.texts[-1].startswith(phrases.CORRECTION.format(text="")):
        buttons = (*buttons, Button(phrases.BUTTON_REPLACE, f"replace:{draft.prompt}"))
    if draft.report_id:
        buttons = (*buttons, Button(phrases.BUTTON_ADD_TO_LAST, f"addlast:{draft.prompt}"))
    return buttons


def _understood(draft: Draft, analysis: Analysis) -> list[str]:
    lines = []
    if analysis.labels:
        acts = ", ".join(LABEL_TITLES[label.label].lower() for label in analysis.labels)
        lines.append(phrases.CARD_ACT.format(acts=acts))
    if analysis.product_group:
        lines.append(phrases.CARD_GOODS.format(group=PRODUCT_GROUP_TITLES[analysis.product_group].lower()))
    sellers = _distinct(f.text for f in analysis.findings if f.kind == "seller" and f.role != "reporter")
    if sellers:
        lines.append(phrases.CARD_SELLER.format(names=", ".join(sellers)))
    contacts = _distinct(f.text for f in analysis.findings if f.kind in CONTACT_KINDS and f.role != "reporter")
    if contacts:
        lines.append(phrases.CARD_CONTACTS.format(contacts=", ".join(contacts[:SHOWN_CONTACTS])))
    places = _distinct(_place(p.code, p.former_name) for p in analysis.provinces if p.role != "reporter")
    if places:
        lines.append(phrases.CARD_PLACE.format(place=", ".join(places)))
    if draft.file_ids:
        lines.append(phrases.CARD_FILES.format(count=len(draft.file_ids)))
    return lines


def _words(covered: Covered, route: RouteProposal) -> list[str]:
    """Show what an authority may read of the words, and when."""
    if not covered.text:
        return []
    lines = [phrases.CARD_TEXT.format(text=shorten_masked(covered.text))]
    if waits_for_release(labels=[label.label for label in covered.analysis.labels], urgency=covered.analysis.urgency):
        is_held = route.is_held or route.authority is None
        lines.append(phrases.CARD_TEXT_WAITS_ALL if is_held else phrases.CARD_TEXT_WAITS)
    return lines


def _place(code: str, former_name: str | None) -> str:
    return f"{former_name} cũ, nay là {say_province(code)}" if former_name else province_name(code)


def _where_to(route: RouteProposal) -> str:
    if route.is_held or route.authority is None:
        return phrases.CARD_HELD.format(held_reason=route.held_reason)
    return phrases.CARD_ROUTE.format(authority=route.authority.name, reason=route.reason)


def _distinct(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))
