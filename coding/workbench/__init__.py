"""The workbench: a text read and coded in the browser. What the page shows and does, as functions over a study."""
