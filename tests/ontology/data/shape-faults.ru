# Ways to break westmark.trig, each with how grave the shapes must find it, and at which property:
# “### severity: property”. Without a property, at a path that is more than a property.

### violation: label
DELETE WHERE { <person/ivo-lind> rdfs:label ?value }

### violation: label
INSERT DATA { <person/ivo-lind> rdfs:label "Lind"@en }

### violation: altLabel
INSERT DATA { <person/ivo-lind> skos:altLabel "Lind" }

### violation: cmq:evidence
DELETE WHERE { <person/ivo-lind> cmq:evidence ?value }

### violation: cmq:evidence
INSERT DATA { <tenure/lind> cmq:evidence <tenure/brook> }

### violation: sameAs
INSERT DATA { <person/ivo-lind> schema:sameAs <http://x.example/Q1> }

### warning: sameAs
INSERT DATA { <country/westmark> schema:sameAs wd:Q900000109 }

### violation: cmq:heldOffice
INSERT DATA { <person/ivo-lind> cmq:heldOffice <place/port-vale> }

### violation: cmq:memberOf
INSERT DATA { <person/ivo-lind> cmq:memberOf <person/ada-brook> }

### violation: cmq:met
INSERT DATA { <person/ivo-lind> cmq:met <place/port-vale> }

### violation: cmq:attended
INSERT DATA { <person/ivo-lind> cmq:attended <place/port-vale> }

### violation: cmq:visited
INSERT DATA { <person/ivo-lind> cmq:visited <person/ada-brook> }

### violation: cmq:locatedIn
INSERT DATA { <place/port-vale> cmq:locatedIn <person/ada-brook> }

### violation: cmq:officeOf
INSERT DATA { <office/president-of-westmark> cmq:officeOf <country/estmark> }

### violation: cmq:officeOf
DELETE WHERE { <office/president-of-westmark> cmq:officeOf ?of } ;
INSERT DATA { <office/president-of-westmark> cmq:officeOf <person/ada-brook> }

### violation: cmq:officeKind
DELETE WHERE { <office/president-of-westmark> cmq:officeKind ?value }

### violation: cmq:officeKind
INSERT DATA { <office/x> a cmq:Office ; cmq:officeKind kind:held }

### violation: cmq:holder
DELETE WHERE { <tenure/lind> cmq:holder ?value }

### violation: cmq:holder
INSERT DATA { <tenure/lind> cmq:holder <country/estmark> }

### violation: cmq:office
DELETE WHERE { <tenure/lind> cmq:office ?value }

### violation: cmq:tenureStatus
DELETE WHERE { <tenure/lind> cmq:tenureStatus ?value }

### violation: cmq:basis
DELETE WHERE { <tenure/lind> cmq:basis ?value }

### violation: cmq:possibleFrom
INSERT DATA { <tenure/lind> cmq:possibleFrom "2031"^^xsd:gYear }

### warning: cmq:possibleFrom
INSERT DATA { <tenure/lind> cmq:possibleFrom "2031-05-07"^^xsd:date }

### warning: cmq:certainUntil
INSERT DATA { <tenure/lind> cmq:possibleUntil "2031-05-05"^^xsd:date }

### violation: cmq:member
DELETE WHERE { <membership/westmark-harbour-league> cmq:member ?value }

### violation: cmq:organisation
INSERT DATA { <membership/westmark-harbour-league> cmq:member <organisation/harbour-league> }

### violation: cmq:memberRole
DELETE WHERE { <membership/westmark-harbour-league> cmq:memberRole ?value }

### violation: cmq:membershipStatus
DELETE WHERE { <membership/westmark-harbour-league> cmq:membershipStatus ?value }

### violation: cmq:stance
DELETE WHERE { <membership/westmark-harbour-league> cmq:stance ?value }

### violation: cmq:statusFrom
INSERT DATA { <membership/westmark-harbour-league> cmq:statusFrom "2031" }

### violation: cmq:meetingKind
DELETE WHERE { <meeting/talks> cmq:meetingKind ?value }

### violation: cmq:eventStatus
INSERT DATA { <meeting/talks> cmq:eventStatus kind:planned }

### violation: cmq:place
INSERT DATA { <meeting/talks> cmq:place <person/ivo-lind> }

### violation: cmq:month
INSERT DATA { <meeting/talks> cmq:month "2031-05-06"^^xsd:date }

### violation: cmq:date
INSERT DATA { <meeting/talks> cmq:date "6 May"@en }

### violation: cmq:earliest
DELETE WHERE { <meeting/talks> cmq:earliest ?value } ;
INSERT DATA { <meeting/talks> cmq:earliest "2031-05-07"^^xsd:date }

### violation:
DELETE WHERE { <participation/brook-visit> ?p ?o }

### violation: cmq:participant
DELETE WHERE { <participation/lind-talks> cmq:participant ?value }

### violation: cmq:participationRole
DELETE WHERE { <participation/lind-talks> cmq:participationRole ?value }

### violation: cmq:inCapacity
INSERT DATA { <participation/lind-talks> cmq:inCapacity <tenure/lind> }

### violation: cmq:onBehalfOf
INSERT DATA { <participation/lind-talks> cmq:onBehalfOf <person/ada-brook> }

### violation: cmq:rule
DELETE WHERE { <inclusion/talks> cmq:rule ?value }

### violation: cmq:part
INSERT DATA { <inclusion/talks> cmq:whole <meeting/talks> }

### violation: label
DELETE WHERE { GRAPH ?g { <document/westmark-tour/claim/0000000b> rdfs:label ?value } }

### violation: cmq:inPassage
DELETE WHERE { GRAPH ?g { <document/westmark-tour/claim/0000000b> cmq:inPassage ?value } }

### violation: start
DELETE WHERE { GRAPH ?g { <document/westmark-tour/claim/0000000b> oa:start ?value } }

### violation: start
INSERT DATA { GRAPH <document/westmark-tour> { <document/westmark-tour/claim/0000000b> oa:start 900 } }

### violation: cmq:claimKind
DELETE WHERE { GRAPH ?g { <document/westmark-tour/claim/0000000b> cmq:claimKind ?value } }

### violation: cmq:stance
DELETE WHERE { GRAPH ?g { <document/westmark-tour/claim/0000000b> cmq:stance ?value } }

### violation: cmq:aspect
INSERT DATA { GRAPH <document/westmark-tour> { <document/westmark-tour/claim/0000000b> cmq:aspect kind:held } }

### violation: cmq:claimedStatus
INSERT DATA { GRAPH <document/westmark-tour> { <document/westmark-tour/claim/0000000b> cmq:claimedStatus kind:visitor } }

### violation: cmq:claimantName
INSERT DATA { GRAPH <document/westmark-tour> { <document/westmark-tour/claim/0000000b> cmq:claimantName <person/ivo-lind> } }

### violation: cmq:rule
DELETE WHERE { GRAPH ?g { <document/westmark-tour/claim/0000000b> cmq:rule ?value } }

### violation: exact
DELETE WHERE { GRAPH ?g { <document/westmark-tour/passage/0-62> oa:exact ?value } }

### violation: cmq:section
INSERT DATA { GRAPH <document/westmark-tour> { <document/westmark-tour/passage/0-62> cmq:section 'related' } }

### violation: cmq:sha256
DELETE WHERE { GRAPH ?g { <document/westmark-tour> cmq:sha256 ?value } }

### violation: cmq:fingerprint
INSERT DATA { GRAPH <document/westmark-tour> { <document/westmark-tour> cmq:fingerprint 'new' } }

### violation: cmq:loader
DELETE WHERE { GRAPH ?g { <document/westmark-tour> cmq:loader ?value } }

### violation: identifier
DELETE WHERE { GRAPH ?g { <document/westmark-tour> dcterms:identifier ?value } }

### warning: issued
DELETE WHERE { GRAPH ?g { <document/westmark-tour> dcterms:issued ?value } }

### violation: issued
INSERT DATA { GRAPH <document/westmark-tour> { <document/westmark-tour> dcterms:issued 'May 2031' } }

### warning: source
DELETE WHERE { GRAPH ?g { <document/westmark-tour> dcterms:source ?value } }
