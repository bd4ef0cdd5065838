"""Words of titles that are heads only together, and heads that are no offices."""

from __future__ import annotations

from typing import Final

# Heads of several words, read before the single ones.
COMPOUND_HEADS: Final = (
    "governor – general|secretary – general|director – general|attorney – general|"
    "chief executive officer|chief executive and administrative officer|chief operating officer|"
    "chief financial officer|chief technology officer|chief information officer|"
    "chief medical officer|chief administrative officer|chief information security officer|"
    "chief marketing officer|chief science officer|chief veterinary officer|"
    "chief innovation officer|chief investment officer|chief legal officer|"
    "chief accountant|chief executive|chief economist|chief scientist|chief negotiator|"
    "chief justice|chief statistician|chief engineer|chief inspector|chief constable|chief rabbi|"
    "chief of staff|chief of the general staff|chief of general staff|chief of the defence staff|"
    "chief of the defense staff|chief of defence staff|chief of defense staff|chief of defence|"
    "chief of defence force|chief of the defence force|chief of defence forces|"
    "chief of the defence forces|chief of defense forces|chief of the armed forces|"
    "chief of defense|chief of the army staff|chief of army staff|chief of the naval staff|"
    "chief of naval staff|chief of the air staff|chief of air staff|chief of the navy|"
    "chief of navy|chief of army|chief of air force|chief of the air force|"
    "chief of naval operations|chief of police|"
    "chief of mission|chief of protocol|chief of cabinet|chief of the cabinet|"
    "general counsel|special counsel|general manager|city manager|general secretary|"
    "general director|editor-in-chief|editor in chief|commander in chief|"
    "head of state|head of government|head of mission|head of delegation|heads of state|"
    "heads of government|heads of state and government|"
    "ranking member|ranking minority member|member of parliament|member of congress|"
    "members of parliament|harbour master|harbor master|"
    "chargé d’affaires ad interim|chargé d’affaires a.i.|charge d’affaires a.i.|"
    "chargé d’affaires|chargée d’affaires|charge d’affaires|"
    "solicitor general|surgeon general|inspector general|auditor general|comptroller general|"
    "attorney general|prosecutor general|procurator general|governor general|director general|"
    "secretary general|secretary - general|consul general|"
    "chief cabinet secretary|prime cabinet secretary|cabinet secretary|floor leader|"
    "lieutenant governor|lieutenant general|major general|"
    "associate justice|police and crime commissioner|supreme allied commander europe|"
    "supreme allied commander|chairman in office|chairperson in office|chairwoman in office|"
    "lord advocate|lord president|lord justice clerk|advocate general|presiding officer|"
    "army general|parliamentary group leader|parliamentary group chairman|"
    "parliamentary group chair|state counsellor|minister counsellor|"
    "air chief marshal|air vice marshal|air marshal|field marshal|colonel general|"
    "brigadier general|vice admiral|rear admiral|lord mayor|lord chancellor|"
    "leader of the opposition|leader of the house|executive officer|commanding officer|"
    "ambassador at large|ambassador-at-large|ambassador extraordinary and plenipotentiary|"
    "high commissioner|poet laureate|keeper of the seals|"
    "grand mufti|vicar general|prior general|superior general|ceann comhairle|"
    "marshal of the court|chancellor of the exchequer|master of the rolls"
)

# Heads that help to read a list of titles ("founder and CEO"), but are no offices themselves.
NOT_OFFICES: Final = frozenset(
    "founder co-founder founders owner aide delegate interpreter assistant ministerial".split()
)

# Verbs of headlines, which are written large before a title: "Fog Delays Secretary Berg's Visit".
HEADLINE_VERBS: Final = frozenset(
    "accuses addresses affirms announces applauds appoints asks awards backs begins blasts brings "
    "calls commends condemns congratulates criticises criticizes defends delays denies denounces "
    "discusses dismisses emphasises emphasizes ends fires gives greets hails highlights holds "
    "honors honours hosts invites joins launches leads marks meets names opens opposes orders "
    "pledges praises presents reaffirms receives rejects replaces says seeks sees sends signs "
    "slams stresses succeeds supports takes tells thanks underlines underscores urges visits vows "
    "wants warns welcomes "
    "approves arrives attends chairs commences commends departs directs extends inaugurates "
    "instructs pays returns undertakes "
    # of several subjects
    "affirm announce applaud commend condemn congratulate criticise criticize discuss emphasise "
    "emphasize greet hail highlight honor honour meet praise reaffirm thank underline underscore "
    "urge welcome".split()
)

# Offices as one assumes them, with the title of who holds them.
PRESIDENCIES: Final = {
    "presidency": "President",
    "premiership": "Prime Minister",
    "chancellorship": "Chancellor",
    "chairmanship": "Chairman",
    "governorship": "Governor",
    "mayoralty": "Mayor",
}

# "the third President" counts presidents; "First Deputy", "Second Secretary" are titles.
ORDINALS: Final = frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split()
)
COUNTED: Final = frozenset("deputy vice lady minister secretary sea lord".split())
