"""The reasons and the better wordings of the flags: rules, slots, grammar, and that no wording is flagged itself."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest

from simulator.core.flags import Circumstances, find_flags
from simulator.core.rewrite_rules_wider import WIDER_PATTERNS, wider_rules
from simulator.core.rewrite_slots import (
    COUNTED,
    NEWCOMERS,
    OCCUPATIONS,
    SUBJECTS,
    field_name,
    places,
    slots_of,
    with_article,
)
from simulator.core.rewrites import ALL_RULES, advice_for, filled_in, rule_for, slots_in
from simulator.domain import FLAG_KINDS, MoveKind, Severity
from simulator.language import words
from simulator.moves.data import load_labelled

FIELDS = ("Nursing", "Bridge engineering", "Credit risk", "Documentary film", "Software", "Teaching")

EXAMPLES = {
    "direct/pass-on-resume": "Could you pass on my résumé to the head of the lab?",
    "direct/refer-me": "Would you put in a good word for me?",
    "direct/application-status": "could you find out the status of my application",
    "direct/meet-the-hirers": "Could you put me in touch with your recruiter?",
    "direct/get-an-interview": "Can you swing me an interview?",
    "direct/placement": "Could I do my internship with you next spring?",
    "direct/when-can-i-start": "so when can i start",
    "direct/hire-me": "Would you hire me?",
    "direct/work-for-you": "I want to join your team.",
    "direct/how-do-i-get-in": "How do I get started with your firm?",
    "direct/openings": "Are there any openings on your ward at the moment?",
    "direct/short": "Say yes to me.",
    "direct/any": "Say yes to me, and I will never forget it as long as I live.",
    "veiled/disclaimer": "I'm not here to ask for a job, but if one came along I'd take it.",
    "veiled/check-back": "Can I check back in the spring?",
    "veiled/keep-in-mind": "Please keep me in mind.",
    "veiled/if-something-opens": "If anything ever opens up, I'd love to hear about it.",
    "veiled/you-have-my-number": "You know where I am.",
    "veiled/know-anybody": "Do you know anybody who could use a beginner?",
    "veiled/vouch": "What would you say about me if they asked?",
    "veiled/interview-tips": "What do your panel's members consider, and how many rounds are there?",
    "veiled/who-decides": "Who's in charge of recruitment in your team?",
    "veiled/advertised-post": "Do you think I should go for the opening on your site?",
    "veiled/visa": "My visa ends soon, and I thought of you.",
    "veiled/money": "The rent is due on Friday, I'm only mentioning it.",
    "veiled/deadline": "I have to be settled by October.",
    "veiled/need": "You're my last hope.",
    "veiled/free-work": "I'd do it for nothing, just to begin.",
    "veiled/would-move": "I'd be ready to move to Dublin tomorrow.",
    "veiled/availability": "I'm available from the first of June.",
    "veiled/return-to-work": "I need a way back in after nine years at home.",
    "veiled/job-search": "I'm job hunting at the moment.",
    "veiled/pay-of-post": "How much would you pay a beginner?",
    "veiled/problem-solver": "I could really help you with that backlog.",
    "veiled/opportunities": "What opportunities are there at your company?",
    "veiled/headcount": "Is your team growing next year?",
    "veiled/intake": "Does your company take people straight out of university?",
    "veiled/presuming-manager": "Who would I report to?",
    "veiled/presuming-evaluation": "How long would my probation last?",
    "veiled/presuming-career": "How quickly could I be promoted in your office?",
    "veiled/presuming-training": "So how would I be trained?",
    "veiled/presuming-first-days": "What would my first week be like?",
    "veiled/presuming-hours": "Would I be allowed to work from home?",
    "veiled/presuming-desk": "So when's my desk being delivered?",
    "veiled/presuming-team": "My colleagues, are they nice?",
    "veiled/presuming": "Would I get a phone?",
    "veiled/sizing-up-papers": "Would my accent be a difficulty for your call floor?",
    "veiled/sizing-up-person": "Am I too old for your cadets?",
    "veiled/sizing-up": "How do I stack up against the others you usually see?",
    "veiled/great-fit": "I honestly think I'd be a perfect fit.",
    "veiled/like-me": "Is there a corner for somebody like me?",
    "veiled/in-here-studies": "Which certificate would please your matron?",
    "veiled/in-here-timing": "When would be the best moment to apply to you?",
    "veiled/in-here": "What's the back door into a house such as this?",
    "veiled/lead-to-more": "I was hoping that this could lead to something more concrete.",
    "veiled/flattery": "I've always dreamt of exactly this building.",
    "veiled/banter": "I'm like a stray cat, one saucer of milk is enough.",
    "veiled/short": "See where I'm going?",
    "veiled/any": "You want Welsh speakers, and I happen to speak Welsh, so see where I'm going.",
    "personal/pressing-on": "Come on, it stays in this room.",
    "personal/pay": "How much do you earn?",
    "personal/wealth": "What's your net worth?",
    "personal/children": "Do you have kids?",
    "personal/partner-and-family": "Are you married?",
    "personal/age": "How old are you?",
    "personal/health": "Have you ever been depressed?",
    "personal/belief-and-politics": "Who did you vote for?",
    "personal/looks-and-origin": "Are you an immigrant?",
    "personal/short": "Do you snore?",
    "personal/any": "When you wake up in the small hours, what is it that you dread?",
    "unresearched/studies": "What did you study?",
    "unresearched/title": "What's your exact job title?",
    "unresearched/time-there": "How long have you been with the bank?",
    "unresearched/posts-before": "Where did you work before this?",
    "unresearched/history": "When was the company founded?",
    "unresearched/size": "How many nurses do you have?",
    "unresearched/where": "Where is your head office?",
    "unresearched/name": "What is your firm called?",
    "unresearched/products": "Which bridges have you built?",
    "unresearched/what-it-does": "What does your company do?",
    "unresearched/short": "Tell me the basics.",
    "unresearched/any": "Tell me the basics, please, I came straight here without opening your page.",
    "pitch/figures": "I grew our followers by three hundred percent.",
    "pitch/superlatives": "I'm one of the best programmers in my year.",
    "pitch/qualities": "I'm a highly motivated team player.",
    "pitch/offer": "Let me tell you what I bring to the table.",
    "pitch/record": "I have led teams of thirty.",
    "pitch/short": "Everybody adores me.",
    "pitch/any": "Everybody adores me, wherever I go people smile and say what a joy it is.",
    "resume/look-over": "Would you look over my CV for me?",
    "resume/portfolio": "Here's a link to my portfolio.",
    "resume/certificates": "You'll find my certificates on the table.",
    "resume/sent-already": "I've just emailed you everything.",
    "resume/offer": "Can I send you my résumé?",
    "resume/short": "Please read all this.",
    "resume/any": "Please read all this at home tonight when you have got a quiet hour.",
    "overstay/list": "I still have five questions on my list.",
    "overstay/others-can-wait": "They can wait a minute, surely.",
    "overstay/ignore-the-clock": "Forget the clock, let's go on.",
    "overstay/one-more": "Just one more thing before you go.",
    "overstay/not-finished": "Stay, I'm not done.",
    "overstay/short": "Sit down again.",
    "overstay/any": "Sit down again and tell me about the pension and about the canteen.",
}
KINDS = {
    "personal": MoveKind.TOO_PERSONAL,
    "unresearched": MoveKind.UNRESEARCHED,
    "pitch": MoveKind.PITCH,
    "resume": MoveKind.RESUME_PUSH,
    "overstay": MoveKind.OVERSTAY,
}


def advice(text, kind=MoveKind.JOB_ASK, severity=Severity.VEILED, *, quote=None, field="Nursing"):
    return advice_for(kind, severity, quote or text, text, field)


def slots_by_hand():
    """For each slot what it may hold; of the places one for every preposition and article."""
    chosen = [places()[noun] for noun in ("lab", "office", "ward", "bank", "university", "chambers", "team")]
    return {
        "field": [field_name(field) for field in (*FIELDS, None)],
        "newcomers": ["newcomers", *sorted({name for _, name in NEWCOMERS})],
        "place": [place for place, _ in chosen],
        "at_place": [at_place for _, at_place in chosen],
        "background": ["a degree in biology", "a background in the armed forces", "experience as an electrician"],
        "work": ["a data analyst", "an electrician", "a welder"],
        "counted": COUNTED.split(),
    }


def every_filling(wording):
    """The wording with each slot in turn holding all it may hold, the others their first."""
    values = slots_by_hand()
    first = {slot: options[0] for slot, options in values.items()}
    varied = [{**first, slot: value} for slot in slots_in(wording) for value in values[slot]]
    return list(dict.fromkeys(filled_in(wording, slots) or "" for slots in varied or [first]))


# ── the rules ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_rule_has_a_name_of_its_own_and_an_example():
    names = [rule.name for rule in ALL_RULES]
    assert len(names) == len(set(names))
    assert set(names) == set(EXAMPLES)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_rule_is_reached(name):
    family = name.partition("/")[0]
    kind = KINDS.get(family, MoveKind.JOB_ASK)
    severity = Severity(family) if kind is MoveKind.JOB_ASK else None
    text = EXAMPLES[name]
    rule, found = rule_for(kind, severity, text, text)
    assert rule.name == name
    assert found in text


def test_the_further_patterns_stand_for_rules_that_there_are():
    by_name = {rule.name: rule for rule in ALL_RULES}
    wider = wider_rules(ALL_RULES)
    assert len(wider) == len({rule.name for rule in wider}) == len(WIDER_PATTERNS)
    for rule in wider:
        known = by_name[rule.name]
        assert not known.general
        assert (rule.why, rule.rewrites, rule.kind) == (known.why, known.rewrites, known.kind)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tell your boss you've found a bargain.", "veiled/banter"),
        ("i dont need to be paid i just want to learn from you guys", "veiled/free-work"),
        ("I know you can't promise anything, but I'd be so pleased to be thought of.", "veiled/disclaimer"),
        ("Would you mind passing my CV on to whoever does the hiring?", "direct/pass-on-resume"),
        ("Could I say to your recruiter that you know me?", "veiled/vouch"),
        ("Has the committee decided yet?", "direct/application-status"),
        ("how should i come across when i meet your director", "veiled/interview-tips"),
        ("whos responsible for recruiting on a site like that one of yours", "veiled/who-decides"),
        ("Who's hiring these days, do you know?", "veiled/know-anybody"),
        ("ill be in touch after easter about that post", "veiled/check-back"),
        ("any shift any day you just text me", "veiled/you-have-my-number"),
        ("Do you keep names on file? Because I'd like mine to be there.", "veiled/keep-in-mind"),
        ("I can't go on living off my parents.", "veiled/money"),
        ("i could do three days a week from september", "veiled/availability"),
        ("My wife says yes to anywhere north of Birmingham.", "veiled/would-move"),
        ("I can hold out till about Easter, not longer.", "veiled/deadline"),
        ("You can imagine how badly I need this.", "veiled/need"),
        ("Would I be paid by the crate or by the hour on your farm?", "veiled/pay-of-post"),
        ("Would I be overqualified for what you do here?", "veiled/sizing-up"),
        ("which desk would be mine", "veiled/presuming"),
        ("Which keywords should I use so your HR people don't throw me out?", "veiled/in-here"),
        ("Do you usually have a trainee or two?", "veiled/intake"),
        ("could your crew use another pair of hands do you think", "veiled/headcount"),
        ("I've been sending applications left and right, you know.", "veiled/job-search"),
        ("It would be the honour of my life to serve in your ministry one day.", "veiled/flattery"),
        ("could you see your way to hiring me", "direct/hire-me"),
        ("um i'm a team player so id have no trouble fitting into your team", "veiled/great-fit"),
        ("is there anything open in your department at the minute", "direct/openings"),
    ],
)
def test_the_same_thing_in_other_words(text, name):
    rule, found = rule_for(MoveKind.JOB_ASK, Severity.VEILED, text, text)
    assert rule.name == name
    assert found in text


def test_there_is_much_to_choose_from():
    wordings = [wording for rule in ALL_RULES for wording in rule.rewrites]
    assert len({wording for rule in ALL_RULES if rule.kind is MoveKind.JOB_ASK for wording in rule.rewrites}) >= 110
    assert len(set(wordings)) >= 60
    for kind in FLAG_KINDS:
        assert len({wording for rule in ALL_RULES if rule.kind is kind for wording in rule.rewrites}) >= 5


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.name)
def test_every_rule_has_a_wording_for_a_sentence_that_fills_nothing(rule):
    assert any(set(slots_in(wording)) <= {"field", "newcomers"} for wording in rule.rewrites)


def test_an_ask_taken_for_the_wrong_degree_still_finds_its_rule():
    text = "Would you put in a good word for me?"
    for severity in (*Severity, None):
        assert rule_for(MoveKind.JOB_ASK, severity, text, text)[0].name == "direct/refer-me"


def test_the_whole_text_helps_where_the_quote_alone_says_too_little():
    text = "About my application, I have been wondering. Any progress?"
    rule, found = rule_for(MoveKind.JOB_ASK, Severity.DIRECT, "Any progress?", text)
    assert (rule.name, found) == ("direct/application-status", "my application")


# ── the reasons ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("If anything opens up down the line, please keep me in mind.", "keep me in mind"),
        ("Hire me, seriously, I'm cheap.", "Hire me"),
        ("Put me on the books for the harvest.", "Put me on the books"),
        ("who would i report to", "who would i report to"),
        ("You’ve got my number, haven’t you?", "You’ve got my number"),
    ],
)
def test_a_reason_quotes_the_responsible_words(text, found):
    why, _ = advice(text, severity=Severity.DIRECT if text.startswith(("Hire", "Put")) else Severity.VEILED)
    assert f"“{found}”" in why


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_reason_is_one_sentence_with_a_short_quote(name):
    family = name.partition("/")[0]
    kind = KINDS.get(family, MoveKind.JOB_ASK)
    why, _ = advice(EXAMPLES[name], kind, Severity(family) if kind is MoveKind.JOB_ASK else None)
    quote = re.search("“(.*)”", why)
    assert (quote is None) == name.endswith("/any")
    if quote:
        assert 1 <= len(quote.group(1).split()) <= 8
    sentence = why.replace(quote.group(0), "It") if quote else why
    assert sentence.endswith(".")
    assert not re.search(r"[.?!{}]", sentence[:-1])


# ── the wordings ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.name)
def test_the_wordings_are_grammatical(rule):
    for wording in rule.rewrites:
        for sentence in every_filling(wording):
            said = words(sentence)
            assert not re.search(r"[{}]|  ", sentence)
            assert len(said) <= 30
            assert all(one != following for one, following in pairwise(said)), sentence
            assert not re.search(r"\ba (?=[aeio]|un(?!i))|\ban (?=[^aeiou]|uni)", sentence, re.I), sentence
            assert sentence[0].isupper()
            if rule.kind is MoveKind.OVERSTAY:
                assert sentence.endswith(".")
                assert "?" not in sentence
            else:
                assert sentence.endswith("?")
                assert sentence.count("?") == 1


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.name)
def test_no_wording_would_be_flagged_itself(rule, classifier):
    for wording in rule.rewrites:
        for sentence in every_filling(wording):
            moves = classifier.classify(sentence)
            assert find_flags(sentence, moves, Circumstances(card_answers=False, time_is_up=True)) == (), sentence


def test_the_judge_of_the_wordings_is_awake(classifier):
    for text in ("Could you refer me for a job?", "Please keep me in mind if something opens up."):
        assert find_flags(text, classifier.classify(text))


def test_the_same_words_always_get_the_same_advice():
    for text in EXAMPLES.values():
        assert advice(text) == advice(text)


def test_no_wording_is_given_too_often():
    asks = [line for line in load_labelled() if MoveKind.JOB_ASK in line.labels]
    given = Counter(advice(line.text, severity=line.severity)[1] for line in asks)
    assert len(asks) > 200
    assert given.most_common(1)[0][1] < 0.06 * len(asks)
    assert len(given) >= 150
    rules = Counter(rule_for(MoveKind.JOB_ASK, line.severity, line.text, line.text)[0] for line in asks)
    assert sum(count for rule, count in rules.items() if rule.general) < 0.13 * len(asks)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("What are my chances with a degree in biology at your lab?", ("a degree in biology", "like yours")),
        ("Who would I report to?", ("manager", "boss", "lead")),
        ("What salary could I expect with you?", ("range", "pay")),
        ("Will your bank take on apprentices?", ("apprentices",)),
    ],
)
def test_a_wording_answers_the_same_curiosity(text, parts):
    _, rewrite = advice(text)
    assert any(part in rewrite for part in parts), rewrite


def test_what_is_most_the_speakers_own_comes_first():
    _, rewrite = advice("I was a plumber for ten years, so would I stand a chance on your team?")
    assert "experience as a plumber" in rewrite


def test_a_wording_says_nothing_of_who_was_named():
    for text in ("Would Mrs Okonjo at your Leeds office take me?", "Is Mr Zygmunt your boss, and could I meet him?"):
        _, rewrite = advice(text)
        assert not {"okonjo", "leeds", "zygmunt"} & set(words(rewrite))


# ── the slots ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "slot", "value"),
    [
        ("Is there a place in your lab?", "place", "a lab like yours"),
        ("Is there a place in your lab?", "at_place", "in a lab like yours"),
        ("any jobs at your Leeds office", "at_place", "in an office like yours"),
        ("could I join your university", "at_place", "at a university like yours"),
        ("Is there room on your ward?", "at_place", "on a ward like yours"),
        ("I'd love this hospital to take me", "place", "a hospital like yours"),
        ("What is your team-building like?", "place", None),
        ("What would you do in the office?", "place", None),
        ("Do you run an internship?", "newcomers", "interns"),
        ("an apprenticeship at the forge", "newcomers", "apprentices"),
        ("Do you offer a residency?", "newcomers", "residents"),
        ("My residence permit ends.", "newcomers", None),
        ("Is there a graduate scheme?", "newcomers", "graduates"),
        ("I'd come when I graduate", "newcomers", None),
        ("could i volunteer at yours", "newcomers", "volunteers"),
        ("Would my degree in biology count?", "background", "a degree in biology"),
        ("With my biology degree, would I fit?", "background", "a degree in biology"),
        ("with my background in teaching", "background", "a background in teaching"),
        ("I was a nurse for ten years", "background", "experience as a nurse"),
        ("I've been an electrician all my life", "background", "experience as an electrician"),
        ("I have a master's in statistics", "background", "a master's in statistics"),
        ("for somebody from retail", "background", "a background in retail"),
        ("Would you open up to a trainee from the armed forces?", "background", "a background in the armed forces"),
        ("my degree in underwater basket weaving", "background", None),
        ("my degree in Ibadan", "background", None),
        ("an opening for a welder", "work", "a welder"),
        ("a position as a data analyst", "work", "a data analyst"),
        ("the nursing assistant job", "work", "a nursing assistant"),
        ("Are there vacancies on your ward for a nursing assistant?", "work", "a nursing assistant"),
        ("Do you know a firm hiring data analysts?", "work", "a data analyst"),
        ("a job for Mrs Baker", "work", None),
        ("How many beds have you got?", "counted", "beds"),
        ("How many dragons have you got?", "counted", None),
    ],
)
def test_what_a_sentence_fills(text, slot, value):
    assert slots_of(text, text, "Credit risk").get(slot) == value


def test_the_quote_comes_before_the_rest_of_the_text():
    text = "I know your school well. Could I join your clinic?"
    assert slots_of("Could I join your clinic?", text, None)["place"] == "a clinic like yours"
    assert slots_of("Could I join?", text, None)["place"] == "a school like yours"


def test_a_background_in_the_field_itself_is_no_news():
    assert "background" not in slots_of("my degree in finance", "my degree in finance", "Finance")


@pytest.mark.parametrize(
    ("field", "name"),
    [(None, "this field"), (" ", "this field"), ("Health care", "health care"), ("UX design", "UX design")],
)
def test_the_field_as_it_stands_in_a_sentence(field, name):
    assert field_name(field) == name


def test_no_filling_is_longer_than_six_words():
    fillings = [*(place for pair in places().values() for place in pair), *(name for _, name in NEWCOMERS)]
    fillings += [f"a background in {subject}" for subject in SUBJECTS]
    fillings += [f"experience as {with_article(occupation)}" for occupation in OCCUPATIONS]
    assert max(len(words(filling)) for filling in fillings) <= 6
