"""Surveys in the report: read, chosen, tabulated, drawn and told beside what the informants said."""
