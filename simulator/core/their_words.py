"""What a real person's turn does to the time of the talk: they say it is up, or give some more. By rules.

Nothing else is read off a real person's words: what they thought, and how gladly they answered, nobody knows.
"""

from __future__ import annotations

import re

from simulator.domain import MoveKind, Reply, ReplyKind

USUAL_EXTENSION_S = 300.0
"""Where they give more time without saying how much."""
LATE_SHARE = 0.5
""""I have a hard stop at three" in the first half of a talk tells the time; in the second it ends the talk."""

_MUST = r"(?:really |do |'ll |will )?(?:'ve |have )?(?:got )?(?:to|need to|should|must|better|gotta|have to) (?:really |probably |actually )?"
_AND_THAT_IS_ALL = (
    r"(?=\s*(?:$|[.,!?;–—]|now\b|soon\b|shortly\b|here\b|off\b|in (?:a|about|five|ten)\b|at\b|and\b|i'm afraid|unfortunately|"
    r"(?:to|onto|on|into|for) (?:a|an|another|my|our|the next)\b))"
)
_TIME_UP = re.compile(
    rf"\b(?:i(?:'ve|'ll|'d)? ?{_MUST}(?:go|run|jump|hop|dash|head|leave|drop)(?: off| out| over| on)?{_AND_THAT_IS_ALL}"
    rf"|(?:i|we)(?:'ve|'ll|'d)? ?{_MUST}(?:wrap (?:this |it |things )?up|stop here|finish here|end here)\b"
    r"|(?:i'll|i will|let me) let you (?:go|get (?:on|back))|(?:we're|we are) (?:out of|at|over|nearly out of|just about out of) time"
    r"|(?:our|the|my) time(?:'s| is) (?:nearly |almost |just about )?up|(?:that's|that is) (?:all )?(?:the|our|my) time"
    r"|(?:my|another|the) next (?:meeting|call|appointment|one) (?:is |has |starts |started )"
    r"|(?:i've|i have)(?: got)? (?:another|a) (?:call|meeting|appointment|hard stop))",
    re.I,
)
_MORE = r"(?:another|an extra|(?:a )?few more|a couple more|some more|(?:one|two|five|ten|fifteen|\d{1,2}) more)"
_EXTENDS = re.compile(
    rf"\b(?:(?:i've|we've|i have|we have)(?: still)?(?: got)? {_MORE}(?: \w+)? (?:minutes?|mins?)\b"
    r"|(?:can|could|happy to|glad to|fine to|don't mind)(?: definitely| certainly)? (?:stay|staying|go|going|keep going|talk|chat|"
    r"run|continue|stick around|give you|spare)\b[^.?!]{0,30}"
    rf"(?:\b(?:longer|extra)\b|\b(?:over (?:time|by)|(?:bit|little|minutes?) over)\b|\b{_MORE}(?: \w+)? (?:minutes?|mins?)\b))",
    re.I,
)
_YES = re.compile(
    r"(?:(?:oh|um|uh|well|hm|yeah|no)[,. ]+)*(?:yes|yeah|yep|sure|of course|absolutely|certainly|go ahead|go on|no problem|please|fine|ok|okay|"
    r"no worries|happy to|shoot)\b",
    re.I,
)
_NUMBERS = {"five": 5, "ten": 10, "fifteen": 15, "twenty": 20, "two": 2, "three": 3, "couple": 2}
_MINUTES = re.compile(rf"\b({'|'.join(_NUMBERS)}|\d{{1,2}})(?: more| extra)?(?: of)? ?(?:minutes|mins?)\b", re.I)


def read_reply(text: str, *, asked: frozenset[MoveKind], share_before: float) -> Reply | None:
    """What their turn does to the time, or None. `asked` are the moves of the user's turn before it; `share_before`
    is how much of the talk's words had been said by then, in [0, 1]."""
    plain = text.replace("’", "'")
    if share_before >= LATE_SHARE and _TIME_UP.search(plain):
        return Reply(text, ReplyKind.TIME_UP)
    if _EXTENDS.search(plain):
        return Reply(text, ReplyKind.EXTENSION_OFFER, offered_s=_offered_s(plain))
    if MoveKind.MORE_TIME in asked and _YES.match(plain):
        return Reply(text, ReplyKind.TIME, offered_s=_offered_s(plain))
    return None


def _offered_s(text: str) -> float:
    match = _MINUTES.search(text)
    if match is None:
        return USUAL_EXTENSION_S
    number = match[1].casefold()
    return 60.0 * (_NUMBERS[number] if number in _NUMBERS else int(number))
