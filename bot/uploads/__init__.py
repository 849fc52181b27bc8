"""Files that people send: fetched, told by their content, freed of what they tell of place and time."""
