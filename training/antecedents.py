#!/usr/bin/env python3
"""Teaches whom "he", "she" or a description means: weights of a softmax over everybody named or heard near it, and nobody.

    cargo build --release --example antecedents --example word_vectors
    python3 training/antecedents.py --corpora DIR --out models/antecedents.tsv [--folds 5]

The questions, the candidates and the numbers that are weighed come from the program itself (`examples/antecedents.rs`).
DIR holds `ledger/train`, where readers wrote down who each speaker is, the articles of `labels.tsv`, where others did, and `ud`, with
GUM's coreference. `--folds` prints how often the right one is found in articles that were not taught on. Five minutes on one core.
"""

import argparse
import collections
import json
import os
import random
import subprocess
import sys
import tempfile

import numpy
import torch

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import coreference  # noqa: E402
import heads  # noqa: E402
import labelled  # noqa: E402

KINDS = ["Pronoun", "Description"]
# What a pronoun and a description weigh alike is held together less tightly than what they weigh apart.
PENALTY, SHARED = 6.0, 0.3
# GUM's articles are of all kinds, of which news is one.
OTHER = 0.5
STEPS, RATE = 300, 0.05
# From these shares of certainty on the program takes somebody.
SURE = {"Pronoun": 0.4, "Description": 0.5}
# The number that tells how far a description reads as somebody named: in training by heads that have not seen the article.
READS_NAMED = 1


def questions(paths, program):
    """What the program asks in these texts."""
    for at in range(0, len(paths), 50):
        run = subprocess.run([program, *paths[at : at + 50]], stdout=subprocess.PIPE, check=True)
        for line in run.stdout.decode("utf-8").splitlines():
            yield json.loads(line)


def same_name(one, other):
    """Do two names share their last word, or is one the whole of the other?"""
    one, other = (name.lower().replace("’", "'").split() for name in (one, other))
    return bool(one and other) and (one[-1] == other[-1] or set(one) <= set(other) or set(other) <= set(one))


def of_ledger(folder, program):
    """The questions of the annotated articles: (article, question, which candidates are right)."""
    names = sorted(os.listdir(os.path.join(folder, "text")))
    paths = [os.path.join(folder, "text", name) for name in names]
    for asked in questions(paths, program):
        name = os.path.basename(asked["file"])[:-4]
        text = open(asked["file"], "rb").read()
        gold = json.load(open(os.path.join(folder, "gold", name + ".json"), encoding="utf-8"))
        at = lambda byte: len(text[:byte].decode("utf-8", "ignore"))
        start, end = map(at, asked["place"])
        touches = lambda spans: any(a < end and b > start for a, b in spans)
        speakers = {one["sources"][0] for one in gold["statements"] if touches(one["source_spans"]) and len(one["sources"]) == 1}
        if len(speakers) != 1:
            continue
        who = next(source for source in gold["sources"] if source["id"] in speakers)
        spans = [span for one in gold["statements"] if one["sources"] == [who["id"]] for span in one["source_spans"]]
        spans = [(a, b) for a, b in spans if not (a < end and b > start)]

        def right(candidate):
            if who["kind"].startswith("named"):
                return same_name(who["name"], candidate["name"])
            places = [tuple(map(at, place)) for place in candidate["places"]]
            return any(a < y and b > x for a, b in spans for x, y in places)

        yield name, asked, [right(one) for one in asked["candidates"]]


def speaker(row):
    """(kind, name) of who states it, where that is one."""
    kind, _, name = row["who"].partition(" ")
    return (kind, name) if name and ";" not in row["who"] else None


def of_labels(corpora, program):
    """The same of the articles in which readers said whose each statement is."""
    labels = labelled.labels()
    with tempfile.TemporaryDirectory() as folder:
        labelled.write(corpora, folder)
        paths = [os.path.join(folder, name) for name in sorted(os.listdir(folder))]
        for asked in questions(paths, program):
            name = os.path.basename(asked["file"])[:-4]
            start, end = asked["place"]
            rows = [row for row in labels[name] if row["kind"] != "none" and row["source"]]
            touches = lambda row: any(a < end and b > start for a, b in row["source"])
            speakers = {speaker(row) for row in rows if touches(row)}
            who = speakers.pop() if len(speakers) == 1 else None
            if not who:
                continue
            elsewhere = [span for row in rows if speaker(row) == who and not touches(row) for span in row["source"]]

            def right(candidate):
                if who[0].startswith("named"):
                    return same_name(who[1], candidate["name"])
                return any(a < y and b > x for a, b in elsewhere for x, y in candidate["places"])

            yield name, asked, [right(one) for one in asked["candidates"]]


def of_gum(folder, program):
    """The same of GUM: right is who is in the same chain."""
    for name in ("gum-train", "gum-dev"):
        documents = coreference.documents(os.path.join(folder, name + ".conllu"), coreference.Every())
        with tempfile.TemporaryDirectory() as place:
            chains, paths = {}, []
            for title, text, mentions in documents:
                paths.append(os.path.join(place, title + ".txt"))
                open(paths[-1], "w", encoding="utf-8").write(text)
                chains[paths[-1]] = mentions
            for asked in questions(paths, program):
                mentions = chains[asked["file"]]
                start, end = asked["place"]
                mine = {mention[2] for mention in mentions if mention[0] == start and abs(mention[1] - end) <= 3}
                mine = mine or {mention[2] for mention in mentions if mention[0] == start and mention[1] >= end}
                if len(mine) == 1:
                    chain = mine.pop()
                    right = [in_chain(mentions, one["places"], chain) for one in asked["candidates"]]
                    yield os.path.basename(asked["file"]), asked, right


def in_chain(mentions, places, chain):
    """Is the smallest mention around one of the places of this chain?"""
    for start, end in places:
        around = [mention for mention in mentions if mention[0] <= start and mention[1] >= end]
        if around and min(around, key=lambda mention: mention[1] - mention[0])[2] == chain:
            return True
    return False


def group(name):
    """Several articles of one event stay together."""
    return name.split("_")[0] if name.startswith("ba-") else name


def unseen_voices(ledger, program, rows):
    """Puts in how far each description reads as somebody named, by heads that have not seen the article."""
    articles = {article.id: article for article in heads.articles(os.path.join(ledger, "text"), program)}
    mentions = []
    for name, article in articles.items():
        gold = json.load(open(os.path.join(ledger, "gold", name + ".json"), encoding="utf-8"))
        kinds = {source["id"]: source["kind"] for source in gold["sources"]}
        for one in gold["statements"]:
            words, kind = article.words(one["source_spans"]), kinds[one["sources"][0]]
            if len(words) and kind in heads.SOURCES:
                mean = article.rows[words].astype(numpy.float32).mean(0)
                mentions.append((group(name), mean, heads.SOURCES.index(kind)))
    scale = heads.Scale(numpy.concatenate([article.rows[::5] for article in articles.values()]))
    fold = parts(sorted({group(name) for name in articles}), 5)
    for number in range(5):
        taught = [one for one in mentions if fold[one[0]] != number]
        linear = heads.fit_linear(numpy.stack([one[1] for one in taught]), numpy.array([one[2] for one in taught]), 7, scale)
        for name, asked, _ in rows:
            if fold.get(group(name)) == number:
                article = articles[name]
                words = article.words(article.characters([asked["place"]]))
                asked["nobody"][READS_NAMED] = reads_named(linear, scale, article.rows[words])


def reads_named(linear, scale, rows):
    if len(rows) == 0:
        return 0.0
    with torch.no_grad():
        shares = torch.softmax(linear(scale.of(rows.astype(numpy.float32).mean(0)[None])), 1)[0].numpy()
    named, unnamed = (max(float(shares[heads.SOURCES.index(kind)]), 1e-4) for kind in ("named-person", "unnamed-person"))
    return float(numpy.log(named / unnamed))


def parts(names, count):
    random.Random(5).shuffle(names)
    return {name: number % count for number, name in enumerate(names)}


def fit(rows):
    """Weights of candidates and of nobody, for each kind of question. rows: (weight, question, right)."""
    widest = max(len(right) for _, _, right in rows)
    width = max(len(one["features"]) for _, asked, _ in rows for one in asked["candidates"])
    against = len(rows[0][1]["nobody"])
    x, real = torch.zeros(len(rows), widest, width), torch.zeros(len(rows), widest + 1, dtype=torch.bool)
    y, weight = torch.zeros(len(rows), widest + 1), torch.tensor([row[0] for row in rows])
    kind = torch.tensor([KINDS.index(asked["anaphor"]) for _, asked, _ in rows])
    nobody = torch.tensor([asked["nobody"] for _, asked, _ in rows])
    for at, (_, asked, right) in enumerate(rows):
        for number, one in enumerate(asked["candidates"]):
            x[at, number], real[at, number], y[at, number] = torch.tensor(one["features"]), True, float(right[number])
        real[at, widest], y[at, widest] = True, float(not any(right))
    both = torch.zeros(width, requires_grad=True)
    own = torch.zeros(len(KINDS), width, requires_grad=True)
    none = torch.zeros(len(KINDS), against, requires_grad=True)
    optimizer = torch.optim.Adam([both, own, none], RATE)
    for _ in range(STEPS):
        scores = torch.cat([(x * (both + own[kind])[:, None]).sum(-1), (nobody * none[kind]).sum(1, keepdim=True)], 1)
        logs = torch.log_softmax(scores.masked_fill(~real, -1e9), 1)
        found = torch.logsumexp(logs.masked_fill(y == 0, -1e9), 1)
        held = (own**2).sum() + SHARED * (both**2).sum() + SHARED * (none[:, 1:] ** 2).sum()
        loss = -(found * weight).mean() + PENALTY * held / len(rows)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return (both + own).detach().numpy(), none.detach().numpy()


def answer(weights, asked):
    """Share of certainty of each candidate, and last of nobody."""
    kind = KINDS.index(asked["anaphor"])
    scores = [float(weights[0][kind] @ numpy.array(one["features"])) for one in asked["candidates"]]
    scores = numpy.array([*scores, float(weights[1][kind] @ numpy.array(asked["nobody"]))])
    parts = numpy.exp(scores - scores.max())
    return parts / parts.sum()


def tally(rows, found):
    for at in ("ledger", "labels", "gum"):
        for kind in KINDS:
            count = collections.Counter()
            for (corpus, _, asked, right), shares in zip(rows, found):
                if corpus != at or asked["anaphor"] != kind:
                    continue
                best = int(shares[:-1].argmax()) if len(right) else None
                sure = best is not None and shares[best] >= SURE[kind]
                count.update(asked=1, named=int(any(right)), taken=int(sure), right=int(sure and right[best]))
            print(f"  {at:7s} {kind:12s} asked {count['asked']}, somebody named is right {count['named']}, taken {count['taken']}, of them right {count['right']}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--program", default="target/release/examples/antecedents")
    parser.add_argument("--vectors", default="target/release/examples/word_vectors")
    parser.add_argument("--folds", type=int)
    args = parser.parse_args()
    torch.set_num_threads(1)
    ledger = os.path.join(args.corpora, "ledger", "train")
    written = list(of_ledger(ledger, args.program))
    unseen_voices(ledger, args.vectors, written)
    rows = [("ledger", *row) for row in written] + [("labels", *row) for row in of_labels(args.corpora, args.program)]
    rows += [("gum", *row) for row in of_gum(os.path.join(args.corpora, "ud"), args.program)]
    given = lambda some: [(OTHER if corpus == "gum" else 1.0, asked, right) for corpus, _, asked, right in some]
    if args.folds:
        fold = parts(sorted({group(name) for _, name, _, _ in rows}), args.folds)
        of = [fold[group(name)] for _, name, _, _ in rows]
        taught = [fit(given([row for row, number in zip(rows, of) if number != out])) for out in range(args.folds)]
        tally(rows, [answer(taught[number], row[2]) for row, number in zip(rows, of)])
    weights, none = fit(given(rows))
    names = json.loads(subprocess.run([args.program, "--names"], stdout=subprocess.PIPE, check=True).stdout)
    table = list(zip(names["candidate"], weights.T)) + list(zip(names["nobody"], none.T))
    with open(args.out, "w", encoding="utf-8") as out:
        out.writelines(f"{name}\t{pronoun:.3f}\t{description:.3f}\n" for name, (pronoun, description) in table)
    print(f"{args.out}: {len(rows)} questions")


if __name__ == "__main__":
    main()
