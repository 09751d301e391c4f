"""Where each reference file comes from, under which licence, and what was done to it."""

import pandas as pd

OGL = "Open Government Licence v3.0"
ONS = "Contains National Statistics data © Crown copyright and database right"
OS = "Contains OS data © Crown copyright and database right"
MAIL = "Contains Royal Mail data © Royal Mail copyright and database right"
POLICE = "Contains public sector information from data.police.uk"

WARDS_2020 = (
    "ONS Wards December 2021, super generalised (BSC, 200 m), tightened: each 2011 output area "
    "with at least three quarters of its area in one ward is given to it whole, the other 36 of "
    "408 are split by the ward line; scraps narrower than 15 m or below 0.2 ha and pieces cut off "
    "from their ward go to the neighbour with the longest common line. Not an official product: "
    "see README.md for how far it can be off."
)
CELLS = (
    "H3 cells that overlap the study area; ward by largest overlap, for both vintages; area on the "
    "WGS 84 ellipsoid inside the study area. Residents: Census 2021 usual residents of each LSOA, "
    "shared equally among the 2011 output areas that lie mostly in it, and equally among each "
    "output area's postcodes but for post-office boxes (the 6 output areas of Hale, which have "
    "none in that file: among their police.uk map points), then rounded to 0.1 so that the sum is "
    "128,466. Under 18: the "
    "same, times the share under 18 in the ONS mid-2020 estimate of the LSOA. Place: the two "
    "streets with most published incidents in the cell; else what police.uk names near the next "
    "street; else the next street within one cell's width; else the ward."
)

# file, source, attribution, vintage, what was done
ROWS = [
    (
        "wards-2020.geojson",
        "ONS Open Geography Portal: wards and output areas",
        f"{ONS}. {OS}",
        "Wards in force since May 2020 (outlines December 2021; output areas 2011)",
        WARDS_2020,
    ),
    (
        "wards-2013.geojson",
        "ONS Open Geography Portal: wards and output areas",
        f"{ONS}. {OS}",
        "Wards 2013 to May 2020 (output areas 2011)",
        (
            "Unions of the 2011 output areas, each of which lies at least 92 % in one 2013 ward "
            "(BGC, 20 m). All 2,974 postcodes fall in the ward that Code-Point Open names."
        ),
    ),
    *(
        (
            f"cells-{resolution}.csv",
            "ONS Census 2021 and mid-2020 estimates; OS Code-Point Open; data.police.uk; H3 grid",
            f"{ONS}. {OS}. {MAIL}. {POLICE}",
            "Census 2021; mid-2020; postcodes July 2014",
            CELLS,
        )
        for resolution in (7, 8, 9, 10)
    ),
    (
        "postcodes.csv",
        "OS Code-Point Open",
        f"{OS}. {MAIL}. {ONS}",
        "July 2014",
        (
            "Postcodes of Halton with a WA code; those of Hale (L24) are not in the file. Homes "
            "built since 2014 are missing."
        ),
    ),
    (
        "streets.csv",
        "data.police.uk street-level crime, Cheshire Constabulary",
        POLICE,
        "October 2018 to February 2019 and January to April 2024",
        "Distinct map points named after a street, without the words On or near.",
    ),
    (
        "incident_weights.csv",
        "data.police.uk street-level crime, Cheshire Constabulary",
        POLICE,
        "October 2018 to February 2019 and January to April 2024",
        (
            "The 11,259 published incidents counted by map point and category; it gives the "
            "invented borough its proportions."
        ),
    ),
    (
        "land.geojson",
        "ONS Local Authority Districts May 2024 (BGC) and output areas 2011",
        f"{ONS}. {OS}",
        "2024; 2011",
        (
            "Districts and borough joined; gaps up to 60 m between the two sources' shorelines "
            "closed; simplified to 2 m. What is not land is the estuary."
        ),
    ),
    (
        "inlets.geojson",
        "ONS output areas 2011",
        f"{ONS}. {OS}",
        "2011",
        (
            "Creeks of the borough less than 60 m wide, found by closing its edge; the map draws "
            "wards with them closed, while points are placed with them open."
        ),
    ),
    (
        "neighbours.geojson",
        "ONS Local Authority Districts May 2024 (BGC)",
        f"{ONS}. {OS}",
        "2024",
        "Clipped to -2.95 to -2.45 and 53.25 to 53.45 degrees; the borough cut out.",
    ),
    (
        "output-area-lines.geojson",
        "ONS output areas 2011 (BGC)",
        f"{ONS}. {OS}",
        "2011",
        "Lines between output areas, each once, simplified to 2 m.",
    ),
    (
        "landmarks.geojson",
        "OS Open Roads; public facts for bridges and stations",
        OS,
        "2024",
        (
            "Motorway pieces joined by road number. The two Mersey bridges and four stations are "
            "for orientation only: the Silver Jubilee Bridge and Widnes station are approximate."
        ),
    ),
    (
        "labels.csv",
        "Derived from residents, streets, wards and districts in this folder",
        f"{ONS}. {OS}. {MAIL}. {POLICE}",
        "as the files it is made of",
        (
            "Towns at the median of their residents; neighbourhoods at the median of the streets "
            "named after them (Hale: of the streets in its 2013 ward); districts and the river "
            "at the point farthest from their edge."
        ),
    ),
]


def table() -> pd.DataFrame:
    """Give the sources file as a table."""
    columns = ["file", "source", "attribution", "vintage", "what_was_done"]
    rows = pd.DataFrame(ROWS, columns=columns)
    rows.insert(2, "licence", OGL)
    return rows
