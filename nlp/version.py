"""The version written beside every automatic analysis."""

VERSION = "rules-2+message-1+roles-1+spans-1+masking-1"  # the rules and tables, and the trained models of nlp/models/
