"""To which authority a tip goes and why: one table of competence, the province named, the fallbacks."""

from collections.abc import Mapping
from dataclasses import dataclass

from intake import phrases
from intake.wording import say_province
from nlp.findings import Analysis, ProvinceMention, ScoredLabel
from nlp.labels import LABEL_TITLES

TABLES_VERSION = "2026-11-22"
SURE_ENOUGH = 0.5

POLICE_DANGERS = frozenset({"explosive", "weapon", "narcotic", "forged_papers"})
BORDER_CROSSINGS = frozenset({"border_gate", "border_trail", "airport", "seaport", "international_parcel"})
HEALTH_GROUPS = frozenset({"mother_baby", "supplement", "medicine", "cosmetics", "food"})


@dataclass(frozen=True, slots=True)
class Competence:
    """One row: who is first competent for a label, if one of these circumstances or product groups is there."""

    label: str
    agency_type: str
    circumstances: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()


# domain/authorities.md section 2 and domain/taxonomy.md section 1; the first row that fits decides.
COMPETENCE = (
    Competence("official_misconduct", "389"),
    Competence("prohibited", "CA", circumstances=POLICE_DANGERS),
    Competence("prohibited", "YT", circumstances=frozenset({"prescription_medicine"})),
    Competence("prohibited", "QLTT"),
    Competence("scam", "CA"),
    Competence("privacy", "CA"),
    Competence("smuggled", "HQ", circumstances=BORDER_CROSSINGS),
    Competence("smuggled", "QLTT"),
    Competence("counterfeit", "QLTT"),
    Competence("ip_infringement", "QLTT"),
    Competence("unknown_origin", "QLTT"),
    Competence("substandard", "YT", groups=HEALTH_GROUPS),
    Competence("substandard", "QLTT"),
    Competence("misleading", "QLTT"),
    Competence("unregistered_site", "TMDT"),
    Competence("tax_evasion", "THUE"),
    Competence("delivery_dispute", "SCT"),
)

# Without a province: the body that answers for the whole country (domain/authorities.md section 2, last rows).
NATIONAL: Mapping[str, str] = {"CA": "A05", "SCT": "UBCTQG", "TMDT": "TMDT"}
NATIONAL_FALLBACK = "389-TW"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityEntry:
    """An authority of today, as routing sees it."""

    code: str
    agency_type: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteProposal:
    """Where a tip would go; `held_reason` says why an officer looks first. Reasons are in Vietnamese."""

    authority: AuthorityEntry | None
    province_code: str | None
    reason: str
    held_reason: str | None
    tables_version: str = TABLES_VERSION

    @property
    def is_held(self) -> bool:
        """Whether an officer decides before anything is sent."""
        return self.held_reason is not None


def propose_route(analysis: Analysis, authorities: Mapping[str, AuthorityEntry]) -> RouteProposal:
    """Propose the competent authority among those of today; never guesses a province."""
    province, place_reason, place_doubt = _choose_province(analysis.provinces)
    competence, label = _choose_competence(analysis)
    code = _authority_code(competence, province)
    authority = authorities.get(code)
    doubt: str | None
    if label is None:
        reason, doubt = phrases.ROUTE_REASON_UNCLEAR.format(place=place_reason), phrases.HELD_NO_LABEL
    else:
        act = LABEL_TITLES[label.label].lower()
        reason, doubt = phrases.ROUTE_REASON.format(act=act, place=place_reason), _doubt_about(label)
    if authority is None:
        doubt = doubt or phrases.HELD_NO_AUTHORITY.format(type=phrases.AGENCY_TYPES[competence.agency_type])
    return RouteProposal(
        authority=authority,
        province_code=province,
        reason=reason,
        held_reason=place_doubt or doubt,
    )


def _choose_province(mentions: tuple[ProvinceMention, ...]) -> tuple[str | None, str, str | None]:
    """Return (code, reason, doubt): the seller's place first, the reporter's own only if nothing else is said."""
    at_seller = [m for m in mentions if m.role in {"seller", "unknown"}]
    codes = {m.code for m in at_seller}
    if len(codes) > 1:
        names = ", ".join(sorted(say_province(code) for code in codes))
        return None, phrases.PLACE_SEVERAL.format(names=names), phrases.HELD_SEVERAL_PLACES.format(names=names)
    if at_seller:
        return at_seller[0].code, _place_reason(at_seller[0]), None
    own = {m.code for m in mentions if m.role in {"reporter", "victim"}}
    if len(own) == 1:
        code = own.pop()
        return code, phrases.PLACE_OF_REPORTER.format(name=say_province(code)), None
    return None, phrases.PLACE_UNKNOWN, None


def _place_reason(mention: ProvinceMention) -> str:
    if mention.former_name:
        return phrases.PLACE_FORMER.format(old=mention.former_name, name=say_province(mention.code))
    return phrases.PLACE_NAMED.format(name=say_province(mention.code))


def _choose_competence(analysis: Analysis) -> tuple[Competence, ScoredLabel | None]:
    scores = {label.label: label for label in analysis.labels}
    fitting = [row for row in COMPETENCE if row.label in scores and _fits(row, analysis)]
    urgent = [row for row in fitting if row.agency_type == "389" or row.circumstances & POLICE_DANGERS]
    if urgent:
        return urgent[0], scores[urgent[0].label]
    if fitting:
        best = max(fitting, key=lambda row: (scores[row.label].score, bool(row.circumstances or row.groups)))
        return best, scores[best.label]
    return Competence("none", "QLTT"), None


def _fits(row: Competence, analysis: Analysis) -> bool:
    found = {c.id for c in analysis.circumstances}
    return (not row.circumstances or bool(row.circumstances & found)) and (
        not row.groups or analysis.product_group in row.groups
    )


def _authority_code(competence: Competence, province: str | None) -> str:
    if competence.agency_type == "389":
        return NATIONAL_FALLBACK
    if province is None or competence.agency_type == "TMDT":
        return NATIONAL.get(competence.agency_type, NATIONAL_FALLBACK)
    return f"{competence.agency_type}-{province}"


def _doubt_about(label: ScoredLabel) -> str | None:
    if label.label == "official_misconduct":
        return phrases.HELD_MISCONDUCT
    return phrases.HELD_UNSURE if label.score < SURE_ENOUGH else None
