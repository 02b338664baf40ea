#!/usr/bin/env python3
"""Write the trained network as the three graphs that purport-parse embeds, and check them against the network.

usage: export.py MODEL.pt WEIGHTS_DIR

words.onnx      pieces, features [1, T], first [1, W] (int32) -> upos, boundary, names, cues, arcs [W, W+1],
                dependent [W, R], governor [W+1, R], role, cue [W, 192]: a word as one to tag, a word as part of a cue
relations.onnx  dependent, governor [W, R] -> relations [W, relations]
roles.onnx      words [W, 192], cue [C, 192], distance [C, W] (int32) -> tags [C, W, 9]
relations.txt   the relations, in order

Matrices are int8 by output channel with seven bits (full range saturates in the 8-bit dot products of processors
without VNNI), activations are quantised when they are computed; the embedding table is int8 by row.
"""
import os
import sys
import tempfile

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import nn
from torch.nn import functional as F

from evaluate import load_model
from network import ARC, WIDTH


class RowTable(nn.Module):
    """An embedding table of int8 rows, each with its scale."""

    def __init__(self, weight):
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("rows", (weight / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, index):
        return self.rows[index].to(torch.float32) * self.scale[index]


class Attention(nn.Module):
    """A layer of `network.py`, with its scale folded into the weights and exponentials that are normalised after they have
    weighed the values: half the passes over the largest matrix. Scores are far below the limit that keeps them finite."""

    LIMIT = 60.0

    def __init__(self, layer):
        super().__init__()
        self.layer = layer
        width = layer.out.in_features
        layer.qkv.weight.data[:width] *= (width // layer.heads) ** -0.5
        layer.qkv.bias.data[:width] *= (width // layer.heads) ** -0.5

    def forward(self, x, mask):
        layer = self.layer
        b, t, w = x.shape
        q, k, v = layer.qkv(x).view(b, t, 3, layer.heads, w // layer.heads).permute(2, 0, 3, 1, 4).unbind(0)
        weights = (q @ k.transpose(-1, -2)).clamp(max=self.LIMIT).exp()
        mixed = (weights @ v) / weights.sum(-1, keepdim=True)
        x = layer.norm1(x + layer.out(mixed.transpose(1, 2).reshape(b, t, w)))
        return layer.norm2(x + layer.down(F.gelu(layer.up(x))))


class Words(nn.Module):
    """All that stands on words, as one product with their vectors."""

    def __init__(self, network):
        super().__init__()
        self.network = network
        heads = [network.upos, network.boundary, network.names, network.cues, network.dependent, network.governor, network.roles.project, network.roles.cue]
        self.sizes = [h.out_features for h in heads]
        self.heads = nn.Linear(WIDTH, sum(self.sizes))
        self.heads.weight.data.copy_(torch.cat([h.weight for h in heads]))
        self.heads.bias.data.copy_(torch.cat([h.bias for h in heads]))
        self.register_buffer("root", F.gelu(network.governor(network.root))[None])

    def forward(self, pieces, features, first):
        network = self.network
        vectors = network.encoder(pieces, features)[0]
        upos, boundary, names, cues, dependent, governor, role, cue = self.heads(vectors[first[0].long()]).split(self.sizes, -1)
        dependent = F.gelu(dependent)
        governor = torch.cat([self.root, F.gelu(governor)])
        ends = governor[:, :ARC]
        arcs = dependent[:, :ARC] @ network.arc @ ends.T + network.arc_bias(ends).T
        return upos, boundary, names, cues, arcs, dependent[:, ARC:], governor[:, ARC:], role, cue


class Relations(nn.Module):
    """The bilinear form of each relation by its largest singular values, as two thin products: as many arcs are named
    rightly as by the whole form (EWT dev), for an eighth of the work."""

    RANK = 8

    def __init__(self, network):
        super().__init__()
        count, width, _ = network.relation.shape
        left, values, right = torch.linalg.svd(network.relation)
        root = values[:, : self.RANK].sqrt()
        self.shape = count, self.RANK
        self.dependent = nn.Linear(width, count * self.RANK, bias=False)
        self.governor = nn.Linear(width, count * self.RANK, bias=False)
        thin = left[:, :, : self.RANK] * root[:, None]
        self.dependent.weight.data.copy_(thin.transpose(1, 2).reshape(-1, width))
        self.governor.weight.data.copy_((right[:, : self.RANK] * root[..., None]).reshape(-1, width))
        self.bias = network.relation_bias

    def forward(self, dependent, governor):
        mixed = self.dependent(dependent) * self.governor(governor)
        return mixed.view(-1, *self.shape).sum(-1) + self.bias(torch.cat([dependent, governor], -1))


class Roles(nn.Module):
    def __init__(self, network):
        super().__init__()
        self.roles = network.roles

    def forward(self, words, cue, distance):
        roles = self.roles
        x = words[None] + cue[:, None] + roles.distance(distance.long())
        x = roles.layer(F.gelu(x), None)
        return roles.tags(F.gelu(roles.hidden(x)))


def write(module, inputs, names, outputs, dynamic, path):
    with tempfile.TemporaryDirectory() as folder:
        plain, ready = f"{folder}/plain.onnx", f"{folder}/ready.onnx"
        torch.onnx.export(module, inputs, plain, input_names=names, output_names=outputs, dynamic_axes=dynamic, dynamo=False, opset_version=17)
        quant_pre_process(plain, ready, skip_symbolic_shape=True)
        quantize_dynamic(ready, path, op_types_to_quantize=["MatMul"], per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)


def compare(path, inputs, wanted):
    """Print how far the graph's outputs are from the network's: both are given by name."""
    session = onnxruntime.InferenceSession(path)
    found = session.run(list(wanted), {name: value.numpy() for name, value in inputs.items()})
    for name, f, w in zip(wanted, found, wanted.values()):
        w = w.numpy()
        print(f"  {os.path.basename(path)} {name}: largest error {np.abs(f - w).max():.3f} of {np.abs(w).max():.1f}, same argmax {np.mean(f.argmax(-1) == w.argmax(-1)):.4f}")


@torch.no_grad()
def main():
    network, parameters = load_model(sys.argv[1])
    out = sys.argv[2]
    torch.manual_seed(1)
    pieces = torch.randint(1000, 20000, (1, 120), dtype=torch.int32)
    features = torch.randint(0, 32, (1, 120), dtype=torch.int32)
    first = torch.arange(1, 91, dtype=torch.int32)[None]
    distance = torch.randint(0, 41, (2, 90), dtype=torch.int32)
    cues = [3, 40]

    # What the network says, before its parts are rearranged.
    vectors = network.words(pieces, features, first.long())
    upos, boundary, names, cue_tags = (t[0] for t in network.tags(vectors))
    arcs, dependent, governor = (t[0] for t in network.arcs(vectors))
    wanted_words = {"upos": upos, "boundary": boundary[:, None], "names": names, "cues": cue_tags, "arcs": arcs, "dependent": dependent, "governor": governor}
    wanted_words |= {"role": network.roles.project(vectors[0]), "cue": network.roles.cue(vectors[0])}
    wanted_relations = {"relations": network.relations(dependent, governor[1:])}
    wanted_roles = {"tags": network.roles(vectors, vectors[0, cues], distance.long())}

    network.encoder.words = RowTable(network.encoder.words.weight.data)
    network.encoder.layers = nn.ModuleList(Attention(layer) for layer in network.encoder.layers)
    network.roles.layer = Attention(network.roles.layer)
    graphs = {
        "words": (Words(network), {"pieces": pieces, "features": features, "first": first}, wanted_words),
        "relations": (Relations(network), {"dependent": dependent, "governor": governor[1:]}, wanted_relations),
        "roles": (Roles(network), {"words": wanted_words["role"], "cue": wanted_words["cue"][cues], "distance": distance}, wanted_roles),
    }
    sizes = {"pieces": {1: "T"}, "features": {1: "T"}, "first": {1: "W"}, "arcs": {0: "W", 1: "V"}, "distance": {0: "C", 1: "W"}, "tags": {0: "C", 1: "W"}}
    for name, (module, inputs, wanted) in graphs.items():
        path = f"{out}/{name}.onnx"
        dynamic = {n: sizes.get(n, {0: f"{n}_rows"}) for n in [*inputs, *wanted]}
        write(module, tuple(inputs.values()), list(inputs), list(wanted), dynamic, path)
        compare(path, inputs, wanted)
        print(f"  {name}.onnx: {os.path.getsize(path) / 1e6:.1f} MB")
    with open(f"{out}/relations.txt", "w", encoding="utf-8") as f:
        f.writelines(r + "\n" for r in parameters["relations"])


if __name__ == "__main__":
    main()
