"""`HtmlDocument` → `PdfDocument`. The only owner of the engine, imported late: it costs half a second."""
