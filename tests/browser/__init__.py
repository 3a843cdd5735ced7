"""The finished site in the machine's own Chromium."""
