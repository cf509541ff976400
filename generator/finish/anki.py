"""A deck for Anki: a zip with an SQLite collection, as genanki lays it out. Same notes, same moment, same bytes."""

from __future__ import annotations

import hashlib
import io
import itertools
import json
import sqlite3
import zipfile
from contextlib import closing
from typing import Any

from ..model.cards import CardDeck, CardNote

MODEL_ID = 1_742_503_911
"""Of our kind of note. Another number would be another kind in every collection that has our cards."""
MODEL_NAME = "prep-pack recall card"
CARD_NAME = "Recall"
GUIDS, DECKS = "prep-pack", "prep-pack deck"
FIRST_ID = 1 << 30
"""Anki takes ids from here on for those of people."""
UNDATED = (1980, 1, 1, 0, 0, 0)


def make_apkg(deck: CardDeck, moment: int) -> bytes:
    """The bytes of an ``.apkg`` file.

    A note goes by its question and the deck by its name: imported again, cards are updated, and keep what was learned.

    Args:
        deck: the cards.
        moment: when they were made, seconds since 1970; Anki updates its notes from newer ones.
    """
    import genanki

    fields = [{"name": name} for name in (deck.notes[0].fields if deck.notes else ("Question",))]
    sides = {"name": CARD_NAME, "qfmt": deck.front, "afmt": deck.back}
    model = genanki.Model(MODEL_ID, MODEL_NAME, fields=fields, templates=[sides], css=deck.css)
    made = genanki.Deck(_deck_id(deck.name), deck.name)
    for place, note in enumerate(deck.notes):
        made.add_note(_note(genanki, model, note, place))
    collection = _collection(genanki.Package(made), moment)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in (("collection.anki2", collection), ("media", json.dumps({}).encode())):
            file.writestr(zipfile.ZipInfo(name, UNDATED), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _note(genanki: Any, model: Any, note: CardNote, place: int) -> Any:
    """``place`` is that among the new cards, from 0."""
    guid = genanki.guid_for(GUIDS, note.id)
    return genanki.Note(model, fields=list(note.fields.values()), tags=note.tags, guid=guid, due=place)


def _collection(package: Any, moment: int) -> bytes:
    """The database in memory; genanki's own way leads over a temporary file, whose date gets into the zip."""
    with closing(sqlite3.connect(":memory:")) as database:
        package.write_to_db(database.cursor(), moment, itertools.count(moment * 1000))
        database.commit()
        return database.serialize()


def _deck_id(name: str) -> int:
    digest = hashlib.sha256(f"{DECKS} {name}".encode()).digest()
    return FIRST_ID + int.from_bytes(digest[:4]) % FIRST_ID
