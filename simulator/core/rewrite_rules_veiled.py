"""The rules for veiled requests for a job, one or more for each kind that `docs/labels.md` names."""

from __future__ import annotations

from simulator.core.rewrite_rules import Rule, general_rules, job_ask
from simulator.core.rewrite_rules_presuming import PRESUMING_RULES
from simulator.domain import MoveKind


def _veiled(name: str, pattern: str, why: str, *rewrites: str) -> Rule:
    return job_ask(f"veiled/{name}", pattern, why, *rewrites)


_LATER: tuple[Rule, ...] = (
    _veiled(
        "disclaimer",
        r"\b(?:not (?:here to ask|asking|fishing|the person to ask|supposed to)|isn't (?:a job interview|"
        r"why i came)|never ask|no job talk|wouldn't bring it up|"
        r"hypothetical|feel any pressure)\b[^.?!]{0,30}(?=[\s\S]{0,120}\b(?:but|although|though|if|i'd|merely|"
        r"i'm merely)\b)",
        "“{words}” is taken back by what follows it, and the second half is the half that stays in the ear.",
        "I came to understand {field}. What do outsiders most often get wrong about it?",
        "I am here to listen. What would you like people outside {field} to know about it?",
        "I want to hear about the work itself. Which part of it are you never asked about?",
    ),
    _veiled(
        "check-back",
        r"\b(?:check|ask|circle|report|get) back\b[^.?!]{0,25}|\bring you every\b[^.?!]{0,15}|\b(?:try|ask|call|"
        r"write) (?:you )?again\b[^.?!]{0,20}|\btouch base\b",
        "“{words}” announces the next request, so they will expect it every time you write.",
        "How does the year run in {field}, and when is there time to try something new?",
        "What do you expect to change in {field} over the next year?",
        "What will people in {field} be talking about a year from now?",
    ),
    _veiled(
        "keep-in-mind",
        r"\b(?:keep|bear|have) (?:me|us|my \w+) (?:in|on) [^.?!]{0,6}\b(?:mind|file|radar|list|loop)\b|"
        r"\bkeep (?:me posted|an ear out)\b[^.?!]{0,20}|"
        r"\bthink of me\b|\bremember(?:ed)?(?: me| my name)?\b|\bon your (?:radar|list|books)\b|"
        r"\bname came to mind\b|\brecall our conversation\b|"
        r"\bto mind when\b|\bkeep us in mind\b|\blist for people\b|\bhold on to my number\b|\bping me\b",
        "“{words}” asks to be remembered for a vacancy, which is asking for a job with a delay.",
        "How do people in {field} hear about what is changing, and where should I be reading?",
        "What would you do in the next six months if you were learning about {field} from outside?",
        "Which skills do you expect to matter more in {field} a few years from now?",
        "What should somebody who wants to understand {field} keep an eye on?",
    ),
    _veiled(
        "if-something-opens",
        r"\b(?:if|should|when|whenever|in case|once)\b(?! (?:i|they)\b)[^.?!,]{0,25}\b(?:opens?|(?:comes?|"
        r"came) (?:up|free|along)|turns?|turned up|pops?|crops?|"
        r"frees|arises?|becomes?|leaves?|need|needs|gap|hear of|know anything)\b[^.?!]{0,15}|\bhear of (?:something|"
        r"anything|any role)\b|\blet me know (?:if|when)\b[^.?!]{0,20}",
        "“{words}” waits for a vacancy out loud, and now they owe you an answer.",
        "What usually sets things moving in {field}: money, people, or new rules?",
        "What have you seen change in {field} when somebody experienced leaves?",
        "What signs tell you that something new is coming in {field}?",
        "What should one read to notice early where {field} is heading?",
        "What tends to set things moving {at_place}?",
    ),
    _veiled(
        "you-have-my-number",
        r"\b(?:you've|you have|you)(?: got)? my (?:number|card|email|details)\b|\bknow where (?:to find me|i am)\b|"
        r"\ball ears\b|\bnumber to ring\b|"
        r"\ba phone call from\b[^.?!]{0,15}|\bhear from you\b|\bmy number\b(?! one)|\bdrop me a line\b|"
        r"\bmy phone is always on\b|\bleave ajar\b[^.?!]{0,10}|\bgive me a shout\b",
        "“{words}” leaves them with the task of calling you about a job.",
        "May I tell you in a few months what I made of this, and what should I have tried by then?",
        "What is worth following, in print or in person, for somebody who wants to understand {field}?",
        "What would you want to hear from somebody who took your advice?",
    ),
)

_OTHERS: tuple[Rule, ...] = (
    _veiled(
        "know-anybody",
        r"\b(?:know|heard|hear|aware)\b[^.?!]{0,8}\b(?:of )?(?:any|anybody|anyone|anything|a firm|a lab|"
        r"some)\b[^.?!]{0,30}|\bany leads\b[^.?!]{0,15}|"
        r"\bask around\b|\bpost jobs\b|\bcontacts at\b[^.?!]{0,15}|\bcompanies\b[^.?!]{0,20}\btaking people\b|"
        r"\bsend me for a job\b|\bmight need a\b[^.?!]{0,15}|"
        r"\bif they need someone\b|\bgive me a chance\b|\bany of the other \w+|\b(?:friends?|colleagues?|neighbours?)\b"
        r"[^.?!]{0,12}\b(?:looking for|hiring|needs?)\b[^.?!]{0,20}",
        "“{words}” asks them to find you a job elsewhere, which costs them a favour with somebody they know.",
        "Which kinds of organisations do this work, and how do they differ?",
        "Where do people in {field} meet and talk about their work?",
        "How does news travel in {field}: at events, in newsletters, by word of mouth?",
        "Who in {field} works quite differently from you, and what could I learn from them?",
    ),
    _veiled(
        "vouch",
        r"\b(?:say|tell|telling)\b[^.?!]{0,20}\b(?:nice things|i'm sound|that i exist|about me|of me)\b|"
        r"\bthumbs up from you\b|\b(?:friend on the inside)\b|"
        r"\bfloat my name\b|\basked you about me\b|\bwho you know\b[^.?!]{0,20}|\bput your name down\b|"
        r"\bspoken with you\b|\b(?:already|you) have now met me\b|"
        r"\bwhom you have met in person\b|\btrouble of meeting you\b|\bnow met me\b|"
        r"\blook favourably on\b[^.?!]{0,10}|\bbe my reference\b|\bbe gentle\b",
        "“{words}” asks for their good word, after twenty minutes and before any work together.",
        "How is a good name made in {field}, and how is it lost?",
        "Who spoke up for you when you were new, and what had they seen in your work?",
        "What do people in {field} say about a colleague whom they really trust?",
    ),
    _veiled(
        "interview-tips",
        r"\bhow many rounds\b|\b(?:what|which)\b[^.?!]{0,8}\b(?:answers|questions)\b[^.?!]{0,30}|\b(?:your|the|that|"
        r"an?) (?:\w+ )?(?:interviews?|panel|selection|tests?|"
        r"assessment cent(?:re|er)|insight day)\b[^.?!]{0,15}|\bwant to (?:hear|see from me)\b|"
        r"\bconsider to be the right answer\b|\bis there a test\b",
        "“{words}” asks for help in passing their own selection, which makes them a coach against their colleagues.",
        "What shows you, early in a conversation, that somebody has understood {field}?",
        "Which question would you ask to find out how somebody thinks?",
        "What did you believe about interviews when you were young that you no longer believe?",
        "What do people in {field} get wrong when they talk about their own work?",
    ),
    _veiled(
        "who-decides",
        r"\bwho(?:'s|m)?\b[^.?!]{0,20}\b(?:decides|hires|picks|signs off|leads the recruiting|in charge of|"
        r"handles applications|last say|impress|sweet talk|charm)\b"
        r"[^.?!]{0,15}|\b(?:has the say|direct line|whose desk|responsible for appointments|"
        r"hiring manager)\b[^.?!]{0,15}|\bthe one who signs off\b|"
        r"\b(?:whom|who) should i write to\b|\bbest person to send\b[^.?!]{0,12}|\bwhat's your boss like\b|"
        r"\bperson who decides\b[^.?!]{0,15}|"
        r"\bwho do i\b[^.?!]{0,15}|\bpicks the\b[^.?!]{0,10}",
        "“{words}” looks for the person who can say yes, and tells them that they are only the way there.",
        "How do decisions about people get made in {field}, and who is heard?",
        "What did you learn the first time you had to choose somebody?",
        "How are big decisions made {at_place}, and what weighs most?",
        "Who has to agree before anything new begins {at_place}?",
        "Whose judgement do people {at_place} rely on, and why?",
    ),
    _veiled(
        "advertised-post",
        r"\b(?:that|the|a|which)\b[^.?!]{0,20}\b(?:post|opening|role|vacancy|position|programme|"
        r"roles)\b[^.?!]{0,12}\b(?:on your|you've|coming up|advertised|"
        r"in your advert|live)\b[^.?!]{0,15}|\bcareers page\b|\bjob board\b[^.?!]{0,20}|\bvacancy for\b[^.?!]{0,15}",
        "“{words}” turns to one particular vacancy of theirs, and you are no longer asking about the work.",
        "What do advertisements in {field} leave out about the work itself?",
        "What does a day look like in the kind of work that you do?",
        "What does a good day look like for {work}?",
        "Which part of the work does {work} learn only by doing it?",
        "What would people {at_place} say the work is really about?",
    ),
)

_PRESSURE: tuple[Rule, ...] = (
    _veiled(
        "visa",
        r"\b(?:my visa|(?<!need a )visa|permit|sponsor\w*|nothing signed|have to go back|registration from)\b[^.?!]{0,25}",
        "“{words}” puts your right to stay on their shoulders, and most people answer that by stepping back.",
        "How do people who come from other countries usually find their feet in {field}?",
        "Which qualifications from abroad count in {field}, and which have to be earned again?",
        "What do people who move here from abroad have to learn about {field}?",
    ),
    _veiled(
        "money",
        r"\b(?:the rent|rent is|bills|my savings|savings are|no income|food on the table|final notice|bailiffs|"
        r"redundancy money|nothing left|mortgage|"
        r"broke|little ones|three kids)\b[^.?!]{0,20}",
        "“{words}” speaks of money that you need, so any honest answer would feel like refusing help.",
        "How did people you know keep going while they found their way into {field}?",
        "How long does it usually take before somebody can live on this work?",
        "Which ways into {field} let people earn while they learn?",
    ),
    _veiled(
        "deadline",
        r"\bby (?:christmas|easter|the summer|january|february|march|april|may|june|july|august|september|october|"
        r"november|december)\b|\brunning out\b|"
        r"\bruns out\b|\bin six weeks\b|\bthis year\b[^.?!]{0,10}\bhappen\b",
        "“{words}” sets them a deadline for something that they never promised.",
        "How long does the way into {field} usually take, and which part of it is slowest?",
        "What can a person learn about {field} in a few months, and what takes years?",
        "What should nobody hurry when they are getting to know {field}?",
    ),
    _veiled(
        "need",
        r"\b(?:desperate|last hope|anything would help|literally anything|nobody (?:has|gives)|could really do with|"
        r"find me (?:something|a few)|at this point|begging|"
        r"every rejection|if you can't help me|mean the world|i'm not proud|do anything|good break|"
        r"a blessing)\b[^.?!]{0,20}",
        "“{words}” makes your need theirs, and a talk can only carry that badly.",
        "What helped people you know through a slow start in {field}?",
        "When things went badly for you at work, what kept you at it?",
        "If you had to begin again in {field} today, what would you do first?",
    ),
    _veiled(
        "free-work",
        r"\b(?:for (?:free|nothing|no pay)|no charge|no pay|unpaid|without pay|trial (?:week|shift|day)|try me out|"
        r"shadow you|prototype|volunteering at|"
        r"show you what i can|paid or unpaid|sweep the floors)\b[^.?!]{0,20}",
        "“{words}” offers work as the price of a job, and that is an offer they would have to refuse.",
        "What does an ordinary day look like in {field}, hour by hour?",
        "What can somebody do in a weekend to get a true feeling for this work?",
        "Which small project teaches something true about {field}?",
        "How do people usually get to see {field} from close up before they choose it?",
        "What would I notice first if I watched an ordinary morning {at_place}?",
    ),
    _veiled(
        "would-move",
        r"\b(?:i can relocate|relocat\w+|ready to move|move (?:for it|to|within|there)|"
        r"wherever your \w+)\b[^.?!]{0,15}",
        "“{words}” offers to move house for a job that nobody has offered.",
        "How much does it matter in {field} where one lives?",
        "How does this work differ from one part of the country to another?",
        "What do people who moved for this work say about it afterwards?",
    ),
    _veiled(
        "availability",
        r"\b(?:i'm|i am|i'll be|i can be|i could|i'd be|i shall be)\b[^.?!]{0,15}\b(?:available|free (?:on|from|"
        r"till|until|every)|flexible|start (?:in|on|from|small)|"
        r"with you quickly|at liberty)\b[^.?!]{0,15}|\b(?:my availability|notice period|my contract(?:'s| ends| is)|"
        r"at your department's disposal)\b[^.?!]{0,15}|"
        r"\bi finish (?:in|at|uni|on)\b[^.?!]{0,15}|\bsummer's dead empty\b|\bwhatever you need\b|"
        r"\bi could be on site\b[^.?!]{0,15}|\bcome in tomorrow\b|\btype, file and start\b|\bi could start\b",
        "“{words}” offers your time for a job that nobody has offered.",
        "When in the year is the work in {field} heaviest, and why then?",
        "How do {newcomers} in {field} usually spend their first months?",
        "What does a whole year look like in {field}, from one busy season to the next?",
        "How much time does somebody need in {field} before they are of real use?",
    ),
    _veiled(
        "return-to-work",
        r"\b(?:returning after|way back in|returner|back to work|returning mum)\b[^.?!]{0,20}",
        "“{words}” asks for a way back through their own door.",
        "What do people who come back to {field} after a break find changed?",
        "How have people you know returned to {field} after years away?",
        "What keeps its worth in {field} over a long break, and what has to be learnt anew?",
    ),
    _veiled(
        "job-search",
        r"\b(?:looking for|in search of|on the (?:lookout|hunt|market)|on the lookout|hunting|seeking|targeting|"
        r"applying (?:for|since)|shopping around|all i'm after) "
        r"(?:(?:my|a|an|the|something|work|anything|roles|posts|nursing|next)\b)?[^.?!]{0,20}|\bjob (?:hunt\w*|"
        r"search)\b|\bcareer search\b|\bbetween jobs\b|\blaid off\b|"
        r"\bout of work\b|\bsent out\b[^.?!]{0,20}|\bon the market\b|\bneed to find\b[^.?!]{0,15}|"
        r"\bcurrently applying\b[^.?!]{0,15}|\bopen to offers\b|\bknocking on every\b[^.?!]{0,5}|"
        r"\bboth looking\b|\bno work\b|\bwant is a position\b[^.?!]{0,15}|\bwaiting for is\b[^.?!]{0,25}|"
        r"\blined up elsewhere\b|\bwhether there's a way into\b[^.?!]{0,15}|"
        r"\bsuppliers one at a time\b|\btrying to get into\b[^.?!]{0,15}",
        "“{words}” announces your job search, and asks for a lead without saying so.",
        "What made you sure, early on, that {field} was right for you?",
        "What should somebody understand about {field} before choosing it?",
        "I am still finding out where I belong. Who is happy in {field}, and who is not?",
        "Which corners of {field} do outsiders overlook?",
        "What does a good week look like for {work}, and what does a bad one look like?",
        "What should one know about the work of {work} before choosing it?",
        "What do people who leave the work of {work} say about it?",
        "What could {background} be good for in {field}?",
        "Which parts of {field} have welcomed people with {background}?",
    ),
)

_PAY: tuple[Rule, ...] = (
    _veiled(
        "pay-of-post",
        r"\b(?:what|how much)\b[^.?!]{0,30}\b(?:pay|earn|salary|be on|package|give trainees)\b[^.?!]{0,15}|"
        r"\b(?:what's the rate|the pay|the rate for|pension|moving costs|"
        r"get paid|match that|salary|would i get that|what holidays)\b[^.?!]{0,20}",
        "“{words}” asks about the pay of a job you would like to have there, which makes it a negotiation.",
        "What range do people starting out in {field} usually see, and what moves it?",
        "How does pay in {field} develop over the years?",
        "Why does pay in {field} vary so much from place to place?",
        "What do people in {field} weigh against pay when they choose where to work?",
    ),
)

_PLACES: tuple[Rule, ...] = (
    _veiled(
        "problem-solver",
        r"\b(?:i could (?:fix|really help|take over|answer)|help you with that|sorted in a week|fix that for you|"
        r"i can answer phones|be the answer|one more\?|"
        r"take over those|short-staffed|short of nurses|you could use me|where you could use me|be of use to you|"
        r"could do with someone)\b[^.?!]{0,20}",
        "“{words}” takes a trouble that they told you about and makes it your way in.",
        "What makes that problem hard, and what has been tried so far?",
        "What have other places tried against the same problem?",
        "If you could change one thing about that tomorrow, what would it be?",
        "What happens to the work in {field} when there are too few people?",
    ),
    _veiled(
        "opportunities",
        r"\bopportunit(?:y|ies)\b[^.?!]{0,30}",
        "“{words}” asks what they have to offer you, and a talk for learning turns into a request.",
        "What does work in {field} offer people that they do not expect?",
        "Which parts of {field} are still being invented?",
        "What becomes possible in {field} once somebody has learnt the basics?",
        "What do people with {background} find to do in {field}?",
        "Which kinds of work in {field} suit people with {background}?",
        "How have people with {background} found their feet in {field}?",
        "What has become possible {at_place} that was not a few years ago?",
        "What do people {at_place} get to learn over the years?",
        "Which work {at_place} teaches people most?",
    ),
    _veiled(
        "headcount",
        r"\b(?:are|is|will|if|does|with)\b[^.?!]{0,30}\b(?:expanding|growing|scaling up|short|leaving|people down|"
        r"a person down|taking on work|need people)\b[^.?!]{0,15}|"
        r"\bbudget\b[^.?!]{0,25}|\bhow many (?:bodies|openings)\b[^.?!]{0,15}|\b(?:will|"
        r"would) you need (?:people)\b[^.?!]{0,12}|\bsecond (?:chef|branch)\b|\bdoes that mean jobs\b|"
        r"\bthose people retire\b|\byou'll want an?\b[^.?!]{0,15}|\bcan't find people\b|\bhas funding\b|"
        r"\bopenings when\b|\bthen there will be\b|"
        r"\bshort a \w+|\bshort of people\b|\bstuck for staff\b|\bspare seat\b|\bcreate a role\b[^.?!]{0,15}|"
        r"\byou'd need people\b",
        "“{words}” counts their empty chairs, and they hear who would like to sit on one.",
        "Where do you see {field} growing, and what kind of work grows with it?",
        "What happens to the quality of the work when people in {field} are stretched?",
        "When experienced people in {field} retire, what knowledge goes with them?",
        "How has {place} changed in size over the years, and what did that do to the work?",
        "What makes work pile up {at_place}, and what helps?",
        "What has growth changed in how people work {at_place}?",
    ),
    _veiled(
        "intake",
        r"\b(?:do|does|would|will|might)\b (?:you|your \w+(?: \w+)?|they)\b[^.?!]{0,12}\b(?:take|accept|run|place|"
        r"look at|be open to|have a think about|be interested|"
        r"ever have|go down|let)\b[^.?!]{0,25}|\bapplicants of\b[^.?!]{0,15}|\bspeculative applications\b|"
        r"\brecruitment season\b|\byour intake\b",
        "“{words}” asks about their own intake, and they hear whom you have in mind.",
        "Which ways into {field} have you seen work well: study, training on the spot, another trade?",
        "What do {newcomers} bring that experienced people in {field} lack?",
        "What kinds of {newcomers} have done well in {field}?",
        "How do {newcomers} change {place} when they arrive?",
        "What mixture of people works well {at_place}?",
        "How have people with {background} done in {field}?",
    ),
)

VEILED_RULES: tuple[Rule, ...] = (*_PAY, *_LATER, *_OTHERS, *_PRESSURE, *_PLACES, *PRESUMING_RULES)

ANY_VEILED_RULES: tuple[Rule, ...] = general_rules(
    MoveKind.JOB_ASK,
    "veiled",
    "“{words}” steers towards a job for you, and they hear the question behind the question.",
    "It steers the talk towards a job for you, and they agreed to a talk about their work.",
    "What keeps you in {field} after all these years?",
    "What do you tell your friends about your work?",
    "Which part of {field} would you explain first to somebody from outside?",
    "What is harder in {field} than it looks, and what is easier?",
    "Which day at work do you still think about?",
    "What would you change about {field} if you could?",
    "What should somebody see of {field} before they make up their mind?",
    "What did it take you longest to understand about {field}?",
)
