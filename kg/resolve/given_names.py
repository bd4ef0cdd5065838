"""Given names that one person may be called by: short forms, and forms of other languages.

A name may be in several lines; two names are akin if a line holds both. Transliterations that
``kg.resolve.name_forms`` brings together need no line.
"""

from __future__ import annotations

from collections import defaultdict

from kg.resolve.name_forms import spelled

# id of the line: its names. What is not akin stands in the tests.
GIVEN_NAMES = {
    "abdullah": "abdullah abdallah",
    "abdul": "abdul abdel abd",
    "abraham": "abraham avraham ibrahim ebrahim",
    "ahmed": "ahmed ahmad",
    "alexander": "alexander aleksandr aleksander aleksandar alexandre oleksandr aliaksandr alex",
    "alexei": "alexei alexey aleksei oleksiy oleksii aliaksei",
    "andrew": "andrew andy drew",
    "andrei": "andrei andrey andriy andrii",
    "anthony": "anthony antony tony",
    "benjamin": "benjamin binyamin ben",
    "charles": "charles charlie chuck",
    "christopher": "christopher chris",
    "constantine": "konstantin kostyantyn konstantinos costas kostas",
    "daniel": "daniel dan danny",
    "david": "david dave",
    "deborah": "deborah debbie",
    "dmitry": "dmitry dmitri dmytro",
    "donald": "donald don",
    "edward": "edward ed eddie ted",
    "elizabeth": "elizabeth liz beth betsy",
    "faisal": "faisal faysal feisal",
    "francis": "francis francisco francesco frank",
    "franklin": "franklin frank",
    "george": "george giorgos georgios yiorgos giorgi",
    "gregory": "gregory greg",
    "grigory": "grigory hryhoriy hrihoriy",
    "hassan": "hassan hasan",
    "helen": "elena yelena olena alena helena",
    "hussein": "hussein hussain husain husayn",
    "igor": "igor ihor",
    "isaac": "isaac itzhak yitzhak yitzchak",
    "jacob": "jacob jake yaakov yakov",
    "james": "james jim jimmy",
    "jeffrey": "jeffrey jeff",
    "john": "john johnny jon ioannis yannis giannis",
    "joseph": "joseph joe joey josef",
    "katherine": "katherine catherine kathy kate ekaterina yekaterina kateryna",
    "kenneth": "kenneth ken",
    "khalid": "khalid khaled",
    "lawrence": "lawrence larry",
    "margaret": "margaret maggie",
    "matthew": "matthew matt",
    "michael": "michael mike mikhail mikheil mykhailo mick",
    "mohammed": "mohammed muhammad mohamed mohammad muhammed mehmet",
    "musa": "musa moussa moses",
    "natalia": "natalia natalya nataliya",
    "nicholas": "nicholas nick nikolaos nikos",
    "nikolai": "nikolai nikolay mykola mikalai",
    "oleg": "oleg oleh",
    "omar": "omar umar",
    "patrick": "patrick pat",
    "pavel": "pavel pavlo",
    "peter": "peter pete petro pyotr petr piotr",
    "raymond": "raymond ray",
    "richard": "richard rick dick",
    "robert": "robert bob rob bobby",
    "ronald": "ronald ron",
    "samuel": "samuel sam",
    "sergei": "sergei sergey serhiy serhii siarhei",
    "simon": "simon shimon",
    "stephen": "stephen steven steve",
    "susan": "susan sue",
    "svetlana": "svetlana svitlana sviatlana",
    "tatiana": "tatiana tatyana tetiana tetyana",
    "theodore": "theodore ted teddy",
    "thomas": "thomas tom tommy",
    "timothy": "timothy tim",
    "vasily": "vasily vasyl vasili",
    "vladimir": "vladimir volodymyr uladzimir wladimir",
    "william": "william will bill billy",
    "yevgeny": "yevgeny evgeny yevhen",
    "yulia": "yulia julia yuliya",
    "yuri": "yuri yury yuriy iurii",
    "yusuf": "yusuf yousef youssef yousuf",
    "zachary": "zachary zach",
}


def _lines() -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line, names in GIVEN_NAMES.items():
        for name in names.split():
            found[spelled(name)].add(line)
    return {name: frozenset(lines) for name, lines in found.items()}


_LINES = _lines()
_NOTHING: frozenset[str] = frozenset()


def akin(one: str, other: str) -> bool:
    """Whether one person may be called by both given names; an initial may stand for a name.

    >>> akin("joe", "joseph"), akin("r", "robert"), akin("joe", "james")
    (True, True, False)
    """
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    one, other = spelled(one), spelled(other)
    return one == other or bool(_LINES.get(one, _NOTHING) & _LINES.get(other, _NOTHING))
