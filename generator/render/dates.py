"""Dates as a reader of the pack's language writes them."""

from __future__ import annotations

from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_FIRST = {"en-US", "en-PH"}


def long_date(day: date, language: str) -> str:
    """``14 December 2026``, or ``December 14, 2026`` in American English. Other languages get the ISO form."""
    if not language.startswith("en"):
        return day.isoformat()
    month = MONTHS[day.month - 1]
    return f"{month} {day.day}, {day.year}" if language in MONTH_FIRST else f"{day.day} {month} {day.year}"


def short_date(day: date, language: str) -> str:
    """``Mon 14 Dec``, or ``Mon Dec 14``. Other languages get the ISO form."""
    if not language.startswith("en"):
        return day.isoformat()
    weekday, month = DAYS[day.weekday()][:3], MONTHS[day.month - 1][:3]
    return f"{weekday} {month} {day.day}" if language in MONTH_FIRST else f"{weekday} {day.day} {month}"
