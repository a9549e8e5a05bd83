"""The pages of the workbench: how they are laid out, and what they are made of."""
