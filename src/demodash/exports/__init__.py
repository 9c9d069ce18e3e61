"""Exports: rows and sources in, bytes out."""
