"""The cards of a consultation: its own, its stages, its people, its agenda and items, its history."""
