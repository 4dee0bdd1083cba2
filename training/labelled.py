"""Articles in which readers said of each statement what it is, beside the ledger's: `labels.tsv`.

The readers were large language models that went by the ledger's guide, one an article; they were shown what the program finds, and
said of each statement what it is, what it weighs, whether an editor wants it firmer, and whose it is. The articles are
the world's news, Wikinews, the 1987 wire and PolNeAR's training part. None shares a long line with an article of the ledger or of
PolNeAR's development part.
"""

import json
import os
import re
import subprocess
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
TABLE = os.path.join(HERE, "labels.tsv")
LINES = {"wiki": "wikinews/2019-2020.jsonl", "wire": "wire/reuters-1987.jsonl"}


def read(path):
    with open(path, encoding="utf-8", newline="") as handle:
        return handle.read()


def long_lines(text):
    """Two texts that share one are one article."""
    return {line.strip() for line in text.split("\n") if len(line.strip()) > 60}


def lines_of(corpora, *parts):
    """The long lines of the articles of these parts ("ledger/dev")."""
    folders = [os.path.join(corpora, part, "text") for part in parts]
    return {line for folder in folders for name in os.listdir(folder) for line in long_lines(read(os.path.join(folder, name)))}


def words_of(text):
    """The words of a name or a title as they are compared: in lower case, without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c)))


def spans(told):
    """"3-9,12-20": places in bytes, end exclusive."""
    return [tuple(map(int, span.split("-"))) for span in told.split(",")] if told not in ("-", "plain") else []


def touches(spans, place):
    return any(start < place[1] and end > place[0] for start, end in spans)


def characters(text):
    """For each byte, and for the end, the number of its character."""
    at = [number for number, char in enumerate(text) for _ in char.encode("utf-8")]
    return [*at, len(text)]


def table(path):
    """The rows of a table by the names of its columns."""
    with open(path, encoding="utf-8") as handle:
        names = next(handle).rstrip("\n").split("\t")
        for line in handle:
            yield dict(zip(names, line.rstrip("\n").split("\t")))


def labels():
    """{article: its rows, in text order}; `kind` is "none" where nobody states anything."""
    found = {}
    for row in table(TABLE):
        row.update(plain=row["source"] == "plain", content=spans(row["content"]), source=spans(row["source"]))
        found.setdefault(row["article"], []).append(row)
    return found


def text_of(corpora, name, lines):
    place = lambda *names: os.path.join(corpora, *names)
    corpus, _, rest = name.partition("_")
    if corpus == "pn":
        return read(place("polnear", "train", "text", rest + ".txt"))
    if corpus not in LINES:
        return read(place("world", "text", name + ".txt"))
    if corpus not in lines:
        with open(place(LINES[corpus]), encoding="utf-8") as handle:
            lines[corpus] = [json.loads(line)["text"] for line in handle]
    return lines[corpus][int(rest)]


def write(corpora, folder, names=None):
    """Writes the labelled articles, or those of these names, as files for the program to read."""
    measured, lines = lines_of(corpora, "ledger/dev", "ledger/train", "polnear/dev"), {}
    for name in labels() if names is None else sorted(names):
        text = text_of(corpora, name, lines)
        if long_lines(text) & measured:
            raise SystemExit(f"{name} is an article that the program is measured on")
        with open(os.path.join(folder, name + ".txt"), "w", encoding="utf-8", newline="") as handle:
            handle.write(text)


def asked(folder, program):
    """(article, what an example of the program printed): a pair for each line that it prints of the texts of a folder."""
    paths = [os.path.join(folder, name) for name in sorted(os.listdir(folder))]
    for at in range(0, len(paths), 50):
        run = subprocess.run([program, *paths[at : at + 50]], stdout=subprocess.PIPE, check=True)
        for line in run.stdout.decode("utf-8").splitlines():
            one = json.loads(line)
            yield os.path.basename(one["file"])[:-4], one


def group(name):
    """Several articles of one event stay together."""
    return name.split("_")[0] if name.startswith("ba-") else name
