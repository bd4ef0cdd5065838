"""Builds a gazetteer from Wikidata: from a JSON dump or from a SPARQL endpoint."""
