"""Rapport: what moves it, by how much for whom, and what follows from it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.core.mood import made_harder, mood_at, moved, offered_minutes, shifts_of_reply, shifts_of_turn
from simulator.core.session import absorb, new_session
from simulator.domain import (
    Booking,
    Difficulty,
    Dislikes,
    Likes,
    MeetingFormat,
    Move,
    MoveKind,
    Noticed,
    Reply,
    ReplyKind,
    Role,
    Severity,
    Temperament,
    Turn,
    Word,
)

CALM = Temperament(warmth=0.5, openness=0.5, patience_s=60.0, extension_minutes=5)


def said(*moves: Move, seconds: float = 5.0) -> Turn:
    return Turn(0, Role.USER, "some words", 0.0, seconds, moves=moves)


def made(kind: MoveKind, severity: Severity | None = None) -> Move:
    return Move(kind, 0.9, 0, 4, severity)


def total(turn: Turn, temperament: Temperament = CALM) -> float:
    return sum(shift.amount for shift in shifts_of_turn(turn, temperament, overtime=False))


def test_a_direct_ask_costs_more_than_a_veiled_one_and_both_cost():
    direct = total(said(made(MoveKind.JOB_ASK, Severity.DIRECT)))
    veiled = total(said(made(MoveKind.JOB_ASK, Severity.VEILED)))
    assert direct < veiled < 0


@pytest.mark.parametrize("kind", [MoveKind.FOLLOW_UP, MoveKind.RESEARCH, MoveKind.THANKS, MoveKind.PURPOSE])
def test_good_moves_warm(kind):
    assert total(said(made(kind))) > 0


def test_a_move_that_was_not_made_moves_nothing():
    assert total(said(Move(MoveKind.JOB_ASK, 0.2, 0, 4, Severity.DIRECT))) == 0


def test_people_differ_in_what_warms_and_cools_them():
    keen = replace(CALM, warms_to={Likes.FOLLOW_UP: 2.0}, cools_at={Dislikes.PITCH: 0.0})
    assert total(said(made(MoveKind.FOLLOW_UP)), keen) == pytest.approx(2 * total(said(made(MoveKind.FOLLOW_UP))))
    assert total(said(made(MoveKind.PITCH)), keen) == 0


def test_a_minute_without_a_stop_cools():
    assert total(said(seconds=61.0)) < 0 == total(said(seconds=59.0))


def test_what_they_noticed_counts():
    reply = Reply("Yes.", ReplyKind.ANSWER, noticed=(Noticed.SPECIFIC, Noticed.RUDE))
    causes = {shift.cause: shift.amount for shift in shifts_of_reply(reply, CALM)}
    assert causes[Noticed.SPECIFIC] > 0 > causes[Noticed.RUDE]


def test_rapport_stays_between_nothing_and_all():
    rude = shifts_of_reply(Reply("No.", ReplyKind.COOL, noticed=(Noticed.RUDE,)), CALM)
    assert moved(0.05, rude) == 0.0
    assert moved(0.99, shifts_of_reply(Reply("Yes.", ReplyKind.ANSWER, noticed=(Noticed.SPECIFIC,)), CALM)) == 1.0


def test_what_follows_from_rapport():
    assert not mood_at(0.44, CALM).gives_names
    assert mood_at(0.45, CALM).gives_names
    assert not mood_at(0.49, CALM).offers_time
    assert mood_at(0.5, CALM).offers_time
    assert not mood_at(1.0, replace(CALM, extension_minutes=0)).offers_time
    assert mood_at(0.2, CALM).pace > 1.0 > mood_at(0.8, CALM).pace


def test_a_hard_day_is_harder_and_an_easy_one_easier():
    hard, easy = (made_harder(CALM, one) for one in (Difficulty.HARD, Difficulty.EASY))
    assert hard.warmth < CALM.warmth < easy.warmth
    assert hard.patience_s < CALM.patience_s < easy.patience_s
    assert made_harder(CALM, Difficulty.AS_THEY_ARE) == CALM


@pytest.mark.parametrize(("minutes", "offered"), [(30, 20), (20, 15), (15, 10), (10, 5), (5, 5)])
def test_on_a_hard_day_they_offer_the_next_shorter_slot(minutes, offered):
    assert offered_minutes(minutes, Difficulty.HARD) == offered
    assert offered_minutes(minutes, Difficulty.AS_THEY_ARE) == minutes


def test_speaking_into_their_words_cools_and_typing_does_not(nadia):
    start = new_session(nadia, Booking(MeetingFormat.VIDEO, 20), seed=1)
    opened = absorb(
        start, Turn(0, Role.PERSONA, "Hello, do sit down.", 0.0, 10.0, reply=Reply("Hello.", ReplyKind.OPENING))
    )
    spoken = Turn(1, Role.USER, "What", 5.0, 6.0, words=(Word("What", 5.0, 6.0),))
    assert absorb(opened, spoken).rapport < opened.rapport
    assert absorb(opened, replace(spoken, words=())).rapport == opened.rapport
