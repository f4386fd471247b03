"""Data and measures from which the rules are made better."""
