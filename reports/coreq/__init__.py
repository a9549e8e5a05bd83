"""A checklist for interviews and focus groups, answered from the study as far as it goes."""
