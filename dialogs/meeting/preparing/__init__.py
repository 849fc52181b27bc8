"""``/meeting``: a consultation prepared, or recorded after the fact, in five minutes or in full."""
