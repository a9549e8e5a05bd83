"""Guides and questionnaires ready for use; each is one YAML file."""
