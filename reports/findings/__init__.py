"""Findings of a study: kept, held against what they rest on, and told in the report."""
