"""One recognizer a file: pattern, validator, context, reason."""
