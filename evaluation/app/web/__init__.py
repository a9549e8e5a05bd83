"""The door through the browser: it parses, calls and shows, as the command line does."""
