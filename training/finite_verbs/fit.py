#!/usr/bin/env python3
"""Fits models/finite-verbs.tsv: which words of a text are finite verbs. Prints how well on the development parts.

  fit.py --train ewt-train.conllu gum-train.conllu --dev ewt-dev.conllu gum-dev.conllu -o models/finite-verbs.tsv

An averaged perceptron (Collins, 2002) over a word and its neighbours, read from left to right; the standard library
is enough. `src/language/finite.rs` makes the same features. The same input gives the same file.
"""
import argparse
import collections
import random
import re

SEED, EPOCHS, FEWEST, SMALLEST, SCALE = 7, 6, 4, 16, 40
GLUED = ("n't", "n’t", "'ll", "’ll", "'ve", "’ve", "'re", "’re", "'d", "’d", "'m", "’m", "not")


def sentences(path):
    """Lists of (word, is it a finite verb), tokens as the crate cuts them: "didn't" is one, "it 's" are two."""
    words, wide, glue = [], 0, False
    for line in open(path, encoding="utf-8"):
        field = line.rstrip("\n").split("\t")
        if len(field) < 10:
            if words:
                yield words
            words, glue = [], False
        elif field[0].isdigit():
            finite = "VerbForm=Fin" in field[5] and "Mood=Imp" not in field[5]
            form = field[1]
            if glue and words and form.lower() in GLUED and words[-1][0][-1].isalpha():
                words[-1] = (words[-1][0] + form, words[-1][1] or finite)
            else:
                words.append((form, finite))
            glue = "SpaceAfter=No" in field[9] or (wide and int(field[0]) < wide)
        elif "-" in field[0]:
            wide, glue = int(field[0].split("-")[1]), False
    if words:
        yield words


def form(word):
    word = word.lower().replace("’", "'")
    return "0" if word[:1].isdigit() else word


def features(words, at, finite):
    """Must be what `src/language/finite.rs` makes."""
    w = lambda i: words[i] if 0 <= i < len(words) else ("", "")
    end = lambda text, n: text[-n:]
    (here, raw), (p1, _), (p2, _), (n1, _), (n2, _) = w(at), w(at - 1), w(at - 2), w(at + 1), w(at + 2)
    f1 = "F" if at > 0 and finite[at - 1] else "-"
    f2 = "F" if (at > 1 and finite[at - 2]) or (at > 2 and finite[at - 3]) else "-"
    capital = "C" if raw[:1].isupper() and at > 0 else "-"
    return [
        "w " + here, "e " + end(here, 3), "p " + p1, "q " + p2, "n " + n1, "m " + n2,
        "pw " + p1 + " " + here, "wn " + here + " " + n1, "pe " + end(p1, 2) + " " + end(here, 2),
        "en " + end(here, 2) + " " + n1, "x " + end(p1, 3), "y " + end(n1, 3),
        "c " + capital + " " + end(here, 2), "f " + f1 + f2 + " " + end(here, 2), "g " + f1 + " " + p1,
    ]


def read(paths):
    data = []
    for path in paths:
        for sentence in sentences(path):
            data.append(([(form(w), w) for w, _ in sentence], [f for _, f in sentence]))
    return data


def label(weights, words):
    finite = []
    for at in range(len(words)):
        finite.append(sum(weights.get(f, 0) for f in features(words, at, finite)) > 0)
    return finite


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", nargs="+", required=True)
    parser.add_argument("--dev", nargs="+", required=True)
    parser.add_argument("-o", "--out", required=True)
    args = parser.parse_args()
    data = read(args.train)
    seen = collections.Counter()
    for words, gold in data:
        for at in range(len(words)):
            seen.update(features(words, at, gold))
    known = {f for f, n in seen.items() if n >= FEWEST}
    weights, sums, stamps, step = collections.defaultdict(int), collections.defaultdict(int), {}, 0
    shuffle = random.Random(SEED)
    for _ in range(EPOCHS):
        shuffle.shuffle(data)
        for words, gold in data:
            finite = []
            for at in range(len(words)):
                step += 1
                own = [f for f in features(words, at, finite) if f in known]
                guess = sum(weights[f] for f in own) > 0
                if guess != gold[at]:
                    for f in own:
                        sums[f] += weights[f] * (step - stamps.get(f, 0))
                        stamps[f] = step
                        weights[f] += 1 if gold[at] else -1
                finite.append(guess)
    final = {}
    for f in sorted(weights):
        mean = (sums[f] + weights[f] * (step - stamps.get(f, 0))) / step
        if abs(round(mean * SCALE)) >= SMALLEST:
            final[f] = round(mean * SCALE)
    with open(args.out, "w", encoding="utf-8") as out:
        for f, value in sorted(final.items()):
            out.write(f"{f}\t{value}\n")
    for path in args.dev:
        right = wrong = missed = 0
        for words, gold in read([path]):
            for guess, true in zip(label(final, words), gold):
                right += guess and true
                wrong += guess and not true
                missed += true and not guess
        precision, recall = right / (right + wrong), right / (right + missed)
        print(f"{path}: precision {precision:.3f} recall {recall:.3f} F1 {2 * precision * recall / (precision + recall):.3f}")
    print(len(final), "features")


if __name__ == "__main__":
    main()
