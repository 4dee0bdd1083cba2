#!/usr/bin/env python3
"""Teaches which statement a headline or a first sentence, told in the paper's voice, sums up: one weight a number.

    cargo build --release --example fronts
    python3 training/fronts.py --corpora DIR --out models/fronts.tsv [--folds 4]

The fronts, the statements and the numbers that are shown of each come from the program itself (`examples/fronts.rs`); what sums up what
stands in DIR's `ledger/train` and, for the articles of `labels.tsv`, in `claims.tsv`. `--folds` prints how often the right one is found
in articles that were not taught on. Four minutes on one core.
"""

import json
import os
import tempfile

import choice
import claims
import labelled

# As in `src/claim/join/front`.
SURE = {True: 0.4, False: 0.6}
# Two places are one from these parts of both, or of the shorter, on.
BOTH, SHORTER = 0.4, 0.7
EPOCHS, HIDDEN = 20, 8


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
    """Every front that a reader looked at: (article, front, which candidates are right, corpus, is it told in the paper's voice, is it a headline)."""
    ledger = os.path.join(args.corpora, "ledger", "train")
    with tempfile.TemporaryDirectory() as folder:
        labelled.write(args.corpora, folder)
        for corpus, texts, told in (("ledger", os.path.join(ledger, "text"), of_ledger(ledger)), ("labels", folder, of_labels(folder))):
            for name, one in labelled.asked(texts, args.program):
                right = told[name].right(one["place"], [each["places"] for each in one["candidates"]]) if name in told else None
                if right is not None:
                    headline = one["nobody"][0] > 0
                    yield name, one, right, corpus, not told[name].holds_what_is_said(one["place"]), headline


def report(rows, fronts, shares):
    """Prints how well each article is read by what the others taught."""
    for corpus in ("ledger", "labels"):
        for headline in (True, False):
            mine = [at for at, row in enumerate(rows) if row[3:] == (corpus, True, headline)]
            best = [int(shares[at, :-1].argmax()) for at in mine]
            taken = [fronts.right[at, to].item() for at, to in zip(mine, best) if shares[at, to] >= SURE[headline]]
            told = sum(any(rows[at][2]) for at in mine)
            what = "headlines" if headline else "sentences"
            print(f"  {corpus}: {what} {len(mine)}, told again {told}, taken {len(taken)}, of them right {sum(taken)}")


if __name__ == "__main__":
    choice.teach(__doc__, "fronts", taught, report, (HIDDEN, EPOCHS))
