"""How each check looks at a thank-you note, against what the person really said in the talk."""

from __future__ import annotations

from simulator.core import note_cues as cues
from simulator.core.note_facts import NoteFacts
from simulator.core.outreach_checks import Verdict, quotes_of
from simulator.domain import MoveKind
from simulator.language import words

WITHIN_HOURS = 24.0
"""“Within a day or so”: 28 of the published guides ask for thanks, in the talk and after it."""
FEWEST_QUOTED_WORDS = 3


def thanks_for_something_said(note: NoteFacts) -> Verdict:
    thankful = note.matching(cues.THANKFUL)
    if not thankful:
        return Verdict(False, "There is no thank-you in it.")
    # what the thanks are for may stand in the sentence after them
    before = (None, *note.passages)
    near = [one for one, earlier in zip(note.passages, before, strict=False) if one in thankful or earlier in thankful]
    specific = [one for one in near if note.takes_up_what_was_told(one)]
    if specific:
        return Verdict(True, "Your thanks name something they told you.", quotes_of(specific[:1]))
    if not note.told:
        return Verdict(None, "They had told you nothing yet.")
    return Verdict(False, "Your thanks would fit after any talk.", quotes_of(thankful[:1]))


def says_what_it_was_good_for(note: NoteFacts) -> Verdict:
    doing, useful = note.matching(cues.WILL_DO), note.matching(cues.USEFUL)
    tied = [one for one in doing if note.takes_up_what_was_told(one)]
    if tied:
        return Verdict(True, "You say what you will do with it.", quotes_of(tied[:1]))
    tied = [one for one in useful if note.takes_up_what_was_told(one)]
    if tied:
        return Verdict(True, "You say what was useful.", quotes_of(tied[:1]))
    if doing or useful:
        why = "You say that it was of use, but not which thing of theirs."
        return Verdict(False, why, quotes_of([*doing, *useful][:1]))
    return Verdict(False, "It does not say what you took from the talk.")


def keeps_in_touch_lightly(note: NoteFacts) -> Verdict:
    asking = note.matching(cues.ASKS_MORE)
    if asking:
        return Verdict(False, "This asks for more than they have given already.", quotes_of(asking[:1]))
    light = note.matching(cues.KEEPS_IN_TOUCH) or note.with_moves(MoveKind.STAY_IN_TOUCH, MoveKind.OFFER_HELP)
    if light:
        return Verdict(True, "The door stays open, and nothing is asked.", quotes_of(light[:1]))
    return Verdict(None, "You say nothing about later, which is fine too.")


def quotes_are_theirs(note: NoteFacts) -> Verdict:
    quoted = [match for match in cues.QUOTATION.finditer(note.text) if len(words(match[1])) >= FEWEST_QUOTED_WORDS]
    said = [f" {' '.join(words(one))} " for one in note.told]
    wrong = [match.group() for match in quoted if not any(f" {' '.join(words(match[1]))} " in one for one in said)]
    if wrong:
        return Verdict(False, "They did not say this in these words.", tuple(wrong[:1]))
    if quoted:
        return Verdict(True, "They said this in these words.", (quoted[0].group(),))
    return Verdict(None, "You quote nothing word for word.")


def sent_within_a_day(note: NoteFacts) -> Verdict:
    if note.hours_since is None:
        return Verdict(None, "It is not known when the talk was.")
    if note.hours_since <= WITHIN_HOURS:
        return Verdict(True, f"There are {max(1, round(WITHIN_HOURS - note.hours_since))} hours left of the first day.")
    return Verdict(False, "More than a day has passed since the talk.")
