#!/usr/bin/env python3
"""Quick scores during training, on words instead of characters; `purport eval` gives the official ones.

usage: evaluate.py SETS.pkl MODEL.pt
"""
import pickle
import sys

import torch

import batches
from data import NAME_TAGS
from network import Network

WINDOW = 200


def spans_of(tags):
    """Spans of a B/I sequence with tags 0 (outside), 1 (begin), 2 (inside)."""
    out = []
    for i, tag in enumerate(tags):
        if tag == 1 or tag == 2 and (not out or out[-1][1] != i):
            out.append([i, i + 1])
        elif tag == 2:
            out[-1][1] = i + 1
    return [tuple(s) for s in out]


def jaccard(a, b):
    return 1.0 if not a and not b else len(a & b) / len(a | b)


def f1(right, predicted, gold):
    return 2 * right / (predicted + gold) if predicted + gold else 0.0


def roles_of(tags):
    return frozenset(i for i, t in enumerate(tags) if 1 <= t <= 4), frozenset(i for i, t in enumerate(tags) if t >= 5)


@torch.no_grad()
def attribution(network, examples, level, bias=0.0):
    """Cue F1, whole F1 (source and content by half), exact F1 over windows. level 0: outermost, 1: all."""
    from train import role_scores

    counts = dict(cue=[0, 0, 0], whole=[0, 0, 0], exact=[0, 0, 0])
    for example in examples:
        for first, end in batches.windows(example, WINDOW):
            window = batches.tensor_window(example, first, end)
            batch = batches.collate([window])
            words = network.words(batch["pieces"], batch["features"], batch["first"])
            scores = network.tags(words)[3][0, :, 3 * level : 3 * level + 3].clone()
            scores[:, 0] -= bias
            cues = spans_of(scores.argmax(-1).tolist())
            outer = window["outer"] if level == 0 else window["every"]
            keep = [r for r in window["roles"] if outer[r[0]]]
            gold = [((s, e), *roles_of(tags)) for s, e, tags in keep]
            predicted = []
            if cues:
                batch["cue_window"] = torch.zeros(len(cues), dtype=torch.long)
                batch["cue_first"] = torch.tensor([c[0] for c in cues])
                batch["cue_end"] = torch.tensor([c[1] for c in cues])
                tags = role_scores(network, words, batch).argmax(-1).tolist()
                predicted = [(c, *roles_of(t)) for c, t in zip(cues, tags)]
            for name, same in (
                ("cue", lambda p, g: p[0] == g[0]),
                ("whole", lambda p, g: jaccard(p[1], g[1]) >= 0.5 and jaccard(p[2], g[2]) >= 0.5 and bool(p[2])),
                ("exact", lambda p, g: p == g),
            ):
                left = list(gold)
                for p in predicted:
                    hit = next((g for g in left if same(p, g)), None)
                    if hit:
                        left.remove(hit)
                        counts[name][0] += 1
                counts[name][1] += len(predicted)
                counts[name][2] += len(gold)
    return {k: f1(*v) for k, v in counts.items()}


@torch.no_grad()
def syntax(network, examples):
    from train import arc_scores

    right = dict(upos=0, uas=0, las=0, boundary=[0, 0, 0])
    total = 0
    for example in examples:
        for first, end in batches.windows(example, WINDOW):
            batch = batches.collate([batches.tensor_window(example, first, end)])
            words = network.words(batch["pieces"], batch["features"], batch["first"])
            upos, boundary, _, _ = network.tags(words)
            scores, dependent, governor = arc_scores(network, words, batch)
            heads = scores[0].argmax(-1)
            related = network.relations(dependent[0], governor[0, heads]).argmax(-1)
            good = heads == batch["head"][0]
            total += len(heads)
            right["upos"] += int((upos[0].argmax(-1) == batch["upos"][0]).sum())
            right["uas"] += int(good.sum())
            right["las"] += int((good & (related == batch["deprel"][0])).sum())
            p, g = boundary[0] > 0, batch["boundary"][0] == 1
            for n, v in enumerate((p & g, p, g)):
                right["boundary"][n] += int(v.sum())
    return {k: right[k] / total for k in ("upos", "uas", "las")} | {"boundary": f1(*right["boundary"])}


@torch.no_grad()
def names(network, examples):
    counts = [0, 0, 0]

    def spans(tags):
        out = []
        for i, t in enumerate(tags):
            kind, _, label = NAME_TAGS[t].partition("-")
            if label in ("", "MISC", "FAC"):
                continue
            if kind == "I" and out and out[-1][1] == i and out[-1][2] == label:
                out[-1][1] = i + 1
            else:
                out.append([i, i + 1, label])
        return {tuple(s) for s in out}

    for example in examples:
        for first, end in batches.windows(example, WINDOW):
            batch = batches.collate([batches.tensor_window(example, first, end)])
            words = network.words(batch["pieces"], batch["features"], batch["first"])
            p, g = spans(network.tags(words)[2][0].argmax(-1).tolist()), spans(batch["names"][0].tolist())
            for n, v in enumerate((p & g, p, g)):
                counts[n] += len(v)
    return f1(*counts)


def report(network, sets):
    parts = [
        ("polnear", attribution(network, sets["polnear-dev"][::2], 0)),
        ("own all levels", attribution(network, sets["own-dev"], 1)),
        ("ewt", syntax(network, sets["ewt-dev"][::2])),
        ("gum", syntax(network, sets["gum-dev"][::2])),
    ]
    lines = [f"{name}: " + " ".join(f"{k} {v:.3f}" for k, v in scores.items()) for name, scores in parts]
    return " | ".join(lines + [f"names: {names(network, sets['worldwide-dev'][::2]):.3f}"])


def load_model(path):
    state = torch.load(path, weights_only=True)
    p = state["parameters"]
    network = Network(p["layers"], p["upos"], len(p["relations"]), p["names"], p["roles"])
    network.load_state_dict(state["network"])
    return network.eval(), p


if __name__ == "__main__":
    loaded, parameters = load_model(sys.argv[2])
    sets = pickle.load(open(sys.argv[1], "rb"))
    index = {r: n for n, r in enumerate(parameters["relations"])}
    for name in sets:
        for e in sets[name]:
            if "deprel" in e["labels"]:
                e["labels"]["deprel"] = [index.get(r, 0) for r in e["labels"]["deprel"]]
    print(report(loaded, sets))
