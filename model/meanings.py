"""Vectors of stems whose sum is the meaning of a statement: crates/purport-ledger/data/meanings.bin.

In: the sentence encoder all-MiniLM-L6-v2 (encoder.py), the table of stems (data/senses.bin), and statements: lines that the
example `words` of purport-ledger prints. Each stem gets a vector, begun with that of its sense, such that the sums of two
statements are as near to each other as the encoder finds their texts: a sentence encoder boiled down to a table, as Model2Vec
(Tulkens and van Dongen 2024) does, learnt on whole statements of news.

Out: WIDTH signed bytes a stem, in the order of senses.bin. Long vectors are of words that tell much.

    target/debug/examples/words READINGS... > words.tsv
    python3 model/meanings.py ENCODER words.tsv crates/purport-ledger/data/meanings.bin

Printed: how near the similarities of statements held out from learning are to those of the encoder (Pearson's r), before and
after.
"""

import pathlib
import sys

import numpy
import torch

from encoder import Encoder

WIDTH = 48
SENSES = 40
LEDGER = pathlib.Path(__file__).parent.parent / "crates/purport-ledger/data"
FEWEST = 4  # words of a statement
MOST = 90_000  # statements
NEIGHBOURS = 15
SEEDS = 48  # statements of a batch that bring their neighbours
EPOCHS = 12
RATE = 0.02
HELD_OUT = 20  # one statement in so many
KEEP = 1e-3  # pull towards where a vector began, for stems that are seldom seen


def load(path):
    texts, places, seen = [], [], set()
    for line in open(path, encoding="utf-8"):
        numbers, text = line.rstrip("\n").split("\t")
        numbers = [int(number) - 1 for number in numbers.split()]
        if len(numbers) >= FEWEST and text not in seen:
            seen.add(text)
            texts.append(text)
            places.append(numbers)
    step = max(1, len(texts) // MOST)
    return texts[::step], places[::step]


def begin():
    """Vectors of senses, the rarer words longer."""
    stems, _, table = (LEDGER / "senses.bin").read_bytes().partition(b"\n\n")
    stems = stems.decode().split("\n")
    table = numpy.frombuffer(table, numpy.int8).reshape(len(stems), SENSES) / 127
    rows = (line.rstrip("\n").split("\t")[:2] for line in open(LEDGER / "rarity.tsv", encoding="utf-8") if "\t" in line)
    rarity = {stem: float(value) for stem, value in rows if value.replace(".", "").isdigit()}
    weight = numpy.array([rarity.get(stem, 50.0) for stem in stems]).clip(5, 50) / 50
    wide = numpy.zeros((len(stems), WIDTH), numpy.float32)
    wide[:, :SENSES] = table * weight[:, None]
    return torch.tensor(wide)


def neighbours(vectors):
    found = numpy.zeros((len(vectors), NEIGHBOURS), numpy.int64)
    for start in range(0, len(vectors), 512):
        near = vectors[start : start + 512] @ vectors.T
        found[start : start + 512] = numpy.argpartition(-near, NEIGHBOURS, axis=1)[:, :NEIGHBOURS]
    return found


def main():
    encoder, words, out = sys.argv[1:4]
    torch.manual_seed(1)
    draw = numpy.random.default_rng(1)
    texts, places = load(words)
    print(len(texts), "statements", flush=True)
    target = Encoder(encoder).encode(texts)
    target -= target.mean(0)
    target /= numpy.linalg.norm(target, axis=1, keepdims=True)
    near = neighbours(target)
    target = torch.tensor(target)
    start = begin()
    table = start.clone().requires_grad_()

    def meaning(chosen):
        flat = torch.tensor([place for at in chosen for place in places[at]])
        offsets = torch.tensor(numpy.cumsum([0, *(len(places[at]) for at in chosen[:-1])]))
        sums = torch.nn.functional.embedding_bag(flat, table, offsets, mode="sum")
        return torch.nn.functional.normalize(sums + 1e-6, dim=-1)

    learnt = numpy.array([at for at in range(len(texts)) if at % HELD_OUT])
    held = numpy.array([at for at in range(len(texts)) if at % HELD_OUT == 0])

    def report(label):
        with torch.no_grad():
            sample = draw.choice(held, min(300, len(held)), replace=False)
            both = numpy.unique(numpy.concatenate([sample, near[sample].ravel()]))
            mine, theirs = meaning(sample) @ meaning(both).T, target[sample] @ target[both].T
            apart = torch.tensor(sample)[:, None] != torch.tensor(both)[None, :]
            print(label, round(float(numpy.corrcoef(mine[apart], theirs[apart])[0, 1]), 3), flush=True)

    report("before")
    optimizer = torch.optim.Adam([table], lr=RATE)
    steps = EPOCHS * len(learnt) // (SEEDS * NEIGHBOURS)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps + 1)
    is_learnt = numpy.zeros(len(texts), bool)
    is_learnt[learnt] = True
    for step in range(steps):
        seeds = draw.choice(learnt, SEEDS, replace=False)
        chosen = numpy.unique(numpy.concatenate([seeds, near[seeds].ravel()]))
        chosen = chosen[is_learnt[chosen]]
        mine = meaning(chosen)
        wanted = target[chosen]
        loss = ((mine @ mine.T - wanted @ wanted.T) ** 2).mean() + KEEP * ((table - start) ** 2).sum(1).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        if step % 200 == 0:
            report(f"step {step} of {steps}, loss {loss.item():.4f}, r")
    report("after")
    final = table.detach().numpy()
    scale = 127 / numpy.quantile(numpy.abs(final), 0.9995)
    pathlib.Path(out).write_bytes(numpy.round(final * scale).clip(-127, 127).astype(numpy.int8).tobytes())


main()
