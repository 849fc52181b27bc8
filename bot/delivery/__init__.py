"""Delivery: letters from the outbox to their channels, at the pace that the channels allow."""
