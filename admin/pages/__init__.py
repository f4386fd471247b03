"""Pages of the panel, one file per page."""
