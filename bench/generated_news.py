"""Generated news: a few people in most of it, many in some, over ten years. For measuring only."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

_GIVEN = """Anna Boris Clara David Elena Felix Greta Hugo Irena Jonas Karin Lukas Maria Nils Olga
Peter Rosa Stefan Tomas Vera Marta Viktor Laura Simon""".split()
_FAMILY = """Adler Becker Costa Dorn Engel Fischer Grau Hale Ivanov Jansen Keller Lindqvist Moreau
Novak Olsen Petrov Quist Rossi Sorel Tanaka Ueda Varga Weber Yilmaz Zeman Brandt Ilvo Pell Vask
Haas Lund Meyer""".split()
_COUNTRIES = [
    ("France", "French", "Paris"),
    ("Germany", "German", "Berlin"),
    ("Poland", "Polish", "Warsaw"),
    ("Japan", "Japanese", "Tokyo"),
    ("Brazil", "Brazilian", "Brasilia"),
    ("Kenya", "Kenyan", "Nairobi"),
    ("Canada", "Canadian", "Ottawa"),
    ("India", "Indian", "New Delhi"),
    ("Norway", "Norwegian", "Oslo"),
    ("Armenia", "Armenian", "Yerevan"),
    ("Georgia", "Georgian", "Tbilisi"),
    ("Mexico", "Mexican", "Mexico City"),
    ("Egypt", "Egyptian", "Cairo"),
    ("Finland", "Finnish", "Helsinki"),
    ("Chile", "Chilean", "Santiago"),
    ("Turkey", "Turkish", "Ankara"),
]
_LEADERS = ["President", "Prime Minister", "Foreign Minister", "Defence Minister"]
_OTHERS = ["Finance Minister", "Ambassador", "Senator", "Deputy Minister", "Envoy"]
_FILLER = [
    "The talks were described as frank and useful by those who attended them.",
    "Both sides expressed the wish to deepen trade, energy and transport links in coming years.",
    "Officials said that details would be worked out by experts before the end of the year.",
    "Analysts see the step as part of a longer effort to win new partners in the region.",
    "The two delegations also discussed the situation of students, artists and small firms.",
    "No date was given for the next round, but both governments said they were in no hurry.",
    "Observers noted that the tone had changed since the difficult months of last winter.",
    "A statement published afterwards spoke of shared values and of a common responsibility.",
    "Reporters were allowed to ask two questions, neither of which was answered in full.",
    "The agreement still has to be approved by both parliaments, which is expected by summer.",
]
_DOCUMENTS_A_DAY = 3


def generated_news(seed: int) -> Iterator[str]:
    """An endless stream of different items, always the same for one seed."""
    chance = random.Random(seed)
    names = [f"{given} {family}" for given in _GIVEN for family in _FAMILY]
    chance.shuffle(names)
    # Those who are most in the news lead their countries; each office of one has one holder.
    posts = [(*country, role) for country in _COUNTRIES for role in _LEADERS]
    chance.shuffle(posts)
    posts += [
        (*chance.choice(_COUNTRIES), chance.choice(_OTHERS)) for _ in range(len(names) - len(posts))
    ]
    people = [(name, *post) for name, post in zip(names, posts, strict=True)]
    weights = [1 / (rank + 3) for rank in range(len(people))]
    day, number = date(2014, 1, 1), 0
    while True:
        one, other, third = chance.choices(people, weights, k=3)
        yield _item(chance, day, one, other, third)
        number += 1
        if number % _DOCUMENTS_A_DAY == 0:
            day += timedelta(days=1)


Person = tuple[str, str, str, str, str]


def _item(chance: random.Random, day: date, one: Person, other: Person, third: Person) -> str:
    name, country, adjective, city, role = one
    date_words = f"{day.day} {day:%B %Y}"
    sentences = [
        f"{adjective} {role} {name} met {other[2]} {other[4]} {other[0]} in {city}.",
        f"{third[2]} {third[4]} {third[0]} visited {country} in {day:%B %Y}.",
        f"{other[4]} {other[0]} is to visit {third[1]} next month.",
        f"{name.split()[1]} said that {country} is a member of the United Nations.",
        f"{third[0]}, the {third[2]} {third[4]}, held talks with {name}.",
    ]
    kept = chance.sample(sentences, k=chance.randint(2, len(sentences)))
    text = kept + chance.sample(_FILLER, k=chance.randint(4, 9))
    chance.shuffle(text)
    middle = len(text) // 2
    title = f"{adjective} {role} in talks"
    first = f"{city.upper()}, {date_words} - {' '.join(text[:middle])}"
    return f"{title}\n\n{first}\n\n{' '.join(text[middle:])}\n"
