"""Claims and entities as RDF."""
