#!/usr/bin/env python3
"""The table of irregular forms: what the rules of purport-parse's lemma.rs get wrong in the training treebanks.

usage: lemmas.py OUT.tsv CONLLU…

Every (form, part of speech) with one clear lemma, seen twice or of a closed class, is listed unless plain rules give it;
to stay small, the plain rules here are only "unchanged, lower-cased".
"""
import collections
import sys

OPEN = {"NOUN", "VERB", "ADJ", "ADV", "AUX"}


def main():
    counts = collections.defaultdict(collections.Counter)
    for path in sys.argv[2:]:
        for line in open(path, encoding="utf-8"):
            row = line.rstrip("\n").split("\t")
            if len(row) == 10 and row[0].isdigit():
                counts[row[1].lower().replace("’", "'"), row[3]][row[2]] += 1
    rows = []
    for (form, upos), lemmas in counts.items():
        lemma, seen = lemmas.most_common(1)[0]
        total = sum(lemmas.values())
        if upos in ("PROPN", "PUNCT", "SYM", "X", "NUM", "INTJ") or not form.isascii() or "\t" in form:
            continue
        if lemma == form or lemma == "_" or seen * 10 < total * 7 or (upos in OPEN and total < 2):
            continue
        rows.append((form, upos, lemma))
    with open(sys.argv[1], "w", encoding="utf-8") as out:
        for row in sorted(rows):
            out.write("\t".join(row) + "\n")


if __name__ == "__main__":
    main()
