"""Attributions of one article from the model: the decoding that the Rust side repeats."""

import torch

from batches import readings, tensors
from data import CONTENT, CUE, OUTSIDE, SOURCE

# A word is read as a possible cue from this probability on.
PROPOSE = 0.1


@torch.no_grad()
def predict(model, paragraphs, pieces):
    """[{source, cue, content, confidence}] with spans in characters, in the order of the text."""
    model.eval()
    found = []
    for paragraph in paragraphs:
        with torch.autocast("cpu", dtype=torch.bfloat16):
            _, top = model.encode(tensors([[paragraph]], pieces))
            cues = torch.sigmoid(model.cue(top)[0, :, 0].float())
            count = len(paragraph.spans)
            likely = [i for i in range(count) if cues[i] >= PROPOSE]
            if likely:
                scores, valid = model.read(top, *readings([(0, 0, count, i) for i in likely]))
                found += attributions(model, paragraph, likely, scores.float(), torch.sigmoid(valid.float()))
    return found


def attributions(model, paragraph, cues, scores, valid):
    """One attribution for each cue; of cues that share a cue word the surest stays."""
    rows = []
    for number, cue in enumerate(cues):
        labels, probability = model.crf.decode(scores[number])
        rows.append({"at": cue, "labels": labels, "valid": float(valid[number]), "path": probability})
    rows.sort(key=lambda r: -r["valid"])
    kept = []
    for row in rows:
        mine = {i for i, label in enumerate(row["labels"]) if label == CUE} | {row["at"]}
        rival = next((k for k in kept if mine & k["words"]), None)
        if rival:
            rival["valid"] = min(1.0, rival["valid"] + row["valid"])
            continue
        row["words"] = mine
        kept.append(row)
    out = []
    for row in sorted(kept, key=lambda r: r["at"]):
        spans = {role: spans_of(paragraph, row["labels"], label) for role, label in (("source", SOURCE), ("cue", CUE), ("content", CONTENT))}
        if spans["content"]:
            out.append({**spans, "confidence": row["valid"], "path": row["path"]})
    return out


def spans_of(paragraph, labels, wanted):
    spans, open_ = [], None
    for number, label in enumerate(labels + [OUTSIDE]):
        if label == wanted and open_ is None:
            open_ = number
        elif label != wanted and open_ is not None:
            spans.append([paragraph.spans[open_][0], paragraph.spans[number - 1][1]])
            open_ = None
    return spans
