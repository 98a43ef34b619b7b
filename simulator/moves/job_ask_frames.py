"""Rules for veiled and open asks, read off words whose classes stand in capitals (`lexicon.classed`).

"do you know a yard that needs a welder" reads as "do you LEARN a ORG that NEED a CRAFT": one rule then fits every trade and
every employer. Like the rules in `job_ask_rules.py` they are features, and named after the kinds in `docs/labels.md`.
"""

from __future__ import annotations

from simulator.moves.patterns import PatternSet

_YOU = r"(?:you|you guys|you all|yours|here|(?:your|this|the) (?:\w+ ){0,2}ORG|your (?:place|lot|end|side|boss|COLLEAGUE|RECRUITER|people))"
_WORKER = r"(?:PEOPLE|CRAFT|TRAINEE|VACANCY|SELF|help|more|another|extra|anyone|one more|pair of)"
_WILL = r"(?:would|could|might|will|may|can|should)"
_ME = r"(?:SELF|(?:PEOPLE|CRAFT|TRAINEE|one) (?:like SELF|with my|in my|my)|a \w+ like SELF|my \w+)"
_NEARBY = r"(?: \w+){0,5}"

FRAME_RULES: dict[str, str] = {
    # keep-in-mind, check-back
    "if_change": (
        r"\b(?:if|should|when|whenever|once|in case|unless|until|the day)\b(?: \w+){0,4} (?:anything|something|VACANCY|PEOPLE|NUMBER|"
        r"CRAFT|TRAINEE|things?|that|it|one|ORG)\b(?: \w+){0,3} (?:opens?|comes?|came|pops?|frees?|turns?|crops?|changes?|leaves?|"
        r"calls?|quits?|drops?|falls?|moves?|LATER|NEED|goes)\b"
    ),
    "remember_me": (
        r"\b(?:think of|remember|consider|contact|WRITE|shout|tell|hold on to|hang on to|keep|bear|have) (?:SELF|us|my "
        r"(?:number|name|details|RESUME|card|email|WRITE))\b"
    ),
    "you_have_my": r"\byou (?:\w+ )?(?:have|got|LEARN) (?:my|where)\b",
    "nearby": r"\bi (?:am|live)(?: \w+){0,3} (?:away|nearby|down the road|round the corner|TIME away|close)\b",
    "ask_again": (
        rf"\b(?:LEARN|ask|try|check|WRITE|get|come|knock|follow|touch|apply|APPLY|be|see) (?:\w+ ){{0,3}}(?:LATER|then|up)\b{_NEARBY} "
        r"(?:NEXT|TIME|when|once|after|if|NUMBER|year|VACANCY)\b"
    ),
    "when_to_ask": (
        r"\b(?:when|how soon|how long)\b(?: \w+){0,4} (?:LEARN|try|APPLY|WRITE|check|come)\b(?: \w+){0,3} "
        r"LATER\b"
    ),
    # great-fit, sizing-up, in-here
    "could_do_for_you": (
        rf"\bi (?:{_WILL}|am|have)(?: \w+){{0,3}} (?:be|make|do|fit|add|GROW|TAKE|contribute|help|hit|slot|run|handle|thrive|solve|"
        rf"improve|fix|CONNECT|JOIN)\b{_NEARBY} {_YOU}\b"
    ),
    "what_you_need": (
        rf"\b(?:exactly|just|precisely|all|everything) what {_YOU}\b|\bwhat {_YOU} (?:\w+ ){{0,2}}(?:NEED|want|"
        rf"look|looking|after)\b"
    ),
    "boxes": r"\b(?:tick|ticks|check|box|boxes|asset|perfect|ideal|made for|cut out for|born for|right up my)\b",
    "have_me": (
        rf"\b(?:{_WILL}|do|does|are|is) {_YOU}(?: \w+){{0,3}} (?:consider|TAKE|want|accept|look|have|HIRE|APPLY|bother|rate|see|picture|"
        rf"imagine|value|like)\b(?: \w+){{0,4}} {_ME}\b"
    ),
    "make_of_me": (
        rf"\b(?:what|how) {_WILL} {_YOU}(?: \w+){{0,3}} (?:of|for|about|in|at|with|think|SELF|my)\b(?: "
        rf"\w+){{0,2}}(?: {_ME})?"
    ),
    "am_i_enough": (
        r"\b(?:am i|do i|have i|would i|could i|is my|are my)\b(?: \w+){0,5} (?:enough|too|right|wrong|what|"
        r"chance|chances|SKILLS|good|count)\b"
    ),
    "how_far_am_i": r"\bhow (?:far|close|likely|realistic|well|strong|good|bad)\b(?: \w+){0,4} (?:i|SELF|my)\b",
    "my_form": (
        r"\b(?:my|SELF|i)\b(?: \w+){0,4} (?:chances|odds|APPLY|form|pile|stand out|noticed|look good|edge|"
        r"advantage|favour)\b"
    ),
    "if_i_did": (
        rf"\bif i (?:\w+ )?(?:did|got|TAKE|learned|learnt|finished|had|was|were|passed|came|worked)\b(?: "
        rf"\w+){{0,8}} {_YOU}\b"
    ),
    # presuming, pay-of-post
    "would_mine": (
        rf"\b{_WILL} (?:SELF|my|i)\b|\b(?:SELF|my \w+) {_WILL}\b|\b(?:am|do) i (?:\w+ )?(?:get|have|NEED|START|"
        rf"report|wear|work|expected|allowed)\b"
    ),
    "what_would_i": rf"\b(?:what|where|when|which|who|whom|how|whose)\b(?: \w+){{0,3}} {_WILL} (?:i|my|SELF|we)\b",
    "once_i_am_in": (
        r"\b(?:once|when|if|after|say|suppose|supposing) i (?:\w+ )?(?:am|was|were|HIRE|TAKE|JOIN|START|came|"
        r"come|end|got|get)(?: \w+)? (?:in|here|there|on|with|under|TAKE|HIRE|part|the|your|one)\b"
    ),
    "post_pays": (
        r"\b(?:the|that|this|your|it|one|VACANCY|CRAFT)\b(?: \w+){0,4} PAY\b|\bPAY\b(?: \w+){0,4} (?:VACANCY|"
        r"one|post|advert|that|here)\b"
    ),
    "what_on": r"\b(?:what|how much) (?:\w+ ){0,4}(?:PAY|come with|be on|get|offer|START on|bring home|take home)\b",
    # headcount, who-decides
    "need_hands": (
        rf"\b(?:do|does|will|would|could|are|is|have|has|can|if) {_YOU}(?: \w+){{0,4}} (?:NEED|want|wants|looking|look|GROW|HIRE|TAKE|use|"
        rf"room|fill|replace|do with|budget|plan|planning|expect|after)\b(?: \w+){{0,4}} (?:{_WORKER}|on)\b"
    ),
    "team_grows": rf"\b(?:is|are|will|when|if|does|do) {_YOU}(?: \w+){{0,4}} (?:GROW|HIRE)\b",
    "spare_place": (
        r"\b(?:room|space|place|seat|spot|desk|work|chair) for (?:one|another|SELF|NUMBER|PEOPLE|a)\b|"
        r"\b(?:another|extra|more|fresh) (?:pair of )?(?:hands|CRAFT|PEOPLE)\b"
    ),
    "plans_to_hire": (
        r"\b(?:plan|plans|planning|expect|expecting|going|hoping|intend|budget|likely)\b(?: \w+){0,4} (?:GROW|"
        r"HIRE|TAKE|NEED|fill|replace)\b"
    ),
    "who_takes": (
        r"\b(?:who|whom|which|whose|name|person|committee|somebody)\b(?: \w+){0,6} (?:HIRE|TAKE|DECIDE|shortlists?|sign|signs|"
        r"say|charge|handles?|deals?|responsible|APPLY)\b"
    ),
    "reach_them": (
        r"\b(?:WRITE|address|name|number|reach|meet|see)\b(?: \w+){0,4} (?:RECRUITER|COLLEAGUE|charge|DECIDE|"
        r"HIRE|TAKE|partner|committee)\b"
    ),
    # availability, job-search, urgency, free-work
    "i_am_free": (
        rf"\bi (?:am|{_WILL}|will be|would be|have)(?: \w+){{0,4}} (?:free|START|around|flexible|ready|"
        rf"relocate|move|in|NEXT|tomorrow)\b"
    ),
    "my_time_is_free": r"\bmy (?:\w+ ){0,3}(?:is|are) (?:\w+ ){0,2}(?:free|clear|open|blank|yours|empty|wide)\b",
    "i_seek": (
        r"\bi (?:\w+ ){0,4}(?:looking|searching|hunting|trying|hoping|APPLY|seeking|after|NEED|want|wish|aim|aiming|like)"
        r"\b(?: \w+){0,5} (?:VACANCY|work|START|something|anything|TAKE|HIRE|employment)\b"
    ),
    "many_tries": (
        r"\b(?:sent|NUMBER|many|hundred)\b(?: \w+){0,3} (?:APPLY|rejections?|RESUME|emails)\b|\b(?:rejected|"
        r"rejection|no luck|no replies|turned down|ghosted)\b"
    ),
    "need_is_great": (
        r"\b(?:i|my|we|SELF)\b(?: \w+){0,5} (?:HARDSHIP|NEED|run out|runs out|running out|tight|left|expires?|"
        r"struggling)\b"
    ),
    "by_date": r"\b(?:by|before|until|till|in) (?:the )?(?:NEXT|NUMBER|end)\b",
    "unpaid_offer": (
        r"\b(?:for (?:free|nothing|no \w+)|unpaid|without PAY|no charge|free of charge|no money|TRAINEE for)\b"
    ),
    "let_me_in": (
        r"\b(?:let|have|give|TAKE) (?:SELF|us) (?:\w+ ){0,3}(?:shadow|help|come|sit|try|sweep|show|prove|in|"
        r"TAKE|on|VACANCY|work|follow|carry|JOIN|tag)\b"
    ),
    "i_could_help": (
        r"\bi (?:\w+ )?(?:could|can|would|am happy to|will) (?:\w+ ){0,2}(?:help|come|work|do|TAKE|cover|"
        r"pitch|step|sweep|carry|shadow|make|sit|stay)\b"
    ),
    # know-anybody, vouch, flattery, disclaimer, interview-tips
    "know_who_needs": (
        r"\b(?:LEARN|heard|think|see|aware|come across|idea)\b(?: \w+){0,6} (?:NEED|want|wants|HIRE|looking|TAKE|room|VACANCY|"
        r"work|lookout|use)\b"
    ),
    "say_of_me": (
        rf"\b(?:what|how|anything|something) (?:\w+ )?{_WILL} (?:you|they) (?:say|tell|describe|put|write|"
        rf"rate)\b(?: \w+){{0,5}} (?:SELF|my)\b"
    ),
    "speak_for_me": (
        r"\b(?:say|put|write|act|speak|stand|vouch|be|REFER|name|back)\b(?: \w+){0,4} (?:for SELF|my "
        r"(?:referee|reference|REFER|behalf|corner)|on my|about SELF)\b"
    ),
    "dream_of_here": (
        rf"\b(?:always|ever|since|dream\w*|wanted|imagined?|hoped|picture|fan|admired?)\b(?: \w+){{0,6}} "
        rf"{_YOU}\b"
    ),
    "only_place": (
        r"\b(?:only|first|number NUMBER|top|one|nowhere|best|favourite)\b(?: \w+){0,3} (?:ORG|choice|place|"
        r"VACANCY|list|to work)\b"
    ),
    "not_but": (
        r"\bnot\b(?: \w+){0,9} (?:but|unless|although|though|however|mind you|that said|having said|of course|"
        r"still|yet)\b"
    ),
    "if_one_came": (
        r"\b(?:if|unless|although|though|but)\b(?: \w+){0,4} (?:one|VACANCY|offer|offered|asked|insisted|"
        r"chance)\b"
    ),
    "panel_wants": (
        r"\b(?:your|the|this|at) (?:\w+ )?(?:panel|APPLY|assessment|interviewers?|COLLEAGUE|RECRUITER|test|committee|board)\b(?: \w+){0,5} "
        r"(?:ask|want|wants|hear|like|likes|look|looks|expect|expects|prefer|go for|SELF|i|my)\b"
    ),
    "what_do_i_say": (
        r"\b(?:what|how|anything) (?:\w+ )?(?:should|must|do|can|ought) i (?:\w+ ){0,2}(?:say|wear|prepare|"
        r"TAKE|answer|mention|expect|tell|APPLY)\b"
    ),
    # openly
    "status": (
        r"\b(?:have|has|did|is|are|was|were|any) (?:you|they|there|RECRUITER|(?:the|your|my) \w+|news|word)\b(?: \w+){0,5} (?:DECIDE|received?|"
        r"get|got|seen|heard|READ|news|update|shortlisted|APPLY|RESUME)\b"
    ),
    "how_i_did": r"\bhow (?:did|was|is) (?:i|my)\b|\bmy (?:APPLY|REFER|assessment|test|screening|round|file|form)\b",
    "which_vacancies": (
        r"\b(?:what|which|any|where|some) (?:\w+ ){0,3}(?:VACANCY|TRAINEE)\b(?: \w+){0,3} (?:you|your|there|"
        r"START|going|open|here|ORG|this|NEXT|coming)\b"
    ),
    "let_me_work": (
        rf"\b(?:{_WILL}|let) (?:i|SELF) (?:\w+ ){{0,2}}(?:work|drive|cook|teach|START|JOIN|come|help|be|train|study|APPLY|intern|VACANCY)\b"
        r"(?: \w+){0,4} (?:for|with|under|at|in|to|on) (?:you|your|the|this|here)\b"
    ),
    "could_use": (
        rf"\b{_WILL} {_YOU} (?:\w+ )?(?:use|do with|stand|afford|find|make|NEED|TAKE|HIRE)\b(?: \w+){{0,3}} "
        rf"(?:{_WORKER}|a|an)\b"
    ),
    "get_me": r"\b(?:get|help|put|slip|sneak|TAKE|CONNECT|REFER|forward|pass|push|recommend|hook) (?:SELF|my|us)\b",
    "i_want_here": (
        rf"\bi (?:\w+ ){{0,4}}(?:want|love|like|hope|hoping|wish|keen|interested|dying|eager|excited)\b(?: "
        rf"\w+){{0,6}} (?:work\w*|JOIN|be|VACANCY|APPLY|START|learn|train)\b(?: \w+){{0,5}} {_YOU}\b"
    ),
    "talk_about_working": (
        r"\b(?:who|whom|where|how)\b(?: \w+){0,6} (?:about|for|to) (?:\w+ )?(?:working|VACANCY|JOIN|START|"
        r"APPLY|work) (?:\w+ ){0,2}(?:here|for you|with you|your|ORG|at|in)\b"
    ),
    # what only looks like it
    "ok_meet_people": (
        r"\b(?:PEOPLE|COLLEAGUE|CRAFT|TRAINEE|NUMBER|who|whom|friend|person|else|anyone|name)\b(?: \w+){0,8} (?:talk|speak|meet|chat|see SELF|"
        r"listen|ask|approach|open to|mind if|LEARN|coffee|CONNECT)\b"
    ),
    "ok_offer": (
        r"\b(?:i|SELF)\b(?: \w+){0,6} (?:survey|open day|event|newsletter|website|app|article|link|recording|"
        r"lift|students?|class|stall|fundraiser)\b"
    ),
    "ok_let_you_know": (
        r"\b(?:let|tell|WRITE|keep|send|update|report) (?:to )?you\b(?: \w+){0,4} (?:know|posted|how|LATER|"
        r"what|if|line|note)\b|\bhow (?:it|i|that|things?) (?:goes|went|get|got|go|turn\w*)\b"
    ),
    "ok_wrap_up": (
        r"\b(?:your|the) (?:NEXT )?(?:NEXT|meeting|patient|client|appointment|class|lunch|train)\b|\b(?:stop|"
        r"leave it|wrap|finish|end|close) (?:it |up )?(?:there|here|up)\b|\blet you\b"
    ),
    "ok_third_person": (
        r"\b(?:do|does|are|is|can|would|should|did|was|were|how|what|why|when) (?:\w+ ){0,2}(?:PEOPLE|CRAFT|"
        r"TRAINEE|PEOPLE who|a (?:new |young |typical |good )?(?:CRAFT|TRAINEE))\b"
    ),
    "ok_you_past": (
        r"\b(?:did|were|was|had) (?:you|your)\b|\byou (?:\w+ )?(?:were|HIRE|APPLY|JOIN|started|became|left|"
        r"TAKE|got|had|decided|went)\b"
    ),
    "ok_field": (
        r"\b(?:the|this|your|that) (?:\w+ )?(?:field|industry|profession|sector|trade|business|market|line of "
        r"work|discipline)\b|\bin (?:general|nursing|law|finance|film|tech|teaching|science|engineering|"
        r"design|marketing)\b"
    ),
    "ok_negated": (
        r"\bnot (?:\w+ ){0,5}(?:VACANCY|HIRE|APPLY|RESUME|REFER|asking|here to|after|looking|expect\w*|want)\b"
    ),
    "ok_not_asking": (
        r"\b(?:not|never) (?:\w+ ){0,2}(?:LEARN|asking|here|come|came|hoping|expect|after|want)\b(?: \w+){0,3} (?:to|if|whether|for|do|does|"
        r"can|would|how|what|you|about)\b"
    ),
    "ok_friend": (
        r"\b(?:my|a|his|her|their) (?:\w+ )?(?:friend|brother|sister|cousin|flatmate|neighbour|classmate|mate|"
        r"dad|mum|mother|father|uncle|aunt|roommate|teacher|boss)\b"
    ),
}
FRAMES = PatternSet({f"f_{name}": pattern for name, pattern in FRAME_RULES.items()})


def job_ask_frames(classed_text: str) -> list[str]:
    """Names of the rules that the classed words fit."""
    return FRAMES.find(classed_text)
