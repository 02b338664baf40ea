"""Rarity of stems in news, for the ledger's matching: crates/purport-ledger/data/rarity.tsv.

In: texts (Wikinews, and the reports of PolNeAR's training part), of which only document frequencies of single stems are
kept. Out: stem and ten times the natural logarithm of its inverse document frequency, for stems of at least THREE texts.

    python3 model/rarity.py DATA > crates/purport-ledger/data/rarity.tsv
"""

import collections
import csv
import glob
import json
import math
import pathlib
import re
import sys
import unicodedata

import snowballstemmer

FEWEST_TEXTS = 3
LEDGER = pathlib.Path(__file__).parent.parent / "crates/purport-ledger/data"


def texts(data):
    csv.field_size_limit(10**9)
    for path in sorted(glob.glob(f"{data}/text/wikinews/*.csv")):
        for row in csv.DictReader(open(path, encoding="utf-8")):
            yield max(row.values(), key=lambda value: len(value or ""))
    for line in open(f"{data}/text/wikinews/geovirus.jsonl", encoding="utf-8"):
        yield json.loads(line).get("text", "")
    for path in sorted(glob.glob(f"{data}/attribution/polnear/train/*.txt")):
        yield open(path, encoding="utf-8").read()


def fold(word):
    plain = "".join(ch for ch in unicodedata.normalize("NFKD", word) if not unicodedata.combining(ch))
    return plain.replace("’", "'").replace("‘", "'").lower()


def main():
    irregular = dict(row.rstrip("\n").split("\t") for row in list(open(LEDGER / "irregular.tsv"))[1:])
    stemmer = snowballstemmer.stemmer("english")
    counts, total = collections.Counter(), 0
    for text in texts(sys.argv[1]):
        total += 1
        words = {fold(word) for word in re.findall(r"[^\W\d_][\w'’-]*", text)}
        words = {part for word in words for part in word.split("-")}
        words = {word.removesuffix("'s") for word in words}
        counts.update({stemmer.stemWord(irregular.get(word, word)) for word in words if word})
    print("# Stems in news; columns: stem, ten times the natural logarithm of the inverse document frequency; "
          "source: frequencies counted by model/rarity.py in Wikinews (CC BY 2.5) and PolNeAR's texts; licence: Apache-2.0 OR MIT")
    for stem, count in sorted(counts.items()):
        if count >= FEWEST_TEXTS and "\t" not in stem:
            print(f"{stem}\t{round(10 * math.log(total / count))}")


main()
