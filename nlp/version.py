"""The version written beside every automatic analysis."""

RULES_VERSION = "rules-1"
