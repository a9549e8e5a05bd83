"""The XML of a REFI-QDA project (`project.qde`), read and written."""
