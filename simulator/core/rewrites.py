"""What to say about a flag: a rule finds what in the words does it, says why in a sentence, and offers better wordings.

Rules are tried in order; the last of each kind fits everything. No rewrite may be flagged itself: a test sees to that.
"""

from __future__ import annotations

from dataclasses import dataclass

from simulator.domain import MoveKind, Severity


@dataclass(frozen=True, slots=True)
class Rule:
    kind: MoveKind
    pattern: str
    why: str
    rewrites: tuple[str, ...]
    severity: Severity | None = None  # None = either


def _job_ask(pattern: str, why: str, *rewrites: str, severity: Severity | None = None) -> Rule:
    return Rule(MoveKind.JOB_ASK, pattern, why, rewrites, severity)


_APPLICATION = r"\b(?:my|the) application\b|\bi (?:have |'ve )?(?:already )?applied\b|\bheard back\b|\bstatus\b"
_RESUME = r"\b(?:résumé|resume|cv|c\.v\.|portfolio|cover letter)\b"
_REFER = (
    r"\b(?:refer|recommend|vouch|put in a (?:good )?word|put me (?:forward|in touch with hr|in front)|pass (?:me|my)|"
    r"forward my|mention (?:me|my name)|introduce me)\b"
)
_KEEP_IN_MIND = (
    r"\bkeep (?:me|my name|us) (?:in|on)\b|\bthink of me\b|\b(?:comes?|came|opens?|opened|pops?) up\b|"
    r"\blet me know if\b|\bremember me\b|\bon your radar\b|\bif (?:there's|there is|you) ever\b"
)
_INTERNSHIP = r"\b(?:intern|internship|placement|apprentice|apprenticeship|work experience|shadow|trainee|co-?op)\b"
_HIRE_ME = (
    r"\b(?:hire|hiring|employ|take|bring|give|consider|offer) (?:me|someone like me|people like me|us)\b|\bhire\b.*\bme\b|"
    r"\bwork (?:for|with|under) you\b|\bjoin (?:your|you|the) ?(?:team|company|firm|you|department)?\b|\bget hired\b|"
    r"\bgive me a (?:job|chance|shot)\b"
)
_OPENING = (
    r"\b(?:opening|openings|vacanc(?:y|ies)|positions?|jobs?|roles?|spots?|opportunit(?:y|ies)|hiring|recruiting|"
    r"headcount|slots?)\b"
)
_INTERVIEW = r"\binterview\b|\bhiring manager\b|\brecruiter\b|\bhr\b|\bhuman resources\b"
_PRESUMING = (
    r"\bmy (?:manager|boss|team|supervisor|desk|first (?:day|week|month|year|ninety|90)|training|mentor|role|salary|start)\b|"
    r"\b(?:would|will|could) i (?:be|get|have|start|report|work|sit)\b|\bif i (?:joined|started|came|worked)\b|\bi'd be\b"
)
_COMPARE = (
    r"\b(?:stack up|compare|measure up|my chances|a chance|good enough|qualified|competitive|strong candidate|"
    r"(?:good|great|perfect|right|natural) (?:fit|match)|fit in|what you(?:'re| are) looking for)\b|\bsomeone like me\b|"
    r"\bsomebody like me\b|\bpeople like me\b"
)
_AVAILABLE = r"\b(?:available|availability|start (?:on|from|right|straight|immediately|as soon|any ?time|next)|free to start|notice period)\b"
_SEARCHING = (
    r"\b(?:looking for|searching for|hunting|in the market|on the market|job search|job hunt|seeking|between jobs|"
    r"laid off|redundan\w*|out of work|unemployed)\b"
)
_PRESSING = r"\b(?:visa|rent|desperate|need (?:a|this|the|any) (?:job|work|chance|break)|running out|bills|kids|family|anything)\b"
_PAY = r"\b(?:pay|salary|paid|compensation|wage|earn|benefits)\b"

JOB_ASK_RULES: tuple[Rule, ...] = (
    _job_ask(
        _APPLICATION,
        "It asks them to look into your own application, which turns a talk about their work into a favour about yours.",
        "When you read applications in {field}, what makes one stay with you afterwards?",
        "Looking back, what do people misunderstand about how applications in {field} are read?",
    ),
    _job_ask(
        _KEEP_IN_MIND,
        "Asking to be remembered for a vacancy is asking for a job with a delay: they now owe you an answer.",
        "How do people in {field} usually hear about what is changing, and where should I be reading?",
        "What would you do in the next six months if you were learning about {field} from outside?",
        "Which skills do you expect to matter more in {field} a few years from now?",
    ),
    _job_ask(
        rf"{_RESUME}(?=.*{_REFER})|{_REFER}(?=.*{_RESUME})|{_RESUME}",
        "It hands them your papers to pass on, so they must act for you instead of talking with you.",
        "When you look back at people who did well in {field}, what had they done before?",
        "What experiences tell you that somebody has understood this work?",
    ),
    _job_ask(
        _REFER,
        "It asks them to put their own name behind you for a job, before they know your work.",
        "Who else in {field} sees this work from a different side and would be good to listen to?",
        "Which people's thinking about {field} has shaped your own?",
        "Who would give me a different view of {field} from yours?",
    ),
    _job_ask(
        _INTERNSHIP,
        "It asks for a place for yourself, which they can only grant or refuse.",
        "How did the people you know get their first real taste of {field}?",
        "What can somebody do early on to find out whether this work suits them?",
    ),
    _job_ask(
        _HIRE_ME,
        "It asks them to take you on. They came to tell you about their work, and now they have to say no.",
        "What do people find hardest in their first year in {field}?",
        "What do you notice in somebody who is going to do well in {field}?",
        "How did you yourself get your first chance in {field}?",
    ),
    _job_ask(
        _INTERVIEW,
        "It asks for a way into their hiring for yourself, which is theirs to offer and not yours to ask for today.",
        "How does hiring usually work in {field}, seen from your side of the table?",
        "What do good conversations between newcomers and people in {field} have in common?",
    ),
    _job_ask(
        _PAY,
        "It asks about the pay of a job you would like to have there, which makes it a negotiation.",
        "What range do people starting out in {field} usually see, and what moves it?",
        "How does pay in {field} tend to develop over the years?",
    ),
    _job_ask(
        _OPENING,
        "It asks about vacancies with them for yourself. This hour is for learning, and a direct ask closes people up.",
        "How do people usually find their way into {field}?",
        "What has changed about how people get started in {field} since you began?",
        "Which kinds of work in {field} are growing, and why?",
        severity=Severity.DIRECT,
    ),
    _job_ask(
        _PRESSING,
        "It puts your need on their shoulders; most people answer that by stepping back.",
        "What helped people you know through a slow start in {field}?",
        "If you had to begin again in {field} today, what would you do first?",
    ),
    _job_ask(
        _SEARCHING,
        "Announcing your job search asks for a lead without saying so.",
        "I am still finding out where I belong. What should somebody understand about {field} before choosing it?",
        "What made you sure, early on, that {field} was right for you?",
    ),
    _job_ask(
        _COMPARE,
        "It asks them to judge you against their own hiring bar, which is an interview they did not agree to.",
        "Which backgrounds have you seen do well in {field}, and which surprised you?",
        "What would you want a newcomer to {field} to learn first?",
        "What do people coming from outside usually underestimate about {field}?",
    ),
    _job_ask(
        _AVAILABLE,
        "Offering your availability supposes a job that nobody has offered.",
        "What does the first year look like for people who come into {field}?",
        "How do newcomers to {field} spend their first months?",
    ),
    _job_ask(
        _PRESUMING,
        "It speaks as if you worked there already, so it asks for the job without naming it.",
        "How are newcomers usually taught on teams like the ones you have known?",
        "What makes a good first manager for somebody new to {field}?",
    ),
    _job_ask(
        _OPENING,
        "It steers towards vacancies with them. They will hear the question behind the question.",
        "Where do you see {field} heading, and which kinds of work will grow with it?",
        "How do people usually find their way into {field}?",
    ),
    _job_ask(
        r"",
        "It steers the talk towards a job for you, and they agreed to a talk about their work.",
        "What do you wish you had known about {field} when you started?",
        "What would you tell somebody who is trying to understand {field} from outside?",
        "What has surprised you most about working in {field}?",
    ),
)

OTHER_RULES: tuple[Rule, ...] = (
    Rule(
        MoveKind.TOO_PERSONAL,
        rf"{_PAY}|\bmake\b|\bmoney\b",
        "It asks what they themselves are paid. A range for the field is fine; their own figure is theirs.",
        (
            "What range do people starting out in {field} usually see?",
            "How does pay in {field} tend to develop over the years?",
        ),
    ),
    Rule(
        MoveKind.TOO_PERSONAL,
        r"\b(?:kids|children|married|husband|wife|partner|family|pregnan\w*|divorc\w*|single|relationship)\b",
        "It asks about their family, which they did not bring up.",
        (
            "How do people in {field} manage the balance between the work and the rest of life?",
            "What does this work ask of people outside office hours?",
        ),
    ),
    Rule(
        MoveKind.TOO_PERSONAL,
        r"",
        "It goes into their private life, which they did not bring up.",
        (
            "What keeps you going on a difficult day in this work?",
            "What has this work taught you that you did not expect?",
        ),
    ),
    Rule(
        MoveKind.UNRESEARCHED,
        r"\b(?:study|studied|degree|university|college|school|major|graduate)\b",
        "Their profile answers this. Asking it spends their time and shows that you did not look.",
        (
            "I saw what you studied. Which part of it do you still use, and which turned out not to matter?",
            "I read about your studies. What did you have to learn afterwards that nobody taught you?",
        ),
    ),
    Rule(
        MoveKind.UNRESEARCHED,
        r"\b(?:title|role|your (?:job|position)|do you do|responsib\w*)\b",
        "Their profile answers this. Start from what it says, and they can tell you what it leaves out.",
        (
            "I read what your role is on paper. What does it leave out?",
            "I saw your title. Which part of the work would surprise somebody who only knows the title?",
        ),
    ),
    Rule(
        MoveKind.UNRESEARCHED,
        r"",
        "Anybody can look this up. Show that you did, and ask for what only they can tell.",
        (
            "I read what your organisation does. What would I not understand about it from outside?",
            "I looked at your website before this. What does it not show about how the work is really done?",
            "From what I read you work in several places. What difference does that make to your days?",
        ),
    ),
    Rule(
        MoveKind.PITCH,
        r"",
        "This sells you, and nobody is buying today. One sentence about yourself is enough; then ask.",
        (
            "I come from a different background. What do people like you wish newcomers understood about {field}?",
            "That is where I come from. What carries over into {field}, in your experience, and what does not?",
            "In short, I am new to this. What did you find hardest to learn when you started?",
        ),
    ),
    Rule(
        MoveKind.RESUME_PUSH,
        r"\bportfolio\b|\bwebsite\b|\bwork samples?\b",
        "They did not ask to see your work. Let them be the one to ask.",
        (
            "What do you look at first when you see other people's work?",
            "What makes a piece of work in {field} convincing to you?",
        ),
    ),
    Rule(
        MoveKind.RESUME_PUSH,
        r"",
        "They did not ask for your résumé. Handing it over turns the talk into an application.",
        (
            "What kinds of experience say most about a person in {field}?",
            "What do people in {field} tend to leave out when they describe their own experience?",
        ),
    ),
    Rule(
        MoveKind.OVERSTAY,
        r"",
        "The time they gave is over. Going on now costs more goodwill than the answer is worth.",
        (
            "I see that our time is up. Thank you, this was really helpful.",
            "We have reached the end of our time, so I will stop here. Thank you for telling me so much.",
        ),
    ),
)
