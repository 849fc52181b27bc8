"""Reading: the standard itself, browsed, searched and quoted word for word."""
