"""The panel of officers and the public web pages."""
