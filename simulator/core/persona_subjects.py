"""What everybody asks anybody about, for whoever writes a person: a heading, a hint, and ways to ask for it.

The ids are those the program's model of subjects knows, so that a topic under one of them is found even when nobody
asks in the words of its own questions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject: the heading of its topic, what the person would call it themselves, what to write, ways to ask."""

    id: str
    title: str
    about: str
    hint: str
    questions: tuple[str, ...]


GROUPS: dict[str, str] = {
    "Their own way": """
path | How they got here | how I got into this work | The turns of the road, one of them with a place and a person in it.
  How did you get into this field? / Can you walk me through your career path? / What made you choose this work? /
  How did you end up where you are now? / What's your background?
first-job | The first job | my first job in this field | The first weeks: one thing they were handed, one thing they broke.
  What was your first job in this field like? / How did you get your first position? /
  What do you remember about your early days? / What did your first job teach you? / Where did you start out?
mentors | Who helped them | the people who helped me | One person, by first name, and the sentence of theirs that stayed.
  Who helped you along the way? / Did you have a mentor? / Who has influenced you most? / How do I find a mentor? /
  Is there somebody you looked up to?
proud-project | What they are proud of | the work I'm proudest of | One piece of work, what nearly went wrong, and how they knew it was good.
  What are you most proud of? / What's your favourite project so far? / What has been your greatest achievement? /
  Which piece of work stays with you? / Can you tell me about a project you loved?
failure | A mistake | a mistake of mine | One real mistake, what it cost, and what they do differently since.
  What's a mistake you learned from? / Can you tell me about a time something went wrong? /
  What was your biggest failure? / How do you deal with setbacks? / What did you get wrong early on?
hard-decision | The hardest decision | the hardest decision I had | Two things that could not both be had, and which one they chose.
  What was the hardest decision you've had to make? / What's the toughest call in your career? /
  When did you have to decide without knowing enough? / Was there a choice you struggled with? /
  How do you make difficult decisions?
hindsight | What they know now | what I'd do differently | What they would tell themselves at the start, and why nobody could have told them.
  What would you do differently? / What do you wish you had known at the start? /
  If you could start over, what would you change? / What would you tell your younger self? /
  Looking back, do you regret anything?
surprise | What surprised them | what surprised me about this work | Something they believed before, and the day they stopped.
  What surprised you most about this work? / What did you not expect? /
  Was anything different from what you imagined? / What was the biggest surprise when you started? /
  What turned out not to be true?
staying | Why they stayed | why I stayed | The time they nearly left, and what kept them.
  Why have you stayed so long? / Did you ever think about leaving? / What keeps you in this job? /
  Have you considered doing something else? / Why are you still here after all these years?
own-plans | What comes next for them | what I want to do next | What they would still like to do, small or large.
  What's next for you? / Where do you see yourself in five years? / What are your own goals now? /
  What would you still like to achieve? / Do you have plans for the coming years?
""",
    "The work": """
typical-day | A day | what my days look like | Yesterday, hour by hour: three things that really happened in it.
  What does a typical day look like? / What do you do all day? / How do you spend your week? /
  What are your main duties? / What did you do yesterday?
rewards | What they like | what I like about it | The moment they go home content, and the last time that was.
  What do you like most about your job? / What's the most rewarding part? / What do you enjoy about your work? /
  What makes a good day for you? / What gets you out of bed in the morning?
drawbacks | What is hard about it | what's hard about it | The part nobody mentions, said without complaint.
  What do you like least about your job? / What are the downsides? / What's the hardest part of the work? /
  What frustrates you? / What would put people off?
challenges | Problems of the field | what the field is struggling with | One problem the whole field has, and how it shows on their desk.
  What are the biggest challenges in your field right now? / What problems is your organisation facing? /
  What's difficult for the industry at the moment? / What keeps you awake at night about your field? /
  What needs to be solved?
skills | What one must be able to do | the skills it takes | Two skills, one of which is on no course, with an example of each.
  What skills do you need for this work? / Which abilities matter most? / What should I be good at? /
  What skill do you use every day? / Which strengths help you most?
fit | Who does well | the kind of person who does well | Who flourishes here, who does not, and how one can tell early.
  What kind of person does well in this job? / Who is not suited to it? / How do I know whether it's right for me? /
  What personality do you need? / Who struggles in this work?
success | What counts as success | how we know it went well | What is measured, and what they go by themselves.
  How is success measured in your job? / What does a good year look like? / How do you know you've done well? /
  What are you judged by? / What does success mean to you?
technology | Tools and machines | the tools we use | The tool they could not do without, and one that promised too much.
  What tools or software do you use? / How is AI changing your work? / Which technology should I learn? /
  What machines or programs do you work with? / How much of your work is automated?
clients | Whom they work for | the people we work for | One person they work for, and what that person needs.
  Who are your customers? / What are the people you work for like? / How do you deal with difficult clients? /
  Who do you serve in your work? / How much contact do you have with the people you help?
regulation | Rules and paperwork | the rules we work under | One rule that looks silly and has a reason.
  What rules and regulations matter in your work? / How much paperwork is there? / Do you need a licence? /
  How do laws affect your job? / Who inspects what you do?
ethics | Right and wrong | the grey areas | A case that was allowed and felt wrong, or the other way round.
  Do you face ethical questions? / What grey areas are there in your work? /
  How do you handle something you disagree with? / What responsibility do you carry? /
  Which values matter in this work?
""",
    "People and place": """
culture | What it is like there | what it's like here | Something one would notice in the first hour.
  What's it like to work there? / How would you describe the culture? / What's the atmosphere like? /
  How do people treat each other? / What do people say about working there?
organisation | The organisation | what's different about this place | What this place does differently, and what that costs.
  What makes your organisation different? / Why did you choose to work there? / How is your organisation structured? /
  What sets you apart from others in the field? / What does your department do within the whole?
team | The team | my team | Who sits where, and the one everybody asks.
  Who do you work with? / How is your team made up? / Which other departments do you work with? /
  How big is your team? / What are your colleagues like?
leading | How they lead | how I lead people | One thing they do every week, and where they learned it.
  How do you manage people? / What's your leadership style? / What makes a good manager? / How did you learn to lead? /
  What do you expect of your team?
conflict | Disagreement | dealing with disagreement | One quarrel, and how it was settled or was not.
  How do you handle conflict at work? / How do you deal with difficult colleagues? / Are there office politics? /
  What do you do when you disagree with your boss? / Tell me about a disagreement you had
stress | Pressure | the pressure, and how I cope | What a bad week does to them, and what helps.
  How stressful is your job? / How do you cope with pressure? / Do people burn out? / How do you switch off? /
  What do you do when it gets too much?
work-life | Hours and home | my hours | When they really go home, and what they do not give up.
  What hours do you work? / How is your work-life balance? / Do you work evenings and weekends? /
  Can you have a family in this job? / How much time does the job take?
travel | Travelling | how much I travel | The last journey for work, and what it was good for.
  How much do you travel for work? / Do you have to travel a lot? / How often are you away? /
  Where does the job take you? / Is there a lot of time on the road?
remote | Where the work is done | where I work from | Where they were this week, and what only works in person.
  Can you work from home? / How much time do you spend at a desk? / Is the work on site or remote? /
  Where do you do most of your work? / How has remote work changed your job?
diversity | Who is there and who is not | who gets to do this work | What it was like to be different, or to see somebody be.
  How diverse is your field? / What is it like for women in this work? / Did your background ever make it harder? /
  Do people like me have a chance in this field? / What is being done for minorities in the industry?
""",
    "Getting in": """
education | What to study | what to study | What they studied, what of it they use, and what they would study today.
  What should I study? / Which degree do you need? / Are there courses or certificates you'd recommend? /
  Do you need a master's degree? / How useful was your education?
entry-routes | Ways in | ways into the field | Two ways in, one of them the side door.
  How do people get into this field? / What entry-level roles are there? /
  What's a good first step into the industry? / How would somebody start without experience? /
  Which ways in are there?
trying-it-out | Trying it out | trying it before committing | How one can see the work for a day before deciding.
  How can I find out whether this work is for me? / Can one shadow somebody? /
  Are there placements or volunteer work? / How can I get some experience? /
  Is there a way to try it before I commit?
first-months | The first months | the first months of a newcomer | What every newcomer gets wrong, and when it turns.
  What do newcomers struggle with? / What are the first months like? / How steep is the learning curve? /
  What mistakes do beginners make? / How long until one is any use?
progression | The steps | where it leads | The steps, how long each takes, and what opens the next one.
  How do people move up in this field? / What does the career path look like from here? /
  How long until you get promoted? / What are the next steps after the first job? / Where does this job lead?
pay | What it pays | what the field pays | A range, in general, and what it depends on; never their own pay.
  What do people earn in this field? / What's a typical starting salary? / How well does the work pay? /
  What salary range can one expect? / Does the pay go up quickly?
hiring-general | How hiring works | how hiring works | What makes an application stand out, in general.
  How does hiring usually work in your field? / What do employers look for? / What makes a candidate stand out? /
  What do you look at in an application, in general? / How do people usually hear about openings?
advice-students | Advice for starters | advice for somebody starting | One thing to do this week, not ten.
  What advice would you give somebody starting out? / What should I do next? / What would you recommend to a student? /
  Any tips for a beginner? / What should I be doing now to prepare?
career-changers | Coming late | coming from another field | What carries over from another life, and what has to be learned again.
  Is it too late to change careers? / How do people come into this from another field? /
  What carries over from another job? / Do you know anybody who switched into this work? /
  What would you tell a career changer?
should-have-asked | What was not asked | what you haven't asked | The question they would ask in your place.
  What should I have asked? / Is there anything else I should know? / What question do people forget to ask? /
  Is there something we haven't talked about? / Anything you'd like to add?
""",
    "The field and beyond": """
outlook | Prospects | the prospects | Whether there will be work, and for whom.
  What's the job market like? / Is there demand for people in this field? / How secure is the work? /
  What are the prospects? / Is the field growing?
trends | What is changing | what's changing now | One thing that is done differently than five years ago.
  How has the field changed? / What trends do you see? / What is different from when you started? /
  What's new in your industry? / What's changing right now?
future | In ten years | where the field is going | What they think will come, and what they hope will not.
  Where do you see the field in ten years? / What does the future look like for this work? /
  How will your job change in the coming years? / What will matter in five years? /
  Will this job still exist in ten years?
branches | Branches of the field | the branches of the field | Three kinds of this work, and who is happy in which.
  What different areas are there in this field? / Which specialisms can one choose? /
  What kinds of employers are there? / How do small and large firms differ? /
  What are the different roles in the industry?
related-careers | Related work | work that's close to this | Where people go from here, and what else the same skills are good for.
  What other jobs use the same skills? / Where do people go from here? / Which careers are related to yours? /
  What else could I do with this background? / What do people do after this job?
misconceptions | What people get wrong | what people get wrong about it | What everybody believes about the work, and what is true.
  What do people get wrong about your job? / What's the biggest myth about this work? /
  What do outsiders not understand? / Are there misconceptions about your field? / Is it really like on television?
associations | Associations and meetings | associations and meetings | One group worth joining, and one evening that was.
  Are there professional associations I should join? / Which events or conferences are worth it? / Is there a union? /
  What groups do you belong to? / Where do people in the field meet?
reading | What to read | what's worth reading | One book or paper that they lend to people.
  What should I read? / Are there books or podcasts you'd recommend? / Which journals do you follow? /
  What website is good for learning about the field? / Where can I read up on this?
learning | How they keep learning | how I keep up | What they learned last, and how.
  How do you keep up to date? / How do you keep learning? / Do you still take courses? /
  What are you learning at the moment? / How do you stay current in your field?
networking | Meeting people | meeting people in the field | How they got to know the people who mattered, and talks such as this one.
  How do you build a network? / How important are contacts? / How should I approach people in the field? /
  How did you meet the people who helped you? / Are talks like this one any use?
""",
}
"""The subjects in groups: id, heading, own words and hint on one line; set in below it, the questions."""


def _subjects(group: str) -> tuple[Subject, ...]:
    found: list[Subject] = []
    for entry in re.split(r"\n(?! )", group.strip()):
        head, asked = entry.split("\n", maxsplit=1)
        name, title, about, hint = (part.strip() for part in head.split("|"))
        found.append(Subject(name, title, about, hint, tuple(" ".join(one.split()) for one in asked.split(" /"))))
    return tuple(found)


SUBJECT_GROUPS: dict[str, tuple[Subject, ...]] = {name: _subjects(group) for name, group in GROUPS.items()}
COMMON_SUBJECTS: dict[str, Subject] = {one.id: one for group in SUBJECT_GROUPS.values() for one in group}
"""Subject → what to write for it, in the order of the groups."""
