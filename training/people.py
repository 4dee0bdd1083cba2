"""Nouns for a person in WordNet that news uses: src/source/lexicon/people.txt, beside the roles that were written down by hand.

  people.py --text DIR_OR_FILE... --wordnet DICT_DIR -o src/source/lexicon/people.txt

A noun counts when its first sense is a person (not one by name), persons are its meaning in 7 of 10 places that WordNet's
makers counted, the word is no adjective, adverb or verb as often, and the news texts have it in lower case.
"""
import argparse
import collections
import os
import re

HEAD = """# Nouns for a person, beside roles.txt: first sense a person in WordNet 3.0 (models/WORDNET-LICENSE), and in use in news.
# Made by training/people.py; only words in lower case are looked up here.
"""
PERSON = 18


def nouns(folder):
    kind, named, counted, other = {}, set(), collections.Counter(), collections.Counter()
    elsewhere = set()
    for part in ("adj", "adv", "verb"):
        for line in open(os.path.join(folder, f"index.{part}"), encoding="ascii"):
            elsewhere.add(line.split(" ")[0])
    for line in open(os.path.join(folder, "data.noun"), encoding="ascii"):
        if not line.startswith("  "):
            parts = line.split(" ")
            kind[parts[0]] = int(parts[1])
            if " @i " in line:
                named.add(parts[0])
    for line in open(os.path.join(folder, "cntlist.rev"), encoding="ascii"):
        key, sense, count = line.split()
        lemma, rest = key.split("%")
        if rest.startswith("1:"):
            counted[lemma, int(sense)] = int(count)
        else:
            other[lemma] += int(count)
    for line in open(os.path.join(folder, "index.noun"), encoding="ascii"):
        if line.startswith("  "):
            continue
        parts = line.split()
        lemma, senses = parts[0], parts[-int(parts[2]):]
        share = [counted[lemma, number + 1] + (0.5 if number == 0 else 0.2) for number in range(len(senses))]
        persons = [at for at, sense in enumerate(senses) if kind[sense] == PERSON and sense not in named]
        if lemma.endswith("ed"):
            continue
        more = lemma not in elsewhere or counted[lemma, 1] > 2 * other[lemma]
        if more and 0 in persons and sum(share[at] for at in persons) > 0.7 * sum(share):
            yield lemma


def texts(paths):
    for path in paths:
        files = [path] if os.path.isfile(path) else [os.path.join(at, name) for at, _, names in os.walk(path) for name in names]
        for name in sorted(files):
            if name.endswith((".txt", ".jsonl")):
                yield open(name, encoding="utf-8").read()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--text", nargs="+", required=True)
    parser.add_argument("--wordnet", required=True)
    parser.add_argument("-o", "--out", required=True)
    args = parser.parse_args()
    used = set()
    for text in texts(args.text):
        used.update(re.findall(r"\b[a-z]+(?:-[a-z]+)*\b", text))
    roles = open(os.path.join(os.path.dirname(args.out), "roles.txt"), encoding="utf-8").read().split()
    shape = re.compile(r"[a-z]{3,}")
    found = sorted(word for word in nouns(args.wordnet) if word in used and word not in roles and shape.fullmatch(word))
    lines, line = [], ""
    for word in found:
        if len(line) + len(word) > 118:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    open(args.out, "w", encoding="utf-8").write(HEAD + "\n".join(lines + [line]) + "\n")


if __name__ == "__main__":
    main()
