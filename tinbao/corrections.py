"""The commands `tinbao corrections export` and `tinbao corrections report`."""

import sys

from intake.corpus_lines import write_corpus_lines
from intake.correction_counts import VersionCounts, count_corrections
from nlp.labels import LABELS
from tinbao.app import build_house
from tinbao.settings import load_settings


def export() -> int:
    """Print officers' corrections as lines of the training corpus; what was left out is said on standard error."""
    house = build_house(load_settings(), opens_identities=False)
    try:
        with house.ledger.open() as unit:
            written = write_corpus_lines(unit.session)
            unit.audit("corrections_exported", actor="operator", count=len(written.lines))
    finally:
        house.close()
    sys.stdout.writelines(f"{line}\n" for line in written.lines)
    sys.stderr.write(
        f"{len(written.lines)} corrected reports written, {written.left_out} left out "
        "(withdrawn, erased, without words, or waiting for release)\n"
    )
    return 0


def report() -> int:
    """Print how often officers kept, added and removed each label, by version of the analysis."""
    house = build_house(load_settings(), opens_identities=False)
    try:
        with house.database.read() as session:
            counts = count_corrections(session)
    finally:
        house.close()
    said = [_say(version, one) for version, one in counts.items()] or ["no report was corrected yet\n"]
    sys.stdout.writelines(said)
    return 0


def _say(version: str, counts: VersionCounts) -> str:
    lines = [f"{version}: {counts.reports} reports looked at", f"  {'label':20}{'kept':>7}{'added':>7}{'removed':>9}"]
    for label in LABELS:
        kept, added, removed = counts.kept[label], counts.added[label], counts.removed[label]
        if kept or added or removed:
            lines.append(f"  {label:20}{kept:>7}{added:>7}{removed:>9}")
    lines += [f"  {name} changed in {counts.changed[name]}" for name in ("product group", "urgency", "circumstances")]
    return "\n".join([*lines, ""])
