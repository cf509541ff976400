"""What came back: a returned PDF as plain values, and these against what was sent and what the reader has."""
