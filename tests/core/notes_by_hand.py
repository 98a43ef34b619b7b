"""Notes written by hand, good and bad, in several registers, with what the checks have to say of them."""

from __future__ import annotations

from dataclasses import dataclass

TOLD = (
    "I stood behind the chemist's counter for six years, and old Mr Siddall came in every Friday for his toast and a chat.",
    "The first electronic charts were withdrawn after one weekend. I learned to ask the night staff first.",
    "If I were you, I'd do a few shifts as a healthcare assistant before you sign up for anything.",
    "You should talk to Maureen, our lead for care of older people.",
)


@dataclass(frozen=True)
class Written:
    """A note about Nadia Rahman: the checks that must not be met; every other one is met or not rated."""

    name: str
    text: str
    unmet: frozenset[str] = frozenset()
    mend_first: str | None = None


def written(name, text, *unmet, mend_first=None):
    return Written(name, text.strip(), frozenset(unmet), mend_first or (unmet[0] if unmet else None))


OUTREACH = (
    written(
        "formal student",
        """
Dear Ms Rahman,

My name is Sam Ortiz and I am a second-year nursing student at Leeds Beckett. I read your column Letters from the Ward every
month, and your answer about night shifts changed how I see mine.

I would love to learn how you moved from the bedside to leading nurses. Could you spare fifteen minutes, by video, phone or in
person, at whatever time suits you? I am not looking for a job, only to learn.

Thank you for considering it,
Sam Ortiz
""",
    ),
    written(
        "easy-going career changer",
        """
Hi Nadia, I'm a retail manager thinking about retraining. I saw that you stood behind a chemist's counter before you became a
nurse, and I'd like to hear what that was worth later on the wards. If you had 20 minutes for a call or a video chat whenever
it suits you, I'd be really grateful. No worries if not. Best, Jo
""",
    ),
    written(
        "school pupil",
        """
Hello Ms Rahman. I am a pupil at Bradford Grammar and I want to find out what older people's wards are like at night. I read that
Quiet Nights cut falls by a third. Could I ask you about it for ten minutes, in any way that is easiest for you? Thank you very much!
""",
    ),
    written(
        "adult, plain",
        """
Dear Nadia Rahman,
I am 43 and have driven a bus for twenty years. I would like to understand how somebody who comes late copes with the access course,
as you did at twenty-seven. A quarter of an hour would do, on the phone or face to face, when it suits you. Thank you for reading this.
Piotr Zielinski
""",
    ),
    written(
        "engineer, terse",
        """
Nadia - I'm a data analyst at a transport firm. Your talk on the electronic charts that were withdrawn after one weekend stuck
with me. I want to learn how you decided to stop. 20 min, your choice of phone or video, any time that works for you?
Much appreciated. Lena
""",
    ),
    written(
        "through somebody",
        """
Dear Nadia, Grace Oduya thought that I should write to you. I work as a pharmacy assistant in Halifax, and I would be curious to
hear how the auxiliary years taught you to notice things. Might you have fifteen to twenty minutes, however you prefer to meet and
whenever you are free? I would be very grateful. Amina
""",
    ),
    written(
        "openings and a résumé",
        """
Dear Nadia, I am a nurse from Hull. I read about the Quiet Nights project and want to learn about fall prevention. Could we talk for
20 minutes whenever suits you, by phone or video? I would also love to know if there are any openings on your wards, and I have
attached my CV. Thank you, Kim
""",
        "no_job_ask",
        "no_resume",
    ),
    written(
        "in case of openings",
        """
Dear Nadia, I am a nursing student in Leeds. I read about Quiet Nights and would like to learn how you won over the night staff. Could
you spare 20 minutes for a call or on video, whenever it suits you? I have attached my CV in case there are any openings. Thank you, Sam
""",
        "no_job_ask",
        "no_resume",
    ),
    written(
        "brain-picking",
        """
Hello, I would love to pick your brain about your career. Can we get coffee on Tuesday at 3pm? I have a lot of questions and it
should not take more than an hour or so. Looking forward to it!
""",
        "names_the_person",
        "says_who_i_am",
        "says_purpose",
        "says_why_them",
        "asks_limited_time",
        "leaves_the_time",
        "leaves_the_way",
        "thanks",
    ),
    written(
        "veiled",
        """
Dear Ms Rahman, I'm a final-year student. I saw your talk about electronic charts withdrawn after one weekend and want to learn how
you recovered. Would you have fifteen minutes by phone or video at a time that suits you? If anything opens up on your team, please
keep me in mind. Many thanks, Ana
""",
        "no_job_ask",
    ),
    written(
        "a form letter",
        """
Dear [Name], I am a student and would like to learn about the health care sector. Would you have 20 minutes for a phone or video call
whenever it is convenient for you? Thank you in advance for your help, and best regards.
""",
        "names_the_person",
        "says_why_them",
    ),
    written(
        "to nobody",
        """
To whom it may concern: I am a graduate of York and wish to learn about dementia wards. I would be thankful for half an hour by phone
or in person at your convenience. Yours faithfully, R. Patel
""",
        "names_the_person",
        "says_why_them",
    ),
    written(
        "a life story",
        """
Dear Nadia, my name is Chris and I'm a graduate of Hull, where I did biology for three years after a gap year in Peru, where I worked
in a clinic and learned Spanish. I have worked in a bank, in two shops, and for a charity that looks after dogs, and I've been the
treasurer of a choir since I was nineteen years old, which taught me a great deal about people and about myself. I've spent the last
year at home with my mother. I read about Quiet Nights and would like to learn how you won over the night staff. Could you give me
twenty minutes whenever and however it suits you? Thank you. Chris
""",
        "says_who_i_am",
    ),
    written(
        "wrong name",
        """
Dear Nadine, I am a nursing student in Leeds. I read that you qualified at thirty and would like to hear how the evening course went
beside the night shifts. Would you have 15 minutes by phone or video at a time that suits you? Thank you, Bea
""",
        "names_the_person",
    ),
    written(
        "no time named",
        """
Dear Nadia, I am a care assistant in Keighley. Letters from the Ward made me think about going on to a degree, and I would like to
learn how you found the access course. Could we have a quick chat on the phone or on video, whenever suits? Thanks ever so much, Dee
""",
        "asks_limited_time",
    ),
)

THANK_YOU = (
    written(
        "student who acts on the advice",
        """
Dear Nadia, thank you for your time this morning. The story of Mr Siddall and his toast at the chemist's will stay with me. I have
signed up for two shifts as a healthcare assistant, as you suggested, and will let you know how it goes. Warm regards, Sam
""",
    ),
    written(
        "short and easy",
        """
Hi Nadia, thanks so much for today! What you said about asking the night staff before changing the charts was so helpful, and I'll try
that with the rota at our shop. Happy to return the favour one day. Jo
""",
    ),
    written(
        "with a quotation",
        """
Dear Ms Rahman,
Thank you for telling me about the weekend of the electronic charts. “I learned to ask the night staff first” is written above my desk
now. Tomorrow I will write to Maureen, whom you kindly named.
Piotr Zielinski
""",
    ),
    written(
        "fits any talk",
        """
Dear Nadia, thank you so much for taking the time to speak with me today. I really enjoyed our conversation and learned a lot. Your
advice was very helpful and I wish you all the best. Kind regards, Alex
""",
        "specific_thanks",
        "good_for",
    ),
    written(
        "with an ask",
        """
Dear Nadia, thank you for telling me about the chemist's counter; it helped me to see my own shop years differently. I have attached my
résumé in case a position comes up on one of your wards, and I would be glad if you could pass it on to HR. Best, Kim
""",
        "no_job_ask",
        "no_resume",
    ),
    written(
        "wants a mentor",
        """
Dear Nadia, thank you for the story of the electronic charts, which I keep thinking about. I would be honoured if you would be my mentor.
Could we talk again every week from now on? Yours, Robin
""",
        "in_touch",
    ),
    written(
        "an invented quotation",
        """
Dear Nadia, thank you for telling me about Mr Siddall. You said “never trust a computer on a ward” and I will remember that, and the
toast, for a long time. All the best to you, Lee
""",
        "true_quotes",
    ),
    written(
        "another talk altogether",
        """
Dear Nadia, thank you for explaining how you design bridges and choose the steel. I will read up on welding and on wind loads, as they
seem to matter most. With best wishes, Pat
""",
        "specific_thanks",
        "good_for",
    ),
)
