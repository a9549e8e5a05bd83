"""Word documents whose comments are codes, read and written."""
