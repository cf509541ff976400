"""A small content folder that loads, to break in the tests."""

from __future__ import annotations

from pathlib import Path

from generator.assets import shipped_content

QUESTION = """---
id: first-days
theme: strategy
format: situational
competencies: [strategy, learning]
level: director
framework: star
worksheets: [W1]
tags: []
facts: [a-fact]
---

# What would your first days look like?

## Why they ask
To see a plan.

## Strong answer
An opening.

### Situation
It was so.

> A note
> of two lines.

### Action
I did it.

---

A closing.
"""
FRAMEWORK = """---
id: {id}
name: {id}
figure: {id}
steps:
  - {{label: Situation, seconds: 15, note: Where}}
---

## How it works
So.

## When to use it
Then.

## When not
Else.
"""
PLAN = """---
id: first-90-days
name: The first ninety days
aspects: [People, Technology]
phases:
  - label: Learn
    days: Days 1–30
    goal: Listen
    cues: {People: Whom to meet}
milestones:
  4: Shared
---

An introduction.
"""
SHEET = """id: {id}
name: sheet-{number}
title: A sheet
purpose: To write on
blocks:
  - {{kind: lines, label: Situation, lines: 3}}
"""
FIGURES = (
    "star",
    "carl",
    "thirty-sixty-ninety",
    "stop-diagnose-reset",
    "seventy-twenty-ten",
    "two-way-door",
    "diagnosis-policy-actions",
)
THEMES = """- id: strategy
  number: 1
  name: Strategy
  introduction: A paragraph.
  hue: 0
"""
FACTS = """- id: a-fact
  text: A sentence.
  source: example.org/fact
  true_as_of: 2026-11-01
"""


def write(root: Path, files: dict[str, str]) -> Path:
    """Write these files under a folder."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def shipped(root: Path) -> Path:
    """Frameworks, worksheets W1 to W5, a plan and the taxonomy: what stands beside a reader's own folder."""
    files = {f"frameworks/{name}.md": FRAMEWORK.format(id=name) for name in FIGURES}
    files |= {f"worksheets/W{n}.yaml": SHEET.format(id=f"W{n}", number=n) for n in range(1, 6)}
    files["taxonomy.yaml"] = (shipped_content() / "taxonomy.yaml").read_text(encoding="utf-8")
    return write(root, files | {"plans/first-90-days.md": PLAN})


def small(root: Path) -> Path:
    """A folder with one of everything."""
    shipped(root)
    return write(
        root,
        {
            "questions/strategy/first-days.md": QUESTION,
            "themes.yaml": THEMES,
            "facts.yaml": FACTS,
            "self-score.yaml": "- I answered the question\n",
        },
    )
