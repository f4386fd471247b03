"""The endings of hosts are those of the public suffix list."""

import tldextract

from nlp.recognizers.web_hosts import _TOP_LEVELS


def test_top_levels_are_those_of_the_public_suffix_list() -> None:
    suffixes = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None).tlds

    assert {one for one in suffixes if "." not in one and one.isascii()} == _TOP_LEVELS
