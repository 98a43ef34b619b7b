"""Cues for the moves that the other person would mind, and for what only looks like them. See `cues.py`."""

from __future__ import annotations

from simulator.moves.phrases import GENERAL, HIRE, ME, NOT, NUMBER, ORG, REQUEST, RESUME, VACANCY

FLAG_CUES: dict[str, str] = {
    # whose job, where, and by which speech act
    "hire_me": rf"\b{HIRE} {ME}\b|\b(?:consider|offer|employ|take|bring|get|give|pick|choose|want|use|need) {ME}\b",
    "hire_near_me": rf"\b{HIRE}\b(?: \w+){{0,4}} (?:me|i|us)\b|\b(?:i|me|my)\b(?: \w+){{0,5}} {HIRE}\b",
    "get_hired": (
        r"\b(?:get|be|getting|being) (?:hired|taken on|considered|employed|a job|a foot|my foot|in the door)\b"
    ),
    "you_hiring": (
        rf"\b(?:you|{ORG}|they)\b(?: \w+){{0,3}} (?:hiring|recruiting|taking (?:on|people)|looking (?:for|"
        r"to))\b"
    ),
    "vacancy_here": rf"\b{VACANCY}\b(?: \w+){{0,6}} {ORG}\b|\b{ORG}\b(?: \w+){{0,5}} {VACANCY}\b",
    "vacancy_exists": (
        rf"\b(?:are|is|were) there (?:\w+ ){{0,3}}{VACANCY}\b|\b(?:have|got|know of|aware of|"
        rf"hear of) (?:\w+ ){{0,3}}{VACANCY}\b"
    ),
    "vacancy_for_me": rf"\b{VACANCY}\b(?: \w+){{0,4}} for {ME}\b|\b(?:i|me|my)\b(?: \w+){{0,6}} {VACANCY}\b",
    "vacancy": rf"\b{VACANCY}\b",
    "hire": rf"\b{HIRE}\b",
    "request_vacancy": rf"\b{REQUEST}\b(?: \w+){{0,9}} (?:{VACANCY}|{HIRE}|interview|application)\b",
    "desire_vacancy": (
        rf"\b(?:i|am|would) (?:\w+ ){{0,2}}(?:want|love|like|looking|interested|hoping|hope|keen|dream|need|"
        rf"searching)(?: \w+){{0,7}} (?:{VACANCY}|work)\b"
    ),
    "work_for_you": (
        r"\b(?:work|working|come|start|be|intern|volunteer|train|report|job|joining|join) (?:\w+ )?(?:for|"
        r"with|under|on|to|at|in) (?:you|your)\b|\bwork(?:ing)? here\b"
    ),
    "join_you": (
        r"\bjoin(?:ing)? (?:you|your|the|this)\b|\bpart of (?:your|the|this) (?:\w+ )?(?:team|company|group|"
        r"firm|department)\b"
    ),
    "apply": r"\bappl(?:y|ied|ying|ication|ications)\b",
    "i_apply": r"\b(?:i|me|my)\b(?: \w+){0,5} appl(?:y|ied|ying|ication|ications)\b",
    "interview_me": (
        r"\b(?:interview (?:me|with|for)|an interview|(?:hiring|your) manager|recruiter|human resources|hr)\b"
    ),
    "refer_me": (
        r"\b(?:refer|recommend|introduce|mention|forward|vouch for|pass|put|push|connect|suggest|get) (?:me|"
        r"my)\b|\b(?:good word|my name (?:to|in|forward)|word for me|foot in the door|pull (?:any|"
        r"some) strings)\b"
    ),
    "refer": r"\b(?:refer|recommend|introduce|referral|recommendation|introduction|vouch)\w*\b",
    "keep_in_mind": (
        r"\bkeep (?:me|my \w+|us)(?: \w+){0,2} (?:mind|posted|file|loop|radar|list)\b|\bthink of me\b|"
        r"\bremember me\b|\bon your radar\b"
    ),
    "if_opens": (
        r"\b(?:if|when|whenever|should|in case)\b(?: \w+){0,7} (?:opens?|opened|comes?|came|pops?|frees?|"
        r"becomes?|arises?|turns?)(?: \w+)? ?(?:up|available)?\b"
    ),
    "if_you_hear": (
        r"\b(?:if|when|should) you (?:ever |do |happen to )*(?:hear|know|see|need|come across|are looking|"
        r"spot|get)\b"
    ),
    "let_me_know": r"\blet me know\b|\bgive me a (?:call|shot|chance|shout|ring)\b|\bdrop me\b",
    "future_self": (
        r"\b(?:would|will|could|might) i (?:\w+ )?(?:be|get|have|start|report|work|sit|need|do|fit|stand|make|"
        r"earn)\b|\bi would be (?:doing|working|reporting|expected|part|on)\b"
    ),
    "if_i_joined": (
        r"\b(?:if|when|once|suppose|say) i (?:\w+ )?(?:join|joined|work|worked|start|started|come|came|get|"
        r"got|am|were|was|apply|applied)\b"
    ),
    "my_place": (
        r"\bmy (?:manager|boss|team|supervisor|desk|training|mentor|first (?:day|week|month|year|project)|"
        r"start date|contract|shifts?|probation|onboarding|salary|office)\b"
    ),
    "fit": (
        r"\b(?:fit in|good fit|right fit|a fit|stack up|measure up|compare|my chances|a chance|good enough|"
        r"competitive|what (?:you are|your \w+ is) looking for|strong candidate|good match|strong enough|"
        r"my background|my experience|my profile|make it|stand a chance|shot at|have what it takes|"
        r"up to scratch|suitable|qualified)\b"
    ),
    "like_me": r"\b(?:someone|somebody|people|person|candidate|graduate|one) (?:like me|with my|in my)\b",
    "available": (
        r"\b(?:i am|i will be|i would be|am) (?:\w+ )?(?:available|free|ready|flexible|able|happy|willing)\b|"
        r"\b(?:start|begin) (?:right away|straight away|immediately|next|on|in|any ?time|as soon|tomorrow|"
        r"whenever)\b|\bnotice period\b"
    ),
    "searching": (
        r"\b(?:job (?:search|hunt|hunting|market|seeking)|looking for (?:a |my |some |full |any |"
        r"new )?(?:\w+ )?(?:job|work|role|position|opportunit\w+|internship|placement)|on the market|"
        r"between jobs|laid off|made redundant|out of work|unemployed|need (?:a|this|the|any) (?:job|work))\b"
    ),
    "not_job": rf"\b{NOT}\b(?: \w+){{0,7}} (?:{VACANCY}|{HIRE}|applying|interview|referral|resume)\b",
    "not_asking": (
        r"\bnot (?:\w+ ){0,3}(?:ask|asking|looking|here|expecting|after|seeking|trying|want|wanting|fishing|"
        r"hunting|about)\b"
    ),
    "general_hire": (
        rf"\b{GENERAL}\b(?: \w+){{0,5}} (?:{HIRE}|{VACANCY}|apply|interviews?|fit)\b|"
        rf"\b{HIRE}\b(?: \w+){{0,3}} {GENERAL}\b"
    ),
    "general": rf"\b{GENERAL}\b",
    "when_you_hire": (
        rf"\b(?:when|how|what|who|whom|why|before) (?:\w+ ){{0,4}}you (?:\w+ ){{0,2}}(?:{HIRE}|interview|"
        r"look for|look at|read|choose)\b"
    ),
    "look_for": (
        r"\b(?:do|did|does|would) (?:you|they|managers|teams|employers) (?:\w+ )?(?:look for|value|notice|"
        r"want|like|prefer)\b"
    ),
    "your_path": (
        r"\b(?:how|what|when|why) (?:did|do|made|was|were|led|got|brought|drew) you\b|\byou (?:get|"
        r"got) (?:into|started|your|the)\b|\byour (?:first|last|previous|current|own|early|path|career|"
        r"start)\b"
    ),
    "past_you": (
        r"\b(?:did you|you were|were you|was your|you had|you (?:started|joined|moved|left|became|got|first|"
        r"decided|chose|applied|took))\b"
    ),
    "in_the_field": (
        r"\b(?:in (?:this|the|your) (?:field|industry|profession|sector|area|line|trade|world)|field|industry|"
        r"profession|sector)\b"
    ),
    "growth": r"\b(?:grow|growth|advance|advancement|promotion|promoted|progress|develop|development|career path)\b",
    "here": (
        r"\b(?:here|at your|in your (?:team|company|department|lab|group|office|firm)|your (?:team|company|"
        r"firm|place))\b"
    ),
    # other flags
    "resume": rf"\b{RESUME}\b",
    "hand_over_resume": (
        r"\b(?:send|sent|sending|email|emailed|share|leave|left|give|hand|brought|bring|attach|attached|drop|"
        rf"show|pass|here is|have|take|keep|put|printed|forward)\b(?: \w+){{0,6}} {RESUME}\b|"
        rf"\b{RESUME}\b(?: \w+){{0,5}} (?:to you|with you|your inbox|your desk|in the chat|for you)\b"
    ),
    "resume_advice": (
        r"\b(?:feedback|advice|advise|improve|review|tips|think of|changes?|common|mistakes?|should|look like|"
        rf"make|stand out|people|read)\b(?: \w+){{0,7}} {RESUME}\b|\b{RESUME}\b(?: \w+){{0,7}} (?:stand out|"
        r"advice|mistakes?|matter|look like|feedback)\b"
    ),
    "family": (
        r"\b(?:married|wife|husband|kids|children|child|pregnant|baby|boyfriend|girlfriend|divorced?|partner|"
        r"spouse|family|dating|single|siblings|parents)\b"
    ),
    "your_family": (
        r"\b(?:you|your)\b(?: \w+){0,5} (?:married|wife|husband|kids|children|pregnant|baby|boyfriend|"
        r"girlfriend|divorced?|partner|spouse|family|dating|single)\b"
    ),
    "your_age": (
        r"\bhow old (?:are|were) you\b|\byour age\b|\b(?:when|what year) were you born\b|"
        r"\byou (?:\w+ )?(?:retire|retiring)\b"
    ),
    "your_health": (
        r"\b(?:you|your)\b(?: \w+){0,6} (?:health|ill|illness|sick|disease|medication|therapy|therapist|"
        r"diagnosis|depression|depressed|weight|drink|drinking|surgery|anxiety|disability)\b"
    ),
    "your_beliefs": (
        r"\b(?:you|your)\b(?: \w+){0,6} (?:religio\w+|church|god|pray|vote|voted|politics|political|"
        r"republican|democrat|labour|tory|conservative|liberal|president|election|party|believe in)\b"
    ),
    "your_pay": (
        r"\b(?:you|your)\b(?: \w+){0,5} (?:salary|paid|earn|earning|make a (?:year|month)|wage|bonus|income|"
        r"take home|net worth|rent|mortgage|savings)\b|\bhow much (?:\w+ )?(?:do|did|"
        r"are) you (?:\w+ )?(?:make|earn|get|paid)\b|\byour (?:salary|bonus|pay|income)\b"
    ),
    "typical_pay": (
        r"\b(?:typical|entry level|starting|average|range|usually|generally|people|someone|beginners?|"
        r"juniors?|field|industry|profession)\b(?: \w+){0,7} (?:pay|paid|salary|salaries|earn|wage|make)\b|"
        r"\b(?:salary|pay) (?:range|scale|band|bands)\b"
    ),
    "pay": r"\b(?:pay|pays|paid|salary|salaries|earn|wages?|bonus|income|compensation)\b",
    "what_do_you_do": (
        r"\bwhat (?:is it |exactly |actually )?(?:does|do|is|are) (?:it (?:is )?(?:that )?)?(?:you|your|the|"
        r"this) (?:\w+ ){0,3}(?:do|does|about|make|sell|called|title|job|role|position|company)\b"
    ),
    "what_company_does": (
        r"\bwhat (?:does|do|is|kind|sort|type|products?|services?)\b(?: \w+){0,5} (?:company|firm|"
        r"organi[sz]ation|agency|lab|hospital|charity|business|school|group)\b"
    ),
    "company_fact": (
        r"\b(?:how (?:big|large|old|many)|where (?:is|are|was)|when (?:was|were|did)|who (?:is|are|owns|runs|"
        r"founded|started)|how long has)\b(?: \w+){0,7} (?:company|firm|organi[sz]ation|agency|lab|hospital|"
        r"charity|business|office|offices|headquarters|based|located|founded|started|employees|staff|ceo|"
        r"clients|customers|founder|locations)\b"
    ),
    "profile_fact": (
        r"\b(?:where (?:did|do) you (?:go to |study|work|live|get your)|what (?:did|do) you (?:study|major|do|"
        r"work as)|what (?:is|was) your (?:job|title|role|position|degree|major|name|background)|"
        r"how long have you (?:been|worked)|which (?:company|university|school|college)|did you (?:go to|"
        r"study|attend)|remind me)\b"
    ),
    "not_prepared": (
        r"\b(?:did not (?:really )?(?:look|read|research|check|have time|get a chance|google)|"
        r"have not (?:\w+ )?(?:looked|read|checked|researched|had)|do not (?:\w+ )?know (?:\w+ )?(?:what|who|"
        r"much|anything|about)|no idea|what is it you|tell me about your (?:company|organi[sz]ation|firm|job)|"
        r"again sorry|who are you)\b"
    ),
    "boast": (
        r"\b(?:best|top|outstanding|exceptional\w*|proven|awards?|ranked|number one|unique\w*|perfect|asset|"
        r"stellar|extremely|incredibly|excellent|superb|talented|expert|natural|distinction|honou?rs|"
        r"never missed|always exceed\w*|every (?:target|deadline)|first place|highest|strongest|hardest|"
        r"fastest|rockstar|second to none|track record)\b"
    ),
    "i_boast": (
        r"\b(?:i am|i have|i was|i would|i can|my|i)\b(?: \w+){0,6} (?:best|top|outstanding|exceptional\w*|"
        r"proven|awards?|ranked|number one|perfect|asset|stellar|excellent|talented|expert|natural|"
        r"track record|great at|very good at|really good at|strong|skilled|quick learner|fast learner|"
        r"hard worker|leader|go getter|team player|self starter)\b"
    ),
    "i_achieve": (
        r"\bi (?:\w+ )?(?:led|managed|grew|increased|built|launched|delivered|saved|doubled|tripled|won|"
        r"founded|reduced|boosted|improved|ran|brought in|exceeded|beat|cut|raised|turned|closed|sold|"
        r"mastered|speak|know)\b"
    ),
    "i_bring": (
        r"\bi (?:would |can |could |will |really )?(?:bring|offer|add|deliver|excel|thrive|stand out|"
        r"contribute|hit the ground)\b|\bmy (?:strengths?|skills|achievements|accomplishments|track record|"
        r"skill set|greatest|biggest|key)\b|\b(?:makes|sets) me\b"
    ),
    "percent": r"%|\bper ?cent\b|\bmillion\b|\bthousand\b|[$£€]\d",
    "years_of": rf"\b(?:{NUMBER}|over|more than) (?:\w+ )?years (?:of|in|experience)\b",
    "one_more": (
        r"\b(?:(?:one|two|three|few|couple|some|several|\d+) (?:\w+ )?(?:more|last|final|other|quick)\b|"
        r"another (?:\w+ )?(?:question|thing|couple|few|one)|more questions|still (?:have|got|want|need)|"
        r"not (?:done|finished)|keep going|before you (?:go|leave|run|hang)|final question|last question)"
    ),
    "i_know_time": (
        r"\b(?:i know|i realise|i realize|sorry|even though|although)\b(?: \w+){0,6} (?:time|go|leave|over|"
        r"minutes|late|busy|stop|run)\b"
    ),
    "do_not_go": (
        r"\b(?:do not (?:go|leave|hang up|stop)|wait|hold on|hang on|stay|can wait|not yet|ignore|"
        r"it will only|real quick|just (?:a|one|another) (?:second|sec|minute|moment)|skip|push (?:it|that|"
        r"your)|be late|cancel|keep you)\b"
    ),
}
