"""Who translated what from which English, and who has reviewed it."""
