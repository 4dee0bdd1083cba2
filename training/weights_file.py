"""Reads a trained model back: a checkpoint of `train.py`, or the weights file that `export.py` wrote of it."""

import struct

import numpy
import torch

from data import ENTITIES, HEAD_TYPES, UPOS
from export import MAGIC, PANEL, kept_pieces
from model import READER_LAYERS, READER_WIDTH, TEACHER, WIDTH, Model


def state(path, vocabulary):
    """The weights of a model of six layers by their names; those that a weights file leaves out are zero."""
    if not path.endswith(".bin"):
        return torch.load(path)
    tensors = Tensors(path)
    out = {name: torch.zeros_like(value) for name, value in Model(len(vocabulary), TEACHER).state_dict().items()}
    rows = [row for _, row in kept_pieces(vocabulary)]
    words = torch.from_numpy(tensors.bytes("encoder.word").astype("f4")).view(len(rows), WIDTH)
    out["encoder.word.weight"][rows] = words * tensors.numbers("encoder.word.scale")[:, None]
    position = tensors.numbers("encoder.position").view(-1, WIDTH)
    out["encoder.position.weight"][: len(position)] = position
    for name in ("shape", "quote", "start"):
        out[f"encoder.{name}.weight"] = tensors.numbers(f"encoder.{name}").view(-1, WIDTH)
    out["distance.weight"] = tensors.numbers("distance").view(-1, READER_WIDTH)
    layers = [f"encoder.layers.{n}" for n in range(TEACHER.layers)] + [f"reader.{n}" for n in range(READER_LAYERS)]
    maps = [(f"{layer}.{part}", [(f"{layer}.{part}", None)]) for layer in layers for part in ("qkv", "out", "up", "down")]
    tags = [("upos", len(UPOS)), ("entity", 1 + 2 * len(ENTITIES)), ("head", len(HEAD_TYPES)), ("early", 1)]
    maps += [("tags", tags), ("cue.0", [("cue.0", None)]), ("reader_in", [("word_in", READER_WIDTH), ("cue_in", READER_WIDTH)])]
    for stored, names in maps:
        weight, bias = tensors.linear(stored)
        at = 0
        for name, count in names:
            count = count or len(out[f"{name}.bias"])
            out[f"{name}.weight"], out[f"{name}.bias"] = weight[at : at + count], bias[at : at + count]
            at += count
    for name in ["encoder.norm", "reader_norm", "cue.2", "role", "valid"] + [f"{l}.{n}" for l in layers for n in ("norm1", "norm2")]:
        for kind in ("weight", "bias"):
            out[f"{name}.{kind}"] = tensors.numbers(f"{name}.{kind}").view_as(out[f"{name}.{kind}"])
    for name in ("step", "first", "last"):
        out[f"crf.{name}"] = tensors.numbers(f"crf.{name}").view_as(out[f"crf.{name}"])
    return out


class Tensors:
    """The named tensors of a weights file."""

    def __init__(self, path):
        data = open(path, "rb").read()
        if not data.startswith(MAGIC):
            raise SystemExit(f"{path}: not a weights file of this version")
        at = len(MAGIC)
        (count,) = struct.unpack_from("<I", data, at)
        at += 4
        self.rows = {}
        for _ in range(count):
            length = data[at]
            name = data[at + 1 : at + 1 + length].decode()
            at += 1 + length
            _, size = struct.unpack_from("<BI", data, at)
            at += 5
            self.rows[name] = data[at : at + size]
            at += size

    def bytes(self, name):
        return numpy.frombuffer(self.rows[name], "i1")

    def numbers(self, name):
        return torch.from_numpy(numpy.frombuffer(self.rows[name], "<f4").astype("f4"))

    def linear(self, name):
        """(weight [columns, depth], bias [columns]) with the padding of the panels."""
        scale, smooth = self.numbers(f"{name}.scale"), self.numbers(f"{name}.smooth")
        columns, depth = len(scale), len(smooth)
        packed = torch.from_numpy(self.bytes(f"{name}.weight").astype("f4")).view(columns // PANEL, depth // 4, PANEL, 4)
        whole = packed.permute(0, 2, 1, 3).reshape(columns, depth)
        return whole * scale[:, None] * smooth, self.numbers(f"{name}.bias")
