#!/usr/bin/env python3
"""Gold data to training examples.

usage: data.py DATA_DIR PASSAGES_DIR PREPARE OUT.pkl

DATA_DIR holds the public sets (see CARD.md for what they are and their terms), PASSAGES_DIR the project's own passages
(`train.jsonl`, `dev.jsonl`), PREPARE is the built example `prepare` of the crate purport-parse, which cuts texts into
words, pieces and features exactly as the reader does. OUT.pkl maps a set's name to a list of examples:

    {"id", "text", "words": [[start, end]…], "pieces": [[id…]…], "features": […], "sentences": [[first, end]…],
     "labels": {"upos": […], "head": […], "deprel": […], "boundary": […], "names": […],
                "attributions": [{"cue": (first, end), "tags": […], "within": index | None}…], "univocal": bool}}

Only the labels that a set has are there. Offsets are code points; heads are word indexes, -1 for a root.
"""
import collections
import glob
import hashlib
import json
import os
import pickle
import re
import subprocess
import sys

UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
NAME_CLASSES = "PER ORG LOC NORP FAC MISC".split()
NAME_TAGS = ["O"] + [f"{p}-{c}" for c in NAME_CLASSES for p in "BI"]
ROLE_TAGS = ["O"] + [f"{p}-{r}" for r in ("source", "content") for p in "BIES"]


# ---------- attribution ----------
def trim(text, start, end):
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def read_polnear(folder):
    """brat stand-off: one relation an E line; fragments parted by white space only are one span."""
    for path in sorted(glob.glob(f"{folder}/*.ann")):
        text = open(path[:-3] + "txt", encoding="utf-8", newline="").read()
        spans, relations = {}, []
        for line in open(path, encoding="utf-8", newline=""):
            line = line.rstrip("\r\n")
            if m := re.match(r"(T\d+)\t\S+ ([0-9; ]+)\t", line):
                spans[m[1]] = [tuple(map(int, f.split())) for f in m[2].split(";")]
            elif m := re.match(r"E\d+\t(Attribution(?:-no-source)?):T\d+(.*)$", line):
                relations.append(re.findall(r"([A-Za-z]+)\d*:(T\d+)", m[2]))
        attributions = []
        for arguments in relations:
            roles = collections.defaultdict(list)
            for role, t in arguments:
                roles[role.lower()] += [trim(text, *s) for s in spans.get(t, [])]
            if roles["cue"] and roles["content"]:
                attributions.append({r: sorted(roles[r]) for r in ("source", "cue", "content")} | {"within": None})
        yield {"id": os.path.basename(path)[:-4], "text": text, "attributions": attributions, "univocal": True}


def read_passages(path):
    for line in open(path, encoding="utf-8"):
        passage = json.loads(line)
        yield {k: passage[k] for k in ("id", "text", "attributions")} | {"univocal": False}


def span_words(words, spans):
    """Indexes of the words that lie in the spans by half or more."""
    hit = []
    for i, (s, e) in enumerate(words):
        shared = sum(max(0, min(e, b) - max(s, a)) for a, b in spans)
        if 2 * shared >= e - s:
            hit.append(i)
    return hit


def runs(indexes):
    out = []
    for i in indexes:
        if out and out[-1][1] == i:
            out[-1][1] = i + 1
        else:
            out.append([i, i + 1])
    return out


def tag_roles(count, source, content):
    tags = [0] * count
    for role, indexes in ((0, source), (1, content)):
        for first, end in runs(indexes):
            base = 1 + 4 * role
            if end - first == 1:
                tags[first] = base + 3
                continue
            tags[first], tags[end - 1] = base, base + 2
            for i in range(first + 1, end - 1):
                tags[i] = base + 1
    return tags


def label_attributions(document, words):
    labelled = []
    index = {}
    for n, a in enumerate(document["attributions"]):
        cue = runs(span_words(words, a["cue"]))
        content = span_words(words, a["content"])
        if not cue or not content:
            continue
        # A cue in several pieces is tagged at its longest.
        first, end = max(cue, key=lambda r: r[1] - r[0])
        index[n] = len(labelled)
        labelled.append({"cue": (first, end), "tags": tag_roles(len(words), span_words(words, a["source"]), content), "within": a["within"]})
    for a in labelled:
        a["within"] = index.get(a["within"])
    return {"attributions": labelled, "univocal": document["univocal"]}


# ---------- syntax ----------
def read_conllu(paths):
    """One document a `# newdoc`; words with the offsets of a text rebuilt from SpaceAfter and paragraph marks."""
    for path in paths:
        document, text = None, ""
        for block in open(path, encoding="utf-8").read().split("\n\n"):
            lines = block.strip().split("\n")
            rows = [l.split("\t") for l in lines if l and l[0] != "#"]
            if not rows:
                continue
            comments = [l for l in lines if l.startswith("#")]
            new_document = next((l for l in comments if l.startswith("# newdoc")), None)
            new_paragraph = any(l.startswith("# newpar") for l in comments)
            if document is None or new_document:
                if document:
                    yield document | {"text": text.rstrip()}
                name = new_document.split("=")[-1].strip() if new_document else os.path.basename(path)
                document = {"id": name, "given": [], "upos": [], "head": [], "deprel": [], "boundary": []}
                text = ""
            elif new_paragraph:
                text = text.rstrip() + "\n\n"
            base, i = len(document["given"]), 0
            while i < len(rows):
                row = rows[i]
                if "." in row[0]:
                    i += 1
                    continue
                members = [row]
                if "-" in row[0]:
                    first, last = map(int, row[0].split("-"))
                    members = rows[i + 1 : i + 2 + last - first]
                    i += len(members)
                start = len(text)
                text += row[1]
                parts = split_token(row[1], [m[1] for m in members])
                for member, (s, e) in zip(members, parts):
                    document["given"].append([start + s, start + e])
                    document["upos"].append(UPOS.index(member[3]))
                    document["head"].append(base + int(member[6]) - 1 if member[6] != "0" else -1)
                    document["deprel"].append(member[7])
                    document["boundary"].append(int(member[0] == "1"))
                if "SpaceAfter=No" not in row[9]:
                    text += " "
                i += 1
            if not text.endswith(" "):
                text += " "
        if document:
            yield document | {"text": text.rstrip()}


def split_token(surface, forms):
    """Where the words of one token stand in it: by their forms when these add up, else cut in order."""
    if "".join(forms) == surface:
        at, parts = 0, []
        for form in forms:
            parts.append((at, at + len(form)))
            at += len(form)
        return parts
    cut = max(1, len(surface) - len(forms[-1]))
    if len(forms) == 2 and cut < len(surface):
        return [(0, cut), (cut, len(surface))]
    return [(0, len(surface))] * len(forms)


# ---------- names ----------
WORLDWIDE = {"Person": "PER", "Organization": "ORG", "Location": "LOC", "NORP": "NORP", "Facility": "FAC", "Misc": "MISC"}


def held_out(key, share=0.12):
    return int(hashlib.sha256(key.encode()).hexdigest()[:8], 16) / 2**32 < share


def align(text, tokens):
    """Offsets of tokens found one after the other in a text; None for a token that is not there."""
    at, spans = 0, []
    for token in tokens:
        found = text.find(token, at, at + 60 + len(token))
        if found < 0:
            spans.append(None)
        else:
            spans.append((found, found + len(token)))
            at = found + len(token)
    return spans


def read_worldwide(folder):
    for path in sorted(glob.glob(f"{folder}/annotated/*.tsv")):
        name = os.path.basename(path)[:-4]
        text = open(f"{folder}/original/{name}", encoding="utf-8", errors="replace").read()
        rows = [re.split(r"[\t ]+", l.rstrip("\n"))[:2] for l in open(path, encoding="utf-8") if l.strip()]
        rows = [r if len(r) == 2 else [r[0], "O"] for r in rows]
        spans, names = align(text, [r[0] for r in rows]), []
        for span, (_, tag) in zip(spans, rows):
            kind, _, label = tag.partition("-")
            if span is None or kind == "O" or label not in WORLDWIDE:
                continue
            if kind == "I" and names and names[-1][2] == WORLDWIDE[label]:
                names[-1][1] = span[1]
            else:
                names.append([*span, WORLDWIDE[label]])
        outlet = re.sub(r"_?\d+\.txt$", "", name)
        missing = sum(s is None for s in spans)
        if missing * 20 > len(spans):
            continue
        yield {"id": name, "outlet": outlet, "text": text, "names": names}


def detokenize(tokens):
    text, spans = "", []
    for token in tokens:
        glue = not text or token in {".", ",", ";", ":", "!", "?", ")", "%", "'s", "n't", "'", "''"} or text[-1] in "($"
        text += ("" if glue else " ") + token
        spans.append((len(text) - len(token), len(text)))
    return text, spans


def read_tagged(path, classes, iob1):
    """Token and tag a line; twenty sentences make a document."""
    sentences, current = [], []
    for line in open(path, encoding="utf-8"):
        parts = line.split()
        if len(parts) < 2 or parts[0] == "-DOCSTART-":
            if current:
                sentences.append(current)
            current = []
        else:
            current.append((parts[0], parts[-1]))
    if current:
        sentences.append(current)
    for n in range(0, len(sentences), 20):
        text, names = "", []
        for sentence in sentences[n : n + 20]:
            body, spans = detokenize([t for t, _ in sentence])
            before = "O"
            for (s, e), (_, tag) in zip(spans, sentence):
                kind, _, label = tag.partition("-")
                label = classes.get(label)
                if kind != "O" and label:
                    if (kind == "I" and (before[2:] == tag[2:] or not iob1) and names and before != "O"):
                        names[-1][1] = len(text) + e
                    else:
                        names.append([len(text) + s, len(text) + e, label])
                before = tag
            text += body + "\n"
        yield {"id": f"{os.path.basename(path)}-{n}", "text": text, "names": names}


def label_names(document, words):
    tags = [0] * len(words)
    for s, e, label in document["names"]:
        for n, i in enumerate(span_words(words, [(s, e)])):
            tags[i] = 1 + 2 * NAME_CLASSES.index(label) + (n > 0)
    return {"names": tags}


# ---------- all together ----------
def prepare(binary, documents):
    lines = [json.dumps({"id": d["id"], "text": d["text"], "words": d.get("given")}) for d in documents]
    done = subprocess.run([binary], input="\n".join(lines), capture_output=True, text=True, check=True)
    for document, line in zip(documents, done.stdout.splitlines()):
        example = json.loads(line)
        assert example["id"] == document["id"]
        example["text"] = document["text"]
        yield document, example


def build(binary, documents, label):
    out = []
    for document, example in prepare(binary, list(documents)):
        example["labels"] = label(document, example["words"])
        if "boundary" in example["labels"]:
            starts = [i for i, b in enumerate(example["labels"]["boundary"]) if b] + [len(example["words"])]
            example["sentences"] = [list(p) for p in zip(starts, starts[1:])]
        out.append(example)
    return out


def label_syntax(document, words):
    return {k: document[k] for k in ("upos", "head", "deprel", "boundary")}


def main():
    data, passages, binary, out = sys.argv[1:5]
    # Articles that several people annotated are for measuring how people agree.
    shared = {re.sub(r"_[0-9a-f]{4}\.ann$", "", os.path.basename(p)) for p in glob.glob(f"{data}/attribution/polnear/all-annotators/train/*.ann")}
    polnear = [d for d in read_polnear(f"{data}/attribution/polnear/train") if d["id"] not in shared]
    worldwide = list(read_worldwide(f"{data}/ner/worldwide-newswire"))
    wikigold = read_tagged(f"{data}/ner/wikigold/wikigold.conll.txt", {"PER": "PER", "LOC": "LOC", "ORG": "ORG", "MISC": "MISC"}, True)
    sets = {
        "polnear-train": build(binary, polnear, label_attributions),
        "polnear-dev": build(binary, read_polnear(f"{data}/attribution/polnear/dev"), label_attributions),
        "own-train": build(binary, read_passages(f"{passages}/train.jsonl"), label_attributions),
        "own-dev": build(binary, read_passages(f"{passages}/dev.jsonl"), label_attributions),
        "ewt-train": build(binary, read_conllu([f"{data}/syntax/ewt/en_ewt-ud-train.conllu"]), label_syntax),
        "ewt-dev": build(binary, read_conllu([f"{data}/syntax/ewt/en_ewt-ud-dev.conllu"]), label_syntax),
        "gum-train": build(binary, read_conllu(sorted(glob.glob(f"{data}/syntax/gum/train/*.conllu"))), label_syntax),
        "gum-dev": build(binary, read_conllu(sorted(glob.glob(f"{data}/syntax/gum/dev/*.conllu"))), label_syntax),
        "worldwide-train": build(binary, [d for d in worldwide if not held_out(d["outlet"])], label_names),
        "worldwide-dev": build(binary, [d for d in worldwide if held_out(d["outlet"])], label_names),
        "wikigold": build(binary, wikigold, label_names),
    }
    for name, examples in sets.items():
        print(f"{name}: {len(examples)} documents, {sum(len(e['words']) for e in examples)} words")
    with open(out, "wb") as f:
        pickle.dump(sets, f)


if __name__ == "__main__":
    main()
