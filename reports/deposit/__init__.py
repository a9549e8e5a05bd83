"""What a data archive asks for, made of a study: data, questionnaires, guides, codebooks, a description and a list."""
