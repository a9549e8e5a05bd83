"""Questionnaires held open: who is asked, what may be answered, and what was."""
