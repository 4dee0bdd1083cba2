#!/usr/bin/env python3
"""Teaches whom "he", "the mayor" or "the company" means: a small network over everybody named or heard near it, and nobody.

    cargo build --release --example antecedents --example word_vectors
    python3 training/antecedents.py --corpora DIR --out models/antecedents.bin [--folds 4]

The questions, the candidates and the numbers that are shown of each come from the program itself (`examples/antecedents.rs`), the vectors
of the words from its encoder (`examples/word_vectors.rs`). DIR holds `ledger/train`, where readers wrote down who each speaker is, and the
articles of `labels.tsv`, where others did; in both, readers said whom descriptions mean that nobody is cited by (`described.tsv`).
`--folds` prints how often the right one is found in articles that were not taught on. Ten minutes on one core.
"""

import argparse
import collections
import json
import os
import random
import sys
import tempfile

import numpy
import torch
from torch import nn

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import heads  # noqa: E402
import labelled  # noqa: E402
from export import Writer  # noqa: E402

KINDS = ["Pronoun", "Description", "Body"]
TABLE = os.path.join(labelled.HERE, "described.tsv")
# As in `src/attribution/model/ties.rs`.
TIES, HIDDEN, OF_NOBODY = 24, 24, 16
# So many places of a candidate, from either end, are read for what he answers with; so many candidates are weighed.
TOLD_AT, CANDIDATES = 2, 32
# What a description means that nobody is cited by teaches less of those that speak.
ASIDE = 0.5
# So many bytes an article may be left out of a source.
ARTICLE = 5
# From this share of certainty on the program takes somebody.
SURE = 0.5
EPOCHS, BATCH = 14, 96


def described():
    """{article: (start, end, whom)}: places in bytes; `whom` is a name, "-" for nobody named, or "=3-9" for whom another place means."""
    found = collections.defaultdict(list)
    for row in labelled.table(TABLE):
        found[row["article"]].append((*map(int, row["place"].split("-")), row["whom"]))
    return found


def folded(name):
    """The telling words of a name."""
    return [word for word in labelled.words_of(name) if word not in ("the", "of", "and", "inc", "ltd", "plc", "corp", "co")]


def same_person(one, other):
    one, other = (name.lower().replace("’", "'").split() for name in (one, other))
    return bool(one and other) and (one[-1] == other[-1] or set(one) <= set(other) or set(other) <= set(one))


def same_body(one, other):
    """Is the one the other's beginning or end, part of it, or its initials?"""
    short, long = sorted((folded(one), folded(other)), key=len)
    if len(short) == 1:
        return short[0] in (long[0], long[-1], "".join(word[0] for word in long))
    return bool(short) and set(short) <= set(long)


def same(kind, one, other):
    return same_body(one, other) if kind == "Body" else same_person(one, other)


def begins(spans, place):
    """Is it the source itself, and not a description within it ("Ann Lee, | a nurse")?"""
    return labelled.touches(spans, place) and any(abs(start - place[0]) <= ARTICLE for start, _ in spans)


def by_places(asked, spans):
    """Which candidates stand at one of these places."""
    return [any(labelled.touches(spans, place) for place in one["places"]) for one in asked["candidates"]]


def by_name(asked, name):
    return [same(asked["anaphor"], name, one["name"]) for one in asked["candidates"]]


def by_description(asked, told):
    """Which candidates are right where a reader said whom the description means."""
    start, end = asked["place"]
    for first, last, whom in told:
        if first == start or first < end and last > start and abs(last - end) <= 1:
            if whom == "-":
                return [False] * len(asked["candidates"])
            if whom.startswith("="):
                return by_places(asked, [tuple(map(int, whom[1:].split("-")))])
            return by_name(asked, whom)
    return None


def speaker(row):
    """(kind, name) of who states it, where that is one."""
    kind, _, name = row["who"].partition(" ")
    return (kind, name) if name and ";" not in row["who"] else None


def by_label(asked, rows):
    """The same where readers said of a statement whose it is."""
    rows = [row for row in rows if row["kind"] != "none" and row["source"]]
    mine = lambda row: begins(row["source"], asked["place"])
    speakers = {speaker(row) for row in rows if mine(row)}
    who = speakers.pop() if len(speakers) == 1 else None
    if not who:
        return None
    if who[0].startswith("named") or who[0] == "outlet":
        return by_name(asked, who[1])
    return by_places(asked, [span for row in rows if speaker(row) == who and not mine(row) for span in row["source"]])


def by_gold(asked, gold, in_bytes):
    """The same in the annotated articles."""
    places = {number: in_bytes(one["source_spans"]) for number, one in enumerate(gold["statements"])}
    mine = lambda number: begins(places[number], asked["place"])
    speakers = {one["sources"][0] for number, one in enumerate(gold["statements"]) if mine(number) and len(one["sources"]) == 1}
    if len(speakers) != 1:
        return None
    who = next(source for source in gold["sources"] if source["id"] in speakers)
    if who["kind"].startswith("named") and who["name"]:
        return by_name(asked, who["name"])
    own = [number for number, one in enumerate(gold["statements"]) if one["sources"] == [who["id"]] and not mine(number)]
    return by_places(asked, [span for number in own for span in places[number]])


def questions(folder, program):
    """{article: what the program asks in it}"""
    found = collections.defaultdict(list)
    for name, one in labelled.asked(folder, program):
        found[name].append(one)
    return found


class Row:
    """A question with its vectors, and which candidates are right."""

    def __init__(self, article, name, asked, right, aside):
        self.article, self.asked, self.aside = name, asked, aside
        self.right = right[:CANDIDATES]
        self.asks = mean(article, [asked["place"]])
        self.answers = [mean(article, told_at(one["places"])) for one in asked["candidates"][:CANDIDATES]]


def told_at(places):
    return places if len(places) <= 2 * TOLD_AT else places[:TOLD_AT] + places[-TOLD_AT:]


def mean(article, places):
    words = article.words(article.characters(places))
    return article.rows[words].astype(numpy.float32).mean(0) if len(words) else None


def taught(args):
    """Every question to which a reader gave the answer."""
    told, labels = described(), labelled.labels()
    ledger = os.path.join(args.corpora, "ledger", "train")
    asked = questions(os.path.join(ledger, "text"), args.program)
    for article in heads.articles(os.path.join(ledger, "text"), args.vectors):
        gold = json.load(open(os.path.join(ledger, "gold", article.id + ".json"), encoding="utf-8"))
        byte = lambda at: len(article.text[:at].encode("utf-8"))
        in_bytes = lambda spans: [(byte(start), byte(end)) for start, end in spans]
        answer = lambda one: by_gold(one, gold, in_bytes)
        yield from rows_of(article, "ledger:" + article.id, asked[article.id], told, answer)
    with tempfile.TemporaryDirectory() as folder:
        labelled.write(args.corpora, folder)
        asked = questions(folder, args.program)
        for article in heads.articles(folder, args.vectors):
            answer = lambda one: by_label(one, labels[article.id])
            yield from rows_of(article, article.id, asked[article.id], told, answer)


def rows_of(article, name, asked, told, answer):
    for one in asked:
        right = answer(one)
        aside = right is None
        right = by_description(one, told[name]) if aside else right
        if right is not None:
            yield Row(article, name, one, right, aside)


class Questions:
    """Questions as tables."""

    def __init__(self, rows, scale):
        count, width = len(rows), next(len(one["features"]) for row in rows for one in row.asked["candidates"])
        self.kind = torch.tensor([KINDS.index(row.asked["anaphor"]) for row in rows])
        self.weight = torch.tensor([ASIDE if row.aside else 1.0 for row in rows])
        self.nobody = torch.tensor([row.asked["nobody"] for row in rows])
        self.shown, self.real = torch.zeros(count, CANDIDATES, width), torch.zeros(count, CANDIDATES, dtype=torch.bool)
        self.right = torch.zeros(count, CANDIDATES + 1)
        self.asks, self.answers = torch.zeros(count, heads.WIDTH), torch.zeros(count, CANDIDATES, heads.WIDTH, dtype=torch.float16)
        for at, row in enumerate(rows):
            if row.asks is not None:
                self.asks[at] = scale.of(row.asks[None])[0]
            for number, (one, answers) in enumerate(zip(row.asked["candidates"], row.answers)):
                self.shown[at, number], self.real[at, number] = torch.tensor(one["features"]), True
                self.right[at, number] = float(row.right[number])
                if answers is not None:
                    self.answers[at, number] = scale.of(answers[None])[0].half()
            self.right[at, CANDIDATES] = float(not any(row.right))


class Network(nn.Module):
    def __init__(self, width, nobody):
        super().__init__()
        self.words = nn.Linear(heads.WIDTH, 2 * TIES)
        self.each, self.both = nn.Parameter(torch.zeros(len(KINDS), width + TIES)), nn.Parameter(torch.zeros(width + TIES))
        self.hidden, self.out = nn.Linear(width + TIES + len(KINDS), HIDDEN), nn.Linear(HIDDEN, 1)
        self.none = nn.Parameter(torch.zeros(len(KINDS), nobody))
        self.none_hidden, self.none_out = nn.Linear(nobody + len(KINDS) + TIES, OF_NOBODY), nn.Linear(OF_NOBODY, 1)
        self.drop, self.forget = nn.Dropout(0.2), nn.Dropout(0.3)

    def forward(self, all_of, some):
        kind = all_of.kind[some]
        sort = nn.functional.one_hot(kind, len(KINDS)).float()
        asks = torch.tanh(self.words(self.forget(all_of.asks[some]))[..., :TIES])
        answers = torch.tanh(self.words(self.forget(all_of.answers[some].float()))[..., TIES:])
        shown = torch.cat([all_of.shown[some], asks[:, None] * answers], 2)
        alone = (shown * (self.both + self.each[kind])[:, None]).sum(2)
        sorts = sort[:, None].expand(-1, shown.shape[1], -1)
        hidden = self.drop(torch.relu(self.hidden(torch.cat([shown, sorts], 2))))
        scores = (alone + self.out(hidden)[..., 0]).masked_fill(~all_of.real[some], -1e9)
        nobody = all_of.nobody[some]
        hidden = self.drop(torch.relu(self.none_hidden(torch.cat([nobody, sort, asks], 1))))
        none = (nobody * self.none[kind]).sum(1) + self.none_out(hidden)[:, 0]
        return torch.cat([scores, none[:, None]], 1)


def fit(asked, some):
    torch.manual_seed(0)
    network = Network(asked.shown.shape[2], asked.nobody.shape[1])
    optimizer = torch.optim.AdamW(network.parameters(), 2e-3, weight_decay=0.05)
    steps = EPOCHS * (len(some) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 4e-3, total_steps=steps)
    # The mean of the last weights hangs less on which questions came last.
    mean = torch.optim.swa_utils.AveragedModel(network, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.995))
    for _ in range(EPOCHS):
        for batch in some[torch.randperm(len(some))].split(BATCH):
            logs = torch.log_softmax(network(asked, batch), 1)
            found = torch.logsumexp(logs.masked_fill(asked.right[batch] == 0, -1e9), 1)
            weight = asked.weight[batch]
            loss = -(found * weight).sum() / weight.sum()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            mean.update_parameters(network)
    return mean.module.eval()


def folds(rows, asked, count):
    """Prints how well each article is read by what the others taught."""
    group = lambda row: labelled.group(row.article.removeprefix("ledger:"))
    groups = sorted({group(row) for row in rows})
    random.Random(5).shuffle(groups)
    part = {name: number % count for number, name in enumerate(groups)}
    fold = torch.tensor([part[group(row)] for row in rows])
    shares = torch.zeros(len(rows), CANDIDATES + 1)
    for number in range(count):
        network = fit(asked, (fold != number).nonzero()[:, 0])
        with torch.no_grad():
            for some in (fold == number).nonzero()[:, 0].split(256):
                shares[some] = torch.softmax(network(asked, some), 1)
    for corpus in ("ledger", "labels"):
        for kind in KINDS:
            for aside in (False, True):
                tally(corpus, kind, aside, zip(rows, shares))


def tally(corpus, kind, aside, found):
    count = collections.Counter()
    for row, shares in found:
        of = "ledger" if row.article.startswith("ledger:") else "labels"
        if (of, row.asked["anaphor"], row.aside) != (corpus, kind, aside):
            continue
        best = int(shares[:-1].argmax())
        sure = float(shares[best]) >= SURE
        right = sure and best < len(row.right) and row.right[best]
        count.update(asked=1, named=int(any(row.right)), taken=int(sure), right=int(right), left=int(not sure and not any(row.right)))
    if count:
        what = f"{corpus} {kind}{' that nobody is cited by' if aside else ''}"
        print(f"  {what}: asked {count['asked']}, somebody named is right {count['named']}, taken {count['taken']}, of them right {count['right']}, rightly nobody {count['left']}")


def write(network, scale, path):
    out = Writer()
    weight, bias = scale.fold(network.words)
    out.linear("words", weight, bias, torch.tensor(numpy.abs(scale.mean) + 6 * scale.deviation))
    out.numbers("each", (network.each + network.both).detach())
    out.numbers("nobody.each", network.none.detach())
    for name, linear in (("hidden", network.hidden), ("out", network.out), ("nobody.hidden", network.none_hidden), ("nobody.out", network.none_out)):
        out.numbers(f"{name}.weight", linear.weight.detach())
        out.numbers(f"{name}.bias", linear.bias.detach())
    out.save(path)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--program", default="target/release/examples/antecedents")
    parser.add_argument("--vectors", default="target/release/examples/word_vectors")
    parser.add_argument("--folds", type=int)
    args = parser.parse_args()
    torch.set_num_threads(1)
    rows = list(taught(args))
    vectors = [vector for row in rows for vector in (row.asks, *row.answers[:4]) if vector is not None]
    scale = heads.Scale(numpy.stack(vectors))
    asked = Questions(rows, scale)
    if args.folds:
        folds(rows, asked, args.folds)
    write(fit(asked, torch.arange(len(rows))), scale, args.out)
    print(f"{args.out}: {len(rows)} questions, {os.path.getsize(args.out) / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
