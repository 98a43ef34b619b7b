from simulator.core.flags import Circumstances, find_flags
from simulator.domain import FLAG_KINDS, Move, MoveKind, Severity


def moves(text, *kinds, severity=None):
    return tuple(Move(kind, 0.9, 0, len(text), severity if kind is MoveKind.JOB_ASK else None) for kind in kinds)


def flags(text, *kinds, severity=None, **circumstances):
    return find_flags(text, moves(text, *kinds, severity=severity), Circumstances(**circumstances))


def test_a_flag_quotes_the_text_says_why_and_offers_something_better():
    text = "Could you refer me for a job at your company?"
    (flag,) = flags(text, MoveKind.JOB_ASK, severity=Severity.DIRECT)
    assert flag.quote == text
    assert flag.severity is Severity.DIRECT
    assert "“refer me for a job at your company”" in flag.why
    assert flag.rewrite.endswith("?")


def test_an_unresearched_question_is_judged_by_the_card_where_there_is_one():
    text = "What does your company do?"
    assert flags(text, MoveKind.UNRESEARCHED, card_answers=True)
    assert not flags(text, MoveKind.UNRESEARCHED, card_answers=False)
    assert flags(text, MoveKind.UNRESEARCHED)
    assert not flags(text, MoveKind.UNRESEARCHED, MoveKind.RESEARCH, card_answers=True)


def test_pushing_on_is_a_fault_only_once_time_is_up():
    text = "just one more thing"
    assert not flags(text, MoveKind.OVERSTAY, time_is_up=False)
    assert flags(text, MoveKind.OVERSTAY, time_is_up=True)


def test_a_resume_they_asked_for_is_no_fault():
    assert not flags("Here it is.", MoveKind.RESUME_PUSH, asked_for_resume=True)


def test_every_kind_of_flag_has_a_rule_that_fits_everything():
    for kind in FLAG_KINDS:
        for severity in Severity:
            (flag,) = flags("zzz", kind, severity=severity)
            assert flag.why
