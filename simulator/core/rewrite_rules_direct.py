"""The rules for open requests for a job: vacancies, being hired, referred, interviewed, what became of an application."""

from __future__ import annotations

from simulator.core.rewrite_rules import Rule, general_rules, job_ask
from simulator.domain import MoveKind

A_RESUME = r"(?:résumé|resume|résume|resumé|cv|c\.v\.|see vee|cover letter|covering letter|portfolio|application)"
YOU_LOT = r"(?:you|you guys|you all|you lot|y'all|youse)"
THEIR_PLACE = r"(?:your \w+(?: \w+)?|here|there|with you|at yours|over there)"
NEW_PEOPLE = (
    r"(?:people|anyone|anybody|someone|somebody|staff|hands|interns?|trainees?|apprentices?|students?|graduates?|"
    r"juniors?|"
    r"volunteers?|newcomers?|beginners?|a \w+)"
)


def _direct(name: str, pattern: str, why: str, *rewrites: str) -> Rule:
    return job_ask(f"direct/{name}", pattern, why, *rewrites)


DIRECT_RULES: tuple[Rule, ...] = (
    _direct(
        "pass-on-resume",
        rf"\b(?:pass(?: on)?|forward|hand|give|slip|put|get|show|upload|deliver|submit|find its way|send|"
        rf"take)\b[^.?!]{{0,30}}"
        rf"\b(?:my|the) {A_RESUME}\b[^.?!]{{0,30}}|\bmy {A_RESUME}\b[^?!]{{0,50}}\b(?:go to|hand|show|give|get it|"
        rf"deliver|reach|on the right desk)\b|"
        rf"\bhere's my {A_RESUME}\b|\bpass it (?:on )?to\b|\bsend my (?:cv|stuff)\b",
        "“{words}” makes them the carrier of your papers, so they must act for you instead of talking with you.",
        "When you look back at people who did well in {field}, what had they done before?",
        "What would you want to know about a person that no paper shows?",
        "Which experiences tell you that somebody has understood this work?",
        "What do people in {field} leave out when they write about themselves?",
        "How does {background} look to people in {field} who read it on paper?",
    ),
    _direct(
        "refer-me",
        r"\b(?:refer|recommend|endorse|nominate|commend|sponsor|vouch for|put forward|mention|introduce|fast-track|"
        r"back) (?:me|my name|us)\b"
        r"[^.?!]{0,20}|\bvouch for me\b|\bput me forward\b|\b(?:put in|have) a (?:good )?word\b[^.?!]{0,15}|\b(?:a|"
        r"any|your) (?:\w+ )?referral\b|"
        r"\b(?:pass|give|drop|push|forward|get) my name\b[^.?!]{0,15}|\bpull (?:\w+ )*strings\b|\bon my behalf\b|"
        r"\brecommendation letter\b|"
        r"\b(?:my|as my|your) (?:reference|referee)\b|\bthat you (?:sent|recommended|recommend) me\b|"
        r"\buse your name\b|\ba nudge from you\b|"
        r"\btell (?:your \w+|her|him|them|the \w+) (?:that )?(?:about me|i|to take me|i'm)\b[^.?!]{0,15}|"
        r"\bget them to look at me\b|\binside person\b|"
        r"\bin front of them\b|\bsay i'm good\b|\bif you (?:asked|told) them\b|\bbe put forward\b|\bsponsor me\b|"
        r"\bsupport my candidacy\b|\bmention you\b",
        "“{words}” asks them to put their own name behind you for a job, before they know your work.",
        "Who else in {field} sees this work from a different side and would be good to listen to?",
        "Which people's thinking about {field} has shaped your own?",
        "Who would give me a different view of {field} from yours?",
        "What makes you trust somebody's work enough to speak well of it?",
        "Whose work in {field} do you follow, and why?",
        "How do people in {field} come to trust one another's work?",
    ),
    _direct(
        "application-status",
        r"\b(?:check on|status of|news (?:on|of)|where is|what's happening with|look at|happened (?:to|with)|"
        r"look up)\b[^.?!]{0,20}\b"
        r"(?:my|the) (?:application|file)\b|\bi(?: have|'ve)?(?: already| just)? (?:applied|"
        r"put in for)\b[^.?!]{0,25}|"
        r"\b(?:my|the) application\b[^.?!]{0,20}\b(?:any news|where|turned down|to your|lands)\b|\bunder review\b|"
        r"\breserve list\b|"
        r"\bwhere i am in the queue\b|\bdid (?:i get|my cv)\b[^.?!]{0,15}|\bheard (?:back|nothing)\b|"
        r"\bwho rejected me\b|"
        r"\bmy interview (?:in|with|at|last)\b|\bi had an interview\b|\bhave they chosen\b|"
        r"\bdecided on the candidate\b|\bis it mine\b|"
        r"\bmy application\b|\bclos(?:es|ing)\b[^.?!]{0,20}\bpush mine\b|\bon the waiting list\b",
        "“{words}” sends them to look into your own case, which turns a talk about their work into a favour about yours.",
        "Looking back, what do people misunderstand about how decisions on newcomers are made in {field}?",
        "How long do decisions of that kind usually take in {field}, and what slows them?",
        "What have you learnt from being turned down yourself?",
        "What makes a stranger's account of themselves stay with you afterwards?",
    ),
    _direct(
        "meet-the-hirers",
        r"\b(?:introduc\w+|connect|put me in touch|talk|speak|get me in front|walk me|point me|meet)\b[^.?!]{0,30}"
        r"\b(?:hiring manager|hires?|hiring|recruit\w*|hr|human resources|personnel|interview|candidate)\b|"
        r"\bwho(?:m)? (?:do|should|could|can|must) i (?:talk|speak|write|send|see)\b[^.?!]{0,30}|\b(?:your|"
        r"the) hiring manager\b",
        "“{words}” wants a way to the people who hire, and to lend you that way is theirs to offer.",
        "How does hiring usually work in {field}, seen from your side of the table?",
        "What do you and your colleagues argue about when you choose somebody new?",
        "What have you learnt about people from helping to choose them?",
        "Who else in {field} would be good to listen to about the work itself?",
    ),
    _direct(
        "get-an-interview",
        r"\b(?:get|have|swing|arrange|fix|give|squeeze|land|see|turn into|sit down)\b[^.?!]{0,30}\binterview\w*\b|"
        r"\bto be (?:interviewed|shortlisted)\b|"
        r"\binterview(?:ed|ing)? (?:me|for)\b|\bassessment day\b|\bselection weekend\b|\bshortlisted\b|\bcast me\b|"
        r"\bsqueeze in\b|"
        r"\bget me the interview\b|\bproper (?:job )?interview\b",
        "“{words}” asks to be let into their hiring, which today's talk was not meant for.",
        "What questions would you put to somebody to find out how they think?",
        "What tells you, in a first conversation, that a person understands the work?",
        "What were you asked when you started, and what would you ask today?",
        "What have good conversations between newcomers and people in {field} in common?",
    ),
    _direct(
        "placement",
        r"\b(?:do|get|have|offer|an?|my|any|book in for|with your|on your|the|into)\b[^.?!]{0,15}\b(?:intern|"
        r"internships?|intern ship|placements?|"
        r"apprentice(?:ships?)?|work experience|co-op|saturday girl|trial shift|bursary place|thesis)\b[^.?!]{0,15}|"
        r"\b(?:can|could|may|let me|would)\b[^.?!]{0,20}\b(?:shadow|intern|volunteer|tag along)\b[^.?!]{0,15}|"
        r"\btake (?:on )?(?:interns|apprentices)\b|"
        r"\btaking (?:on )?(?:interns|apprentices)\b|\baccept volunteers\b|\binternships?\b|\bapprenticeships?\b|"
        r"\btwenty apprentices\b|"
        r"\bplacement\b|\byour saturday girl\b|\bsemester with a company\b|\bsome experience at\b|"
        r"\bsome days with your\b|\bgraduate (?:scheme|programme|program)\b",
        "“{words}” asks for a place for yourself, which they can only grant or refuse.",
        "What do {newcomers} in {field} learn that no course teaches?",
        "How do {newcomers} in {field} usually spend their first weeks?",
        "What do {newcomers} get wrong at first, and how do you notice?",
        "What did the best {newcomers} you have known do differently?",
        "What surprises {newcomers} most about {field}?",
        "How did people you know get their first real taste of {field}?",
    ),
    _direct(
        "when-can-i-start",
        r"\bwhen (?:can|could|do|would) i (?:start|begin|join)\b|\bcan i start\b[^.?!]{0,15}|"
        r"\bwould you want me to start\b|\byou're hired\b|"
        r"\bsign today\b|\bwhere do i sign\b",
        "“{words}” skips the question whether there is a job and goes straight to the first day.",
        "What does the first month look like for {newcomers} in {field}?",
        "What should somebody have understood about {field} before day one?",
        "What did you find hardest when you were new to {field}?",
    ),
    _direct(
        "hire-me",
        r"\b(?:hire|employ|take|bring|bringing|have|use|consider|represent|commission|pick|choose|put|want|accept|"
        r"pay) (?:me|us|both of us|(?:someone|somebody|"
        r"a \w+) (?:like me|of)|an? (?:bloke|nurse|ex-offender)\b[^.?!]{0,20}|a chance on)\b[^.?!]{0,20}|\b(?:get|"
        r"be|being|getting|employing) "
        r"(?:me )?(?:hired|employed|taken on|a returner)\b[^.?!]{0,10}|\b(?:give|get|find|offer|sort|fix|save|make|"
        r"fit)\b (?:\w+ ){0,4}?(?:me|us) (?:\w+ )"
        r"{0,4}(?:job|jobs|work|chance|go|shot|place|position|something|contract|offer|start|the jobs?|one|up|"
        r"out)\b|\bhave the job\b|\bcan i have a job\b|"
        r"\bcan employ me\b|\bmake me an offer\b|\byour payroll\b|\bon the books\b|\boffer me\b[^.?!]{0,20}|"
        r"\basking (?:you )?for a (?:job|position)\b"
        r"|\bfor (?:you to give me )?(?:the|a) job\b|\bsponsor for my visa\b|\bhow about me\b|\bcould (?:it|"
        r"i) be (?:me|the one)\b|\bi mean me\b|"
        r"\bto be employed\b|\bhigher me\b|\bget me in\b|\bemploy somebody\b|\bme jobs\b|\bgive me\b|\bemploy me\b|"
        r"\bhave you take me\b|\btake me\b",
        "“{words}” asks them to take you on: they came to tell about their work, and now they have to say no.",
        "What do you notice in somebody who is going to do well in {field}?",
        "What do people find hardest in their first year in {field}?",
        "How did you yourself get your first chance in {field}?",
        "What made somebody take you seriously when you were starting out?",
        "What kind of person stays happy in {field} for thirty years?",
        "How have you seen people with {background} settle into {field}?",
        "Where does {background} help in {field}, and where does it get in the way?",
        "What would somebody with {background} have to learn from the ground up?",
        "What does a good week look like for {work}?",
        "What separates a good beginner from a very good one {at_place}?",
        "What do {newcomers} find hardest to get used to {at_place}?",
        "What makes the work {at_place} different from what people imagine?",
    ),
    _direct(
        "work-for-you",
        rf"\b(?:work|working|come work|train) (?:for|with|under|on|in|at) (?:you|your \w+)\b[^.?!]{{0,15}}|"
        rf"\bjoin(?:ing)? (?:you|your|the) ?(?:\w+ )?"
        rf"(?:team|company|firm|department|crew)?\b|\b(?:come|came) (?:and |to )?(?:work|help)\b[^.?!]{{0,20}}|"
        rf"\bpart of your \w+|\bwork together\b|"
        rf"\bi want in\b|\bi want to be an? [\w ]{{0,20}}|\bemployee of yours\b|\bwant to work there\b|"
        rf"\bwanna work\b[^.?!]{{0,15}}|\bcame in as\b[^.?!]{{0,15}}|\bas your (?:assistant|clerk)\b|"
        rf"\byour (?:second )?assistant\b|"
        rf"\bworking {THEIR_PLACE}|\ba job (?:with|at|on|in) {THEIR_PLACE}|\bemployment\b|\bon your staff\b|"
        rf"\bon your bench\b|\ba wage\b",
        "“{words}” is a wish for their job said to their face, and it leaves them nothing to tell you.",
        "What is it like to do this work on good days, and on bad ones?",
        "What makes people stay in {field}, and what makes them leave?",
        "What do you enjoy about the people you work with?",
        "What did you imagine about {field} before you knew it, and what was different?",
        "What is it like {at_place} on a difficult day?",
        "What keeps people {at_place} for many years?",
        "What are people {at_place} proud of?",
    ),
    _direct(
        "how-do-i-get-in",
        rf"\b(?:how|what|where|which)\b[^.?!]{{0,30}}\b(?:i|one|me)\b[^.?!]{{0,25}}\b(?:apply|get in(?:to)?|"
        rf"get a job|get on|join|get hired|become|land|started|"
        rf"get started|break in|internship)\b[^.?!]{{0,20}}|\b(?:get|gets|getting) (?:into|onto|on to|"
        rf"in)\b[^.?!]{{0,20}}|\bi apply\b[^.?!]{{0,20}}|"
        rf"\bapply (?:to|at|with|for)\b[^.?!]{{0,20}}|\bnext steps to get hired\b|\btransfer into {THEIR_PLACE}|"
        rf"\bquickest way\b[^.?!]{{0,20}}",
        "“{words}” asks for your own way into their house, where a talk like this is about the way into the field.",
        "How do people usually find their way into {field}?",
        "What did your own way in look like, and would it still work today?",
        "What has changed about how people get started in {field} since you began?",
        "Which first steps into {field} taught people most?",
        "How did the people {at_place} come to this work?",
    ),
    _direct(
        "openings",
        rf"\b(?:are|is|will|do|does|have|has|any|got|whether|if|what|how many|"
        rf"know of)\b[^.?!]{{0,30}}\b(?:openings?|vacanc(?:y|ies)|positions?|jobs?|roles?|"
        rf"spots?|slots?|opportunit(?:y|ies)|places?|posts?|req|gigs?|headcount|work going|work for me|dep work|"
        rf"a start)\b[^.?!]{{0,12}}|"
        rf"\b(?:are|is|will|be|if|that)\b[^.?!]{{0,25}}\b(?:hiring|recruiting|employing|taking on|looking for|"
        rf"adding)\b[^.?!]{{0,15}}|\b(?:need|needs|use|"
        rf"needing|want) (?:\w+ )?{NEW_PEOPLE}\b|\bextra pair of hands\b|\bbe needing \w+|"
        rf"\bget(?:ting)? on the \w+ crew\b|\b(?:openings?|vacanc(?:y|ies)|vacant|open positions|staff wanted|"
        rf"careers page|advertised|to fill)\b|"
        rf"\b(?:any|some)thing\b[^.?!]{{0,20}}\b(?:going|for)\b[^.?!]{{0,15}}|\b(?:job|post|place|position|"
        rf"gig) (?:for me|going|here|taken)\b|\b(?:a|the) (?:\w+ ){{0,3}}"
        rf"(?:job|jobs|position|post|vacancy|place|role|spot)\b|\bis there a job\b|\bgiven notice\b|\bshort a \w+|"
        rf"\bhired all year\b|\bhire all year\b",
        "“{words}” asks for a vacancy with them, and whoever hears that stops telling and starts refusing.",
        "Which kinds of work in {field} are growing, and which are shrinking?",
        "What decides, from year to year, how much work there is in {field}?",
        "Which work in {field} do outsiders never hear of?",
        "What do entry-level roles in {field} usually look like?",
        "What do {newcomers} in {field} usually do first?",
        "How have beginnings in {field} changed over the past ten years?",
        "How has the work {at_place} changed in the last few years?",
        "Which part of the work {at_place} would surprise an outsider?",
        "What does an ordinary week look like {at_place}?",
        "What is the hardest thing to get right {at_place}?",
        "What does a good day look like for {work} in {field}?",
        "What takes {work} longest to learn?",
        "What do people get wrong about the work of {work}?",
        "Where does {background} turn out useful in {field}?",
    ),
)

ANY_DIRECT_RULES: tuple[Rule, ...] = general_rules(
    MoveKind.JOB_ASK,
    "direct",
    "“{words}” asks for a job with them, and they agreed to a talk about their work.",
    "It asks for a job with them, and they agreed to a talk about their work.",
    "What do you wish you had known about {field} when you started?",
    "What would you tell somebody who is trying to understand {field} from outside?",
    "What has surprised you most about working in {field}?",
    "What do you know about {field} today that no book told you?",
    "Which decision in your working life would you make again?",
    "What makes a good day in {field}?",
)
