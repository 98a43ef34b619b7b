"""What people might say, written for these tests alone: the classifier has never seen it, and must not learn from it."""

from __future__ import annotations

DIRECT_ASKS: tuple[tuple[str, str], ...] = (
    ("Would you hire me?", "you would hire me"),
    ("Are you hiring at the moment?", "you are hiring at the moment"),
    ("Is there an opening on your team?", "there is an opening on your team"),
    ("Could you get me an interview?", "you could get me an interview"),
    ("Can you refer me to your manager?", "you can refer me to your manager"),
    ("Do you have a job for me?", "you have a job for me"),
    ("Could I come and work for you?", "I could come and work for you"),
    ("Would you take me on as an apprentice?", "you would take me on as an apprentice"),
    ("Are there any vacancies in your department?", "there are any vacancies in your department"),
    ("Can you offer me an internship this summer?", "you can offer me an internship this summer"),
    ("Would you recommend me for the analyst post?", "you would recommend me for the analyst post"),
    ("Could you put in a good word for me with HR?", "you could put in a good word for me with HR"),
    ("Can I apply for a position in your group?", "I can apply for a position in your group"),
    ("Do you need another pair of hands in the kitchen?", "you need another pair of hands in the kitchen"),
    ("Could you pass my name to the recruiter?", "you could pass my name to the recruiter"),
    ("Is your company taking on graduates this year?", "your company is taking on graduates this year"),
    ("Would your boss give me a trial shift?", "your boss would give me a trial shift"),
    ("Could you find me a place in your lab?", "you could find me a place in your lab"),
    ("Do you have any open roles for a junior designer?", "you have any open roles for a junior designer"),
    ("Can you help me get a job here?", "you can help me get a job here"),
    ("Will you consider me for the next round of hiring?", "you will consider me for the next round of hiring"),
    ("Is the trainee post still free?", "the trainee post is still free"),
    ("Could you introduce me to whoever does the hiring?", "you could introduce me to whoever does the hiring"),
    ("Would there be a spot for me in the spring intake?", "there would be a spot for me in the spring intake"),
    ("Are you looking for anyone in the workshop?", "you are looking for anyone in the workshop"),
    ("Could I join your team when I graduate?", "I could join your team when I graduate"),
    ("Would you give me a chance as your assistant?", "you would give me a chance as your assistant"),
    ("Can you forward my application to the right person?", "you can forward my application to the right person"),
    ("Does your firm have any part-time work for a student?", "your firm has any part-time work for a student"),
    ("Could you employ me for a few months?", "you could employ me for a few months"),
    ("Do you know whether your hospital is recruiting nurses?", "your hospital is recruiting nurses"),
    ("Would you bring me in for an interview?", "you would bring me in for an interview"),
    ("Is there any chance of a job with you?", "there is any chance of a job with you"),
    ("Could you recommend me to your director?", "you could recommend me to your director"),
    ("Are you recruiting for the editorial desk?", "you are recruiting for the editorial desk"),
    ("May I work as an intern in your studio?", "I may work as an intern in your studio"),
    ("Can you get me in at the agency?", "you can get me in at the agency"),
    ("Do you have room for one more on the crew?", "you have room for one more on the crew"),
    ("Would you sign me up for your graduate scheme?", "you would sign me up for your graduate scheme"),
    ("Could you arrange a job interview for me here?", "you could arrange a job interview for me here"),
)
"""A question, and the same as it stands after "I'm not asking whether"."""

RAISED_BY_THEM: tuple[tuple[str, str], ...] = (
    ("As it happens we have an opening for a junior planner just now.", "Oh, could I apply for that opening?"),
    ("We are hiring two people this spring, by the way.", "Really? Who would I write to about those two positions?"),
    ("You know, I could refer you if you like.", "That would be very kind, would you refer me?"),
    ("There is a vacancy in my own team, you might want to apply.", "When would I need to apply for the vacancy?"),
    ("We have an internship in the summer, would that interest you?", "Yes, how do I apply for the internship?"),
    ("My department is looking for an assistant.", "Is the assistant job full time?"),
    ("I should say that we're recruiting trainees right now.", "How many trainees are you recruiting?"),
    (
        "If you want, I can put in a word for you with our hiring manager.",
        "Yes please, could you put in a word for me?",
    ),
    ("A position just opened up in our Lisbon office.", "When does the position start?"),
    ("We're short of people, so we have three jobs going.", "Could you tell me more about those three jobs?"),
    ("Actually there's a job here that may suit you.", "What would I be doing in that job?"),
    (
        "We take on apprentices every autumn, you should think about it.",
        "How would I apply to be an apprentice with you?",
    ),
    ("Somebody is leaving, so there will be a vacancy in March.", "Would I be able to apply for the vacancy in March?"),
    ("Have you seen that we're looking for a lab technician?", "No! Is the technician position still open?"),
    ("I'd be happy to introduce you to our recruiter.", "Great, could you introduce me to the recruiter?"),
    ("Our graduate scheme opens next week, you could apply.", "Would you say I have a chance with the scheme?"),
    ("There's a spot on my team if you are interested.", "I am, what would I need to do to get that spot?"),
    ("We do have a part-time role at the front desk.", "What does the part-time role pay?"),
    ("I can pass your name on to the head of production.", "Thank you, please do pass my name on."),
    ("We'd have work for somebody like you from June.", "Could I start in June, then?"),
)
"""The persona's words and what takes them up, which by itself would be an ask."""

HIDDEN_ASKS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    (
        "would you hire somebody like me",
        ("hire",),
        "I grew up on a farm near the coast and for a long time I thought I'd take it over from my parents. Then I went "
        "to college for soil science and noticed that I liked the laboratory much better than the field. My teacher "
        "there told me about people who measure how water moves through the ground. I read your piece about the dry "
        "summer and it made me think. {} I also wondered how you explain your numbers to farmers who have heard it all "
        "before, because my father would never listen to anybody with a chart.",
    ),
    (
        "are there any jobs going at your company",
        ("jobs",),
        "Thanks for making time today. I've spent the last four years in a call centre and I got quite good at calming "
        "people down. What I never got to do was find out why they were angry in the first place. Somebody at a party "
        "told me that this is what you do all day, you ask customers why. {} I tried it myself with a few neighbours and "
        "they told me the strangest things about their washing machines. How do you keep from putting words into "
        "people's mouths when you interview them?",
    ),
    (
        "could you recommend me to your manager",
        ("recommend",),
        "I finished school last June and since then I've been helping out at my aunt's bakery. It is early work, we "
        "start at four, and I like that the town is so quiet. In the afternoons I take pictures of doors. I know that "
        "sounds odd but every door has something to tell. {} I saw the series you made about the harbour, the one in "
        "black and white, and I stayed with the picture of the man and his dog for a long time. Did you talk with him "
        "before or after you took it?",
    ),
    (
        "can you get me an interview with the head of the department",
        ("interview",),
        "My sister is the one who always knew what she wanted. I tried law for a year and then I tried nursing, and in "
        "the end I was happiest when I was teaching the new ones how to fold a bandage. That's how I came to think about "
        "training adults. {} I've read a bit about how grown-ups learn, and there seems to be a lot of disagreement "
        "about it. What do you do when somebody in the room plainly does not want to be there?",
    ),
    (
        "I'd really like to work for you",
        ("work", "for you"),
        "I have been reading about bridges since I was nine, which my friends find funny. In my second year I built a "
        "small one out of ice cream sticks and it carried my whole family, one after the other. Now I'm in my last "
        "year and everybody around me talks of software. {} I'd rather make things that stand in the rain. Your talk "
        "about the old railway bridge was the first time I heard an engineer say that she was afraid of something. Are "
        "you still afraid when you sign a drawing?",
    ),
    (
        "do you have a vacancy for a beginner",
        ("vacancy",),
        "It's a bit of a long story how I came to museums. I was a guard for two winters, mostly in the room with the "
        "clocks, and visitors kept asking me things that I could not answer. So I began to look them up in the evening. "
        "After a while they sent people to me on purpose. {} What surprised me is how little is written on the little "
        "signs, and how much is known. Who decides what goes on a sign and what doesn't, and do you ever fight about it?",
    ),
    (
        "would you keep me in mind if a position opens up",
        ("keep me in mind",),
        "I've been a driver for a wholesaler for six years, so I know every back door in this city. Cooks talk to me "
        "while I carry the crates, and what they talk about is money, always money. I started to keep a little book on "
        "what things cost and when. {} Then my cousin showed me your column on food prices and I understood that "
        "somebody does this for a living. How do you tell whether a price goes up because of the weather or because "
        "somebody simply can ask for more?",
    ),
    (
        "are you looking for an intern by any chance",
        ("intern",),
        "Right now I study linguistics, in the third year, and I spend far too much time on one dialect that maybe two "
        "hundred people still speak. My grandmother is one of them. I've recorded her for hours, mostly recipes and "
        "gossip. {} When I heard that there are people who build dictionaries for languages like that I could hardly "
        "believe it. I looked at the one you published and I loved the entry on snow. What happens to a word that "
        "nobody can explain any more?",
    ),
    (
        "can I give you my application right now",
        ("application",),
        "So I was a hairdresser first, and what I liked best was listening. People tell you everything when they look "
        "into a mirror and not at you. Later I looked after my mother when she was ill, and in the clinic I watched the "
        "social workers. They seemed to me the only ones who had time, although they had none at all. {} I asked one of "
        "them about it and she laughed and said it is a trick. I'd love to know what that trick is, and how you learnt "
        "to leave it all behind when you go home.",
    ),
    (
        "could you find me a job in your lab",
        ("job",),
        "To be honest I was bad at chemistry until I got a teacher who let us burn things. After that I could not stop. "
        "I did a year abroad where I washed a great many bottles, and I learnt that most of research is waiting. I "
        "don't mind waiting, I like to fish as well. {} What I don't understand yet is how you choose what to wait for. "
        "There must be a hundred questions and you only have the one life and a handful of students. How did you pick "
        "yours?",
    ),
    (
        "would your team have a place for me next year",
        ("place", "for me"),
        "I came to this country when I was twelve and I learnt the language from the radio, mostly from football. I "
        "still count goals when I cannot sleep. At university I helped with the student station and found out that I "
        "prefer the editing to the talking. There's something about taking out a breath and leaving in another. {} Your "
        "programme on the lighthouse keeper has one silence that goes on for ever, I timed it, and I wanted to ask you "
        "how you dared to do that.",
    ),
    (
        "could you pass my resume on to whoever does the hiring",
        ("resume",),
        "For years I thought that banks were all the same, and then I got a holiday job in one and it was true. But "
        "there was a woman on the second floor who lent money to very small shops, and she knew each of them by name. "
        "She would walk past in the evening to see whether the lights were on. {} I wrote my paper about lending like "
        "that, and half of the sources I found were by you or by people who had argued with you. Have you ever changed "
        "your mind because of one of them?",
    ),
)
"""A clause, words that a quote of it must hold, and the monologue around it."""

INNOCENT_MONOLOGUES: tuple[str, ...] = (
    "I hope you don't mind if I start a little earlier. I come from a family of tailors, and as a child I sat under the "
    "table and sorted buttons. I went to study economics because everybody said that I should, and I did not hate it. But "
    "in the third year we did a project on a clothing factory, and I was the only one who asked how the seams were made. "
    "That's when I began to read about how patterns are drawn by computers. What does a day look like when a new "
    "collection is about to come out, and what goes wrong most often?",
    "What you said about the night shift stayed with me, because my father worked nights for twenty years and we learnt "
    "to be quiet as mice. I used to think that it was only about being tired. You described something else, a sort of "
    "loneliness in the middle of all those people. I'm in my second year of nursing school, and we're told about sleep "
    "and light and food, but nobody has told us about that. How did you get through the first winter, and is there "
    "something that you'd tell a younger version of yourself?",
    "Before I forget, thank you for answering my letter, I know that you must get a lot of them. I've worked as a "
    "translator for about eight years, for the most part instructions for kitchen machines. It is honest work, but there "
    "are days on which I miss whole sentences. I picked up your translation of the island novel and read it next to the "
    "original. I saw that you left out a joke on page forty, and I thought that was brave. How do you decide what a "
    "reader can do without?",
    "I used to play the cello quite seriously, until I hurt my shoulder, and then I had to find out what else there is of "
    "me. It turned out that I'm curious about how rooms sound. I measured every church in our valley with a balloon and "
    "a cheap microphone. My neighbours think that I have lost my mind. Then I came across your paper on concert halls, "
    "and I understood perhaps a third of it. Could you tell me how you came to this from physics, and which part of it "
    "do people outside get wrong?",
    "My own way has been a bit crooked. First I was a cook on a ship, then I looked after horses, and for the last three "
    "years I've been at a desk in the town hall, where I hand out permits for market stalls. Oddly that's where I got "
    "interested in how streets work, because everybody fights about the same corner. I noticed that nobody ever measures "
    "who walks there. You've done that in two cities, I read. What surprised you most when you began to count, and did "
    "anybody in power listen?",
    "When I was about fifteen our school had a fire, a small one, and I remember that one of the firemen explained to me "
    "very calmly what had happened inside the wall. I have thought of that man often. I'm training to be a teacher now, "
    "and I think about what it takes to be so calm and so clear. You teach people to do that, if I understood it right. "
    "Is it something that can be learnt by anybody, or do people come to you already made that way? And how long does it "
    "take until you see it?",
    "I should tell you why I wanted to talk with you in particular. There were three names on the report about the river, "
    "and yours was the only one that came up in the village as well, where they told me that you'd sat in the pub and "
    "listened for two evenings. I'm writing my thesis about how people live with floods, and so far I've only sat in the "
    "library. I'm a little afraid of the pub, to be honest. How do you begin a talk with somebody who has lost a house?",
    "That's really interesting, I had always believed that animation was mostly drawing. I draw a little, badly, but "
    "what I love is timing. I can watch the same four seconds twenty times to find out why they are funny. At the moment "
    "I'm learning to edit with old cartoons, which I cut up and put together wrongly on purpose. It teaches you a lot. "
    "You mentioned that the people in sound come in much later than they would like to. Why is it done in that order, "
    "and has anybody tried it the other way around?",
    "I've been on the other side, so to speak, because I was ill a lot as a child and spent many weeks in a ward like "
    "yours. What I remember best is a woman who came with a cart full of books and never asked me how I was. I think she "
    "did it on purpose. I've since become a librarian, and it was only last year that I heard there are people whose "
    "whole work is to play with children in a hospital. What do parents usually expect of you, and how do you deal with "
    "it when they expect too much?",
    "So the way that I got here is that I failed an exam, and in the summer that followed I had nothing to do but help "
    "my uncle, who repairs boats. I found that I like to know why something broke. I went back and I passed, and I chose "
    "materials as my subject. In the lectures everything breaks so neatly. You look at things that broke in the real "
    "world, trains and lifts and so on. What is the first thing that you do when you arrive, and how do you keep other "
    "people from touching it?",
    "Let me say first that I don't know much about insurance, and I expected it to be dull. Then I read the chapter that "
    "you wrote on storms, and there's a sentence in it about counting roofs from the air that I have quoted to everybody "
    "since. I studied geography, and I've spent my time on maps that nobody needs. It would never have occurred to me "
    "that somebody pays such close attention to roofs. How did you end up in that corner of the trade, and what has "
    "changed about it since you began?",
    "I was nervous about today, so I wrote my questions down, but now I'd rather follow what you just told me. You said "
    "that the first year nearly made you give up, and that it was the porter who kept you there. I have worked in a "
    "theatre as an usher, and I know that kind of porter. I wonder how much of what holds a house together is done by "
    "people whose names aren't in the programme. Do you think that about your own house, and has it become better or "
    "worse over the years?",
)
