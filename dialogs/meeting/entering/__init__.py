"""What facilitators enter about a consultation from its cards: one short form a thing."""
