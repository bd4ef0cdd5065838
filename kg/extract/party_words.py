"""The words that make the name of an organisation the name of a party."""

from __future__ import annotations

import re
from typing import Final

# Parties as adjectives ("Democratic senator"), with the name that the adjective stands for; short
# names of parties are in the lexicon.
PARTY_ADJECTIVES: Final = {
    "Democratic": "Democratic Party",
    "Democrat": "Democratic Party",
    "Republican": "Republican Party",
    "Liberal Democrat": "Liberal Democrats",
    "Lib Dem": "Liberal Democrats",
    "Social Democrat": "Social Democratic Party",
    "Social Democratic": "Social Democratic Party",
    "Christian Democrat": "Christian Democratic Party",
    "Christian Democratic": "Christian Democratic Party",
    "Socialist": "Socialist Party",
    "Communist": "Communist Party",
    "Green": "Green Party",
    "Libertarian": "Libertarian Party",
    "New Democratic": "New Democratic Party",
    "New Democrat": "New Democratic Party",
}
# Their members, as nouns.
PARTISANS: Final = {
    "Democrat": "Democratic Party",
    "Republican": "Republican Party",
    "Libertarian": "Libertarian Party",
    "Liberal Democrat": "Liberal Democrats",
    "Social Democrat": "Social Democratic Party",
    "Christian Democrat": "Christian Democratic Party",
    "New Democrat": "New Democratic Party",
}
# Who stands for a party in an election, beside its candidates.
STANDING: Final = "(?:nominee|challenger|opponent|incumbent|hopeful|frontrunner|front-runner)"

# The rule that reads an acronym as a party, wherever it is named.
ACRONYM_RULE: Final = "name.party-acronym"
# Words in the name of an organisation that can be a party; of others nobody is a politician "for".
MAYBE_PARTY: Final = re.compile(
    r"\b(?:Party|Union|Alternative|Alternativa|Alliance|Alianza|League|Liga|Front|Frente|Movement"
    r"|Movimiento|Congress|Coalition|Bloc|Rally|Initiative|Solidarity|Force|Choice)\b"
)
# Words that make it one wherever it is named.
PARTY_NAME: Final = re.compile(
    r"\b(?:(?:P|-p)arty|Parti|Partido|Partito|Partidul|Partia|Partij|Partai|Democrats|Socialists"
    r"|Communists|Greens|Liberals|Republicans|Conservatives|Nationalists|Labour|Left"
    r"|Rassemblement|Forza|Fianna|Sinn|Plaid|Clann|Demokraterna|Fidesz|Podemos|Ciudadanos|Likud|Syriza"
    r"|(?!(?:National )?People['’]s Congress)(?:Democratic|Christian|Social|National|Popular"
    r"|Patriotic|People['’]s|Liberal|Green|Left"
    r"|Republican|Progressives?|Federalist|Reformist|Socialist|Communist|Civic|Unionist|Islamic|Radical|Agrarian)"
    r" (?:Union|Alliance|League|Front|Movement|Coalition|Congress|Bloc|Rally|Force|Centre|List)"
    r"|(?:Front|Alternative|Alliance|Rally|Union|Movement|Congress|Coalition)"
    r" (?:for|of|to|toward|towards) (?:the )?(?!Postal|Industr|Journal)"
    r"(?:National|Democra\w+|German\w+|Victory|Change|Progress|Ecolog\w+|Freedom|Socialism"
    r"|Justice|Reform|Renewal|Republic|Multiparty))\b"
)
# Well-known parties whose names have none of these words.
_PARTIES: Final = frozenset(
    "Law and Justice|Civic Platform|New Democracy|PASOK|Golden Dawn|Yesh Atid|Yisrael Beiteinu"
    "|Kadima|Shas|Meretz|Golkar|Georgian Dream|United Russia|A Just Russia|Yabloko"
    "|Servant of the People|Batkivshchyna|Smer|Awami League|Jamaat-e-Islami|Pheu Thai|Shiv Sena"
    "|Trinamool Congress|Telugu Desam|Janata Dal|Rashtriya Janata Dal|Zanu-PF|Swapo|Frelimo|Renamo"
    "|Unita|MPLA|Chama Cha Mapinduzi|En Marche|Vox|Lega Nord|Northern League|Fratelli d'Italia"
    "|Brothers of Italy|Italia Viva|Five Star Movement|Die Linke|Venstre|Vlaams Belang|Vlaams Blok"
    "|Open Vld|Ecolo|GroenLinks|ChristenUnie|Civil Contract|Prosperous Armenia|Kuomintang|Komeito"
    "|Reform UK|Jobbik|ANO 2011|New Zealand First|One Nation|Economic Freedom Fighters|Saenuri"
    "|Barisan Nasional|Pakatan Harapan|Sandinista National Liberation Front|Fatah|Nur Otan"
    "|Awami National Party|FDP|MHP|HDP|PVV|VVD|CDA|HDZ|DMK|AIADMK|UMNO|FSLN|FMLN|SPLM|TPLF"
    "|Lebanese Forces|EPRDF|UPND|KMT|ANO|Welsh Labour|Scottish Labour".split("|")
)


def names_party(name: str) -> bool:
    """Whether the name of an organisation is the name of a party."""
    return name in _PARTIES or bool(PARTY_NAME.search(name))


# Offices of a party, and seats that are held for one; advisers and donors need not belong to it.
PARTY_TITLE: Final = re.compile(
    r"(?i)\b(?:leaders?|co-leaders?|chair\w*|co-chair\w*|president|vice-president|secretary"
    r"|secretary-general|treasurer|spokes\w+|whip|mps?|meps?|senators?|congress\w+|councillors?"
    r"|lawmakers?|legislators?|candidates?|deputy|founders?|co-founders?)\b"
)
FOUNDER: Final = re.compile(r"(?i)\b(?:co-?)?founders?\b")
