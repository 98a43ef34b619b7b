"""Further ways of saying what the other rules know: tried after them, with their reasons and their wordings.

Each entry names a rule and says in which other words the same thing is asked. Apostrophes may be missing, as in speech
that was written down by a recogniser.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from simulator.core.rewrite_rules import Rule

_I_WOULD = r"i(?:'d| would| could| can|'ll| will)"
_ASKING = r"(?:will|would|is|are|does|do|did|has|have|could|might|can|when|may)(?:n't)?"
_YOU_THERE = r"(?:you|you guys|your lot|your \w+(?: \w+)?|they|the \w+|there|somebody|any of your \w+)"
_TAIL = r"(?:(?!\s(?:because|so|and|but|or|if|when|who|i|i'd|i'm)\b)[^.?!,]){0,15}"
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday|weekend"

WIDER_PATTERNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "veiled/banter",
        (
            r"(?:just|half) kidding|buy one get one free|adopt me|cheaper than your|business cards|parking space|coat hook",
            r"moving in with you|a bargain|car park with|best mistake|missing piece|my mum has already told|office dog",
            r"have to start paying me|empty bunks|next staff number|following you home|one more nurse|hardly notice me",
            r"a very charming|grumpy old man|go on the payroll|should lightning",
        ),
    ),
    (
        "veiled/free-work",
        (
            r"free labour|no (?:fee|money needed)|pay nothing|on the house|owe me (?:a penny|nothing)|free for you|all free",
            r"(?:don't|do not|not|wouldn't|needn't) (?:\w+ ){0,3}(?:paid|paying|pay|money(?! from))|money isn't|pay (?:really )?isn't",
            r"first (?:day|week|month) is free|pay you to let me|try me (?:for|out)|lowest rate|make the tea|i'd be a volunteer",
            r"(?:follow|watch) (?:you|one of your \w+) (?:round|around|for)|tag(?:ged|ging)? along|come and (?:watch|see how)",
            r"(?:help you guys out|help out at|give you a hand|come out|come) (?:\w+ ){0,5}(?:saturdays?|tuesdays?|hours a week)",
            r"make myself useful|one small project|starting at the bottom|site with you|could i come with you",
            r"just want the experience",
            r"two months of work and you decide|be useful to your charity|two weeks with your|spend them with you|mucking out",
        ),
    ),
    (
        "veiled/disclaimer",
        (
            r"(?:not|don't|won't|didn't|can't|wouldn't|never) (?:\w+ ){0,3}?(?:expecting|expect|ask|looking|here for|came because"
            r"|bring up|promise|flatter|push|pushing|hinting|begging)\b[^.?!]{0,30}"
            r"(?=[\s\S]{0,120}\b(?:but|although|though|unless)\b)",
            r"(?:just|only|mainly|strictly) (?:\w+ ){0,2}?(?:here to|visiting|a chat|gathering|interested|curious)\b[^.?!]{0,20}"
            r"(?=[\s\S]{0,120}\b(?:but|although|though|unless|and okay)\b)",
            r"fine with just a chat|just here to (?:chat|learn)|not unless there is|forget (?:that )?i said it|i won't ask",
        ),
    ),
    (
        "direct/pass-on-resume",
        (
            r"(?:pass(?:ed|ing)?|forward(?:ed|ing)?|hand|handing|send|give|gave|drop)"
            r" (?:\w+ ){0,2}?my (?:cv|c\.v|resume|résumé|curriculum|details)",
            r"have my cv from you|leave you my (?:cv|curriculum|resume|résumé)",
        ),
    ),
    (
        "direct/refer-me",
        (
            r"(?:refer|recommend|suggest|mention)(?:r?ed|r?ing)? (?:me|my name)|employee referral|email your recruiter and say",
            r"i give you my name|whoever recruits for you about me",
        ),
    ),
    (
        "veiled/vouch",
        (
            r"(?:a|your|my|of|character) (?:\w+ )?(?:references?|referees?|recommendation)|two referees|good word|nice things",
            r"(?:asks?|asked|call you|say|said|write something|ask|good things) about me|what you made of me|something nice",
            r"say (?:that )?(?:i'm|i'd make|you know me|you stood)|put your name to|have your support|(?:stood|stand) behind me",
            r"(?:tell|told) (?:your \w+|her|him|them|people|others|the \w+(?: of the \w+)?"
            r"|recruiters) (?:that )?(?:about me|i'm|good)",
            r"confirm (?:\w+ ){0,3}that i'm|that we've (?:talked|spoken|met)|name you (?:on|instead)|a word from you|believe in me",
            r"good things to say|knows? my work|you encouraged me|that you know me|describe me to|sort you'd recommend",
            r"asked you what i was like",
            r"you know me|says that we've|i'm right for this|brings me up|who'd say i'm",
        ),
    ),
    (
        "direct/application-status",
        (
            r"turned down by|second round|decided yet|made up (?:its|their|your) minds?|got through|what stage (?:am i|i'm)",
            r"yes or no to me|said anything about me|was mine in|any news|never got a reply|sent them an application|haven't heard",
            r"got one in with you|when will i hear|who'll be interviewed|did the board say|is my application",
        ),
    ),
    ("direct/meet-the-hirers", (r"a (?:chat|word|meeting) with the (?:person|people|one)",)),
    (
        "direct/get-an-interview",
        (
            r"(?:invite me|invited|straight|go|through) (?:for|to) (?:an? )?interview|so that i'm seen|audition (?:with|for)",
        ),
    ),
    (
        "veiled/interview-tips",
        (
            r"practice round|practi[cs]e (?:those|the|with)|right answer|best thing to say|good impression|hold it against me",
            r"if your \w+ asks?|when your (?:lot|\w+) (?:ask|talk)|your (?:\w+ )?(?:process|interview)|kind of (?:questions|answer)",
            r"(?:how|what) should i (?:come across|wear|bring)|when i meet your|topics to avoid|do a presentation",
            r"first question to me",
            r"like me to say|last candidate|what did she say in hers|the real thing|should i bring up|is it a suit|your partners use",
        ),
    ),
    (
        "veiled/who-decides",
        (
            r"who(?:'s|'d|m)?\b(?! (?:i|is hiring|is recruiting)\b)[^.?!]{0,40}\b(?:final say|decides?|chooses?|reads them"
            r"|reads the cvs"
            r"|sits on it|takes (?:\w+ ){0,2}on|takes people|looks after|deals with|responsible for|selects|shortlist|convince|purse"
            r"|have to say yes|final decision|recruiter is|recruits|be picking|to impress)",
            r"which of (?:you|the|your) \w+ (?:decides?|deals?|hires?|chooses?)|which partner should|final (?:say|decision)",
            r"pull with hr",
            r"(?:e-?mail|address|name|number|mobile)\b[^.?!]{0,12}\b(?:for|of|in)\b[^.?!]{0,10}\b(?:person|lady|recruit\w*|hr|human"
            r"|someone|manager|editor)",
            r"your (?:boss|manager|director|editor)\b[^.?!]{0,20}\b(?:her name|his name|email|write to|have a say|the one)",
            r"(?:the one|the chairman|the agency|the manager|the officer)\b[^.?!]{0,12}\b(?:who|that)\b[^.?!]{0,5}\b(?:takes|hires"
            r"|chooses|brings|gives|selects|decides)",
            r"the recruiter for|officer for recruitment|get to your \w+|have to say yes|do you decide|manager hire",
            r"choose people yourself",
            r"right person[^.?!]{0,25}reads|particular person|address (?:the|my) letter|where could i write|does head office decide",
        ),
    ),
    (
        "veiled/know-anybody",
        (
            r"who(?:'s| is|s) (?:\w+ )?(?:hiring|recruiting|looking|taking|got work|short)|any idea who|send them my way",
            r"(?:know|known|knows|idea|mentioned)\b[^.?!]{0,30}\b(?:recruiting|hiring|taking|need|needs|wants|short of|looking|after)",
            r"which (?:\w+ ){1,4}(?:are (?:after|taking|hiring)|need|would you try)|takes seasonal workers|crying out for",
            r"your (?:friends|suppliers|contacts|old colleagues|running club|brother's \w+)|one of your contacts",
            r"anything you come across",
            r"any \w+ you know of|can't take anyone|work for a beginner|work for a welder",
        ),
    ),
    (
        "veiled/check-back",
        (
            r"(?:i'll|i will|can i|could i|may i|shall i|should i|if i|i could|i'd|me)\b[^.?!]{0,25}\b(?:buzz you|drop (?:by|in|into)"
            r"|check(?:ed)? in|get in touch|got in touch|be in touch|be back|come back|remind you|follow(?:ing)? up|try my luck"
            r"|look you up|on the phone to you|give you a (?:ring|call|shout)|little reminder|come to you first|on your doorstep)",
            r"(?:i'll|i will|i can|can i|could i|if i|we agree that i|then|city renews you i'll) (?:ring|call|phone|asked"
            r"|reach)(?! out)",
            r"hear from me again|(?:ask|asked|asking|ringing|call|check in|try|talk) (?:you |the \w+ |in )?again|worth asking",
            r"(?:a|it's a|is it a) no (?:forever|for now|for this)|still be no|when will you know|by when would|time i graduate",
            r"check in again|good to come knocking|more luck with you|could i write to you|before i ask you|change by next",
            r"is there a date when",
        ),
    ),
    (
        "veiled/you-have-my-number",
        (
            r"(?:ring|call|text|phone|write to|contact) me|know who to (?:call|ring)|get a call|people you call|feel free to call",
            r"pick up before|my door is open",
        ),
    ),
    (
        "veiled/keep-in-mind",
        (
            r"forget (?:about )?me|forget me|keep(?:ing)? (?:me|my name|names)|kept my|think (?:on|of) me|think about the old",
            r"my name (?:will|could|would|might)|on file|next to my name|be considered|hang on to (?:it|my)|hold on to my",
            r"be thought of",
            r"i'm (?:about|around) and|you think of first|be interested if|up for it|i'm there|a keen applicant|round the corner",
            r"glad to hear about it|you've met somebody|across your desk|wants another pair of hands",
        ),
    ),
    (
        "veiled/money",
        (
            r"(?:my |the )?rent's?|unemployment (?:money|runs)|severance|funding stops|(?:no|an) income|living off|live off",
            r"on my parents",
            r"credit card|money left|money is getting|moneywise|baby (?:coming|on the way)|can't support me|be earning|start earning",
            r"whole (?:family|house)|family depends|couch back|on beans|carrying us|zero hours stuff|only one who can earn",
        ),
    ),
    (
        "veiled/availability",
        (
            rf"{_I_WOULD} (?:\w+ ){{0,3}}?(?:start|begin|come in|come on board|be with you|cover|commute|be there|step in|be ready"
            r"|work (?:any|full|from|part)|give two weeks|do (?:\w+ ){1,4}(?:days?|hours|week|saturdays)|be trained up|go out to any)",
            r"weeks'? notice|hand(?:ing)? (?:in )?my notice|notice in on|my (?:calendar|diary|summer|timetable|tuesdays|thursdays)",
            r"(?:free|off|open) (?:for good|all term|to take|for work|this)|driving licence|my own (?:car|van)|tools are",
            r"have my licence",
            r"i live (?:\w+ ){1,3}(?:minutes|miles|hour)|short notice|kept (?:\w+ )?\w+ (?:free|open)|between (?:semesters|contracts)",
            r"part time|full time|any (?:shift|day this|days you)|all fine with me|next train|step down|pay cut",
            r"(?:days?|hours) a week",
            r"any other commitments|ready from|quiet time|start date|fridays off|kids are (?:back )?(?:in|at) school|any day after",
            rf"i'm free (?:the|all|every|on|in|{_MONTHS}|{_DAYS}s?)|around the whole of|i can be there|start before|couldn't start",
            r"need me from|lived closer|out of my current place|monday after|whatever suits|fine with both|leave and come to you",
        ),
    ),
    (
        "veiled/would-move",
        (r"go anywhere|move up there|moving to your|yes to anywhere|distance from your|could i move|pack a bag",),
    ),
    (
        "veiled/deadline",
        (
            rf"(?:before|by|until|till|past) (?:the |next |about |end of ){{0,3}}(?:christmas|new year|easter|summer"
            rf"|end of (?:the )?(?:month|year)|{_MONTHS}|{_DAYS}"
            r"|thirtieth)",
            r"(?:\w+ )?(?:days|weeks) (?:to find|left)|ninety days|summer's over|christmas is coming|answer on another offer",
        ),
    ),
    (
        "veiled/need",
        (
            r"i (?:really |just |do )?need (?:something|some|to get|a job|work)|have to (?:find|have) something",
            r"badly i need|in a hurry",
            r"yes to anything|has to be soon|one break|you or nothing|can't do another|i don't have time(?! for)|the next thing fast|i'm stuck",
            r"need something|need to get out",
        ),
    ),
    (
        "veiled/pay-of-post",
        (
            r"(?:would|could|can|do|does|what|how|is|where|when)\b[^.?!]{0,40}\b(?:paid|paying me|wages?|earn|day rate|minimum wage"
            r"|profits|bonus|insurance|on the scale|worth to me|making now|any higher|offering for|money-wise|my pay)",
            r"talked numbers|what i'd make|what would you start me",
        ),
    ),
    (
        "veiled/sizing-up",
        (
            r"(?:would|do|could|will) i (?:survive|cope|manage|pass|make it|last|handle|scare|be (?:right|strong|too|overqualified"
            r"|the right|good|best|any))",
            r"am i (?:the|too|better|eligible|what|good|a|any)|(?:count|held|hold) against me|make of me|hold me back|potential in me",
            r"see me (?:on|in|as|running)|overqualified|lack of experience|my odds|any chance at all|strong enough|enough for your",
            r"do i (?:look like|have the)|up to it|stop you from|best suited|be a plus|what would it take|me or a|yes or no",
            r"be getting if you got me",
            r"missing on my side|be the end of it|near the top|end up here|the standard you'd|you'd be getting",
            r"have you in mind for me",
            r"biggest strength|(?:a|the) problem for your|problem that i|a former \w+|director would like",
        ),
    ),
    (
        "veiled/presuming-training",
        (r"who would i be shadowing|somebody be watching me|trial period",),
    ),
    (
        "veiled/presuming",
        (
            r"(?:would|will|might) i (?:\w+ ){0,2}?(?:be|begin|drive|wear|eat|travel|look after|have|share|bring|sign"
            r"|come out|answer)",
            r"where would i|what would i|would be mine|would mine|whose \w+ (?:\w+ )?would i|i'd get|expect from me|on day one",
            r"i (?:assume|guess|imagine|suppose) i'd|i'd be (?:sitting|out in|spending|working|the)|i'd bring my|when i work here",
            r"could i (?:take|leave|just|switch|park)|me working remotely|be first author|my posting|answer directly to you",
            r"be on the day",
            r"do i bring my|handover with|my german is only",
        ),
    ),
    (
        "direct/how-do-i-get-in",
        (
            r"application form|put in an application|send an application|(?:form|one) i can fill|put my name in|applications for your",
            r"skip the form|go straight to|write to you directly",
        ),
    ),
    (
        "veiled/in-here",
        (
            r"(?:what|which|how|where) (?:\w+ ){0,4}?(?:should|could|can|do|must) i (?:\w+ ){0,3}?(?:get|put|use|work on|do"
            r"|add|make|say)",
            r"notice me|get picked|your (?:hr|recruiters|system)|a trick|to turn down|keywords|online form|stronger candidate",
            r"make a difference at|swings it|higher on your|look(?:ed)? at me|impress|helped your last|help me (?:get|with)",
            r"in my portfolio",
            r"what did they do|in my letter|interned there|before i try|pass the|forget about the third|on paper before|if i got my",
        ),
    ),
    (
        "direct/hire-me",
        (
            r"hiring me|hire somebody who|i want (?:that|the|a) job|(?:me|be) (?:for|on) your team|what about me",
            r"an offer from you|taking on somebody|stay and start|have a go at it",
            r"up for it|come on board with you|one of your engineers|drive for you|like to work here|hire anyone",
        ),
    ),
    (
        "veiled/intake",
        (
            rf"{_ASKING} {_YOU_THERE}\b[^.?!]{{0,40}}\b(?:trainees?|apprentices?|freshers|graduates|students?|beginners|interns"
            r"|freelancers|new faces|from my university|without experience|next intake|nurses from|juniors?|recruit (?:you|every))",
            r"how many (?:trainees|apprentices|graduates|interns)|no apprentice this year|straight from school",
            r"trainee intake|next intake|coming batch|have a programme|trainee programme",
        ),
    ),
    (
        "veiled/headcount",
        (
            rf"{_ASKING} {_YOU_THERE}\b[^.?!]{{0,40}}\b(?:tak(?:e|ing) (?:\w+ ){{0,3}}on|extra \w+|another \w+"
            rf"|more (?:people|of)|enough"
            r"|replac(?:e|ing|ed)|retir\w+|stuck for|short of|need for|hir(?:e|ing)|recruit\w*|freeze|bigger|understaffed|seats?|room"
            r"|adding|bring(?:ing)? (?:\w+ ){0,3}in|could do with|want(?:ing)? (?:one|another|an)|capacity|crewing up|leave your|hands"
            r"|an assistant|people who|as many \w+ as|need much|gaps?|help at|have money for|money for another|cast|do with)",
            r"below strength|replacing her|stopped recruiting|taking people on|take on somebody|expect to hire|one extra person"
            r"|seats come free|more people|enough (?:hands|hygienists)|all the people you need|money for another|people leave your"
            r"|another pair of hands|busy enough|little corner|keep any of|something coming up|summer students|do with a third",
        ),
    ),
    (
        "direct/placement",
        (
            r"summer student|do my (?:ojt|practicum|attachment)|an attachment|my practicum|three hundred hours|for a trainee",
        ),
    ),
    (
        "veiled/job-search",
        (
            r"(?:i'm|i am|been|still|only) (?:\w+ ){0,2}?(?:looking|unemployed|asking (?:around|everyone)|going round|reaching out"
            r"|trying to (?:find|get|leave)|after a start|sending applications|ringing them)",
            r"i look for|long search|my search|no luck with|came to nothing|no offer|holding out for|gone with another",
            r"tried everywhere",
            r"(?:find|found) anything|back to the applications|my (?:last|mornings on) (?:interview|applications)",
            r"feelers out|still no \w+",
            r"three interviews|quit my job|get out of \w+|next step to be|nobody wants|what i'm going for",
            r"applications in with|with two",
            r"handed my cv|i'm searching|put(?:ting)? the word out|nothing has come|hasn't come|been asking",
            r"the one looking|widened my search|on staff somewhere",
        ),
    ),
    (
        "veiled/flattery",
        (
            r"on my list|see myself (?:here|there|on)|where i(?:'d)? (?:most |want )?(?:like to|want to be|to be|belong)|be one of you"
            r"|only (?:one i|ever want)",
            r"always been my plan|dreaming|dreamed|(?:great |the )?honour|feel at home|ends? up (?:at|with|here)|i admire|ever wanted",
            r"love to do this|a part of|no other \w+ i'd|best kitchen|with a boss like|or nothing|i'd switch|better than where i am",
            r"my eye on|team i've been|if i could choose|heaven for|mad about your|gold standard|your building as",
            r"makes me want|i want that(?=\W{0,9}$|,)",
            r"the only one|best in the business|reason i want|come back as staff|wear that uniform|want to stay|for myself",
            r"want to be here",
            r"be anywhere else|your company since|the first name i|it would be yours|the one i want|not moving out",
        ),
    ),
    (
        "veiled/great-fit",
        (
            rf"{_I_WOULD}\b[^.?!]{{0,20}}\b(?:be (?:\w+ ){{0,4}}?(?:good|great|grand|perfect|right|useful|suit\w*|help|calm"
            rf"|safe|brilliant"
            r"|up to speed|at home|handy|off|better|ideal)|bring|thrive|settle|suit|contribute|do (?:that|it|you|well|the|those)|help"
            r"|fit|add|make your|run|sort|meet your|slot|have no trouble|have it buzzing|translate)",
            r"(?:is|just|so) me(?: to be honest| i could)?(?=\W{0,9}$)|right person|right attitude|match(?:es)?|very suitable",
            r"culture fit|ticking|tick every|my (?:values|passion)",
            r"the skills|ideas for your|happy with me|disappointed|disappoint you|what your \w+ needs|what you need|me you'd get",
            r"working with me|hands with me|with me you'd|lot out of me|slot into|good for each other|next step wouldn't",
            r"handy for|need me|needs me|second nature|my thing",
            r"looking at her|what you'd get|harder (?:for|worker)|exactly the|good at|good (?:at it|on|in your)",
            r"better driver|suit this",
            r"already work here|contest i ever|be useful|be right for|could do those here|your depot could want|me and your",
            r"belong with you",
            r"a head for|that's my job|i do video|have my eyes closed|my front desk|run your|would suit me|german speakers",
        ),
    ),
    (
        "direct/openings",
        (
            r"(?:is|are|might|any|have|has|does)\b[^.?!,]{0,35}\b(?:open|space|room|gap|free seats?|seats? free|desk|training contract"
            r"|clerkship|residency|freelance work|work for|hours a week|available|going (?:at|here|in|and))",
            r"(?:jobs|work) at your|hiring out here|advertising for|another pair of hands|you're after a|take one more",
        ),
    ),
)


def wider_rules(known: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules of `known` that have further patterns, with those in place of their own."""
    by_name = {rule.name: rule for rule in known}
    return tuple(replace(by_name[name], pattern=_pattern(parts)) for name, parts in WIDER_PATTERNS)


def _pattern(parts: tuple[str, ...]) -> str:
    return rf"\b(?:{'|'.join(parts)})\b{_TAIL}".replace("'", "'?").replace("'??", "'?")
