"""What the checks of notes look for, as patterns. Apostrophes are plain by the time they are applied."""

from __future__ import annotations

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.I)


_NUMBER = (
    r"(?:\d{1,3}|five|ten|twelve|fifteen|twenty(?:[- ]five)?|thirty|forty(?:[- ]five)?|sixty)(?:\s?(?:-|–|or|to)\s?"
    r"(?:\d{1,3}|five|ten|twelve|fifteen|twenty(?:[- ]five)?|thirty|forty(?:[- ]five)?|sixty))?"
)
TIME_ASKED = re.compile(
    rf"\b(?P<number>{_NUMBER})[\s-]?(?:minutes?|mins?|min)\b|\b(?P<half>half[\s-](?:an?[\s-])?hour|half-hour)\b|"
    r"\b(?P<quarter>quarter of an hour)\b|\b(?P<hours>an hour|one hour|1 hour|two hours|2 hours|(?:the|a) (?:morning|afternoon|day))\b"
    r"(?! (?:ago|away|north|south|east|west))",
    re.I,
)
VAGUE_TIME = re.compile(
    r"\b(?:a (?:few|couple of) minutes|some (?:of your )?time|a (?:short|quick|brief) (?:chat|call|talk))\b", re.I
)
MINUTES_IN_WORDS = {
    "five": 5, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "twenty-five": 25, "twenty five": 25, "thirty": 30,
    "forty": 40, "forty-five": 45, "forty five": 45, "sixty": 60,
}  # fmt: skip

BLANK = re.compile(r"\[[^\]\n]{1,40}\]|\{[^}\n]{1,40}\}|<[^>\n]{1,40}>|\bX{3,}\b|_{3,}")
TO_NOBODY = _any(
    r"\bto whom it may concern\b", r"\b(?:dear )?sir(?: or | ?/ ?)madam\b", r"\bdear (?:hiring|sir|madam|all|team)\b"
)
GREETING = re.compile(
    r"\b(?:dear|hi|hello|hey|good (?:morning|afternoon|evening))\b[ ,]+(?P<to>[^\n,.!:;–—-]{1,60})", re.I
)

WHO_I_AM = _any(
    r"\bmy name(?:'s| is)\b",
    r"\b(?:i'm|i am) (?:currently |now |just |also |still )?(?:an?|the) (?!bit\b|little\b|lot\b|fan\b|huge\b|big\b|great\b|keen\b)\w+",
    r"\b(?:i'm|i am) (?:currently |now |just |still )?(?:in my|in the \w+ year|at (?:uni|college|school|the university)|studying|training|"
    r"retraining|working (?:as|at|in|for)|finishing|halfway|half way|doing (?:a|my)|reading [a-z]+ at|\d\d\b|(?:twenty|thirty|forty|fifty))",
    r"\b(?-i:(?:I'm|I am|This is|this is|It's) [A-Z][a-z]+)",
    r"\bi (?:work|worked|study|studied|teach|drive|run|manage|clean|cook|nurse|trained) (?:as|at|in|for|with|on|a|the|[a-z]+ (?:at|in|for))\b",
    r"\bi(?:'ve| have) (?:worked|been|spent|just (?:left|finished)|taught|driven)\b",
    r"\bas (?:an?|the) (?:\w+[- ]){0,4}(?:student|graduate|nurse|teacher|engineer|apprentice|trainee|worker|analyst|parent|assistant|"
    r"pupil|veteran|carer)\b",
    r"\b(?:student|graduate|apprentice|trainee|nurse|analyst|pupil) (?:here|from|at)\b",
)
NOT_WHO_I_AM = _any(
    r"\b(?:i'm|i am) (?:writing|hoping|interested|looking|grateful|happy|sorry|curious|keen|aware|sure|not|reaching|getting|thinking|"
    r"considering|wondering|trying|free)\b"
)

WANTS_TO_LEARN = _any(
    r"\blearn\w*\b", r"\bhear(?:ing)?\b", r"\bunderstand\w*\b", r"\bfind(?:ing)? out\b", r"\bknow (?:more|how|what|why)\b",
    r"\bask(?:ing)? you\b", r"\bcurious\b", r"\binsights?\b", r"\byour (?:view|perspective|thoughts|advice|experience)\b",
    r"\btalk(?:ing)? (?:to|with) you\b", r"\bspeak(?:ing)? (?:to|with) you\b", r"\bget a (?:sense|feel|picture)\b",
    r"\bsee (?:how|what|whether)\b", r"\bwhat (?:it|the work|that|your work) is (?:really )?like\b", r"\bpick your brain\b",
    r"\bquestions? about\b", r"\bworking out (?:how|whether|what|if)\b",
)  # fmt: skip
ASKS_HOW = re.compile(
    r"\b(?:learn\w*|hear|understand|find out|know|see|ask(?: you)?|curious|wonder\w*)(?: about| to hear| more about)? "
    r"(?:how|why|what made|whether)"
    r"\b(?! (?:you (?:got|get|came) (?:here|started|there|into (?:it|this|your))|it works\b|things work\b))(?: [\w'-]+){3,}",
    re.I,
)

ABOUT_THEM = _any(
    r"\byour?s?\b",
    r"\byou(?:'ve|'re|'d)\b",
    r"\bi (?:just |recently |have |'ve )*(?:read|saw|seen|heard|watched|noticed|came across|listened)\b",
)

LEAVES_TIME = _any(
    r"\b(?:when|what|which)ever (?:\w+ ){0,4}(?:suits?|works?|fits?|easiest|best|convenient|like|prefer|can|free|have)\b",
    r"\b(?:a|any|some|what) (?:time|day|moment|date)s? (?:and \w+ )?(?:that|which)?\s?(?:would )?(?:suits?|works?|fits?|is (?:good|best|"
    r"convenient|easy|easiest))\b",
    r"\bat your convenience\b", r"\bconvenient (?:for|to) you\b", r"\bwhen it suits\b", r"\bsuits? you\b",
    r"\b(?:fit|work|arrange myself|plan) (?:in )?around (?:you|your|the)\b",
    r"\baround your (?:schedule|diary|shifts|hours|calendar|day|week|commitments)\b", r"\bworks? (?:best |well )?for you\b",
    r"\b(?:best|easiest|easy|good|convenient) for you\b", r"\b(?:as|if|what|when) you (?:prefer|choose|like)\b", r"\bup to you\b",
    r"\byour (?:choice|call|pick)\b", r"\bname (?:a|the|your) (?:day|time)\b", r"\bin your own time\b", r"\bany ?time (?:you|that)\b",
    r"\bwhen you (?:have|can|are free|could spare)\b", r"\bI(?:'m| am| can be) flexible\b",
)  # fmt: skip
SETS_TIME = _any(
    r"\b(?:on |this |next )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|today)\b",
    r"\bat \d{1,2}(?:[:.]\d\d)?\s?(?:am|pm|o'clock)\b",
)
WAYS_TO_MEET = {
    "video": _any(r"\b(?:by |on |via |over )?(?:video(?:[ -](?:call|chat))?|zoom(?: call)?|teams(?: call)?|skype|facetime|google meet)\b"),
    "phone": _any(
        r"\b(?:by |on the |over the )?(?:tele)?phone\b", r"(?<!video )(?<!video-)(?<!zoom )(?<!teams )\bcalls?\b(?! it\b)",
        r"\bring (?:you|me)\b",
    ),
    "in person": _any(
        r"\bin person\b", r"\bface[ -]to[ -]face\b", r"\b(?:a )?coffee\b", r"\bcome (?:by|over|to (?:you|your|where)|and (?:see|find))\b",
        r"\b(?:at|visit) your (?:office|ward|site|place)\b",
    ),
    "in writing": _any(r"\bby (?:e-?mail|letter)\b", r"\bin writing\b", r"\ba (?:short )?(?:written|e-?mail) reply\b"),
}  # fmt: skip
LEAVES_WAY = _any(
    r"\bhowever (?:\w+ ){0,3}(?:suits?|works?|prefer|like|best|easiest)\b",
    r"\b(?:which|what)ever (?:way|form|format|is|suits|works|you|medium)\b",
    r"\bin any (?:way|form)\b", r"\bwhat(?:ever)? way you\b", r"\bthe (?:way|form|format) you (?:prefer|like)\b",
)  # fmt: skip

THANKFUL = _any(
    r"\bthank\w*\b", r"\bgrateful\b", r"\bappreciat\w*\b", r"\bcheers\b", r"\bmuch obliged\b", r"\bgratitude\b"
)
RESUME = re.compile(
    r"\b(?:attach\w*|enclos\w*|find|here is|here's|send\w*|sent|includ\w*|have a look at|look at|glance at|review\w*|forward\w*)\b[^.?!\n]{0,40}"
    r"\b(?:résumé|resumé|resume|c\.?v\.?|curriculum vitae|portfolio|cover letter|transcript)\b|"
    r"\b(?:résumé|resumé|resume|c\.?v\.?|portfolio)\b[^.?!\n]{0,20}\b(?:attached|enclosed|below|is here)\b",
    re.I,
)
NOT_SENT = re.compile(
    r"\b(?:not|no|without|never|won't|haven't|isn't|didn't|don't|after you sent|you sent|thank you for looking)\b", re.I
)

USEFUL = _any(
    r"\b(?:use|help)ful\b", r"\bvaluable\b", r"\bstruck\b", r"\bst(?:ay|ays|ayed|ick|icks|uck) (?:with|in)\b", r"\beye-?opening\b",
    r"\bchang(?:ed|es) (?:how|the way|what|my)\b", r"\btook away\b", r"\btake ?away\b", r"\bremember\b", r"\bforget\b", r"\blearn\w*\b",
    r"\bmade (?:me|it)\b", r"\bgave me\b", r"\bhelped\b", r"\bkeep thinking\b", r"\bthinking about\b", r"\bencourag\w+\b",
    r"\bnow (?:see|know|understand)\b",
)  # fmt: skip
WILL_DO = _any(
    r"\bi(?:'ll| will| shall)\b(?! (?:always|never)? ?(?:be|remember|forget|keep you))",
    r"\bi(?:'m| am) (?:going to|planning to|about to|now \w+ing)\b",
    r"\bi plan to\b", r"\bmy next step\b", r"\bi(?:'ve| have) (?:already |since |now |just |today )?"
    r"(?:\w+ed|begun|bought|written|read|sent|found|gone|made|got|"
    r"taken|put|set)\b(?! (?:your|our|the) (?:talk|chat|call))",
    r"\bi (?:already |just |straight away |then )?(?:signed|started|ordered|booked|looked|read|wrote|"
    r"tried|registered|joined|bought|downloaded|found|went|emailed|"
    r"asked|rang|contacted|rewrote|made|put)\b",
    r"\b(?:tonight|tomorrow|next (?:week|month|monday|term)|this (?:week|weekend|evening)) i\b",
)  # fmt: skip
KEEPS_IN_TOUCH = _any(
    r"\b(?:keep|stay|be) in touch\b", r"\blet you know\b", r"\bkeep you (?:posted|updated)\b", r"\bwrite (?:to you )?again\b",
    r"\b(?:happy|glad) to (?:help|return|share|send)\b", r"\bif (?:i can|there is anything i can|ever i can)\b", r"\bhow it (?:goes|went)\b",
    r"\breturn the favou?r\b", r"\btell you how\b",
)  # fmt: skip
ASKS_MORE = _any(
    r"\b(?:be|become|as) (?:my |a )mentor\b", r"\bmentor me\b",
    r"\b(?:could|can|may|would|shall) (?:we|you|i) (?:\w+ ){0,3}(?:meet again|talk again|another (?:call|talk|chat|meeting)|"
    r"every (?:week|month))\b",
    r"\b(?:another|a second|a longer|a follow-up) (?:call|talk|chat|meeting|conversation)\b[^.\n]{0,40}\?",
    r"\b(?:please )?introduce me\b", r"\bput me in touch with (?:everyone|all|your (?:hr|boss|recruit\w+|hiring))\b",
)  # fmt: skip
QUOTATION = re.compile(r"[“\"]([^“”\"\n]{4,200})[”\"]")
