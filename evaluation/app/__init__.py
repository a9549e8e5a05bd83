"""The two doors of the study: the command line and the web. They parse, call and show."""
