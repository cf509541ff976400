"""Choosing questions and laying out the book's sections: pure functions over the model, no HTML, no files."""
