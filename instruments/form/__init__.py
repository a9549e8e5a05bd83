"""The form that respondents fill in."""
