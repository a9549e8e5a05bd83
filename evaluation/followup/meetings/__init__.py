"""Meetings in a study: minutes kept, what is in doubt confirmed, action points followed up."""
