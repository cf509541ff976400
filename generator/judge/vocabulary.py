"""The words that the rules look for."""

from __future__ import annotations

import re
from collections.abc import Mapping

ABBREVIATIONS = frozenset({"e.g.", "i.e.", "etc.", "vs.", "mr.", "mrs.", "ms.", "dr.", "st.", "cf."})
"""A full stop after these ends no sentence."""

_ONES = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
_TENS = "(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
_LARGE = "hundred|thousand|million|billion|dozen"
_CARDINAL = rf"(?:{_ONES}|{_TENS})(?:-(?:one|{_ONES}))?"
NUMBER = re.compile(
    rf"[£$€]?\d+(?:[,.:]\d+)*(?:\s?(?:{_LARGE})\b|\s?%|[a-z]{{1,2}}\b)?"
    rf"|\b(?:(?:a|one|{_CARDINAL})\s)?(?:{_LARGE})s?\b(?!-)"
    rf"|\b{_CARDINAL}\b"
    r"|\b(?:a|one|two|three)[ -](?:thirds?|quarters?|fifths?|tenths?)(?: of\b|\b(?! (?:part|line)))"
    r"|\bhalf\b|\bhalved\b|\btwice\b|\bdoubled\b|\btrebled\b|\btripled\b",
    re.IGNORECASE,
)
"""A figure or a number word; "one" alone is mostly a pronoun, "third" and "second" an order."""

TIME = re.compile(
    r"\b(?:millisecond|second|minute|hour|day|week|weekend|fortnight|month|quarter|year|night|morning|afternoon|evening)"
    r"s?\b",
    re.IGNORECASE,
)

TRADE_OFF = re.compile(
    r"\btrade-?offs?\b|\b(?:gave|give|given|giving) (?:[\w’-]+ ){0,3}up\b|\bat the (?:cost|price|expense) of\b"
    r"|\bthe (?:price|cost) (?:was|is|of|fell)\b|\bthe bill (?:was|came)\b|\bin (?:exchange|return)\b"
    r"|\b(?:it|that|this|which)(?: has| had)? cost (?:him|her|them|my|our|the)\b|\bcost (?:us|me)\b"
    r"|\bwhat it cost\b|\bsacrific\w+|\bforgo\w*|\bforwent\b|\b(?:went|did|do|go|going|doing) without\b|\bswapped\b"
    r"|\b(?:I|we)(?:’d|’ve| would| have)? accept(?:ed)?\b|\bpaid for (?:it|that|this)\b"
    r"|\bmeant (?:losing|waiting|giving)\b",
    re.IGNORECASE,
)
LEARNING = re.compile(
    r"\blearn(?:ed|t|ing|s)?\b|\blessons?\b|\bsince then\b|\bever since\b|\bfrom then on\b|\btaught me\b|\bnow,? I\b"
    r"|\bI(?:’ve)? now\b|\btoday,? I\b|\bthese days\b|\bI (?:[\w’-]+ ){1,5}now\b|\bmy rule\b|\bnext time\b"
    r"|\bI no longer\b|\bI (?:still|always|never) (?:ask|keep|start|begin|check|do|put|write|read|let)\b"
    r"|\blooking back\b|\bI should have\b|\bwhat I (?:took|kept|missed)\b",
    re.IGNORECASE,
)

FILLER = re.compile(
    r"\b(?:leverag\w+|synerg\w+|passionate\w*|rock[ -]?stars?|world[ -]class|seamless\w*|game[ -]chang\w+"
    r"|mov(?:e|es|ed|ing)\s+the\s+needle)\b",
    re.IGNORECASE,
)

AUTHORITIES = (
    r"FCA|PRA|SEC|OCC|FDIC|CFPB|FINRA|ECB|EBA|ESMA|EIOPA|MAS|HKMA|BaFin|FINMA|APRA|Federal Reserve|Bank of England"
    r"|European Central Bank|Financial Conduct Authority|Prudential Regulation Authority"
)
LAWS = (
    r"SOX|Sarbanes[–-]Oxley|GDPR|HIPAA|CCPA|MiFID(?: II)?|PSD2|NIS ?2|PCI DSS|Basel (?:II|III|IV)|BCBS \d+"
    r"|Dodd[–-]Frank|SR \d\d-\d+|SS\d/\d\d|PS\d/\d\d|AI Act|Digital Operational Resilience Act|Data Protection Act"
    r"|Consumer Duty|Volcker Rule"
)
NAMED = re.compile(rf"(?<![\w-])(?:{AUTHORITIES}|{LAWS})(?![\w-])")
"""A regulator or a law by its name. "The regulator" is none, and needs no source."""
YEAR = re.compile(r"(?<![\w£$€.,/-])(?:19|20)\d\d(?!\w|[.,/-]\d)")
"""A year in a text: what is told as of a date."""
ADDRESS = re.compile(r"https://[\w.-]+\.\w+/\S*")
"""A page's full address."""

DAMAGE = re.compile("[\u0080-\u009f\ufffd\ue000-\uf8ff]")
"""Controls that Windows characters turn into, the sign for "unreadable", and characters without a meaning."""
ORDINARY = re.compile("[\x00-\x7f“”‘’–—…£€§°·×½¼¾é ]*")
"""A line of these alone cannot be damaged."""
STRAIGHT = re.compile(r"[\"']")
CODE = re.compile(r"`[^`]*`|\]\([^)]*\)")

_FRAMES = {
    "the trade-off is": (r"trade-offs?", 1 / 6),
    "the price was": (r"the price (?:was|is|fell)", 1 / 6),
    "I gave up": (r"(?:I|we) (?:[\w’-]+ )?g[ai]ve (?:[\w’-]+ ){0,3}up", 1 / 6),
    "I accepted": (r"(?:I|we)(?:’d| would)? accept(?:ed)?", 1 / 6),
    "I refused": (r"I(?:’d| had)? refused?", 1 / 6),
    "refused": (r"refus(?:e|es|ed|al|ing)", 1 / 3),
    "head of": (r"heads? of", 1 / 6),
    "chief … officer": (r"chief (?:\w+ ){0,2}(?:officer|executive)", 1 / 4),
    "operational risk": (r"operational risk", 1 / 6),
    "internal audit": (r"internal audit", 1 / 6),
    "second line": (r"second[- ]line", 1 / 6),
    ", so I": (r"(?<=,) so (?:I|we)", 1 / 6),
    "I learned": (r"I(?:’ve| have)? learn(?:ed|t)", 1 / 6),
    "now I": (r"now,? I|I now", 1 / 6),
    "since then": (r"since then", 1 / 6),
    "last year": (r"last (?:year|spring|summer|autumn|winter)", 1 / 6),
    "fell from": (r"(?:fell|dropped|rose|climbed|went) from", 1 / 6),
    "… months later": (r"[\w-]+ (?:weeks|months|quarters|years?) later", 1 / 4),
    "I told the": (r"I told (?:the|my|our)", 1 / 6),
    "still thinks": (r"still (?:thinks?|disagrees?|believes?)|never agreed", 1 / 6),
    "was right": (r"(?:was|were) right", 1 / 6),
    "resigned": (r"resign(?:ed|s|ing)?", 1 / 6),
    "nobody": (r"nobody", 1 / 3),
}
FRAMES: Mapping[str, tuple[re.Pattern[str], float]] = {
    name: (re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE), share)
    for name, (pattern, share) in _FRAMES.items()
}
"""Frames of sentences that were heard again and again, and the share of model answers that may have each."""
AT_A_FIRM = re.compile(
    r"\bat (?:a|an|my)\b[^.:;]*\bI (?:ran|led|managed|had|was)\b|\bI (?:ran|led|managed)\b.*\b(?:at|of|for|in) an?\b",
    re.IGNORECASE,
)
"""The commonest first sentence of an answer."""
AT_A_FIRM_SHARE = 1 / 6
