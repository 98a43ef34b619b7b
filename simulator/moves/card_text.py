"""The words of the model card around its figures. `card.py` measures, this writes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from simulator.domain import MoveKind
from simulator.moves.thresholds import FALSE_ALARM_BUDGET

if TYPE_CHECKING:
    from simulator.moves.card import AskFigures, Measured

VERDICTS = ("direct", "veiled", "none")


def card_text(measured: Measured) -> str:
    """The whole card as Markdown."""
    return "\n\n".join(
        [
            _INTRODUCTION.replace("BUDGET", _percent(FALSE_ALARM_BUDGET[MoveKind.JOB_ASK])),
            _DATA.format(**{name: f"{count:,}" for name, count in measured.data.items()}),
            _agreement(measured),
            "## How well job asks are found",
            _HOW_MEASURED.format(folds=measured.folds),
            _asks(measured.asks),
            _confusion(measured),
            "Veiled asks by kind, as written, by cross-validation (the kinds are explained in `docs/labels.md`):",
            _by_kind(measured),
            "## Against simpler ways",
            _comparison(measured),
            "## What a probability means",
            _reliability(measured),
            "## The other moves",
            _moves(measured),
            "## Its worst mistakes",
            _mistakes(measured),
            _LIMITS,
        ]
    )


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f} %"


def _agreement(measured: Measured) -> str:
    agreed = measured.agreement
    return (
        f"A random five per cent of the lines ({agreed.lines}) were labelled a second time by a labeller who had only the guide and the words. "
        f"Cohen's κ: {agreed.ask_or_not:.3f} on whether it is a job ask, {agreed.severity:.3f} with direct and veiled told apart, "
        f"{agreed.kinds:.3f} on average over all moves. Both labellers are of one mind on the guide, so this says that the guide is clear, "
        "not that every reader would agree with it."
    )


def _asks(sets: Sequence[AskFigures]) -> str:
    rows = [
        (
            one.name,
            f"{one.lines:,}",
            str(one.direct),
            str(one.veiled),
            str(one.innocent),
            str(one.innocent_questions),
            str(one.any_flag),
            _percent(one.precision.value),
            _percent(one.severity.value),
        )
        for one in sets
    ]
    header = (
        "lines read",
        "how many",
        "direct found",
        "veiled found",
        "innocent lines flagged as asks",
        "innocent questions so flagged",
        "innocent lines with any flag",
        "precision",
        "direct or veiled told right",
    )
    near = next((one.near_misses for one in sets if one.near_misses.of), None)
    note = (
        f"\n\nOf the near-misses alone, innocent lines that share their group with an ask, {near} are flagged."
        if near
        else ""
    )
    return _table(header, rows) + note


def _confusion(measured: Measured) -> str:
    rows = [
        (f"**{label}**", *(f"{measured.confusion.get((label, verdict), 0):,}" for verdict in VERDICTS))
        for label in VERDICTS
    ]
    return "Label (rows) and verdict (columns), by cross-validation, as written:\n\n" + _table(("", *VERDICTS), rows)


def _by_kind(measured: Measured) -> str:
    return _table(("kind", "lines", "found"), [(kind, str(found.of), str(found)) for kind, found in measured.by_kind])


def _comparison(measured: Measured) -> str:
    if not measured.comparison:
        return "Not measured: run `python -m benchmarks.compare_models`."
    rows = [
        (
            str(one["name"]),
            f"{float(one['average_precision']):.3f}",
            _percent(float(one["direct_recall"])),
            _percent(float(one["veiled_recall"])),
        )
        for one in measured.comparison
    ]
    header = ("way", "average precision", "direct found", "veiled found")
    return (
        "Whole lines as written, five grouped folds, the same for all; recall where one in a hundred innocent lines is flagged "
        "(`python -m benchmarks.compare_models`):\n\n" + _table(header, rows) + "\n\n" + _WORDLLAMA
    )


def _reliability(measured: Measured) -> str:
    rows = [
        (f"{one.low:.2f}–{one.high:.2f}", f"{one.lines:,}", _percent(one.stated), _percent(one.true))
        for one in measured.reliability
    ]
    return _PROBABILITY + "\n\n" + _table(("stated", "lines", "stated on average", "true"), rows)


def _moves(measured: Measured) -> str:
    rows = [
        (one.kind, f"{one.lines:,}", _percent(one.precision), _percent(one.recall), _percent(one.f1))
        for one in measured.written.kinds
    ]
    return (
        f"By the same cross-validation, as written. Mean F1 over all kinds: **{measured.macro_f1:.3f}**. What depends on more than words "
        "(whether the public card answers a question, whether time is really up, whether a question follows up) is decided again by the "
        "rules in `simulator/core/`, which see the persona and the clock.\n\n"
        + _table(("kind", "lines", "precision", "recall", "F1"), rows)
    )


def _mistakes(measured: Measured) -> str:
    alarms = "\n".join(f"- {text}" for text in measured.false_alarms)
    misses = "\n".join(f"- {text}" for text in measured.misses)
    return f"Innocent lines flagged with the greatest confidence:\n\n{alarms}\n\nJob asks missed with the greatest confidence:\n\n{misses}"


_INTRODUCTION = """# Model card: the move classifier

What an utterance *does* in an informational interview: asks for a job, asks a question, says thanks, brings the talk to
its end. The code is `simulator/moves/`; the kinds are `MoveKind` in `simulator/domain.py`. This page is written by the program
(`python -m simulator.moves.card`), which measures every figure on it.

## What it is for

Feedback to one person who rehearses a talk, in English, on their own machine. It decides when the persona deflects and
what the report quotes. It is not made to judge real people, to select applicants, or to watch real conversations, and
its probabilities say how sure it is, not how bad something was.

## How it works

1. **Cut.** A turn is cut into sentences, and long or unpunctuated ones into clauses (`segments.py`). Each piece, each
   two neighbours and, up to 40 words, the whole text are judged; the likeliest counts. A long monologue is never judged
   as a whole, so that it cannot add up to a flag.
2. **Count.** Words are made plain (no capitals, punctuation, fillers; contractions written out), so that typed and
   recognised speech look the same. Counted are n-grams of words, of letters and of the sentence's *frame* (vacancy words, hiring
   verbs, trades, employers and the like stand as classes), how the sentence begins and ends, some 110 hand-written cues, 130
   hand-written rules for asking for work and for only seeming to, which of these stand together, and what the persona had
   just said.
3. **Weigh.** One logistic regression for each kind (scikit-learn), learnt from the lines as written, as recognised, with
words misheard
   by chance, as the built-in recogniser really heard some of them, and after words of somebody's that have no bearing on them;
   beside them from questions and sentences of the gallery's people, of which only that much is known: they are no fault.
4. **Look again.** A second logistic regression weighs the scores of the rivals against one another: an offer of help is no
offer to work. A half-sure job ask whose words name no place, no hiring and no applying is let go.
5. **Decide.** Thresholds are chosen on lines the model has not seen, by groups: at most BUDGET of
   innocent lines by a model that has seen half of the lines, which comes to about half as many for the whole model.
6. **Quote.** The quote is the shortest run of clauses that keeps at least 60 % of the score above the decision.

The model is `simulator/moves/moves.skops`, which holds numbers and text and can hold nothing executable. `python -m
simulator train`
makes it anew, byte for byte."""

_DATA = """## What it has learnt from

{lines} lines in {groups} groups (`simulator/moves/data/`), written line by line for this program under one guide
(`docs/labels.md`); nobody's words were collected and nothing was multiplied by templates. {direct} are direct asks, {veiled} veiled ones,
{innocent} innocent, of which {near_misses} are near-misses that share a group with an ask; {with_context} have a context.
{heard} were spoken by
espeak-ng and read back by the built-in recogniser. Lines on one theme form a group; groups are never split between training
and testing, and the
same words in two groups make them one. `python -m simulator.moves.corpus` reports near-duplicates, vocabulary growth and
leaks."""

_HOW_MEASURED = """Cross-validation by groups in {folds} folds, everything (terms, thresholds, second look) made inside the
training part. In brackets the 95 % interval of a
bootstrap over groups. Many innocent lines here were chosen because they are hard. The held-out sets were written by others,
who did not see the training lines:
*development* was looked at while the features were made; *frozen* was written after that; its figures were
seen before the last threshold was set, its sentences taught nothing;
*third* was written after the model was trained, and nothing was changed for it."""

_WORDLLAMA = """`wordllama` is a wheel of 19 MB under the MIT licence with static vectors of a Llama model's tokens. It adds
about a point and would
cost a dependency, 16 MB of vectors and over a second at start, so the program does without it."""

_PROBABILITY = """Scores are brought to log-odds by Platt's method on unseen lines. The labelled lines hold far more asks
than a talk does, so the decision, 0.5, lies where
few innocent lines are hit. The table counts innocent lines as often as it takes for lines at the decision to be asks half of
the time, which is
what the probability then means."""

_LIMITS = """## Limits

- A hint without any of its usual words is missed more often than not; so is what a recogniser garbles beyond recognition.
- Irony, quoted speech and asking on behalf of somebody else confuse it.
- The minutes before a sentence are invisible to it: only the persona's last turn is context.
- Spoken lines were measured with synthetic voices, not with people.
- English only. Other languages are not recognised as such; they are judged like noise.

## Fairness

Lines in several Englishes (British, Irish, Indian, Nigerian, Kenyan, Filipino, Singaporean, Australian, American), formal
and casual, and from people
of many ages and trades are among the data, so that politeness or dialect alone should not make a flag; no figure by
dialect has been measured yet. Naming one's age, origin, family or illness is no feature by itself, but pleading lines
("the rent is due") are labelled as veiled asks, and a person who merely speaks of hardship may be flagged. A flag is
advice to the speaker alone, shows their own words, and can be disagreed with; nothing leaves the machine.
"""
