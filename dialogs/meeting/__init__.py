"""Consultations prepared, run, recorded and followed until their outcome is policy."""
