"""Keeping records: tables, queries, durable work, sealed identities, files; knows no rules."""
