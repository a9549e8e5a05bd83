"""Codings as tables: one a row, or respondents × codes; read from tables that people keep themselves."""
