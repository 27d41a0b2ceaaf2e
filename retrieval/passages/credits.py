"""Who made it: bylines, credits of pictures and reports, alone or at the end of a paragraph; and names."""

# ruff: noqa: E501  (a regular expression broken over lines hides what it says)

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

LONGEST_ENDING = 130
"""Characters of a credit, or a call to read on, at the end of a paragraph."""

NAMES = r"[A-Z][\w.'’&-]*(?: (?:[A-Z][\w.'’&-]*|de|van|von|the|of|and))*"
"""A run of capitalized words, as of a person, a paper or a place."""
_COLOPHON = re.compile(
    r"\W*(?:(?i:contribut(?:ing|ors?|ed)(?: writers?| reporters?| by)?\s*:|(?:(?:with|additional|more|and|original) )*reporting"
    r" (?:by|from|contributed)\b|reporters?:\s|(?:compiled|edited|editing|produced|photographs?|photos?|illustrations?"
    r"|graphics?) by\b|copyright (?:©|\d|by|\()|©|\(c\) ?\d|sources?:\s|photo(?:graph)?s?(?: credits?)?:\s|credits?:\s|images?:\s"
    r"|with (?:files|material|wires?|agenc\w+|contributions?)\b)|From (?:[A-Z]\S* )*(?:staff|wire|[Nn]etwork|news)\b)"
)
_COLOPHON_STARTS = frozenset(
    "contributing contributor contributors contributed with additional more and original reporting reporter reporters compiled"
    " edited editing produced photograph photographs photo photos illustration illustrations graphic graphics copyright c"
    " source sources credit credits image images from by".split()
)
_FIRST_WORD = re.compile(r"\W*(\w+)")
_REPORTED = re.compile(
    r"\W*(?:The )?[A-Z]\S*(?: \S+){0,20} contributed(?: reporting)?(?: from [A-Z][\w. ]+)?\.?$"
    rf"|{NAMES} reported from {NAMES}(?:, {NAMES})*\.?(?:\s+Contributing: .*)?$"
)
_CLOSING = re.compile(
    r"\W*(?:contribut\w+(?: by)?\s*:|(?:\w+ ){0,2}reporting (?:by|from)|edit(?:ed|ing) by|copyright|©)",
    re.IGNORECASE,
)
_BYLINE = re.compile(rf"(?:By|BY) {NAMES}(?:(?:, | ?\| ?| ?/ ?){NAMES})*(?:,.{{0,40}}|\|.{{0,40}})?$")
_AGENCIES = (
    "Getty",
    "Getty Images",
    "AFP",
    "AP",
    "Reuters",
    "REUTERS",
    "EPA",
    "Shutterstock",
    "iStock",
    "Associated Press",
    "Press Association",
)
_FEW_NAMES = r"[A-Z][\w.'’&-]*(?: [A-Z][\w.'’&-]*){0,3}"
_AGENCY_CREDIT = re.compile(
    rf"\(?(?:{_FEW_NAMES}(?: ?/ ?{_FEW_NAMES})+|(?:{NAMES}(?: via | ?/ ?|, ))?(?:The )?(?:{'|'.join(_AGENCIES)}))\)?\.?$"
)
_AFTER_A_SENTENCE = r"(?<=[.!?\"”’)])\s*"
_PICTURE = re.compile(
    rf"{_AFTER_A_SENTENCE}[(\[]?(?:Photograph|Photo|PHOTO|Picture|Image|Pic)s?(?: by)?(?:\s*:\s*| )[A-Z][^.!?:\n]{{1,90}}[.)\]]*$"
    r"|\s*[(\[](?i:photo|image|picture|illustration|ap photo|file photo)s?\b[^)\]\n]{0,90}[)\]]\.?$"
)
_AGENCY = re.compile(
    rf"{_AFTER_A_SENTENCE}[(\[]?(?:\w+ \w+[/,] ?)?(?:Getty Images|AP Photo|AFP|Reuters|REUTERS|EPA|Shutterstock|iStock)[)\]]?\.?$"
    rf"|{_AFTER_A_SENTENCE}\((?:AP|PA)\b[^)]{{0,40}}\)$"
)
_CREDIT = re.compile(
    r"\s*[(\[]?(?i:(?:photo|picture|image|video|photograph|courtesy)\s+)?(?:[Cc]redits?|CREDITS?|[Cc]ourtesy)\s*:\s*[^.!?:\n]{2,90}[.)\]]*$"
)
_REPORTING = re.compile(rf"{_AFTER_A_SENTENCE}(?:Contributing|Reporting by|With reporting by)\b ?:? .*$")
_READ_ON = re.compile(
    rf"{_AFTER_A_SENTENCE}(?:(?:Read|See|Click|Find|Watch|Learn|Check|Get|Sign|Continue|Subscribe|Follow|Download)\b[^.!?:]{{0,90}}\bhere"
    r"|(?:Read|Learn|See) more[^.!?:]{0,20})[.!:]?$"
)
_ENDINGS: Mapping[str, re.Pattern[str]] = {
    "redit": _CREDIT, "REDIT": _CREDIT, "ourtesy": _CREDIT, "hoto": _PICTURE, "PHOTO": _PICTURE, "icture": _PICTURE, "mage": _PICTURE,
    "llustration": _PICTURE, "/": re.compile(rf"{_AFTER_A_SENTENCE}[(\[]?{NAMES}(?: ?/ ?{NAMES})+[)\]]?$"),
    "Getty": _AGENCY, "AFP": _AGENCY, "euters": _AGENCY, "EUTERS": _AGENCY, "EPA": _AGENCY, "AP Photo": _AGENCY, "(AP": _AGENCY, "(PA": _AGENCY, "hutterstock": _AGENCY,
    "iStock": _AGENCY, "Contributing": _REPORTING, "eporting by": _REPORTING, " here": _READ_ON, " more": _READ_ON,
}  # fmt: skip
"""What a paragraph's end must hold to be looked at closely, and what must stand round it."""
_ENDING_SIGNS = tuple(_ENDINGS)
_BEFORE_A_FULL_STOP = ("redit", "Contributing", "eporting by", "Getty")
_CALLED = (" here.", " here!", " more.", " here:", " more!")
_CLOSED = frozenset(".!?:\"”’'")
_SIGNATURE = re.compile(rf"(?<=[.!?])\s+(?:[–—―−‒] ?|-{{1,2}} )(?=[A-Z]){NAMES}(?:, {NAMES})*$")
_SMALL_WORDS = frozenset("and of the with in at on left right centre center de van von bin al a for".split())


def names_only(piece: str) -> bool:
    """Tell whether a caption says no more than who or what is pictured."""
    words = piece.split()
    return len(piece) <= 120 and all(word[0].isupper() or word.strip(",;") in _SMALL_WORDS for word in words)


def is_credit(piece: str) -> bool:
    """Tell whether a line says only who wrote, reported, pictured or owns what stands beside it."""
    first = _FIRST_WORD.match(piece)
    if first and first[1].lower() in _COLOPHON_STARTS and (_COLOPHON.match(piece) or _BYLINE.match(piece)):
        return True
    if ("©" in piece[:4] and _COLOPHON.match(piece)) or ("/" in piece and _AGENCY_CREDIT.match(piece)):
        return True
    if piece.rstrip(".)").endswith(_AGENCIES) and _AGENCY_CREDIT.match(piece):
        return True
    return (" contributed" in piece or " reported from" in piece) and bool(_REPORTED.match(piece))


def is_closing(piece: str) -> bool:
    """Tell whether a line closes an article: who else reported, who owns it."""
    return bool(_CLOSING.match(piece))


def endings_in(text: str) -> tuple[str, ...]:
    """Return what a text holds of the signs of an ending that may stand before a full stop."""
    return tuple([sign for sign in _BEFORE_A_FULL_STOP if sign in text])


def ending_of(piece: str, endings: Sequence[str]) -> int:
    """Return where a credit or a call to read on begins that ends a paragraph, or the paragraph's length."""
    start = max(0, len(piece) - LONGEST_ENDING)
    if piece[-1] in _CLOSED:
        signs = endings
        if piece.endswith(_CALLED) and (found := _READ_ON.search(piece, start)):
            return found.start()
    else:
        signs = _ENDING_SIGNS
    for sign in signs:
        if piece.find(sign, start) >= 0 and (found := _ENDINGS[sign].search(piece, start)):
            return found.start()
    return len(piece)


def signature_in(piece: str) -> int:
    """Return where a name after a dash begins that ends a paragraph, or the paragraph's length."""
    if piece[-1] in _CLOSED or not any(dash in piece[-80:] for dash in "–—―−‒-"):
        return len(piece)
    found = _SIGNATURE.search(piece, max(0, len(piece) - LONGEST_ENDING))
    return found.start() if found else len(piece)
