"""Standings as the rows that a reader sees: screen, file and API draw from the same ones."""
