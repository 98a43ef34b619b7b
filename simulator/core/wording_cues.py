"""Words by which a wording gives itself away: contact data, offers, promises, stepping out of character, farewells.

All patterns read text in small letters with plain apostrophes.
"""

from __future__ import annotations

import re

CONTACT = re.compile(
    r"\S*@\S*|https?:|\bwww\.|\b[\w-]+\.(?:com|org|net|edu|gov|io|co|me|uk|ie|de|no|us|info|biz|ca|app|dev)\b|"
    r"\b(?:dot|period|point) (?:com|org|net|edu|gov|io|co|uk)\b|\bat (?:gmail|outlook|hotmail|yahoo|icloud|proton)\b|"
    r"(?:\+?\d[\s().\-/]{0,2}){7,}|"
    r"(?:\b(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|\d{1,4})[\s,-]+){4,}\w+|"
    r"\b(?:gmail|outlook|hotmail|linkedin|whatsapp|telegram|instagram|facebook|twitter|tiktok|skype|snapchat|discord|slack)\b|"
    r"\bmy (?:\w+ )?(?:number|e-?mail|cell|mobile|phone|extension|address|inbox|handle|assistant|calendar)\b|"
    r"\b(?:call|text|ring|phone|email|e-mail|message|dm|write|reach|contact|ping|find|add|follow|connect with) (?:to )?(?:me|us)\b|"
    r"\bdrop (?:me|us) a (?:line|note|message)\b|\bget in touch\b|\bhere(?:'s| is) my\b"
)
"""Ways to write to or call somebody."""

_JOB_WORDS = (
    r"hir(?:e|es|ed|ing)",
    r"recruit\w*",
    r"employ\w*",
    r"vacanc\w+",
    r"openings?",
    r"positions?",
    r"intern(?:s|ships?)?",
    r"traineeships?|apprenticeships?|placements?",
    r"offer(?:s|ed|ing)?",
    r"r[ée]sum[ée]s?|cvs?",
    r"appl(?:y|ies|ied|ying|icants?|ications?)",
    r"refer(?:s|red|ring|rals?|ences?)?",
    r"recommend\w*",
    r"candidates?|candidacy",
    r"shortlist\w*",
    r"interview\w*",
    r"onboard\w*",
    r"payroll",
    r"salar(?:y|ies)",
    r"contracts?",
    r"headcount",
    r"hr|human resources",
    r"vouch\w*",
    r"promis\w+",
    r"guarantee\w*",
    r"signing bonus",
)
JOB_WORDS = tuple(re.compile(rf"\b(?:{stem})\b") for stem in _JOB_WORDS)
"""Words of getting work. A wording may use one only where the passage does, whatever the user said."""

_PLACE = r"(?:jobs?|roles?|posts?|places?|spots?|desks?|seats?|chairs?|rooms?|slots?|work|something|space)"
OFFER = re.compile(
    rf"\b{_PLACE}\b[^.!?]{{0,30}}\b(?:for you|yours|with your name)\b|\b(?:it's|it is|that's|is|are) (?:all )?yours\b|"
    r"\byou(?:'\w+)?\b[^.!?]{0,25}\b(?:job|role|post|spot|work here)\b|\b(?:job|role|post|spot)\b[^.!?]{0,25}\byou\b|"
    rf"\b(?:give|get|find|have|land|save|keep|make|owe|got) you (?:a|an|the|some|in|on)\b|\bjob (?:here|with us|is)\b|"
    r"\b(?:hire|employ|take|bring|want|need|have|get|sign|slot|fit|let|start|put|place|snap|pick|see|expect|welcome|use|choose) you "
    r"(?:on|in|up|here|aboard|with|to join|to work|to start|for|as|right|straight|immediately|tomorrow|monday|back|soon|next|"
    r"forward|down|join|work|start)\b|"
    r"\b(?:hire|employ|refer|recommend|introduce|vouch for|sponsor|mentor|train|promote|pay|appoint|invite|endorse|connect) you\b|"
    r"\byou(?:'re| are) (?:hired|in|accepted|perfect|welcome|exactly|just (?:what|who)|(?:a|the) (?:great|good|perfect|natural|right|"
    r"ideal))\b|\byou(?:'ve| have)? got (?:it|the job|the part|a (?:job|place|deal))\b|"
    r"\byou(?:'d| would|'ll| will) (?:fit|be (?:a|an|perfect|great|hired|working|starting|hearing|welcome|good)|make a|do well here|"
    r"love (?:it|working)|start|hear from|join)\b|"
    r"\b(?:someone|somebody|people|anyone|a person) like you\b|\bjoin (?:us|me|our|my|the (?:team|crew|office|company))\b|"
    r"\bwork (?:with|for|under|alongside) (?:me|us)\b|\bcome (?:and )?(?:work|join|shadow)\b|\bshadow (?:me|us)\b|"
    r"\b(?:welcome|on) (?:aboard|board|to the (?:team|family|company|office))\b|\b(?:part|one) of (?:the|our|my) team now\b|"
    r"\b(?:when can|can|could|would) you (?:start|begin|join|come in)\b|"
    r"\b(?:you|we) (?:can )?(?:start|begin) (?:on |next |this )?(?:monday|tuesday|wednesday|thursday|friday|tomorrow|week|month|now|today)\b|"
    r"\b(?:send|forward|pass|share|show|give|bring|hand|mail|leave)\b[^.!?]{0,20}\byour (?:\w+ )?(?:name|details|information|info|work|"
    r"portfolio|letter|papers|cvs?|r[ée]sum[ée]s?|contact|number|e-?mail|file|profile)\b|"
    r"\byour (?:details|application|portfolio|cover letter|first day|desk)\b|"
    r"\bput (?:in )?(?:a )?(?:good )?word\b|\bput you\b|\bgood word for\b|\bpull (?:a few |some )?strings\b|\bconsider (?:it|yourself)\b|"
    r"\bconsider you\b|\byou have my word\b|\b(?:it's|that's) a deal\b|\bcount on me\b|\bleave it (?:to|with) me\b|\bdone deal\b|"
    r"\bstay in touch\b|\bkeep in touch\b|\bkeep you (?:posted|in mind)\b|\bmy door is\b|\bany ?time you\b"
)
"""Offers to the visitor, open or veiled."""

_ONLY_TALK = (
    r"(?:tell|say|admit|warn|bore|spare|be (?:honest|frank|straight|blunt)|"
    r"give you (?:an|one|the) (?:example|version|idea|answer|reason))"
)
PROMISE = re.compile(
    r"\b(?:(?:i|we)(?:'ll| will| can| could| would|'d| shall|'m going to| am going to|'re going to| are going to)|"
    r"(?:they|he|she|somebody|someone)(?:'ll| will))\b"
    rf"(?! (?:always |only |just |still |never |perhaps |probably |also )?{_ONLY_TALK}\b)[^.!?]{{0,60}}\byou(?:r|rs)?\b|"
    r"\b(?:let me|allow me to|happy to|glad to|pleased to)\b(?! (?:tell|say|be|put it|explain|think))"
)
"""Something the person would do for the visitor."""

OUT_OF_CHARACTER = re.compile(
    r"\b(?:ai|a\.i\.|artificial intelligence|language model|llm|chat ?bot|bot|virtual|assistant|simulat\w+|role-?play\w*|"
    r"persona|fictional|fictitious|invented person|in character|out of character|prompts?|system message|instruct\w+|"
    r"guidelines|programmed|trained (?:on|by|to)|training data|openai|chatgpt|gpt\S*|llama|claude|gemini|qwen|mistral|deepseek|"
    r"knowledge cutoff|ignor\w+|as requested|as an? (?:model|machine|program)|"
    r"(?:was|am|i'm|been) (?:only |just )?(?:told|asked|made|given|meant|supposed|built) to (?:say|talk|speak|keep|reply|answer|tell)|"
    r"(?:the|this|that|your|above|given) (?:passage|material|request|text|wording)|rephras\w+|reword\w+|paraphras\w+|rewrit\w+|"
    r"here(?:'s| is) (?:a|the|my|how|what)|visitor(?:'s|s)?|(?:can't|cannot|can not|unable to|won't) (?:assist|help|comply|provide|"
    r"answer|share|do that|fulfil\w*|continue))\b|^(?:sure|certainly|of course|absolutely|okay|understood)\b"
)
"""A program that speaks of itself or its task."""

FAREWELL = re.compile(
    r"\b(?:good ?bye|bye|farewell|take care|good luck|best of luck|all the best|see you|talk (?:to you )?(?:soon|later)|so long|"
    r"(?:minutes?|time|seconds?|hour) (?:is |are |'s )?(?:left|up|over|remaining)|time's up|out of time|"
    r"(?:have|need|got|ought|must|better) (?:to )?(?:go|run|leave|dash|stop (?:here|now)|wrap)\b(?! (?:on|to|through|back|into|over|"
    r"up|the|a|it|them|some))|wrap (?:this |it |things )?up|before (?:you|we|i) go|(?:last|final|one more) question|"
    r"next question|anything else|thank(?:s| you) for (?:coming|asking|your|stopping|the)|(?:nice|good|great|pleasure|lovely) "
    r"(?:to )?(?:meet(?:ing)?|talk(?:ing)?|chat(?:ting)?|speak(?:ing)?)|let's (?:end|stop|finish|wrap|continue|extend)|"
    r"(?:more|extra|another) (?:\w+ )?minutes?|"
    r"happy to (?:talk|continue|go on|chat)|my next (?:meeting|appointment|call)|hope (?:that|this) helps|feel free)\b"
)
"""The end of a talk, which the clock decides, and the phrases of those who serve."""

NEGATION = re.compile(
    r"\b(?:not|never|no|nobody|nothing|none|nowhere|without|neither|nor|hardly|cannot|no-one)\b|n't\b"
)

RETRACTION = re.compile(
    r"\b(?:none of (?:it|this|that|what)|(?:not|isn't|wasn't|is not|hardly) (?:\w+ )?true|untrue|made (?:it|this|that|all) (?:all )?up|"
    r"(?:a|all) lies?|i (?:lied|am lying)|i'm lying|(?:just|only|was) (?:kidding|joking)|never happened|forget what i|"
    r"the opposite is|don't believe (?:me|a word))\b"
)
"""Taking back what was said."""
