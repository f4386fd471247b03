"""Routing: what is alleged and where decide who gets a tip, or that an officer looks first; always with a reason."""

from typing import Any

import pytest

from intake import phrases
from intake.routing import COMPETENCE, AuthorityEntry, RouteProposal, propose_route
from nlp.labels import LABELS
from storage.queries.authorities import read_seed
from tests.intake.given import analysis, mention

AUTHORITIES = {
    row.code: AuthorityEntry(code=row.code, agency_type=row.agency_type, name=row.name) for row in read_seed()
}
DA_NANG, HUE = mention("48"), mention("46")


def propose(*labels: str, places: tuple[str, ...] = ("48",), score: float = 0.9, **values: Any) -> RouteProposal:
    understood = analysis(
        labels=[(label, score) for label in labels],
        provinces=[mention(code) for code in places],
        **values,
    )
    return propose_route(understood, AUTHORITIES)


BY_LABEL = [
    ("counterfeit", {}, "QLTT-48", "389-TW"),
    ("ip_infringement", {}, "QLTT-48", "389-TW"),
    ("unknown_origin", {}, "QLTT-48", "389-TW"),
    ("misleading", {}, "QLTT-48", "389-TW"),
    ("smuggled", {}, "QLTT-48", "389-TW"),
    ("substandard", {}, "QLTT-48", "389-TW"),
    ("substandard", {"product_group": "food"}, "YT-48", "389-TW"),
    ("substandard", {"product_group": "electronics"}, "QLTT-48", "389-TW"),
    ("prohibited", {}, "QLTT-48", "389-TW"),
    ("prohibited", {"circumstances": ["explosive"]}, "CA-48", "A05"),
    ("prohibited", {"circumstances": ["prescription_medicine"]}, "YT-48", "389-TW"),
    ("scam", {}, "CA-48", "A05"),
    ("privacy", {}, "CA-48", "A05"),
    ("tax_evasion", {}, "THUE-48", "389-TW"),
    ("delivery_dispute", {}, "SCT-48", "UBCTQG"),
    ("unregistered_site", {}, "TMDT", "TMDT"),
]


@pytest.mark.parametrize(("label", "values", "in_province", "without_place"), BY_LABEL)
def test_the_table_names_the_competent_authority(
    label: str, values: dict[str, Any], in_province: str, without_place: str
) -> None:
    for places, code in ((("48",), in_province), ((), without_place)):
        proposal = propose(label, places=places, **values)
        assert proposal.authority == AUTHORITIES[code]
        assert proposal.held_reason is None
        assert not proposal.is_held
        assert proposal.province_code == (places[0] if places else None)


def test_every_label_has_its_row_and_no_row_a_label_of_its_own() -> None:
    assert {row.label for row in COMPETENCE} == set(LABELS)
    assert {row.label for row in COMPETENCE if not row.circumstances and not row.groups} == set(LABELS)
    assert {label for label, *_ in BY_LABEL} == set(LABELS) - {"official_misconduct"}


def test_every_agency_type_of_the_table_has_a_title() -> None:
    assert {row.agency_type for row in COMPETENCE} <= set(phrases.AGENCY_TYPES)


def test_misconduct_of_officials_is_always_held_for_the_national_board() -> None:
    proposal = propose("scam", "official_misconduct")
    assert proposal.authority == AUTHORITIES["389-TW"]
    assert proposal.held_reason == phrases.HELD_MISCONDUCT


def test_danger_goes_to_the_police_whatever_else_is_alleged() -> None:
    proposal = propose("counterfeit", "prohibited", circumstances=["weapon"])
    assert proposal.authority == AUTHORITIES["CA-48"]


def test_the_surest_label_decides() -> None:
    understood = analysis(labels=[("counterfeit", 0.6), ("scam", 0.8)], provinces=[DA_NANG])
    assert propose_route(understood, AUTHORITIES).authority == AUTHORITIES["CA-48"]


def test_a_circumstance_is_a_tie_breaker() -> None:
    understood = analysis(
        labels=[("counterfeit", 0.8), ("prohibited", 0.8)], provinces=[DA_NANG], circumstances=["prescription_medicine"]
    )
    assert propose_route(understood, AUTHORITIES).authority == AUTHORITIES["YT-48"]


def test_an_unsure_label_is_held() -> None:
    assert propose("counterfeit", score=0.4).held_reason == phrases.HELD_UNSURE


def test_no_label_is_held() -> None:
    proposal = propose()
    assert proposal.held_reason == phrases.HELD_NO_LABEL
    assert proposal.reason.startswith("chưa rõ việc được báo")


def test_customs_without_a_body_in_the_registry_are_held_for_an_officer_to_choose() -> None:
    proposal = propose("smuggled", circumstances=["border_gate"])
    assert proposal.authority is None
    assert proposal.held_reason == phrases.HELD_NO_AUTHORITY.format(type="Hải quan")


def test_several_places_are_held_and_none_is_guessed() -> None:
    proposal = propose("counterfeit", places=("48", "46"))
    assert proposal.province_code is None
    assert proposal.held_reason is not None
    assert "Đà Nẵng" in proposal.held_reason
    assert "Huế" in proposal.held_reason


def test_the_same_province_named_twice_is_one_place() -> None:
    proposal = propose("counterfeit", places=("48", "48"))
    assert (proposal.authority, proposal.held_reason) == (AUTHORITIES["QLTT-48"], None)


def test_a_province_of_before_the_merger_is_said_in_the_reason() -> None:
    understood = analysis(labels=[("counterfeit", 0.9)], provinces=[mention("79", former_name="Bình Dương")])
    proposal = propose_route(understood, AUTHORITIES)
    assert proposal.authority == AUTHORITIES["QLTT-79"]
    assert "nơi bán ở Bình Dương cũ, nay thuộc" in proposal.reason


def test_the_sellers_place_goes_before_the_reporters() -> None:
    understood = analysis(labels=[("counterfeit", 0.9)], provinces=[mention("46", "reporter"), DA_NANG])
    assert propose_route(understood, AUTHORITIES).province_code == "48"


@pytest.mark.parametrize("role", ["reporter", "victim"])
def test_the_reporters_place_serves_if_nothing_else_is_known_and_says_so(role: str) -> None:
    understood = analysis(labels=[("counterfeit", 0.9)], provinces=[mention("46", role)])  # type: ignore[arg-type]
    proposal = propose_route(understood, AUTHORITIES)
    assert proposal.authority == AUTHORITIES["QLTT-46"]
    assert "chưa rõ nơi bán, lấy theo nơi nhận hàng" in proposal.reason


@pytest.mark.parametrize(
    "places", [(mention("46", "reporter"), mention("48", "victim")), (mention("46", "third_party"),)]
)
def test_places_that_say_nothing_sure_leave_it_to_the_national_board(places: tuple[object, ...]) -> None:
    understood = analysis(labels=[("counterfeit", 0.9)], provinces=places)  # type: ignore[arg-type]
    proposal = propose_route(understood, AUTHORITIES)
    assert proposal.authority == AUTHORITIES["389-TW"]
    assert proposal.province_code is None
    assert phrases.PLACE_UNKNOWN in proposal.reason


@pytest.mark.parametrize(
    "code", sorted({row.code.partition("-")[2] for row in read_seed() if row.agency_type == "QLTT"})
)
def test_every_province_has_every_body_routing_may_name(code: str) -> None:
    for agency_type in ("QLTT", "CA", "SCT", "THUE", "YT"):
        assert f"{agency_type}-{code}" in AUTHORITIES
