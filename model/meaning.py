#!/usr/bin/env python3
"""The heads for factuality and events, on the encoder as it is read with.

usage: meaning.py features DATA PASSAGES PREPARE WEIGHTS_DIR FEATURES.pt
       meaning.py train FEATURES.pt HEADS.pt [--epochs N] [--repeat N] [--seed N]
       meaning.py export HEADS.pt WEIGHTS_DIR

The encoder and its other heads stay as they are: what they gave before, they give after. `features` reads every sentence
once with the exported graph and keeps what each layer said of each word; `train` fits a small transformer on that, in
minutes on one core; `export` writes it as a graph.

DATA/factuality/{uds-ih2,uw}/{train,dev}.jsonl   {"text" (tokens parted by spaces), "targets": [{"span1", "label"}]}
PASSAGES/{train,dev}.jsonl                       the project's own events (data/EVENTS.md)
PREPARE, WEIGHTS_DIR                             as for data.py and export.py

meaning.onnx: layer0 … layer4 [1, T, 384], first [1, W] (int32) -> factuality [W, 2] (the scales of UDS-IH2 and of
Lee et al. 2015), types [W, 17], modes [W, M + 1], judgement [W, 9] (past, present, future; certain, probable, possible,
unknown; positive, negative), anchor [W, 96], participant [W, 388] (actor, recipient, place, time: a vector each, then a bias
each for the word as anchor). modes.txt: the modes in order, each after its type.
"""
import argparse
import json
import os
import random

import numpy as np
import onnx
import onnxruntime
import torch
from torch import nn
from torch.nn import functional as F

from annotate import EVENT_SPANS, MODES as MODES_OF_TYPE
from batches import tensor_window, windows
from data import detokenize, prepare, span_words
from network import WIDTH, Layer

# What the encoder's layers give out, its input first; purport-parse/src/network.rs names the same.
LAYERS = ["/encoder/norm/LayerNormalization_output_0"]
LAYERS += [f"/encoder/layers.{n}/norm2/LayerNormalization_output_0" for n in range(4)]
HIDDEN, HEADS, PAIR = 192, 6, 96
LONGEST = 220  # words of a text
BUDGET = 200
JOINED = (1, 1, 2, 3, 5)  # how many texts of a set are read together while training: articles are more than a sentence
TYPES = list(MODES_OF_TYPE)
MODES = [(kind, mode) for kind, modes in MODES_OF_TYPE.items() for mode in modes.split()]
JUDGED = [
    ("time_frame", ["past", "present", "future"]),
    ("certainty", ["certain", "probable", "possible", "unknown"]),
    ("polarity", ["positive", "negative"]),
]
ROLES = ["actors", "recipients", "place", "time"]
NOT_SAID = -100


class Meaning(nn.Module):
    """What every layer said of the words, through one transformer layer, to all that is asked of a word as an event."""

    def __init__(self, dropout=0.25):
        super().__init__()
        self.join = nn.Linear(len(LAYERS) * WIDTH, HIDDEN)
        self.layer = Layer(HIDDEN, HEADS, 2 * HIDDEN, dropout)
        self.sure = nn.Linear(HIDDEN, HIDDEN)
        self.factuality = nn.Linear(HIDDEN, 2)
        self.event = nn.Linear(HIDDEN, HIDDEN)
        self.types = nn.Linear(HIDDEN, 1 + len(TYPES))
        self.modes = nn.Linear(HIDDEN, 1 + len(MODES))
        self.judgement = nn.Linear(HIDDEN, sum(len(values) for _, values in JUDGED))
        self.anchor = nn.Linear(HIDDEN, PAIR)
        self.participant = nn.Linear(HIDDEN, PAIR * len(ROLES))
        self.participant_bias = nn.Linear(HIDDEN, len(ROLES))
        self.dropout = nn.Dropout(dropout)

    def forward(self, words, mask=None):
        """words [batch, length, layers * WIDTH]; the outputs are those of the graph."""
        drop = self.dropout
        x = self.layer(drop(F.gelu(self.join(drop(words)))), mask)
        factuality = 3 * torch.tanh(self.factuality(drop(F.gelu(self.sure(x)))) / 3)
        event = drop(F.gelu(self.event(x)))
        participant = torch.cat([self.participant(event), self.participant_bias(event)], -1)
        return factuality, self.types(event), self.modes(event), self.judgement(event), self.anchor(event), participant


def pair_scores(anchor, participant):
    """Scores [batch, anchors, words, roles]."""
    vectors, bias = participant.split([PAIR * len(ROLES), len(ROLES)], -1)
    vectors = vectors.unflatten(-1, (len(ROLES), PAIR))
    return torch.einsum("bad,bwrd->bawr", anchor, vectors) / PAIR**0.5 + bias[:, :, None]


# ---------- features ----------
def read_factuality(path, scale):
    for number, line in enumerate(open(path, encoding="utf-8")):
        record = json.loads(line)
        text, spans = detokenize(record["text"].split(" "))
        targets = [(spans[t["span1"][0]][0], spans[t["span1"][1] - 1][1], t["label"]) for t in record["targets"]]
        yield {"id": f"{scale}-{number}", "text": text, "scale": scale, "targets": targets}


def read_events(path):
    for line in open(path, encoding="utf-8"):
        passage = json.loads(line)
        yield {"id": passage["id"], "text": passage["text"], "events": passage["events"]}


def move(value, offset):
    """The same spans further on: a span, a list of spans or a record of both."""
    if isinstance(value, dict):
        return {key: move(inner, offset) if key in EVENT_SPANS else inner for key, inner in value.items()}
    if value and isinstance(value[0], int):
        return [value[0] + offset, value[1] + offset]
    return [move(inner, offset) for inner in value] if value else value


def join(documents, rng):
    """Texts put together at random, as sentences of one article."""
    documents = list(documents)
    rng.shuffle(documents)
    while documents:
        count = rng.choice(JOINED)
        group, documents = documents[:count], documents[count:]
        joined = dict(group[0])
        for other in group[1:]:
            offset = len(joined["text"]) + 1
            joined["text"] += " " + other["text"]
            if "targets" in joined:
                joined["targets"] = joined["targets"] + [(s + offset, e + offset, label) for s, e, label in other["targets"]]
            else:
                joined["events"] = joined["events"] + [move(event, offset) for event in other["events"]]
        yield joined


def session(weights):
    """The exported words graph, with what the layers say as outputs of its own."""
    graph = onnx.load(f"{weights}/words.onnx")
    graph.graph.output.extend(onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None) for name in LAYERS)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(graph.SerializeToString(), options), [*LAYERS, "arcs"]


def encode(words, example):
    """What the layers said of each word [W, layers, WIDTH], and each word's governor."""
    graph, outputs = words
    example["labels"] = {}
    vectors, governors = [np.zeros((0, len(LAYERS), WIDTH), np.float16)], []
    for first, end in windows(example, BUDGET):
        window = tensor_window(example, first, end)
        given = {name: np.array([window[name]], np.int32) for name in ("pieces", "features", "first")}
        *said, arcs = graph.run(outputs, given)
        vectors.append(np.stack([layer[0, window["first"]] for layer in said], 1).astype(np.float16))
        governors += [h - 1 + first if h else -1 for h in arcs.argmax(-1).tolist()]
    return torch.from_numpy(np.concatenate(vectors)[:LONGEST]), governors


def head_word(example, governors, span):
    """The word of a span whose governor is outside; None when the span is none or cut off."""
    words = [w for w in span_words(example["words"], [span]) if w < LONGEST] if span else []
    return next((w for w in words if governors[w] not in words), words[0] if words else None)


def features(o):
    words = session(o.weights)
    sets = {}
    for name, scale in (("uds-ih2", 0), ("uw", 1)):
        for part in ("train", "dev"):
            sets[f"{name}-{part}"] = read_factuality(f"{o.data}/factuality/{name}/{part}.jsonl", scale)
    for part in ("train", "dev"):
        sets[f"events-{part}"] = read_events(f"{o.passages}/{part}.jsonl")
    out, rng = {}, random.Random(0)
    for name, documents in sets.items():
        out[name] = []
        if name.endswith("train"):
            documents = join(documents, rng)
        for document, example in prepare(o.prepare, list(documents)):
            vectors, governors = encode(words, example)
            row = {"vectors": vectors}
            if "targets" in document:
                row["scale"] = document["scale"]
                found = ((span_words(example["words"], [(s, e)]), label) for s, e, label in document["targets"])
                row["targets"] = [(words[0], label) for words, label in found if words and words[0] < LONGEST]
            else:
                head = lambda span: head_word(example, governors, span)
                row["events"] = []
                for event in document["events"]:
                    spans = {role: event[role] for role in ROLES}
                    spans = {role: s if role.endswith("s") else [s] for role, s in spans.items()}
                    heads = {role: [head(span) for span in found if head(span) is not None] for role, found in spans.items()}
                    if head(event["anchor"]) is not None:
                        row["events"].append(event | heads | {"anchor": head(event["anchor"])})
            if len(vectors):
                out[name].append(row)
        print(name, len(out[name]), "texts", flush=True)
    torch.save(out, o.features)


# ---------- training ----------
def batches(rows, size, rng=None):
    """Rows of similar length together."""
    rows = list(rows)
    if rng:
        rng.shuffle(rows)
    out = []
    for first in range(0, len(rows), size * 20):
        near = sorted(rows[first : first + size * 20], key=lambda row: len(row["vectors"]))
        out += [near[n : n + size] for n in range(0, len(near), size)]
    return out


def collate(rows):
    length, count = max(len(row["vectors"]) for row in rows), len(rows)
    words = torch.zeros(count, length, len(LAYERS) * WIDTH)
    mask = torch.full((count, 1, 1, length), -1e4)
    scores = torch.full((count, length, 2), float("nan"))
    types = torch.full((count, length), NOT_SAID)
    modes = types.clone()
    judged = torch.full((count, length, len(JUDGED)), NOT_SAID)
    pairs = torch.full((count, length, length, len(ROLES)), float("nan"))
    for n, row in enumerate(rows):
        size = len(row["vectors"])
        words[n, :size] = row["vectors"].flatten(1).float()
        mask[n, ..., :size] = 0
        for word, label in row.get("targets", []):
            scores[n, word, row["scale"]] = label
        if "events" not in row:
            continue
        types[n, :size] = 0
        for event in row["events"]:
            at = event["anchor"]
            types[n, at] = 1 + TYPES.index(event["type"])
            modes[n, at] = 1 + MODES.index((event["type"], event["mode"])) if event["mode"] else 0
            judged[n, at] = torch.tensor([values.index(event[key]) for key, values in JUDGED])
            pairs[n, at, :size] = 0
            for role, key in enumerate(ROLES):
                pairs[n, at, event[key], role] = 1
    return words, mask, scores, types, modes, judged, pairs


def loss_of(found, scores, types, modes, judged, pairs):
    factuality, type_scores, mode_scores, judgement, anchor, participant = found
    known = ~scores.isnan()
    loss = F.smooth_l1_loss(factuality[known], scores[known], beta=0.5) if known.any() else torch.zeros(())
    among = lambda found, wanted: F.cross_entropy(found.transpose(1, 2), wanted, ignore_index=NOT_SAID)
    if (types >= 0).any():
        loss = loss + 4 * among(type_scores, types)
    if (modes >= 0).any():
        parts = judgement.split([len(values) for _, values in JUDGED], -1)
        loss = loss + 0.3 * (among(mode_scores, modes) + sum(among(part, judged[..., n]) for n, part in enumerate(parts)))
        known, found = ~pairs.isnan(), pair_scores(anchor, participant)
        loss = loss + 10 * F.binary_cross_entropy_with_logits(found[known], pairs[known])
    return loss


@torch.no_grad()
def factuality_report(heads, rows):
    pairs = []
    for batch in batches([row for row in rows if row["targets"]], 64):
        words, mask, scores, *_ = collate(batch)
        found, known = heads(words, mask)[0], ~scores.isnan()
        pairs.append(torch.stack([found[known], scores[known]]))
    found, wanted = torch.cat(pairs, 1)
    return f"r {torch.corrcoef(torch.stack([found, wanted]))[0, 1]:.3f} MAE {(found - wanted).abs().mean():.3f}"


@torch.no_grad()
def event_report(heads, rows):
    """F1 of anchors with their type, by the heads alone; the reader adds the lexicon and the tree."""
    right = found = wanted = 0
    for row in rows:
        words, mask, _, types, *_ = collate([row])
        guess = heads(words, mask)[1].argmax(-1)
        right += int(((guess == types) & (types > 0)).sum())
        found += int((guess > 0).sum())
        wanted += int((types > 0).sum())
    return f"typed anchors F1 {2 * right / max(1, found + wanted):.3f}"


def train(o):
    torch.manual_seed(o.seed)
    torch.set_num_threads(1)
    rng = random.Random(o.seed)
    sets = torch.load(o.features, weights_only=True)
    heads = Meaning()
    plain, events = sets["uds-ih2-train"] + sets["uw-train"], sets["events-train"]
    plain = [row for row in plain if row["targets"]]
    steps = o.epochs * (len(batches(plain, 32)) + o.repeat * len(batches(events, 32)))
    optimizer = torch.optim.AdamW(heads.parameters(), lr=1e-3, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 1e-3, total_steps=steps + 1, pct_start=0.1)
    for epoch in range(o.epochs):
        heads.train()
        order = batches(plain, 32, rng) + [b for _ in range(o.repeat) for b in batches(events, 32, rng)]
        rng.shuffle(order)
        for rows in order:
            words, mask, *labels = collate(rows)
            loss = loss_of(heads(words, mask), *labels)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(heads.parameters(), 1.0)
            optimizer.step()
            schedule.step()
        heads.eval()
        report = [f"{name}: {factuality_report(heads, sets[f'{name}-dev'])}" for name in ("uds-ih2", "uw")]
        print(f"epoch {epoch + 1}:", *report, event_report(heads, sets["events-dev"]), sep=" | ", flush=True)
    torch.save(heads.state_dict(), o.heads)


# ---------- export ----------
class Graph(nn.Module):
    def __init__(self, heads):
        super().__init__()
        self.heads = heads

    def forward(self, *inputs):
        *layers, first = inputs
        words = torch.cat([layer[0][first[0].long()] for layer in layers], -1)
        return tuple(found[0] for found in self.heads(words[None]))


@torch.no_grad()
def export(o):
    from export import Attention, compare, write

    heads = Meaning()
    heads.load_state_dict(torch.load(o.heads, weights_only=True))
    heads.eval()
    torch.manual_seed(1)
    inputs = {f"layer{n}": torch.randn(1, 120, WIDTH) for n in range(len(LAYERS))}
    inputs["first"] = torch.arange(1, 91, dtype=torch.int32)[None]
    names = ["factuality", "types", "modes", "judgement", "anchor", "participant"]
    wanted = dict(zip(names, Graph(heads)(*inputs.values())))
    heads.layer = Attention(heads.layer)
    dynamic = {name: {1: "T"} for name in inputs} | {"first": {1: "W"}} | {name: {0: f"{name}_rows"} for name in names}
    path = f"{o.weights}/meaning.onnx"
    write(Graph(heads), tuple(inputs.values()), list(inputs), names, dynamic, path)
    compare(path, inputs, wanted)
    print(f"  meaning.onnx: {os.path.getsize(path) / 1e6:.1f} MB")
    with open(f"{o.weights}/modes.txt", "w", encoding="utf-8") as f:
        f.writelines(f"{kind} {mode}\n" for kind, mode in MODES)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    steps = ap.add_subparsers(dest="step", required=True)
    step = steps.add_parser("features")
    for name in ("data", "passages", "prepare", "weights", "features"):
        step.add_argument(name)
    step = steps.add_parser("train")
    step.add_argument("features")
    step.add_argument("heads")
    step.add_argument("--epochs", type=int, default=6)
    step.add_argument("--repeat", type=int, default=10, help="passes over the events in one over the rest")
    step.add_argument("--seed", type=int, default=0)
    step = steps.add_parser("export")
    step.add_argument("heads")
    step.add_argument("weights")
    o = ap.parse_args()
    {"features": features, "train": train, "export": export}[o.step](o)


if __name__ == "__main__":
    main()
