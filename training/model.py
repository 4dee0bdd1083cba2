"""The reading model: a small encoder, a cue finder, and a reader that labels the roles for one cue.

Encoder: MiniLM (Wang et al. 2020), layers of 384, with three features added to the input:
word shape, quotation state, and paragraph start. Tags come from a middle layer, so that texts
without cues can stop there. The TEACHER is trained on the corpora; the PUPIL, which is shipped, learns
from it (`distil.py`). The reader is a two-layer transformer of width 192 over the words of
the cue's paragraph, told where the cue stands, with a linear-chain CRF over the roles.
"""

from dataclasses import dataclass

import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.torch import load_file

from data import ENTITIES, HEAD_TYPES, UPOS
from text import QUOTE_STATES, SHAPES

WIDTH, HEADS = 384, 12
READER_WIDTH, READER_HEADS, READER_LAYERS, READER_HIDDEN = 192, 6, 2, 384
ROLES = 4
# Signed distance to the cue in words: exact to 8, then by doubling steps.
DISTANCE_EDGES = [-128, -64, -48, -32, -24, -16, -12, -8, -7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 17, 25, 33, 49, 65, 129]
DISTANCES = len(DISTANCE_EDGES) + 1
NORM_EPS = 1e-12


@dataclass(frozen=True)
class Size:
    """Layers of an encoder, hidden units of each, and the layer that tags are read from."""

    layers: int
    hidden: int
    tag_layer: int


TEACHER = Size(layers=6, hidden=1536, tag_layer=3)
PUPIL = Size(layers=4, hidden=768, tag_layer=2)


def gelu(x):
    return F.gelu(x, approximate="tanh")


class Layer(nn.Module):
    """One transformer layer, normalised after each residual sum, as in BERT."""

    def __init__(self, width, heads, hidden, dropout=0.1):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=NORM_EPS)
        self.up = nn.Linear(width, hidden)
        self.down = nn.Linear(hidden, width)
        self.norm2 = nn.LayerNorm(width, eps=NORM_EPS)
        self.drop = nn.Dropout(dropout)

    def forward(self, x, mask):
        batch, length, width = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        # Plain products: the fused kernel's gradient takes five times as long on a CPU.
        weight = (q @ k.transpose(2, 3)) * (width // self.heads) ** -0.5
        weight = weight.masked_fill(~mask, -1e4).softmax(-1).to(v.dtype)
        seen = (weight @ v).transpose(1, 2).reshape(batch, length, width)
        x = self.norm1(x + self.out(seen))
        return self.norm2(x + self.drop(self.down(gelu(self.up(x)))))


class Encoder(nn.Module):
    def __init__(self, vocabulary_size, size):
        super().__init__()
        self.word = nn.Embedding(vocabulary_size, WIDTH)
        self.position = nn.Embedding(512, WIDTH)
        self.shape = nn.Embedding(SHAPES, WIDTH)
        self.quote = nn.Embedding(QUOTE_STATES, WIDTH)
        self.start = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=NORM_EPS)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer(WIDTH, HEADS, size.hidden) for _ in range(size.layers))
        for table in (self.shape, self.quote, self.start):
            nn.init.zeros_(table.weight)

    def load_base(self, path):
        """Weights of all-MiniLM-L6-v2; the constant segment embedding joins the positions."""
        w = load_file(path)
        g = lambda name: w[name].float()
        with torch.no_grad():
            self.word.weight.copy_(g("embeddings.word_embeddings.weight"))
            self.position.weight.copy_(g("embeddings.position_embeddings.weight") + g("embeddings.token_type_embeddings.weight")[0])
            self.norm.weight.copy_(g("embeddings.LayerNorm.weight"))
            self.norm.bias.copy_(g("embeddings.LayerNorm.bias"))
            for i, layer in enumerate(self.layers):
                p = f"encoder.layer.{i}."
                for kind in ("weight", "bias"):
                    a = [g(f"{p}attention.self.{n}.{kind}") for n in ("query", "key", "value")]
                    getattr(layer.qkv, kind).copy_(torch.cat(a))
                    getattr(layer.out, kind).copy_(g(f"{p}attention.output.dense.{kind}"))
                    getattr(layer.norm1, kind).copy_(g(f"{p}attention.output.LayerNorm.{kind}"))
                    getattr(layer.up, kind).copy_(g(f"{p}intermediate.dense.{kind}"))
                    getattr(layer.down, kind).copy_(g(f"{p}output.dense.{kind}"))
                    getattr(layer.norm2, kind).copy_(g(f"{p}output.LayerNorm.{kind}"))

    def embed(self, b):
        x = self.word(b["ids"]) + self.position.weight[: b["ids"].shape[1]]
        x = x + self.shape(b["shapes"]) + self.quote(b["quotes"]) + self.start(b["starts"])
        return self.drop(self.norm(x))


class Crf(nn.Module):
    """Linear-chain CRF over the roles (Lafferty et al. 2001)."""

    def __init__(self):
        super().__init__()
        self.step = nn.Parameter(torch.zeros(ROLES, ROLES))
        self.first = nn.Parameter(torch.zeros(ROLES))
        self.last = nn.Parameter(torch.zeros(ROLES))

    def loss(self, scores, gold, mask):
        """Negative log-likelihood of each row's labels."""
        scores = scores.float()
        length = mask.sum(1)
        rows = torch.arange(len(gold))
        emitted = (scores.gather(2, gold[..., None])[..., 0] * mask).sum(1)
        moved = (self.step[gold[:, :-1], gold[:, 1:]] * mask[:, 1:]).sum(1)
        path = emitted + moved + self.first[gold[:, 0]] + self.last[gold[rows, length - 1]]
        alpha = self.first + scores[:, 0]
        for t in range(1, scores.shape[1]):
            new = torch.logsumexp(alpha[:, :, None] + self.step, 1) + scores[:, t]
            alpha = torch.where(mask[:, t, None], new, alpha)
        return torch.logsumexp(alpha + self.last, 1) - path

    @torch.no_grad()
    def decode(self, scores):
        """The best labels of one row, and the log-probability of them."""
        scores = scores.float()
        best, total, back = self.first + scores[0], self.first + scores[0], []
        for t in range(1, len(scores)):
            options = best[:, None] + self.step
            best, where = options.max(0)
            best = best + scores[t]
            back.append(where)
            total = torch.logsumexp(total[:, None] + self.step, 0) + scores[t]
        best = best + self.last
        label = int(best.argmax())
        probability = float(best.max() - torch.logsumexp(total + self.last, 0))
        labels = [label]
        for where in reversed(back):
            label = int(where[label])
            labels.append(label)
        return labels[::-1], probability


class Model(nn.Module):
    def __init__(self, vocabulary_size, size):
        super().__init__()
        self.size = size
        self.encoder = Encoder(vocabulary_size, size)
        self.upos = nn.Linear(WIDTH, len(UPOS))
        self.entity = nn.Linear(WIDTH, 1 + 2 * len(ENTITIES))
        self.head = nn.Linear(WIDTH, len(HEAD_TYPES))
        self.early = nn.Linear(WIDTH, 1)
        self.cue = nn.Sequential(nn.Linear(WIDTH, READER_WIDTH), nn.GELU(approximate="tanh"), nn.Linear(READER_WIDTH, 1))
        self.roles_seen = nn.Linear(WIDTH, 3)
        self.word_in = nn.Linear(WIDTH, READER_WIDTH)
        self.cue_in = nn.Linear(WIDTH, READER_WIDTH)
        self.distance = nn.Embedding(DISTANCES, READER_WIDTH)
        self.reader_norm = nn.LayerNorm(READER_WIDTH, eps=NORM_EPS)
        self.reader = nn.ModuleList(Layer(READER_WIDTH, READER_HEADS, READER_HIDDEN) for _ in range(READER_LAYERS))
        self.role = nn.Linear(READER_WIDTH, ROLES)
        self.valid = nn.Linear(READER_WIDTH, 1)
        self.crf = Crf()
        self.drop = nn.Dropout(0.1)
        for rare in (self.early, self.cue[2]):
            nn.init.constant_(rare.bias, -3.5)
        self.register_buffer("edges", torch.tensor(DISTANCE_EDGES), persistent=False)

    def encode(self, b, layers=None):
        """(word vectors at the tag layer, word vectors at the top), for the words of each window."""
        mask = b["mask"][:, None, None, :]
        x = self.encoder.embed(b)
        middle = None
        for number, layer in enumerate(self.encoder.layers[:layers]):
            x = layer(x, mask)
            if number + 1 == self.size.tag_layer:
                middle = x
        rows = torch.arange(len(x))[:, None]
        return middle[rows, b["first"]], x[rows, b["first"]]

    def read(self, top, window, words, cue, mask):
        """Role scores of the words of each cue's paragraph, and whether the cue is one.

        window [A]: the window each cue is in; words [A, L]: its paragraph's words; cue [A]: where
        in the paragraph it stands.
        """
        rows = torch.arange(len(window))
        inner, outer = self.word_in(top), self.cue_in(top)
        place = torch.arange(words.shape[1])[None] - cue[:, None]
        near = torch.bucketize(place, self.edges, right=True)
        x = inner[window[:, None], words] + outer[window, words[rows, cue]][:, None] + self.distance(near)
        x = self.drop(self.reader_norm(x))
        for layer in self.reader:
            x = layer(x, mask[:, None, None, :])
        return self.role(x), self.valid(x[rows, cue])[:, 0]
