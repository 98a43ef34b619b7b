"""One step of writing a person: what they can tell."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from simulator.core.persona_advice import ENOUGH_TOPICS
from simulator.core.persona_draft import Draft, DraftTopic
from simulator.core.persona_schema import FEWEST_TOPICS
from simulator.core.persona_subjects import SUBJECT_GROUPS, Subject
from simulator.domain import FollowUpKind
from simulator.language import words
from simulator.ui.person_fields import Put, area, keep, key_of, line, remark, show_anew

OWN = "Theirs alone"
GOOD_WORDS = (45, 90)
ASKED_FURTHER = {
    FollowUpKind.WHY: "Asked why, they add",
    FollowUpKind.FEELING: "Asked how that felt",
    FollowUpKind.WHAT_THEN: "Asked what happened then",
    FollowUpKind.EXAMPLE: "Asked for an example",
    FollowUpKind.MORE: "Asked for more",
}
Get = Callable[[Draft], DraftTopic]


def show_topics(draft: Draft, found: dict[str, str]) -> None:
    st.markdown(
        "What people ask anybody, and what this person would answer: as one speaks, with a place, a number, a name. "
        "Fill in the ones you like and leave the others empty."
    )
    st.progress(min(1.0, draft.answers / ENOUGH_TOPICS), text=how_far(draft.answers))
    key = key_of("group", next(iter(SUBJECT_GROUPS)))
    group = st.pills("Subjects", [*SUBJECT_GROUPS, OWN], key=key, required=True, label_visibility="collapsed")
    if group in SUBJECT_GROUPS:
        for subject in SUBJECT_GROUPS[group]:
            _common(draft, subject, found)
    else:
        _own(draft, found)


def how_far(answers: int) -> str:
    """How many answers there are, and what more of them would do."""
    if answers == 0:
        return f"No answers yet: {FEWEST_TOPICS} neutral ones stand in until you write some."
    count = "1 answer" if answers == 1 else f"{answers} answers"
    if answers < FEWEST_TOPICS:
        return f"{count} of theirs; {FEWEST_TOPICS - answers} neutral ones stand in."
    if answers < ENOUGH_TOPICS:
        return f"{count}. Enough to talk; {ENOUGH_TOPICS - answers} more would make it a full talk."
    return f"{count}: enough for a full talk."


def _common(draft: Draft, subject: Subject, found: dict[str, str]) -> None:
    def get(draft: Draft) -> DraftTopic:
        return draft.topics.setdefault(subject.id, DraftTopic(id=subject.id))

    topic = draft.topics.get(subject.id, DraftTopic())
    _answer(subject.id, subject.title, subject.hint, topic, get)
    _depth(subject.id, topic, get, found, f"topics.{subject.id}", asked=subject.questions)


def _own(draft: Draft, found: dict[str, str]) -> None:
    st.markdown("What only this person could tell: an affair, a year, a thing they made.")
    for number, topic in enumerate(draft.own_topics):
        with st.container(border=True, key=f"own-topic-{number}"):
            _own_topic(draft, number, topic, found)
    if st.button("Add a topic", icon=":material/add:", disabled=len(draft.own_topics) >= 100, key="add-topic"):
        draft.own_topics.append(DraftTopic())
        keep()
        st.rerun()


def _own_topic(draft: Draft, number: int, topic: DraftTopic, found: dict[str, str]) -> None:
    def get(draft: Draft) -> DraftTopic:
        return draft.own_topics[number]

    name, where = f"own-{number}", f"own_topics.{number}"
    line(f"{name}-title", "Title", topic.title, _putter(get, "title"), hint="The flood of 2005")
    remark(found, f"{where}.title")
    asked = "What happened in the flood?\nHow did you get through the flood?\nWhat did the flood teach you?"
    area(
        f"{name}-q",
        "Ways to ask for it, one a line",
        topic.questions,
        _putter(get, "questions"),
        hint=asked,
        most=6_000,
    )
    remark(found, f"{where}.questions")
    _answer(name, "Their answer", "The moment it began, what they did, and how it ended.", topic, get)
    _depth(name, topic, get, found, where, asked=())
    if st.button("Remove this topic", key=f"{name}-remove", type="tertiary", icon=":material/delete:"):
        del draft.own_topics[number]
        show_anew()
        keep()
        st.rerun()


def _answer(name: str, label: str, hint: str, topic: DraftTopic, get: Get) -> None:
    area(f"{name}-answer", label, topic.answer, _putter(get, "answer"), hint=hint)
    count = len(words(topic.answer))
    if count and not GOOD_WORDS[0] <= count <= GOOD_WORDS[1]:
        st.caption(f"{count} {'word' if count == 1 else 'words'}; {GOOD_WORDS[0]} to {GOOD_WORDS[1]} sound best.")


def _depth(
    name: str, topic: DraftTopic, get: Get, found: dict[str, str], where: str, *, asked: tuple[str, ...]
) -> None:
    with st.expander("More depth: a careful line, a story, what they add", type="compact", key=f"{name}-depth"):
        careful = "One careful sentence, before they have warmed up"
        line(f"{name}-guarded", careful, topic.guarded, _putter(get, "guarded"), most=1_500)
        story = "A story with a turn, told only to somebody who earned it"
        area(f"{name}-story", story, topic.story, _putter(get, "story"))
        for kind, label in ASKED_FURTHER.items():
            told = next((text for one, text in topic.follow_ups if one is kind), "")
            line(f"{name}-{kind}", label, told, _follow_up_putter(get, kind), most=1_500)
        if asked:
            ways = "Ways to ask for it, one a line"
            area(f"{name}-q", ways, topic.questions, _putter(get, "questions"), hint="\n".join(asked), most=6_000)
            remark(found, f"{where}.questions")


def _putter(get: Get, field: str) -> Put:
    return lambda draft, value: setattr(get(draft), field, value)


def _follow_up_putter(get: Get, kind: FollowUpKind) -> Put:
    """Changes the first follow-up of the kind; a file may have further ones, which stay."""

    def put(draft: Draft, text: str) -> None:
        topic = get(draft)
        place = next((at for at, (one, _) in enumerate(topic.follow_ups) if one is kind), None)
        if place is None:
            topic.follow_ups = [*topic.follow_ups, (kind, text)]
        elif text.strip():
            topic.follow_ups[place] = (kind, text)
        else:
            del topic.follow_ups[place]

    return put
