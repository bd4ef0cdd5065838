"""Which pronoun fits a person, where a title or a common first name tells it."""

from __future__ import annotations

from typing import Final

from kg.extract.lattice import Lattice
from kg.extract.persons import PersonMention

_TITLES_OF_MEN: Final = frozenset(
    "amir baron brother chairman congressman count emir emperor father king lord mr pope prince "
    "shaikh sheikh sir spokesman sultan".split()
)
_TITLES_OF_WOMEN: Final = frozenset(
    "baroness chairwoman congresswoman countess dame duchess empress lady madam madame miss "
    "mother mrs ms princess queen sheikha sister spokeswoman".split()
)
# First names without accents that only men, or only women, bear in most countries.
_MEN: Final = frozenset(
    "abdul abdullah adam adel ahmad ahmed alan albert aleksandar aleksander alexander alexandre "
    "ali alois amir anatoly anders andreas andrei andrej andrew andrzej angus ante anthony "
    "antonio antony antti ari arne arthur ashraf aziz barack bashar ben benjamin bernard bernd "
    "bert bill bob boris boyko brad branko brian bruce bruno carl carlos charles chris "
    "christian christoph christopher claude colin cyril dan daniel david denis dennis dimitri "
    "dimitris dmitri dmitry donald doug edgar edgars eduard edward emil emmanuel enrico eric "
    "erik ernst fernando filip francis francisco francois frank franz frederick friedrich "
    "gabriel georg george georges gerald gerhard giorgi giorgio giorgos giovanni giuseppe "
    "gordon graham greg gunnar gustav guy hans harald harry hassan heinz helmut henri henrik "
    "henry herbert herman hossein hugo hussein ian ibrahim igor ilham imran isaac ivan ivo jack "
    "jacob jacques jakob jamal james jan janez janis jason javier jens jeremy jim joe joel "
    "johan johann johannes john jon jonas jonathan jorge joschka jose josef josep joseph juan "
    "juha jukka julius jurgen justin kamal karl kassym keir keith kevin khaled khalid kofi "
    "konstantin kostas krzysztof kyriakos lars lech leo leonid lloyd louis luca lucas ludwig "
    "luigi luis luiz lukas magnus mahmoud manuel marc marcel marco marcos marek mario mariusz "
    "mark markus martin mateusz matteo matthew matthias max michael michel miguel mihai mikael "
    "mike mikhail milan milos miro miroslav mohamed mohammad mohammed muhammad mustafa narendra "
    "nasser nicholas nicolas nicos nikita nikola nikolai nikos nils norbert olaf olav ole oleg "
    "oliver omar omer oscar otto pascal patrick paul paulo pavel pedro pekka per peter petr "
    "petro petros philip philippe pierre piotr rafael ralf ramzan rashid raul recep reto "
    "ricardo richard rob robert roberto roger roland roman ron ronald rudolf rustam salman sam "
    "samuel sauli scott serge sergei sergey sergio shavkat shinzo sigmar silvio simon stefan "
    "stefano stephen steve steven sven taavi tarik ted thomas thorsten tim toivo tom tomas "
    "tomasz tonino tony toomas torsten urmas valdis victor viktor vincent vitaly vladimir "
    "volodymyr walter werner wilhelm william wolfgang xavier yusuf yves zoltan zoran".split()
)
_WOMEN: Final = frozenset(
    "agnes agnieszka aisha alena alexandra alice alicia alina amanda amelie amina ana anastasia "
    "angela angelina anita anja ann anna annalena anne annegret annette annika antje antonia "
    "astrid audrey barbara beata beatrice beatrix benita bettina birgit borjana brigitte britta "
    "camilla carla carmen carol carolina caroline carrie catarina catherine cecilia charlotte "
    "christiane christina christine chrystia claire claudia condoleezza cristina dalia daniela "
    "deb deborah delphine diana dilma dora doris ebba edith ekaterina eleanor elena eleni "
    "elisabeth eliza elizabeth ellen elsa elvira emily emma erika erna esther eva eveline "
    "evelyn fatima federica fiona florence frances francesca francoise frederica frida gabriela "
    "gabriella georgia giorgia gloria grace greta gro gudrun hanna hannah heather heidi helen "
    "helena helga helle henrietta hilary hillary hina ida ilze inara indira inga inger ingrid "
    "ingrida irena irene irina iris isabel isabella isabelle ivana jacinda jadwiga jane janet "
    "janice jasmina jeanine jelena jennifer jessica joan joanna johanna josephine joyce judith "
    "julia julie justine kaja kamala karen karin karina karoline kata katarina katerina "
    "katharina katherine kathleen kathrin katja katrin kersti kira kolinda kristalina kristin "
    "kristina laila lana larissa laura leila lena leni lina linda lindiwe lisa liz lotta louise "
    "lucia lucie ludmila luisa lynne magda magdalena maia maja manuela mara margaret margareta "
    "margarita margot margrethe maria mariana mariann marianne marija marina marine marta "
    "martha martina mary maud mechthild megan melanie mercedes mette mia michaela michelle "
    "milena milica mirjana monica monika nadezhda nadia nancy natalia natalya natasha nina nora "
    "ofelia olena olga olivia pamela patricia paula pauline penny petra piret priti rachel "
    "raisa rasa rebecca regina renate retno riina rita roberta rosa rosemary roza ruth sabine "
    "sally samantha sandra sanna sara sarah sheila silvia simona sofia sonia sophie stephanie "
    "sue susan susana susanna susanne suzanne svetlana sylvia sylvie tamara tanja tarja tatiana "
    "tatyana teresa theresa therese tina tjasa trine ulla ulrike ursula vaira valentina valerie "
    "vanessa vera verena veronica veronika victoria viktoria viorica virginia vjosa wendy yana "
    "yvette yvonne zaneta zuzana".split()
)


def pronoun_of(lattice: Lattice, symbol: int, person: PersonMention) -> str:
    """ "he", "she", or "" where neither the title nor the first name of a person tells it."""
    first = person.entity.rpartition("/")[2].split("-")[0]
    before = [lattice.word(at) for at in range(max(0, symbol - 3), symbol)]
    inside = [word.lower() for word in lattice.words(symbol, symbol + 1)]
    titles = {word.rstrip(".") for word in (*before, *inside[:-1])}
    he = first in _MEN or bool(titles & _TITLES_OF_MEN)
    she = first in _WOMEN or bool(titles & _TITLES_OF_WOMEN)
    return "" if he == she else "he" if he else "she"
