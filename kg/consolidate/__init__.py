"""All claims in, the default graph out."""
