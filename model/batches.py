"""Examples to batches of windows: consecutive sentences, padded, with every label aligned."""
import random

import torch

CLS, SEP = 101, 102
IGNORED = -100


def windows(example, budget, rng=None):
    """Ranges of words: as many whole sentences as fit into `budget` pieces. With `rng`, budgets vary."""
    cost = [len(p) for p in example["pieces"]]
    first, end, used, limit = 0, 0, 0, budget if rng is None else rng.randint(budget // 2, budget)
    for s, e in example["sentences"]:
        while True:
            size = sum(cost[s:e])
            if used + size <= limit or used == 0 and size <= budget:
                used, end = used + size, e
                break
            if used:
                yield first, end
                first, end, used = s, s, 0
                limit = budget if rng is None else rng.randint(budget // 2, budget)
                continue
            # A sentence longer than the budget is cut.
            cut, total = s, 0
            while total + cost[cut] <= budget:
                total += cost[cut]
                cut += 1
            yield s, cut
            first, end, s = cut, cut, cut
    if end > first:
        yield first, end


def tensor_window(example, first, end):
    """One window as plain lists; labels that the example lacks are left out."""
    pieces, starts, features = [CLS], [], [0]
    for i in range(first, end):
        starts.append(len(pieces))
        pieces += example["pieces"][i]
        features += [example["features"][i]] * len(example["pieces"][i])
    window = {"pieces": pieces + [SEP], "features": features + [0], "first": starts, "range": (first, end)}
    labels = example["labels"]
    if "upos" in labels:
        window["upos"] = labels["upos"][first:end]
        window["deprel"] = labels["deprel"][first:end]
        # Governor 0 is the root; a governor outside the window is not learned.
        heads = labels["head"][first:end]
        window["head"] = [0 if h < 0 else h - first + 1 if first <= h < end else IGNORED for h in heads]
        sentence = []
        for n, (s, e) in enumerate(example["sentences"]):
            sentence += [n] * max(0, min(e, end) - max(s, first))
        window["sentence"] = sentence
        window["boundary"] = labels["boundary"][first:end]
    if "names" in labels:
        window["names"] = labels["names"][first:end]
    if "attributions" in labels:
        outer, every = [0] * (end - first), [0] * (end - first)
        window["roles"] = []
        for a in labels["attributions"]:
            s, e = a["cue"]
            if not first <= s < e <= end:
                continue
            for i in range(s, e):
                tag = 1 if i == s else 2
                every[i - first] = tag
                if a["within"] is None:
                    outer[i - first] = tag
            window["roles"].append((s - first, e - first, a["tags"][first:end]))
        window["outer"] = outer
        window["every"] = None if labels["univocal"] else every
    return window


def pad(rows, value, length):
    return torch.tensor([list(r) + [value] * (length - len(r)) for r in rows])


def collate(batch):
    """Windows to tensors. `word_mask` is 1 where a word is."""
    pieces = max(len(w["pieces"]) for w in batch)
    words = max(len(w["first"]) for w in batch)
    out = {
        "pieces": pad([w["pieces"] for w in batch], 0, pieces),
        "features": pad([w["features"] for w in batch], 0, pieces),
        "piece_mask": pad([[1] * len(w["pieces"]) for w in batch], 0, pieces),
        "first": pad([w["first"] for w in batch], 0, words),
        "word_mask": pad([[1] * len(w["first"]) for w in batch], 0, words),
    }
    for key in ("upos", "deprel", "head", "boundary", "names", "outer", "every"):
        rows = [w.get(key) if w.get(key) is not None else [] for w in batch]
        if any(rows):
            out[key] = pad(rows, IGNORED, words)
    if "head" in out:
        out["sentence"] = pad([w.get("sentence", []) for w in batch], -1, words)
    cues = [(n, *role) for n, w in enumerate(batch) for role in w.get("roles", [])]
    if cues:
        out["cue_window"] = torch.tensor([c[0] for c in cues])
        out["cue_first"] = torch.tensor([c[1] for c in cues])
        out["cue_end"] = torch.tensor([c[2] for c in cues])
        out["cue_tags"] = pad([c[3] for c in cues], IGNORED, words)
    return out


def epoch(sets, mixture, budget, pieces_a_batch, rng):
    """Shuffled batches of windows of about the same length. `mixture`: set name to how often it is read (0.5: half)."""
    chosen = []
    for name, times in mixture.items():
        for turn in range(int(times) + 1):
            share = min(1.0, times - turn)
            if share <= 0:
                break
            examples = sets[name]
            picked = examples if share == 1.0 else rng.sample(examples, round(share * len(examples)))
            for example in picked:
                chosen += [(example, *w) for w in windows(example, budget, rng)]
    rng.shuffle(chosen)
    batches = []
    for at in range(0, len(chosen), 400):
        block = sorted(chosen[at : at + 400], key=lambda c: sum(len(p) for p in c[0]["pieces"][c[1] : c[2]]))
        current, widest = [], 0
        for choice in block:
            size = 2 + sum(len(p) for p in choice[0]["pieces"][choice[1] : choice[2]])
            widest = max(widest, size)
            if current and widest * (len(current) + 1) > pieces_a_batch:
                batches.append(current)
                current, widest = [], size
            current.append(choice)
        batches.append(current)
    rng.shuffle(batches)
    return batches


def load(batch):
    return collate([tensor_window(*choice) for choice in batch])
