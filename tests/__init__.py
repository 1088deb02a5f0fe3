"""The tests, from single rules to the built site in a real browser."""
