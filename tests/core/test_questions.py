import pytest

from simulator.core.questions import QuestionForm, follow_up_kind, question_form, read_question, uses_research
from simulator.domain import FollowUpKind


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
