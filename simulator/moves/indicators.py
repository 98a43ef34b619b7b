"""Hand-written cues, each yes or no, that the model may weigh: rules as features.

Every pattern is matched against plain words (`lexicon.plain`): lower case, contractions written out, no punctuation.
"""

from __future__ import annotations

import re

HIRE = r"(?:hir(?:e|es|ed|ing)|recruit(?:s|ed|ing)?|employ(?:ed)?|take (?:me |people |someone )?on|bring (?:me|someone) on)"
VACANCY = (
    r"(?:openings?|vacanc(?:y|ies)|positions?|jobs?|roles?|spots?|internships?|placements?|apprenticeships?|"
    r"traineeships?|headcount|slots?|opportunit(?:y|ies)|work experience|graduate scheme|entry level|contract work)"
)
RESUME = r"(?:resumes?|cvs?|portfolios?|cover letter|transcripts?|my reel|my profile)"
ORG = (
    r"(?:(?:your|the|this|that) (?:\w+ )?(?:company|firm|team|organi[sz]ation|department|division|group|office|lab|"
    r"hospital|school|agency|studio|practice|place|business|charity|newsroom|clinic|unit|institute|side)|here|with you|"
    r"for you|you guys|at your|where you (?:are|work))"
)
ME = r"(?:me|someone like me|somebody like me|people like me|a person like me|myself)"
REQUEST = (
    r"(?:(?:could|would|can|will|might) you|do you think (?:you|i|there|we)|is there (?:any|a) (?:chance|way)|any chance|"
    r"would it be|is it possible|could i|can i|may i|might i|wondering (?:if|whether)|i wonder (?:if|whether)|"
    r"i (?:would|was) (?:hoping|hope)|hoping (?:you|that|to|for)|please|would you (?:be )?(?:mind|willing|open|able)|"
    r"i would (?:really )?(?:like|love|appreciate)|i want)"
)
GENERAL = (
    r"(?:people|someone|somebody|candidates?|applicants?|graduates?|newcomers?|beginners?|juniors?|others|everyone|"
    r"students|folks|anyone|a person|new hires?|new starters?|hires|employees)"
)
NOT = r"(?:not|never|without|rather than|instead of|nor|no)"
LEAVING = (
    r"(?:have to (?:go|run|leave|jump|stop)|need to (?:go|run|leave|jump|stop|wrap)|must (?:go|run|leave)|got to (?:go|run)|"
    r"next (?:meeting|call|appointment|patient)|wrap(?:ping)? (?:this |it |things )?up|time is up|out of time|over time|"
    r"that is (?:all )?(?:the )?time|running (?:late|over)|waiting for me|another (?:meeting|call)|stop (?:here|there)|"
    r"lovely (?:talking|meeting|to)|been (?:nice|good|lovely|a pleasure)|take care|good luck|leave it (?:there|here))"
)
NUMBER = r"(?:\d+\w*|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|couple|few|half)"
ASK_START = (
    r"^(?:(?:and|so|but|okay|ok|well|right|great|thanks|thank you|also|just|yeah|yes|oh|then|sorry|now|maybe|wow|hm) )*"
)

_TEXT_CUES: dict[str, str] = {
    # whose job, where, and by which speech act
    "hire_me": rf"\b{HIRE} {ME}\b|\b(?:consider|offer|employ|take|bring|get|give|pick|choose|want|use|need) {ME}\b",
    "hire_near_me": rf"\b{HIRE}\b(?: \w+){{0,4}} (?:me|i|us)\b|\b(?:i|me|my)\b(?: \w+){{0,5}} {HIRE}\b",
    "get_hired": r"\b(?:get|be|getting|being) (?:hired|taken on|considered|employed|a job|a foot|my foot|in the door)\b",
    "you_hiring": rf"\b(?:you|{ORG}|they)\b(?: \w+){{0,3}} (?:hiring|recruiting|taking (?:on|people)|looking (?:for|to))\b",
    "vacancy_here": rf"\b{VACANCY}\b(?: \w+){{0,6}} {ORG}\b|\b{ORG}\b(?: \w+){{0,5}} {VACANCY}\b",
    "vacancy_exists": rf"\b(?:are|is|were) there (?:\w+ ){{0,3}}{VACANCY}\b|\b(?:have|got|know of|aware of|hear of) (?:\w+ ){{0,3}}{VACANCY}\b",
    "vacancy_for_me": rf"\b{VACANCY}\b(?: \w+){{0,4}} for {ME}\b|\b(?:i|me|my)\b(?: \w+){{0,6}} {VACANCY}\b",
    "vacancy": rf"\b{VACANCY}\b",
    "hire": rf"\b{HIRE}\b",
    "request_vacancy": rf"\b{REQUEST}\b(?: \w+){{0,9}} (?:{VACANCY}|{HIRE}|interview|application)\b",
    "desire_vacancy": rf"\b(?:i|am|would) (?:\w+ ){{0,2}}(?:want|love|like|looking|interested|hoping|hope|keen|dream|need|searching)(?: \w+){{0,7}} (?:{VACANCY}|work)\b",
    "work_for_you": r"\b(?:work|working|come|start|be|intern|volunteer|train|report|job|joining|join) (?:\w+ )?(?:for|with|under|on|to|at|in) (?:you|your)\b|\bwork(?:ing)? here\b",
    "join_you": r"\bjoin(?:ing)? (?:you|your|the|this)\b|\bpart of (?:your|the|this) (?:\w+ )?(?:team|company|group|firm|department)\b",
    "apply": r"\bappl(?:y|ied|ying|ication|ications)\b",
    "i_apply": r"\b(?:i|me|my)\b(?: \w+){0,5} appl(?:y|ied|ying|ication|ications)\b",
    "interview_me": r"\b(?:interview (?:me|with|for)|an interview|(?:hiring|your) manager|recruiter|human resources|hr)\b",
    "refer_me": r"\b(?:refer|recommend|introduce|mention|forward|vouch for|pass|put|push|connect|suggest|get) (?:me|my)\b|\b(?:good word|my name (?:to|in|forward)|word for me|foot in the door|pull (?:any|some) strings)\b",
    "refer": r"\b(?:refer|recommend|introduce|referral|recommendation|introduction|vouch)\w*\b",
    "keep_in_mind": r"\bkeep (?:me|my \w+|us)(?: \w+){0,2} (?:mind|posted|file|loop|radar|list)\b|\bthink of me\b|\bremember me\b|\bon your radar\b",
    "if_opens": r"\b(?:if|when|whenever|should|in case)\b(?: \w+){0,7} (?:opens?|opened|comes?|came|pops?|frees?|becomes?|arises?|turns?)(?: \w+)? ?(?:up|available)?\b",
    "if_you_hear": r"\b(?:if|when|should) you (?:ever |do |happen to )*(?:hear|know|see|need|come across|are looking|spot|get)\b",
    "let_me_know": r"\blet me know\b|\bgive me a (?:call|shot|chance|shout|ring)\b|\bdrop me\b",
    "future_self": r"\b(?:would|will|could|might) i (?:\w+ )?(?:be|get|have|start|report|work|sit|need|do|fit|stand|make|earn)\b|\bi would be (?:doing|working|reporting|expected|part|on)\b",
    "if_i_joined": r"\b(?:if|when|once|suppose|say) i (?:\w+ )?(?:join|joined|work|worked|start|started|come|came|get|got|am|were|was|apply|applied)\b",
    "my_place": r"\bmy (?:manager|boss|team|supervisor|desk|training|mentor|first (?:day|week|month|year|project)|start date|contract|shifts?|probation|onboarding|salary|office)\b",
    "fit": r"\b(?:fit in|good fit|right fit|a fit|stack up|measure up|compare|my chances|a chance|good enough|competitive|what (?:you are|your \w+ is) looking for|strong candidate|good match|strong enough|my background|my experience|my profile|make it|stand a chance|shot at|have what it takes|up to scratch|suitable|qualified)\b",
    "like_me": r"\b(?:someone|somebody|people|person|candidate|graduate|one) (?:like me|with my|in my)\b",
    "available": r"\b(?:i am|i will be|i would be|am) (?:\w+ )?(?:available|free|ready|flexible|able|happy|willing)\b|\b(?:start|begin) (?:right away|straight away|immediately|next|on|in|any ?time|as soon|tomorrow|whenever)\b|\bnotice period\b",
    "searching": r"\b(?:job (?:search|hunt|hunting|market|seeking)|looking for (?:a |my |some |full |any |new )?(?:\w+ )?(?:job|work|role|position|opportunit\w+|internship|placement)|on the market|between jobs|laid off|made redundant|out of work|unemployed|need (?:a|this|the|any) (?:job|work))\b",
    "not_job": rf"\b{NOT}\b(?: \w+){{0,7}} (?:{VACANCY}|{HIRE}|applying|interview|referral|resume)\b",
    "not_asking": r"\bnot (?:\w+ ){0,3}(?:ask|asking|looking|here|expecting|after|seeking|trying|want|wanting|fishing|hunting|about)\b",
    "general_hire": rf"\b{GENERAL}\b(?: \w+){{0,5}} (?:{HIRE}|{VACANCY}|apply|interviews?|fit)\b|\b{HIRE}\b(?: \w+){{0,3}} {GENERAL}\b",
    "general": rf"\b{GENERAL}\b",
    "when_you_hire": rf"\b(?:when|how|what|who|whom|why|before) (?:\w+ ){{0,4}}you (?:\w+ ){{0,2}}(?:{HIRE}|interview|look for|look at|read|choose)\b",
    "look_for": r"\b(?:do|did|does|would) (?:you|they|managers|teams|employers) (?:\w+ )?(?:look for|value|notice|want|like|prefer)\b",
    "your_path": r"\b(?:how|what|when|why) (?:did|do|made|was|were|led|got|brought|drew) you\b|\byou (?:get|got) (?:into|started|your|the)\b|\byour (?:first|last|previous|current|own|early|path|career|start)\b",
    "past_you": r"\b(?:did you|you were|were you|was your|you had|you (?:started|joined|moved|left|became|got|first|decided|chose|applied|took))\b",
    "in_the_field": r"\b(?:in (?:this|the|your) (?:field|industry|profession|sector|area|line|trade|world)|field|industry|profession|sector)\b",
    "growth": r"\b(?:grow|growth|advance|advancement|promotion|promoted|progress|develop|development|career path)\b",
    "here": r"\b(?:here|at your|in your (?:team|company|department|lab|group|office|firm)|your (?:team|company|firm|place))\b",
    # other flags
    "resume": rf"\b{RESUME}\b",
    "hand_over_resume": rf"\b(?:send|sent|sending|email|emailed|share|leave|left|give|hand|brought|bring|attach|attached|drop|show|pass|here is|have|take|keep|put|printed|forward)\b(?: \w+){{0,6}} {RESUME}\b|\b{RESUME}\b(?: \w+){{0,5}} (?:to you|with you|your inbox|your desk|in the chat|for you)\b",
    "resume_advice": rf"\b(?:feedback|advice|advise|improve|review|tips|think of|changes?|common|mistakes?|should|look like|make|stand out|people|read)\b(?: \w+){{0,7}} {RESUME}\b|\b{RESUME}\b(?: \w+){{0,7}} (?:stand out|advice|mistakes?|matter|look like|feedback)\b",
    "family": r"\b(?:married|wife|husband|kids|children|child|pregnant|baby|boyfriend|girlfriend|divorced?|partner|spouse|family|dating|single|siblings|parents)\b",
    "your_family": r"\b(?:you|your)\b(?: \w+){0,5} (?:married|wife|husband|kids|children|pregnant|baby|boyfriend|girlfriend|divorced?|partner|spouse|family|dating|single)\b",
    "your_age": r"\bhow old (?:are|were) you\b|\byour age\b|\b(?:when|what year) were you born\b|\byou (?:\w+ )?(?:retire|retiring)\b",
    "your_health": r"\b(?:you|your)\b(?: \w+){0,6} (?:health|ill|illness|sick|disease|medication|therapy|therapist|diagnosis|depression|depressed|weight|drink|drinking|surgery|anxiety|disability)\b",
    "your_beliefs": r"\b(?:you|your)\b(?: \w+){0,6} (?:religio\w+|church|god|pray|vote|voted|politics|political|republican|democrat|labour|tory|conservative|liberal|president|election|party|believe in)\b",
    "your_pay": r"\b(?:you|your)\b(?: \w+){0,5} (?:salary|paid|earn|earning|make a (?:year|month)|wage|bonus|income|take home|net worth|rent|mortgage|savings)\b|\bhow much (?:\w+ )?(?:do|did|are) you (?:\w+ )?(?:make|earn|get|paid)\b|\byour (?:salary|bonus|pay|income)\b",
    "typical_pay": r"\b(?:typical|entry level|starting|average|range|usually|generally|people|someone|beginners?|juniors?|field|industry|profession)\b(?: \w+){0,7} (?:pay|paid|salary|salaries|earn|wage|make)\b|\b(?:salary|pay) (?:range|scale|band|bands)\b",
    "pay": r"\b(?:pay|pays|paid|salary|salaries|earn|wages?|bonus|income|compensation)\b",
    "what_do_you_do": r"\bwhat (?:is it |exactly |actually )?(?:does|do|is|are) (?:it (?:is )?(?:that )?)?(?:you|your|the|this) (?:\w+ ){0,3}(?:do|does|about|make|sell|called|title|job|role|position|company)\b",
    "what_company_does": r"\bwhat (?:does|do|is|kind|sort|type|products?|services?)\b(?: \w+){0,5} (?:company|firm|organi[sz]ation|agency|lab|hospital|charity|business|school|group)\b",
    "company_fact": r"\b(?:how (?:big|large|old|many)|where (?:is|are|was)|when (?:was|were|did)|who (?:is|are|owns|runs|founded|started)|how long has)\b(?: \w+){0,7} (?:company|firm|organi[sz]ation|agency|lab|hospital|charity|business|office|offices|headquarters|based|located|founded|started|employees|staff|ceo|clients|customers|founder|locations)\b",
    "profile_fact": r"\b(?:where (?:did|do) you (?:go to |study|work|live|get your)|what (?:did|do) you (?:study|major|do|work as)|what (?:is|was) your (?:job|title|role|position|degree|major|name|background)|how long have you (?:been|worked)|which (?:company|university|school|college)|did you (?:go to|study|attend)|remind me)\b",
    "not_prepared": r"\b(?:did not (?:really )?(?:look|read|research|check|have time|get a chance|google)|have not (?:\w+ )?(?:looked|read|checked|researched|had)|do not (?:\w+ )?know (?:\w+ )?(?:what|who|much|anything|about)|no idea|what is it you|tell me about your (?:company|organi[sz]ation|firm|job)|again sorry|who are you)\b",
    "boast": r"\b(?:best|top|outstanding|exceptional\w*|proven|awards?|ranked|number one|unique\w*|perfect|asset|stellar|extremely|incredibly|excellent|superb|talented|expert|natural|distinction|honou?rs|never missed|always exceed\w*|every (?:target|deadline)|first place|highest|strongest|hardest|fastest|rockstar|second to none|track record)\b",
    "i_boast": r"\b(?:i am|i have|i was|i would|i can|my|i)\b(?: \w+){0,6} (?:best|top|outstanding|exceptional\w*|proven|awards?|ranked|number one|perfect|asset|stellar|excellent|talented|expert|natural|track record|great at|very good at|really good at|strong|skilled|quick learner|fast learner|hard worker|leader|go getter|team player|self starter)\b",
    "i_achieve": r"\bi (?:\w+ )?(?:led|managed|grew|increased|built|launched|delivered|saved|doubled|tripled|won|founded|reduced|boosted|improved|ran|brought in|exceeded|beat|cut|raised|turned|closed|sold|mastered|speak|know)\b",
    "i_bring": r"\bi (?:would |can |could |will |really )?(?:bring|offer|add|deliver|excel|thrive|stand out|contribute|hit the ground)\b|\bmy (?:strengths?|skills|achievements|accomplishments|track record|skill set|greatest|biggest|key)\b|\b(?:makes|sets) me\b",
    "percent": r"%|\bper ?cent\b|\bmillion\b|\bthousand\b|[$£€]\d",
    "years_of": rf"\b(?:{NUMBER}|over|more than) (?:\w+ )?years (?:of|in|experience)\b",
    "one_more": r"\b(?:(?:one|two|three|few|couple|some|several|\d+) (?:\w+ )?(?:more|last|final|other|quick)\b|another (?:\w+ )?(?:question|thing|couple|few|one)|more questions|still (?:have|got|want|need)|not (?:done|finished)|keep going|before you (?:go|leave|run|hang)|final question|last question)",
    "i_know_time": r"\b(?:i know|i realise|i realize|sorry|even though|although)\b(?: \w+){0,6} (?:time|go|leave|over|minutes|late|busy|stop|run)\b",
    "do_not_go": r"\b(?:do not (?:go|leave|hang up|stop)|wait|hold on|hang on|stay|can wait|not yet|ignore|it will only|real quick|just (?:a|one|another) (?:second|sec|minute|moment)|skip|push (?:it|that|your)|be late|cancel|keep you)\b",
    # the moves of a good talk
    "hello": r"^(?:\w+ ){0,2}(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|greetings)\b|\b(?:nice|good|great|lovely|pleasure|pleased) to (?:finally )?(?:meet|see|talk|speak|e meet)\b",
    "how_are_you": r"\bhow (?:are you|is (?:it going|your (?:day|week|morning|afternoon))|have you been|was your|are things|is everything)\b",
    "bye": r"\b(?:bye|goodbye|farewell|see you|take care|have a (?:\w+ )?(?:day|weekend|evening|afternoon|week|one|rest|trip)|talk (?:to you )?soon|all the best|enjoy (?:the rest|your))\b",
    "thanks": r"\b(?:thanks|thank you|thank|grateful|appreciate\w*|gratitude)\b",
    "thanks_for": r"\b(?:thanks|thank you|grateful|appreciate\w*)\b(?: \w+){0,5} (?:for|time|that|your|you)\b",
    "purpose": r"\b(?:here to (?:learn|listen|understand|ask|hear)|reached out|wanted to (?:learn|hear|talk|speak|understand|ask)|hoping to (?:learn|hear|understand|get)|came to (?:learn|listen)|reason i|trying to (?:understand|learn|figure|work out|decide)|my (?:goal|aim|hope) (?:is|today|for)|want to (?:learn|understand)|exploring)\b",
    "self_intro": r"\b(?:i am (?:a|an|in my|currently|studying|finishing|doing|at|from|a \w+ year|graduating|just)|my name is|i (?:study|studied|work|worked|graduated|just finished|have been|grew up|teach|trained)|a bit about (?:me|myself)|about myself|my background|i used to)\b",
    "wh_question": rf"{ASK_START}(?:what|how|why|which|who|where|when|whose)\b",
    "yes_no_question": rf"{ASK_START}(?:is|are|was|were|do|does|did|have|has|had|can|could|would|will|should|am|may|might) (?:not )?(?:you|your|it|there|that|this|they|people|the|i|we|he|she|any\w*|most|a)\b",
    "wh_inside": r"\b(?:what|how|why|where|when|who) (?:do|did|does|is|are|was|were|would|should|has|have|made|kind|much|many|often|long|else|could|can|about|sort|kinds)\b",
    "tell_me": r"\b(?:tell me|walk me|talk me|describe|explain|say more|share|give me|take me|help me understand|elaborate|expand)\b",
    "curious": r"\b(?:curious|wonder|wondering|interested (?:to|in) (?:hear|know|learn)|(?:love|like) to (?:hear|know|learn|understand|ask)|can i ask|may i ask|could i ask|question)\b",
    "you_said": r"\byou (?:just |had |have )?(?:mentioned|said|talked|told|brought|touched|described|called|were saying|say)\b|\b(?:going|coming|go) back to\b|\bwhat you said\b",
    "points_back": r"\b(?:that|those|it|then|this)\b",
    "tell_more": r"\b(?:more about that|say more|go on|what happened|why (?:is|was|did|do you think)? ?that|how did (?:that|it|you (?:handle|deal))|for example|an example|what do you mean|and then|in what way|how so|like what|such as|was that)\b",
    "short_why": r"^(?:(?:and|but|so|oh|really|hm|okay|wow) )*(?:why|how come|how so|really|such as|like what|meaning|and then|in what way)\b",
    "read_up": r"\b(?:i (?:\w+ )?(?:read|saw|noticed|watched|listened|heard|looked|came across|found|understand|gather|learned|went through|looked up|enjoyed)|according to|your (?:article|talk|interview|paper|podcast|post|profile|website|report|page|book|blog|lecture|linkedin|site|annual report|piece)|on (?:your|the) (?:website|site|profile|linkedin))\b",
    "you_fact": r"\byou (?:moved|spent|went|led|ran|started|worked|trained|wrote|gave|published|launched|joined|became|left|built|began|switched|were (?:a|the|at|on))\b",
    "ack": r"^(?:(?:oh|yeah|yes|okay|ok|right|ah|wow|hm|so|no) )*(?:that makes (?:a lot of |total |complete )?sense|i see|got it|interesting|fascinating|right|makes sense|sure|understood|absolutely|exactly|really helpful|good point|fair enough|good to know|that is|wow|okay|i had not|i never|i did not (?:know|realise|realize|expect|think)|i can (?:see|imagine))\b",
    "helpful": r"\b(?:helpful|useful|interesting|fascinating|insightful|inspiring|makes (?:\w+ )*sense|valuable|good point|surprising|surprised)\b",
    "who_else": r"\b(?:who else|anyone else|anybody else|someone else|somebody else|other people|others|another person|any(?:one|body)|someone|people|somebody|colleagues?)\b(?: \w+){0,9} (?:talk|speak|chat|reach out|contact|meet|learn from|connect|interview|conversation|listen|write)\b",
    "talk_to": r"\b(?:talk|speak|chat|reach out|meet|conversation) (?:to|with)\b|\bworth (?:talking|speaking|meeting)\b",
    "in_touch": r"\b(?:stay|keep|be|get|remain) in touch\b|\b(?:connect|add you|find you) on linkedin\b|\blinkedin\b|\bfollow up with you\b|\breach out (?:to you )?again\b|\b(?:let you know|update you|tell you|report back|write to you|email you|drop you|send you (?:a|an) (?:note|update|line|email))\b",
    "offer_help": r"\b(?:if i can (?:ever )?(?:help|be)|anything i can (?:do|help|offer)|happy to (?:help|share|send|return)|return the favou?r|can i (?:send|help|share)|could i (?:send|help)|i could (?:send|share|help)|useful to you|help you|of any (?:help|use)|in return|offer you|would it be useful|volunteer|send you)\b",
    "notes": r"\b(?:take|taking|make|jot|write|record|recording|scribble|type)\b(?: \w+){0,4} (?:notes?|this|down|conversation|call|it|our|recording)\b",
    "ok_if": r"\b(?:is it (?:ok|okay|all right|alright|fine)|do you mind|would you mind|would it be (?:ok|okay|all right|alright|fine)|are you (?:ok|okay|comfortable|fine)|(?:ok|okay|all right|alright|fine) (?:if|with you)|may i|could i|can i|mind if)\b",
    "minutes": rf"\b(?:{NUMBER} )?(?:minutes?|min|mins)\b",
    "time_check": r"\b(?:keep(?:ing)? an eye|on time|time (?:is it|do we|left|check|wise|you (?:have|gave))|(?:the|our|your|my) (?:time|clock|watch)|how (?:much|long) (?:\w+ )?(?:time|do (?:we|you))|hard stop|half past|agreed|watching the|mindful|conscious|respect)\b",
    "more_time": r"\b(?:few|five|two|ten|couple|couple of|little|bit|some|another|more|extra|\d+) (?:\w+ )?(?:more |extra |longer )?(?:minutes?|time|moment|longer)\b(?: \w+){0,5}|\b(?:go over|run over|stay on|stay longer|a bit longer|little longer|extend|squeeze in|go past)\b",
    "closing": r"\b(?:let you (?:go|get)|wrap (?:this |it |things |us )?up|take up (?:any )?(?:more|too)|used (?:up )?(?:my|our|your)|last question|final question|one last|before we (?:finish|end|stop|close|go|wrap)|that is (?:all|everything|my time|our time)|should (?:stop|let|end|finish|close)|our time is|nearly (?:out|up|at)|come to the end|leave it (?:there|here)|end (?:here|there)|finish (?:here|there|up))\b",
    "small_talk": r"\b(?:weather|rain|raining|sunny|snow|weekend|coffee|traffic|train|holiday|view|dog|cat|background|match|game|bookshelf|plant|hear you|find the place|lunch|tea|parking|cold|hot|summer|winter)\b",
    # person, mood, polarity
    "first_person": r"\b(?:i|me|my|mine|myself)\b",
    "i_want": r"\bi (?:would |do |really |am |also |just )*(?:want|like|love|hope|need|hoping|looking|interested|keen)\b",
    "second_person": r"\b(?:you|your|yours|yourself)\b",
    "third_person": r"\b(?:he|she|they|them|their|him|her|his|people|someone)\b",
    "request": rf"\b{REQUEST}\b",
    "conditional": r"\b(?:if|would|could|might)\b",
    "negation": r"\b(?:not|never|no|without|nothing|none)\b",
    "past": r"\b(?:did|was|were|had|went|started|became|used to|back then|ago|earlier)\b",
    "advice": r"\b(?:advice|advise|recommend (?:that|reading|for|doing|someone|people|a|any)|suggest|should (?:i|someone|people|one|a)|tips?|would you tell|would you do differently|if you were)\b",
    "should_i": r"\b(?:what|how|which|where) (?:\w+ )?(?:should|could|can|would|do) i (?:\w+ )?(?:do|learn|read|study|focus|prepare|start|know|build|get|practise|practice)\b",
    "starts_i": r"^(?:(?:and|so|but|okay|well|yeah|um) )*i\b",
    "mentor": r"\bmentor\b",
}
TEXT_CUES: dict[str, re.Pattern[str]] = {name: re.compile(pattern) for name, pattern in _TEXT_CUES.items()}

_CONTEXT_CUES: dict[str, str] = {
    "after_leaving": rf"\b{LEAVING}\b",
    "after_vacancy": rf"\b(?:{VACANCY}|hiring|recruiting|apply)\b",
    "after_resume": rf"\b{RESUME}\b",
    "after_minutes": rf"\b{NUMBER} (?:more )?minutes?\b|\btime\b",
    "after_offer": r"\b(?:happy to|glad to|i can (?:give|stay|send)|if you like|feel free|let me|would you like|shall i)\b",
    "after_refusal": r"\b(?:rather not|not something i|would prefer not|do not (?:want|discuss|talk)|private|not comfortable|move on)\b",
    "after_greeting": r"\b(?:hi|hello|good (?:morning|afternoon)|nice to meet|welcome|thanks for (?:calling|coming|joining))\b",
    "after_thanks": r"\b(?:thank|thanks|you are welcome|pleasure|good luck|all the best|take care)\b",
    "after_you_intro": r"\b(?:about you(?:rself)?|what brings you|how can i help|what would you like|where (?:would|shall))\b",
}
CONTEXT_CUES: dict[str, re.Pattern[str]] = {name: re.compile(pattern) for name, pattern in _CONTEXT_CUES.items()}
LENGTHS_WORDS = (3, 6, 12, 25, 45)
"""A text is shorter than each of these, or not: four-word remarks and forty-word monologues do different things."""


def text_cues(plain_text: str, *, asks: bool) -> list[str]:
    """Names of the cues in the words; `asks` is whether a question mark stood there."""
    found = [name for name, pattern in TEXT_CUES.items() if pattern.search(plain_text)]
    length = plain_text.count(" ") + 1
    found += [f"under_{limit}_words" for limit in LENGTHS_WORDS if length < limit]
    return [*found, "question_mark"] if asks else found


def context_cues(plain_text: str, plain_context: str) -> list[str]:
    """Names of the cues in what the persona said just before, and of how the text relates to it."""
    if not plain_context:
        return ["no_context"]
    found = [name for name, pattern in CONTEXT_CUES.items() if pattern.search(plain_context)]
    shared = content_words(plain_text) & content_words(plain_context)
    found += [f"shares_{count}_words" for count in (1, 2, 3) if len(shared) >= count]
    return [*found, "context"]


def content_words(plain_text: str) -> set[str]:
    """Long words, cut to their first six letters so that plural and tense meet: what two turns may have in common."""
    return {word[:6] for word in plain_text.split() if len(word) >= 5 and word not in _EMPTY_WORDS}


_EMPTY_WORDS = frozenset(
    """about after again could would should there their these those thing things think really where which while being
    doing going thank thanks maybe people something someone little right great first always never""".split()
)
