"""The version written beside every automatic analysis."""

VERSION = "rules-3+message-2+roles-2+spans-2+masking-1"  # the rules and tables, and the trained models of nlp/models/
