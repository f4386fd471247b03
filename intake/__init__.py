"""The rules (pure) and the actions (one verb, one function, one transaction)."""
