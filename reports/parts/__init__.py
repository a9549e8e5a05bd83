"""What is told in reports beside the study's themes: one module for each, named by the templates that draw it in."""
