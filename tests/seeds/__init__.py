"""Where each heading, list and fact of the two source texts has gone, and the proof that none is lost."""
