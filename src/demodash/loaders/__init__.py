"""Read side of the build: documents in French prose and official tables."""
