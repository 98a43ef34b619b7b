"""Lines and a few answers in no particular voice, for whatever the writer of a person leaves out.

They claim nothing about anybody: no place, no trade, no number. A person made of them alone is dull but complete.
"""

from __future__ import annotations

from collections.abc import Mapping

from simulator.core.persona_subjects import COMMON_SUBJECTS
from simulator.domain import LineKind, Topic

_LINES = """
opening
  Hello. It's good to meet you. I've kept our time free, so please, begin wherever you like.
  Hi there. I've read your message and I'm happy to help where I can. What would you like to start with?
  Good to see you. You asked for this talk, so I'll follow your lead. What's on your mind?
  Hello, and welcome. I have the time we agreed on, and I'm all yours for it. Where shall we begin?
greeting
  I'm well, thank you. I hope you are too.
  Very well, thanks. It's nice of you to ask.
  Doing fine. I've been looking forward to this.
  Can't complain, thank you. It's been a full week.
  All good here. Shall we get started?
  Fine, thanks. And it's good to talk about something other than my inbox.
  Quite well, thank you. I hope your day's been kind to you.
  I'm good. It's a pleasure to meet you.
purpose
  I'm glad you say so. That makes it easy. Ask away.
  Then we'll get along. What would you like to understand?
  Learning is the best reason to talk to somebody. Please, go ahead.
introduction
  Thank you, that helps me to know where you're coming from. What would you like to ask?
  Good, now I have a picture. Where shall we start?
  I see. That's useful to know. What can I tell you?
acknowledgement
  That's a good question.
  Let me think about that for a second.
  Yes, I can tell you about that.
  I'm happy to talk about that.
  Well, let me try to answer that.
  Right. I've thought about that before.
  Sure, gladly.
  That one's worth a proper answer.
  Okay, so here's how I see it.
acknowledgement_specific
  You've done your reading, I can tell.
  That's a very particular question, and I like it.
  You noticed that. Not many people do.
  So you came prepared. Thank you.
  That's exactly the detail that matters.
  You've clearly looked into this.
  Now that's a question I don't get every day.
  You've picked out the interesting part.
acknowledgement_follow_up
  You'd like to know more about that. All right.
  Good that you ask further.
  There is a bit more to it, yes.
  Let me go into that.
  I can say more about it, certainly.
  That's the next question I'd have asked too.
  I left something out there, you're right.
  Let me add to that.
callback
  You remembered that. Thank you for listening so closely.
  Yes, I did mention it, and it does belong here.
  You're putting two things together there, and you're right to.
  I said so earlier, yes, and there's more behind it.
prompt
  I see. What would you like to ask?
  That makes sense. Please go on.
  I hear you. Was there something you wanted to know about it?
  Interesting. Where would you like to go from there?
  Yes, I understand. What's your next question?
  That's one way to look at it. What would help you most to hear?
  I'm with you. What else is on your list?
  All right. Do you have a question about that?
  Fair enough. Ask me whatever you like.
unsure
  I'm afraid I don't know enough about that. Ask me something about the work itself, perhaps.
  I don't have a good answer to that one, and I'd rather not make one up. What else would you like to know?
  That's outside what I know. I can speak about how I got here, or about the day-to-day.
  I'm not quite sure what to say to that. Could you ask it more narrowly?
  Somebody else would answer that better. Is there something closer to my own work?
  I'd only be guessing there. Let's try another one.
  I'm not certain I follow. Do you mean the work, the people, or the way into it?
  Nothing useful comes to mind on that, I'm sorry. What else have you brought?
unclear
  Sorry, I didn't catch that. Could you say it again?
  I missed that. Once more, please?
  You broke up for a moment there. What was that?
  I couldn't quite hear you. Would you repeat it?
  Pardon me, that didn't come through. Could you try again?
  I'm sorry, I lost the last part. Please say it once more.
  That was a little faint. Could you speak up?
  I heard that you spoke, but not the words. Again, please?
told_already
  I think we've talked about that already. Is there another side of it you'd like to hear?
  We touched on that a little while ago. What else would help you?
  I'd only repeat myself there. Shall we take the next one?
  That's what I answered before, and it hasn't changed. What else?
  You've had my thoughts on that one. Ask me something new.
  I believe I told you that. Was there a part that wasn't clear?
  We've been there already. Where would you like to go next?
  I've said what I can about that. Let's move on, if that's all right.
nothing_more
  That's really all I have on that one. What else would you like to know?
  I've told you everything I know about it. Let's turn to something else.
  There isn't much more to it, I'm afraid. What's next?
  I've come to the end of that one. Ask me about something else.
  Anything more would be invention. What other questions do you have?
  That's as far as I can go with it. What else is on your list?
  I think that's the whole of it. Shall we go on?
  I've nothing to add there. Please, the next question.
website
  That's something our website tells you, so let's use the time for what it doesn't.
  You can read that up in a moment. What would you like to know that isn't written anywhere?
  That part is public, and easy to find. Ask me what you can't look up.
job_ask
  I can't help with a position, I'm afraid, and it isn't what we're here for. But I'm glad to tell you about the work.
  As I said, I don't talk about openings. They're posted where everybody can see them. Let's come back to what you wanted to learn.
  I have to be plain with you. This talk is not about a job. If you have no other questions, we can end here.
resume
  Please keep it for an application. I'd rather hear what you want to know.
  That would be for our hiring people, not for me. What else can I tell you?
  I won't look at it today, if you don't mind. Let's use our time for your questions.
pitch
  I'm sure you'd do it well. But I don't need convincing. What would you like to learn?
  You don't have to sell yourself here. Ask me something instead.
  That's good to hear, and it isn't what this talk is for. What's your question?
too_personal
  I'd rather keep that to myself, if you don't mind. Ask me about the work.
  That's a bit too private for me. What else would you like to know?
  I don't talk about that with people I've just met. Let's go on.
referral_given
  You should speak to Sam, a colleague of mine in the same field. I'll ask whether that's all right and let you know.
  I'm thinking of Robin, who came into this work quite recently and remembers how it was. I'll put you in touch.
  There's Alex, who does something close to this at another place. Let me ask first, and then I'll write to you.
referral_withheld
  Let's see how the rest of our talk goes, and ask me again near the end.
  I'd want to know a little better what you're after before I send you to anybody.
  Perhaps later. First tell me what you'd ask them.
stay_in_touch
  Please do. I'd like to hear how it goes.
  Yes, drop me a line now and then. Keep it short and I'll answer.
  Of course. Tell me what became of it.
offer_help
  That's kind of you. I'll come back to it if something turns up.
  Thank you for offering. If you read something I should know about, send it along.
  I appreciate that. Not many people think of it.
notes
  Of course, go ahead and write things down.
  Please do. I'd do the same.
  Notes are fine. I'd only ask you not to record it.
thanks
  You're very welcome.
  My pleasure.
  I'm glad if it helps.
  Not at all. I've enjoyed it.
  You're welcome. You asked good questions.
  Happy to. Somebody once did the same for me.
  That's nice of you to say.
  Any time. I hope it's of use.
hello
  Hello, good to meet you. Where shall we begin?
  Hello. I'm glad this worked out. What would you like to know?
  Good to meet you too. Go ahead.
praise
  That's kind of you. I'll take it.
  Thank you. A good many other people had a hand in it.
  You're generous. Let's go on before I get used to it.
silence
  Take your time.
  I'm still here, whenever you're ready.
  If you've lost the thread, just begin anywhere.
rude
  I don't think that's called for. Let's keep this friendly.
  I won't be spoken to like that. One more try, please.
  That's enough for me. I'd like to end this soon.
stacked
  That's several questions at once. Let me take one of them.
  There's a lot in there. I'll begin with one, and you can ask me the rest.
  Let me pick one of those, and we'll come to the others.
clarify
  Do you mean {first}, or rather {second}?
  Just so I answer the right thing, is it {first}, or {second}?
  I could tell you about {first} or about {second}. Which would you like?
long_turn
  Let me stop you there for a moment. What's the question you'd most like answered?
  That was a lot to take in. Could you put it in one question?
  I think I've followed you. What is it you'd like to know?
interruption
  I'm sorry, somebody's at my door. One moment.
  Excuse me, I have to take this call. I'll be right back.
  Sorry, hold on, something's come up.
interruption_over
  I'm back, sorry about that. Where were we?
  All settled. Please go on.
  Thank you for waiting. You were saying?
hold_on
  Of course, take your time.
  Sure, I'll wait.
  No problem. I'm here.
time_left
  We have about {minutes} left.
  About {minutes}, I think. Thank you for keeping an eye on it.
  By my clock it's {minutes}.
time_cue
  I should say that we have about {minutes} left.
  Just so you know, it's {minutes} to the end.
  We've got {minutes}. Is there something you want to be sure to ask?
time_up
  I see that our time is up.
  That's the time we had, I'm afraid.
  We've come to the end of our time.
extension_offer
  I can stay for {minutes} more, if you have another question.
  You've watched the time well. I could give you another {minutes}, if that helps.
  I'm not in a hurry just now. Would {minutes} more be of use to you?
more_time_granted
  Yes, I can give you {minutes} more.
  All right, another {minutes}, and then I have to go.
  Certainly. Let's say {minutes}.
more_time_refused
  I'm sorry, I really do have to stop now.
  I can't today, I'm expected elsewhere. You're welcome to write to me.
  I'd rather keep to what we agreed. Please send me the rest in writing.
closing
  It was good to talk to you. I hope it was of use.
  Thank you for your questions, I enjoyed them. Is there a last word from you?
  I'm glad we did this. I wish you luck with what comes next.
leave
  I have to go now. All the best to you.
  I'm sorry, but I must leave. Good luck with everything.
  They're waiting for me. It was good to meet you. Goodbye.
goodbye
  Goodbye, and good luck.
  All the best. Take care.
  Bye for now. I wish you well.
"""


def _read(text: str) -> dict[LineKind, tuple[str, ...]]:
    lines: dict[LineKind, tuple[str, ...]] = {}
    kind: LineKind | None = None
    for row in text.strip().splitlines():
        if row.startswith("  ") and kind is not None:
            lines[kind] = (*lines[kind], row.strip())
        else:
            kind = LineKind(row.strip())
            lines[kind] = ()
    return lines


BASE_LINES: Mapping[LineKind, tuple[str, ...]] = _read(_LINES)
"""Every kind of line: as many variants as make a valid person without repeating too soon."""

_STAND_INS = {
    "path": """
        Not in a straight line. I began with something nearby, somebody gave me more than I was ready for, and I found that I
        liked the part the others put off. From then on it was one small step after another. Looking back it seems like a
        plan, and I can assure you that it wasn't.
        """,
    "typical-day": """
        No two are quite alike, but there's a pattern. The morning goes to whatever can't wait, the middle of the day belongs
        to other people, and the quiet work gets done at the edges. I write three things on a piece of paper when I
        come in. On a good day I get to two of them.
        """,
    "rewards": """
        The moment when something that was stuck begins to move, and you know that you had a hand in it. It doesn't happen
        every week. And I like the people. You'd be surprised how much of the pleasure in any work is simply whom you
        have lunch with.
        """,
    "drawbacks": """
        The waiting. You do your part, and then it lies on somebody else's desk, and there's nothing you can do but ask
        kindly. And there's more writing things down than anybody tells you beforehand. I've made my peace with the second,
        not with the first.
        """,
    "advice-students": """
        Talk to people who do the work, as you're doing now, and ask them what they did yesterday rather than what they think.
        Then go and do the smallest piece of it that you can, for a week. You'll learn more from that week than from
        anything I could tell you.
        """,
}


def _stand_in(subject_id: str, answer: str) -> Topic:
    subject = COMMON_SUBJECTS[subject_id]
    return Topic(subject.id, subject.title, subject.questions, " ".join(answer.split()), about=subject.about)


STAND_IN_TOPICS: tuple[Topic, ...] = tuple(_stand_in(name, answer) for name, answer in _STAND_INS.items())
"""Answers anybody could give, so that a person of whom little is written can be talked to at all."""
