"""Sentence generator for informational-interview speech (templates + word salad)."""

import random, re, itertools

S = {}
S["role"] = (
    "product manager|software engineer|data analyst|data scientist|designer|marketing manager|project manager|consultant|teacher|nurse|recruiter|hiring manager|account manager|sales manager|director|team lead|research scientist|writer|accountant|lawyer|architect|founder|chief of staff|operations manager|financial analyst|business analyst|customer success manager|machine learning engineer|security engineer|user researcher|program manager".split(
        "|"
    )
)
S["roles"] = (
    "product managers|software engineers|data analysts|data scientists|designers|marketing managers|project managers|consultants|teachers|nurses|recruiters|hiring managers|directors|team leads|research scientists|writers|accountants|lawyers|architects|founders|business analysts|program managers|new graduates|career changers|junior people|senior people|interns|students".split(
        "|"
    )
)
S["field"] = (
    "product management|software engineering|data science|data analysis|design|marketing|consulting|teaching|nursing|recruiting|sales|research|writing|accounting|law|architecture|finance|operations|healthcare|education|technology|machine learning|security|public policy|banking|media|energy|human resources|customer success|business development|climate work|government|journalism|logistics|manufacturing|retail".split(
        "|"
    )
)
S["fieldb"] = S["field"]
S["org"] = (
    "company|team|organization|department|firm|startup|group|agency|school|hospital|bank|office|industry|field".split(
        "|"
    )
)
S["skill"] = (
    "writing|public speaking|coding|data analysis|negotiation|leadership|communication|time management|project planning|customer research|statistics|design thinking|storytelling|listening|networking|teamwork|critical thinking|problem solving|budgeting|interviewing|presenting|programming|spreadsheet work|strategic thinking|mentoring|coaching|editing|delegation|conflict resolution|technical writing|prototyping|testing".split(
        "|"
    )
)
S["name"] = (
    "Sarah|David|Maria|James|Priya|Kevin|Anna|Michael|Laura|Daniel|Emma|Robert|Linda|Thomas|Grace|Peter|Nina|Carlos|Helen|Ahmed|Julia|Marcus|Olivia|Steven|Rachel".split(
        "|"
    )
)
S["num"] = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|twenty five|thirty|forty|forty five|fifty|sixty|a few|a couple of|several".split(
        "|"
    )
)
S["unit"] = "minutes|hours|days|weeks|months|years".split("|")
S["day"] = (
    "Monday|Tuesday|Wednesday|Thursday|Friday|tomorrow|today|next week|this week|next month|this afternoon|tomorrow morning|this evening|the weekend|next quarter|next year|later today|in the spring|in the summer|in the fall|after lunch".split(
        "|"
    )
)
S["place"] = (
    "New York|London|Boston|Chicago|Seattle|San Francisco|Toronto|Austin|Denver|Atlanta|Berlin|Paris|Los Angeles|Washington".split(
        "|"
    )
)
S["thing"] = (
    "resume|cover letter|portfolio|application|profile|interview|email|presentation|report|schedule|calendar|question|answer|idea|plan|project|proposal|budget|deadline|meeting|conversation|decision|story|example|problem|challenge|opportunity|mistake|lesson|goal|degree|certificate|course|book|podcast|article|newsletter|conference|workshop|reference|referral|recommendation|introduction|promotion|salary|contract|offer|background|experience|strength|weakness".split(
        "|"
    )
)
S["things"] = (
    "resumes|meetings|emails|projects|deadlines|questions|customers|clients|reports|interviews|reviews|decisions|presentations|budgets|books|courses|classes|skills|tools|people|mentors|managers|friends|colleagues|classmates|examples|stories|ideas|plans|goals|problems|challenges|opportunities|mistakes|lessons|numbers|details|results|strategies|experiments|spreadsheets|documents|conversations|connections".split(
        "|"
    )
)
S["adj"] = (
    "important|difficult|useful|helpful|interesting|exciting|stressful|rewarding|surprising|boring|easy|hard|common|rare|valuable|creative|technical|strategic|flexible|competitive|collaborative|supportive|friendly|small|large|fast|slow|new|different|similar|clear|complicated|honest|practical|realistic|healthy|busy|quiet|remote|challenging|meaningful|great|good|bad|better|tough|strange|funny|simple|serious|specific|typical|perfect|popular|strong|independent".split(
        "|"
    )
)
S["ving"] = (
    "working with customers|leading a team|building new products|learning new things|solving hard problems|writing reports|answering emails|sitting in meetings|talking to people|managing projects|reviewing code|reading research|making decisions|helping students|planning the budget|training new people|running experiments|giving presentations|meeting clients|looking at data|fixing mistakes|hiring people|traveling for work|working from home|asking good questions|setting goals|changing careers|finding a mentor|growing the business|designing interfaces|testing ideas|teaching classes|explaining results|preparing for interviews|keeping in touch|balancing work and family|dealing with stress|waiting for answers|starting over|taking risks".split(
        "|"
    )
)
S["vinf"] = (
    "work with customers|lead a team|build new products|learn new things|solve hard problems|write reports|answer emails|talk to people|manage projects|review code|read research|make decisions|help students|plan the budget|train new people|run experiments|give presentations|meet clients|look at data|fix mistakes|hire people|travel for work|work from home|ask good questions|set goals|change careers|find a mentor|grow the business|design interfaces|test ideas|teach classes|explain results|prepare for interviews|keep in touch|balance work and family|deal with stress|wait for answers|start over|take risks|go back to school|apply for jobs|move to {place}|learn about {field}|improve my {skill}|meet new people|stay motivated|get promoted|get hired|negotiate salary|build a network|update my {thing}|practice {skill}|earn a degree|stay organized|ask for feedback|join a startup|leave a job".split(
        "|"
    )
)
S["vpast"] = (
    "worked with customers|led a team|built new products|learned new things|solved hard problems|wrote reports|answered emails|talked to people|managed projects|reviewed code|read research|made decisions|helped students|planned the budget|trained new people|ran experiments|gave presentations|met clients|looked at data|fixed mistakes|hired people|traveled for work|worked from home|asked good questions|set goals|changed careers|found a mentor|grew the business|started over|took risks|went back to school|applied for jobs|moved to {place}|studied {field}|joined a startup|left my job|switched to {field}|started in {field}|became a {role}|graduated from college|finished my degree|failed at first|got promoted|got lucky|lost a big client|quit {field}".split(
        "|"
    )
)
S["adv"] = (
    "really|usually|often|sometimes|never|always|mostly|actually|probably|definitely|honestly|recently|finally|currently|normally|quickly|slowly|early|directly|generally|almost|already|still|especially".split(
        "|"
    )
)
S["time"] = (
    "last year|last month|last week|years ago|a long time ago|at the beginning|in the beginning|in college|in high school|after graduation|before this job|in my twenties|during the pandemic|when I was younger|in my first year|over the past year|in my last role|in your first job|at your last company|right after school|when you started|when things got hard|on your first day".split(
        "|"
    )
)
S["wh"] = "what|how|why|when|where|who|which".split("|")
S["hello"] = "hi|hello|good morning|good afternoon|good evening|hey|hi there|hello there".split("|")
S["ok"] = (
    "okay|great|thanks|right|sure|well|so|yes|no|perfect|got it|I see|that makes sense|that is helpful|interesting|sounds good|wonderful|absolutely|of course|exactly|true|fair enough|maybe".split(
        "|"
    )
)
S["amount"] = "most of|some of|all of|none of|a lot of|half of|part of|much of|the rest of".split("|")
S["who"] = (
    "my manager|my boss|my team|my mentor|your manager|your team|your boss|the recruiter|the hiring manager|the director|our clients|our customers|your colleagues|my friend|my professor|my classmates|my parents|my sister|my brother|your company|people|the founder|{name}|the interviewer|your mentor|the whole team|someone|everyone|nobody|anyone on your team".split(
        "|"
    )
)
T = """
how did you get started in your career
how did you get started in {field}
how did you get into {field}
how did you become a {role}
how did you find your {adj} {thing}
how did you know that {field} was right for you
how did you move from {field} to {fieldb}
how did you decide to {vinf}
how did you end up in {place}
how did you prepare for your {thing}
how did you learn {skill}
how did you meet {who}
how do you measure success as a {role}
how do you {vinf}
how do you {vinf} when you are {adj}
how do you keep your {skill} skills current
how do you spend your day
how do you handle a {adj} {thing}
how do you deal with {adj} {things}
how do you work with {roles}
how do people usually {vinf}
how has {field} changed over the past {num} years
how has your {thing} changed {time}
how has your role changed since you joined
how long have you been a {role}
how long have you worked in {field}
how long did it take you to {vinf}
how long does it take to {vinf}
how much of your day is spent {ving}
how much {skill} do you use every day
how many {things} do you have each week
how many people are on your team
how many {roles} are in your {org}
how often do you {vinf}
how often do you talk to {who}
how important is {skill} in your role
how important is it to {vinf}
how important is a {thing} in {field}
how would you describe your {org}
how would you describe the culture at your {org}
how would you {vinf} if you were me
how big is your {org}
how {adj} is it to {vinf}
how {adj} was your first {thing}
how should I {vinf}
how should I follow up with {who}
how can I {vinf}
how can I improve my {thing}
how can I stand out as a {role}
what does a typical day look like for you
what does a typical day look like for a {role}
what does a typical week look like for {roles}
what does your {org} look for in {roles}
what does success look like in {field}
what does {who} expect from you
what do you do in a typical week
what do you like most about your job
what do you like least about {ving}
what do you wish you had known {time}
what do you wish you knew about {field}
what do you think about {ving}
what do you think makes a good {role}
what do you look for when you hire {roles}
what do {roles} do all day
what did you study in college
what did you do before {field}
what did you learn from that {thing}
what did you learn from {ving}
what did {who} teach you about {skill}
what did your {thing} look like
what skills should I be building over the next year
what skills are most {adj} in {field}
what skills do {roles} need
what kind of {things} do you work on
what kind of {thing} helped you get hired
what kind of person does well on your team
what kind of {roles} do you work with
what is the most {adj} part of your job
what is the most {adj} {thing} you have had
what is the best way to {vinf}
what is the best part of {ving}
what is the hardest part of {ving}
what is the culture like at your {org}
what is the difference between {field} and {fieldb}
what is the difference between a {role} and a {role}
what is your favorite part of {ving}
what is your favorite {thing}
what is your team working on {day}
what is it like to {vinf}
what is the biggest {thing} in {field} right now
what is one {thing} you would change
what is next for you
what surprised you most about {ving}
what surprised you most when you moved from {field} into {fieldb}
what surprised you most when you {vpast}
what made you choose {field}
what made you want to {vinf}
what made you leave {field}
what advice would you give to {roles}
what advice would you give to someone who wants to {vinf}
what advice do you have for a {role} in {place}
what advice did {who} give you
what are the {adj} parts of {field}
what are your {things} for next year
what are the biggest {things} in your {org}
what are some {adj} {things} in {field}
what was your first {thing} like
what was your {adj} {thing}
what was the turning point in your career
what would you do differently
what would you do if you were starting in {field} today
what would you {adv} tell {who}
what {things} would you recommend
what books should I read about {field}
what should I know before I {vinf}
what should I put on my {thing}
what happens when {who} makes a {thing}
what happened when you {vpast}
why did you choose {field}
why did you leave {field}
why did you {adv} want to {vinf}
why do {roles} leave your {org}
why is {skill} so {adj}
why is {field} so {adj}
when did you decide to {vinf}
when did you know you wanted to be a {role}
when did you start {ving}
when do you {adv} {vinf}
when would be a good time to talk again
where do you see {field} in {num} years
where do you see yourself in {num} years
where did you grow up
where did you work before {place}
where should I look for {roles}
where can I learn more about {field}
who else would you recommend that I talk to
who else should I talk to about {field}
who do you work with most
who helped you {vinf}
who should I contact about the {thing}
who makes the final {thing}
which {skill} classes helped you the most
which {things} are most {adj}
which {org} would you join
do you know of any open positions on your team
do you know any {roles} in {place}
do you know anyone who {vpast}
do you enjoy {ving}
do you have any advice for {roles}
do you have any {things} about {field}
do you have time for one more question
do you have {num} more {unit}
do you {adv} {vinf}
do you think I should {vinf}
do you think {field} is {adj}
do you think {skill} is more {adj} than {skill}
do you need a {thing} to work in {field}
do you ever {vinf}
do you ever miss {field}
do you work from home or in the office
do most {roles} need {skill}
did you always want to be a {role}
did you ever {vinf}
did {who} help you {vinf}
did your {thing} help you
are you hiring {roles} right now
are you happy with your {thing}
are there any open roles on your {org}
are there any {things} you would recommend
are {roles} usually {adj}
is it {adj} to {vinf}
is there a {thing} that you regret
is there anyone else I should talk to
is there anything I should have asked
is there {adv} a {adj} way to {vinf}
is {field} more {adj} than {fieldb}
is this still a good time to talk
could you pass my resume along to the hiring manager
could you pass my {thing} along to {who}
could you tell me about your {thing}
could you tell me more about {ving}
could you tell me more about the {adj} {thing}
could you introduce me to {who}
could you walk me through your {thing}
could you share a {thing} with me
could you look at my {thing}
could you refer me for the {role} position
could we talk about {field}
could we meet again {day}
can you help me get a job at your company
can you help me {vinf}
can you help me get an interview with {who}
can you give me an example of a {adj} {thing}
can you give me a {thing}
can you tell me about a time you {vpast}
can you say that again please
can I ask you about {ving}
can I ask you one more question
can I send you my {thing}
can I email you if I have more questions
can I contact you again {day}
can we talk about your {thing}
would you be open to {ving}
would you be willing to review my {thing}
would you recommend {field} to {roles}
would you recommend {ving}
would you do it again
would you hire me as a {role}
would it help to {vinf}
would it be okay if I took notes
should I {vinf} before I {vinf}
should I learn {skill} or {skill} first
have you ever {vpast}
have you seen many {roles} {vinf}
"""
U = """
I really appreciate you taking the time to speak with me today
I see we are almost out of time so I want to be respectful of your schedule
thank you so much for your time
thank you for taking the time to talk with me
thank you for your {adj} advice
thank you for sharing that {thing} with me
thank you for meeting with me {day}
thanks for agreeing to talk about {field}
thanks again for the {thing}
thanks for making time {day}
I know you are busy so I will be quick
I know we only have {num} {unit}
I know that {field} can be {adj}
I want to be respectful of your time
I want to {vinf}
I want to learn more about {field}
I want to become a {role} in {place}
I would love to hear about your career path
I would love to hear about your {thing}
I would love to {vinf}
I would like to ask you about {skill}
I would like to work at your {org}
I am a {role} in {place}
I am a student and I am studying {field}
I am interested in {field}
I am interested in {ving}
I am thinking about moving from {field} to {fieldb}
I am thinking about {ving}
I am trying to {vinf}
I am looking for a {role} position
I am looking for a new {thing}
I am not sure how to {vinf}
I am not looking for a job right now
I am curious about {ving}
I am worried about my {thing}
I am {adv} {adj} at {skill}
I am {adv} excited about {field}
I have been a {role} for {num} years
I have been working in {field} for {num} {unit}
I have {num} questions for you
I have {num} {unit} of experience in {field}
I have a {adj} {thing} {day}
I have a question about your {thing}
I have never {vpast}
I noticed that you {vpast}
I read that you {vpast} {time}
I saw that your {org} is hiring {roles}
I saw your {thing} and it was {adj}
I heard that {who} {vpast}
I heard that {field} is {adj}
I think that {ving} is {adj}
I think {who} would be {adj} at {skill}
I think my {thing} is too {adj}
I will send you a {thing} {day}
I will follow up {day}
I will email {who} {day}
I will let you know how it goes
I will think about that {thing}
I hope we can stay in touch
I hope to {vinf} {day}
I {adv} {vpast} {time}
I {adv} {vinf} with {who}
I {vpast} {time}
I {vpast} because {who} {vpast}
I spent {num} years in {field}
I started as a {role} {time}
I love {ving} but I do not love {ving}
I need to go to a {thing} in {num} minutes
I need more {things}
I feel {adj} about {ving}
I feel that {skill} is my biggest {thing}
I do not have a {thing}
I do not know much about {field}
I do not want to {vinf}
my name is {name} and I am a {role}
my name is {name} and I work in {field}
my background is in {field} and {fieldb}
my first {thing} was in {field}
my goal is to {vinf}
my {thing} is {adj} but my {thing} is {adj}
my {who2} works in {field}
my next question is about {skill}
my next question is about your {thing}
my last question is about {ving}
my biggest {thing} is {skill}
we have about {num} minutes left
we have {num} more {things} to talk about
we {adv} {vinf} on {day2}
we {vpast} {time}
we are looking for {roles} with strong {skill} skills
we are a {adj} {org} in {place}
we need {roles} who can {vinf}
it was {adj} to {vinf}
it was {adv} {adj} for {who}
it is {adj} to meet you
it is nice to finally meet you
it is {adv} {adj} to {vinf}
it sounds like {ving} is {adj}
it sounds like {who} {vpast}
it depends on the {thing}
it depends on the {org}
it takes {num} {unit} to {vinf}
that is a {adj} {thing}
that is {adv} {adj}
that sounds {adj}
that makes a lot of sense
that was {adv} {adj}
that reminds me of a {adj} {thing}
this has been {adv} {adj}
this {thing} is more {adj} than that {thing}
the {adj} {thing} is {adv} {adj}
the {adj} part is {ving}
the {org} is {adv} {adj}
the {org} in {place} has {num} {roles}
the {thing} was {adj} and the {thing} was {adj}
the best {thing} came from {who}
the first {thing} is {day}
the {role} and the {role} {adv} {vinf}
the hardest part was {ving}
the {num} {things} are {adj}
{who} told me to {vinf}
{who} told me about your {thing}
{who} said that you might be able to help me
{who} {adv} {vpast}
{who} {vpast} {time}
{who} suggested that I talk to {who}
{who} wants to {vinf}
{amount} the {things} are {adj}
{amount} my {thing} is {ving}
{amount} {roles2} {vinf} {day}
most {roles} {vinf}
most of my day is spent {ving}
many {roles} {adv} {vinf}
you mentioned that you {vpast}
you mentioned {who} and {who}
you mentioned {ving} earlier
you said that {field} is {adj}
you have been so {adj}
you should {vinf} before you {vinf}
you should talk to {name} about {skill}
you can {vinf} or {vinf}
you {adv} need {skill} and {skill}
you do not need a {thing} to {vinf}
please tell me about {ving}
please tell me how you {vpast}
please send me the {thing} {day}
please let me know if {day} works
let me know if there is anything I can do for you
let me ask about {field}
let me know when you have {num} minutes
let us talk about {ving}
let us start with your {thing}
tell me about yourself
tell me about your {org}
tell me about the {adj} {things}
tell me about a {adj} {thing}
tell me more about {skill}
walk me through your {thing}
try to {vinf}
{hello} {name}
{hello} {name} thank you for meeting with me
{hello} my name is {name}
{hello} it is {adj} to meet you
{ok}
{ok} thank you
{ok} {ok}
{ok} that is {adj}
{ok} I understand
{ok} my next question is about {field}
nice to meet you {name}
have a great day
have a {adj} day
take care {name}
goodbye {name}
see you {day}
talk to you {day}
before we finish I have {num} more questions
before we end I want to ask about {skill}
in {field} the {things} are {adv} {adj}
in my opinion {skill} is {adj}
in {place} most {roles} work from home
at my {org} the {roles} {vinf}
after {num} {unit} I {vpast}
if you {vinf} you will {vinf}
if I were you I would {vinf}
sometimes {who} and I {vinf}
because of {ving} I {vpast}
even {roles} can {vinf}
"""
S["who2"] = "sister|brother|mother|father|friend|cousin|partner|boss|professor|mentor".split("|")
S["day2"] = "Mondays|Tuesdays|Wednesdays|Thursdays|Fridays|weekends".split("|")
S["roles2"] = ["the " + r for r in S["roles"]]
QT = [l.strip() for l in T.strip().splitlines() if l.strip()]
ST = [l.strip() for l in U.strip().splitlines() if l.strip()]


def fill(t, rng):
    for _ in range(4):
        t2 = re.sub(r"\{(\w+)\}", lambda m: rng.choice(S[m.group(1)]), t)
        if t2 == t:
            break
        t = t2
    return t


def vocab():
    w = set()
    for l in QT + ST:
        w |= set(re.sub(r"\{\w+\}", " ", l).split())
    for k, v in S.items():
        for x in v:
            w |= set(re.sub(r"\{\w+\}", " ", x).split())
    return sorted(w | set(EXTRA))


EXTRA = "she he him her them his such taught same together bored short also just then now because while without again every another other still only own well much even under over through against few less once first last since until second third hundred thousand ready sorry please word words name names call called write phone number question help keep found feel felt become became left stay start starts work works".split()
FUNC = "the a an of to in and for with on at is was are were be have has had do did not but or so if that this it I you we they my your our their what how why when who about from by as can could would should will more most very there here just one all some any no".split()


def cap(s):
    return s[0].upper() + s[1:]


def ensure(s):
    s = re.sub(r"\b(a) (?=[aeiou])", "an ", s) if True else s
    s = re.sub(r"\ba an\b", "a", s)
    return s


_an = re.compile(r"\ba (?=(?!user|useful|one|European|university)[aeiouAEIO])")


def sentence(rng, VW):
    """-> (plain text with case, 'q'|'s')"""
    r = rng.random()
    if r < 0.42:
        return _an.sub("an ", fill(rng.choice(QT), rng)), "q"
    if r < 0.80:
        return _an.sub("an ", fill(rng.choice(ST), rng)), "s"
    # word salad: teaches the decoder to listen instead of completing templates
    n = rng.randint(2, 9)
    out = []
    while len(out) < n:
        if rng.random() < 0.35:
            w = rng.choice(FUNC)
        else:
            w = rng.choice(VW)
        if out and out[-1] == w:
            continue
        out.append(w)
    return " ".join(out), "s"


def utterance(rng, VW):
    """One to three sentences, punctuated like Whisper does."""
    r = rng.random()
    k = 1 if r < 0.80 else (2 if r < 0.96 else 3)
    parts = []
    for _ in range(k):
        s, t = sentence(rng, VW)
        parts.append(cap(s) + ("?" if t == "q" else "."))
    return " ".join(parts)


HOLD = [
    l.strip()
    for l in """How did you get started in your career?
What does a typical day look like for you?
Do you know of any open positions on your team?
Could you pass my resume along to the hiring manager?
What skills should I be building over the next year?
I really appreciate you taking the time to speak with me today.
I see we are almost out of time so I want to be respectful of your schedule.
Who else would you recommend that I talk to?
What surprised you most when you moved from engineering into product management?
Can you help me get a job at your company?""".splitlines()
]
# hand-written sentences (not produced by the templates; all words known): the honest held-out test
FREE = [
    l.strip()
    for l in """My sister left banking and became a nurse in Boston.
Was it hard to leave your first company?
I think the best advice is to ask for feedback early.
Could you introduce me to the director of marketing?
We hired three new designers last month.
Why do so many people leave consulting?
You should never wait for a perfect opportunity.
My boss told me that the salary was not important.
How long have you been working with data scientists?
I want to know if the team is hiring students in the summer.
Thank you Sarah, that was a very helpful answer.
What made the interview so stressful for you?
I do not think that a degree will help me get hired.
Is the culture at your startup friendly and supportive?
Most of the meetings are about budgets and deadlines.
Would you look at my resume before the interview on Friday?
I have ten more minutes and two more questions.
The hiring manager said my portfolio was strong.
Where did you learn to give such clear presentations?
I usually answer emails in the morning and write code after lunch.
Please tell me about a mistake that taught you a lesson.
Do you work with the same clients every year?
She is a lawyer in Chicago but wants to teach.
It took me seven years to become a director.
What would your manager say about your communication?
I was lucky to find a mentor in my first year.
Are you open to talking again next week?
The product team and the research team work together every day.
Honestly I was bored, so I changed careers.
Can I send you a short email with my questions?""".splitlines()
]
if __name__ == "__main__":
    V = vocab()
    print(len(V))
    print(" ".join(V))
    rng = random.Random(1)
    for _ in range(25):
        print(utterance(rng, V))
    kv = set(x.lower() for x in V) | set(FUNC)
    for s in HOLD + FREE:
        o = [w for w in re.findall(r"[a-z']+", s.lower()) if w not in kv]
        if o:
            print("OOV", s, o)
