"""The version written beside every automatic analysis."""

RULES_VERSION = "rules-1+masking-1"  # the rules, and the trained model of nlp/models/ beside them
