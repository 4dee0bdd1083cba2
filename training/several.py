#!/usr/bin/env python3
"""Teaches whom "both women", "the agencies" and "they" stand for together: one weight a number.

    cargo build --release --example groups
    python3 training/several.py --corpora DIR --out models/several.tsv [--folds 4]

The phrases, the sets that they may stand for and the numbers that are shown of each come from the program itself (`examples/groups.rs`);
who speaks stands in DIR's `ledger/train` and, for the articles of `labels.tsv`, in that table; in both, readers said whom phrases mean
by which nobody is cited, too (`together.tsv`). `--folds` prints how often the right set is found in articles that were not taught on. What the program has heard together hangs on the weights that it has: run it twice.
Two minutes on one core.
"""

import collections
import json
import os
import tempfile

import antecedents
import choice
import labelled

TABLE = os.path.join(labelled.HERE, "together.tsv")
SURE = 0.4
EPOCHS, HIDDEN = 20, 0
NAMED = ("named-person", "named-organization", "outlet")


def of_label(row):
    """The names of those who state it; nothing, where one of several has none."""
    speakers = [part.strip().partition(" ") for part in row["who"].split(";")]
    if len(speakers) > 1 and any(kind not in NAMED or not name for kind, _, name in speakers):
        return None
    return [name for _, _, name in speakers]


def of_gold(statement, sources):
    speakers = [sources[source] for source in statement["sources"]]
    if len(speakers) > 1 and any(one["kind"] not in NAMED or not one["name"] for one in speakers):
        return None
    return [one["name"] for one in speakers]


def marked():
    """{article: {place: the names of those whom the phrase there means, none for nobody named}}: places in bytes."""
    found = collections.defaultdict(dict)
    for row in labelled.table(TABLE):
        start = int(row["place"].split("-")[0])
        found[row["article"]][start] = [] if row["whom"] == "-" else row["whom"].split("; ")
    return found


def by_labels(one, told):
    """The names of those who state what the phrase states: `told` has the spans of each source and its names."""
    said = {names and tuple(names) for spans, names in told if antecedents.begins(spans, one["place"])}
    return said.pop() if len(said) == 1 else None


def same(name, member):
    return antecedents.same_person(name, member) or antecedents.same_body(name, member)


def right(one, names):
    """Which sets are those named; nothing, where several are meant who are not offered."""
    if len(names) < 2:
        return [False] * len(one["candidates"])
    is_all = lambda members: len(members) == len(names) and all(any(same(name, one) for one in members) for name in names)
    found = [is_all(each["names"]) for each in one["candidates"]]
    return found if any(found) else None


def taught(args):
    """Every phrase of which a reader said whom it means: (article, phrase, which sets are right)."""
    ledger, labels, places = os.path.join(args.corpora, "ledger", "train"), labelled.labels(), marked()
    gold_of = {}
    for name, one in labelled.asked(os.path.join(ledger, "text"), args.program):
        if name not in gold_of:
            gold = json.load(open(os.path.join(ledger, "gold", name + ".json"), encoding="utf-8"))
            text = labelled.read(os.path.join(ledger, "text", name + ".txt"))
            byte = lambda span: tuple(len(text[:at].encode("utf-8")) for at in span)
            sources = {source["id"]: source for source in gold["sources"]}
            gold_of[name] = [([byte(span) for span in each["source_spans"]], of_gold(each, sources)) for each in gold["statements"]]
        yield from row("ledger:" + name, one, gold_of[name], places)
    with tempfile.TemporaryDirectory() as folder:
        labelled.write(args.corpora, folder, {name for name in (*labels, *places) if not name.startswith("ledger:")})
        for name, one in labelled.asked(folder, args.program):
            rows = [row for row in labels.get(name, []) if row["kind"] != "none" and row["source"]]
            yield from row(name, one, [(each["source"], of_label(each)) for each in rows], places)


def row(name, one, told, places):
    names = places[name].get(one["place"][0]) if one["place"][0] in places[name] else by_labels(one, told)
    found = right(one, names) if names is not None else None
    if found is not None:
        yield name, one, found


def report(rows, choices, shares):
    """Prints how well each article is read by what the others taught."""
    best, taken = shares[:, :-1].argmax(1), shares[:, :-1].amax(1) >= SURE
    for corpus, mine in (("ledger", True), ("labels", False)):
        some = [at for at, row in enumerate(rows) if row[0].startswith("ledger:") == mine]
        several = sum(any(rows[at][2]) for at in some)
        found = [choices.right[at, best[at]].item() for at in some if taken[at]]
        print(f"  {corpus}: phrases {len(some)}, several {several}, taken {len(found)}, of them right {sum(found)}")


if __name__ == "__main__":
    choice.teach(__doc__, "groups", taught, report, (HIDDEN, EPOCHS))
