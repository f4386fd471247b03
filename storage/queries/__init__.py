"""Every SELECT of the house."""
