"""Keys: what is sealed with them, where they are kept, how a new one takes over."""
