"""The rules for what is too personal, unresearched, a pitch, a résumé pressed on somebody, or too long."""

from __future__ import annotations

from simulator.core.rewrite_rules import Rule, general_rules
from simulator.domain import MoveKind


def _personal(name: str, pattern: str, why: str, *rewrites: str) -> Rule:
    return Rule(MoveKind.TOO_PERSONAL, f"personal/{name}", pattern, why, rewrites)


def _unresearched(name: str, pattern: str, why: str, *rewrites: str) -> Rule:
    return Rule(MoveKind.UNRESEARCHED, f"unresearched/{name}", pattern, why, rewrites)


def _pitch(name: str, pattern: str, why: str, *rewrites: str) -> Rule:
    return Rule(MoveKind.PITCH, f"pitch/{name}", pattern, why, rewrites)


def _resume(name: str, pattern: str, why: str, *rewrites: str) -> Rule:
    return Rule(MoveKind.RESUME_PUSH, f"resume/{name}", pattern, why, rewrites)


def _overstay(name: str, pattern: str, why: str, *rewrites: str) -> Rule:
    return Rule(MoveKind.OVERSTAY, f"overstay/{name}", pattern, why, rewrites)


_PERSONAL: tuple[Rule, ...] = (
    _personal(
        "pressing-on",
        r"\b(?:oh )?come on,?|\b(?:just|only) between us\b|\bjust tell me\b|\bwhat really happened\b|"
        r"\bwhy won't you\b|\bdon't be shy\b",
        "“{words}” presses on where they have not offered to go, and people close up when they are pushed.",
        "Let us leave that aside. What would you rather tell me about your work?",
        "I did not mean to press you. What else has shaped how you work?",
        "I will not press that. What are you glad to be asked about {field}?",
    ),
    _personal(
        "pay",
        r"\b(?:what|how much)\b[^.?!]{0,30}\b(?:earn|paid|pay you|make|take home)\b|\b(?:your|"
        r"exact) (?:\w+ )?(?:salary|pay|wage|bonus|income)\b|"
        r"\b(?:salary|bonus|wages?|take home|earn|lot of money|paid)\b",
        "“{words}” asks for their own pay: a range for the field is a fair question, their own figure is theirs.",
        "What range do people starting out in {field} usually see?",
        "How does pay in {field} tend to develop over the years?",
        "What makes the difference between the lower and the upper end of pay in {field}?",
        "What do people in {field} weigh against pay when they choose where to work?",
    ),
    _personal(
        "wealth",
        r"\b(?:net worth|mortgage|shares in|own your (?:house|home|flat)|(?:house|home) or rent|how rich|savings|"
        r"your (?:flat|house)|money)\b",
        "“{words}” asks about what they own, which has no bearing on the work.",
        "How well can people live on this work in {field}, early on and later?",
        "What does a career in {field} ask people to give up, and what does it give them?",
    ),
    _personal(
        "children",
        r"\b(?:kids?|children|baby|pregnan\w*|miscarriages?|son|daughter|sons|daughters|childcare)\b",
        "“{words}” asks about children, and that is theirs to bring up.",
        "How do people in {field} combine the work with everything else in their lives?",
        "Which arrangements make this work easier for people who have others to look after?",
        "How has {field} changed in what it expects of people outside working hours?",
    ),
    _personal(
        "partner-and-family",
        r"\b(?:married|husband|wife|partner|divorc\w*|single|seeing anyone|engaged|boyfriend|girlfriend|gay|"
        r"straight|parents|mum|mother|"
        r"dad|father|family|relationship)\b",
        "“{words}” asks about the people closest to them, whom they did not bring up.",
        "What does this work ask of people outside office hours?",
        "How do people in {field} keep the work from following them home?",
        "What do people in {field} need from those around them to do this work well?",
    ),
    _personal(
        "age",
        r"\b(?:how old|your age|what age|retire|retirement|getting on|born)\b",
        "“{words}” asks how old they are or when they will stop, which says nothing about the work.",
        "How has {field} changed since you began?",
        "What do people with long experience in {field} see that younger ones miss?",
        "How do people in {field} change the way they work as the years go by?",
    ),
    _personal(
        "health",
        r"\b(?:health|ill|sick|cancer|depressed|depression|therapy|medication|drink|smoke|weigh|disabled|disability|"
        r"burnout|burned out|tired)\b",
        "“{words}” asks about their health, which nobody should have to speak about at work.",
        "What is hard on people in this work, and what helps them to last?",
        "How do people in {field} look after one another on hard days?",
        "What have teams in {field} learnt about keeping people well?",
    ),
    _personal(
        "belief-and-politics",
        r"\b(?:religio\w+|god|church|mosque|pray|vote|voted|party|democrat|republican|politics|political|government|"
        r"election|believe in)\b",
        "“{words}” asks about faith or politics, where people may fairly keep to themselves.",
        "Which decisions made outside {field} change your work the most?",
        "What do people in {field} disagree about, as professionals?",
        "Which values does this work put to the test?",
    ),
    _personal(
        "looks-and-origin",
        r"\b(?:headscarf|immigrant|legally|passport|accent|where are you (?:really|originally) from|you look|skin|"
        r"weight)\b",
        "“{words}” is about who they are and not about what they do.",
        "How mixed are the teams you have known in {field}, and what difference does that make?",
        "What helps people from different places work well together in {field}?",
    ),
    *general_rules(
        MoveKind.TOO_PERSONAL,
        "personal",
        "“{words}” goes into their private life, which they did not bring up.",
        "It goes into their private life, which they did not bring up.",
        "What keeps you going on a difficult day in this work?",
        "What has this work taught you that you did not expect?",
        "What part of yourself does {field} call on the most?",
    ),
)

_UNRESEARCHED: tuple[Rule, ...] = (
    _unresearched(
        "studies",
        r"\b(?:what|where|which|when)\b[^.?!]{0,25}\b(?:study|studied|degree|university|college|school|major|"
        r"graduate|graduated|subject)\b|"
        r"\b(?:study|studied|degree|university|college|major|graduate|qualify|qualified)\b",
        "“{words}” is answered by their profile, so it spends their time and shows that you did not look.",
        "I saw what you studied. Which part of it do you still use, and which turned out not to matter?",
        "I read about your studies. What did you have to learn afterwards that nobody taught you?",
        "I saw where you studied. What would you study today, knowing the work?",
    ),
    _unresearched(
        "title",
        r"\b(?:your|the|exact) (?:\w+ )?(?:title|role|position|job)\b|\b(?:title|what department|"
        r"manager or something|"
        r"the boss here)\b|"
        r"\bwhat (?:is it|do you do|it is)\b[^.?!]{0,20}\b(?:do|here|for a living)\b|\bresponsib\w+",
        "“{words}” is answered by the first line of their profile, and they can tell you what that line leaves out.",
        "I read what your role is on paper. What does it leave out?",
        "I saw your title. Which part of the work would surprise somebody who only knows the title?",
        "I saw what you are called. What do people wrongly expect of somebody with that title?",
    ),
    _unresearched(
        "time-there",
        r"\bhow (?:long|many years)\b[^.?!]{0,25}\b(?:you|been)\b|\bwhen did you (?:start|join|become|begin)\b|"
        r"\byears of experience\b",
        "“{words}” asks for dates that their profile gives, where only they can tell what those years were like.",
        "I saw how long you have been there. What has changed most in that time?",
        "I read when you came there. What did you find, and what had you expected?",
        "I saw how many years you have given to this. Which of them taught you most?",
    ),
    _unresearched(
        "posts-before",
        r"\bwhere did you work\b|\bwhat did you do before\b|\bwhat was your (?:\w+ )?(?:job|position)\b|"
        r"\bbefore (?:this|you)\b",
        "“{words}” asks for steps that their profile lists, where only they can tell why they took them.",
        "I read about the steps in your career. Which of them mattered more than it looks on paper?",
        "I saw where you worked before. What did you take with you from there?",
    ),
    _unresearched(
        "history",
        r"\b(?:when|how long|how old)\b[^.?!]{0,30}\b(?:founded|around|started|set up|established|exist\w*)\b|"
        r"\b(?:founded|founder|history)\b",
        "“{words}” asks for a date that stands on their website.",
        "I read when it was founded. What from the early days can one still feel?",
        "I read about the history of your organisation. Which turn in it shapes your work to this day?",
    ),
    _unresearched(
        "size",
        r"\bhow many [\w' ]{0,30}\b(?:are|do|does|have|work|did|is)\b|\bhow (?:big|large)\b[^.?!]{0,30}|"
        r"\bbig or small\b|\bhow many \w+",
        "“{words}” asks for a number that anybody can look up, where only they know what the number means.",
        "I read how many {counted} there are. What does that number not tell?",
        "I read how many {counted} there are. What changes when that number goes up or down?",
        "I read how large your organisation is. What does that size make easy, and what does it make hard?",
        "I know the figures from your website. Which figure do you watch yourself?",
    ),
    _unresearched(
        "where",
        r"\bwhere(?:'s| is| are)\b[^.?!]{0,30}|\b(?:offices? abroad|head office|opening hours|website|based)\b",
        "“{words}” is on the first page of their website.",
        "I saw where you are based. How does the place shape the work?",
        "I looked up where you work. What difference does it make to your days?",
    ),
    _unresearched(
        "name",
        r"\b(?:called|name of|what company|who's the head|who is the head)\b",
        "“{words}” asks for a name, and knowing it beforehand is the least that they expect.",
        "I read about your organisation before this. What do people outside misunderstand about it?",
        "I read how your organisation is led. How do decisions from the top reach your work?",
    ),
    _unresearched(
        "products",
        r"\b(?:products?|services?|sell|customers?|clients|loans|bridges|make|built|designed|published|projects)\b",
        "“{words}” asks for a list that they have published, where you could ask about one thing on it.",
        "I saw what you have worked on. Which piece of it taught you most?",
        "I looked through what you offer. Which part of it is hardest to do well?",
        "I read about your recent work. Which part of it was harder than it looks?",
    ),
    _unresearched(
        "what-it-does",
        r"\bwhat\b[^.?!]{0,40}\b(?:do|does|is|are|about|about exactly)\b|\b(?:public or private|kind of (?:company|"
        r"organisation|place))\b",
        "“{words}” asks what the first page of their website says.",
        "I read what your organisation does. What would I not understand about it from outside?",
        "I looked at your website before this. What does it not show about how the work is really done?",
        "I read what your organisation says about itself. Which sentence would you put differently?",
    ),
    *general_rules(
        MoveKind.UNRESEARCHED,
        "unresearched",
        "“{words}” can be looked up by anybody, so ask for what only they can tell.",
        "Anybody can look this up, so show that you did, and ask for what only they can tell.",
        "I read up on you before this. What do such pages always leave out?",
        "I looked at your profile. Which line on it has the best story behind it?",
        "I read what is written about your work. What would you add to it?",
    ),
)

_PITCH: tuple[Rule, ...] = (
    _pitch(
        "figures",
        r"\b(?:increased|grew|cut|saved|closed|exceeded|won|built|delivered)\b[^.?!,]{0,40}|"
        r"\b(?:\w+ percent|percent|targets?|figures|sales|followers|revenue|budgets?|deals|users|prize|awards?|"
        r"competitions?|"
        r"employee of the month|star average)\b|%",
        "“{words}” belongs in an application: figures and prizes sell, and nobody is buying today.",
        "Which results do people in {field} take pride in, and which do they distrust?",
        "How does anybody know in {field} that they did good work?",
        "What counts as an achievement in {field}, seen from inside?",
    ),
    _pitch(
        "superlatives",
        r"\b(?:(?:one of )?the best|best \w+|top|outstanding|exceptional|unmatched|unique|born leader|"
        r"natural leader|talented|expert|"
        r"perfectionist|visionary|better (?:than|with)|ahead of|above (?:the )?average|quite exceptional|"
        r"nobody will outwork)\b",
        "“{words}” praises you to somebody who has not asked, and they can neither check it nor answer it.",
        "What do people who are really good at this work do differently?",
        "What did you take for talent when you were young that you now think is practice?",
        "Who is the best person you have worked with in {field}, and what made them so good?",
    ),
    _pitch(
        "qualities",
        r"\b(?:hard[- ]working|motivated|team player|quick learner|learn fast|passion\w*|reliable|creative|"
        r"communicator|organised|organized|"
        r"problem solver|self[- ]starter|results[- ]driven|strengths?|weaknesses|under pressure|people skills|"
        r"dedicated)\b",
        "“{words}” is how everybody describes themselves in an application, so it says little and sells much.",
        "Which qualities does this work need every day, and which only sound good?",
        "What have you seen matter more in {field} than hard work?",
        "Which trait made the difference for people who lasted in {field}?",
    ),
    _pitch(
        "offer",
        r"\b(?:bring to the table|i (?:can |could |would |'d )?(?:bring|add|offer|deliver)|sets me apart|value|"
        r"fresh energy|elevator pitch|"
        r"asset|proven|transform\w*|track record|skill set|change agent)\b",
        "“{words}” offers them a service, although they came to tell and not to buy.",
        "What does {field} need at the moment that is hard to find?",
        "What do people from outside bring to {field} that is welcome, and what is not?",
        "Where do people from outside think they can help in {field}, and where can they?",
    ),
    _pitch(
        "record",
        r"\b(?:\w+ years (?:of|running)?|years|experience|led|managed|leadership|certifications?|achieved|grades|"
        r"degrees?|clients)\b",
        "“{words}” lists what you have done, and one sentence of that is enough before you ask.",
        "How does {background} look from inside {field}: useful, or something to unlearn?",
        "What carries over from {background} into {field}, and what does not?",
        "How have you seen people with {background} settle into {field}?",
        "I come from other work. What carries over into {field}, in your experience, and what does not?",
        "What did you do before that turned out to be useful here, against all expectation?",
    ),
    *general_rules(
        MoveKind.PITCH,
        "pitch",
        "“{words}” sells you, and one sentence about yourself is enough before you ask.",
        "This sells you, and nobody is buying today: one sentence about yourself is enough before you ask.",
        "I come from a different background. What do people like you wish newcomers understood about {field}?",
        "That is where I come from. What carries over into {field}, in your experience, and what does not?",
        "This is all new to me. What did you find hardest to learn when you started?",
    ),
)

_A_RESUME = r"(?:résumé|resume|résume|resumé|cv|c\.v\.|application documents)"
_RESUME: tuple[Rule, ...] = (
    _resume(
        "look-over",
        rf"\b(?:look over|look at|taking a look|tell me what you think|walk you through|feedback on|"
        rf"check)\b[^.?!]{{0,30}}\b{_A_RESUME}\b",
        "“{words}” asks them to work on your papers, which is a task and not a talk.",
        "What do people in {field} tend to leave out when they describe their own experience?",
        "Which experiences look small on paper and turn out to matter in {field}?",
        "When somebody tells you about their path, what makes you listen more closely?",
    ),
    _resume(
        "portfolio",
        r"\b(?:my|the) (?:\w+ )?(?:portfolio|website|site|reel|showreel|work samples?|demo|book)\b|\bportfolio\b|"
        r"\bsee my work\b",
        "“{words}” puts your work before them unasked, so let them be the one to ask.",
        "What do you look at first when you see other people's work?",
        "What makes a piece of work in {field} convincing to you?",
        "Which piece of work in {field} do you wish you had made yourself?",
    ),
    _resume(
        "certificates",
        r"\b(?:my|the) (?:\w+ )?(?:certificates?|transcripts?|references?|grades|diploma)\b",
        "“{words}” lays proofs on the table that nobody has asked for.",
        "Which qualifications in {field} are worth their price, and which are not?",
        "What do papers never show about how somebody works in {field}?",
    ),
    _resume(
        "sent-already",
        r"\b(?:emailed|e-mailed|attached|in your inbox|sent you|took the liberty|sending you|printed|made a copy|"
        r"brought)\b",
        "“{words}” has done it already, which leaves them with a paper to deal with.",
        "I came with questions only. What would you like to be asked about {field}?",
        "What kinds of experience say most about a person in {field}?",
        "What did you carry with you, in knowledge, when you came into {field}?",
    ),
    _resume(
        "offer",
        rf"\b(?:send|email|e-mail|drop|leave|give|share|forward)\b[^.?!]{{0,30}}\b{_A_RESUME}\b|\bhere(?:'s|"
        rf" is)\b[^.?!]{{0,20}}|"
        rf"\b(?:my|a) (?:copy of my )?{_A_RESUME}\b",
        "“{words}” hands over your papers unasked, and the talk turns into an application.",
        "When you look back at people who did well in {field}, what had they done before?",
        "What kinds of work did people do before they found their way into {field}?",
        "Which part of your own path would never fit on a page?",
    ),
    *general_rules(
        MoveKind.RESUME_PUSH,
        "resume",
        "“{words}” hands over papers that they did not ask for.",
        "They did not ask for your papers, and handing them over turns the talk into an application.",
        "What should somebody have tried out before they decide on {field}?",
        "Which experiences taught you most, long before they looked useful?",
    ),
)

_OVERSTAY: tuple[Rule, ...] = (
    _overstay(
        "list",
        r"\b(?:(?:\w+ )?(?:more )?questions(?: on my list)?|my list|whole page|(?:two|three|four|five|six|seven|"
        r"eight|ten) more|a few more|so much more)\b",
        "“{words}” tells them how much is still to come, when the time they gave is over.",
        "I have more questions than we have time, and that is a good sign. Thank you for all of it.",
        "My list is longer than our time, so I will stop here. Thank you for everything you told me.",
    ),
    _overstay(
        "others-can-wait",
        r"\b(?:(?:can|can't|could) (?:\w+ ){0,3}wait|manage without you|be late|won't hurt you|don't hang up|"
        r"stay on)\b",
        "“{words}” decides for them what else can wait, and that is theirs to decide.",
        "I do not want to keep you from what comes next. Thank you for your time today.",
        "You are expected elsewhere, so I will let you go. Thank you, I learnt a lot.",
    ),
    _overstay(
        "ignore-the-clock",
        r"\b(?:keep going|carry on|let's (?:just )?(?:continue|go on|ignore)|like to continue|forget the clock|"
        r"time's up|way over|gone over|"
        r"ignore that|continue anyway|ten more minutes)\b",
        "“{words}” waves the agreed end away, and it costs more goodwill than the answers are worth.",
        "I see that our time is up. Thank you, this was really helpful.",
        "We have reached the end of our time, so I will stop here. Thank you for telling me so much.",
    ),
    _overstay(
        "one-more",
        r"\b(?:(?:just )?one (?:more|last) (?:thing|question)|one more|just one|before you go|real quick|quickly|"
        r"one second|"
        r"hang on|wait|not yet)\b",
        "“{words}” holds them back although they are on their way out.",
        "I will keep my last question for another day. Thank you for today.",
        "There is always one more question, so I will end here. Thank you for being so open.",
    ),
    _overstay(
        "not-finished",
        r"\b(?:not (?:done|finished)|hardly started|whole story|you promised|didn't tell me|have to tell me|"
        r"i need to know|important)\b",
        "“{words}” makes your unfinished list their debt, when they have given what they promised.",
        "You have to go, so I will let you. Thank you so much for your time.",
        "You have given me plenty to think about. Thank you, and have a good day.",
    ),
    *general_rules(
        MoveKind.OVERSTAY,
        "overstay",
        "“{words}” goes on although the time they gave is over.",
        "The time they gave is over, and going on now costs more goodwill than the answer is worth.",
        "Thank you, that was more than I hoped to learn today. I will let you get on.",
        "That is a good place to stop. Thank you for your time.",
    ),
)

OTHER_RULES: tuple[Rule, ...] = (*_PERSONAL, *_UNRESEARCHED, *_PITCH, *_RESUME, *_OVERSTAY)
