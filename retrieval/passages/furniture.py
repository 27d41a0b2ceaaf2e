"""Page furniture told by a paragraph's own shape: links, invitations, credits, time stamps, colophons."""

from __future__ import annotations

# ruff: noqa: E501  (a regular expression broken over lines hides what it says)
import re
from collections.abc import Sequence

LONGEST_LINK = 220
"""Characters. A longer line is no link label, however it begins."""
LONGEST_INVITATION = 420

_NAVIGATION = frozenset(
    """a about accessibility account ad ads advertisement advertising all alerts also and app article articles back
    breaking by caption close comment comments contact content continue copy cookie cookies coverage data download
    email embed enlarge expand facebook feedback follow for full gallery go headlines help hide home image images in
    instagram jump latest legal less link linkedin links list live load loading log login main map menu more most my
    navigation new news newsletter newsletters next no notifications now of on open our page photo photos picture
    pictures popular post posts previous print privacy promoted read reading recommended refresh register related
    reload replay reply reporting save scroll search section sections see share show sign site sitemap skip slideshow
    sponsored stories story subscribe tags terms the this to today today's toggle top topic topics trending twitter
    up update updates us use video videos view watch we whatsapp you your youtube""".split()
)
"""Words of menus and buttons. A short line that has no other word is navigation."""
_HAS_WORD = re.compile(r"[^\W_]")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_NAVIGATION_ONLY_WITH = frozenset(
    "a and by for in my new no now of on our the this to up us use we you your all".split()
)

_LABEL_OF_A_LINK = re.compile(
    r"(?:read|see|watch|listen|related|more|previously|earlier|also|photos?|pictures?|video|gallery|slideshow|visual"
    r"|graphics?|interactive|podcast|live|full|sign|subscribe|download|play|in pictures|don['’]t miss|up next"
    r"|recommended|explore)(?:\s[\w’']+){0,3}\s?:(?!\d)",
    re.IGNORECASE,
)
_GLUED_LABEL = re.compile(r"[\"'“‘►∎•▶ ]*\w[^.!:\n]{1,75}[?!]?['\"’”]?:(?=[\"'“‘(]*[A-Z])(?!//)")
"""A link's label and its text run together ("What now?:What happens after …"): prose has a space there."""
_IMPERATIVE = (
    "ask browse call catch check choose click contact discover donate download email enjoy explore find follow get go"
    " have help hear join keep learn listen look love meet need play prep read register scan see send share show sign"
    " sign-up stay subscribe support take tap text track try tune vote view visit want watch write"
)
_IMPERATIVES = frozenset(_IMPERATIVE.split())
_TO_AN_IMPERATIVE = re.compile(
    rf"(?:to|please|you can|for|and|want|looking)\b[^.:]{{0,60}}?[,:?]? ?\b(?:{_IMPERATIVE.replace(' ', '|')})\b",
    re.IGNORECASE,
)
_LABELLED_IMPERATIVE = re.compile(rf"[^.!?:\n]{{3,60}}[:?] (?:{_IMPERATIVE.title().replace(' ', '|')})\b")
_OF_A_PRODUCT = re.compile(
    r"newsletter|inbox|\bsign[- ]?up\b|\bsubscri(?:be|ption|ber)|\b(?:click|tap)\b|\b(?:our|the) apps?\b|app store"
    r"|podcasts?\b|crossword|puzzle|\b(?:our|voter) guide|\bhere[.!:]?$|\bhere to\b|live (?:updates|blog|coverage)"
    r"|(?:our|full|complete|'s|’s) coverage|\bon (?:twitter|facebook|instagram|tiktok|youtube|threads|bluesky|x|linkedin|whatsapp)"
    r"\b|@\w+|\b(?:stories|news|updates|headlines|story)\b|https?://|www\.",
    re.IGNORECASE,
)
_CUES: dict[str, re.Pattern[str]] = {
    cue: re.compile(sign, re.IGNORECASE | re.DOTALL)
    for cue, sign in {
        "newsletter": r"newsletters?\b.*(?:sign|inbox|subscri|here|get |daily|deliver)|(?:sign|inbox|subscri|get |deliver|appeared in).*newsletter",
        "inbox": r"delivered|(?:your|to|the) (?:\w+ )?inbox",
        "click": r"\b(?:click|tap) (?:here|on|the|to|for)\b",
        "affiliate": r"affiliate (?:fee|link|commission|partner)",
        " earn ": r"earn (?:us )?(?:an? )?(?:\w+ )?(?:commission|fee)",
        "prices": r"prices (?:were|are|may) (?:accurate|correct|subject|change|var)",
        "rights reserved": r"all rights reserved",
        "may not be": r"may not be (?:published|reproduced|broadcast|copied|redistributed)",
        "privacy policy": r"privacy policy",
        "terms of ": r"terms of (?:use|service)\b",
        "cookie": r"cookie (?:policy|settings)|(?:use|accept)s? cookies",
        "journalism": r"support(?:ing)? (?:our|local|independent|quality) journalism|become a (?:\w+ )*subscriber",
        "subscri": r"(?:subscribe (?:to|now|today|here|for)|become a (?:\w+ )*subscriber|subscriber[- ]only|subscribers? (?:can|get|only))",
        " contribut": r"contributed to this (?:report|story|article|file|post|live)|^[^.\n]{3,120} contributed(?: reporting)?(?: from [\w. ]+)?\.?$",
        " at ": r"\b(?:reach|contact|email) (?:him|her|them|me|us|[A-Z]\w+ [A-Z]\w+) (?:at|on|by|via)\b.*@",
        "follow ": r"\bfollow (?:him|her|them|me|us|along)?\b.*(?:@\w|\bon (?:twitter|facebook|instagram|tiktok|threads|bluesky|x\b))",
        " caption": r"(?:hide|show|toggle) caption",
        "replay more": r"replay more videos",
        "content partner": r"is an? (?:[\w. ]+ )?content partner",
        "this is a ": r"this is a (?:developing|breaking|corrected|updated)\b.*(?:story|news|version|article)",
        "been updated": r"(?:story|article|post|page|report|file) (?:has been|was|is being|will be) (?:\w+ )?(?:updated|corrected)",
        "sign up": r"sign up (?:here|now|for|to|today)",
        "sign-up": r"sign-up (?:here|now|for|to|today)",
        "here": r"\b(?:read|see|seen|find|found|click|check|watch|follow|learn|get|view|sign|vote|listen|download|donate|register|details|information|list|link)\b[^.!?\n]*\bhere[.!:)]*$",
        "in part by": r"supported in part by",
        "ad-free": r"ad-free",
    }.items()
}
"""Words that pieces of furniture in whole sentences hold, and what must stand round each of them."""
_SPEECH = re.compile(r"\b(?:said|says|told|according to|wrote|tweeted|asked|added|argued)\b")
_QUOTED = re.compile(r"[\"“](?:[^\"”\n]*\s){4}[^\"”\n]*[\"”]")
_ADDRESSED = re.compile(r"\b(?:[Yy]ou|[Yy]our|[Yy]ou['’]\w+|[Oo]urs?|us|[Ww]e|[Ww]e['’]\w+|I|[Mm]y)\b")
_COLOPHON = re.compile(
    r"\W*(?:(?i:contribut(?:ing|ors?|ed)(?: writers?| reporters?| by)?\s*:|(?:(?:with|additional|more|and|original) )*reporting"
    r" (?:by|from|contributed)\b|reporters?:\s|(?:compiled|edited|editing|produced|photographs?|photos?|illustrations?"
    r"|graphics?) by\b|copyright (?:©|\d|by|\()|©|\(c\) ?\d|sources?:\s|photo(?:graph)?s?(?: credits?)?:\s|credits?:\s|images?:\s"
    r"|with (?:files|material|wires?|agenc\w+|contributions?)\b)|From (?:[A-Z]\S* )*(?:staff|wire|and|network|Network|news)\b"
    r"|(?:The )?[A-Z]\S*(?: \S+){0,20} contributed(?: reporting)?(?: from [A-Z][\w. ]+)?\.?$)"
)
_CLOSING = re.compile(
    r"\W*(?:contribut|(?:\w+ ){0,2}reporting (?:by|from)|edit(?:ed|ing) by|copyright|©)", re.IGNORECASE
)
_NAMES = r"[A-Z][\w.'’&-]*(?: (?:[A-Z][\w.'’&-]*|de|van|von|the|of|and))*"
_BYLINE = re.compile(rf"(?:By|BY) {_NAMES}(?:(?:, | ?\| ?| ?/ ?){_NAMES})*(?:,.{{0,40}}|\|.{{0,40}})?$")
_DATELINE = re.compile(r"(?:\([A-Z][\w. ]+\)|[A-Z][\w.]*(?: [A-Z][\w.]*){0,4} ?[–—―−])$")
"""An agency's or a place's name and a dash alone on a line: "Washington CNN —"."""
_TIME = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
    r"|[ap]\.?m\.?|noon|midnight|[ecmp][sd]?t|gmt|bst|utc|ist|cet|at|on|of|\d+(?:st|nd|rd|th)?|\d\d?[:.]\d\d|ago|hours?|minutes?|mins?"
    r"|first|last|published|updated?|posted|modified|created|share|this|post"
)
_STAMP = re.compile(rf"(?:[\s,:|/•·]*\b(?:{_TIME})(?=[\s,:|/•·]|$))+[\s.]*$", re.IGNORECASE)
_CLOCK = re.compile(r"\d\d?[:.]\d\d|\b[ap]\.?m\b|updated|published|posted|ago\b|modified", re.IGNORECASE)
_MARKUP = re.compile(
    r"(?:!?\[[^\]\n]*\]\([^)\n]*\)\s*)+$|</?\w+[^>\n]*>$|https?://\S+$|[\w.+-]+@[\w-]+\.[\w.]+$"
)
_AGENCY_CREDIT = re.compile(rf"\(?{_NAMES}(?: ?/ ?{_NAMES})+\)?$")
_ASPECT = re.compile(r"\W*(?:\d{1,4}\s?[x×]\s?\d{1,4}|16:9|4:3)\b(?:\s\w+)?$")
"""A picture's shape: "16x9 Image"."""

_TRAILING_CREDIT = re.compile(
    r"\s*[(\[]?(?i:(?:photo|picture|image|video|photograph|courtesy)\s+)?(?:[Cc]redits?|CREDITS?|[Cc]ourtesy)\s*:\s*[^.!?:\n]{2,90}[.)\]]*$"
    r"|(?<=[.!?\"”’)])\s+[(\[]?(?:Photograph|Photo|PHOTO|Picture|Image|Pic)s?(?: by)?(?:\s*:\s*| )[A-Z][^.!?:\n]{1,90}[.)\]]*$"
    r"|\s*[(\[](?i:photo|image|picture|illustration|ap photo|file photo)s?\b[^)\]\n]{0,90}[)\]]\.?$"
    rf"|(?<=[.!?\"”’)])\s+[(\[]?{_NAMES}(?: ?/ ?{_NAMES})+[)\]]?$"
    r"|(?<=[.!?\"”’)])\s*[(\[]?(?:\w+ \w+[/,] ?)?(?:Getty Images|AP Photo|AFP|Reuters|REUTERS|EPA|Shutterstock|iStock)[)\]]?$"
)
_TRAILING_SIGNATURE = re.compile(rf"(?<=[.!?])\s+(?:[–—―−‒] ?|-{{1,2}} )(?=[A-Z]){_NAMES}(?:, {_NAMES})*$")
_LEADING_BUTTON = re.compile(r".{0,60}?\bShare (?:this )?(?:update|post|story|article)\b\s*", re.IGNORECASE)


def cues_in(text: str) -> tuple[str, ...]:
    """Return the words of a text that a longer piece of furniture may be told by, in lower case."""
    folded = text.lower()
    return tuple([cue for cue in _CUES if cue in folded])


def credit_in(piece: str) -> int:
    """Return where a credit at the end of a paragraph begins, with the space before it; its length if none."""
    start = max(0, len(piece) - 130)
    found = _TRAILING_CREDIT.search(piece, start)
    return found.start() if found else len(piece)


def signature_in(piece: str) -> int:
    """Return where a name after a dash at the end of a paragraph begins; the paragraph's length if there is none."""
    found = _TRAILING_SIGNATURE.search(piece, max(0, len(piece) - 130))
    return found.start() if found else len(piece)


def button_in(piece: str) -> int:
    """Return where the text begins after a stamp and a button ("8:15 am ET Share this update …"), or 0."""
    found = _LEADING_BUTTON.match(piece)
    return found.end() if found else 0


_SMALL_WORDS = frozenset("and of the with in at on left right centre center de van von bin al a for".split())


def names_only(piece: str) -> bool:
    """Tell whether a caption says no more than who or what is pictured."""
    words = piece.split()
    return len(piece) <= 120 and all(word[0].isupper() or word.strip(",;") in _SMALL_WORDS for word in words)


def is_furniture(piece: str, cues: Sequence[str]) -> bool:
    """Tell by its own shape whether a paragraph is of the page and not of the article.

    `cues` are those of the whole text (`cues_in`): a longer paragraph without any is not looked at closely.
    """
    if len(piece) > LONGEST_INVITATION:
        return False
    short = len(piece) <= LONGEST_LINK and "\n" not in piece
    if short and _is_short_furniture(piece):
        return True
    return (
        ((bool(cues) and _is_told_by(cues, piece)) or (short and _is_invitation(piece)))
        and not _SPEECH.search(piece)
        and not _QUOTED.search(piece)
    )


def _is_told_by(cues: Sequence[str], piece: str) -> bool:
    folded = piece.lower()
    return any(cue in folded and _CUES[cue].search(piece) for cue in cues)


def is_addressed(piece: str) -> bool:
    """Tell whether a paragraph speaks to its reader or of its publisher in the first person, quoting nobody."""
    return bool(_ADDRESSED.search(piece)) and not _QUOTED.search(piece)


def is_closing(piece: str) -> bool:
    """Tell whether a line closes an article: who else reported, who owns it."""
    return len(piece) <= LONGEST_LINK and bool(_CLOSING.match(piece))


def _is_short_furniture(piece: str) -> bool:
    if len(piece) <= 60 and (not _HAS_WORD.search(piece) or _is_navigation(piece)):
        return True
    if ":" in piece and (
        (":" not in piece[-1] and _GLUED_LABEL.match(piece))
        or (_LABEL_OF_A_LINK.match(piece) and piece[-1] != ".")
    ):
        return True
    if len(piece) <= 80 and (_is_stamp(piece) or _DATELINE.match(piece) or _ASPECT.match(piece)):
        return True
    return bool(
        _COLOPHON.match(piece) or _BYLINE.match(piece) or _MARKUP.match(piece) or _AGENCY_CREDIT.match(piece)
    )


def _is_navigation(piece: str) -> bool:
    words = [word.replace("’", "'").lower() for word in _WORD.findall(piece)]
    return (
        0 < len(words) <= 5 and _NAVIGATION.issuperset(words) and not _NAVIGATION_ONLY_WITH.issuperset(words)
    )


def _is_stamp(piece: str) -> bool:
    return bool(_CLOCK.search(piece) and any(map(str.isdigit, piece)) and _STAMP.match(piece))


def _is_invitation(piece: str) -> bool:
    """Tell whether a line calls its reader to a service of the page."""
    first = _WORD.search(piece)
    if not first:
        return False
    word = first.group().lower()
    inviting = word in _IMPERATIVES or _TO_AN_IMPERATIVE.match(piece) or _LABELLED_IMPERATIVE.match(piece)
    return bool(inviting and _OF_A_PRODUCT.search(piece))
