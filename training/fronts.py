#!/usr/bin/env python3
"""Teaches which statement a headline or a first sentence, told in the paper's voice, sums up: one weight a number.

    cargo build --release --example fronts
    python3 training/fronts.py --corpora DIR --out models/fronts.tsv [--folds 4]

The fronts, the statements and the numbers that are shown of each come from the program itself (`examples/fronts.rs`); what sums up what
stands in DIR's `ledger/train` and, for the articles of `labels.tsv`, in `claims.tsv`. `--folds` prints how often the right one is found
in articles that were not taught on. Four minutes on one core.
"""

import argparse
import json
import os
import subprocess
import tempfile

import torch
from torch import nn

import claims
import labelled

# As in `src/claim/join/front`.
CANDIDATES, SURE = 24, {True: 0.4, False: 0.6}
# Two places are one from these parts of both, or of the shorter, on.
BOTH, SHORTER = 0.4, 0.7
EPOCHS, BATCH, RATE, DECAY = 20, 64, 3e-2, 0.1
HIDDEN = 8
# A deviation is taken for no less than this.
LEAST = 0.05


def size(spans):
    return sum(end - start for start, end in spans)


def shared(one, other):
    return sum(max(0, min(end, last) - max(start, first)) for start, end in one for first, last in other)


def one_place(one, other):
    both = shared(one, other)
    return both > 0 and (both >= BOTH * (size(one) + size(other) - both) or both >= SHORTER * min(size(one), size(other)))


class Told:
    """What readers wrote down of an article: the places of its fronts and of its statements, each with its claim."""

    def __init__(self, fronts, said):
        self.fronts, self.said = fronts, said

    def claims(self, place):
        """The claims that a front states; nothing, where no reader looked at it."""
        return {claim for front, claim in self.fronts if one_place([place], [front])}

    def right(self, place, candidates):
        """Which candidates state what the front does; nothing, where none does though a statement of the text should."""
        mine = self.claims(place)
        if not mine:
            return None
        elsewhere = [(spans, claim) for spans, claim in self.stated() if claim in mine and not shared([place], spans)]
        found = [any(one_place(spans, own) for own, _ in elsewhere) for spans in candidates]
        return found if any(found) or not elsewhere else None

    def stated(self):
        return self.said + [([front], claim) for front, claim in self.fronts]

    def holds_what_is_said(self, place):
        return any(shared([place], spans) for spans, _ in self.said)


def of_ledger(folder):
    """{article: what is told of it}"""
    found = {}
    for name in sorted(os.listdir(os.path.join(folder, "gold"))):
        gold = json.load(open(os.path.join(folder, "gold", name), encoding="utf-8"))
        text = labelled.read(os.path.join(folder, "text", name[:-5] + ".txt"))
        byte = lambda span: tuple(len(text[:at].encode("utf-8")) for at in span)
        fronts = [(byte(one["span"]), one["claim"]) for one in gold["unsourced"]]
        said = [([byte(span) for span in one["content_spans"]], one["claim"]) for one in gold["statements"]]
        found[name[:-5]] = Told(fronts, said)
    return found


def of_labels(folder):
    found, rows = {}, labelled.labels()
    for name, lines in claims.told().items():
        gold = claims.Gold(labelled.read(os.path.join(folder, name + ".txt")), rows[name], lines)
        plain = [number for number, row in gold.rows.items() if row["plain"]]
        fronts = [(tuple(map(int, one[1:].split("-"))), gold.claim[one]) for one in gold.front]
        fronts += [(gold.rows[number]["content"][0], gold.claim[number]) for number in plain]
        said = [(row["content"], gold.claim[number]) for number, row in gold.rows.items() if not row["plain"]]
        found[name] = Told(fronts, said)
    return found


def taught(args):
    """Every front that a reader looked at: (corpus, article, front, which candidates are right, is it told in the paper's voice, is it a headline)."""
    ledger = os.path.join(args.corpora, "ledger", "train")
    with tempfile.TemporaryDirectory() as folder:
        labelled.write(args.corpora, folder)
        for corpus, texts, told in (("ledger", os.path.join(ledger, "text"), of_ledger(ledger)), ("labels", folder, of_labels(folder))):
            for name, one in labelled.asked(texts, args.program):
                right = told[name].right(one["place"], [each["places"] for each in one["candidates"]]) if name in told else None
                if right is not None:
                    headline = one["nobody"][0] > 0
                    yield corpus, name, one, right, not told[name].holds_what_is_said(one["place"]), headline


class Fronts:
    """Fronts as tables."""

    def __init__(self, rows):
        width = len(rows[0][2]["candidates"][0]["features"])
        self.shown, self.real = torch.zeros(len(rows), CANDIDATES, width), torch.zeros(len(rows), CANDIDATES, dtype=torch.bool)
        self.nobody = torch.tensor([row[2]["nobody"] for row in rows])
        self.right = torch.zeros(len(rows), CANDIDATES + 1, dtype=torch.bool)
        for at, (_, _, one, right, *_) in enumerate(rows):
            count = len(one["candidates"])
            self.shown[at, :count] = torch.tensor([each["features"] for each in one["candidates"]])
            self.real[at, :count], self.right[at, :count] = True, torch.tensor(right)
            self.right[at, CANDIDATES] = not any(right)
        self.of_candidate, self.of_nobody = Scale(self.shown[self.real]), Scale(self.nobody)


class Scale:
    """Brings numbers to one middle and one size."""

    def __init__(self, numbers):
        self.mean, self.deviation = numbers.mean(0), numbers.std(0).clamp(min=LEAST)

    def of(self, numbers):
        return (numbers - self.mean) / self.deviation

    def fold(self, linear):
        """The same map for numbers as they are."""
        weight = linear.weight.detach() / self.deviation
        return weight, linear.bias.detach() - weight @ self.mean


class Weights(nn.Module):
    """A candidate's numbers are added up; what speaks for nobody hangs together, so a few hidden numbers stand between."""

    def __init__(self, fronts):
        super().__init__()
        width = fronts.nobody.shape[1]
        self.candidate, self.nobody = nn.Linear(fronts.shown.shape[2], 1), nn.Linear(width, 1)
        self.hidden, self.out = nn.Linear(width, HIDDEN), nn.Linear(HIDDEN, 1, bias=False)

    def forward(self, fronts, some):
        shown, nobody = fronts.of_candidate.of(fronts.shown[some]), fronts.of_nobody.of(fronts.nobody[some])
        scores = self.candidate(shown)[..., 0].masked_fill(~fronts.real[some], -1e9)
        return torch.cat([scores, self.nobody(nobody) + self.out(torch.relu(self.hidden(nobody)))], 1)


def fit(fronts, some):
    torch.manual_seed(0)
    weights = Weights(fronts)
    optimizer = torch.optim.AdamW(weights.parameters(), RATE, weight_decay=DECAY)
    steps = EPOCHS * -(-len(some) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps)
    # The mean of the last weights hangs less on which fronts came last.
    mean = torch.optim.swa_utils.AveragedModel(weights, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.99))
    for _ in range(EPOCHS):
        for batch in some[torch.randperm(len(some))].split(BATCH):
            logs = torch.log_softmax(weights(fronts, batch), 1)
            loss = -torch.logsumexp(logs.masked_fill(~fronts.right[batch], -1e9), 1).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            mean.update_parameters(weights)
    return mean.module.eval()


def folds(rows, fronts, count):
    """Prints how well each article is read by what the others taught."""
    names = sorted({labelled.group(row[1]) for row in rows})
    part = {name: number % count for number, name in enumerate(names)}
    fold = torch.tensor([part[labelled.group(row[1])] for row in rows])
    shares = torch.zeros(len(rows), CANDIDATES + 1)
    for number in range(count):
        weights, some = fit(fronts, (fold != number).nonzero()[:, 0]), (fold == number).nonzero()[:, 0]
        with torch.no_grad():
            shares[some] = torch.softmax(weights(fronts, some), 1)
    for corpus in ("ledger", "labels"):
        for headline in (True, False):
            mine = [at for at, row in enumerate(rows) if row[0] == corpus and row[4] and row[5] == headline]
            best = [int(shares[at, :-1].argmax()) for at in mine]
            taken = [fronts.right[at, to].item() for at, to in zip(mine, best) if shares[at, to] >= SURE[headline]]
            told = sum(any(rows[at][3]) for at in mine)
            what = "headlines" if headline else "sentences"
            print(f"  {corpus}: {what} {len(mine)}, told again {told}, taken {len(taken)}, of them right {sum(taken)}")


def write(weights, fronts, names, path):
    """A row a number: what it weighs, and of nobody's what it gives to each hidden number."""
    each, shift = fronts.of_candidate.fold(weights.candidate)
    none, bias = fronts.of_nobody.fold(weights.nobody)
    hidden, hidden_bias = fronts.of_nobody.fold(weights.hidden)
    rows = [(name, [weight]) for name, weight in zip(names["candidate"], each[0])]
    rows += [("nobody: " + name, [none[0, at], *hidden[:, at]]) for at, name in enumerate(names["nobody"])]
    rows.append(("nobody: any", [(bias - shift)[0], *hidden_bias]))
    rows.append(("nobody: out", [0.0, *weights.out.weight.detach()[0]]))
    with open(path, "w", encoding="utf-8") as out:
        for name, numbers in rows:
            out.write("\t".join([name, *(f"{float(number):.4f}" for number in numbers)]) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--program", default="target/release/examples/fronts")
    parser.add_argument("--folds", type=int)
    args = parser.parse_args()
    torch.set_num_threads(1)
    names = json.loads(subprocess.run([args.program, "--names"], stdout=subprocess.PIPE, check=True).stdout)
    rows = list(taught(args))
    fronts = Fronts(rows)
    if args.folds:
        folds(rows, fronts, args.folds)
    write(fit(fronts, torch.arange(len(rows))), fronts, names, args.out)
    print(f"{args.out}: {len(rows)} fronts")


if __name__ == "__main__":
    main()
