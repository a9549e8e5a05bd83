"""Minutes of any layout read into a meeting: who was there, what was decided, who owes what by when."""
