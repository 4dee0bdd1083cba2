"""Teaches the heads on the frozen encoder: who a name is, what kind of source a mention is, what a claim is and weighs.

    cargo build --release --example word_vectors
    python3 training/heads.py --corpora DIR --out models/heads.bin [--folds 5]

The words and their vectors come from the program itself (`examples/word_vectors.rs`), so that what is learnt from is
what is met. DIR holds `ledger/train` (text, gold) and `world` (text, entities). `--folds` also prints how well each head
does on articles (names: outlets) that it was not taught on. Ten minutes on one core.
"""

import argparse
import json
import os
import random
import re
import subprocess
import sys

import numpy
import torch
from torch import nn

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from export import Writer  # noqa: E402

WIDTH = 384
# Columns that the claim head reads of a word; the first weighs the word.
COLUMNS = 40
NAMES = ["none", "person", "organization", "place", "people", "other"]
OF_ENTITY = {"Person": 1, "Organization": 2, "Location": 3, "Facility": 3, "NORP": 4, "Misc": 5, "Product": 5}
SOURCES = ["named-person", "named-organization", "outlet", "document", "anonymous", "unnamed-person", "unnamed-group"]
JUDGED = ["heavy", "settled", "accusation", "wanted", "first", "casualty", "light", "own"]
HIDDEN = 48
# How often the kind of a claim's source is left out in training: the program's own is wrong at times.
FORGET = 0.12


class Article:
    """A text with the program's words: their places in characters and their vectors."""

    def __init__(self, path, places, rows):
        raw = open(path, "rb").read()
        self.id = os.path.basename(path)[:-4]
        self.text = raw.decode("utf-8")
        at, byte = numpy.zeros(len(raw) + 1, int), 0
        for number, char in enumerate(self.text):
            width = len(char.encode("utf-8"))
            at[byte : byte + width] = number
            byte += width
        at[byte] = len(self.text)
        self.places, self.rows = at[places], rows

    def words(self, spans):
        inside = numpy.zeros(len(self.places), bool)
        for start, end in spans:
            inside |= (self.places[:, 0] < end) & (self.places[:, 1] > start)
        return numpy.nonzero(inside)[0]


def articles(folder, program):
    """Every article of the folder, read by the program a few at a time."""
    paths = [os.path.join(folder, name) for name in sorted(os.listdir(folder))]
    row = 8 + 2 * WIDTH * 4
    for some in (paths[at : at + 50] for at in range(0, len(paths), 50)):
        run = subprocess.run([program, *some], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=True)
        data = numpy.frombuffer(run.stdout, numpy.uint8).reshape(-1, row)
        at = 0
        for line in run.stderr.decode("utf-8").splitlines():
            _, count, path = line.split(" ", 2)
            mine = data[at : at + int(count)]
            at += int(count)
            places = mine[:, :8].copy().view("<u4").astype(int)
            rows = mine[:, 8 : 8 + WIDTH * 4].copy().view("<f4").astype(numpy.float16)
            yield Article(path, places, rows)


class Scale:
    """Means and deviations of the vectors' columns; folded into the linear maps in the end."""

    def __init__(self, rows):
        rows = rows.astype(numpy.float32)
        self.mean, self.deviation = rows.mean(0), rows.std(0) + 1e-3

    def of(self, rows):
        return torch.tensor((rows.astype(numpy.float32) - self.mean) / self.deviation)

    def fold(self, linear):
        """Weight and bias of a linear map for vectors as they come."""
        weight = linear.weight.detach() / torch.tensor(self.deviation)
        return weight, linear.bias.detach() - weight @ torch.tensor(self.mean)


# Spans of names and of mentions: one linear map on the mean of their words.


def name_rows(article, entities):
    """(mean vector, class) for each entity, and for each other run of words with a capital."""
    taken, rows = numpy.zeros(len(article.places), bool), []
    for start, end, kind in entities:
        words = article.words([(start, end)])
        taken[words] = True
        if len(words) and kind in OF_ENTITY:
            rows.append((article.rows[words].astype(numpy.float32).mean(0), OF_ENTITY[kind]))
    at = 0
    capital = [article.text[start : start + 1].isupper() for start, _ in article.places]
    while at < len(capital):
        end = at
        while end < len(capital) and capital[end] and not taken[end]:
            end += 1
        if end > at:
            rows.append((article.rows[at:end].astype(numpy.float32).mean(0), 0))
        at = max(end, at + 1)
    return rows


def entities_of(path):
    for line in open(path, encoding="utf-8"):
        start, end, kind, _ = line.rstrip("\n").split("\t", 3)
        yield int(start), int(end), kind


def fit_linear(x, y, classes, scale, epochs=12):
    torch.manual_seed(1)
    linear = nn.Linear(WIDTH, classes)
    optimizer = torch.optim.AdamW(linear.parameters(), 3e-3, weight_decay=1e-3)
    steps = epochs * (len(x) // 256 + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 5e-3, total_steps=steps)
    for epoch in range(epochs):
        order = numpy.random.default_rng(epoch).permutation(len(x))
        for at in range(0, len(x), 256):
            some = order[at : at + 256]
            loss = nn.functional.cross_entropy(linear(scale.of(x[some])), torch.tensor(y[some]))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return linear


def linear_folds(rows, classes, scale, folds, what):
    """Prints precision and recall by class, each group judged by what the others taught. rows: (group, x, y)."""
    groups = sorted({group for group, _, _ in rows})
    random.Random(1).shuffle(groups)
    fold = {group: number % folds for number, group in enumerate(groups)}
    x, y = numpy.stack([row[1] for row in rows]), numpy.array([row[2] for row in rows])
    of = numpy.array([fold[row[0]] for row in rows])
    found = numpy.zeros(len(y), int)
    for number in range(folds):
        linear = fit_linear(x[of != number], y[of != number], len(classes), scale)
        with torch.no_grad():
            found[of == number] = linear(scale.of(x[of == number])).argmax(1).numpy()
    print(what, f"accuracy {100 * (found == y).mean():.1f} of {len(y)}")
    for number, name in enumerate(classes):
        both, ours, gold = ((found == number) & (y == number)).sum(), (found == number).sum(), (y == number).sum()
        print(f"  {name:20s} P {100 * both / max(1, ours):5.1f}  R {100 * both / max(1, gold):5.1f}  of {gold}")


# Claims: pooled columns of the content's, the source's and the cue's words, and a small network on them.


def statements(article, gold, scale):
    """What the claim head learns from: statements, and sentences in the paper's own voice."""
    claims = {claim["id"]: claim for claim in gold["claims"]}
    sources = {source["id"]: source for source in gold["sources"]}
    told = [(s["content_spans"], s["source_spans"], s["cue_spans"], s["claim"], s) for s in gold["statements"] if s["claim"]]
    told += [([u["span"]], [], [], u["claim"], None) for u in gold["unsourced"]]
    for content, source, cue, claim, statement in told:
        words = article.words(content)
        if len(words) == 0:
            continue
        source, cue = article.words(source), article.words(cue)
        rows = lambda some, most: scale.of(article.rows[some[:most]]) if len(some) else None
        kind = sources[statement["sources"][0]]["kind"] if statement else "newsroom"
        about = numpy.zeros(14, numpy.float32)
        about[(SOURCES + ["newsroom"]).index(kind)] = 1
        about[8] = numpy.log(len(words)) / 3
        about[9] = words[0] / len(article.places)
        about[10] = bool(statement) and statement["stance"] == "denies"
        about[11] = bool(statement) and len(statement["sources"]) > 1
        about[12] = len(source) == 0
        about[13] = statement is None
        yield {
            "article": article.id,
            "content": rows(words, 100),
            "source": rows(source, 12),
            "cue": rows(cue, 6),
            "about": torch.tensor(about),
            "right": judged(claims[claim], gold["top"]),
        }


def judged(claim, top):
    kind = claim["kind"]
    own = kind in ("own", "opinion")
    heavy, light = claim["weight"] == "heavy", claim["weight"] == "light"
    return [heavy, own, kind == "accusation", bool(claim["wanted"]), claim["id"] in top, kind == "casualty", light, kind == "own"]


class Judge(nn.Module):
    """Word columns, pooled three ways, a hidden layer, and a linear path beside it."""

    def __init__(self):
        super().__init__()
        self.columns = nn.Linear(WIDTH, COLUMNS)
        pooled = COLUMNS - 1
        self.hidden = nn.Linear(5 * pooled + 14, HIDDEN)
        self.out = nn.Linear(HIDDEN, len(JUDGED))
        self.skip = nn.Linear(pooled + 14, len(JUDGED))
        self.words, self.drop = nn.Dropout(0.15), nn.Dropout(0.4)

    def mean(self, rows):
        if rows is None:
            return torch.zeros(COLUMNS - 1)
        return torch.tanh(self.columns(self.words(rows))[:, 1:]).mean(0)

    def forward(self, some):
        inputs, means = [], []
        for one in some:
            columns = self.columns(self.words(one["content"]))
            values = torch.tanh(columns[:, 1:])
            weighed = (columns[:, :1].softmax(0) * values).sum(0)
            mean = values.mean(0)
            about = one["about"]
            if self.training and random.random() < FORGET:
                about = torch.cat([torch.zeros(8), about[8:]])
            inputs.append(torch.cat([weighed, mean, values.amax(0), self.mean(one["source"]), self.mean(one["cue"]), about]))
            means.append(torch.cat([mean, about]))
        hidden = self.drop(torch.relu(self.hidden(self.drop(torch.stack(inputs)))))
        return self.out(hidden) + self.skip(torch.stack(means))


def fit_judge(examples, epochs=10):
    torch.manual_seed(0)
    random.seed(0)
    judge = Judge()
    optimizer = torch.optim.AdamW(judge.parameters(), 1e-3, weight_decay=0.1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 2e-3, total_steps=epochs * (len(examples) // 32 + 1))
    for _ in range(epochs):
        order = list(range(len(examples)))
        random.shuffle(order)
        for at in range(0, len(order), 32):
            some = [examples[number] for number in order[at : at + 32]]
            right = torch.tensor([[float(value) for value in one["right"]] for one in some])
            loss = nn.functional.binary_cross_entropy_with_logits(judge(some), right)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return judge.eval()


def judge_folds(examples, folds):
    """Prints the best F and its threshold for each judgement, each article judged by what the others taught."""
    names = sorted({one["article"] for one in examples})
    random.Random(0).shuffle(names)
    fold = {name: number % folds for number, name in enumerate(names)}
    found = numpy.zeros((len(examples), len(JUDGED)))
    for number in range(folds):
        judge = fit_judge([one for one in examples if fold[one["article"]] != number])
        mine = [at for at, one in enumerate(examples) if fold[one["article"]] == number]
        with torch.no_grad():
            found[mine] = torch.sigmoid(judge([examples[at] for at in mine])).numpy()
    right = numpy.array([one["right"] for one in examples])
    for number, name in enumerate(JUDGED):
        said = lambda least: found[:, number] >= least
        rate = lambda least: 2 * (said(least) & right[:, number]).sum() / max(1, said(least).sum() + right[:, number].sum())
        best = max(numpy.linspace(0.05, 0.9, 35), key=rate)
        print(f"  {name:12s} F {100 * rate(best):.1f} from {best:.2f} on, {right[:, number].sum()} of {len(right)}")


def write(judge, names, kinds, scales, path):
    out = Writer()
    maps = [scales[0].fold(judge.columns), scales[1].fold(names), scales[0].fold(kinds)]
    weight, bias = torch.cat([one[0] for one in maps]), torch.cat([one[1] for one in maps])
    seen = torch.tensor(numpy.maximum(*(numpy.abs(scale.mean) + 6 * scale.deviation for scale in scales)))
    out.linear("words", weight, bias, seen)
    for name in ("hidden", "out", "skip"):
        linear = getattr(judge, name)
        out.numbers(f"judge.{name}.weight", linear.weight.detach())
        out.numbers(f"judge.{name}.bias", linear.bias.detach())
    out.save(path)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--program", default="target/release/examples/word_vectors")
    parser.add_argument("--folds", type=int)
    args = parser.parse_args()
    torch.set_num_threads(1)
    ledger = os.path.join(args.corpora, "ledger", "train")
    read = list(articles(os.path.join(ledger, "text"), args.program))
    scale = Scale(numpy.concatenate([article.rows[::5] for article in read]))
    examples, mentions = [], []
    for article in read:
        gold = json.load(open(os.path.join(ledger, "gold", article.id + ".json"), encoding="utf-8"))
        examples += statements(article, gold, scale)
        kinds = {source["id"]: source["kind"] for source in gold["sources"]}
        for statement in gold["statements"]:
            words, kind = article.words(statement["source_spans"]), kinds[statement["sources"][0]]
            if len(words) and kind in SOURCES:
                mentions.append((article.id, article.rows[words].astype(numpy.float32).mean(0), SOURCES.index(kind)))
    named, world = [], os.path.join(args.corpora, "world")
    for article in articles(os.path.join(world, "text"), args.program):
        outlet = re.sub(r"_\d+$", "", article.id)
        path = os.path.join(world, "entities", article.id + ".tsv")
        if os.path.exists(path):
            named += [(outlet, x.astype(numpy.float16), y) for x, y in name_rows(article, entities_of(path))]
    world_scale = Scale(numpy.stack([row[1] for row in named[::3]]))
    if args.folds:
        linear_folds(named, NAMES, world_scale, args.folds, "names")
        linear_folds(mentions, SOURCES, scale, args.folds, "mentions")
        judge_folds(examples, args.folds)
    table = lambda rows: (numpy.stack([row[1] for row in rows]), numpy.array([row[2] for row in rows]))
    names = fit_linear(*table(named), len(NAMES), world_scale)
    kinds = fit_linear(*table(mentions), len(SOURCES), scale)
    write(fit_judge(examples), names, kinds, (scale, world_scale), args.out)
    print(f"{args.out}: {os.path.getsize(args.out) / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
