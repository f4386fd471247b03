"""Texts to authorities, rendered from what may leave the house."""
