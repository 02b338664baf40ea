#!/usr/bin/env python3
"""Turn authored passages (strings) into character spans, and check them.

usage: annotate.py FILE.txt… [--events | --quantities] [--out FOLDER [--check]]

Checks the passages; with --out writes FOLDER/train.jsonl and FOLDER/dev.jsonl, a part held out by the hash of the id; with
--check compares with what is there instead of writing.

An authored file holds passages. People write strings, not offsets:

    # seoul-briefing-01
    register: wire
    region: East Asia

    SEOUL — The National Intelligence Service suggested that the talks might fail, said Lee, a lawmaker.

    - source: Lee, a lawmaker
      cue: said
      content: The National Intelligence Service suggested that the talks might fail
      kind: named
      entity: Lee
    - source: The National Intelligence Service
      cue: suggested
      content: that the talks might fail
      kind: named
      entity: National Intelligence Service

A string must stand in the text, at word boundaries. `string @2` takes its second occurrence; ` || ` separates the
pieces of a discontinuous span; an empty or missing `source:` means that the text names none. A line break inside a
content that runs over paragraphs is written as the two characters \\n. `within` (the attribution a claim is nested in)
is computed: the smallest other content that holds the cue, or `within: K` (the K-th of the passage, from 1).

Output: one JSON object a line, {"id", "register", "region", "text", "attributions": [{"source", "cue", "content",
"within", "kind", "entity"}]}; spans are [start, end) in code points; `within` is an index into the list or null.

With --events the items are events (data/EVENTS.md has the conventions), a fifth is held out, and a string without @n is
its first occurrence:

    - type: ACCUSE
      mode: allege
      anchor: accused
      actors: Japan || South Korea
      recipients: Russia
      place:
      time: Monday
      quantities:
      certainty: certain
      polarity: positive
      frame: past

Output then: "events": [{"type", "mode", "anchor", "actors", "recipients", "place", "time", "quantities", "certainty",
"polarity", "time_frame"}], actors, recipients and quantities as lists of spans.

With --quantities the items are quantities (data/QUANTITIES.md has the conventions), half are held out, and a string without
@n is its first occurrence. An item is one line: the words, the number, the unit, what is counted:

    - at least 12 | 12.. | | people
    - nearly $1.5bn | ~1500000000 ..1500000000 | USD | loan

The number is a value, its bounds `low..high` (either may be missing), or both; `~` says that it is approximate. A value alone
is its own bounds unless it is approximate. A fraction may be written `1/3`. Output: "quantities": [{"span", "value", "low",
"high", "approximate", "unit", "of"}].
"""
import argparse
import hashlib
import json
import re
import sys

KINDS = {"named", "unnamed", "document", "author", "none"}
MODES = {
    "AGREE": "",
    "CONSULT": "visit third-party multilateral phone",
    "SUPPORT": "",
    "CONCEDE": "",
    "COOPERATE": "",
    "AID": "",
    "RETREAT": "release return ease access ceasefire withdraw disarm",
    "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove allege investigate",
    "REJECT": "assist change yield meet",
    "THREATEN": "restrict ban arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct",
    "SANCTION": "withdraw discontinue expel",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict ban curfew martial-law arrest deport withhold",
    "ASSAULT": "abduct beat torture execute sexual assassinate primitive firearms explosives suicide-attack heavy-weapons crowd-control massacre cleansing unconventional",
}
VALUES = {
    "certainty": {"certain", "probable", "possible", "unknown"},
    "polarity": {"positive", "negative"},
    "frame": {"past", "present", "future"},
}
EVENT_SPANS = ("anchor", "actors", "recipients", "place", "time", "quantities")


class Mistake(Exception):
    """One thing wrong with a passage, said so that its author can repair it."""


def is_word(ch):
    return ch.isalnum()


def occurrences(text, needle):
    """Every place where needle stands at word boundaries."""
    found, at = [], text.find(needle)
    while at >= 0:
        end = at + len(needle)
        starts_clean = at == 0 or not (is_word(text[at - 1]) and is_word(needle[0]))
        ends_clean = end == len(text) or not (is_word(text[end]) and is_word(needle[-1]))
        if starts_clean and ends_clean:
            found.append((at, end))
        at = text.find(needle, at + 1)
    return found


def locate(text, value, first=False):
    """The spans of an authored value. A piece that stands more than once and has no @n is a mistake, or its first place."""
    spans = []
    for piece in value.split(" || "):
        piece = piece.strip().replace("\\n", "\n")
        m = re.fullmatch(r"(.*\S) @(\d+)", piece, re.S)
        needle, wanted = (m.group(1), int(m.group(2))) if m else (piece, None)
        found = occurrences(text, needle)
        if not found:
            raise Mistake(f"not in the text: {needle!r}")
        if wanted is None and len(found) > 1 and not first:
            raise Mistake(f"stands {len(found)} times, add ' @n': {needle!r}")
        if wanted is not None and not 1 <= wanted <= len(found):
            raise Mistake(f"stands {len(found)} times, so there is no @{wanted}: {needle!r}")
        spans.append(list(found[(wanted or 1) - 1]))
    spans.sort()
    for a, b in zip(spans, spans[1:]):
        if a[1] > b[0]:
            raise Mistake(f"pieces overlap: {value!r}")
    return spans


def inside(spans, holders):
    return all(any(s >= a and e <= b for a, b in holders) for s, e in spans)


def nest(attributions):
    """Fill `within`: the smallest other content that holds the cue."""
    for i, a in enumerate(attributions):
        if a["within"] is not None:
            continue
        size = lambda j: sum(e - s for s, e in attributions[j]["content"])
        holders = [j for j, b in enumerate(attributions) if j != i and inside(a["cue"], b["content"])]
        a["within"] = min(holders, key=size) if holders else None
    for i in range(len(attributions)):
        seen, at = set(), i
        while at is not None:
            if at in seen:
                raise Mistake(f"attribution {i + 1} is nested in itself")
            seen.add(at)
            at = attributions[at]["within"]


def read_fields(item, known):
    fields = {}
    for line in item.strip().split("\n"):
        key, _, value = line.strip().partition(":")
        if key not in known:
            raise Mistake(f"unknown field {line.strip()!r}")
        fields[key] = value.strip()
    return fields


def parse_attribution(text, item):
    fields = read_fields(item, ("source", "cue", "content", "kind", "entity", "within"))
    if not fields.get("cue") or not fields.get("content"):
        raise Mistake(f"cue and content are needed: {item.strip()!r}")
    kind = fields.get("kind", "named" if fields.get("source") else "none")
    if kind not in KINDS:
        raise Mistake(f"kind {kind!r} is none of {sorted(KINDS)}")
    within = fields.get("within")
    a = {r: locate(text, fields[r]) if fields.get(r) else [] for r in ("source", "cue", "content")}
    for x, y in (("source", "cue"), ("cue", "content"), ("source", "content")):
        if any(s < f and t < e for s, e in a[x] for t, f in a[y]):
            raise Mistake(f"{x} and {y} overlap: {item.strip()!r}")
    return a | {"within": int(within) - 1 if within else None, "kind": kind, "entity": fields.get("entity") or None}


def parse_event(text, item):
    fields = read_fields(item, ("type", "mode", *EVENT_SPANS, *VALUES))
    kind, mode = fields.get("type"), fields.get("mode") or None
    if kind not in MODES:
        raise Mistake(f"type {kind!r} is none of {sorted(MODES)}")
    if mode and mode not in MODES[kind].split():
        raise Mistake(f"{kind} has no mode {mode!r}")
    for key, values in VALUES.items():
        if fields.get(key) not in values:
            raise Mistake(f"{key} {fields.get(key)!r} is none of {sorted(values)}")
    spans = {key: locate(text, fields[key], first=True) if fields.get(key) else [] for key in EVENT_SPANS}
    if not spans["anchor"]:
        raise Mistake(f"an anchor is needed: {item.strip()!r}")
    one = {key: (spans[key][0] if spans[key] else None) for key in ("anchor", "place", "time")}
    judged = {"certainty": fields["certainty"], "polarity": fields["polarity"], "time_frame": fields["frame"]}
    return {"type": kind, "mode": mode} | spans | one | judged


def read_number(written):
    """Value, low, high, approximate."""

    def one(part):
        above, _, below = part.partition("/")
        number = float(above) / float(below or 1) if part else None
        return int(number) if number is not None and number.is_integer() else number

    approximate = written.startswith("~")
    value = low = high = None
    try:
        for part in written.removeprefix("~").split():
            if ".." in part:
                low, high = (one(side) for side in part.split(".."))
            else:
                value = one(part)
    except ValueError as error:
        raise Mistake(f"not a number: {written!r}") from error
    if value is None and low is None and high is None:
        raise Mistake(f"no number: {written!r}")
    if ".." not in written and not approximate:
        low = high = value
    return {"value": value, "low": low, "high": high, "approximate": approximate}


def parse_quantity(text, item):
    cells = [cell.strip() for cell in item.strip().split("|")]
    if len(cells) != 4:
        raise Mistake(f"words | number | unit | of: {item.strip()!r}")
    words, number, unit, of = cells
    if of:
        locate(text, of, first=True)
    return {"span": locate(text, words, first=True)[0]} | read_number(number) | {"unit": unit or None, "of": of or None}


def parse_passage(block, kind):
    lines = block.split("\n")
    passage = {"id": lines[0].strip(), "register": None, "region": None}
    i = 1
    while i < len(lines) and (m := re.fullmatch(r"(register|region): (.+)", lines[i].strip())):
        passage[m.group(1)] = m.group(2)
        i += 1
    rest = "\n".join(lines[i:])
    cut = re.search(r"^- " if kind == "quantities" else r"^- (source|type):", rest, re.M)
    text = (rest[: cut.start()] if cut else rest).strip()
    passage["text"] = text
    items = re.split(r"^- ", rest[cut.start() :], flags=re.M)[1:] if cut else []
    if kind == "events":
        passage["events"] = sorted((parse_event(text, item) for item in items), key=lambda e: e["anchor"])
    elif kind == "quantities":
        found = sorted((parse_quantity(text, item) for item in items), key=lambda q: q["span"])
        if any(a["span"][1] > b["span"][0] for a, b in zip(found, found[1:])):
            raise Mistake("quantities overlap")
        passage["quantities"] = found
    else:
        passage["attributions"] = [parse_attribution(text, item) for item in items]
        nest(passage["attributions"])
    return passage


def held_out(passage):
    share = 0.5 if "quantities" in passage else 0.2 if "events" in passage else 0.1
    return int(hashlib.sha256(passage["id"].encode()).hexdigest()[:8], 16) / 2**32 < share


def write(passages, folder, only_check):
    """The two files of a folder; with only_check the names of those that are not as they should be."""
    stale = []
    for name, chosen in (("train", False), ("dev", True)):
        path = f"{folder}/{name}.jsonl"
        lines = "".join(json.dumps(p, ensure_ascii=False) + "\n" for p in passages if held_out(p) == chosen)
        if only_check:
            if open(path, encoding="utf-8").read() != lines:
                stale.append(path)
        else:
            with open(path, "w", encoding="utf-8") as out:
                out.write(lines)
    return stale


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("files", nargs="+", metavar="FILE.txt")
    kinds = ap.add_mutually_exclusive_group()
    kinds.add_argument("--events", dest="kind", action="store_const", const="events")
    kinds.add_argument("--quantities", dest="kind", action="store_const", const="quantities")
    ap.add_argument("--out", metavar="FOLDER")
    ap.add_argument("--check", action="store_true")
    o = ap.parse_args()
    passages, wrong, ids = [], 0, set()
    for path in sorted(o.files):
        for block in re.split(r"^# ", open(path, encoding="utf-8").read(), flags=re.M)[1:]:
            name = block.split("\n", 1)[0].strip()
            try:
                passage = parse_passage(block, o.kind)
                if name in ids:
                    raise Mistake("id used twice")
                ids.add(name)
                passages.append(passage)
            except Mistake as mistake:
                wrong += 1
                print(f"{path}: {name}: {mistake}", file=sys.stderr)
    stale = write(passages, o.out, o.check) if o.out else []
    for path in stale:
        print(f"{path}: differs from the authored files; run annotate.py without --check", file=sys.stderr)
    found = [x for p in passages for x in p[o.kind or "attributions"]]
    nested = sum(x.get("within") is not None for x in found)
    what = f"{len(found)} {o.kind}" if o.kind else f"{len(found)} attributions, {nested} nested"
    print(f"{len(passages)} passages, {what}, {wrong} passages with a mistake")
    return 1 if wrong or stale else 0


if __name__ == "__main__":
    sys.exit(main())
