"""Pieces of patterns that the cues share, for plain words (`lexicon.plain`)."""

HIRE = r"(?:hir(?:e|es|ed|ing)|recruit(?:s|ed|ing)?|employ(?:ed)?|take (?:me |people |someone )?on|bring (?:me|someone) on)"
VACANCY = (
    r"(?:openings?|vacanc(?:y|ies)|positions?|jobs?|roles?|spots?|internships?|placements?|apprenticeships?|"
    r"traineeships?|headcount|slots?|opportunit(?:y|ies)|work experience|graduate scheme|entry level|contract work|"
    r"posts?|trainee (?:place|post|scheme|programme)|trial shift|start for a|casual work|seasonal work)"
)
RESUME = r"(?:resumes?|cvs?|portfolios?|cover letter|transcripts?|my reel|my profile)"
ORG = (
    r"(?:(?:your|the|this|that) (?:\w+ )?(?:company|firm|team|organi[sz]ation|department|division|group|office|lab|"
    r"hospital|school|agency|studio|practice|place|business|charity|newsroom|clinic|unit|institute|side)|here|with you|"
    r"for you|you guys|at your|where you (?:are|work))"
)
ME = r"(?:me|someone like me|somebody like me|people like me|a person like me|myself)"
REQUEST = (
    r"(?:(?:could|would|can|will|might) you|do you think (?:you|i|there|we)|is there (?:any|a) (?:chance|way)|any chance|"
    r"would it be|is it possible|could i|can i|may i|might i|wondering (?:if|whether)|i wonder (?:if|whether)|"
    r"i (?:would|was) (?:hoping|hope)|hoping (?:you|that|to|for)|please|would you (?:be )?(?:mind|willing|open|able)|"
    r"i would (?:really )?(?:like|love|appreciate)|i want)"
)
GENERAL = (
    r"(?:people|someone|somebody|candidates?|applicants?|graduates?|newcomers?|beginners?|juniors?|others|everyone|"
    r"students|folks|anyone|a person|new hires?|new starters?|hires|employees)"
)
NOT = r"(?:not|never|without|rather than|instead of|nor|no)"
LEAVING = (
    r"(?:have to (?:go|run|leave|jump|stop)|need to (?:go|run|leave|jump|stop|wrap)|must (?:go|run|leave)|got to (?:go|run)|"
    r"next (?:meeting|call|appointment|patient)|wrap(?:ping)? (?:this |it |things )?up|time is up|out of time|over time|"
    r"that is (?:all )?(?:the )?time|running (?:late|over)|waiting for me|another (?:meeting|call)|stop (?:here|there)|"
    r"lovely (?:talking|meeting|to)|been (?:nice|good|lovely|a pleasure)|take care|good luck|leave it (?:there|here))"
)
NUMBER = r"(?:\d+\w*|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|couple|few|half)"
ASK_START = (
    r"^(?:(?:and|so|but|okay|ok|well|right|great|thanks|thank you|also|just|yeah|yes|oh|then|sorry|now|maybe|wow|hm) )*"
)
