"""Tests: one folder for each package, and site/ for the built site."""
