"""What runs on a code-hosting site: read, linted and tried against a host of our own on loopback."""
