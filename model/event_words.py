#!/usr/bin/env python3
"""The lexicon of event words, from the CAMEO verb dictionary.

usage: event_words.py CAMEO.2.0.txt OUT.tsv

CAMEO.2.0.txt is the verb dictionary of PETRARCH (Open Event Data Alliance, MIT licence). Taken are the verbs with a code of
their own, and the patterns of a verb with one object noun ("launch an attack"). Patterns with several slots are left: they
are about one sentence each.

OUT.tsv: verb (particle joined by a space), object noun or nothing, CAMEO code; sorted.
"""
import collections
import re
import sys

# Root 01 is public statement, which is a claim and no event; 02 is appeal, PLOVER's REQUEST.
FIRST_CODE = "02"


def clean(word):
    return word.strip().rstrip("_").replace("_", " ").lower()


def read_dictionary(path):
    """Yields (verb, object noun or "", code). The verb of a pattern stands in its comment."""
    default, synsets, current = None, collections.defaultdict(list), None
    for line in open(path, encoding="utf-8", errors="replace"):
        body, _, comment = line.rstrip().partition("#")
        if m := re.match(r"&(\S+)", body):
            current = m[1]
        elif body.startswith("+") and current:
            synsets[current].append(clean(body[1:]))
        elif m := re.match(r"---\s*\S+\s*\[(\S+?)\]\s*---", body):
            current, default = None, m[1]
        elif m := re.match(r"- \* (&?[A-Z_]+)\s*\[(\d+)(?::\d*)?\]", body):
            nouns = synsets.get(m[1][1:], []) if m[1].startswith("&") else [clean(m[1])]
            for verb in re.findall(r"[A-Z_]+", comment):
                yield from ((clean(verb), noun, m[2]) for noun in nouns)
        elif default and (m := re.match(r"([A-Z_]+)\s*(?:\[(\S+?)\])?", body)):
            code = m[2] or default
            if code.isdigit():
                yield clean(m[1]), "", code


def main():
    dictionary, out = sys.argv[1:]
    codes = collections.defaultdict(collections.Counter)
    for verb, noun, code in read_dictionary(dictionary):
        if code >= FIRST_CODE and re.fullmatch(r"[a-z -]+", verb + noun):
            codes[verb, noun][code] += 1
    with open(out, "w", encoding="utf-8") as f:
        f.write("# Verbs that name events; columns: verb (lemmas), object noun (or nothing), CAMEO code; source: verb dictionary CAMEO.2.0 of PETRARCH, Copyright (c) 2014-2015 Open Event Data Alliance, by model/event_words.py; licence: MIT\n")
        for (verb, noun), found in sorted(codes.items()):
            # A pair with one code, or one that most patterns agree on.
            (code, count), total = found.most_common(1)[0], sum(found.values())
            if 2 * count > total:
                f.write(f"{verb}\t{noun}\t{code}\n")


if __name__ == "__main__":
    main()
