"""Channels: the doors of citizens and the ways to authorities."""
