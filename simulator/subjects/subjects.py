"""The subjects: what newcomers ask anybody about, whatever the field. A person's topic with one of these ids is found by them."""

from __future__ import annotations

from simulator.ports import ELSEWHERE

SUBJECTS: dict[str, str] = {
    "path": "how they got here, why they chose this work, their background",
    "first-job": "their own early days, their first position",
    "typical-day": "a day, a week, their duties, how the time is split",
    "rewards": "what they enjoy, what satisfies, the best part",
    "drawbacks": "what they dislike, the downsides, the hardest part of the job",
    "challenges": "problems facing the field or the organisation now",
    "skills": "abilities that are needed and matter",
    "fit": "what kind of person does well, and who does not",
    "education": "degrees, courses, certificates, training",
    "entry-routes": "ways in, starter roles, the first step into the field",
    "trying-it-out": "shadowing, volunteering, placements: how to test it before committing",
    "first-months": "what newcomers struggle with, the learning curve",
    "progression": "career steps, promotion, where it leads",
    "culture": "what it is like to work there, the atmosphere",
    "organisation": "what sets this employer apart, why they chose it, how it is built",
    "team": "who they work with, how the team is made up",
    "leading": "how they manage people",
    "conflict": "difficult people, disagreement, office politics",
    "hard-decision": "the hardest decision",
    "failure": "mistakes, something that went wrong, setbacks",
    "hindsight": "what they would do differently, wish they had known",
    "proud-project": "the proudest achievement, the favourite project",
    "surprise": "what surprised them about the work",
    "success": "how success is measured, what a good year looks like",
    "stress": "pressure, burning out, coping, switching off",
    "work-life": "hours, evenings, family, balance",
    "travel": "travelling for work",
    "remote": "where the work is done: at home, at a desk, on site",
    "pay": "what people earn in the field",
    "outlook": "demand, the job market, security",
    "trends": "what has changed and is changing now",
    "future": "the next five or ten years of the field",
    "technology": "tools, software, machines, AI",
    "regulation": "laws, rules, licences, paperwork, inspection",
    "diversity": "women, minorities, background, being different in the field",
    "mentors": "who helped them, role models, finding a mentor",
    "associations": "professional bodies, events, conferences, unions",
    "reading": "books, podcasts, journals, where to read up",
    "learning": "how they keep up to date and go on learning",
    "networking": "meeting people, keeping contacts, talks such as this one",
    "related-careers": "other jobs with similar skills, where people go from here",
    "branches": "specialisms, kinds of work and of employers within the field",
    "clients": "customers, patients, users, partners they work with and for",
    "advice-students": "general advice to somebody who starts, what to do next",
    "career-changers": "changing careers, coming late, what carries over",
    "hiring-general": "how hiring works in general, what employers look for",
    "misconceptions": "myths, what people get wrong about the work",
    "staying": "why they stayed, whether they thought of leaving",
    "own-plans": "what comes next for them, their own goals",
    "ethics": "values, grey areas, responsibility",
    "should-have-asked": "what was not asked, what else there is to say",
}
"""Subject → what belongs to it."""

COLUMNS: tuple[str, ...] = (*SUBJECTS, ELSEWHERE)
"""What a question may be about, in the order of the model's outputs."""
