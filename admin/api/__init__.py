"""The doors of authorities' systems: the same as the panel shows their officers, by API token."""
