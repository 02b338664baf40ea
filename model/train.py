#!/usr/bin/env python3
"""Train the network.

usage: train.py SETS.pkl ENCODER.safetensors OUT_DIR [--layers N] [--epochs N] [--threads N] [--seed N] [--rate R] [--start MODEL.pt]

SETS.pkl is data.py's output. OUT_DIR gets `checkpoint.pt` after every epoch part, from which the same command goes on,
`model.pt` at the end, and `log.txt`. The order of batches, dropout and initial weights follow from the seed.
"""
import argparse
import copy
import json
import os
import pickle
import random
import time

import torch
from safetensors.torch import load_file
from torch.nn import functional as F

import batches
import evaluate
from data import NAME_TAGS, ROLE_TAGS, UPOS
from network import NEAR, Network

# How often an epoch reads each set. Names, which the network learns last, get half their share in the first.
MIXTURE = {"polnear-train": 1, "own-train": 3, "ewt-train": 1, "gum-train": 1.5, "worldwide-train": 1, "wikigold": 0.5}
FIRST_EPOCH = MIXTURE | {"worldwide-train": 0.5}
BUDGET = 200
PIECES_A_BATCH = 3200
CHECKPOINT_EVERY = 100


def relation_names(sets):
    return sorted({r for name in ("ewt-train", "gum-train") for e in sets[name] for r in e["labels"]["deprel"]})


def distances(first, end, length):
    """Signed distance of every word to the cue, 0 inside, shifted to 0..2*NEAR."""
    at = torch.arange(length)[None]
    before = (at - first[:, None]).clamp(max=0)
    after = (at - end[:, None] + 1).clamp(min=0)
    return (before + after).clamp(-NEAR, NEAR) + NEAR


def mask_of(present, dtype):
    return ((1.0 - present[:, None, None].float()) * -1e4).to(dtype)


def role_scores(network, words, batch):
    rows = words[batch["cue_window"]]
    length = rows.shape[1]
    at = torch.arange(length)[None]
    inside = ((at >= batch["cue_first"][:, None]) & (at < batch["cue_end"][:, None])).to(rows.dtype)
    mean = (rows * inside[..., None]).sum(1) / inside.sum(1, keepdim=True)
    return network.roles(rows, mean, distances(batch["cue_first"], batch["cue_end"], length), mask_of(batch["word_mask"][batch["cue_window"]], words.dtype))


def arc_scores(network, words, batch):
    """Arc scores with governors outside the sentence ruled out."""
    scores, dependent, governor = network.arcs(words)
    same = batch["sentence"][:, :, None] == batch["sentence"][:, None, :]
    allowed = torch.cat([torch.ones_like(same[..., :1]), same], -1)
    return scores.float().masked_fill(~allowed, -1e4), dependent, governor


def take_gradients(network, worker):
    """Gradients of the bf16 worker to the fp32 network, which the optimizer steps."""
    for p, q in zip(network.parameters(), worker.parameters()):
        p.grad = None if q.grad is None else q.grad.float()
        q.grad = None


@torch.no_grad()
def give_weights(network, worker):
    for p, q in zip(network.parameters(), worker.parameters()):
        if q.requires_grad:
            q.copy_(p)


def losses(network, batch):
    words = network.words(batch["pieces"], batch["features"], batch["first"], mask_of(batch["piece_mask"], network.root.dtype))
    upos, boundary, names, cues = (t.float() for t in network.tags(words))
    found = {}
    cross = lambda scores, gold: F.cross_entropy(scores.flatten(0, -2), gold.flatten(), ignore_index=batches.IGNORED)
    if "upos" in batch:
        found["upos"] = cross(upos, batch["upos"])
        known = batch["boundary"] != batches.IGNORED
        found["boundary"] = F.binary_cross_entropy_with_logits(boundary[known], batch["boundary"][known].float())
        scores, dependent, governor = arc_scores(network, words, batch)
        found["arc"] = cross(scores, batch["head"])
        rows, at = (batch["head"] != batches.IGNORED).nonzero(as_tuple=True)
        related = network.relations(dependent[rows, at], governor[rows, batch["head"][rows, at]])
        found["relation"] = F.cross_entropy(related.float(), batch["deprel"][rows, at])
    if "names" in batch:
        found["names"] = cross(names, batch["names"])
    if "outer" in batch:
        found["outer"] = cross(cues[..., :3], batch["outer"])
    if "every" in batch:
        found["every"] = cross(cues[..., 3:], batch["every"])
    if "cue_window" in batch:
        found["roles"] = cross(role_scores(network, words, batch).float(), batch["cue_tags"])
    return found


WEIGHTS = {"upos": 0.5, "boundary": 0.3, "arc": 0.7, "relation": 0.5, "names": 1.5, "outer": 3.0, "every": 1.5, "roles": 2.0}


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("sets"), ap.add_argument("encoder"), ap.add_argument("out")
    ap.add_argument("--layers", type=int, default=6)
    ap.add_argument("--epochs", type=int, default=5)
    ap.add_argument("--threads", type=int, default=1)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--rate", type=float, default=2e-4)
    ap.add_argument("--start", help="a trained model to go on from, instead of the published encoder")
    o = ap.parse_args()
    torch.set_num_threads(o.threads)
    torch.manual_seed(o.seed)
    os.makedirs(o.out, exist_ok=True)
    sets = pickle.load(open(o.sets, "rb"))
    relations = relation_names(sets)
    index = {r: n for n, r in enumerate(relations)}
    for name in sets:
        for e in sets[name]:
            if "deprel" in e["labels"]:
                e["labels"]["deprel"] = [index.get(r, index.get(r.split(":")[0], 0)) for r in e["labels"]["deprel"]]
    network = Network(o.layers, len(UPOS), len(relations), len(NAME_TAGS), len(ROLE_TAGS))
    network.encoder.load_minilm(load_file(o.encoder))
    if o.start:
        network.load_state_dict(torch.load(o.start, weights_only=True)["network"])
    network.encoder.words.weight.requires_grad_(False)
    encoder = [p for p in network.encoder.layers.parameters()] + [network.encoder.positions.weight, *network.encoder.norm.parameters()]
    held = {id(p) for p in encoder} | {id(network.encoder.words.weight)}
    heads = [p for p in network.parameters() if id(p) not in held]
    optimizer = torch.optim.AdamW([{"params": encoder, "lr": o.rate}, {"params": heads, "lr": 5 * o.rate}], weight_decay=0.01)
    mixtures = [MIXTURE if n else FIRST_EPOCH for n in range(o.epochs)]
    plan = [batches.epoch(sets, m, BUDGET, PIECES_A_BATCH, random.Random(o.seed * 1000 + n)) for n, m in enumerate(mixtures)]
    steps = [b for part in plan for b in part]
    warm = len(steps) // 20
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda n: min((n + 1) / warm, max(0.0, (len(steps) - n) / (len(steps) - warm))))
    at, checkpoint = 0, f"{o.out}/checkpoint.pt"
    if os.path.exists(checkpoint):
        state = torch.load(checkpoint, weights_only=True)
        network.load_state_dict(state["network"]), optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        at = state["step"]
    log = open(f"{o.out}/log.txt", "a")

    def say(line):
        print(line, flush=True), log.write(line + "\n"), log.flush()

    parameters = {"layers": o.layers, "upos": len(UPOS), "relations": relations, "names": len(NAME_TAGS), "roles": len(ROLE_TAGS)}
    say(json.dumps({"steps": len(steps), "from": at, "options": vars(o)}))
    began, sums, pieces = time.time(), {}, 0
    ends = [sum(len(part) for part in plan[: n + 1]) for n in range(o.epochs)]
    worker = copy.deepcopy(network).bfloat16().train()
    while at < len(steps):
        torch.manual_seed(o.seed * 1_000_003 + at)
        batch = batches.load(steps[at])
        found = losses(worker, batch)
        sum(WEIGHTS[k] * v for k, v in found.items()).backward()
        take_gradients(network, worker)
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step(), schedule.step()
        give_weights(network, worker)
        at += 1
        pieces += int(batch["piece_mask"].sum())
        for k, v in found.items():
            total, n = sums.get(k, (0.0, 0))
            sums[k] = (total + float(v.detach()), n + 1)
        if at % 50 == 0:
            say(f"step {at}/{len(steps)} {pieces / (time.time() - began):.0f} pieces/s " + " ".join(f"{k} {t / n:.3f}" for k, (t, n) in sums.items()))
            sums = {}
        if at % CHECKPOINT_EVERY == 0 or at in ends or at == len(steps):
            torch.save({"network": network.state_dict(), "optimizer": optimizer.state_dict(), "schedule": schedule.state_dict(), "step": at}, checkpoint + ".new")
            os.replace(checkpoint + ".new", checkpoint)
        if at in ends:
            torch.save({"parameters": parameters, "network": network.state_dict()}, f"{o.out}/model.pt")
            say(f"epoch {ends.index(at) + 1}: " + evaluate.report(network.eval(), sets))


if __name__ == "__main__":
    main()
