"""Scores by kind of attribution: how many of each kind are found.

    python3 training/kinds.py PREDICTIONS.jsonl --corpora DIR [--least 0.3]

For each kind: gold attributions, those whose content is found (recall of `match`), those found with the
right source (recall of `attributed`); paired as the scorer pairs them.
"""

import argparse
import os
import sys

PRONOUNS = {"he", "she", "they", "it", "we", "i", "you", "who", "his", "her", "their", "our", "my", "its"}
QUOTES = '"\u201c\u201d'


def quoted_share(text, spans):
    """Share of a content's words that stand between double quotation marks in its paragraph."""
    start = text.rfind("\n", 0, spans[0][0]) + 1
    inside, flags = False, {}
    end = text.find("\n", spans[-1][1])
    for at in range(start, len(text) if end < 0 else end):
        char = text[at]
        if char in QUOTES:
            inside = char == "\u201c" or (char == '"' and not inside)
            continue
        flags[at] = inside
    places = [i for a, b in spans for i in range(a, b) if text[i].isalnum()]
    return sum(flags.get(i, False) for i in places) / max(1, len(places))


def kinds_of(text, attribution, others):
    """The kinds that an attribution belongs to."""
    share = quoted_share(text, attribution["content"])
    kinds = ["direct" if share > 0.95 else "indirect" if share < 0.05 else "mixed"]
    cue = attribution["cue"][0] if attribution["cue"] else None
    inside = lambda other: cue and any(a <= cue[0] < b for a, b in other["content"])
    if any(inside(other) for other in others if other is not attribution):
        kinds.append("nested")
    words = "".join(text[a:b] for a, b in attribution["cue"])
    if not any(c.isalnum() for c in words):
        kinds.append("no cue word")
    source = " ".join(text[a:b] for a, b in attribution["source"]).lower().split()
    kinds.append("no source" if not source else "pronoun source" if len(source) == 1 and source[0] in PRONOUNS else "other source")
    if len(attribution["content"]) > 1:
        kinds.append("content in pieces")
    return kinds


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("predictions")
    parser.add_argument("--corpora", required=True)
    parser.add_argument("--least", type=float, default=0.0)
    args = parser.parse_args()
    sys.path.insert(0, os.path.join(args.corpora, "..", "eval"))
    import score_attribution as score

    counts = {}
    gold = score.load_gold(os.path.join(args.corpora, "polnear", "dev"))
    found = score.load_predictions(args.predictions)
    for stem, (text, attributions) in gold.items():
        tokens = score.word_tokens(text)
        words = [text[a:b].lower() for a, b in tokens]
        mine = [a for a in attributions if a["content"]]
        theirs = [a for a in found.get(stem, []) if a.get("confidence", 1) >= args.least]
        g = score.token_sets(mine, tokens, len(text))
        p = score.token_sets(theirs, tokens, len(text))
        pairs = dict(score.pair(g, p, score.MIN_JACCARD))
        for i, attribution in enumerate(mine):
            hit = i in pairs
            right = hit and score.sources_agree(g[i]["source"], p[pairs[i]]["source"], words)
            for kind in kinds_of(text, attribution, mine) + ["all"]:
                row = counts.setdefault(kind, [0, 0, 0])
                for column, value in enumerate((1, hit, right)):
                    row[column] += value
    for kind, (n, hit, right) in sorted(counts.items(), key=lambda pair: -pair[1][0]):
        print(f"{kind:18} {n:5d}  content found {100 * hit / n:5.1f}%  with the source {100 * right / n:5.1f}%")


if __name__ == "__main__":
    main()
