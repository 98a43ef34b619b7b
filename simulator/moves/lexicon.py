"""Words made plain and sorted into the few classes that decide what a sentence does.

A learner with some thousand examples cannot know that "vacancy", "opening" and "placement" behave alike; these lists
tell it. They are features, not verdicts: the weights are learnt.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'"})
_ABBREVIATIONS = re.compile(r"\b(?:c\.\s?v\.?|h\.r\.|e\.g\.|i\.e\.)", re.I)
_NOT_WORD = re.compile(r"[^a-z0-9'%$£€]+")
_CONTRACTIONS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), expansion)
    for pattern, expansion in (
        (r"can'?t|cannot", "can not"),
        (r"won't", "will not"),
        (r"(is|are|was|were|do|does|did|have|has|had|would|could|should|might|must)n'?t", r"\1 not"),
        (r"i'?m|i m", "i am"),
        (r"i'll", "i will"),
        (r"i'd", "i would"),
        (r"i'?ve", "i have"),
        (r"(you|we|they)'re|(you|they)re", r"\1\2 are"),
        (r"(you|we|they)'ve|(you|we|they)ve", r"\1\2 have"),
        (r"(you|we|they|it|that|there|he|she)'ll|(you|they|it|that)ll", r"\1\2 will"),
        (r"(you|we|they|he|she|it|that|there)'d|(you|they|it)d", r"\1\2 would"),
        (r"(what|who|where|how|that|there|it|here|he|she|when|why)'s|(what|that|there|where|how)s", r"\1\2 is"),
        (r"let'?s", "let us"),
        (r"gonna", "going to"),
        (r"wanna", "want to"),
        (r"gotta", "got to"),
        (r"kinda", "kind of"),
        (r"y'?all", "you all"),
        (r"id(?= (?:love|like|be|appreciate|really|also|just|rather|say|have|want)\b)", "i would"),
        (r"ill(?= (?:be|let|send|try|keep|make|do|have|stop|get|just|say|read|follow|start|take|write)\b)", "i will"),
    )
)
_AMBIGUOUS = frozenset("id ill m".split())
"""Contractions without an apostrophe only beside certain words, so they are looked at with their neighbours."""
_FILLERS = re.compile(r"\b(?:u+m+|u+h+m?|e+r+m*|a+h+|h+m+|mm+)\b")
_REPEATED = re.compile(r"\b(\w+)(?: \1\b)+")


def plain(text: str) -> str:
    """Lower-case words only: contractions written out, accents, fillers, stammers and punctuation gone.

    What a recogniser writes and what a person types become the same string, as far as that is possible.
    """
    lowered = text.translate(_APOSTROPHES).lower()
    unaccented = lowered if lowered.isascii() else _without_accents(lowered)
    if "." in unaccented:
        unaccented = _ABBREVIATIONS.sub(lambda match: match.group().replace(".", "").replace(" ", ""), unaccented)
    words = _NOT_WORD.sub(" ", unaccented).split()
    if not _AMBIGUOUS.isdisjoint(words):
        words = _written_out(" ".join(words)).split()
    return _REPEATED.sub(r"\1", " ".join(filter(None, map(_plain_word, words))))


@lru_cache(maxsize=16_384)
def _plain_word(word: str) -> str:
    """One word as one or two plain ones; nothing for a filler."""
    return " ".join(_FILLERS.sub(" ", _written_out(word)).replace("'s", "").replace("'", "").split())


def _written_out(words: str) -> str:
    for pattern, expansion in _CONTRACTIONS:
        words = pattern.sub(expansion, words)
    return words


def _without_accents(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))


WORD_CLASSES: dict[str, str] = {
    "HIRE": """hire hires hired hiring recruit recruits recruited recruiting employ employed employing employs onboard
        onboarding headhunt headhunted""",
    "VACANCY": """opening openings vacancy vacancies position positions job jobs role roles spot spots internship
        internships intern placement placements apprenticeship apprenticeships traineeship headcount slot slots gig gigs
        opportunity opportunities employment post posts traineeships residency residencies fellowship fellowships coop contract
        contracts shift shifts intake clerkship clerkships studentship postdoc externship practicum locum tenancy pupillage
        posting postings advert adverts ad ads listing listings scheme schemes""",
    "TRAINEE": """trainee trainees apprentice apprentices assistant assistants interns postgrad postgrads resident
        residents volunteer volunteers commis cadet cadets""",
    "CRAFT": """nurse nurses doctor doctors surgeon surgeons physio physios physiotherapist physiotherapists midwife midwives
        paramedic paramedics carer carers vet vets dentist dentists pharmacist pharmacists radiographer radiographers therapist
        therapists engineer engineers developer developers programmer programmers coder coders tester testers analyst
        analysts scientist scientists researcher researchers technician technicians electrician electricians plumber plumbers
        welder welders carpenter carpenters joiner joiners mechanic mechanics builder builders surveyor surveyors architect
        architects designer designers illustrator illustrators planner planners copywriter copywriters writer writers editor
        editors reporter reporters journalist journalists producer producers photographer photographers teacher teachers tutor
        tutors lecturer lecturers librarian librarians lawyer lawyers solicitor solicitors barrister barristers paralegal
        paralegals accountant accountants bookkeeper bookkeepers auditor auditors banker bankers broker brokers trader traders
        actuary actuaries consultant consultants chef chefs cook cooks baker bakers barista baristas waiter waiters waitress
        bartender bartenders porter porters receptionist receptionists cleaner cleaners driver drivers courier couriers pilot
        pilots farmer farmers gardener gardeners florist florists ranger rangers keeper keepers zookeeper coach coaches trainer
        trainers player players actor actors musician musicians soldier soldiers officer officers firefighter firefighters clerk
        clerks secretary secretaries buyer buyers seller sellers salesman saleswoman marketer marketers stylist stylists
        hairdresser hairdressers barber barbers tailor tailors social worker workers hand hands labourer labourers operator
        operators specialist specialists curator curators conservator conservators translator translators interpreter
        interpreters""",
    "APPLY": """apply applies applying applied application applications interview interviews interviewed interviewing
        shortlist shortlisted shortlisting candidacy""",
    "RECRUITER": "recruiter recruiters hr recruitment",
    "RESUME": "resume resumes cv cvs portfolio portfolios transcript transcripts reel",
    "REFER": "refer refers referral referrals recommend recommendation vouch endorse",
    "CONNECT": "introduce introduction introductions connect contact contacts intro reach",
    "JOIN": "join joining joined",
    "ORG": """company firm organisation organization employer department division team office lab hospital school agency
        studio practice business charity council shop newsroom clinic startup institute bank unit group workplace organisations
        companies firms employers
        teams hospitals schools labs studios agencies places outfit warehouse depot factory plant garage workshop yard boatyard
        shipyard farm dairy vineyard nursery bakery kitchen restaurant cafe hotel bar pub brewery salon theatre museum gallery
        library archive orchestra club gym stable stables zoo park ministry embassy court chambers police army navy fire station
        brigade railway airline airport port ward surgery practice pharmacy laboratory university college faculty foundation
        trust union ngo nonprofit church parish publisher magazine paper broadcaster channel desk crew squad house brand chain
        store supermarket site sites""",
    "PAY": """salary salaries pay pays paid paying wage wages compensation bonus earn earns earning earned income money paycheck
        benefits stipend rate rates package remuneration moneywise""",
    "SELF": "me myself mine",
    "PEOPLE": """people someone somebody anyone anybody candidate candidates applicant applicants graduate graduates
        newcomer newcomers beginner beginners junior juniors others everyone everybody students folks person others
        starters hires employees staff man woman men women lad lads girl girls guy guys kid trainee student bodies folk mate""",
    "COLLEAGUE": "colleague colleagues manager managers boss supervisor mentor mentors director",
    "FAMILY": """married wife husband kids children child pregnant baby family boyfriend girlfriend divorced divorce
        single partner spouse mother father parents son daughter""",
    "PRIVATE": """religion religious church god pray vote voted voting politics political republican democrat labour tory
        conservative liberal health illness sick disease therapy therapist medication depression diagnosis weight drink
        alcohol debt mortgage rent savings""",
    "AGE": "old age birthday born retire retirement",
    "BOAST": """best top excellent outstanding exceptional proven award awards awarded ranked unique talented perfect asset
        expert expertise skilled fastest strongest exceeded impressive impressed stellar distinction honours honors medal
        accomplished dedicated motivated passionate driven reliable hardworking results achievements""",
    "ACHIEVE": """led managed grew increased built launched delivered saved doubled tripled won founded spearheaded
        reduced boosted generated improved mastered""",
    "SKILLS": "skills experience strengths background qualifications degree training talents profile record",
    "TIME": "minute minutes hour hours time clock schedule calendar",
    "PART": "goodbye bye farewell",
    "GREET": "hi hello hey morning afternoon evening",
    "THANK": "thanks thank grateful appreciate appreciated appreciation gratitude",
    "READ": "read saw noticed watched listened article interview podcast talk paper profile website linkedin book post blog",
    "LEARN": "learn learning understand hear curious know insight insights perspective advice ask",
    "NOTES": "notes note record recording notebook jot write",
    "NUMBER": """one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty
        ninety hundred thousand million couple few several dozen half""",
    "NEXT": """next tomorrow monday tuesday wednesday thursday friday saturday sunday january february april june july
        august september october november december summer autumn winter spring christmas easter michaelmas month months week
        weeks weekend weekends immediately evenings mornings""",
    "START": "start starting begin beginning available availability",
    "NEED": "need needs needed needing short shorthanded understaffed stretched desperate",
    "GROW": "grow grows growing expand expands expanding expansion add adds adding enlarge scaling double doubling",
    "TAKE": "take takes taking took taken bring brings bringing brought pick picks picking picked choose chooses choosing chose",
    "DECIDE": "decide decides decided deciding decision decisions approve approves select selects selected",
    "WRITE": "email emails write ring call phone text message contact dm drop",
    "LATER": "again back later sometime someday eventually",
    "HARDSHIP": """rent visa permit savings bills bill debts loan loans overdraft broke mortgage evicted redundant unemployed
        redundancy laid jobless homeless benefits""",
}
FUNCTION_WORDS = frozenset(
    """i you he she it we they this that these those who what which when where why how whose whom my your his her its our
    their yours ours am is are was were be been being do does did done have has had having will would can could should
    may might must shall not no never nor and or but so if because although though while than then as at by for from in
    into of off on onto out over about with without within under up down to there here more most less least much many
    any some all each every other another else only just even still yet already again ever also too very really quite
    same such own first last now today later soon ago before after until since during between like get got getting go
    going come came let make made take took give gave put keep kept say said tell told think thought feel felt want
    wanted need hope wish look looking find found see work works worked working help mind chance way possible please
    sorry yes yeah okay well right let long far big old few kind sort lot bit thing things good great nice us the a an
    wondering wonder love glad happy meet meeting talk talking speak question questions send share pass show wrap leave
    stop stay touch follow word fit open opens""".split()
)
_CLASS_OF = {word: name for name, listed in WORD_CLASSES.items() for word in listed.split()}
_DIGITS = re.compile(r"\d")
_SKIP = frozenset("a an the just really actually basically maybe perhaps very quite please so well okay".split())


def classed(plain_text: str) -> str:
    """Every word with a class as that class in capitals, all others as they are: what whole-sentence rules read."""
    return " ".join([_CLASS_OF.get(word, word) for word in plain_text.split()])


def skeleton(plain_text: str) -> str:
    """The sentence's frame: classes in capitals, function words as they are, everything else `x`.

    "are there any vacancies in your lab" → "are there any VACANCY in your ORG".
    """
    frame: list[str] = []
    for word in plain_text.split():
        if word in _SKIP:
            continue
        part = _CLASS_OF.get(word) or (word if word in FUNCTION_WORDS else "NUMBER" if _DIGITS.search(word) else "x")
        if part != "x" or not frame or frame[-1] != "x":
            frame.append(part)
    return " ".join(frame)
