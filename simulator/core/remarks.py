"""Remarks that are no question and that no label of the classifier names: praise, rudeness, "one moment, please"."""

from __future__ import annotations

import re
from enum import StrEnum


class Remark(StrEnum):
    PRAISE = "praise"
    RUDE = "rude"
    HOLD_ON = "hold_on"


_PRAISE = re.compile(
    r"\b(?:i (?:really |truly |absolutely )?(?:love|loved|admire|enjoyed|like|liked) (?:your|the|what you|how you)|"
    r"(?:that|this|it) (?:is|was|'s|sounds|must be) (?:so |such |really |very |truly |absolutely |pretty )?(?:an? )?(?:impressive|"
    r"amazing|inspiring|"
    r"inspirational|fantastic|wonderful|brilliant|incredible|awesome|remarkable|beautiful|fascinating|great)|that's (?:so |such |"
    r"really |very |truly "
    r"|absolutely |pretty )?(?:an? )?(?:impressive|amazing|inspiring|fantastic|wonderful|brilliant|incredible|awesome|remarkable|"
    r"beautiful|great)|"
    r"(?:you're|you are) (?:so |such |really |very |truly |clearly )?(?:an? )?(?:impressive|amazing|inspiring|inspiration|"
    r"brilliant|great|good at|"
    r"fantastic|wonderful|kind|generous|gifted|talented|natural)|(?:i'm|i am|i was) (?:so |really |very |truly )?(?:impressed|"
    r"inspired|in awe|a (?:big|huge) fan)|"
    r"what (?:an? )?(?:amazing|impressive|inspiring|great|incredible|fascinating|wonderful|brilliant) (?:career|story|path|"
    r"journey|life|answer|job|work)|"
    r"well done|congratulations|hats off)\b",
    re.I,
)
_RUDE = re.compile(
    r"\b(?:shut up|(?:you're|you are|that's|that is|this is|what an?|how) (?:just |so |really |such |all |pretty |complete |"
    r"total )?(?:an? )?"
    r"(?:stupid|idiot|idiotic|dumb|moron|useless|pathetic|ridiculous|rubbish|crap|bullshit|joke|waste of (?:my |everyone's )?time|"
    r"boring|lame|liar|clown)|"
    r"i don't care (?:what|about (?:your|you|that|any))|who cares|blah blah|get to the point|you(?:'re| are) (?:not (?:listening|"
    r"answering|helping|even)|wasting my)|"
    r"(?:what|why) the (?:hell|fuck|heck)|fuck|piss off|screw you|bullshit|asshole|bloody idiot|whatever,? (?:lady|man|mate|dude|"
    r"grandpa|boomer)|"
    r"hurry up|stop talking|you talk too much|that makes no sense at all|is that it\?|nobody asked you)\b",
    re.I,
)
_HOLD_ON = re.compile(
    r"^(?:(?:um+|uh+|er+|oh|sorry|so|ok|okay|wait|actually|excuse me|i'm sorry|could you|can you|would you|please|just|hey)[,.!?]*\s+)*"
    r"(?:hold on|hang on|bear with me|give me (?:a|one|just a|two) (?:second|sec|moment|minute|mo|seconds|minutes)|one (?:second|"
    r"sec|moment|minute)|just (?:a|one) (?:second|sec|"
    r"moment|minute)|wait (?:a|one) (?:second|sec|moment|minute|bit)|a moment|let me (?:just )?(?:find|check|look at|grab|get|"
    r"see) (?:my|the|a)\b.*|"
    r"(?:i (?:just )?need|i'll need) (?:a|one) (?:second|sec|moment|minute))\b",
    re.I,
)
_MOST_HOLD_ON_WORDS = 14
_ASKS_AFTER_THEM = re.compile(
    r"\bhow(?:'s| is| are|'re| was| were| have| has|'ve) (?:you|ya|things|everything|life|it|your|the (?:day|week|morning|weather))\b|"
    r"\bhow (?:do you do|you doing|do you feel today)\b|\bwhat's up\b|\bare you (?:well|ok|okay|all right|alright)\b|"
    r"\bhope (?:that )?(?:you|your|all|everything|things)\b|\b(?:weather|rain\w*|sunny|snow\w*|traffic|weekend|holiday\w*)\b",
    re.I,
)


def asks_after_them(text: str) -> bool:
    """Whether a greeting goes on to ask how they are, or to the weather: only then are they well, thank you."""
    return bool(_ASKS_AFTER_THEM.search(text))


def remark(text: str) -> Remark | None:
    """What kind of remark the words are, if any. Rudeness comes first: praise in the same breath does not undo it."""
    if _RUDE.search(text):
        return Remark.RUDE
    if len(text.split()) <= _MOST_HOLD_ON_WORDS and _HOLD_ON.search(text.strip()):
        return Remark.HOLD_ON
    if _PRAISE.search(text):
        return Remark.PRAISE
    return None
