"""A document that was read → the files of a content folder: questions, themes, a pack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..draft import pack
from ..draft.question import FrontMatter, heading
from ..draft.question import question as drafted
from ..load.headings import QUESTION_SECTIONS, KnownSection, SectionForm, kind_of
from ..model.markdown.hidden import CLOSES, OPENS
from ..model.markdown.lines import Line, LineKind
from ..model.markdown.scan import scan
from ..model.problems import Problem, SourceRef, warning
from ..model.taxonomy import Taxonomy
from .answer import RoughAnswer, as_text, inert, lists_apart, taken_apart, written_item
from .guesses import guess
from .naming import Names, id_of, name_of, role_of
from .reading import Document, DocumentQuestion, DocumentSection
from .signs import Content, Sign
from .taken import Taken, path_of
from .themes import THEMES, NewTheme, ThemesFile

PLACEHOLDER = "<!-- Not in the document; write it here. -->"


@dataclass(slots=True)
class WrittenFiles:
    """The files so far, by path, those that hold all that they held before, and what to check in them."""

    files: dict[str, str] = field(default_factory=dict)
    longer: list[str] = field(default_factory=list)
    guesses: list[Problem] = field(default_factory=list)
    unrecognised: list[Problem] = field(default_factory=list)


def write_files(document: Document, taken: Taken, earlier: ThemesFile, taxonomy: Taxonomy) -> WrittenFiles:
    """Every question, the themes and a pack, with all words of the document, under names that are not ``taken``.

    The themes stand beside the ``earlier`` ones; words are guessed of the ``taxonomy``.
    """
    written = WrittenFiles(unrecognised=list(document.unrecognised))
    themes = _themes(document, earlier, written)
    names = Names()
    ids: list[str] = []
    for order, question in enumerate(document.questions, 1):
        wording = _wording(question)
        theme = themes[question.theme]
        name, told = taken.free_id(id_of(wording) or f"question-{order}", theme, names)
        written.guesses += told
        _question(question, wording, (name, theme, order), document, taxonomy, written)
        ids.append(name)
    _pack(document, ids, taken, written)
    return written


def _question(
    question: DocumentQuestion,
    wording: str,
    named: tuple[str, str, int],
    document: Document,
    taxonomy: Taxonomy,
    written: WrittenFiles,
) -> None:
    """A question's file; ``named`` are its id, its theme and its place."""
    name, theme, order = named
    path = path_of(theme, name)
    body, labels = _body(question, SourceRef(document.file, question.sign.line), written)
    asked = next((_plain(s.lines) for s in question.sections if s.kind and s.kind.field == "why_they_ask"), "")
    guessed = guess(wording, asked, "\n".join(body), labels, document.title, taxonomy)
    matter = FrontMatter(
        id=name,
        theme=theme,
        order=order,
        format=guessed.format,
        competencies=guessed.competencies,
        level=guessed.level,
        frameworks=guessed.frameworks,
        worksheets=guessed.worksheets,
        tags=("imported",),
        number=question.sign.number,
    )
    frameworks, sheets = (" and ".join(names) or "none" for names in (guessed.frameworks, guessed.worksheets))
    what = (
        f"guessed: format {guessed.format}, competencies {' and '.join(guessed.competencies)}, level {guessed.level},"
        f" framework {frameworks}, worksheets {sheets}"
    )
    written.guesses.append(warning(what, "check the front matter", SourceRef(path, matter.line_of("format"))))
    written.files[path] = drafted(matter, wording, "\n".join(body))


def _wording(question: DocumentQuestion) -> str:
    """The question; where its heading has a number only, the first line below it."""
    if not question.sign.name:
        for index, item in enumerate(question.lead):
            if isinstance(item, Line) and not item.fenced and (text := item.text.strip().lstrip("#>* ")):
                del question.lead[index]
                return text
    return question.sign.name or question.sign.text


def _body(question: DocumentQuestion, place: SourceRef, written: WrittenFiles) -> tuple[list[str], list[str]]:
    """The sections of a question in their order, and the names of the parts of its strong answer."""
    sections = list(question.sections)
    fields = {section.kind.field for section in sections if section.kind}
    if _plain(question.lead).strip():
        strong = next(kind for kind in QUESTION_SECTIONS if kind.field == "strong")
        kind = None if "strong" in fields else strong
        kept_as = kind.heading if kind else "Notes"
        sign = Sign(question.sign.role, 4, kept_as, question.sign.line)
        sections.insert(0, DocumentSection(sign, kind, question.lead))
        fields |= {"strong"}
        what = f'the text under the question has no heading and is kept as "{kept_as}"'
        written.unrecognised.append(warning(what, "move it where it belongs", place))
    elif sections:
        sections[0].lines[:0] = question.lead  # nothing but comments
    blocks: list[str] = []
    for needed in (kind for kind in QUESTION_SECTIONS if kind.field in ("why_they_ask", "strong")):
        if needed.field not in fields:
            sections.append(DocumentSection(Sign(question.sign.role, 4, needed.heading, question.sign.line), needed))
    labels: list[str] = []
    used: set[str] = set()
    for section in sections:
        lines, named = _section(section, place.file, used, written)
        labels = labels or named
        blocks += [*lines, ""]
    return blocks, labels


def _section(section: DocumentSection, file: str, used: set[str], written: WrittenFiles) -> tuple[list[str], list[str]]:
    """A section under the heading its author gave it, in the form that the guide asks for."""
    place = SourceRef(file, section.sign.line)
    kind = section.kind
    if kind and kind.form is SectionForm.PLAN:
        kind = None  # the guide's plan has seconds, which no such document gives
    if kind and kind.field in used:
        kind = None
        what = f'a second "{section.sign.text}" is kept as a section of its own'
        written.unrecognised.append(warning(what, "join the two", place))
    if kind:
        used.add(kind.field)
    named_by = _heading(section.sign.text, kind)
    labels: list[str] = []
    if kind and kind.form is SectionForm.STRONG:
        answer = taken_apart(section.lines)
        labels = [part.label for part in answer.parts]
        lines = _strong(answer)
    elif kind and kind.form in (SectionForm.BULLETS, SectionForm.PROBES):
        lines = _items(section.lines)
    else:
        lines = _text(section.lines)
    if not any(line.strip() for line in lines):
        lines = [PLACEHOLDER]
        written.guesses.append(warning(f'"{named_by}" is not in the document', "write it", place))
    return [f"## {named_by}", "", *_closed(lines)], labels


def _heading(text: str, kind: KnownSection | None) -> str:
    """The author's heading, or the guide's before it where the author's alone would be taken wrongly."""
    plain = text.strip().rstrip(":").strip() or "Notes"
    if kind_of(plain, QUESTION_SECTIONS) == kind:
        return heading(plain)
    return heading(f"{kind.heading} ({plain})" if kind else f"Also in the document: {plain}")


def _strong(answer: RoughAnswer) -> list[str]:
    lines = _clean(answer.opening)
    for part in answer.parts:
        lines += ["", f"### {heading(part.label)}", "", *(_clean(part.lines) or [PLACEHOLDER])]
    if any(line.strip() for line in answer.closing):
        lines += ["", "---", "", *_clean(answer.closing)]
    return _clean(lines, keep=True)


def _clean(lines: Sequence[str], keep: bool = False) -> list[str]:
    """Without blank lines at the ends; unless ``keep``, also without rules and anything that reads as a heading."""
    result = list(lines) if keep else lists_apart(inert(lines))
    while result and not result[0].strip():
        result.pop(0)
    while result and not result[-1].strip():
        result.pop()
    return result


def _text(contents: Sequence[Content]) -> list[str]:
    """Lines as they stand; headings inside become bold lines."""
    return _clean([line for item in contents for line in as_text(item)])


def _items(contents: Sequence[Content]) -> list[str]:
    """Any text as a flat list: each bullet and each paragraph an item."""
    items: list[str] = []
    comments: list[str] = []
    fresh = True
    for line in scan("\n".join(_text(contents))).lines:
        text = line.raw
        found = written_item(text)
        if line.kind is LineKind.COMMENT:
            comments.append(text)
        elif not text.strip():
            fresh = True
        elif found or fresh or not items:
            items.append(f"- {(found.text if found else text).strip()}")
            fresh = False
        else:
            items[-1] += f" {text.strip()}"
    return [*(item for item in items if item.strip("- ")), *comments]


def kept_text(lines: Sequence[str]) -> list[str]:
    """Any lines as the text of a section: nothing in them reads as a heading, and no code block stays open."""
    return _closed(_clean(lines))


def _closed(lines: list[str]) -> list[str]:
    """A code block that its section leaves open is closed at the end of it; a comment left open is none."""
    text = "\n".join(lines)
    if not any(sign in text for sign in ("```", "~~~", OPENS)):
        return lines
    ends: list[str] = []
    for left in scan(text).unclosed:
        if left.end == CLOSES:
            line = lines[left.line - 1]
            start = line.rfind(CLOSES) + 1
            lines[left.line - 1] = line[:start] + line[start:].replace(OPENS, f"&lt;{OPENS[1:]}")
        else:
            ends.append(left.end)
    return [*lines, *ends[:1]]


def _plain(contents: Sequence[Content]) -> str:
    return "\n".join(item.text for item in contents)


def _themes(document: Document, earlier: ThemesFile, written: WrittenFiles) -> list[str]:
    """Write themes.yaml; the ids of the themes in the document's order."""
    names = Names()
    new: list[NewTheme] = []
    for number, theme in enumerate(document.themes, 1):
        name = theme.name or document.title or "Imported questions"
        if not theme.name:
            what = f'no theme was found; the questions are under "{name}"'
            written.guesses.append(warning(what, 'look for a heading such as "Theme: …"', SourceRef(document.file)))
        id_ = names.unique(name_of(name) or f"theme-{number}")
        new.append(NewTheme(id_, name, "\n".join(_text(theme.introduction)), theme.heading))
    added = earlier.adding(new)
    written.files[THEMES] = added.text
    written.longer += [THEMES] if added.keeps_all else []
    return [theme.id for theme in new]


def _pack(document: Document, ids: Sequence[str], taken: Taken, written: WrittenFiles) -> None:
    title = document.title or "Imported questions"
    role, company = role_of(title)
    name = name_of(f"{role} {company}" if role else title) or "imported"
    name, told = taken.free_pack(name, ids, document.file)
    written.guesses += told
    labels = (question.sign.label for question in document.questions)
    written.files[f"packs/{name}.yaml"] = pack.choice(title, list(zip(ids, labels, strict=True)), role, company)
