#!/usr/bin/env python3
"""Write the trained network as the three graphs that purport-parse embeds, and check them against the network.

usage: export.py MODEL.pt WEIGHTS_DIR

words.onnx      pieces, features [1, T], first [1, W] (int32) -> vectors [W, 384], upos, boundary, names, cues, arcs [W, W+1],
                dependent [W, R], governor [W+1, R]
relations.onnx  dependent, governor [W, R] -> relations [W, relations]
roles.onnx      vectors [W, 384], cue [C, 384], distance [C, W] (int32) -> tags [C, W, 9]
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

from evaluate import load_model
from network import WIDTH


class RowTable(nn.Module):
    """An embedding table of int8 rows, each with its scale."""

    def __init__(self, weight):
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("rows", (weight / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, index):
        return self.rows[index].to(torch.float32) * self.scale[index]


class Words(nn.Module):
    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, pieces, features, first):
        words = self.network.words(pieces, features, first.long())
        upos, boundary, names, cues = self.network.tags(words)
        arcs, dependent, governor = self.network.arcs(words)
        return tuple(t[0] for t in (words, upos, boundary[..., None], names, cues, arcs, dependent, governor))


class Relations(nn.Module):
    """The bilinear form as one product with a wide matrix, which can be quantised."""

    def __init__(self, network):
        super().__init__()
        count, width, _ = network.relation.shape
        self.shape = count, width
        self.wide = nn.Linear(width, count * width, bias=False)
        self.wide.weight.data.copy_(network.relation.permute(0, 2, 1).reshape(count * width, width))
        self.bias = network.relation_bias

    def forward(self, dependent, governor):
        mixed = self.wide(dependent).view(-1, *self.shape) * governor[:, None]
        return mixed.sum(-1) + self.bias(torch.cat([dependent, governor], -1))


class Roles(nn.Module):
    def __init__(self, network):
        super().__init__()
        self.roles = network.roles

    def forward(self, vectors, cue, distance):
        return self.roles(vectors[None], cue, distance.long())


def write(module, inputs, names, outputs, dynamic, path):
    with tempfile.TemporaryDirectory() as folder:
        plain, ready = f"{folder}/plain.onnx", f"{folder}/ready.onnx"
        torch.onnx.export(module, inputs, plain, input_names=names, output_names=outputs, dynamic_axes=dynamic, dynamo=False, opset_version=17)
        quant_pre_process(plain, ready, skip_symbolic_shape=True)
        quantize_dynamic(ready, path, op_types_to_quantize=["MatMul"], per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)


def compare(path, module, inputs, names):
    session = onnxruntime.InferenceSession(path)
    found = session.run(None, {n: i.numpy() for n, i in zip(names, inputs)})
    with torch.no_grad():
        wanted = module(*inputs)
    wanted = wanted if isinstance(wanted, tuple) else (wanted,)
    for node, f, w in zip(session.get_outputs(), found, wanted):
        w = w.numpy()
        print(f"  {os.path.basename(path)} {node.name}: largest error {np.abs(f - w).max():.3f} of {np.abs(w).max():.1f}, same argmax {np.mean(f.argmax(-1) == w.argmax(-1)):.4f}")


def main():
    network, parameters = load_model(sys.argv[1])
    out = sys.argv[2]
    network.encoder.words = RowTable(network.encoder.words.weight.data)
    torch.manual_seed(1)
    pieces = torch.randint(1000, 20000, (1, 120), dtype=torch.int32)
    features = torch.randint(0, 32, (1, 120), dtype=torch.int32)
    first = torch.arange(1, 91, dtype=torch.int32)[None]
    words = Words(network)
    names = ["pieces", "features", "first"]
    outputs = ["vectors", "upos", "boundary", "names", "cues", "arcs", "dependent", "governor"]
    dynamic = {"pieces": {1: "T"}, "features": {1: "T"}, "first": {1: "W"}} | {o: {0: "W"} for o in outputs[:-1]} | {"governor": {0: "V"}}
    dynamic["arcs"] = {0: "W", 1: "V"}
    write(words, (pieces, features, first), names, outputs, dynamic, f"{out}/words.onnx")
    compare(f"{out}/words.onnx", words, (pieces, features, first), names)
    with torch.no_grad():
        vectors, *_, dependent, governor = words(pieces, features, first)
    relations = Relations(network)
    ends = (dependent, governor[1:])
    write(relations, ends, ["dependent", "governor"], ["relations"], {"dependent": {0: "W"}, "governor": {0: "W"}, "relations": {0: "W"}}, f"{out}/relations.onnx")
    compare(f"{out}/relations.onnx", relations, ends, ["dependent", "governor"])
    roles = Roles(network)
    cue = vectors[[3, 40]]
    distance = torch.randint(0, 41, (2, 90), dtype=torch.int32)
    write(roles, (vectors, cue, distance), ["vectors", "cue", "distance"], ["tags"], {"vectors": {0: "W"}, "cue": {0: "C"}, "distance": {0: "C", 1: "W"}, "tags": {0: "C", 1: "W"}}, f"{out}/roles.onnx")
    compare(f"{out}/roles.onnx", roles, (vectors, cue, distance), ["vectors", "cue", "distance"])
    with open(f"{out}/relations.txt", "w", encoding="utf-8") as f:
        f.writelines(r + "\n" for r in parameters["relations"])
    for name in ("words.onnx", "relations.onnx", "roles.onnx"):
        print(f"  {name}: {os.path.getsize(f'{out}/{name}') / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
