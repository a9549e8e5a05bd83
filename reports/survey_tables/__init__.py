"""Tables of survey data as files: a workbook, a document, Markdown or CSV."""
