"""Other packages that find links, telephone numbers and places or tell labels, each as it comes and without network."""

import tempfile
from collections import Counter
from collections.abc import Callable, Sequence

from nlp.fold import fold
from nlp.training.corpus import Message

Spans = list[tuple[int, int]]
Finder = Callable[[str], Spans]
Labeller = Callable[[Sequence[Message]], list[set[str]]]
SEED = 20261122
_STRENGTH = 8.0  # chosen by cross-validation on the corpus among 0.5, 1, 2, 4, 8, 16
_WORD = r"\w+"
_NEAR = 20  # letters the tokenizer may have skipped before a word


def urlextract_finder() -> Finder:
    """Find links by urlextract with the list of domains it was shipped with; it is never updated here."""
    import urlextract  # noqa: PLC0415 - for development only, and slow to import

    with tempfile.TemporaryDirectory() as folder:  # for its lock file
        extractor = urlextract.URLExtract(cache_dns=False, cache_dir=folder)
    return lambda text: [span for _, span in extractor.find_urls(text, get_indices=True)]


def linkify_finder() -> Finder:
    """Find links by linkify-it-py with all top-level domains, which finds more than its default."""
    from linkify_it import LinkifyIt  # noqa: PLC0415
    from linkify_it.tlds import TLDS  # noqa: PLC0415

    linkify = LinkifyIt(options={"fuzzy_email": False}).tlds(TLDS)
    return lambda text: [(one.index, one.last_index) for one in linkify.match(text) or [] if one.schema != "mailto:"]


def phone_finder() -> Finder:
    """Find telephone numbers by phonenumbers' matcher, as it comes, for Vietnam."""
    import phonenumbers  # noqa: PLC0415

    return lambda text: [(one.start, one.end) for one in phonenumbers.PhoneNumberMatcher(text, "VN")]


def place_finder() -> Finder:
    """Find places by underthesea's `ner`; names with only spaces and commas between are one place, as in our guideline."""
    from underthesea import ner  # noqa: PLC0415

    return lambda text: _join(text, _align(text, ner(text)))


def _align(text: str, words: Sequence[tuple[str, str, str, str]]) -> Spans:
    """Find the words again that are places: the tagger gives no offsets and writes some accents anew."""
    folded = fold(text)
    spans: Spans = []
    at = 0
    for word, _, _, tag in words:
        bare = fold(word).text
        found = folded.text.find(bare, at, at + len(bare) + _NEAR)
        if found < 0 or not bare:
            continue
        at = found + len(bare)
        if tag.endswith("LOC"):
            spans.append(folded.span(found, at))
    return spans


def _join(text: str, spans: Spans) -> Spans:
    joined: Spans = []
    for start, end in spans:
        if joined and not text[joined[-1][1] : start].strip(" ,"):
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


def svm_labeller(learnt: Sequence[Message]) -> Labeller:
    """Train scikit-learn's linear SVM, one a label, on TF-IDF of letters (2-4) and words (1-2)."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415
    from sklearn.multiclass import OneVsRestClassifier  # noqa: PLC0415
    from sklearn.pipeline import make_pipeline, make_union  # noqa: PLC0415
    from sklearn.preprocessing import MultiLabelBinarizer  # noqa: PLC0415
    from sklearn.svm import LinearSVC  # noqa: PLC0415

    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True)
    words = TfidfVectorizer(ngram_range=(1, 2), token_pattern=_WORD, sublinear_tf=True)
    model = make_pipeline(make_union(letters, words), OneVsRestClassifier(LinearSVC(C=_STRENGTH, random_state=SEED)))
    binarizer = MultiLabelBinarizer()
    model.fit([one.text for one in learnt], binarizer.fit_transform([one.labels for one in learnt]))
    return lambda messages: [
        set(labels) for labels in binarizer.inverse_transform(model.predict([one.text for one in messages]))
    ]


def majority_labeller(learnt: Sequence[Message]) -> Labeller:
    """Say the commonest label of every message."""
    commonest = Counter(label for one in learnt for label in one.labels).most_common(1)[0][0]
    return lambda messages: [{commonest} for _ in messages]
