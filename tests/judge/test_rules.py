"""Each rule finds what it is for, says so with the figure, and leaves a sound text alone."""

from __future__ import annotations

from datetime import date

import pytest

from generator.judge.prose import grade, numbers, sentences
from generator.judge.verdict import RULES
from generator.model.content import Fact
from generator.model.problems import SourceRef

from .shelf import SOUND, Edit, as_is, both, found, listed, said, section, swap, without

ACTION = "I asked first what must not get thinner."
CASES: list[tuple[str, Edit, Edit, str]] = [
    # code, an edit that passes, one that does not, and what is said then
    (
        "F1",
        section("Structure", said(20)) if "## Structure" in SOUND else as_is,
        both(without("Headline"), without("Pitfalls")),
        "sound.md:1: 2 of 15 sections are missing: Headline, Pitfalls; add each behind ## [F1]",
    ),
    (
        "F2",
        section("Weak signals", listed(4)),
        section("Weak signals", listed(5)),
        'sound.md:40: "Weak signals" has 5 items; write 4 [F2]',
    ),
    (
        "F2",
        section("Answer plan", "- 75 s: **One.** Say\n- 40 s: **Two.** Say\n- 35 s: **Three.** Say"),
        section("Answer plan", "- 75 s: **One.** Say\n- 75 s: **Two.** Say"),
        'sound.md:46: "Answer plan" has 2 steps; write 3 to 5 [F2]',
    ),
    (
        "F2",
        as_is,
        section("Follow-up probes", "- Who? *Tests it.*"),
        'sound.md:96: "Follow-up probes" has 1 item; write 5 [F2]',
    ),
    (
        "F3",
        swap("*Tests options weighed.*", "*Tests whether others were weighed.*"),
        swap(" *Tests options weighed.*", ""),
        "sound.md:99: this probe does not say what it tests; add it in emphasis: *Tests whether you rank.* [F3]",
    ),
    (
        "F4",
        swap("tags: [redundancy, fairness, reorganisation]", "tags: [one]"),
        swap("tags: [redundancy, fairness, reorganisation]", "tags: []"),
        'sound.md:1: "tags" has no items; name at least 1 [F4]',
    ),
    (
        "F4",
        as_is,
        swap("\n  - Describe the hardest restructuring you have led, and what those who left would say about it.", ""),
        'sound.md:1: "wordings" has 1 item; name at least 2 [F4]',
    ),
    (
        "F5",
        as_is,
        lambda text: text[: text.index("ledger:")] + text[text.index("---\n\n# ") :],
        'sound.md:1: "ledger" is missing; add it with its six keys, as docs/authoring.md shows [F5]',
    ),
    (
        "B1",
        swap("How were people treated?", "How?"),
        swap("Tell me about a reorganisation or headcount cut you led. How were people treated?", "Cut whom?"),
        "sound.md:25: this wording has 2 words; write 8 to 30 [B1]",
    ),
    (
        "B1",
        as_is,
        swap("tell me how you chose, and how people heard.", said(30)) if False else swap("  - When did you", f"  - {'so ' * 20}when did you"),
        "sound.md:12: this wording has 37 words; write 8 to 30 [B1]",
    ),
    (
        "B2",
        section("Why they ask", said(45)),
        section("Why they ask", said(44)),
        'sound.md:27: "Why they ask" has 44 words; write 45 to 65 [B2]',
    ),
    ("B2", section("Headline", said(25)), section("Headline", said(26)), 'sound.md:59: "Headline" has 26 words; write 15 to 25 [B2]'),
    (
        "B3",
        section("Strong signals", listed(4, "so " * 12)),
        section("Strong signals", f"{listed(3)}\n- {'so ' * 13}"),
        "sound.md:35: this item has 13 words; write at most 12 [B3]",
    ),
    (
        "B3",
        section("Pitfalls", listed(3, "so " * 15)),
        section("Pitfalls", listed(3, "so " * 16)),
        'sound.md:103: "Pitfalls" has 48 words; write at most 45 [B3]',
    ),
    (
        "B4",
        swap("**Situation.** Why fewer people", f"**Situation.** {'so ' * 20}Why fewer people"),
        swap("**Situation.** Why fewer people", f"**Situation.** {'so ' * 60}Why fewer people"),
        'sound.md:46: "Answer plan" has 112 words; write at most 80 [B4]',
    ),
    (
        "B5",
        swap("85 s: **Action.**", "100 s: **Action.**"),
        swap("85 s: **Action.**", "101 s: **Action.**"),
        "sound.md:46: the steps of the plan make 166 seconds; share out 135 to 165 [B5]",
    ),
    (
        "B6",
        as_is,
        swap(ACTION, f"{ACTION} {said(30)}"),
        "sound.md:62: the strong answer has 391 words; write 300 to 380 [B6]",
    ),
    (
        "B7",
        swap(ACTION, f"{ACTION} {said(30)}"),
        swap(ACTION, f"{ACTION} {said(80)}"),
        "sound.md:62: the strong answer takes 190 seconds to say (441 words); at most 180 seconds, which is 300 to 380 words [B7]",
    ),
    (
        "B8",
        as_is,
        section("Context note", said(900)),
        "sound.md:1: the whole question has 1776 words; write at most 1300 [B8]",
    ),
    (
        "S1",
        as_is,
        swap("### Task\n", "### Learnings\n"),
        "",
    ),
    (
        "S2",
        as_is,
        swap("This was at a mortgage servicer", f"{said(80)} This was at a mortgage servicer"),
        "",
    ),
    ("S3", as_is, section("Action", said(60)), ""),
    ("S4", as_is, section("Learning", said(5)), ""),
    ("S5", as_is, swap(ACTION, f"{ACTION} {'We did. ' * 20}"), ""),
    ("S6", as_is, section("Result", said(60)), ""),
    ("A1", as_is, as_is, ""),
    ("A2", as_is, as_is, ""),
    ("A3", as_is, as_is, ""),
    ("R1", as_is, as_is, ""),
    ("R2", as_is, as_is, ""),
    ("R3", as_is, as_is, ""),
    ("W1", as_is, swap("Hiding behind the process", "Leveraging the process"), ""),
    ("W2", as_is, swap("Hiding behind the process,", "Hiding behind the process â€”"), ""),
    ("W3", as_is, swap("Hiding behind the process", "Hiding behind the 'process'"), ""),
    ("D1", as_is, swap("Hiding behind the process", "Hiding behind the SEC"), ""),
    ("D2", as_is, swap("Hiding behind the process", "Hiding behind 2018"), ""),
]
