"""Documents in French prose: readers per file type, then extraction rules per theme."""
