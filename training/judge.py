"""Asks a large reader what a careful editor makes of statements: labels for the judge's head beyond the readers' own.

    python3 training/judge.py EXAMPLES.jsonl --out LABELS.npy [--base NPZ]

EXAMPLES.jsonl comes from `heads.py --examples`: statements with the text around them, those of the ledger's training
articles with what the readers wrote down. Some readers (MPNet, marked where content, source and cue stand) each learn from all
articles but one part; what they say of that part, and on the mean of every statement without labels, is what the judge
learns beside the readers' word. One minute on an H100 for each part.
"""

import argparse
import json
import os
import random
import sys
import time

import numpy
import torch
from torch import nn

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import mpnet  # noqa: E402
from batches import grouped  # noqa: E402
from text import Pieces, split_words  # noqa: E402

PARTS = 3
# Marks of a word: none, content, source, cue.
MARKS = 4


class Reader(nn.Module):
    """The encoder, told what each word is to the statement and which kind of source it has; answers from the first place."""

    def __init__(self, encoder, voices, answers):
        super().__init__()
        self.encoder = encoder
        self.mark = nn.Embedding(MARKS, mpnet.WIDTH)
        self.voice = nn.Embedding(voices + 1, mpnet.WIDTH)
        self.about = nn.Linear(3, mpnet.WIDTH)
        self.hidden = nn.Linear(2 * mpnet.WIDTH, 256)
        self.out = nn.Linear(256, answers)
        self.drop = nn.Dropout(0.2)
        for table in (self.mark, self.voice, self.about):
            nn.init.zeros_(table.weight)

    def forward(self, b):
        added = self.mark(b["marks"])
        added[:, 0] = added[:, 0] + self.voice(b["voice"]) + self.about(b["about"])
        x = self.encoder(b["ids"], added, b["mask"])
        content = (b["marks"] == 1)[..., None]
        mean = (x * content).sum(1) / content.sum(1).clamp(min=1)
        return self.out(self.drop(torch.tanh(self.hidden(self.drop(torch.cat([x[:, 0], mean], 1))))))


def device():
    return "cuda" if torch.cuda.is_available() else "cpu"


def padded(rows):
    return nn.utils.rnn.pad_sequence([torch.tensor(row) for row in rows], batch_first=True).to(device())


def rows_of(example, pieces, most=250):
    """(pieces, marks) of the text around a statement, cut to `most` around its content."""
    ids, marks, text = [], [], example["text"]
    for start, end in split_words(text):
        mark = next((n for n, name in enumerate(("content", "source", "cue"), 1) for a, b in example[name] if a < end and start < b), 0)
        word = pieces.of_word(text[start:end])
        ids += word
        marks += [mark] * len(word)
    first = marks.index(1) if 1 in marks else 0
    last = len(marks) - marks[::-1].index(1) if 1 in marks else first
    start = max(0, min(first - most // 3, len(ids) - most))
    if last - start > most:
        start = max(0, min(first - 40, len(ids) - most))
    head = [piece for a, b in split_words(example["head"]) for piece in pieces.of_word(example["head"][a:b])][:40]
    return [pieces.cls, *head, pieces.sep, *ids[start : start + most], pieces.sep], [0] * (len(head) + 2) + marks[start : start + most] + [0]


def batch_of(examples, some):
    rows = [examples[n]["rows"] for n in some]
    ids, marks = (padded([row[k] for row in rows]) for k in (0, 1))
    mask = torch.arange(ids.shape[1])[None] < torch.tensor([len(row[0]) for row in rows])[:, None]
    column = lambda name: torch.tensor([examples[n][name] for n in some], device=device())
    return {"ids": ids, "marks": marks, "mask": mask.to(device()), "voice": column("voice"), "about": column("about").float()}


def batches_of(examples, numbers, budget, rng):
    order = sorted(numbers, key=lambda n: len(examples[n]["rows"][0]) + 10 * rng.random())
    found = grouped(order, lambda some: len(some) * (len(examples[some[-1]]["rows"][0]) + 10), budget)
    rng.shuffle(found)
    return found


def learn(examples, numbers, answers, args):
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    reader = Reader(mpnet.begun(args.base)[1], 8, answers).to(device()).train()
    reader.encoder.word.weight.requires_grad = False
    slow = [p for name, p in reader.named_parameters() if name.startswith("encoder.") and p.requires_grad]
    fast = [p for name, p in reader.named_parameters() if not name.startswith("encoder.")]
    optimiser = torch.optim.AdamW([{"params": slow, "lr": 3e-5}, {"params": fast, "lr": 3e-4}], weight_decay=0.01, fused=True)
    steps = args.epochs * len(batches_of(examples, numbers, args.batch, random.Random(0)))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min((s + 1) / (steps // 10 + 1), max(0.02, 1 - s / steps)))
    for _ in range(args.epochs):
        for some in batches_of(examples, numbers, args.batch, rng):
            right, known = (torch.tensor([examples[n][name] for n in some], device=device()).float() for name in ("right", "known"))
            with torch.autocast(device(), dtype=torch.bfloat16):
                loss = nn.functional.binary_cross_entropy_with_logits(reader(batch_of(examples, some)).float(), right, reduction="none")
            optimiser.zero_grad(set_to_none=True)
            ((loss * known).sum() / known.sum()).backward()
            nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimiser.step()
            schedule.step()
    return reader.eval()


@torch.no_grad()
def answers_of(reader, examples, numbers):
    found = {}
    for some in batches_of(examples, numbers, 40000, random.Random(0)):
        with torch.autocast(device(), dtype=torch.bfloat16):
            said = torch.sigmoid(reader(batch_of(examples, some)).float()).cpu().numpy()
        found.update(zip(some, said))
    return found


def best_f(examples, numbers, found, answer):
    """The best F of one answer over what the program finds, and its threshold."""
    mine = [n for n in numbers if examples[n]["of_program"] and examples[n]["known"][answer]]
    said = numpy.array([found[n][answer] for n in mine])
    right = numpy.array([examples[n]["right"][answer] for n in mine]) > 0
    rate = lambda least: 2 * ((said >= least) & right).sum() / max(1, (said >= least).sum() + right.sum())
    best = max(numpy.linspace(0.05, 0.9, 86), key=rate)
    return 100 * rate(best), best


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("examples")
    parser.add_argument("--out", required=True)
    parser.add_argument("--base", metavar="NPZ", help="MPNet's weights as `mpnet.py` wrote them")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--batch", type=int, default=5000)
    args = parser.parse_args()
    pieces = Pieces(mpnet.begun(args.base)[0])
    examples = [json.loads(line) for line in open(args.examples, encoding="utf-8")]
    for example in examples:
        example["rows"] = rows_of(example, pieces)
    labelled = [n for n, example in enumerate(examples) if example["right"]]
    loose = [n for n, example in enumerate(examples) if not example["right"]]
    events = sorted({examples[n]["article"].split("_")[0] for n in labelled})
    random.Random(0).shuffle(events)
    part = {n: events.index(examples[n]["article"].split("_")[0]) % PARTS for n in labelled}
    answers = len(examples[labelled[0]]["right"])
    out = numpy.zeros((len(examples), answers), numpy.float32)
    own = {}
    for number in range(PARTS):
        began = time.time()
        reader = learn(examples, [n for n in labelled if part[n] != number], answers, args)
        own.update(answers_of(reader, examples, [n for n in labelled if part[n] == number]))
        for n, said in answers_of(reader, examples, loose).items():
            out[n] += said / PARTS
        print(f"part {number + 1}: {time.time() - began:.0f}s", flush=True)
    for n, said in own.items():
        out[n] = said
    for answer in range(answers):
        print("answer {} F {:.1f} from {:.2f} on".format(answer, *best_f(examples, labelled, own, answer)), flush=True)
    numpy.save(args.out, out.astype(numpy.float16))


if __name__ == "__main__":
    main()
