"""Writes a trained model as the weights file that the Rust side reads.

    python3 training/export.py CHECKPOINT OUT.bin [--settings settings.json]

Linear maps become bytes with one factor a column, in panels of 64 columns (see
`src/attribution/model/integer.rs`); word embeddings bytes with one factor a row; the rest stays in
32 bits. Pieces in scripts that the model never saw are left out.
"""

import argparse
import json
import os
import struct
import sys
import unicodedata

import torch

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import base  # noqa: E402
from batches import tensors  # noqa: E402
from data import load_polnear, pack, scorer  # noqa: E402
from model import PUPIL, READER_LAYERS, Model  # noqa: E402
from predict import predict  # noqa: E402
from text import Pieces  # noqa: E402


MAGIC = b"twosource-weights-2\n"
PANEL = 64
POSITIONS = 256
# Largest size of a weight, and what stands for 0 in the inputs (see `src/attribution/model/integer.rs`).
SIZE, MIDDLE = 63, 64
DEFAULTS = {"propose": 0.1, "threshold": 0.2, "hope": -4.0, "calibration": [[0.0, 0.0], [1.0, 1.0]]}


class Writer:
    def __init__(self):
        self.rows = []

    def numbers(self, name, tensor):
        data = tensor.float().flatten().contiguous().numpy().astype("<f4").tobytes()
        self.rows.append((name, 1, data))

    def bytes(self, name, data):
        self.rows.append((name, 0, data))

    def linear(self, name, weight, bias, seen):
        """weight [columns, depth], padded to whole panels; stored as signed bytes of seven bits.

        seen [depth]: the largest input of each column. Large inputs are made smaller and their
        weights larger by the same factor (SmoothQuant; Xiao et al. 2023).
        """
        smooth = torch.ones(weight.shape[1])
        if seen is not None:
            size = weight.float().abs().amax(0).clamp(min=1e-5)
            smooth = (seen.clamp(min=1e-5) / size).sqrt()
            smooth = (smooth / smooth.log().mean().exp()).clamp(0.02, 50)
        self.numbers(f"{name}.smooth", 1 / smooth)
        weight = weight.float() * smooth
        columns, depth = weight.shape
        padded = -(-columns // PANEL) * PANEL
        full = torch.zeros(padded, depth)
        full[:columns] = weight.float()
        shift = torch.zeros(padded)
        shift[:columns] = bias.float()
        scale = full.abs().amax(1).clamp(min=1e-12) / SIZE
        whole = (full / scale[:, None]).round().to(torch.int8)
        packed = whole.view(padded // PANEL, PANEL, depth // 4, 4).permute(0, 2, 1, 3).contiguous()
        self.bytes(f"{name}.weight", packed.numpy().tobytes())
        self.numbers(f"{name}.offset", MIDDLE * whole.to(torch.int64).sum(1))
        self.numbers(f"{name}.scale", scale)
        self.numbers(f"{name}.bias", shift)

    def save(self, path):
        out = [MAGIC, struct.pack("<I", len(self.rows))]
        for name, kind, data in self.rows:
            text = name.encode()
            out.append(struct.pack("<B", len(text)) + text + struct.pack("<BI", kind, len(data)) + data)
        with open(path, "wb") as handle:
            handle.write(b"".join(out))


def kept_pieces(vocabulary):
    """(piece, its row) for the pieces that can occur in Latin script, in the order of their bytes."""
    kept = []
    for row, piece in enumerate(vocabulary):
        special = piece in ("[CLS]", "[SEP]", "[UNK]")
        if piece.startswith("[") and piece.endswith("]") and len(piece) > 1 and not special:
            continue
        latin = all(ord(c) < 0x250 or 0x2000 <= ord(c) < 0x2300 for c in piece)
        if special or latin:
            kept.append((piece, row))
    return sorted(kept, key=lambda pair: pair[0].encode())


def folds():
    """Lower-case letters that are read as others: accents taken off."""
    lines = []
    for code in range(0x80, 0x2000):
        char = chr(code)
        if char != char.lower():
            continue
        plain = "".join(c for c in unicodedata.normalize("NFD", char) if not 0x300 <= ord(c) <= 0x36F)
        if plain != char and plain:
            lines.append(char + plain)
    return "\n".join(lines)


def write(state, vocabulary, settings, seen, path):
    out = Writer()
    kept = kept_pieces(vocabulary)
    out.bytes("vocabulary", "".join(piece + "\n" for piece, _ in kept).encode())
    out.bytes("folds", folds().encode())
    words = state["encoder.word.weight"].float()[[row for _, row in kept]]
    scale = words.abs().amax(1).clamp(min=1e-12) / 127
    out.bytes("encoder.word", (words / scale[:, None]).round().to(torch.int8).numpy().tobytes())
    out.numbers("encoder.word.scale", scale)
    out.numbers("encoder.position", state["encoder.position.weight"][:POSITIONS])
    for name in ("shape", "quote", "start"):
        out.numbers(f"encoder.{name}", state[f"encoder.{name}.weight"])
    norms = ["encoder.norm", "reader_norm"]
    layers = [f"encoder.layers.{n}" for n in range(PUPIL.layers)] + [f"reader.{n}" for n in range(READER_LAYERS)]
    for name in layers:
        for part in ("qkv", "out", "up", "down"):
            out.linear(f"{name}.{part}", state[f"{name}.{part}.weight"], state[f"{name}.{part}.bias"], seen.get(f"{name}.{part}"))
        norms += [f"{name}.norm1", f"{name}.norm2"]
    for name in norms:
        out.numbers(f"{name}.weight", state[f"{name}.weight"])
        out.numbers(f"{name}.bias", state[f"{name}.bias"])
    joined = lambda names, kind: torch.cat([state[f"{n}.{kind}"] for n in names])
    tags = ("upos", "entity", "head", "early")
    out.linear("tags", joined(tags, "weight"), joined(tags, "bias"), seen.get("upos"))
    out.linear("cue.0", state["cue.0.weight"], state["cue.0.bias"], seen.get("cue.0"))
    inputs = ("word_in", "cue_in")
    out.linear("reader_in", joined(inputs, "weight"), joined(inputs, "bias"), seen.get("word_in"))
    out.numbers("distance", state["distance.weight"])
    for name in ("cue.2", "role", "valid"):
        out.numbers(f"{name}.weight", state[f"{name}.weight"])
        out.numbers(f"{name}.bias", state[f"{name}.bias"])
    for name in ("step", "first", "last"):
        out.numbers(f"crf.{name}", state[f"crf.{name}"])
    for name in ("propose", "threshold", "hope", "calibration"):
        out.numbers(name, torch.tensor(settings[name]))
    out.save(path)
    return len(kept)


@torch.no_grad()
def largest_inputs(state, vocabulary, corpora, articles=24):
    """The largest input of each column of every linear map, on articles of the training part."""
    pieces = Pieces(vocabulary)
    model = Model(len(vocabulary), PUPIL)
    model.load_state_dict(state)
    model.eval()
    seen = {}

    def hook(name):
        def look(_, inputs):
            most = inputs[0].abs().flatten(0, -2).amax(0)
            seen[name] = torch.maximum(seen[name], most) if name in seen else most

        return look

    for name, module in model.named_modules():
        if isinstance(module, torch.nn.Linear):
            module.register_forward_pre_hook(hook(name))
    learnt = load_polnear(os.path.join(corpora, "polnear", "train"), pieces, scorer(corpora))
    for stem in sorted(learnt)[:: max(1, len(learnt) // articles)]:
        text, paragraphs = learnt[stem]
        predict(model, paragraphs, pieces)
        for window in pack(paragraphs, 200)[:2]:
            model.upos(model.encode(tensors([window], pieces), PUPIL.tag_layer)[0])
    return seen


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint")
    parser.add_argument("out")
    parser.add_argument("--settings")
    parser.add_argument("--corpora", help="smooth the inputs by what these articles show")
    args = parser.parse_args()
    vocabulary = base.vocabulary()
    settings = dict(DEFAULTS)
    if args.settings:
        settings.update(json.load(open(args.settings, encoding="utf-8")))
    state = torch.load(args.checkpoint)
    seen = largest_inputs(state, vocabulary, args.corpora) if args.corpora else {}
    count = write(state, vocabulary, settings, seen, args.out)
    print(f"{args.out}: {count} pieces, {os.path.getsize(args.out) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
