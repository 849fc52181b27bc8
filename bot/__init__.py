"""How consultbot reaches people and where things are kept."""
