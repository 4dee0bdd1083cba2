#!/usr/bin/env python3
"""Writes the labelled articles in the ledger's form, so that what scores the ledger scores them too.

  claims.py --corpora ../shared/corpora --out DIR     (DIR gets text/ID.txt and gold/ID.json)

What each statement is and who says it stands in `labels.tsv`; `claims.tsv` tells which statements are one claim, which deny
another and which give other figures, read by large language models, one an article, that were shown the statements in the text.
There a number is a statement of `labels.tsv`, and "@3-90" a sentence of the paper's own voice at these bytes: the headline and
the first sentences that were marked stand under `front`; those that hold what somebody says are left out. Titles and interests
nobody wrote down, so `title` is not to be read from these scores. Voices are counted by their names alone, so those who speak
together are apart here.
"""

import argparse
import json
import os

import labelled

TABLE = os.path.join(labelled.HERE, "claims.tsv")
NAMED = ("named-person", "named-organization", "outlet", "document")
WEIGHTS = ["-", "light", "normal", "heavy"]


def told():
    """{article: {what: [the statements of each line]}}."""
    found = {}
    for row in labelled.table(TABLE):
        lines = found.setdefault(row["article"], {"front": [], "same": [], "denies": [], "differs": []})
        lines[row["what"]].append([] if row["statements"] == "-" else row["statements"].split())
    return found


def claims_of(statements, lines):
    """{statement: the first statement of its claim}; who denies a claim speaks of that claim."""
    claim = {one: one for one in statements}
    for group in lines["same"]:
        for one in group[1:]:
            old, new = claim[one], claim[group[0]]
            claim.update({key: new for key in claim if claim[key] == old})
    claim.update({denial: claim[denied] for denial, denied in lines["denies"]})
    return claim


class Gold:
    """One article as the ledger writes it down."""

    def __init__(self, text, rows, lines):
        self.at = labelled.characters(text)
        self.rows = {row["number"]: row for row in rows if row["kind"] != "none"}
        self.front = [one for group in lines["front"] for one in group]
        self.claim = claims_of([*self.rows, *self.front], lines)
        self.denials = {denial for denial, _ in lines["denies"]}
        self.sources, self.claims = {}, {}
        self.statements, self.unsourced = [], []
        for number, row in self.rows.items():
            self.weigh(number, row)
            self.state(number, row)
        for one in self.front:
            self.of(one)
            span = self.span(map(int, one[1:].split("-")))
            # A sentence that holds what somebody says is joined with it by its place alone: nothing to find.
            if not self.holds_a_statement(span):
                self.unsourced.append({"span": span, "claim": self.claim[one]})
        self.relations = [
            {"from": self.claim[one], "relation": "differs", "to": self.claim[other]} for one, other in lines["differs"]
        ]

    def span(self, ends):
        return [self.at[end] for end in ends]

    def holds_a_statement(self, span):
        return any(labelled.touches(stated["content_spans"], span) for stated in self.statements)

    def of(self, one):
        new = {"id": self.claim[one], "kind": "fact", "weight": "-", "wanted": False, "first": False, "who": set()}
        return self.claims.setdefault(self.claim[one], new)

    def weigh(self, number, row):
        claim = self.of(number)
        if claim["weight"] == "-":
            claim["kind"] = row["kind"]
        claim["weight"] = max(claim["weight"], row["weight"], key=WEIGHTS.index)
        claim["wanted"] |= row["wanted"] == "yes"
        claim["first"] |= row["first"] == "first"

    def state(self, number, row):
        spans = [self.span(span) for span in row["content"]]
        if row["plain"]:
            self.unsourced.append({"span": spans[0], "claim": self.claim[number]})
            return
        denies = number in self.denials
        who = [self.source(one) for one in row["who"].split("; ") if one != "-"]
        if not who:
            return
        if not denies:
            self.of(number)["who"].update(who)
        stated = {"id": number, "sources": who, "claim": self.claim[number], "stance": "denies" if denies else "asserts"}
        self.statements.append({**stated, "content_spans": spans})

    def source(self, words):
        kind, _, name = words.partition(" ")
        known = {"kind": kind, "name": name if kind in NAMED else "", "title": "" if kind in NAMED else name}
        known.update(id=f"s{len(self.sources) + 1}", count=[1, 1], interest=[], cites=[])
        return self.sources.setdefault(words, known)["id"]

    def written(self):
        claims = [self.written_claim(claim) for claim in self.claims.values()]
        top = [claim["id"] for claim in self.claims.values() if claim["first"]][:5]
        told = {"sources": list(self.sources.values()), "statements": self.statements, "unsourced": self.unsourced}
        return {**told, "claims": claims, "relations": self.relations, "top": top}

    @staticmethod
    def written_claim(claim):
        voices = len(claim["who"])
        kept = {key: claim[key] for key in ("id", "kind", "weight", "wanted")}
        kept["weight"] = "normal" if kept["weight"] == "-" else kept["weight"]
        return {**kept, "text": claim["id"], "independence": [voices, voices]}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", required=True)
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    texts, golds = os.path.join(args.out, "text"), os.path.join(args.out, "gold")
    for folder in (texts, golds):
        os.makedirs(folder, exist_ok=True)
    labelled.write(args.corpora, texts)
    rows = labelled.labels()
    for name, lines in told().items():
        text = labelled.read(os.path.join(texts, name + ".txt"))
        with open(os.path.join(golds, name + ".json"), "w", encoding="utf-8") as handle:
            json.dump(Gold(text, rows[name], lines).written(), handle)


if __name__ == "__main__":
    main()
