"""What a PDF says of itself: document information, XMP and language, as the engine does for a book in one piece."""

from __future__ import annotations

from xml.sax.saxutils import escape

from pikepdf import Name, Pdf, String

from ..model.workbook import Imprint

PRODUCER = "prep-pack"


def write_imprint(pdf: Pdf, imprint: Imprint) -> None:
    """Title, author, description, dates; the claim of PDF/UA-1; the language."""
    stamp = imprint.issued.strftime("D:%Y%m%d")
    info = {"/Title": imprint.title, "/Author": imprint.author, "/Subject": imprint.description, "/Creator": PRODUCER}
    for key, value in info.items():
        if value:
            pdf.docinfo[key] = value
    pdf.docinfo["/CreationDate"] = stamp
    pdf.docinfo["/ModDate"] = stamp
    pdf.Root.Lang = String(imprint.language)
    metadata = pdf.make_stream(_xmp(imprint).encode())
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = metadata


def _xmp(imprint: Imprint) -> str:
    day = imprint.issued.isoformat()
    author = f"<dc:creator><rdf:Seq><rdf:li>{escape(imprint.author)}</rdf:li></rdf:Seq></dc:creator>"
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(imprint.title)}</rdf:li></rdf:Alt></dc:title>'
        f"{author if imprint.author else ''}"
        '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">'
        f"{escape(imprint.description)}</rdf:li></rdf:Alt></dc:description></rdf:Description>"
        '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">'
        f"<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool><xmp:CreateDate>{day}</xmp:CreateDate>"
        f"<xmp:ModifyDate>{day}</xmp:ModifyDate></rdf:Description>"
        '</rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    )
