"""The rules for those who see themselves in the job already: they presume it, ask how they compare, or ask for the way in."""

from __future__ import annotations

from simulator.core.rewrite_rules import Rule, job_ask

_WOULD_I = r"\b(?:would|will|could|do|can|am|should|might|may|if|when|once|how|what|which|where)\b[^.?!,]{0,30}\b(?:i|me|my)\b[^.?!,]{0,30}?"
"""Somebody speaks of themselves in a job that they do not have."""
_LIKE_ME = r"(?:someone|somebody|people|folks|a person|a \w+|an? \w+ \w+) (?:like me|such as myself|like mine|with my)"


def _veiled(name: str, pattern: str, why: str, *rewrites: str) -> Rule:
    return job_ask(f"veiled/{name}", pattern, why, *rewrites)


_PRESUMING: tuple[Rule, ...] = (
    _veiled(
        "presuming-manager",
        r"\bmy (?:new )?(?:manager|boss|supervisor|mentor)\b[^.?!]{0,15}|\bwh(?:o|"
        r"om) would i\b[^.?!]{0,8}\breport\w*(?: to)?|\breport(?:ing)? to\b|\bworking under\b|\bmy appraisals\b|"
        r"\bmentor for me\b|\bshowing me the ropes\b|\bwould i be working with you\b[^.?!]{0,10}",
        "“{words}” speaks as if you had a manager there already.",
        "What makes a good first manager for somebody new to {field}?",
        "How much do {newcomers} in {field} see of the people who lead them?",
        "What did your first boss teach you that you still use?",
        "What does a good manager do in the first weeks of {newcomers} in {field}?",
    ),
    _veiled(
        "presuming-evaluation",
        rf"\b(?:my|the) probation\b[^.?!]{{0,10}}|\bafter probation\b|{_WOULD_I}\b(?:appraisals?|evaluated|assessed|"
        rf"measured|judged|reviewed|probation)\b",
        "“{words}” asks how you would be judged in a job that is not yours.",
        "How do people in {field} find out whether they are doing well?",
        "What does doing well look like after a year in {field}?",
        "What tends to go wrong in the first months in {field}, and how is it put right?",
    ),
    _veiled(
        "presuming-career",
        rf"{_WOULD_I}\b(?:promot\w+|career path|climb|grow into|move between|rise|your job|my title|"
        rf"title be)\b[^.?!]{{0,15}}|\bmy career\b[^.?!]{{0,15}}|\bmy title\b|"
        r"\bhow long till they'd\b[^.?!]{0,15}",
        "“{words}” plans the steps after a job that you have not been offered.",
        "How do careers in {field} usually unfold, and where do they branch?",
        "What separates people who move up in {field} from people who stay where they are?",
        "How did you come to your own position, step by step?",
        "Which turns in a career in {field} cannot be planned?",
    ),
    _veiled(
        "presuming-training",
        rf"{_WOULD_I}\b(?:trained|training|train me up|learn on the job|induction|taught|by myself)\b[^.?!]{{0,10}}|"
        rf"\bmy training\b[^.?!]{{0,15}}|\btrain me\b[^.?!]{{0,10}}|\bpaid for the training\b",
        "“{words}” asks for the training that would come with a job there.",
        "How are {newcomers} in {field} taught, and by whom?",
        "How long does it take before {newcomers} in {field} work on their own?",
        "What can only be learnt by doing it in {field}, and what can be learnt beforehand?",
        "What is the hardest thing to teach in {field}?",
    ),
    _veiled(
        "presuming-first-days",
        rf"\bmy first (?:day|week|month|year|ninety|90|hundred|project|task)\b(?: days)?[^.?!]{{0,10}}|"
        rf"{_WOULD_I}\b(?:be doing|put on first|on a monday|working on|first project|start with)\b[^.?!]{{0,15}}|"
        r"\bhave me working on\b|\bturned up on monday\b",
        "“{words}” looks around on a first day that nobody has planned for you.",
        "What do the first ninety days usually look like for {newcomers} in {field}?",
        "What surprised you most in your own first weeks?",
        "Which mistake does nearly everybody in {field} make in the first month?",
        "What are {newcomers} usually given to do first {at_place}?",
        "How quickly do {newcomers} come to feel at home {at_place}?",
    ),
    _veiled(
        "presuming-hours",
        rf"{_WOULD_I}\b(?:work from|home|remote|come in|hours|shifts?|on call|weekends|holidays|nights?|days a week|"
        rf"part[- ]time)\b[^.?!]{{0,12}}|\bmy (?:hours|shifts?|holidays)\b[^.?!]{{0,10}}|"
        rf"\bi'd be on call\b[^.?!]{{0,15}}",
        "“{words}” arranges the hours of a job that is not yours.",
        "What hours does this work really ask for, and how do people arrange their lives around them?",
        "How much of the work in {field} can be done from home, and what gets lost that way?",
        "How do people in {field} share out nights, weekends and early mornings?",
        "How has the working week in {field} changed since you began?",
    ),
    _veiled(
        "presuming-desk",
        rf"{_WOULD_I}\b(?:desk|laptop|uniform|key|sit|car|badge|parking|put me|hang my coat|dog|headscarf|own office|"
        rf"windows)\b[^.?!]{{0,10}}|\bmy (?:new )?(?:desk|uniform|laptop|coat|office)\b[^.?!]{{0,15}}|"
        r"\bat that desk\b|\bdesk for me\b|\bthe key now\b",
        "“{words}” moves in before anybody has opened the door.",
        "Which tools do you use every day, and which one would you miss most?",
        "What does the place look like where you do your best work?",
        "Where does the real work in {field} get done: at a desk, on the phone, out and about?",
        "What does one see and hear all day {at_place}?",
    ),
    _veiled(
        "presuming-team",
        r"\bmy (?:team|colleagues)\b[^.?!]{0,12}|\bfit in with\b[^.?!]{0,15}|\bas a (?:new )?colleague\b|"
        r"\bpeople my age\b|\baccept me\b|\bon my team\b|\bother team\b|\bsay about me as\b[^.?!]{0,15}",
        "“{words}” speaks as if you belonged to the team already.",
        "What sort of people does one meet in {field}, and how do they work together?",
        "What makes a team in {field} good to work in?",
        "How do {newcomers} become part of a team in {field}?",
        "What is the tone like {at_place} on a stressful day?",
        "How do people {at_place} treat one another when something goes wrong?",
    ),
    _veiled(
        "presuming",
        r"\b(?:when i (?:start|join|have your)|once i'm in|if i (?:joined|started|came|worked|were on|was on|said)|"
        r"i was on your|(?:would|will|do|could) i (?:have to(?! do)|need(?! to do)|be able|be allowed|get|start|"
        r"go through|move)|"
        r"what would you need from me|working with your|be put on)\b[^.?!]{0,20}",
        "“{words}” speaks as if you worked there already, and so asks for the job without naming it.",
        "Which practical things surprise {newcomers} in {field}?",
        "What do people wish they had known before their first day in {field}?",
        "What does everyday life look like for {newcomers} in {field}?",
        "What do {newcomers} find strange at first {at_place}?",
        "Which unwritten rules does one have to learn {at_place}?",
    ),
)

_JUDGE_ME: tuple[Rule, ...] = (
    _veiled(
        "sizing-up-papers",
        rf"\b(?:without|my|lack of|missing) (?:a |an )?(?:degree|master's|grades|transcript|english|accent|"
        rf"gap)\b[^.?!]{{0,20}}|\b(?:self taught|self-taught|access course|a two two|a gap like mine|no connections|"
        rf"dropout|letters after your name|my \w+ degree|a \w+ degree like mine|saw my grades|my languages|"
        rf"my record)\b[^.?!]{{0,15}}|\bgap of \w+ years\b|\b{_LIKE_ME}[^.?!]{{0,15}}\bdegree\b",
        "“{words}” lays your papers before their hiring, and asks them to mark you.",
        "How much do formal qualifications count in {field} once somebody is doing the work?",
        "Whom have you seen do well in {field} who took an unusual road?",
        "What counts in {field} that no certificate shows?",
        "What does {background} prepare somebody for in {field}, and what does it leave out?",
        "Where does {background} help in {field}, and where does it not?",
        "How much does {background} count in {field} after the first year?",
    ),
    _veiled(
        "sizing-up-person",
        r"\b(?:too old|woman of|a woman|(?:i'm|at|over|past|turned|turning|nearly|being) (?:fifty|forty)[\w-]*|"
        r"mature years|ex-offender|oddity|colour blind|foreign\w*|"
        r"my age|moving countries)\b[^.?!]{0,15}",
        "“{words}” asks whether they would have you as you are, and no short answer to that is kind.",
        "How have people fared who came to {field} late or from elsewhere?",
        "What do people bring who start in {field} later in life, and what do they find hard?",
        "How mixed are teams in {field}, and what difference does that make?",
    ),
    _veiled(
        "sizing-up",
        r"\b(?:stack up|compare[ds]?|measure up|my chances|chances|stand a chance|a shot|out of ten|one to ten|"
        r"competitive|qualified|good enough|what it takes|clear the bar|get through your|how far off|"
        r"who'd get it|any good|strong candidate|wasting my time|rule me out|put your director off|"
        r"the sort of person|kind of person|lab material|cut out for|enough experience|do i have a shot|laugh at|"
        r"missing if|am i what|would i do\b|rate me|other candidates|good bet|taken seriously|do well (?:at|here)|"
        r"stand out|in the running|count for anything)\b[^.?!]{0,20}",
        "“{words}” asks them to judge you against their own bar, which is an interview they did not agree to.",
        "Which backgrounds have you seen do well in {field}, and which surprised you?",
        "What do people who do well in {field} have in common?",
        "What separates a good beginner in {field} from a very good one?",
        "What should somebody work on first to become good at this?",
        "How have you seen people with {background} fare in {field}?",
        "What would somebody with {background} find easy in {field}, and what hard?",
        "What sets the good people {at_place} apart from the rest?",
        "What do people {at_place} admire in one another's work?",
    ),
    _veiled(
        "great-fit",
        r"\b(?:(?:perfect|great|good|right|natural|ideal) (?:fit|match|candidate)|fit in\b|i'd fit|slot right in|"
        r"add value|an? (?:real )?asset|tick all|be brilliant|bring a lot|do great things|belong here|"
        r"need someone with|wasted anywhere|mad not to|would suit|'s missing|is missing|what your \w+ is missing|"
        r"be ideal|temperament|serve you well|knows water|make sense for your \w+|"
        r"me in your \w+|what you're doing|do what you do|jump at|my skills|skills match|organiser who|"
        r"let a person like me do)\b[^.?!]{0,20}",
        "“{words}” recommends you for a place in their house, where they expected a question.",
        "Which qualities does {field} need most, and which are overrated?",
        "What makes somebody easy to work with in {field}?",
        "What did you see early on in the people who turned out best in {field}?",
        "What carries over from {background} into {field}, and what does not?",
        "What does {background} teach that {field} has a use for?",
        "What makes people feel that they belong {at_place}?",
        "What sort of people thrive {at_place}, and who does not?",
    ),
)

_WAYS_IN: tuple[Rule, ...] = (
    _veiled(
        "in-here-studies",
        r"\b(?:certificate|course|courses|which of the two|be learning now|do in the next year|goods test|my exams|"
        r"evening class)\b[^.?!]{0,20}",
        "“{words}” asks what would please their hiring, where you could ask what is worth learning.",
        "Which course or book taught you most about {field}?",
        "What is worth learning before one starts in {field}, and what is better learnt there?",
        "What do courses in {field} teach too much of, and what too little?",
    ),
    _veiled(
        "in-here-timing",
        r"\b(?:when|best moment|before or after|apply now|how early|best time)\b[^.?!]{0,20}\b(?:apply|begin|get in|"
        r"exams|send|day|form|season)\b[^.?!]{0,12}",
        "“{words}” plans an application to them, and they become a part of the plan.",
        "In what order would you learn things if you began in {field} today?",
        "What comes too early, and what too late, for people who are getting to know {field}?",
        "How does the year run in {field}, and when does it get interesting?",
    ),
    _veiled(
        "in-here",
        r"\b(?:top of (?:the|your) pile|in the pile|foot in the door|back door|the trick|getting in here|"
        r"get in(?:to)?|"
        r"through the door|look at me differently|on the staff|a door\b|my form|in my shoes|say you were me|"
        r"somebody was me|sat where you're sat|"
        r"by (?:a|your) (?:\w+ )?company|picked by|likely to have me|seat in your|make this happen|my application|"
        r"applied|apply|applying|ready for your|getting an offer|in mind or|what should they do)\b[^.?!]{0,20}",
        "“{words}” asks for your own way into their house, where a talk like this is about the way into the field.",
        "How did the people you know find their way into {field}, and which ways are closing?",
        "What have people done on their own that taught them something about {field}?",
        "Which steps helped you most at the beginning, looking back?",
        "If you were starting in {field} today, what would your first year look like?",
        "What brought the people together who work {at_place}?",
        "Which paths have people {at_place} come by?",
        "What did people {at_place} do before they came to this work?",
    ),
    _veiled(
        "lead-to-more",
        r"\b(?:lead to|something more|more concrete|your colleague|first interview|picture myself|want me around|"
        r"work with your team|more permanently|dream outcome|let's give her|sweet|yes from someone|"
        r"maybe something comes)\b[^.?!]{0,20}",
        "“{words}” wants this talk to become something else, so they can no longer talk freely.",
        "Which conversation, when you were new, changed what you did next?",
        "What do you enjoy most about explaining {field} to people from outside?",
        "How do people in {field} come to work together over the years?",
    ),
    _veiled(
        "flattery",
        r"\b(?:always (?:dreamt|dreamed|wanted)|my dream|dream(?:t|ed)? of|be a dream|number one choice|"
        r"top of my list|the one i want|over the moon|proudest|one day that'll be me|end up working|love to work|"
        r"only thing i ever wanted|every morning|your vans|"
        r"this very building|love to be one|driving one of|at your place|going to work for you|"
        r"other side of the counter|be an honou?r|love the old|keen to be part|be part of)\b[^.?!]{0,20}",
        "“{words}” admires them in order to be asked in, and a compliment with a purpose is soon noticed.",
        "What do people who dream of {field} usually not see?",
        "I have admired this work for a long time. What does it look like from inside on a bad day?",
        "What did you imagine about {field} before you began, and what was different?",
        "What keeps people {at_place} for many years?",
        "What would I never guess about the work {at_place}?",
        "What do visitors never see {at_place}?",
    ),
    _veiled(
        "banter",
        r"\b(?:hint,? hint|haha|stray cat|cup of tea|bet you|fiver|just saying|i'm only saying|no pressure|joking|"
        r"between the lines|putting it out there|throwing it out there|you'd miss me|optimist|"
        r"wink|room for one more)\b[^.?!]{0,12}",
        "“{words}” makes a joke of it, and the request behind the joke is heard all the same.",
        "Joking aside, what makes a day in {field} a good one?",
        "What do people in {field} laugh about that nobody outside would understand?",
        "What is the least glamorous part of {field}, the one that nobody puts in a brochure?",
    ),
)

PRESUMING_RULES: tuple[Rule, ...] = (*_PRESUMING, *_JUDGE_ME, *_WAYS_IN)

WIDE_RULES: tuple[Rule, ...] = (
    _veiled(
        "like-me",
        rf"\b(?:would|could|do|does|how|what|for|need|any|if|with|to|an|get|see|hire|paying|"
        rf"pay)\b[^.?!]{{0,25}}\b{_LIKE_ME}\b[^.?!]{{0,10}}|"
        r"\bmy (?:background|profile|experience|years in|skills|languages|form|old job)\b[^.?!]{0,15}|"
        r"\b(?:for|have|having|wants?|put|get) me\b[^.?!]{0,15}|\b(?:could (?:it )?be|was|and) me\b|"
        r"\bexactly my face\b",
        "“{words}” brings you into the picture where their work was the subject.",
        "Which kinds of experience from other work carry over into {field}?",
        "Who comes into {field} from a direction that nobody expects, and how do they do?",
        "What does somebody from outside have to unlearn in {field}?",
        "What would {background} be worth in {field}, and what would still be missing?",
        "Which doors in {field} does {background} open, and which stay shut?",
        "What does somebody who is new {at_place} have to unlearn?",
    ),
)
"""Tried after all the others, whatever the degree: these words stand in many requests."""
