"""Arithmetic on observations: pure functions, no files, no drawing."""
