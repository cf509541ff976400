"""`Workbook` → `HtmlDocument`: Markdown to safe markup, a design's tokens, and the templates."""
