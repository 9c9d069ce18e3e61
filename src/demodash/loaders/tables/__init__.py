"""Loaders of official tables, one module per file of the publishers."""
