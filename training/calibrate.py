"""Fits the threshold and the calibration on the dev articles.

    twosource analyze --format jsonl DIR/polnear/dev/text/*.txt > ANALYSES.jsonl
    python3 training/calibrate.py ANALYSES.jsonl SETTINGS.json --corpora DIR

The program reads with weights that were written without a calibration (`export.py` without settings), so that it prints
raw scores.

An attribution is right if the scorer pairs its content (Jaccard 0.5) and its source agrees. The calibration is
isotonic (Zadrozny and Elkan 2002) with few bins; the table that it prints is measured on articles that it was not
fitted on: each half of dev by the other half.
"""

import argparse
import json
import math
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from data import scorer  # noqa: E402

BINS = 6
# Scores at which the calibration is written down; most attributions are near 1.
GRID = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.925, 0.95, 0.965, 0.98, 0.985, 0.99, 0.9925, 0.994, 0.995, 0.996, 0.997, 0.998, 0.999, 1.0]


def judged(gold, predictions, score):
    """[(score, right)] of all predictions, each judged beside those that are at least as sure."""
    rows = []
    for stem, (text, attributions) in gold.items():
        tokens = score.word_tokens(text)
        words = [text[a:b].lower() for a, b in tokens]
        g = [a for a in score.token_sets(attributions, tokens, len(text)) if a["content"]]
        mine = predictions.get(stem, [])
        p = score.token_sets(mine, tokens, len(text))
        right = set()
        for i, j in score.pair(g, p, score.MIN_JACCARD):
            if score.sources_agree(g[i]["source"], p[j]["source"], words):
                right.add(j)
        rows += [(a["confidence"], j in right) for j, a in enumerate(mine)]
    return rows


def best_threshold(gold, predictions, score):
    """The threshold with the best sum of the F1 of `attributed` and of `content` (the middle of the best five steps).

    A missed attribution costs as much as a false one, and a word of content lost as much as one too many.
    """
    results = []
    for step in range(20, 66):
        least = step / 100
        kept = {s: [a for a in rows if a["confidence"] >= least] for s, rows in predictions.items()}
        counts = score.score(gold, kept)
        results.append((sum(score.prf(*counts[name])[2] for name in ("attributed", "content")), least))
    smooth = [(sum(f for f, _ in results[i - 2 : i + 3]) / 5, results[i][1]) for i in range(2, len(results) - 2)]
    return max(smooth)[1]


def log_odds(s):
    s = min(max(s, 1e-4), 1 - 1e-5)
    return math.log(s / (1 - s))


def isotonic(rows):
    """[[score, share right]] at GRID, rising: straight lines in log-odds between the middles of BINS bins of equal
    size (pool adjacent violators)."""
    rows = sorted((log_odds(s), r) for s, r in rows)
    pooled = []
    for number in range(BINS):
        part = rows[number * len(rows) // BINS : (number + 1) * len(rows) // BINS]
        pooled.append([sum(x for x, _ in part), sum(r for _, r in part), len(part)])
        while len(pooled) > 1 and pooled[-2][1] * pooled[-1][2] > pooled[-1][1] * pooled[-2][2]:
            last = pooled.pop()
            pooled[-1] = [x + y for x, y in zip(pooled[-1], last)]
    points = [[x / n, (r + 0.5) / (n + 1)] for x, r, n in pooled]
    return [[s, round(value(points, log_odds(s)), 4)] for s in GRID]


def table(rows):
    """Lines: confidence, number, mean confidence, share right. rows: [(confidence, right)]."""
    out = []
    for low, high in [(n / 10, n / 10 + 0.1) for n in range(3, 10)] + [(0.85, 0.951)]:
        inside = [(c, r) for c, r in rows if low <= round(c, 2) < high]
        if inside:
            said, right = (100 * sum(pair[i] for pair in inside) / len(inside) for i in (0, 1))
            out.append(f"{low:.2f}-{high:.2f} {len(inside):5d}  said {said:5.1f}%  right {right:5.1f}%")
    return out


def crossed(gold, predictions, score):
    """[(confidence, right)] of all articles, each half judged by what the other half taught."""
    stems = sorted(gold)
    halves = [{s: gold[s] for s in stems[start::2]} for start in (0, 1)]
    rows = [judged(half, predictions, score) for half in halves]
    points = [isotonic(half) for half in rows]
    return [(value(points[1 - n], s), r) for n in (0, 1) for s, r in rows[n]]


def value(points, s):
    if s <= points[0][0]:
        return points[0][1]
    for (a, x), (b, y) in zip(points, points[1:]):
        if s <= b:
            return x + (y - x) * (s - a) / (b - a)
    return points[-1][1]


def fit(gold, predictions, score):
    threshold = best_threshold(gold, predictions, score)
    kept = {s: [a for a in rows if a["confidence"] >= threshold] for s, rows in predictions.items()}
    points = isotonic(judged(gold, kept, score))
    return {"threshold": threshold, "calibration": points}, table(crossed(gold, kept, score))


def of_program(path):
    """{article: [{source, cue, content, confidence}]} of the program's analyses, with spans in characters."""
    found = {}
    for line in open(path, encoding="utf-8"):
        analysis = json.loads(line)
        draft = analysis["draft"]["path"]
        raw = open(draft, "rb").read()
        character = lambda byte: len(raw[:byte].decode("utf-8"))
        rows = []
        for one in analysis["attributions"]:
            spans = {
                role: [[character(a), character(b)] for a, b in one[f"{role}_spans"]]
                for role in ("source", "cue", "content")
            }
            if spans["content"]:
                rows.append({**spans, "confidence": one["confidence"]})
        found[os.path.basename(draft)[: -len(".txt")]] = rows
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("analyses", help="what the program prints of the dev articles")
    parser.add_argument("settings")
    parser.add_argument("--corpora", required=True)
    args = parser.parse_args()
    score = scorer(args.corpora)
    gold = score.load_gold(os.path.join(args.corpora, "polnear", "dev"))
    predictions = of_program(args.analyses)
    settings, lines = fit(gold, predictions, score)
    with open(args.settings, "w", encoding="utf-8") as handle:
        json.dump(settings, handle, indent=1)
    print("threshold", settings["threshold"])
    print("\n".join(lines))


if __name__ == "__main__":
    main()
