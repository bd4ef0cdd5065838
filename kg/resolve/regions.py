"""Regions behind the name of a town, "Salem, Ore.": they say which country the town is in."""

from __future__ import annotations

from kg.text.slug import fold

# Q-number of the country, its regions, each with the short forms that follow the name of a town.
_TABLE = {
    "Q30": (
        "Alabama Ala AL|Alaska AK|Arizona Ariz AZ|Arkansas Ark AR|California Calif CA|"
        "Colorado Colo CO|Connecticut Conn CT|Delaware Del DE|Florida Fla FL|Georgia Ga GA|"
        "Hawaii HI|Idaho ID|Illinois Ill IL|Indiana Ind IN|Iowa IA|Kansas Kan KS|Kentucky Ky KY|"
        "Louisiana La LA|Maine ME|Maryland Md MD|Massachusetts Mass MA|Michigan Mich MI|"
        "Minnesota Minn MN|Mississippi Miss MS|Missouri Mo MO|Montana Mont MT|Nebraska Neb NE|"
        "Nevada Nev NV|New_Hampshire N.H. NH|New_Jersey N.J. NJ|New_Mexico N.M. NM|"
        "New_York N.Y. NY|North_Carolina N.C. NC|North_Dakota N.D. ND|Ohio OH|Oklahoma Okla OK|"
        "Oregon Ore OR|Pennsylvania Pa PA|Rhode_Island R.I. RI|South_Carolina S.C. SC|"
        "South_Dakota S.D. SD|Tennessee Tenn TN|Texas Tex TX|Utah UT|Vermont Vt VT|"
        "Virginia Va VA|Washington Wash WA|West_Virginia W.Va. WV|Wisconsin Wis WI|Wyoming Wyo WY"
    ),
    "Q16": (
        "Alberta Alta AB|British_Columbia B.C. BC|Manitoba Man MB|New_Brunswick N.B. NB|"
        "Newfoundland Nfld NL|Nova_Scotia N.S. NS|Ontario Ont ON|Quebec Que QC|"
        "Saskatchewan Sask SK"
    ),
    "Q145": "England|Wales|Northern_Ireland",
}
REGIONS = {
    fold(form.replace("_", " ")).replace(" ", ""): country
    for country, regions in _TABLE.items()
    for region in regions.split("|")
    for form in region.split()
}


def country_of(region: str) -> str:
    """The Q-number of the country that a region lies in, "" for what is no region we know."""
    return REGIONS.get(fold(region).replace(" ", ""), "") if region[:1].isupper() else ""
