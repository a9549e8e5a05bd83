"""What comes back on a copy of the report: comments and changes, at the paragraph they belong to."""
