"""A drawn portrait: flat shapes from a few parameters of the persona file. Nobody's photograph."""

from __future__ import annotations

from simulator.domain import Portrait

SIZE = 120

_HAIR_BEHIND = {
    "long": '<path d="M32 58 Q30 20 60 20 Q90 20 88 58 L92 96 Q76 104 60 102 Q44 104 28 96 Z"/>',
    "locs": '<path d="M32 56 Q28 18 60 18 Q92 18 88 56 L91 90 L83 92 L80 62 L40 62 L37 92 L29 90 Z"/>',
    "curly": "".join(
        f'<circle cx="{x}" cy="{y}" r="11"/>' for x, y in ((36, 44), (42, 32), (54, 25), (66, 25), (78, 32), (84, 44))
    ),
    "bun": '<circle cx="60" cy="17" r="10"/>',
    "headscarf": '<path d="M30 60 Q26 18 60 18 Q94 18 90 60 Q92 84 84 100 L36 100 Q28 84 30 60 Z"/>',
}
_HAIR_FRONT = {
    "short": '<path d="M37 48 Q36 24 60 24 Q84 24 83 48 Q78 37 70 36 Q56 40 43 37 Q39 40 37 48 Z"/>',
    "long": '<path d="M37 52 Q38 26 60 26 Q82 26 83 52 Q76 38 62 36 Q46 38 37 52 Z"/>',
    "bun": '<path d="M37 48 Q37 25 60 25 Q83 25 83 48 Q74 35 60 35 Q46 35 37 48 Z"/>',
    "curly": '<path d="M38 46 Q44 30 60 31 Q76 30 82 46 Q72 38 60 39 Q48 38 38 46 Z"/>',
    "locs": '<path d="M37 48 Q38 26 60 26 Q82 26 83 48 Q70 36 60 36 Q50 36 37 48 Z"/>',
    "headscarf": '<path d="M34 58 Q34 24 60 24 Q86 24 86 58 Q80 36 60 35 Q40 36 34 58 Z"/>',
    "bald": "",
}
_GLASSES = (
    '<g fill="none" stroke="#2b2b2b" stroke-width="1.8"><circle cx="51" cy="55" r="7"/><circle cx="69" cy="55" r="7"/>'
    '<path d="M58 55 h4 M44 54 l-5 -2 M76 54 l5 -2"/></g>'
)


def portrait_svg(portrait: Portrait) -> str:
    """The portrait as SVG, square, on a round ground. Colours come from a checked persona file."""
    hair, skin = portrait.hair, portrait.skin
    beard = (
        f'<path d="M40 62 Q42 86 60 87 Q78 86 80 62 Q74 74 60 74 Q46 74 40 62 Z" fill="{hair}"/>'
        if portrait.beard
        else ""
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" width="{SIZE}" height="{SIZE}">'
        '<defs><clipPath id="round"><circle cx="60" cy="60" r="58"/></clipPath></defs>'
        '<circle cx="60" cy="60" r="58" fill="#d8cfbf"/><g clip-path="url(#round)">'
        f'<g fill="{hair}">{_HAIR_BEHIND.get(portrait.hair_style, "")}</g>'
        f'<path d="M18 124 Q20 92 60 90 Q100 92 102 124 Z" fill="{portrait.clothes}"/>'
        f'<path d="M52 78 h16 v14 q-8 6 -16 0 Z" fill="{skin}"/>'
        f'<ellipse cx="60" cy="56" rx="23" ry="28" fill="{skin}"/>'
        '<circle cx="51" cy="55" r="2.4" fill="#2b2b2b"/><circle cx="69" cy="55" r="2.4" fill="#2b2b2b"/>'
        '<path d="M46 47 q5 -3 10 0 M64 47 q5 -3 10 0" stroke="#2b2b2b" stroke-opacity=".55" stroke-width="1.8" fill="none"/>'
        '<path d="M60 57 q3 6 -1 8" stroke="#00000033" stroke-width="1.6" fill="none"/>'
        f"{beard}"
        '<path d="M53 71 q7 5 14 0" stroke="#7d2f2f" stroke-width="2" stroke-linecap="round" fill="none"/>'
        f'<g fill="{hair}">{_HAIR_FRONT[portrait.hair_style]}</g>'
        f"{_GLASSES if portrait.glasses else ''}</g></svg>"
    )
