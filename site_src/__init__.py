"""Turns the data under `rubric_data/` into the site."""
