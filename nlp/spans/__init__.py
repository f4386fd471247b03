"""Products, sellers, accounts, places and people found by a trained tagger that reads what rules and lexicons saw."""
