#!/usr/bin/env python3
"""Teaches which words around a person's name tell what he is: a small network over each word near the name.

    cargo build --release --example titles --example word_vectors
    python3 training/titles.py --corpora DIR --out models/titles.bin [--folds 5]

The words and the numbers that are measured of them come from the program itself (`examples/titles.rs`), the vectors of the words from its
encoder (`examples/word_vectors.rs`). DIR holds `ledger/train`, where readers wrote down the title of each speaker, and the articles of
`labels.tsv`; what their speakers are stands in `titles.tsv`, read by large language models that were shown the sentences about each
speaker, "-" where nothing is told, " ; " between what stands before and behind the name. `--folds` prints how many titles are read in
articles that were not taught on. Ten minutes on one core.
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
from labelled import words_of  # noqa: E402

TABLE = os.path.join(labelled.HERE, "titles.tsv")
# As in `src/attribution/model/titles.rs` and `src/source/titled/mod.rs`.
READ, HIDDEN = 24, 48
PLAIN = 1.2
# Words are a title where they are so near to the one that a reader wrote down, and in the next sentence a little nearer.
NEAR, NEXT = 0.6, 0.15
# A name beside which the title does not stand may have another one there: it teaches less.
ASIDE = 0.3
# A form of address is no rank.
ADDRESS_ALONE = {"mr", "mrs", "ms", "miss", "mx", "sir", "dame", "madam", "datuk", "shri"}
# What a relative clause tells is no title.
RELATIVE = {"who", "which", "whose"}
# A title is right where so many of its words are, as in the ledger's score.
RIGHT = 0.5
# Words that are no part of a name.
ADDRESS = {"mr", "mrs", "ms", "dr", "sir", "sen", "rep", "gov", "the", "of", "and"}
EPOCHS, BATCH, RATE, DROPPED = 10, 512, 4e-3, 0.2
BEFORE, BEHIND, AFTER = range(3)


def likeness(one, other):
    """F of the words of two titles."""
    one, other = collections.Counter(one), collections.Counter(other)
    return 2 * sum((one & other).values()) / max(1, sum(one.values()) + sum(other.values()))


def titles(corpora):
    """{article: {name: title}}; an empty title where a reader found none."""
    found = collections.defaultdict(dict)
    for row in labelled.table(TABLE):
        found[row["article"]][row["name"]] = "" if row["title"] == "-" else row["title"]
    folder = os.path.join(corpora, "ledger", "train", "gold")
    for name in sorted(os.listdir(folder)):
        for source in json.loads(labelled.read(os.path.join(folder, name)))["sources"]:
            if source["kind"] == "named-person" and source["name"]:
                found[name[:-5]][source["name"]] = source["title"] or ""
    return found


def bearer(name, known):
    """Who of those that a reader told of bears this name; the one with most of its words."""
    mine, best = set(words_of(name)) - ADDRESS, (0, None)
    for one in sorted(known):
        theirs = set(words_of(one)) - ADDRESS
        if mine <= theirs or theirs <= mine:
            best = max(best, (len(mine & theirs), one), key=lambda found: found[0])
    return best[1]


class Named:
    """One place where somebody is named, with the words around it."""

    def __init__(self, article, asked, who):
        self.who, self.text = (article.id, who), article.text
        places = [place for place, _, _ in asked["words"]]
        self.places = article.bytes[numpy.array(places, int).reshape(-1, 2)]
        self.sides = numpy.array([side for _, side, _ in asked["words"]], int)
        self.measured = numpy.array([numbers for _, _, numbers in asked["words"]], numpy.float32)
        self.read = numpy.zeros((len(places), heads.WIDTH), numpy.float32)
        for at, place in enumerate(self.places):
            touched = article.words([place])
            if len(touched):
                self.read[at] = article.rows[touched].astype(numpy.float32).mean(0)
        rank = article.bytes[asked["rank"]]
        address = all(word in ADDRESS_ALONE for word in words_of(self.text[rank[0] : rank[1]]))
        self.rank = (self.places[:, 0] < rank[1]) & (self.places[:, 1] > rank[0]) & (not address)
        self.wanted, self.weights, self.near = numpy.zeros(len(places)), numpy.ones(len(places)), 0.0

    def word(self, at):
        """A word as it is compared; empty for a mark."""
        start, end = self.places[at]
        return (words_of(self.text[start:end]) or [""])[0]

    def mark(self, piece):
        """Wants the run of words that is nearest to a piece of the title."""
        best = (0, 0, 0)
        for side in (BEFORE, BEHIND, AFTER):
            here = numpy.nonzero(self.sides == side)[0]
            if len(here):
                near, start, end = nearest([self.word(at) for at in here], piece)
                best = max(best, (near - NEXT * (side == AFTER), here[0] + start, here[0] + end))
        if best[0] >= NEAR:
            self.wanted[best[1] : best[2]] = 1
            self.near = max(self.near, best[0])

    def doubt(self, told):
        """What a name teaches whose title is known: of a rank that is no part of it, nothing. Beside a name without it
        another title may stand; nothing is learnt there of the words that it has."""
        self.weights[self.rank & (self.wanted == 0)] = 0
        if not self.near:
            words = [self.word(at) for at in range(len(self.weights))]
            self.weights *= [0 if len(word) > 3 and word in told else ASIDE for word in words]


def nearest(words, piece):
    """(likeness, start, end) of the run of words that is most like the piece."""
    wanted, best = collections.Counter(piece), (0, 0, 0)
    for start in (at for at, word in enumerate(words) if word in wanted):
        have, count = collections.Counter(), 0
        for end in range(start + 1, min(len(words), start + 2 * len(piece) + 6) + 1):
            count += words[end - 1] != ""
            have[words[end - 1]] += 1
            if words[end - 1] in wanted:
                best = max(best, (2 * sum((have & wanted).values()) / (count + len(piece)), start, end), key=lambda run: run[0])
    return best


def load(folder, programs, told):
    """{(article, who): the places where he is named}"""
    articles = {article.id: article for article in heads.articles(folder, programs[1])}
    found = collections.defaultdict(list)
    for name, asked in labelled.asked(folder, programs[0]):
        who = bearer(asked["name"], told[name]) if name in told else None
        if who and asked["words"]:
            found[name, who].append(Named(articles[name], asked, who))
    return found


def want(places, title):
    """Marks the title at the places where somebody is named; where none has it, they teach nothing."""
    pieces = [words_of(piece) for piece in title.split(" ; ")]
    for place in places if title else []:
        for piece in filter(None, pieces):
            place.mark(piece)
    for place in places if title else []:
        if not any(other.near for other in places):
            place.weights *= 0
        else:
            place.doubt({word for piece in pieces for word in piece})


class Net(nn.Module):
    def __init__(self, measured):
        super().__init__()
        self.words = nn.Linear(heads.WIDTH, READ)
        self.hidden = nn.Linear(READ + measured, HIDDEN)
        self.out = nn.Linear(HIDDEN, 1)
        self.dropped = nn.Dropout(DROPPED)

    def forward(self, read, measured):
        seen = torch.cat([torch.tanh(self.words(read)), measured], 1)
        return self.out(self.dropped(torch.relu(self.hidden(seen)))).squeeze(1)


def teach(places, seed=0):
    """(network, scale of the vectors)"""
    torch.manual_seed(seed)
    joined = lambda part: numpy.concatenate([part(place) for place in places])
    kept = joined(lambda place: place.weights) > 0
    scale = heads.Scale(joined(lambda place: place.read)[kept])
    read = scale.of(joined(lambda place: place.read)[kept])
    measured, wanted, weights = (
        torch.tensor(joined(part)[kept], dtype=torch.float32)
        for part in (lambda place: place.measured, lambda place: place.wanted, lambda place: place.weights)
    )
    net = Net(measured.shape[1])
    optimizer = torch.optim.AdamW(net.parameters(), RATE / 2, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=EPOCHS * (len(wanted) // BATCH))
    for _ in range(EPOCHS):
        order = torch.randperm(len(wanted))
        for at in range(0, len(order) - BATCH + 1, BATCH):
            some = order[at : at + BATCH]
            loss = nn.functional.binary_cross_entropy_with_logits(net(read[some], measured[some]), wanted[some], weights[some])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return net.eval(), scale


def heaviest(weights):
    """(weight, start, end) of the run for which most speaks."""
    best, run, start = (0.0, 0, 0), 0.0, 0
    for at, weight in enumerate(weights):
        if run <= 0:
            run, start = 0.0, at
        run += weight
        best = max(best, (run, start, at + 1), key=lambda found: found[0])
    return best


def read(taught, place):
    """(weight, title) at one place, as the program reads it."""
    net, scale = taught
    with torch.no_grad():
        weights = net(scale.of(place.read), torch.tensor(place.measured)).tolist()
    weights = [-1e9 if place.word(at) in RELATIVE else weight for at, weight in enumerate(weights)]
    runs = []
    for side in (BEFORE, BEHIND, AFTER):
        here = numpy.nonzero(place.sides == side)[0]
        weight, start, end = heaviest([weights[at] for at in here])
        ranked = side == BEFORE and place.rank.any()
        if ranked:
            start = min(start, numpy.argmax(place.rank)) if weight > PLAIN else numpy.argmax(place.rank)
            weight, end = max(weight, PLAIN + 1e-6), len(here)
        if weight > PLAIN and (side != AFTER or not runs):
            runs.append((weight, place.text[place.places[here[start]][0] : place.places[here[end - 1]][1]]))
    return sum(weight for weight, _ in runs), ", ".join(words for _, words in runs)


def tell(named, told, taught_for):
    """Prints how many titles are read in articles that were not taught on."""
    counts = collections.Counter()
    for (article, who), places in named.items():
        title = told[article][who].replace(" ; ", " ")
        mine = max((read(taught_for(article), place) for place in places), key=lambda found: found[0])[1]
        if title:
            counts["titles"] += 1
            counts["right"] += likeness(words_of(title), words_of(mine)) >= RIGHT
            counts["none"] += not mine
        else:
            counts["without"] += 1
            counts["told all the same"] += mine != ""
    print(dict(sorted(counts.items())))


def fold(named, told, folds):
    """Prints how many are right of the articles of each part, taught on the others."""
    groups = sorted({labelled.group(article) for article, _ in named})
    random.Random(1).shuffle(groups)
    part = {group: number % folds for number, group in enumerate(groups)}
    of = lambda article: part[labelled.group(article)]
    taught = [teach([place for key, places in named.items() if of(key[0]) != number for place in places], number) for number in range(folds)]
    tell(named, told, lambda article: taught[of(article)])


def write(taught, path):
    net, scale = taught
    out = Writer()
    weight, bias = scale.fold(net.words)
    out.linear("words", weight, bias, torch.tensor(numpy.abs(scale.mean) + 6 * scale.deviation))
    out.numbers("hidden.columns", net.hidden.weight.detach().T)
    out.numbers("hidden.bias", net.hidden.bias.detach())
    out.numbers("out.weight", net.out.weight.detach())
    out.numbers("out.bias", net.out.bias.detach())
    out.save(path)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--examples", default="target/release/examples")
    args = parser.parse_args()
    told = titles(args.corpora)
    programs = [os.path.join(args.examples, name) for name in ("titles", "word_vectors")]
    named = load(os.path.join(args.corpora, "ledger", "train", "text"), programs, told)
    with tempfile.TemporaryDirectory() as folder:
        labelled.write(args.corpora, folder)
        named.update(load(folder, programs, told))
    for (article, who), places in named.items():
        want(places, told[article][who])
    if args.folds:
        fold(named, told, args.folds)
    write(teach([place for places in named.values() for place in places]), args.out)


if __name__ == "__main__":
    main()
