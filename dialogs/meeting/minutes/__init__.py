"""Minutes: written from the record, sent round, signed, published, and given out as documents."""
