"""The words that the rules look for."""

from __future__ import annotations

import re

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
    r"\btrade-?offs?\b|\b(?:gave|give|given|giving) (?:[\w’-]+ ){0,3}up\b|\bat the (?:cost|price) of\b"
    r"|\bthe (?:price|cost) (?:was|is|of|fell)\b|\bin exchange\b|\bcost (?:us|me)\b|\bsacrific\w+"
    r"|\bforgo\w*|\bforwent\b|\b(?:I|we)(?:’d|’ve| would| have)? accept(?:ed)?\b",
    re.IGNORECASE,
)
LEARNING = re.compile(
    r"\blearn(?:ed|t|ing|s)?\b|\blessons?\b|\bsince then\b|\btaught me\b|\bnow,? I\b|\bI(?:’ve)? now\b|\btoday,? I\b"
    r"|\bI (?:[\w’-]+ ){1,5}now\b|\bmy rule\b|\bnext time\b",
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

DAMAGE = re.compile("[\u0080-\u009f\ufffd\ue000-\uf8ff]")
"""Controls that Windows characters turn into, the sign for "unreadable", and characters without a meaning."""
ORDINARY = re.compile("[\x00-\x7f“”‘’–—…£€§°·×½¼¾é ]*")
"""A line of these alone cannot be damaged."""
STRAIGHT = re.compile(r"[\"']")
CODE = re.compile(r"`[^`]*`|\]\([^)]*\)")
