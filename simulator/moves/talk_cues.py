"""Cues for the moves that carry a good talk, and for person, mood and polarity. See `cues.py`."""

from __future__ import annotations

from simulator.moves.phrases import ASK_START, NUMBER, REQUEST

TALK_CUES: dict[str, str] = {
    # the moves of a good talk
    "hello": (
        r"^(?:\w+ ){0,2}(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|greetings)\b|\b(?:nice|good|"
        r"great|lovely|pleasure|pleased) to (?:finally )?(?:meet|see|talk|speak|e meet)\b"
    ),
    "how_are_you": (
        r"\bhow (?:are you|is (?:it going|your (?:day|week|morning|afternoon))|have you been|was your|"
        r"are things|is everything)\b"
    ),
    "bye": (
        r"\b(?:bye|goodbye|farewell|see you|take care|have a (?:\w+ )?(?:day|weekend|evening|afternoon|week|"
        r"one|rest|trip)|talk (?:to you )?soon|all the best|enjoy (?:the rest|your))\b"
    ),
    "thanks": r"\b(?:thanks|thank you|thank|grateful|appreciate\w*|gratitude)\b",
    "thanks_for": r"\b(?:thanks|thank you|grateful|appreciate\w*)\b(?: \w+){0,5} (?:for|time|that|your|you)\b",
    "purpose": (
        r"\b(?:here to (?:learn|listen|understand|ask|hear)|reached out|wanted to (?:learn|hear|talk|speak|"
        r"understand|ask)|hoping to (?:learn|hear|understand|get)|came to (?:learn|listen)|reason i|"
        r"trying to (?:understand|learn|figure|work out|decide)|my (?:goal|aim|hope) (?:is|today|for)|"
        r"want to (?:learn|understand)|exploring)\b"
    ),
    "self_intro": (
        r"\b(?:i am (?:a|an|in my|currently|studying|finishing|doing|at|from|a \w+ year|graduating|just)|"
        r"my name is|i (?:study|studied|work|worked|graduated|just finished|have been|grew up|teach|trained)|"
        r"a bit about (?:me|myself)|about myself|my background|i used to)\b"
    ),
    "wh_question": rf"{ASK_START}(?:what|how|why|which|who|where|when|whose)\b",
    "yes_no_question": (
        rf"{ASK_START}(?:is|are|was|were|do|does|did|have|has|had|can|could|would|will|should|am|may|"
        r"might) (?:not )?(?:you|your|it|there|that|this|they|people|the|i|we|he|she|any\w*|most|a)\b"
    ),
    "wh_inside": (
        r"\b(?:what|how|why|where|when|who) (?:do|did|does|is|are|was|were|would|should|has|have|made|kind|"
        r"much|many|often|long|else|could|can|about|sort|kinds)\b"
    ),
    "tell_me": (
        r"\b(?:tell me|walk me|talk me|describe|explain|say more|share|give me|take me|help me understand|"
        r"elaborate|expand)\b"
    ),
    "curious": (
        r"\b(?:curious|wonder|wondering|interested (?:to|in) (?:hear|know|learn)|(?:love|like) to (?:hear|"
        r"know|learn|understand|ask)|can i ask|may i ask|could i ask|question)\b"
    ),
    "you_said": (
        r"\byou (?:just |had |have )?(?:mentioned|said|talked|told|brought|touched|described|called|"
        r"were saying|say)\b|\b(?:going|coming|go) back to\b|\bwhat you said\b"
    ),
    "points_back": r"\b(?:that|those|it|then|this)\b",
    "tell_more": (
        r"\b(?:more about that|say more|go on|what happened|why (?:is|was|did|do you think)? ?that|"
        r"how did (?:that|it|you (?:handle|deal))|for example|an example|what do you mean|and then|"
        r"in what way|how so|like what|such as|was that)\b"
    ),
    "short_why": (
        r"^(?:(?:and|but|so|oh|really|hm|okay|wow) )*(?:why|how come|how so|really|such as|like what|meaning|"
        r"and then|in what way)\b"
    ),
    "read_up": (
        r"\b(?:i (?:\w+ )?(?:read|saw|noticed|watched|listened|heard|looked|came across|found|understand|"
        r"gather|learned|went through|looked up|enjoyed)|according to|your (?:article|talk|interview|paper|"
        r"podcast|post|profile|website|report|page|book|blog|lecture|linkedin|site|annual report|piece)|"
        r"on (?:your|the) (?:website|site|profile|linkedin))\b"
    ),
    "you_fact": (
        r"\byou (?:moved|spent|went|led|ran|started|worked|trained|wrote|gave|published|launched|joined|"
        r"became|left|built|began|switched|were (?:a|the|at|on))\b"
    ),
    "ack": (
        r"^(?:(?:oh|yeah|yes|okay|ok|right|ah|wow|hm|so|no) )*(?:that makes (?:a lot of |total |"
        r"complete )?sense|i see|got it|interesting|fascinating|right|makes sense|sure|understood|absolutely|"
        r"exactly|really helpful|good point|fair enough|good to know|that is|wow|okay|i had not|i never|"
        r"i did not (?:know|realise|realize|expect|think)|i can (?:see|imagine))\b"
    ),
    "helpful": (
        r"\b(?:helpful|useful|interesting|fascinating|insightful|inspiring|makes (?:\w+ )*sense|valuable|"
        r"good point|surprising|surprised)\b"
    ),
    "who_else": (
        r"\b(?:who else|anyone else|anybody else|someone else|somebody else|other people|others|"
        r"another person|any(?:one|body)|someone|people|somebody|colleagues?)\b(?: \w+){0,9} (?:talk|speak|"
        r"chat|reach out|contact|meet|learn from|connect|interview|conversation|listen|write)\b"
    ),
    "talk_to": (
        r"\b(?:talk|speak|chat|reach out|meet|conversation) (?:to|with)\b|\bworth (?:talking|speaking|"
        r"meeting)\b"
    ),
    "in_touch": (
        r"\b(?:stay|keep|be|get|remain) in touch\b|\b(?:connect|add you|find you) on linkedin\b|\blinkedin\b|"
        r"\bfollow up with you\b|\breach out (?:to you )?again\b|\b(?:let you know|update you|tell you|"
        r"report back|write to you|email you|drop you|send you (?:a|an) (?:note|update|line|email))\b"
    ),
    "offer_help": (
        r"\b(?:if i can (?:ever )?(?:help|be)|anything i can (?:do|help|offer)|happy to (?:help|share|send|"
        r"return)|return the favou?r|can i (?:send|help|share)|could i (?:send|help)|i could (?:send|share|"
        r"help)|useful to you|help you|of any (?:help|use)|in return|offer you|would it be useful|volunteer|"
        r"send you)\b"
    ),
    "notes": (
        r"\b(?:take|taking|make|jot|write|record|recording|scribble|type)\b(?: \w+){0,4} (?:notes?|this|down|"
        r"conversation|call|it|our|recording)\b"
    ),
    "ok_if": (
        r"\b(?:is it (?:ok|okay|all right|alright|fine)|do you mind|would you mind|would it be (?:ok|okay|"
        r"all right|alright|fine)|are you (?:ok|okay|comfortable|fine)|(?:ok|okay|all right|alright|"
        r"fine) (?:if|with you)|may i|could i|can i|mind if)\b"
    ),
    "minutes": rf"\b(?:{NUMBER} )?(?:minutes?|min|mins)\b",
    "time_check": (
        r"\b(?:keep(?:ing)? an eye|on time|time (?:is it|do we|left|check|wise|you (?:have|gave))|(?:the|our|"
        r"your|my) (?:time|clock|watch)|how (?:much|long) (?:\w+ )?(?:time|do (?:we|you))|hard stop|half past|"
        r"agreed|watching the|mindful|conscious|respect)\b"
    ),
    "more_time": (
        r"\b(?:few|five|two|ten|couple|couple of|little|bit|some|another|more|extra|\d+) (?:\w+ )?(?:more |"
        r"extra |longer )?(?:minutes?|time|moment|longer)\b(?: \w+){0,5}|\b(?:go over|run over|stay on|"
        r"stay longer|a bit longer|little longer|extend|squeeze in|go past)\b"
    ),
    "closing": (
        r"\b(?:let you (?:go|get)|wrap (?:this |it |things |us )?up|take up (?:any )?(?:more|too)|"
        r"used (?:up )?(?:my|our|your)|last question|final question|one last|before we (?:finish|end|stop|"
        r"close|go|wrap)|that is (?:all|everything|my time|our time)|should (?:stop|let|end|finish|close)|"
        r"our time is|nearly (?:out|up|at)|come to the end|leave it (?:there|here)|end (?:here|there)|"
        r"finish (?:here|there|up))\b"
    ),
    "small_talk": (
        r"\b(?:weather|rain|raining|sunny|snow|weekend|coffee|traffic|train|holiday|view|dog|cat|background|match|game|"
        r"bookshelf|plant|hear you|find the place|lunch|tea|parking|cold|hot|summer|winter|mug|poster|guitar|journey|"
        r"commute|noise|congratulations|happy birthday|smells|time zone|behind you|how things)\b"
    ),
    "compliment": (
        r"\b(?:lovely|beautiful|wonderful|nice|great|brilliant|gorgeous|cosy|impressive) (?:\w+ )?(?:office|room|garden|"
        r"view|place|building|house|picture|painting|colou?r|space|kitchen|studio|day|morning)\b|\byou must be\b|"
        r"\bhope your\b|\bi am (?:\w+ )?(?:fine|well|good|nervous|excited)\b|\b(?:and|how about) you$"
    ),
    # person, mood, polarity
    "first_person": r"\b(?:i|me|my|mine|myself)\b",
    "i_want": (
        r"\bi (?:would |do |really |am |also |just )*(?:want|like|love|hope|need|hoping|looking|interested|"
        r"keen)\b"
    ),
    "second_person": r"\b(?:you|your|yours|yourself)\b",
    "third_person": r"\b(?:he|she|they|them|their|him|her|his|people|someone)\b",
    "request": rf"\b{REQUEST}\b",
    "conditional": r"\b(?:if|would|could|might)\b",
    "negation": r"\b(?:not|never|no|without|nothing|none)\b",
    "past": r"\b(?:did|was|were|had|went|started|became|used to|back then|ago|earlier)\b",
    "advice": (
        r"\b(?:advice|advise|recommend (?:that|reading|for|doing|someone|people|a|any)|suggest|should (?:i|"
        r"someone|people|one|a)|tips?|would you tell|would you do differently|if you were)\b"
    ),
    "should_i": (
        r"\b(?:what|how|which|where) (?:\w+ )?(?:should|could|can|would|do) i (?:\w+ )?(?:do|learn|read|study|"
        r"focus|prepare|start|know|build|get|practise|practice)\b"
    ),
    "starts_i": r"^(?:(?:and|so|but|okay|well|yeah|um) )*i\b",
    "mentor": r"\bmentor\b",
}
