#!/usr/bin/env python3
"""Measures which places where somebody speaks are linked to one source, against GUM's coreference (Universal
Dependencies, UD_English-GUM). Standard library only.

  coreference.py GUM.conllu [--binary B] [--genres news,interview] [--show]

Every attribution's source span that is one of GUM's mentions of a person or an organization is one place. Two places
of one document that GUM calls one entity should have one source, others should not: precision, recall and F1 of such
pairs, and B-cubed (Bagga and Baldwin 1998), which weighs every place alike.
"""
import argparse
import json
import os
import re
import subprocess
import tempfile

SPEAKERS = {"person", "organization"}


class Every:
    """Documents of every genre."""

    def __contains__(self, genre):
        return True


def documents(path, genres):
    """[(id, text, mentions)] of the documents of these genres; a mention is (start, end, entity), bytes of the text."""
    found, document = [], None
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc id"):
            name = line.split(" = ")[1]
            wanted = name.split("_")[1] in genres
            document = Document(name) if wanted else None
            if document:
                found.append(document)
        elif document is None:
            continue
        elif line.startswith("# newpar") and "newpar_block" not in line:
            document.paragraph()
        elif line and not line.startswith("#"):
            document.token(line.split("\t"))
    return [(one.name, one.text.strip() + "\n", one.mentions) for one in found]


class Document:
    def __init__(self, name):
        self.name, self.text, self.mentions = name, "", []
        self.open, self.inside = [], None

    def paragraph(self):
        if self.text:
            self.text = self.text.rstrip() + "\n\n"

    def token(self, fields):
        number, form, misc = fields[0], fields[1], fields[9]
        if "." in number:
            return
        if "-" in number:
            # A range of words written as one: "don't".
            self.inside = int(number.split("-")[1])
            start = len(self.text.encode())
            self.text += form + ("" if "SpaceAfter=No" in misc else " ")
            self.span = (start, start + len(form.encode()))
            return
        if self.inside is not None and int(number) <= self.inside:
            start, end = self.span
            if int(number) == self.inside:
                self.inside = None
        else:
            start = len(self.text.encode())
            self.text += form + ("" if "SpaceAfter=No" in misc else " ")
            end = start + len(form.encode())
        self.entities(misc, start, end)

    def entities(self, misc, start, end):
        """Opens and closes mentions: `(1-person-...`, `1)`, `(1-person-...)`."""
        value = re.search(r"(?:^|\|)Entity=([^|]*)", misc)
        for piece in re.findall(r"\(?[^()]+\)?", value[1]) if value else []:
            entity = piece.strip("()").split("-")[0].split("[")[0]
            if piece.startswith("("):
                kind = piece.strip("()").split("-")[1]
                self.open.append((entity, kind, start))
            if piece.endswith(")"):
                at = max(i for i, one in enumerate(self.open) if one[0] == entity)
                _, kind, began = self.open.pop(at)
                if kind in SPEAKERS:
                    self.mentions.append((began, end, entity))


def analyze(binary, texts):
    """The analysis of each text, by name."""
    folder = tempfile.mkdtemp()
    paths = []
    for name, text in texts:
        paths.append(os.path.join(folder, name + ".txt"))
        with open(paths[-1], "w", encoding="utf-8") as handle:
            handle.write(text)
    run = subprocess.run([binary, "analyze", "--format", "jsonl", *paths], stdout=subprocess.PIPE)
    rows = [json.loads(line) for line in run.stdout.decode("utf-8").splitlines() if line.strip()]
    return {os.path.basename(row["draft"]["path"])[:-4]: row for row in rows}


def places(analysis, mentions):
    """[(start, end, source, entity)] of the attributions whose source is a mention."""
    found = []
    for attribution in analysis["attributions"]:
        for start, end in attribution["source_spans"][:1]:
            overlap = lambda m: min(m[1], end) - max(m[0], start)
            near = [m for m in mentions if overlap(m) > 0]
            best = max(near, key=lambda m: overlap(m) / (max(m[1], end) - min(m[0], start)), default=None)
            if best and 2 * overlap(best) >= max(best[1], end) - min(best[0], start):
                found.append((start, end, attribution.get("source"), best[2]))
    return sorted(set(found), key=lambda row: row[:2])


def count(rows, totals):
    """Adds the pairs and the B-cubed sums of one document."""
    for i, one in enumerate(rows):
        same = [r for r in rows if r[2] == one[2] and one[2]] or [one]
        gold = [r for r in rows if r[3] == one[3]]
        both = len([r for r in same if r in gold])
        totals["places"] += 1
        totals["b-precision"] += both / len(same)
        totals["b-recall"] += both / len(gold)
        for other in rows[i + 1:]:
            said, true = one[2] == other[2] and one[2] is not None, one[3] == other[3]
            totals["said"] += said
            totals["true"] += true
            totals["hit"] += said and true


def show(text, rows):
    """Prints the pairs that are wrong, each place with its neighbours."""
    raw = text.encode()
    words = lambda row: raw[row[0]:row[1]].decode() + " …" + raw[row[1]:row[1] + 40].decode("utf-8", "replace").replace("\n", " ")
    for row in rows:
        print(f"   {row[2]} / {row[3]}: {words(row)}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("conllu")
    parser.add_argument("--binary", default="target/release/twosource")
    parser.add_argument("--genres", default="news,interview")
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    gold = documents(args.conllu, args.genres.split(","))
    analyses = analyze(args.binary, [(name, text) for name, text, _ in gold])
    totals = dict.fromkeys(["places", "b-precision", "b-recall", "said", "true", "hit"], 0)
    for name, text, mentions in gold:
        rows = places(analyses[name], mentions)
        count(rows, totals)
        if args.show:
            print(name, len(rows), "places")
            show(text, rows)
    ratio = lambda a, b: 100 * a / b if b else 0.0
    f1 = lambda p, r: 2 * p * r / (p + r) if p + r else 0.0
    p, r = ratio(totals["hit"], totals["said"]), ratio(totals["hit"], totals["true"])
    bp, br = ratio(totals["b-precision"], totals["places"]), ratio(totals["b-recall"], totals["places"])
    print(f"documents {len(gold)}  places {totals['places']}  pairs P {p:.1f} R {r:.1f} F1 {f1(p, r):.1f}"
          f"  B-cubed P {bp:.1f} R {br:.1f} F1 {f1(bp, br):.1f}")


if __name__ == "__main__":
    main()
