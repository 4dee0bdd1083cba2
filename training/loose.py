"""Articles without labels that `judge.py` labels: the world's news, Wikinews, some of the wire and of PolNeAR's training part.

None of them shares a long line with an article of the ledger or of PolNeAR's development part.
"""

import json
import os

# Characters of an article.
SHORTEST, LONGEST = 600, 15000
# Every so many articles of the wire and of PolNeAR are taken.
WIRE, POLNEAR = 6, 3


def read(path):
    with open(path, encoding="utf-8", newline="") as handle:
        return handle.read()


def long_lines(text):
    """Two texts that share one are one article."""
    return {line.strip() for line in text.split("\n") if len(line.strip()) > 60}


def texts_of(folder):
    return [(name, read(os.path.join(folder, name))) for name in sorted(os.listdir(folder))]


def lines_of(corpora, *parts):
    """The long lines of the articles of these parts ("ledger/dev")."""
    return {line for part in parts for _, text in texts_of(os.path.join(corpora, part, "text")) for line in long_lines(text)}


def articles(corpora):
    """[(file name, text)]"""
    place = lambda *names: os.path.join(corpora, *names)
    taken = lines_of(corpora, "ledger/dev", "ledger/train", "polnear/dev")
    free = lambda text: not long_lines(text) & taken
    found = [(name, text) for name, text in texts_of(place("world", "text")) if free(text) and len(text) < LONGEST]
    for name, every in (("wikinews/2019-2020", 1), ("wire/reuters-1987", WIRE)):
        with open(place(name + ".jsonl"), encoding="utf-8") as handle:
            lines = [json.loads(line)["text"] for line in handle]
        for number in range(0, len(lines), every):
            text = lines[number]
            if free(text) and SHORTEST < len(text) < LONGEST:
                found.append((f"{name[:4]}_{number}.txt", text))
    polnear = [("pn_" + name, text) for name, text in texts_of(place("polnear", "train", "text"))[::POLNEAR] if free(text)]
    return sorted(found + polnear[POLNEAR - 1 :: POLNEAR])


def write(corpora, folder):
    """Writes the articles as files for the program to read."""
    for name, text in articles(corpora):
        with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as handle:
            handle.write(text)
