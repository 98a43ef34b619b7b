"""How a name might sound, in the phones of the CMU dictionary: a rough guess, better than not knowing the name at all."""

from __future__ import annotations

_RULES: tuple[tuple[str, str], ...] = (
    ("tch", "CH"), ("sch", "SH"), ("igh", "AY"), ("eau", "OW"), ("que", "K"), ("ough", "OW"),
    ("sh", "SH"), ("ch", "CH"), ("th", "TH"), ("ph", "F"), ("ck", "K"), ("ng", "NG"), ("qu", "K W"), ("wh", "W"),
    ("kn", "N"), ("wr", "R"), ("gh", "G"), ("zh", "ZH"), ("ee", "IY"), ("ea", "IY"), ("ie", "IY"), ("oo", "UW"),
    ("ou", "AW"), ("ow", "OW"), ("oa", "OW"), ("oi", "OY"), ("oy", "OY"), ("ai", "EY"), ("ay", "EY"), ("ei", "AY"),
    ("ey", "IY"), ("au", "AO"), ("aw", "AO"), ("ue", "UW"), ("ar", "AA R"), ("er", "ER"), ("ir", "ER"), ("ur", "ER"),
    ("or", "AO R"), ("ce", "S EH"), ("ci", "S IH"), ("ge", "JH EH"), ("aa", "AA"), ("bb", "B"), ("dd", "D"), ("ff", "F"),
    ("gg", "G"), ("ll", "L"), ("mm", "M"), ("nn", "N"), ("pp", "P"), ("rr", "R"), ("ss", "S"), ("tt", "T"), ("zz", "Z"),
    ("a", "AA"), ("b", "B"), ("c", "K"), ("d", "D"), ("e", "EH"), ("f", "F"), ("g", "G"), ("h", "HH"), ("i", "IY"),
    ("j", "JH"), ("k", "K"), ("l", "L"), ("m", "M"), ("n", "N"), ("o", "OW"), ("p", "P"), ("q", "K"), ("r", "R"),
    ("s", "S"), ("t", "T"), ("u", "UW"), ("v", "V"), ("w", "W"), ("x", "K S"), ("y", "IY"), ("z", "Z"),
)  # fmt: skip
_BY_LENGTH = {size: {letters: phones for letters, phones in _RULES if len(letters) == size} for size in (4, 3, 2, 1)}


def guess_phones(word: str) -> str:
    """Phones for a word of plain letters, such as `S OW L HH EH IY M`; empty when there is nothing to say."""
    letters = "".join(one for one in word.lower() if one.isascii() and one.isalpha())
    phones: list[str] = []
    at = 0
    while at < len(letters):
        for size, rules in _BY_LENGTH.items():
            found = rules.get(letters[at : at + size])
            if found:
                phones.append(found)
                at += size
                break
    if len(letters) > 3 and letters.endswith("e") and phones[-1:] == ["EH"]:
        phones.pop()  # a final e is silent more often than not
    return " ".join(phones)
