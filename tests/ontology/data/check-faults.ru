# Ways to break westmark.trig, each with the query of ontology/checks that must find it, and part of
# a term that it must name: “### query: term”. Prefixes are those of kg.vocabulary.

### node-without-evidence: place/port-vale
DELETE WHERE { <place/port-vale> cmq:evidence ?claim }

### dangling-evidence: person/ivo-lind
DROP GRAPH <document/westmark-tour>

### mixed-layers: person/ivo-lind
INSERT DATA { GRAPH <document/westmark-tour> { <person/ivo-lind> a cmq:Person } }

### blank-node: _:
INSERT DATA { <meeting/talks> cmq:place [] }

### unknown-term: ns#mood
INSERT DATA { <meeting/talks> cmq:mood kind:gloomy }

### two-values: meeting/talks
INSERT DATA { <meeting/talks> cmq:eventStatus kind:planned }

### two-labels: place/port-vale
INSERT DATA { <place/port-vale> rdfs:label "Portvale"@en }

### node-without-label: office/president-of-westmark
DELETE WHERE { <office/president-of-westmark> rdfs:label ?label }

### one-item-two-nodes: country/estmark
INSERT DATA { <country/estmark> schema:sameAs wd:Q900000102 }

### incomplete-node: tenure/lind
DELETE WHERE { <tenure/lind> cmq:holder ?person }

### broken-reference: place/port-vale
DELETE WHERE { <place/port-vale> ?p ?o }

### held-office-without-tenure: person/ivo-lind
DELETE DATA { <tenure/lind> cmq:tenureStatus kind:substantive } ;
INSERT DATA { <tenure/lind> cmq:tenureStatus kind:nominee }

### member-without-membership: country/westmark
DELETE DATA { <membership/westmark-harbour-league> cmq:memberRole kind:full-member } ;
INSERT DATA { <membership/westmark-harbour-league> cmq:memberRole kind:partner }

### met-without-meeting: person/ivo-lind
DELETE DATA { <meeting/talks> cmq:eventStatus kind:held } ;
INSERT DATA { <meeting/talks> cmq:eventStatus kind:cancelled }

### met-one-way: person/ivo-lind
DELETE DATA { <person/ivo-lind> cmq:met <person/ada-brook> }

### attended-without-participation: person/ivo-lind
DELETE WHERE { <participation/lind-talks> ?p ?o }

### visited-without-visit: person/ada-brook
DELETE DATA { <participation/brook-visit> cmq:participationRole kind:visitor } ;
INSERT DATA { <participation/brook-visit> cmq:participationRole kind:host }

### missing-shortcut: tenure/brook
DELETE DATA { <person/ada-brook> cmq:heldOffice <office/president-of-westmark> }

### meeting-without-participation: meeting/visit
DELETE WHERE { <participation/brook-visit> ?p ?o }

### part-without-inclusion: meeting/talks
DELETE WHERE { <inclusion/talks> ?p ?o }

### window-reversed: meeting/talks
DELETE WHERE { <meeting/talks> cmq:latest ?day } ;
INSERT DATA { <meeting/talks> cmq:latest "2031-05-05"^^xsd:date }

### month-missing: meeting/visit
DELETE WHERE { <meeting/visit> cmq:latest ?day } ;
INSERT DATA { <meeting/visit> cmq:latest "2031-06-01"^^xsd:date }

### claim-without-passage: claim/0000000e
DELETE WHERE { GRAPH <document/westmark-tour> { <document/westmark-tour/passage/123-193> ?p ?o } }

### claim-in-two-documents: claim/0000000e
INSERT DATA { GRAPH <document/other> { <document/westmark-tour/claim/0000000e> a cmq:Claim } }

### outside-its-document: passage/0-62
DELETE { GRAPH <document/westmark-tour> { ?passage cmq:inDocument <document/westmark-tour> } }
INSERT { GRAPH <document/westmark-tour> { ?passage cmq:inDocument <document/other> } }
WHERE { GRAPH <document/westmark-tour> { ?passage a cmq:Passage ; oa:start 0 } }

### words-outside-passage: claim/0000000a
DELETE WHERE { GRAPH <document/westmark-tour> { <document/westmark-tour/claim/0000000a> oa:end ?x } } ;
INSERT DATA { GRAPH <document/westmark-tour> { <document/westmark-tour/claim/0000000a> oa:end 63 } }

### passage-length: passage/0-62
DELETE WHERE { GRAPH <document/westmark-tour> { <document/westmark-tour/passage/0-62> oa:end ?x } } ;
INSERT DATA { GRAPH <document/westmark-tour> { <document/westmark-tour/passage/0-62> oa:end 61 } }

### dangling-evidence: lind
INSERT DATA { <tenure/lind> cmq:evidence <document/gone/claim/1> }

### mixed-layers: westmark-tour
INSERT DATA { <document/westmark-tour> a cmq:Document }

### blank-node: _:
INSERT DATA { GRAPH <document/westmark-tour> { [] cmq:rule 'x' } }

### unknown-term: ns#Party
INSERT DATA { <meeting/talks> a cmq:Party }

### unknown-term: kind/sulking
INSERT DATA { GRAPH <document/westmark-tour> { <x> cmq:stance kind:sulking } }

### unknown-term: ns#met
DELETE WHERE { cmq:met ?p ?o }

### two-values: westmark-tour
INSERT DATA { GRAPH <document/westmark-tour> { <document/westmark-tour> cmq:loader 'another' } }

### member-without-membership: country/westmark
DELETE DATA { <membership/westmark-harbour-league> cmq:membershipStatus kind:frozen } ;
INSERT DATA { <membership/westmark-harbour-league> cmq:membershipStatus kind:ended }

### met-without-meeting: country/westmark
INSERT DATA { <country/westmark> cmq:met <country/estmark> }

### attended-without-participation: meeting/talks
DELETE DATA { <meeting/talks> cmq:eventStatus kind:held } ;
INSERT DATA { <meeting/talks> cmq:eventStatus kind:planned }

### visited-without-visit: person/ivo-lind
INSERT DATA { <person/ivo-lind> cmq:visited <place/port-vale> }

### visited-without-visit: country/estmark
DELETE DATA { <meeting/visit> cmq:eventStatus kind:held } ;
INSERT DATA { <meeting/visit> cmq:eventStatus kind:cancelled }

### missing-shortcut: participation/lind-talks
DELETE DATA { <person/ivo-lind> cmq:attended <meeting/talks> }

### missing-shortcut: membership/westmark-harbour-league
DELETE WHERE { ?agent cmq:memberOf ?organisation }

### part-without-inclusion: inclusion/talks
DELETE WHERE { <meeting/talks> cmq:partOf ?visit }

### window-reversed: claim/0000000e
INSERT DATA { GRAPH <document/westmark-tour> {
  <document/westmark-tour/claim/0000000e> cmq:earliest "2031-05-10"^^xsd:date
} }

### outside-its-document: westmark-tour
DELETE WHERE { GRAPH <document/westmark-tour> { <document/westmark-tour> a cmq:Document } }

### outside-its-document: claim/0000000e
DELETE WHERE { GRAPH <document/westmark-tour> { <document/westmark-tour/claim/0000000e> cmq:inDocument ?d } }

### one-day-interval: meeting/talks
DELETE WHERE { <meeting/talks> cmq:date ?date } ;
INSERT DATA { <meeting/talks>
  cmq:date "2031-05-06/2031-05-06"^^<http://id.loc.gov/datatypes/edtf/EDTF> }
