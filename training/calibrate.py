"""Fits the threshold and the calibration on the dev articles.

    python3 training/calibrate.py PREDICTIONS.jsonl SETTINGS.json --corpora DIR

An attribution is right if the scorer pairs its content (Jaccard 0.5) and its source agrees. The
calibration is isotonic (Zadrozny and Elkan 2002), in bins of LEAST_IN_BIN attributions.
"""

import argparse
import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

LEAST_IN_BIN = 60


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


def isotonic(rows):
    """[[score, share right]] at the middle of each bin, rising (pool adjacent violators)."""
    rows = sorted(rows)
    bins = []
    for at in range(0, len(rows), LEAST_IN_BIN):
        part = rows[at : at + LEAST_IN_BIN]
        bins.append([sum(s for s, _ in part), sum(r for _, r in part), len(part)])
    pooled = []
    for b in bins:
        pooled.append(b)
        while len(pooled) > 1 and pooled[-2][1] * pooled[-1][2] > pooled[-1][1] * pooled[-2][2]:
            last = pooled.pop()
            pooled[-1] = [x + y for x, y in zip(pooled[-1], last)]
    points = [[s / n, r / n] for s, r, n in pooled]
    return [[a, b] for i, (a, b) in enumerate(points) if i == 0 or a > points[i - 1][0] + 1e-6]


def table(rows, points):
    """Lines: calibrated confidence, number, share right."""
    out = []
    for low in range(3, 10):
        inside = [r for s, r in rows if low / 10 <= value(points, s) < low / 10 + 0.1 + (low == 9)]
        if inside:
            out.append(f"{low / 10:.1f}-{low / 10 + 0.1:.1f} {len(inside):5d} {100 * sum(inside) / len(inside):5.1f}% right")
    return out


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
    rows = judged(gold, kept, score)
    points = isotonic(rows)
    return {"threshold": threshold, "calibration": points}, table(rows, points)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("predictions", help="a file in the scorer's form, with raw scores as confidence")
    parser.add_argument("settings")
    parser.add_argument("--corpora", required=True)
    args = parser.parse_args()
    sys.path.insert(0, os.path.join(args.corpora, "..", "eval"))
    import score_attribution as score

    gold = score.load_gold(os.path.join(args.corpora, "polnear", "dev"))
    predictions = score.load_predictions(args.predictions)
    settings, lines = fit(gold, predictions, score)
    with open(args.settings, "w", encoding="utf-8") as handle:
        json.dump(settings, handle, indent=1)
    print("threshold", settings["threshold"])
    print("\n".join(lines))


if __name__ == "__main__":
    main()
