"""The measures of agreement, one a file; each is a module that `coding.agreement.discover` describes."""
