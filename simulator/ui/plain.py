"""Words of people on the page: shown as they are, never taken for markup."""

from __future__ import annotations

import re

_PUNCTUATION = re.compile(r"([!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~])")


def plain(text: str) -> str:
    """The text with every mark that Markdown might read escaped, on one line: no links, no images, no formulas."""
    return _PUNCTUATION.sub(r"\\\1", " ".join(text.split()))


def quoted(text: str) -> str:
    """The text as a quotation."""
    return f"“{plain(text)}”"


def unbroken(text: str) -> str:
    """A moment such as “at 1:18”, never split between two lines."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")
