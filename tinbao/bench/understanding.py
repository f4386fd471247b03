"""How well and how fast texts are understood: the goals of issue 4, and what peers reach on the same texts in the same run."""

import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from nlp.analysis import analyze
from nlp.findings import Finding, Kind
from nlp.training.corpus import Message, read_claims, read_corpus
from nlp.training.score_analysis import Case, entity_tally, labels_micro, print_table, read_cases
from nlp.training.score_masking import score
from nlp.training.scores import Tally
from tinbao.bench.analysis_speed import LONGEST, measure_speed
from tinbao.bench.peers import (
    SEED,
    Finder,
    Labeller,
    linkify_finder,
    majority_labeller,
    phone_finder,
    place_finder,
    svm_labeller,
    urlextract_finder,
)

COMMAND = "tinbao bench understanding"
DATA = Path(__file__).parents[2] / "tests" / "nlp" / "data"
HELD_OUT = DATA / "held_out.jsonl"
HELD_OUT_SELF = DATA / "self_identification_held_out.jsonl"
ROUNDS = 3
SAMPLE = 200  # texts for underthesea, which is slow
LEAST_RATE, MOST_P99_MS, MOST_MB, MOST_LOAD_SECONDS, LEAST_RATIO = 2_000.0, 3.0, 300.0, 0.5, 10.0
MOST_LONGEST_MS = 50.0
LEAST_SELF_RECALL, LEAST_OBFUSCATED = 0.95, 0.92
_OBFUSCATED = "obf"


def run() -> int:
    """Measure and print."""
    corpus = read_corpus()
    print_speed([one.text for one in corpus], sample=SAMPLE, rounds=ROUNDS)
    print_goals(HELD_OUT, learnt=[*corpus, *read_claims()])
    return 0


def print_speed(texts: Sequence[str], *, sample: int, rounds: int) -> None:
    """Print how fast the texts are read, alone and beside underthesea, which reads only a sample of them."""
    print(f"understanding: `{COMMAND}`, processor time of one core, medians of {rounds} rounds")
    for line in _speed_lines(texts, rounds=rounds):
        print(f"  {line}")
    for line in _ratio_lines(texts, sample=sample, rounds=rounds):
        print(f"  {line}")


def print_goals(held_out: Path, *, learnt: Sequence[Message]) -> None:
    """Print the goals on held-out messages, then what peers reach, which learn from the messages ours learnt from."""
    if not held_out.exists():
        print(f"goals not measured: {held_out} is not here (it comes with a checkout, not with the package)")
        return
    cases = read_cases(held_out)
    print(f"goals: `{COMMAND}`, {held_out.name}, {len(cases)} messages, with 95 % bootstrap intervals")
    print_table(cases)
    print(_self_line())
    print(f"peers on the same {len(cases)} messages, counted by the same rules (precision, recall)")
    for line in _peer_lines(cases, learnt):
        print(f"  {line}")


def _speed_lines(texts: Sequence[str], *, rounds: int) -> Iterator[str]:
    speed = measure_speed(texts, rounds=rounds)
    rate = statistics.median(speed.rates)
    p50, p99 = statistics.median(speed.text_ms), _share(sorted(speed.text_ms), 0.99)
    letters = statistics.mean(map(len, texts))
    yield _line("full analysis", rate, "messages/s", _goal(LEAST_RATE, reached=rate >= LEAST_RATE))
    yield f"    {len(texts)} texts of the corpus, {letters:.0f} characters on average, alone in one process"
    yield _line("  p50", p50, "ms", "")
    yield _line("  p99", p99, "ms", _goal(MOST_P99_MS, reached=p99 <= MOST_P99_MS))
    yield _line(
        f"  {LONGEST} characters",
        speed.longest_ms,
        "ms",
        _goal(MOST_LONGEST_MS, reached=speed.longest_ms < MOST_LONGEST_MS),
    )
    peak = (
        f"{_goal(MOST_MB, reached=speed.peak_mb <= MOST_MB)} (RSS at its peak; {speed.resident_mb:.0f} MB in the end)"
    )
    yield _line("  memory", speed.peak_mb, "MB", peak)
    load = _goal(MOST_LOAD_SECONDS, reached=speed.load_seconds < MOST_LOAD_SECONDS)
    yield _line("  loading", speed.load_seconds, "s", f"{load} (import and first answer)")


def _ratio_lines(texts: Sequence[str], *, sample: int, rounds: int) -> Iterator[str]:
    """Time both in turn, in this process, on the same texts."""
    try:
        from underthesea import ner, word_tokenize  # noqa: PLC0415 - slow to import
    except ModuleNotFoundError as missing:
        yield _missing("underthesea", missing)
        return

    def theirs(text: str) -> None:
        word_tokenize(text)
        ner(text)

    chosen = random.Random(SEED).sample(list(texts), min(sample, len(texts)))  # noqa: S311 - the same every time
    for warm in (analyze, theirs):
        warm(chosen[0])
    times = [(_seconds(analyze, chosen), _seconds(theirs, chosen)) for _ in range(rounds)]
    ours, other = (statistics.median(len(chosen) / one for one in each) for each in zip(*times, strict=True))
    said = f"word_tokenize + ner, {len(chosen)} sampled texts, on which ours reads {ours:.0f}"
    yield _line("underthesea", other, "messages/s", f"({said})")
    yield _line("  ours / underthesea", ours / other, "times", _goal(LEAST_RATIO, reached=ours / other >= LEAST_RATIO))


def _seconds(read: Callable[[str], object], texts: Sequence[str]) -> float:
    started = time.process_time()
    for text in texts:
        read(text)
    return time.process_time() - started


def _self_line() -> str:
    """Score what must be masked; its messages are a file of their own."""
    with HELD_OUT_SELF.open(encoding="utf-8") as lines:
        total = score(lines)
    there, found = total.wanted["all"], total.found["all"]
    recall = found / there
    goal = _goal(LEAST_SELF_RECALL, reached=recall >= LEAST_SELF_RECALL)
    return f"{'self-identifying recall':26}{recall:7.3f}  {goal} ({HELD_OUT_SELF.name}, {there} spans)"


def _peer_lines(cases: Sequence[Case], learnt: Sequence[Message]) -> Iterator[str]:
    hidden = [case for case in cases if _OBFUSCATED in case.message.style]
    links = (("urlextract", urlextract_finder), ("linkify-it-py", linkify_finder))
    phones, places = (("phonenumbers", phone_finder),), (("underthesea ner", place_finder),)
    yield from _found_lines("url exact F1", cases, "url", links)
    yield from _found_lines(f"url exact F1, obfuscated, goal {LEAST_OBFUSCATED}", hidden, "url", links)
    yield from _found_lines("phone exact F1", cases, "phone", phones)
    yield from _found_lines(f"phone exact F1, obfuscated, goal {LEAST_OBFUSCATED}", hidden, "phone", phones)
    yield from _found_lines("place overlap F1", cases, "place", places, exact=False)
    yield f"labels micro-F1 ({len(learnt)} messages to learn from)"
    yield _scored("ours", labels_micro(cases))
    for name, build in (("scikit-learn SVM", svm_labeller), ("majority label", majority_labeller)):
        yield _label_line(name, build, cases, learnt)


def _found_lines(
    title: str,
    cases: Sequence[Case],
    kind: Kind,
    peers: Sequence[tuple[str, Callable[[], Finder]]],
    *,
    exact: bool = True,
) -> Iterator[str]:
    """Give ours and each peer's F1 of one kind."""
    ours = entity_tally(cases, kind, exact=exact)
    yield f"{title} ({ours.right + ours.missed} there)"
    yield _tallied("ours", ours)
    for name, build in peers:
        try:
            find = build()
        except ModuleNotFoundError as missing:
            yield _missing(name, missing)
            continue
        theirs = [_answered(case, kind, find) for case in cases]
        yield _tallied(name, entity_tally(theirs, kind, exact=exact))


def _answered(case: Case, kind: Kind, find: Finder) -> Case:
    """Put what a peer finds in the place of ours."""
    text = case.message.text
    found = [
        Finding(kind=kind, start=start, end=end, text=text[start:end], value=None, role="unknown", score=1.0, reason="")
        for start, end in find(text)
    ]
    return case._replace(analysis=replace(case.analysis, findings=tuple(found)))


def _label_line(
    name: str, build: Callable[[Sequence[Message]], Labeller], cases: Sequence[Case], learnt: Sequence[Message]
) -> str:
    try:
        tell = build(learnt)
    except ModuleNotFoundError as missing:
        return _missing(name, missing)
    total = Tally()
    messages = [case.message for case in cases]
    for said, message in zip(tell(messages), messages, strict=True):
        total.add(len(said & set(message.labels)), len(said), len(message.labels))
    return _tallied(name, total)


def _tallied(name: str, tally: Tally) -> str:
    return f"{_scored(name, tally.f1)}  ({tally.precision:.3f}, {tally.recall:.3f})"


def _scored(name: str, value: float) -> str:
    return f"  {name:22}{value:7.3f}"


def _missing(name: str, missing: ModuleNotFoundError) -> str:
    return f"  {name:22}not measured: {missing.name} is not installed (`make bench` installs it)"


def _line(name: str, value: float, unit: str, said: str) -> str:
    return f"{name:22}{value:9.2f} {unit:10} {said}".rstrip()


def _goal(goal: float, *, reached: bool) -> str:
    return f"goal {goal:g} {'reached' if reached else 'missed'}"


def _share(ordered: Sequence[float], share: float) -> float:
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]
