"""The notice of a consultation and its materials: sent, answered, and told anew when something changes."""
