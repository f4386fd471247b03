"""Finds banks and gives their VietQR code."""

import re

from nlp.findings import Finding
from nlp.fold import Folded

# Codes of the VietQR list (vietnam-qr-pay, MIT; api.vietqr.io), names as people type them. ICB is VietinBank, VBA
# Agribank. Only names that mean nothing else; short ones that do are in _SHORT.
_NAMES: dict[str, str] = {
    "VCB": "vietcombank|vietcom bank|vietcom|ngoai thuong|vcb",
    "TCB": "techcombank|techcom bank|techcom|tcb|ky thuong",
    "MB": "mbbank|mb bank|ngan hang quan doi|nh quan doi",
    "ACB": "acb|ngan hang a chau",
    "BIDV": "bidv|dau tu va phat trien",
    "ICB": "vietinbank|viettinbank|vietin bank|vietin|ngan hang cong thuong",
    "VBA": "agribank|agri bank|nong nghiep va phat trien nong thon",
    "TPB": "tpbank|tp bank|tien phong bank|tpb",
    "VPB": "vpbank|vp bank|vpb",
    "STB": "sacombank|sacom bank|sacom|stb",
    "VIB": "vib bank|vibbank|ngan hang quoc te|vib",
    "SHB": "shb",
    "HDB": "hdbank|hd bank",
    "MSB": "msb|maritime bank|ngan hang hang hai",
    "OCB": "ocb|ngan hang phuong dong",
    "EIB": "eximbank",
    "SEAB": "seabank|sea bank",
    "LPB": "lpbank|lienvietpostbank|lien viet post bank",
    "ABB": "abbank|ab bank",
    "NAB": "nam a bank|namabank",
    "NCB": "ncb bank|ngan hang quoc dan",
    "SCB": "scb",
    "SGICB": "saigonbank",
    "PVCB": "pvcombank",
    "KLB": "kienlongbank",
    "BVB": "bvbank|ban viet bank",
    "VAB": "vietabank",
    "VIETBANK": "vietbank",
    "BAB": "bac a bank",
    "SHBVN": "shinhan bank|shinhan",
    "CAKE": "cake by vpbank|ngan hang cake",
    "TIMO": "timo bank|ngan hang timo",
    "MOMO": "momo",
}
# Two letters, or letters that mean something else: only beside a word for bank or account.
_SHORT = {"mb": "MB", "vp": "VPB", "vtb": "ICB", "ctg": "ICB", "agri": "VBA", "hdb": "HDB", "eib": "EIB", "ncb": "NCB"}

_CODES = {name: code for code, names in _NAMES.items() for name in names.split("|")}
_LONGEST_FIRST = "|".join(sorted(_CODES, key=len, reverse=True))
_SHORTS = "|".join(_SHORT)
BANK_WORDS = re.compile(rf"(?<![a-z0-9])(?:{_LONGEST_FIRST}|ngan hang|nh {_SHORTS}|mb)(?![a-z0-9])")
_BANK = re.compile(
    rf"(?<![a-z0-9])(?:(?P<name>{_LONGEST_FIRST})|(?<=nh )(?P<a>{_SHORTS})|(?<=ngan hang )(?P<b>{_SHORTS})"
    rf"|(?P<c>{_SHORTS})(?=[ :]{{1,3}}[0-9]{{6}})|(?<=[0-9]{{6}} )(?P<d>{_SHORTS}))(?![a-z0-9])"
)


def find_banks(folded: Folded) -> list[Finding]:
    """Find banks; the value is the VietQR code."""
    return [_finding(folded, found) for found in _BANK.finditer(folded.text)]


def _finding(folded: Folded, found: re.Match[str]) -> Finding:
    start, end = folded.span(*found.span())
    name = found.group()
    return Finding(
        kind="bank",
        start=start,
        end=end,
        text=folded.original[start:end],
        value=_CODES.get(name) or _SHORT[name],
        role="unknown",
        score=0.9 if found["name"] else 0.7,
        reason="tên ngân hàng",
    )
