"""Names and numbers of live lines as terms: who asks for a line by its name asks for help."""
