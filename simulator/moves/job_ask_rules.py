"""Rules for the one move that matters most: ways of asking for work here, and ways of seeming to.

Like the cues in `cues.py` they are features, matched against plain words (`lexicon.plain`); how far each is to be
trusted is learnt. They differ from cues in being whole turns of phrase, so that one alone may tip the decision.
"""

from __future__ import annotations

from simulator.moves.patterns import PatternSet
from simulator.moves.phrases import GENERAL, NOT, VACANCY

PLACE = (
    r"(?:company|firm|team|organi[sz]ation|department|division|group|office|lab|laboratory|hospital|school|agency|studio|"
    r"practice|place|business|charity|newsroom|clinic|unit|institute|kitchen|bank|shop|university|museum|library|ward|crew|"
    r"side|outfit|end|programme|program|scheme|boss|director|manager|project|ranks|staff|employer)"
)
YOURS = rf"(?:you|you guys|you all|yours|here|there|(?:your|this|the) (?:\w+ )?{PLACE})"
ME = (
    r"(?:me|myself|(?:someone|somebody|people|a person|anyone|one|folks|candidates?|graduates?) (?:like me|with my)|"
    r"a \w+ like me)"
)
WORKERS = (
    r"(?:people|anyone|anybody|someone|somebody|staff|help|hands|interns?|trainees?|apprentices?|students?|graduates?|"
    r"juniors?|assistants?|volunteers?|freelancers?|newcomers?|beginners?)"
)
WANT = r"(?:want|like|love|hoping|hope|looking|dream\w*|dreamt|keen|wanted|interested|happy|happily|eager|dying|ready)"
FORWARD = r"(?:refer|recommend|introduce|mention|forward|vouch for|endorse|push|pass|put|slip|hand|sponsor|back|nominate|get|bring)"
TO_HIRERS = r"(?:hr|human resources|(?:your|the|a) (?:\w+ )?(?:recruiters?|recruitment|manager|boss|director|head|supervisor|lead|team))"

_ASKS: dict[str, str] = {
    "hiring_now": (
        rf"\b(?:are|is|will|if|whether) {YOURS} (?:\w+ ){{0,3}}(?:hiring|recruiting|taking (?:on|in|people|new)|"
        rf"looking (?:for|to)|needing|in need|short of|short staffed|expanding|growing|on the lookout)\b"
    ),
    "need_someone": (
        rf"\b(?:do|does|would|could|might|will|if|can) {YOURS} (?:\w+ ){{0,2}}(?:need|use|want|require|take|hire|employ|"
        rf"recruit|accept|(?:have|got) (?:any )?(?:room|space|a place|a spot|need|budget))\b"
    ),
    "take_workers": (
        r"\b(?:take|taking|need|needing|hire|hiring|want|use|accept|"
        rf"recruiting) (?:on )?(?:\w+ ){{0,3}}{WORKERS}\b"
    ),
    "any_vacancy": (
        rf"\b(?:have|has|got|are there|is there|there is|there are|know of|aware of|know about|hear of|see|offer) "
        rf"(?:\w+ ){{0,4}}{VACANCY}\b"
    ),
    "vacancy_open": (
        rf"\b{VACANCY}\b(?: \w+){{0,6}} (?:open|available|free|filled|taken|going|vacant|advertised|posted|coming up|still|"
        r"right now|at the moment|currently)\b"
    ),
    "vacancy_with_you": rf"\b{VACANCY}\b(?: \w+){{0,4}} (?:with|at|in|on|within|for) {YOURS}\b",
    "your_advert": (
        r"\b(?:you|your \w+|that you|you have) (?:just |recently |have )?(?:posted|advertised|listed|"
        r"put up)\b|\b(?:careers|jobs) page\b"
    ),
    "may_i_come": (
        r"\b(?:can|could|may|might|shall|let me|is it possible to|be able to)(?: i)? (?:\w+ )?(?:come|join|start|work|intern|train|"
        r"shadow|volunteer|apply|do (?:an?|my|some)|be (?:your|part|one|a|an))\b"
    ),
    "want_in": (
        rf"\bi (?:\w+ ){{0,3}}{WANT}(?: \w+){{0,4}} (?:join\w*|work\w*|be part|be (?:one|a member)|intern\w*|belong|contribute|"
        rf"start|train|learn under)\b(?: \w+){{0,5}} {YOURS}\b"
    ),
    "want_work": (
        rf"\bi (?:\w+ ){{0,3}}(?:want|need|would like|am looking for|am seeking|am after|"
        rf"am hunting)(?: \w+){{0,4}} (?:{VACANCY}|work)\b"
    ),
    "imperative_me": (
        r"(?:^|\b(?:please|just|so|and|then|but|honestly|do|or|come on) )(?:hire|take|give|consider|pick|choose|employ|remember|"
        r"keep|put|get|think of|refer|recommend|save|try) (?:me|my|us)\b"
    ),
    "hire_me": (
        rf"\b(?:hire|take|employ|consider|pick|choose|recruit|use|bring|want|have|accept|need|sign|represent|pay) (?:on )?{ME}\b"
    ),
    "give_me": (
        r"\b(?:give|offer|get|find|land|save|fix|make) (?:me|us|someone like me) (?:\w+ ){0,3}(?:job|role|"
        r"position|chance|shot|place|spot|work|trial|go|interview|opportunity|try|start|break|contract|"
        r"offer)\b"
    ),
    "for_me": (
        r"\b(?:job|role|position|place|spot|room|something|anything|work|opening|opportunit\w+|space|desk|"
        rf"seat|post) (?:\w+ ){{0,5}}for {ME}\b"
    ),
    "would_i": (
        r"\b(?:would|will|could|might|do|am|can) i (?:\w+ ){0,2}(?:be|get|have|start|report|work|sit|earn|fit|stand|need to|make|"
        r"qualify|expected|allowed|suit|look like|what you)\b"
    ),
    "report_to": r"\b(?:i|me|my)\b(?: \w+){0,4} report(?:ing)? to\b|\breport(?:ing)? to you\b",
    "when_start": (
        r"\b(?:when|how soon|where|how) (?:can|could|would|do|will|should|might) i (?:\w+ )?(?:start|begin|"
        r"join|apply|sign)\b"
    ),
    "if_opens": (
        r"\b(?:if|when|whenever|should|in case|once|as soon as)\b(?: \w+){0,6} (?:opens?|opened|come|comes|"
        r"came|pops?|popped|frees?|turns?|arises?|crops?)\b"
    ),
    "if_you_need": (
        r"\b(?:if|should|when|whenever|next time) (?:you|anyone|anybody|someone|"
        r"your \w+) (?:\w+ ){0,3}(?:hear|know|see|spot|come across|leaves?|need|needs|hiring|recruiting|"
        r"looking|want|had|have (?:something|anything))\b"
    ),
    "keep_me": (
        r"\b(?:keep|bear|have|hold) (?:me|my \w+|us|an ear|an eye|a place|a spot)(?: \w+){0,4} (?:mind|posted|"
        r"file|loop|radar|list|informed|out|open|case|books|free)\b|\bon (?:your|the) (?:radar|books)\b"
    ),
    "tell_me_when": (
        r"\b(?:think of|remember|call|ring|text|contact|email|let|tell|drop|give) (?:me|"
        r"my name)\b(?: \w+){0,8} (?:if|when|know|next|line|shout|ring|call)\b"
    ),
    "find_me": (
        r"\b(?:all ears|know where (?:to find me|i am)|have my (?:number|card|email|details)|put in touch|"
        r"a phone call away)\b"
    ),
    "my_application": (
        r"\bmy (?:application|interview|candidacy|file|odds|notice|availability|name forward)\b|"
        r"\bi (?:have )?(?:just |already |also )?(?:applied|interviewed|put in)\b|\bheard (?:back|nothing)\b"
    ),
    "get_interview": (
        r"\b(?:interview|interviewing|shortlist\w*) me\b|\b(?:get|have|arrange|set up|fix|give|land|count as|"
        r"this be|schedule) (?:me )?(?:a |an |the |my )?(?:first |job |proper )?interview\b"
    ),
    "pass_me_on": (
        rf"\b{FORWARD} (?:me|my|us)\b|\b(?:good|nice|quiet|kind) word\b|\bword (?:in )?for me\b|"
        r"\bon my behalf\b|\bhook me up\b|\bget me in\b|\bpull (?:any|some|a few)? ?strings\b|"
        r"\bfoot in the door\b"
    ),
    "a_referral": (
        r"\b(?:a|any|your|the|employee|internal|job) (?:referral|reference|recommendation|endorsement)\b|"
        r"\bmy (?:referrer|reference|referee)\b|\b(?:say|mention|tell them|write)(?: \w+){0,3} (?:you|"
        r"that you) (?:sent|recommended|referred|know)\b|\byour name\b"
    ),
    "to_hirers": rf"\b(?:to|with|touch with|know|meet|contact|speak to|talk to|tell|email|write to) {TO_HIRERS}\b",
    "who_hires": (
        rf"\b(?:who|whom|which person)\b(?: \w+){{0,6}} (?:{TO_HIRERS}|hires|hiring|recruits|recruitment|"
        r"decides|apply|signs off|considered|vacanc\w+)\b|\bhiring manager\b"
    ),
    "fit_for_you": (
        r"\bi (?:\w+ ){0,4}(?:fit|suit|slot|blend|belong|thrive|shine|do well|be (?:a|an|the|perfect|great|"
        r"right|good|ideal|useful|valuable))\b(?: \w+){0,6} (?:your|here|you|team|place|company)\b|"
        r"\b(?:perfect|great|good|right|natural|ideal|strong|best) (?:fit|match|candidate|person|choice|"
        r"addition|hire)\b|\btick all\b"
    ),
    "like_me": rf"\b{ME}\b",
    "my_chances": (
        r"\b(?:my (?:chances|odds|shot)|stand a chance|what it takes|good enough|stack up|compare|measure up|"
        r"competitive|make the cut|strong candidate|enough for you|be considered|a chance (?:with|at|here)|"
        r"rate my|what do i lack|look like the (?:kind|sort|type)|am i (?:what|the|too|a|right|qualified))\b"
    ),
    "dream_place": (
        r"\b(?:dream (?:job|company|employer|place|team)|dream(?:t|ed|ing)? of working|always wanted to work|"
        r"(?:first|number one|top|only) choice|top of my list|nowhere else|belong here)\b"
    ),
    "pleading": (
        r"\b(?:last hope|desperate\w*|visa|my rent|the rent|bills|beg|begging|nobody|anything at all|"
        r"do anything|feed my|running out|out of options|need (?:a|this|the|any) (?:\w+ )?(?:job|work|chance|"
        r"break|income))\b"
    ),
    "trial": (
        r"\b(?:trial|prove (?:myself|it|to you)|give me a (?:chance|go|try|shot)|show you what i|test me|"
        r"for (?:free|nothing)|unpaid|without pay|take a chance on)\b"
    ),
    "what_it_pays": (
        r"\b(?:does|would|do|will) (?:it|the|this|that|your|a) (?:\w+ ){0,3}(?:job|role|position|post|"
        r"it)?(?: \w+){0,3} pay\b|\bhow much would (?:i|you pay)\b|\bsalary (?:would|could|can|will|"
        r"should) i\b|\b(?:pay|offer) (?:me|someone like me|a person with)\b"
    ),
    "my_place_here": (
        r"\bmy (?:new )?(?:first|manager|team|boss|desk|laptop|training|colleagues|onboarding|start|shifts?|"
        r"contract|salary|probation|mentor|uniform|office|parking|workload)\b"
    ),
    "together_soon": (
        r"\b(?:work|working) (?:together|alongside you|side by side)\b|\bcolleagues (?:soon|one day)\b|"
        r"\bsee you (?:at|in) the (?:office|lab)\b|\bhint\b|\bsomething more (?:concrete|permanent|formal)\b|"
        r"\blead (?:to|somewhere)\b|\bjob at the end\b"
    ),
    "how_get_in": (
        rf"\b(?:how|what|where|who|which)\b(?: \w+){{0,4}} (?:i|someone like me|"
        rf"somebody like me)\b(?: \w+){{0,4}} (?:get|apply|join|become|start|land|break|end up|hired|"
        rf"do)\b(?: \w+){{0,5}} {YOURS}\b"
    ),
    "get_hired_here": (
        r"\b(?:get|be|getting|being) (?:hired|taken on|considered|recruited|employed|a job|in|"
        rf"into)\b(?: \w+){{0,4}} {YOURS}\b"
    ),
    "opportunities_here": rf"\bopportunit(?:y|ies)\b(?: \w+){{0,3}} (?:{YOURS}|with you|at yours?|within)\b",
    "growing_here": (
        rf"\b(?:is|are) (?:your|the) (?:\w+ )?{PLACE} (?:\w+ )?(?:growing|expanding|hiring|recruiting)\b|"
        rf"\b(?:headcount|budget) for\b|\bbudget\b(?: \w+){{0,3}} (?:person|hire|intern|me)\b"
    ),
    "free_from": (
        r"\bi (?:am|will be|would be|could|can) (?:\w+ )?(?:free|available|flexible|start|relocate|move|begin|"
        r"ready)\b|\bnotice period\b|\bfull time\b"
    ),
    "on_the_market": (
        r"\b(?:between jobs|laid off|redundant|out of work|unemployed|job (?:hunt|hunting|search|seeker)|"
        r"career search|actively (?:seeking|looking|searching)|in search of|on the market|lost my job|jobless|"
        r"my contract ends)\b"
    ),
    "help_into": (
        r"\b(?:help|get|getting|gets|bring|brings) (?:me|us|people|someone) (?:\w+ )?(?:in|into|onto|get|find|"
        r"a job|hired)\b"
    ),
    "any_at_all": (
        rf"\bany (?:\w+ ){{0,3}}(?:{VACANCY}|work|leads|shifts?)\b|\bchances? (?:of|for|at) (?:a|an|some|"
        r"any) \w+"
    ),
    "something_going": (
        r"\b(?:work|anything|something|jobs?|shifts?|posts?|places?|spots?) (?:\w+ )?(?:going|available|open|left|free|for a|for an)\b"
    ),
    "to_fill": (
        r"\b(?:to|trying to|need to) (?:fill|hire|recruit|take on|expand|bring in)\b|\bemploying\b|\bintake\b|"
        r"\bvacant\b"
    ),
    "me_then": (
        r"\b(?:how about|what about|namely|could it be|let it be|that is|was|it is|why not|so it could be) me\b|"
        r"\byours truly\b|\b(?:is it|be|one|it) mine\b|\b(?:my hat|myself forward|in the running|shortlisted|sign me up)\b"
    ),
    "did_i_get_it": (
        r"\b(?:did|have|will|would|do) i (?:get|got|have) (?:it|the|in|that|this)\b|\byou are hired\b|\bthe (?:top|pile|queue)\b|"
        r"\bunder review\b|\bmy (?:name|number|details|cv|resume|documents)\b"
    ),
    "for_employment": (
        r"\b(?:employment|employed|on a wage|wages?|paid|a contract|commission me|appointment as|on the books|"
        r"payroll)\b"
    ),
}
_INNOCENT: dict[str, str] = {
    "asks_leave_to_ask": (
        r"\b(?:would|am) i (?:be )?(?:right|wrong|correct|mistaken)\b|\b(?:can|may|could|might) i (?:just |quickly |also )?ask\b"
    ),
    "studies": r"\b(?:course|degree|qualify|qualification|study|studying|college|evening class|certificate|exams?)\b",
    "gives_back": (
        r"\b(?:do for you|help you|be of (?:help|use|service)|return the favou?r|(?:send|email|forward) you (?:a|an|that|the|it)"
        r"|useful to you)\b"
    ),
    "takes_notes": r"\b(?:notes?|write (?:it|this|that) down|jot|record(?:ing)?)\b",
    "has_a_job": (
        r"\b(?:have|got) (?:already )?(?:got )?a job\b|\bhappy (?:in|with|where)\b|\belsewhere\b|\bretired\b|\bmy (?:new|current|own) job\b"
    ),
    "denies": (
        rf"\b{NOT}\b(?: \w+){{0,4}} (?:here|asking|ask|looking|after|expect|expecting|want|wanting|seeking|"
        r"fishing|hoping|about|come|trying)\b"
    ),
    "denies_vacancy": rf"\b{NOT}\b(?: \w+){{0,8}} (?:{VACANCY}|hire|hiring|resume|referral|favou?rs?)\b",
    "but_ask": r"\b(?:but|although|though|however|still|unless|just in case)\b",
    "your_own_past": (
        r"\b(?:hired|gave|took|recruited|interviewed|offered|employed|trusted|chose|picked) (?:on )?you\b|"
        r"\byou (?:\w+ )?(?:applied|joined|interviewed|were (?:hired|interviewed|offered|recruited)|"
        r"got (?:hired|your|the|that|into)|started|took|landed|accepted|turned)\b|\bdid you (?:\w+ )?(?:apply|"
        r"join|get|interview|take|find|land|hear|start|decide|know)\b"
    ),
    "your_own": (
        r"\b(?:your|you in your) (?:own )?(?:first|last|previous|own|early|current|hiring|interview|"
        r"application) (?:job|role|position|interview|boss|manager|application|hire|day|week|year|\w+)\b"
    ),
    "people_in_general": (
        rf"\b{GENERAL}\b(?: \w+){{0,4}} (?:apply|applying|get|hired|join|joining|start|come|make|do|write|put|"
        r"bring|say|usually|who|to)\b"
    ),
    "how_hiring_works": (
        r"\b(?:how|what|why|when|who) (?:do|does|did|is|are|has|would|makes?) (?:you|your \w+|people|managers|"
        r"teams|companies|firms|employers|most|hiring|the|a|an)\b(?: \w+){0,3} (?:hire|hiring|recruit|"
        r"recruiting|interview|look for|choose|decide|judge|read|pick|work|select)\b"
    ),
    "in_the_field": (
        r"\b(?:in|across|within|into|for|about) (?:this|the|your|that|a) (?:\w+ )?(?:field|industry|"
        r"profession|sector|trade|line of work|world|business|discipline)\b|\bin general\b|\bgenerally\b|"
        r"\busually\b|\bthese days\b|\bnowadays\b"
    ),
    "others": r"\b(?:he|she|they|his|her|their|friend|sister|brother|cousin|colleague)\b",
    "talk_to_person": (
        r"\b(?:talk|speak|chat|listen|learn|meet|conversation|coffee)\b(?: \w+){0,2} (?:to|with|from)\b"
    ),
    "to_learn": r"\b(?:learn|understand|curious|hear|know how|know what|perspective|insight)\b",
    "what_was_it": r"\b(?:what|how) (?:was|were|did)\b",
    "would_you_self": (
        r"\bwould you (?:\w+ )?(?:do|have|change|say|tell|choose|still|go|describe|recommend (?:reading|a|any|"
        r"for|that))\b"
    ),
}
RULES = PatternSet({**_ASKS, **{f"ok_{name}": pattern for name, pattern in _INNOCENT.items()}})


def job_ask_rules(plain_text: str) -> list[str]:
    """Names of the rules that the words fit."""
    return RULES.find(plain_text)
