"""Page furniture told by a paragraph's own shape: links, invitations, credits, time stamps, colophons."""

from __future__ import annotations

# ruff: noqa: E501  (a regular expression broken over lines hides what it says)
import re

from retrieval.passages.credits import is_credit

LONGEST_LINK = 220
"""Characters. A longer line is no link label, however it begins."""
LONGEST_INVITATION = 420
LONGEST_ENDING = 130

_NAVIGATION = frozenset(
    """a about accept accessibility account ad added ads advertisement advertising after alerts all also and app
    article articles available back below breaking by caption close comment comments contact content continue
    continues cookie cookies copied copy coverage currently data direct download email embed end ended enlarge
    error event events expand facebook favorites favourites feedback follow for full gallery go headlines help
    hide home image images in instagram item items jump keep key latest legal less link linkedin links list live
    load loading log login main map media menu more most my navigation new news newsletter newsletters next no
    notifications now of on only open our page photo photos picture pictures popular post posts previous print
    privacy promoted read reading recommended refresh register related reload replay reply reporting save scroll
    search section sections see share shared show sign site sitemap skip slideshow source sponsored start
    stories story subscribe tags terms the this to today today's toggle top topic topics trending tweet tweets
    twitter up update updates us use video videos view viewed watch we whatsapp you your youtube""".split()
)
"""Words of menus and buttons. A short line that has no other word is navigation."""
_NUMBERED = re.compile(r"\d+[.)]")
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
_GLUED_LABEL = re.compile(
    r"(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\.? \d)[\"'“‘►∎•▶ ]*\w[^.!:\n]{1,75}[?!]?['\"’”]?:(?=[\"'“‘(]*[A-Z])(?!//)"
)
"""A link's label and its text run together ("What now?:What happens after …"): prose has a space there."""
_IMPERATIVE = (
    "ask browse call catch check choose click contact continue discover donate download email enjoy explore find follow get go"
    " have help hear join keep learn listen look love meet need play prep read register scan see send share show sign"
    " sign-up stay subscribe support take tap text track try tune vote view visit want watch write"
)
_IMPERATIVES = frozenset(_IMPERATIVE.split())
_LABELLED_IMPERATIVE = re.compile(rf"[^.!?:\n]{{3,60}}[:?] (?:{_IMPERATIVE.title().replace(' ', '|')})\b")
_OF_A_PRODUCT = re.compile(
    r"newsletter|inbox|\bsign[- ]?up\b|\bsubscri(?:be|ption|ber)|\b(?:click|tap)\b|\bour apps?\b|app store"
    r"|podcasts?\b|crossword|puzzle|\b(?:our|voter) guide|\bhere[.!:]?$|\bhere to\b|live (?:updates|blog|coverage)"
    r"|this (?:feature|content|page|site)\b|(?:our|full|complete|'s|’s) coverage|\bon (?:twitter|facebook|instagram|tiktok|youtube|threads|bluesky|x|linkedin|whatsapp)"
    r"\b|@\w+|\b(?:stories|news|updates|headlines|story)\b|https?://|www\.",
    re.IGNORECASE,
)
_CUES: dict[str, re.Pattern[str]] = {
    cue: re.compile(sign, re.IGNORECASE | re.DOTALL)
    for cue, sign in {
        "newsletter": r"newsletters?\b.*\b(?:sign|inbox|subscribe|here|get|deliver)|\b(?:sign|inbox|subscribe|get|deliver\w*|appeared in)\b.*newsletter",
        "inbox": r"delivered|(?:your|to|the) (?:\w+ )?inbox",
        "click": r"\b(?:click|tap) (?:here|on|the|to|for)\b",
        "affiliate": r"affiliate (?:fee|link|commission|partner)",
        " earn ": r"earn (?:us )?(?:an? )?(?:\w+ )?(?:commission|fee)",
        "prices": r"prices (?:were|are|may) (?:accurate|correct|subject|change|var)",
        "rights reserved": r"all rights reserved",
        "may not be": r"may not be (?:published|reproduced|broadcast|copied|redistributed)",
        "privacy policy": r"privacy policy",
        "terms of ": r"terms of (?:use|service)\b",
        "cookie": r"cookie (?:policy|settings)|(?:use|accept)s? (?:all )?cookies|^cookies (?:help|allow)",
        "clipboard": r"copied to (?:your|the) clipboard",
        "external": r"content of external (?:sites|websites|links)|external linking",
        "adverts": r"may contain adverts|adverts? below",
        "javascript": r"(?:enable|turn on|requires?|disabled|without) (?:\w+ )?javascript|javascript (?:is|must|to)\b",
        "live ": r"\b(?:our|this|the) live (?:coverage|blog|page|feed|updates?)\b.*\b(?:has|have|is|are) (?:now )?(?:ended|clos(?:ed|ing)|over|finished|moved)",
        "journalism": r"support(?:ing)? (?:our|local|independent|quality) journalism|become a (?:\w+ )*subscriber",
        "subscri": r"(?:subscribe (?:to|now|today|here|for)|become a (?:\w+ )*subscriber|subscriber[- ]only)",
        " contribut": r"contributed to this (?:report|story|article|file|post|live)|^[^.\n]{3,120} contributed(?: reporting)?(?: from [\w. ]+)?\.?$",
        "@": r"\b(?:reach|contact|email) (?:him|her|them|me|us|[A-Z]\w+ [A-Z]\w+) (?:at|on|by|via)\b.*@",
        "follow ": r"\bfollow along\b|\bfollow (?:him|her|them|me|us|along)?\b.*(?:@\w|twitter\.com/|\bon (?:twitter|facebook|instagram|tiktok|threads|bluesky|x\b))",
        " caption": r"(?:hide|show|toggle) caption",
        "replay more": r"replay more videos",
        "content partner": r"is an? (?:[\w. ]+ )?content partner",
        "this is a ": r"this is a (?:developing|breaking|corrected|updated)\b.*(?:story|news|version|article)",
        "been updated": r"(?:story|article|post|page|report|file) (?:has been|was|is being|will be) (?:\w+ )?(?:updated|corrected)",
        "sign": r"\bsign[- ]up (?:right )?(?:here|now|today|below)\b|\bsign[- ]up (?:for|to)\b.*(?:newsletter|alerts?|e-?mails?|inbox|updates|text)\b",
        "download ": r"[.!—] ?download (?:for|our|the|it|now)\b",
    }.items()
}
"""Words that pieces of furniture in whole sentences hold, and what must stand round each of them."""
_HERE = (" here", " here.", " here!", " here:", " here.)")
_LONGEST_HERE = max(map(len, _HERE))
_SENTENCE_BEFORE = re.compile(r"[.!?][\"”’)]*\s(?=[A-Z])")
_CALLS = re.compile(
    r"\b(?:read|see|seen|find|found|click|check|watch|follow|learn|get|view|sign|vote|listen|download|donate|register|details|information|list|link)\b",
    re.IGNORECASE,
)
_SPEECH = re.compile(r"\b(?:said|says|told|according to|wrote|tweeted|asked|added|argued)\b")
_QUOTED = re.compile(r"[\"“][^\"”\n]{20,}[\"”]")
"""Some four words between marks: a page does not quote itself."""
_ADDRESSED = re.compile(r"\b(?:[Yy]ou|[Yy]our|[Yy]ou['’]\w+|[Oo]urs?|us|[Ww]e|[Ww]e['’]\w+|I|[Mm]y)\b")
_DATELINE = re.compile(r"(?:\([A-Z][\w. ]+\)|[A-Z][\w.]*(?: [A-Z][\w.]*){0,4} ?[–—―−])$")
"""An agency's or a place's name and a dash alone on a line: "Washington CNN —"."""
_TIME = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
    r"|[ap]\.?m\.?|\d\d?(?:[:.]\d\d)? ?[ap]m|\d+[hmd]|noon|midnight|[ecmp][sd]?t|gmt|bst|utc|ist|cet|at|on|of|\d+(?:st|nd|rd|th)?|\d\d?[:.]\d\d|ago|hours?|minutes?|mins?"
    r"|first|last|published|updated?|posted|modified|created|share|this|post"
)
# Atomic groups: a time can be read in several ways ("10:20 am"), and trying each of them for each doubles.
_STAMP = re.compile(rf"(?>[\s,:|/•·]*+\b(?:{_TIME})(?=[\s,:|/•·]|$))++[\s.]*$", re.IGNORECASE)
_CLOCK = re.compile(r"\d\d?[:.]\d\d|\b[ap]\.?m\b|updated|published|posted|ago\b|modified", re.IGNORECASE)
_PIPES = re.compile(r"[^|.!?]{2,27}+(?:\|[^|.!?]{2,27}+){2,}+$")
"""A menu on one line: "Home | News | Sport"."""
_MORE_ON = re.compile(
    r"for (?:more|the latest|all|full|further|details)\b[^.!?]*(?:\b(?:visit|see|go to|follow|read|watch|check)\b|www\.|https?:).*$"
    r"|(?:image|media|video|photo|picture)s? (?:source|caption|credit|copyright)\b.*$|(?:read|learn|see|find out|hear|watch|continue) (?:more|reading)\b(?: (?:on|about|from|here|of)\b.*)?[.!:]?$",
    re.IGNORECASE,
)
_MARKUP = re.compile(
    r"[^.!?]*\{$|[}{;]+$|[\w-]+: [^;]{1,60};$|(?:!?\[[^\]\n]*\]\([^)\n]*\)\s*)+$|</?\w+[^>\n]*>$|https?://\S+$|[\w.+-]+@[\w-]+\.[\w.]+$"
)
_ASPECT = re.compile(r"\W*(?:\d{1,4}\s?[x×]\s?\d{1,4}|16:9|4:3)\b(?:\s\w+)?$")
"""A picture's shape: "16x9 Image"."""

_LEADING_BUTTON = re.compile(r".{0,60}?\bShare (?:this )?(?:update|post|story|article)\b\s*", re.IGNORECASE)


def button_in(piece: str) -> int:
    """Return where the text begins after a stamp and a button ("8:15 am ET Share this update …"), or 0."""
    found = _LEADING_BUTTON.match(piece)
    return found.end() if found else 0


def is_furniture(piece: str) -> bool:
    """Tell by its own shape whether a paragraph is of the page and not of the article."""
    if len(piece) > LONGEST_INVITATION:
        return False
    short = len(piece) <= LONGEST_LINK and "\n" not in piece
    if short and _is_short_furniture(piece):
        return True
    # What is plain is looked for first: most paragraphs that say or quote anything end here.
    if ("said" in piece and _SPEECH.search(piece)) or (
        ('"' in piece or "“" in piece) and _QUOTED.search(piece)
    ):
        return False
    return bool(_is_told_by_its_words(piece) or (short and _is_invitation(piece))) and not _SPEECH.search(
        piece
    )


def _is_told_by_its_words(piece: str) -> bool:
    if len(piece) <= LONGEST_LINK and piece[-_LONGEST_HERE:].lower().endswith(_HERE):
        return bool(_CALLS.search(piece)) and not _SENTENCE_BEFORE.search(piece)
    folded = piece.lower()
    held = [cue for cue in _CUES if cue in folded]
    return bool(held) and any(_CUES[cue].search(piece) for cue in held)


def is_of_any_page(piece: str) -> bool:
    """Tell whether a line is navigation, a stamp or a rule: what even a file's first line may be."""
    return len(piece) <= 80 and (not _HAS_WORD.search(piece) or _is_navigation(piece) or _is_stamp(piece))


def is_addressed(piece: str) -> bool:
    """Tell whether a paragraph speaks to its reader or of its publisher in the first person, quoting nobody."""
    return bool(_ADDRESSED.search(piece)) and not _QUOTED.search(piece)


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
    if (piece[0] in "![<}.@#" or piece[-1] in "{};" or "@" in piece or "://" in piece) and _MARKUP.match(
        piece
    ):
        return True
    return is_credit(piece) or bool(
        (len(piece) <= 120 and _MORE_ON.match(piece)) or ("|" in piece and _PIPES.match(piece))
    )


def _is_navigation(piece: str) -> bool:
    if piece[0] in "\"“'‘" or _NUMBERED.match(piece):
        return False
    words = [word.replace("’", "'").lower() for word in _WORD.findall(piece) if not word.isdigit()]
    return (
        0 < len(words) <= 5 and _NAVIGATION.issuperset(words) and not _NAVIGATION_ONLY_WITH.issuperset(words)
    )


def _is_stamp(piece: str) -> bool:
    return bool(_STAMP.match(piece) and _CLOCK.search(piece) and any(map(str.isdigit, piece)))


def _is_invitation(piece: str) -> bool:
    """Tell whether a line calls its reader to a service of the page."""
    first = _WORD.search(piece)
    if not first:
        return False
    word = first.group().lower()
    inviting: object = word in _IMPERATIVES and piece[first.end() : first.end() + 1] != ","
    if not inviting and (": " in piece or "? " in piece):
        inviting = _LABELLED_IMPERATIVE.match(piece)
    return bool(inviting and _OF_A_PRODUCT.search(piece))
