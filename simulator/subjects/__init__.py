"""What a question is about: one of some fifty subjects that people ask anybody about their work."""
