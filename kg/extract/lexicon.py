"""The words that the rules know, as small tables. Each word stands in one table only.

Inflections are written out: a reader can search for the form in the text. Names of tables are the
``@names`` that rules use (see ``pattern``).
"""

from __future__ import annotations

from typing import Final

from kg.model import OfficeKind

_K: Final = OfficeKind

# Heads of offices, with the kind of office; capital or small. Hyphened forms are listed as written.
ROLE_HEADS: dict[OfficeKind, str] = {
    _K.HEAD_OF_STATE: "president presidents",
    _K.HEAD_OF_GOVERNMENT: "premier premiers chancellor chancellors taoiseach",
    _K.MINISTER: "minister ministers secretary secretaries secretary-general secretaries-general "
    "undersecretary under-secretary treasurer ombudsman comptroller",
    _K.ROYAL: "king queen emir amir sultan prince princess pope monarch emperor duke pontiff",
    _K.AMBASSADOR: "ambassador ambassadors envoy envoys representative representatives "
    "ambassador-designate ambassador-at-large minister-designate secretary-designate "
    "minister-elect "
    "plenipotentiary consul consul-general "
    "interpreter nuncio",
    _K.SPEAKER: "speaker speakers",
    _K.SPOKESPERSON: "spokesperson spokesman spokeswoman spokespersons spokesmen",
    _K.LEGISLATOR: "senator senators congressman congresswoman congressmen lawmaker lawmakers "
    "legislator mp mps parliamentarian parliamentarians councillor councilor whip",
    _K.MILITARY: "general generals admiral commander commanders colonel marshal commander-in-chief "
    "brigadier",
    _K.OTHER: "leader leaders head heads chief chiefs chairman chairmen chairwoman chairperson "
    "chair chairs co-leader co-leaders co-chair co-chairs co-chairman co-chairmen director "
    "directors director-general directors-general "
    "governor governors governor-general mayor mayors commissioner commissioners "
    "adviser advisers advisor advisors administrator judge judges prosecutor prosecutors attorney "
    "ceo coordinator president-elect rapporteur aide delegate secretary-treasurer vice-president "
    "vice-presidents vice-chairman vice-chair vice-minister vice-premier vice-mayor "
    "vice-chancellor aide-de-camp assistant ministerial chargé deputy-governor "
    "rector provost dean sheriff registrar superintendent negotiator "
    "attorney-general solicitor-general under-secretary-general president-designate "
    "ombudsperson warden tánaiste founder founders co-founder co-founders co-ceo cfo owner "
    "managing-director minister-president deputy-director vice-chairperson vice-chairwoman "
    "vice-speaker vice-governor vice-rector vice-chairs co-president "
    "co-presidents co-chairperson co-chairwoman co-spokesperson co-director "
    "chairman-in-office chairperson-in-office chairwoman-in-office lieutenant-governor "
    "general-secretary commissioner-designate chancellor-designate premier-designate "
    "governor-elect mayor-elect premier-elect chancellor-elect chairman-elect chair-elect "
    "prime-minister sen. rep. gov. editor clerk counsel attaché quaestor quaestors trustee "
    "officer-in-charge supervisor controller prefect mufti headteacher headmaster headmistress "
    "bursar commandant convener convenor",
}

# Words before a head that belong to the office's name.
ROLE_MODIFIERS: Final = (
    "prime foreign deputy vice first second third chief principal under assistant associate "
    "senior special national security defence defense interior finance health education economy "
    "economic trade home energy labour labor culture agriculture transport environment "
    "environmental justice press presidential parliamentary executive managing high crown grand "
    "supreme personal state permanent regional external attorney federal political military "
    "joint opposition majority minority cabinet party science technology digital immigration "
    "migration tourism sport sports infrastructure industry commerce investment veterans "
    "intelligence humanitarian lead plenipotentiary extraordinary policy communications affairs "
    "acting interim caretaker former ex outgoing incoming fourth fifth sixth seventh eighth "
    "ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth "
    "eighteenth nineteenth twentieth new newly designate co- ruling shadow founding treasury "
    "homeland army navy honorary "
    "emeritus non-executive congressional departmental resident royal ecumenical inspector "
    "minister- counsellor european"
)

# Modifiers that are a status, not part of the office's name.
STATUS_WORDS: Final = {
    "acting": "acting",
    "interim": "acting",
    "caretaker": "acting",
    "former": "former",
    "retired": "former",
    "ex": "former",
    "late": "former",
    "then": "former",
    "next": "elect",
    "outgoing": "",
    "incoming": "elect",
    "new": "",
    "newly": "",
    "nominated": "nominee",
    "designated": "nominee",
    "past": "former",
    "onetime": "former",
    "one-time": "former",
    "erstwhile": "former",
    "toppled": "former",
    "overthrown": "former",
    "ousted": "former",
    "deposed": "former",
    "current": "",
}

HONORIFICS: Final = (
    "mr. mrs. ms. mr mrs ms dr. dr prof. prof professor sir dame lord lady sheikh shaikh sayyid "
    "excellency highness majesty holiness grace eminence h.e. hon. honourable honorable hon "
    "madam madame mister messrs. miss his-excellency reverend rev. rabbi imam archbishop bishop "
    "hrh cardinal patriarch father maulana baroness ayatollah shri smt. smt datuk dato tan-sri "
    "sayed seyyed comrade gen. lt. col. maj. capt. sgt. adm. amb. brig. corporal "
    "captain lieutenant sergeant major sec. pres. st. judge-advocate drs. mx. eng. engr. "
    "arch. atty. cllr cllr. ven. msgr. secty ing. lic. dra. mtro. mtra. "
    "pastor alhaji alhaja hajiya mallam"
)

# Heads of names of organisations (capitalised in text).
ORGANISATION_HEADS: Final = (
    "ministry department council commission committee subcommittee agency bank university party "
    "union organisation organization association court parliament assembly senate congress fund "
    "institute foundation corporation company inc group alliance league federation authority "
    "bureau service board academy club society trust chamber administration government duma "
    "forces army navy police secretariat directorate cabinet coalition movement front "
    "brotherhood workers confederation embassy consulate directorate-general tribunal "
    "institution college school newspaper times post airlines airways railways network command "
    "guard corps legion synod church presidency bundestag knesset office inspectorate taskforce "
    "consortium initiative partnership forum conference dialogue pact treaty accord mission "
    "centre center laboratory observatory hospital chancellery gazette news herald tribune "
    "community inc. ltd. corp. corp co. "
    "journal llc ltd plc gmbh ag politburo soviet brigade regiment division fleet squadron "
    "battalion trades parties societies diet bloc rally order greens conservatives "
    "khural rada seimas saeima riksdag storting folketing althing sejm eduskunta sabor jirga "
    "shura dicastery diocese archdiocese "
    "library plc a/s oyj list faction orchestra ensemble quartet trio band"
)
# Heads that alone, or only with a common word, do not make a name of an organisation.
WEAK_HEADS: Final = frozenset(
    "office initiative partnership forum conference dialogue pact treaty accord mission times "
    "post service administration school board press news division guard parties ministries "
    "journal "
    "rally order forces workers list".split()
)

# First words of names of organisations in other languages, none of them an English word.
FOREIGN_HEADS: Final = (
    "partido parti partit partei partij partia partidul partito partiya fianna sinn clann plaid "
    "forza fratelli movimiento movimento mouvement frente fronte grupo gruppo groupe grup "
    "unión unió união unione alianza aliança alleanza alianța liga ligue lega rassemblement "
    "bloque bloco blok banco banca banque banka ministerio ministère ministero ministério "
    "bundesministerium universidad université università universidade universität universiteit "
    "instituto institut "
    "istituto fundación fondation fondazione fundação stiftung bundesverband verband verein senado "
    "sénat assemblée asamblea assembleia assemblea comisión comissão commissione conseil consejo "
    "consiglio conselho compagnie compañía companhia société sociedad sociedade società "
    "gesellschaft federación fédération federação federazione sindicato syndicat sindacato "
    "confederación "
    "confédération confederação stichting vereniging jamaat jamiat hezb hizb harakat lashkar "
    "verkhovna dáil lok rajya jatiya majlis kamer corte cour cámara câmara chambre senato agencia "
    "agence agenzia agência autoridad autorità oficina dirección"
)

# Heads of bodies of a state.
GOVERNMENT_HEADS: Final = frozenset(
    "ministry department parliament assembly senate congress cabinet government duma police "
    "council chamber court army navy embassy tribunal administration presidency authority "
    "committee commission office".split()
)
# Weak heads that a tail alone makes a name: "Office of the Auditor", "Rally for the Republic".
WEAK_WITH_TAIL: Final = frozenset(["office", "school", "rally"])
# Parties by the short name that their members go by.
PARTY_LABELS: Final = frozenset(
    "Labour Labor Greens Green Liberals Liberal Conservatives Conservative Tories Tory Socialists "
    "Nationalists Nationals Communists Likud Fidesz Democrats Republicans Independents".split()
)
# Words before a head that make it the name of one body.
NATIONAL: Final = frozenset(
    "national international federal royal central state general supreme european african world "
    "global islamic christian social radical liberal democratic progressive independent united "
    "popular revolutionary conservative republican nationalist socialist imperial people's "
    "people’s civic intergovernmental interparliamentary inter-parliamentary".split()
)

# Heads of names of places where people meet (capitalised in text).
PLACE_HEADS: Final = (
    "palace residence house hall airport airfield castle hotel temple cathedral museum square "
    "base headquarters villa mansion garden gardens fort camp lake street avenue monastery "
    "mosque park room stadium harbour harbor port bridge island islands river mountain mount "
    "mountains valley province region territory district county city town village peninsula sea "
    "ocean bay gulf strait beach cemetery memorial monument gallery theatre theater arena estate "
    "ranch chancery tower building boulevard reef atoll"
)

# Capitals that abbreviate something other than an organisation.
NOT_ORGANISATIONS: Final = frozenset(
    "GDP TV AI IT ICT NGO NGOs SME SMEs MOU PM AM BC AD CEO CFO COO HIV AIDS DNA USD EUR GBP ID "
    "PhD MD BA MA MP MPs MEP MEPs MLA MLAs MSPs TD TDs MHA "
    "UAV ID FM HE VIP OK PR HR VAT GNP LGBT WMD UK US USA UAE "
    "EST GMT UTC ET CET SUV IED PPE ICU LNG NPT START INF SALT ABM JCPOA COP COVID SARS II III "
    "IV VI VII "
    "VIII IX XI XII XX XXI QC KC OBE CBE RSVP FAQ PDF RSS URL HTML THE AND FOR NOT BUT "
    "ALL NEW POS VAX ICBM ICBMs SLBM MIRV CCTV GPS SMS ATM EV EVs NSW QLD WA SA TAS VIC "
    "BBNJ PC PL FR DE EL HU RO CZ DK SK HR BG NL SE FI IE LV LT LU MT EE CY SI".split()
)

# Capitalised words that never start or end a person's name.
NOT_NAMES: Final = (
    "joint statement remarks readout press briefing meeting summit visit interview speech "
    "address agreement treaty act resolution declaration protocol memorandum order report "
    "reports statement day week month year war world cold great patriotic peace prize award "
    "round process crisis revolution northern southern eastern western central upper lower asia "
    "africa europe america pacific atlantic arctic indian muslim jewish islamic catholic "
    "orthodox democrat democrats republican republicans conservative liberal socialist "
    "communist covid covid-19 internet english french excerpts question answer q a photo image "
    "video live news olympic olympics games cup championship plan program programme project "
    "strategy policy state states republic kingdom federation emirates emirate commonwealth "
    "union people nation nations constitution article section part chapter annex volume page "
    "office ladies gentlemen friends colleagues dear good thank thanks yes no christmas easter "
    "ramadan new united god christ muslims jews christians hindus sikhs hurricane typhoon cyclone "
    "capitol lankan lankans"
)

# Words of rules that, in capitals, are rather part of a name: "Standing Committee".
CAPITAL_IN_NAMES: Final = frozenset(
    "working country capital standing power universities academic election participation title "
    "planning nation serving leading electoral "
    "peace nations countries economies states collective duo ensemble choir supergroup parties "
    "official leadership presidium active entry exit departure list ticket seat ports towns "
    "cities bass guitar drums percussion figure led others formed caucus fame prominence "
    "letter letters credentials accreditation recall "
    "membership partnership partners partner observer observers candidate singer "
    "founders rebel veteran withdrawal exclusion expulsion journey review late early lost given "
    "past mid quartet trio works helm reins work duty duties "
    "functions term days spell mandate".split()
)

# Words that never begin a person's name unless a title stands before it.
NEVER_FIRST: Final = frozenset(
    "May Will Hope Faith Christian Angel Prince King Victoria Union Bay Saint St San Santa "
    "Santo São Port Fort Mount Mt Cape Lake Las Los North South East West Hurricane Typhoon "
    "Cyclone Operation Project Nazi Hindu Sunni Shia Shiite Buddhist Sikh Protestant Capitol "
    "Comrade Miss Oh Ah Dear".split()
)
# Letters behind a name: orders, degrees, seats.
LETTERS: Final = frozenset(
    "GCMG KCMG DCMG CMG GCB KCB DCB CB GBE KBE DBE CBE OBE MBE GCVO KCVO DCVO CVO LVO MVO KG KT LG "
    "OM CH PC KC QC SC DL JP DSO DSC MC DFC BEM RN RAF FRS FRSE FBA FRSC MP MEP MSP MLA MHA TD "
    "AC AO AM OAM GCSI GCIE PhD MD GOM KUOM UOM MOM EGH CBS MBS CNZM DNZM KNZM ONZM "
    "MNZM QSO ONZ APM PSM CSC GCON CFR OON GCFR SJ OP OFM GNZM DStJ KStJ CStJ OStJ GCIH GMD "
    "RD ED IAS IPS IFS IRS".split()
)
# Words that never end one.
NEVER_LAST: Final = frozenset(["today", "yesterday", "tomorrow"])

# What bears the name of a person: "the Pulitzer Prize", "the Taylor Law".
NAMED_AFTER: Final = frozenset(
    "Prize Prizes Award Awards Round Law Laws Act Plan Doctrine Accord Accords Treaty Medal Trophy "
    "Cup Fellowship Scholarship Lecture Lectures Disease Syndrome Effect Hospital University "
    "School College Foundation Institute Library Street Avenue Boulevard Road Bridge Airport "
    "Memorial Square Stadium Park Highway Hotel Theatre Theater Museum Center Centre Amendment "
    "Declaration Convention Principle Principles Scale Curve Principal-Agent Era Corridor Dam "
    "Tower Hall House Building Plaza Bill".split()
)
# Before a name: a ship is meant.
VESSELS: Final = frozenset(
    "carrier ship frigate destroyer submarine vessel yacht ferry cruiser corvette tanker freighter "
    "trawler icebreaker uss hms ss mv rms hurricane typhoon cyclone asteroid".split()
)

# What a number before it counts: "in March 19 people", "by 2000 votes".
COUNTED: Final = (
    "people persons members delegates delegations votes voters soldiers troops dollars euros "
    "pounds percent per tonnes tons metres meters kilometres kilometers km miles hectares "
    "acres employees workers cases companies firms students children families homes houses "
    "days hours minutes seconds years months weeks seats countries states nations ministers "
    "officials leaders participants others men women police refugees prisoners ships aircraft "
    "drones missiles villages schools barrels units times points copies jobs places deaths"
)
# "the April 6 Movement", "the 19 May Stadium"; "the Sunday Times"; "Good Friday".
NAMED_AFTER_DATES: Final = (
    "movement alliance coalition street square avenue bridge stadium brigade party revolution "
    "uprising group agreement organisation organization university park airport boulevard"
)
NAMED_AFTER_WEEKDAYS: Final = (
    "times telegraph mirror express herald mail sun post independent world tribune agreement "
    "accords accord live club school mass people star night"
)
# "the May summit"
DATED_EVENTS: Final = (
    "meeting meetings summit session talks conference election elections visit vote referendum "
    "agreement deal protests attack attacks coup accord"
)
NAMED_DAYS: Final = (
    "good black bloody ash easter palm holy cyber super maundy whit shrove fat red blue"
)

GROUPS: dict[str, str] = {
    # organisations
    "heads": "ministries departments universities",
    # persons: relatives, what befalls only people, and what only people do
    "kin": "wife husband son daughter brother sister mother widow widower niece nephew uncle aunt "
    "grandson granddaughter cousin spouse",
    "fate": "assassination murder abdication coronation impeachment imprisonment exile portrait "
    "portraits biography memoirs reign resignation arrest death",
    "career": "resigned retired died married graduated studied joined",
    "made": "born elected appointed named re-elected sworn educated imprisoned arrested "
    "assassinated",
    # contact verbs
    "met": "met meets meet",
    "spoke": "spoke speaks speak spoken",
    "talks": "talks negotiations consultations discussions conversation conversations",
    "held": "held holds hold holding",
    "received": "received receives receive receiving",
    "hosted": "hosted hosts host hosting",
    "visited": "visited visits",
    "attended": "attended attends attend attending",
    "took": "took takes take taken taking",
    "arrived": "arrived arrives arrive arriving",
    "joined": "joined joins",
    "participate": "participated participates participate participating part",
    # cue words
    "be": "is are was were be been being",
    "have": "has have had having",
    "plan": "plan plans planned planning expected expects scheduled due set slated intends intend "
    "intended hopes hope hoped upcoming forthcoming next prepare prepares preparing preparations",
    "cancel": "cancelled canceled cancels cancel postponed postpones postpone scrapped cancelling "
    "canceling cancellation postponement postponing",
    "refuse": "refused refuses refuse declined declines decline rejected rejects reject denied "
    "denies "
    "ruled",
    "callfor": "urged urges invited invites invite invitation proposed proposes propose offered "
    "offers offer calls-for suggested suggest sought seeks",
    "say": "said says say told tells stated added noted stressed emphasized emphasised announced "
    "reported remarked declared explained argued warned wrote insisted underlined underscored "
    "reaffirmed confirmed reiterated expressed thanked recalled pointed commented replied asked "
    "welcomed-that acknowledged affirmed observed continued concluded responded answered "
    "summed claimed quipped cautioned",
    "saying": "saying adding noting telling stressing explaining warning declaring asking "
    "announcing writing",
    "hearsay": "reportedly allegedly supposedly purportedly rumouredly apparently presumably",
    "sources": "sources source reports insiders leaks rumours rumors",
    "rumours": "claims allegations suggestions accusations speculation",
    "denial": "denied denies denying denial disputed",
    # dates
    "unit": "day days week weeks month months year years decade decades",
    "daypart": "morning afternoon evening night",
    "season": "spring summer autumn fall winter",
    # membership words
    "member": "member members",
    "fellow": "fellow fellows",
    "membership": "membership",
    "join": "join joining",
    "became": "became become becomes becoming",
    "partner": "partner partners",
    "candidate": "candidate candidates applicant applicants",
    "observer": "observer observers",
    "froze": "froze frozen freezes freeze freezing",
    "suspend": "suspended suspends suspend suspension suspending",
    "expel": "expelled excluded ousted",
    "participation": "participation",
    "belong": "belongs belonged belong belonging",
    # offices
    "profession": "politician politicians statesman stateswoman activist lawyer diplomat economist "
    "academic journalist revolutionary engineer entrepreneur businessman businesswoman author "
    "agronomist farmer educator teacher physician banker writer barrister soldier historian",
    "scholar": "physicist mathematician chemist biologist composer painter poet philosopher "
    "footballer actor actress sculptor novelist",
    "appoint": "appointed appoints appoint appointing appointment named names elected elects "
    "re-elected reelected nominated nominates nominate nomination nominee confirmed-as sworn "
    "inaugurated designated",
    "induct": "appointed named elected re-elected reelected sworn inaugurated installed "
    "reappointed "
    "re-appointed crowned proclaimed promoted confirmed designated chosen selected nominated "
    "renominated tapped picked voted enthroned made",
    "name": "appointed appoints appoint appointing named names elected elects nominated nominates "
    "nominate nominating reappointed re-elected chose picked selected designated confirmed "
    "inaugurated installed proclaimed crowned promoted",
    "naming": "appointment election re-election reelection nomination inauguration confirmation "
    "reappointment selection promotion resignation dismissal removal",
    "serve": "serves served serve serving serving-as",
}


def words(table: str) -> list[str]:
    """The entries of a table written as one string."""
    return table.split()
