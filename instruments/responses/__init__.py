"""What was answered: values with their meaning, from the files of other programs and back into them."""
