"""What a better wording takes over from the sentence: the place, who starts there, the background, the kind of work.

Only words on the lists below are taken over, in our own spelling, so that a name, a slip of the recogniser or half a
clause never finds its way into a wording. What is not surely there is left out: the wording that needs it is not offered.
"""

from __future__ import annotations

import re

DEFAULT_FIELD = "this field"
DEFAULT_NEWCOMERS = "newcomers"

_INSIDE = (
    "branch chambers crew department division garage gallery group kitchen lab laboratory library newsroom nursery office "
    "orchestra salon section surgery team unit warehouse workshop yard"
)
_UPON = "farm site ward"
_NEAR = (
    "agency archive bank brewery business charity clinic college company consultancy council depot firm hospital hotel "
    "institute ministry museum organisation organization pharmacy place plant practice restaurant school shelter shop "
    "station studio trust university"
)
PREPOSITIONS: dict[str, str] = {
    **dict.fromkeys(_INSIDE.split(), "in"),
    **dict.fromkeys(_UPON.split(), "on"),
    **dict.fromkeys(_NEAR.split(), "at"),
}
"""How one stands to each place that can be taken over: in a lab, on a ward, at a bank."""
_PLURAL = frozenset({"chambers"})
_PLACE = re.compile(rf"\b(?:your|this) (?:[\w'-]+ )?({'|'.join(sorted(PREPOSITIONS))})\b(?!['-])", re.IGNORECASE)

NEWCOMERS: tuple[tuple[str, str], ...] = (
    (r"\bintern(?:s|ships?)?\b|\bintern ship\b", "interns"),
    (r"\bapprentic\w+", "apprentices"),
    (r"\bresidenc(?:y|ies)\b", "residents"),
    (
        r"\bgrad(?:uate)? (?:scheme|program|programme|job|role|post|place|intake|training)s?\b|\bgraduates\b",
        "graduates",
    ),
    (r"\b(?:a|fresh|recent|new) graduate\b", "graduates"),
    (r"\btrainees?\b", "trainees"),
    (r"\bvolunteer(?:s|ing)?\b", "volunteers"),
    (r"\bplacements?\b|\bwork experience\b", "students on placement"),
    (r"\bcareer changers?\b|\bchange of career\b", "career changers"),
    (r"\bjuniors?\b", "juniors"),
)

SUBJECTS: tuple[str, ...] = (
    "accounting", "anthropology", "archaeology", "architecture", "art history", "biochemistry", "biology",
    "business administration", "business studies", "catering", "chemical engineering", "chemistry", "civil engineering",
    "computer science", "construction", "customer service", "data science", "drama", "economics",
    "electrical engineering", "engineering", "environmental science", "film studies", "finance", "fine art", "geography",
    "geology", "graphic design", "history", "hospitality", "human resources", "journalism", "law", "linguistics",
    "literature", "logistics", "marketing", "mathematics", "maths", "mechanical engineering", "media studies",
    "medicine", "midwifery", "music", "nursing", "pharmacy", "philosophy", "physics", "physiotherapy", "politics",
    "procurement", "project management", "psychology", "public health", "retail", "sales", "social work", "sociology",
    "software engineering", "statistics", "structural engineering", "teaching", "the armed forces", "the army",
    "the merchant navy", "the navy", "theology",
)  # fmt: skip
OCCUPATIONS: tuple[str, ...] = (
    "accountant", "administrator", "analyst", "architect", "baker", "bookkeeper", "bricklayer", "care assistant", "carer",
    "carpenter", "chef", "classroom assistant", "clerk", "copywriter", "credit analyst", "data analyst", "data engineer",
    "data scientist", "deckhand", "dental hygienist", "designer", "driver", "electrician", "engineer", "farmer",
    "gardener", "graphic designer", "hairdresser", "healthcare assistant", "hygienist", "joiner", "journalist",
    "lab assistant", "lab technician", "lawyer", "librarian", "lorry driver", "mechanic", "midwife", "museum assistant",
    "musician", "nurse", "nursing assistant", "occupational therapist", "paralegal", "paramedic", "park ranger",
    "pharmacist", "physiotherapist", "planner", "plasterer", "plumber", "policeman", "porter", "product manager",
    "programmer", "project manager", "receptionist", "researcher", "secretary", "shop assistant", "social worker",
    "software developer", "software engineer", "soldier", "solicitor", "structural engineer", "surveyor", "teacher",
    "teaching assistant", "technician", "translator", "waiter", "waitress", "web developer", "welder",
)  # fmt: skip

COUNTED = "beds branches bridges customers departments employees engineers hospitals members nurses offices people staff students"


def _any_of(words: tuple[str, ...]) -> str:
    """The longest first, so that "data analyst" is not cut to "data"."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


_SUBJECT = rf"(?P<subject>{_any_of(SUBJECTS)})"
_OCCUPATION = rf"(?P<occupation>{_any_of(OCCUPATIONS)})"
_DEGREES = r"(?P<degree>degree|master's|diploma)"
_BACKGROUNDS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:my|a|an|have|got|with) (?:\w+ )?{_DEGREES} in {_SUBJECT}\b",
        rf"\b(?:my|with a|with an|have a|have an|got a|got an) {_SUBJECT} {_DEGREES}\b",
        rf"\ban? {_SUBJECT} {_DEGREES} like mine\b",
        rf"\b(?:my|a) (?:background|experience|training|career|years) (?:in|of) {_SUBJECT}\b",
        rf"\bmy {_SUBJECT} (?:background|experience)\b",
        rf"\b(?:i come|i came|i'm coming|i am coming|someone coming|somebody coming|moving over) from {_SUBJECT}\b",
        rf"\b(?:my|i (?:have|did|spent|worked)) (?:\w+ )?years (?:of|in) {_SUBJECT}\b",
        rf"\b(?:somebody|someone|trainee|graduate|newcomer) from {_SUBJECT}\b",
        rf"\b(?:i was|i've been|i have been|who's been|who has been|i worked as|i work as|"
        rf"my time as) (?:an? )?{_OCCUPATION}\b",
        rf"\bmy (?:\w+ )?years as an? {_OCCUPATION}\b",
    )
)
_POST = r"(?:jobs?|role|position|post|place|vacancy|opening|bank shift|thing)"
_WORKS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:{_POST}|openings|vacancies|positions|start|work|me|something|hired) (?:\w+ ){{0,4}}?(?:as|"
        rf"for) (?:an?|"
        rf"your) (?:\w+ )??{_OCCUPATION}\b",
        rf"\b(?:the|that|a|an|any|this|some) (?:junior |trainee |graduate )?{_OCCUPATION} {_POST}\b",
        rf"\b(?:(?:openings|jobs|positions|posts|vacancies|roles) for|need|hiring|recruiting|taking on|"
        rf"looking for) (?:\w+ )??{_OCCUPATION}s\b",
        rf"\b(?:need|needs|looking for|recruiting|short|hiring|want|become|be) (?:an?|"
        rf"your) (?:\w+ )??{_OCCUPATION}\b",
    )
)
_COUNTED = re.compile(rf"\bhow many (?:\w+ )?({'|'.join(COUNTED.split())})\b", re.IGNORECASE)


def slots_of(quote: str, text: str, field: str | None) -> dict[str, str]:
    """What the sentence fills, by name of the slot; looked for in the quote, then in the whole text.

    `field` is always there. Whatever else is missing was not surely said.
    """
    name = field_name(field)
    found = {"field": name}
    for passage in (quote, text):
        for slot, value in _found(passage.replace("’", "'"), name).items():
            found.setdefault(slot, value)
    return found


def field_name(field: str | None) -> str:
    """The field as it stands within a sentence; "UX design" keeps its capitals."""
    if not field or not field.strip():
        return DEFAULT_FIELD
    return " ".join(word if word[1:] != word[1:].lower() else word.lower() for word in field.split())


def with_article(noun: str) -> str:
    """ "a lab", "an office", "a university"."""
    sounds_open = noun[0].lower() in "aeiou" and not noun.lower().startswith(("uni", "use", "euro", "one"))
    return f"an {noun}" if sounds_open else f"a {noun}"


def places() -> dict[str, tuple[str, str]]:
    """For every place that can be taken over: how it is named, and how one stands to it."""
    named: dict[str, tuple[str, str]] = {}
    for noun, preposition in PREPOSITIONS.items():
        like_it = f"{noun if noun in _PLURAL else with_article(noun)} like yours"
        named[noun] = (like_it, f"{preposition} {like_it}")
    return named


_PLACES = places()


def _found(passage: str, field: str) -> dict[str, str]:
    found: dict[str, str] = {}
    place = _PLACE.search(passage)
    if place:
        found["place"], found["at_place"] = _PLACES[place.group(1).lower()]
    newcomers = next((name for pattern, name in NEWCOMERS if re.search(pattern, passage, re.IGNORECASE)), None)
    if newcomers:
        found["newcomers"] = newcomers
    background = _background(passage, field)
    if background:
        found["background"] = background
    work = next((match for match in (pattern.search(passage) for pattern in _WORKS) if match), None)
    if work:
        found["work"] = with_article(work.group("occupation").lower())
    counted = _COUNTED.search(passage)
    if counted:
        found["counted"] = counted.group(1).lower()
    return found


def _background(passage: str, field: str) -> str | None:
    for pattern in _BACKGROUNDS:
        match = pattern.search(passage)
        if match is None:
            continue
        parts = {name: part.lower() for name, part in match.groupdict().items() if part}
        subject = parts.get("subject") or parts["occupation"]
        if any(word[:4] in field.lower() for word in subject.split()):
            return None  # "how does a degree in finance help in finance" is no question
        if "occupation" in parts:
            return f"experience as {with_article(subject)}"
        if "degree" in parts:
            return f"{with_article(parts['degree'])} in {subject}"
        return f"a background in {subject}"
    return None
