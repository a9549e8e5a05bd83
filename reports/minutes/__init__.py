"""Minutes set as documents, in an internal form and in one that may be published."""
