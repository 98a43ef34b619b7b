from pathlib import Path

import pytest

from simulator.core.question_forms import QuestionForm, question_form
from simulator.core.questions import follow_up_kind, read_question, uses_research
from simulator.domain import FollowUpKind

FORMS_FILE = Path(__file__).with_name("question_forms.tsv")
AT_HAND = 200
"""So many lines of the file were looked at while the rules were written; the rest was written after them."""


def labelled_forms() -> list[tuple[str, str]]:
    lines = FORMS_FILE.read_text(encoding="utf-8").splitlines()
    return [(form, text) for form, _, text in (line.partition("\t") for line in lines if not line.startswith("#"))]


def share_right(lines: list[tuple[str, str]]) -> tuple[float, list[str]]:
    read = [(form, text, question_form(text)[0]) for form, text in lines]
    wrong = [f"{form}, not {found}: {text}" for form, text, found in read if form != (found.value if found else "none")]
    return 1 - len(wrong) / len(lines), wrong


def test_the_labelled_questions_cover_every_form():
    forms = [form for form, _ in labelled_forms()]
    assert {form: forms.count(form) for form in dict.fromkeys(forms)} == {
        "open": 110, "closed": 80, "stacked": 50, "leading": 40, "none": 40,
    }  # fmt: skip
    assert len({text for _, text in labelled_forms()}) == len(forms)


def test_forms_are_read_off_the_questions_the_rules_were_written_with():
    share, wrong = share_right(labelled_forms()[:AT_HAND])
    assert share >= 0.97, wrong


def test_forms_are_read_off_questions_written_after_the_rules():
    share, wrong = share_right(labelled_forms()[AT_HAND:])
    assert share >= 0.93, wrong


@pytest.mark.parametrize("text", [text for _, text in labelled_forms()])
def test_where_a_question_stands_is_within_the_text(text):
    form, span = question_form(text)
    assert (form is None) is (span is None)
    assert span is None or span.of(text).strip()


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("What does a typical day look like?", QuestionForm.OPEN),
        ("so um how did you get started", QuestionForm.OPEN),
        ("Could you tell me about your first job?", QuestionForm.OPEN),
        ("Do you like your job?", QuestionForm.CLOSED),
        ("are you happy there", QuestionForm.CLOSED),
        ("It must be hard, isn't it?", QuestionForm.LEADING),
        ("How did you start? And why did you stay?", QuestionForm.STACKED),
        ("what do you like about it and what would you change about it", QuestionForm.STACKED),
        ("what do you do and how did you start", QuestionForm.STACKED),
        ("what do you like and dislike", QuestionForm.OPEN),
        ("so it's mostly meetings, right?", QuestionForm.LEADING),
        ("how did you how did you um how did you start", QuestionForm.OPEN),
        ("did you plan that or did it just happen", QuestionForm.CLOSED),
        ("Do you like it, and why?", QuestionForm.OPEN),
        ("Can I ask you something? How did you start?", QuestionForm.OPEN),
        ("You stayed for thirty years?", QuestionForm.LEADING),
        ("And the weekends?", QuestionForm.OPEN),
        ("", None),
        ("?", None),
        ("That makes sense.", None),
        ("Thank you so much.", None),
    ],
)
def test_the_form_of_a_question(text, form):
    assert question_form(text)[0] is form


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Why?", FollowUpKind.WHY),
        ("why was that", FollowUpKind.WHY),
        ("How did that feel?", FollowUpKind.FEELING),
        ("and what happened then", FollowUpKind.WHAT_THEN),
        ("Can you give me an example?", FollowUpKind.EXAMPLE),
        ("tell me more about that", FollowUpKind.MORE),
        ("What does a typical day look like?", None),
    ],
)
def test_what_a_follow_up_reaches_for(text, kind):
    assert follow_up_kind(text) is kind


def test_a_question_that_takes_up_two_words_of_the_answer_is_a_specific_follow_up():
    question = read_question("How did the rubber on the bins come about?", previous="So we put rubber on the bins.")
    assert question.follow_up
    assert question.specific


def test_keywords_of_the_public_facts_show_that_the_user_has_read_them(nadia):
    assert uses_research("I read about Quiet Nights, how did it start?", nadia)
    assert not uses_research("How did it start?", nadia)
