"""The website, looked at as files."""
