"""Learns the weights of coreference (crates/purport-read/data/coreference.tsv).

    cargo run -p purport --example coreference_choices -- ontogum DATA/coref/ontogum docs/data/coref_held_out.txt > gum.txt
    cargo run -p purport --example coreference_choices -- gap DATA/coref/gap/gap-development.tsv > gap.txt
    python3 model/coreference.py gum.txt gap.txt -o crates/purport-read/data/coreference.tsv

A linear ranker of antecedents: for each mention the reader's candidates and "none" are options with features; the sum of
weights is softmax-normalised over the options and the likelihood of the right ones, whichever they are, is raised
(latent antecedents, Durrett and Klein 2013, with their costs for the three kinds of mistake). Options of which the gold
annotation does not tell are left out. Rare features are left out, weights are held small (L2) and cut to three digits.
"""

import argparse
import collections
import math

import numpy
import torch

FALSE_ANAPHOR, FALSE_NEW, WRONG_LINK = 0.1, 3.0, 1.0
RARE = 4


def blocks(path, weight):
    """Each choice: weight, [(right, is_none, features)]."""
    options = []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# "):
                continue
            if line:
                mark, kind, *features = line.split("\t")
                if mark != "?":
                    options.append((mark == "1", kind == "none", features))
            elif options:
                if any(right for right, _, _ in options) and len(options) > 1:
                    yield weight, options
                options = []


def load(paths, rare):
    """Flat arrays over all options; features seen in fewer than `rare` choices are left out."""
    seen = collections.Counter()
    numbers = {}
    raw, option_of, right, cost, choice, weights = [], [], [], [], [], []
    count = 0
    for path, weight in paths:
        for block_weight, options in blocks(path, weight):
            linked = any(r and not n for r, n, _ in options)
            inside = set()
            for is_right, is_none, features in options:
                for feature in features:
                    at = numbers.setdefault(feature, len(numbers))
                    inside.add(at)
                    raw.append(at)
                    option_of.append(len(right))
                right.append(is_right)
                wrong = FALSE_NEW if is_none else WRONG_LINK if linked else FALSE_ANAPHOR
                cost.append(0.0 if is_right else wrong)
                choice.append(count)
            seen.update(inside)
            weights.append(block_weight)
            count += 1
    names = [None] * len(numbers)
    for name, at in numbers.items():
        names[at] = name
    keep = numpy.array([seen[at] >= rare for at in range(len(names))])
    place = numpy.cumsum(keep) - 1
    raw, option_of = numpy.array(raw), numpy.array(option_of)
    kept = keep[raw]
    return (
        [name for name, k in zip(names, keep) if k],
        torch.tensor(place[raw[kept]]),
        torch.tensor(option_of[kept]),
        torch.tensor(right),
        torch.tensor(cost),
        torch.tensor(choice),
        torch.tensor(weights),
    )


def learn(data, l2, steps, verbose=True):
    names, features, option, right, cost, choice, weights = data
    options, choices = len(right), len(weights)
    parameters = torch.zeros(len(names), requires_grad=True)
    # Options by features, as a sparse matrix both ways.
    matrix = torch.sparse_coo_tensor(
        torch.stack([option, features]), torch.ones(len(features)), (options, len(names))
    ).coalesce().to_sparse_csr()
    turned = torch.sparse_coo_tensor(
        torch.stack([features, option]), torch.ones(len(features)), (len(names), options)
    ).coalesce().to_sparse_csr()

    def log_sums(scores):
        most = torch.full((choices,), -math.inf).scatter_reduce(0, choice, scores, "amax")
        total = torch.zeros(choices).scatter_add(0, choice, torch.exp(scores - most[choice]))
        return most + torch.log(total)

    optimizer = torch.optim.LBFGS([parameters], max_iter=steps, history_size=10, line_search_fn="strong_wolfe")

    def closure():
        with torch.no_grad():
            scores = matrix @ parameters
            everything = scores + cost
            all_sum = log_sums(everything)
            good = torch.where(right, scores, torch.tensor(-1e9))
            good_sum = log_sums(good)
            loss = (weights * (all_sum - good_sum)).sum() + l2 / 2 * (parameters**2).sum()
            gradient = torch.exp(everything - all_sum[choice]) - torch.where(
                right, torch.exp(good - good_sum[choice]), torch.tensor(0.0)
            )
            parameters.grad = turned @ (gradient * weights[choice]) + l2 * parameters
        return loss

    optimizer.step(closure)
    if verbose:
        scores = matrix @ parameters.detach()
        print(f"{choices} choices, {options} options, {len(names)} features; loss {closure().item():.0f}")
        best = torch.full((choices,), -math.inf).scatter_reduce(0, choice, scores, "amax")
        hit = torch.zeros(choices).scatter_add(0, choice, ((scores == best[choice]) & right).float())
        print(f"right on the training data: {(hit > 0).float().mean():.3f}")
    return parameters.detach().numpy()


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("ontogum")
    arguments.add_argument("gap")
    arguments.add_argument("-o", "--out", required=True)
    arguments.add_argument("--gap-weight", type=float, default=1.0)
    arguments.add_argument("--l2", type=float, default=15.0)
    arguments.add_argument("--steps", type=int, default=50)
    arguments.add_argument("--rare", type=int, default=RARE)
    arguments = arguments.parse_args()
    data = load([(arguments.ontogum, 1.0), (arguments.gap, arguments.gap_weight)], arguments.rare)
    weights = learn(data, arguments.l2, arguments.steps)
    rows = sorted((name, round(float(w), 3)) for name, w in zip(data[0], weights))
    rows = [(name, w) for name, w in rows if abs(w) >= 0.01]
    with open(arguments.out, "w", encoding="utf-8") as out:
        out.write(
            "# Weights of features of coreference; columns: feature (its parts joined by |), weight; source: learnt by "
            "model/coreference.py from OntoGUM (annotations CC BY 4.0) and GAP's development part (Apache-2.0); "
            "licence: Apache-2.0 OR MIT\n"
        )
        out.writelines(f"{name}\t{w:g}\n" for name, w in rows)
    print(f"{len(rows)} weights")


if __name__ == "__main__":
    main()
