"""The versions of a report: the draft, the one to the commissioner and the public one, made from the same files."""
