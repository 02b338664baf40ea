"""Weights of the ledger's matching: crates/purport-ledger/data/matching.tsv.

In: tables that the example `pairs` of purport-ledger prints (label, both ids, relation, score, features, both texts), of

  - sentences written for this project (crates/purport-ledger/tests/data: paraphrases, opposites, distorted);
  - headlines and bodies of FNC-1, labelled agree, disagree, unrelated, split by body;
  - statements of one FNC-1 body against each other (label inside): nearly all state different things about the same matter.

Labels end in /T (to learn from) or /H (held out, only reported). Of each pair of readings the best pair of statements
counts, chosen by the weights of the round before. Alike are agree, paraphrases, and what is denied of the same thing
(opposites); unlike are unrelated and inside. Distorted pairs are neither: rules tell them apart, not likeness.

Out: logistic regression, one weight a feature and the constant, such that a score of one half is the working point.

    target/debug/examples/pairs READ_HEADLINES READ_BODIES PAIRS > headlines.tsv          (the same for the others)
    python3 model/matching.py headlines.tsv inside.tsv own.tsv > crates/purport-ledger/data/matching.tsv
    python3 model/matching.py --report headlines.tsv inside.tsv own.tsv

PAIRS has a line a pair: id, id, label with part, parted by tabs. `purport read --jsonl` makes the readings. The report
counts, for each label, what share of pairs of readings has which relation at best (Same before Opposed before Differs).

Other evaluations (EVENT/NAME are the ids of the articles in events.jsonl):

    target/debug/examples/linking events.jsonl > linked.tsv     (also: size, time of a comparison, recall of the keys)
    python3 model/matching.py --events linked.tsv events.jsonl  (B-cubed of articles directly linked by a pair)
    PURPORT_DATA=DATA cargo test --workspace --test distorted -- --nocapture   (changed claims of real articles)
"""

import collections
import json
import sys

import numpy
from sklearn.linear_model import LogisticRegression

FEATURES = ["soft_least", "soft_most", "hard_least", "hard_most", "deeds", "length", "evidence", "numbers", "meaning"]
ALIKE = {"agree": 1.0, "paraphrases": 6.0, "opposites": 4.0}
UNLIKE = {"unrelated": 1.0, "inside": 0.2}
ROUNDS = 4
# A pair of headline and body whose best statements are as unlike as this does not show its agreement in any sentence.
HOPELESS = 0.03
# Two sentences of one report that share as much as this say the same twice: no example of different things.
RESTATED = 0.5
# Share of unrelated pairs of the training part that may be taken for the same: the working point.
UNRELATED = 0.01


def load(paths):
    groups = collections.defaultdict(list)
    for path in paths:
        for line in open(path, encoding="utf-8"):
            fields = line.rstrip("\n").split("\t")
            if len(fields) >= 6:
                groups[fields[0], fields[1], fields[2]].append((fields[3], [float(x) for x in fields[5].split()]))
    return groups


def report(paths):
    counts = collections.defaultdict(collections.Counter)
    best = {}
    for path in paths:
        for line in open(path, encoding="utf-8"):
            fields = line.rstrip("\n").split("\t")
            best.setdefault((fields[0], fields[1], fields[2]), set()).add(fields[3].split(":")[0])
    for (label, _, _), relations in best.items():
        order = ["Same", "Opposed", "Differs", "Mentioned", "apart", "nothing"]
        counts[label][next(relation for relation in order if relation in relations)] += 1
    for label in sorted(counts):
        total = sum(counts[label].values())
        shares = {relation: round(count / total, 3) for relation, count in counts[label].most_common()}
        print(f"{label:24} {total:6} {shares}")


def events(linked, readings):
    """B-cubed of the articles that share a pair of statements, against the events in their ids."""
    ids = [json.loads(line)["article"]["id"] for line in open(readings, encoding="utf-8")]
    event = {name: name.split("/")[0] for name in ids}
    size = collections.Counter(event.values())
    near = {name: {name} for name in ids}
    for line in open(linked, encoding="utf-8"):
        one, other = line.split("\t")[:2]
        near[one].add(other)
        near[other].add(one)
    right = {name: sum(event[other] == event[name] for other in near[name]) for name in ids}
    precision = sum(right[name] / len(near[name]) for name in ids) / len(ids)
    recall = sum(right[name] / size[event[name]] for name in ids) / len(ids)
    print(f"precision {precision:.3f} recall {recall:.3f} F1 {2 * precision * recall / (precision + recall):.3f}")


def learn(groups):
    weights, constant = None, 0.0
    for _ in range(ROUNDS):
        x, y, w = [], [], []
        for (label, _, _), rows in groups.items():
            kind, part = label.split("/")[:2]
            if part != "T" or (kind not in ALIKE and kind not in UNLIKE):
                continue
            table = numpy.array([row[1] for row in rows])
            if kind == "inside":
                table = table[table[:, 0] < RESTATED]
                if not len(table):
                    continue
            at = 0 if weights is None else int(numpy.argmax(table @ weights))
            if kind in ALIKE:
                score = 1.0 if weights is None else 1 / (1 + numpy.exp(-(table[at] @ weights + constant)))
                if score < HOPELESS and kind == "agree":
                    continue
                x.append(table[at]); y.append(1); w.append(ALIKE[kind])
            else:
                x.append(table[at]); y.append(0); w.append(UNLIKE[kind])
        model = LogisticRegression(C=1.0, max_iter=2000)
        model.fit(numpy.array(x), y, sample_weight=w)
        weights, constant = model.coef_[0], model.intercept_[0]
    unrelated = sorted(
        (max(float(numpy.array(row[1]) @ weights) for row in rows) for key, rows in groups.items() if key[0] == "unrelated/T"),
        reverse=True,
    )
    return weights, -unrelated[int(UNRELATED * len(unrelated))]


def main():
    if sys.argv[1] == "--report":
        report(sys.argv[2:])
        return
    if sys.argv[1] == "--events":
        events(*sys.argv[2:4])
        return
    groups = load(sys.argv[1:])
    weights, constant = learn(groups)
    print("# Weights of likeness; columns: feature, weight; source: learnt by model/matching.py; licence: Apache-2.0 OR MIT")
    for name, weight in zip([*FEATURES, "constant"], [*weights, constant]):
        print(f"{name}\t{weight:.4f}")
    reached = collections.defaultdict(list)
    for (label, _, _), rows in groups.items():
        reached[label].append(max(float(numpy.array(row[1]) @ weights) for row in rows) + constant >= 0)
    for label in sorted(reached):
        print(label, len(reached[label]), round(sum(reached[label]) / len(reached[label]), 3), file=sys.stderr)


main()
