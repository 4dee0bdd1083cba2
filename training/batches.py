"""Windows turned into tensors."""

import torch


def tensors(windows, pieces):
    """One batch: pieces with their features; `first` points to the first piece of each word."""
    rows = []
    for window in windows:
        ids, shapes, quotes, starts, first = [pieces.cls], [5], [0], [0], []
        for paragraph in window:
            for number, word in enumerate(paragraph.pieces):
                first.append(len(ids))
                ids += word
                shapes += [paragraph.shapes[number]] * len(word)
                quotes += [paragraph.quotes[number]] * len(word)
                starts += [int(number == 0)] * len(word)
            ids.append(pieces.sep)
            shapes.append(5)
            quotes.append(0)
            starts.append(0)
        rows.append((ids, shapes, quotes, starts, first))
    length = max(len(r[0]) for r in rows)
    words = max(len(r[4]) for r in rows)

    def padded(column, width):
        out = torch.zeros(len(rows), width, dtype=torch.long)
        for i, row in enumerate(rows):
            out[i, : len(row[column])] = torch.tensor(row[column])
        return out

    batch = {name: padded(i, length) for i, name in enumerate(("ids", "shapes", "quotes", "starts"))}
    batch["first"] = padded(4, words)
    batch["mask"] = torch.tensor([[i < len(r[0]) for i in range(length)] for r in rows])
    batch["word_mask"] = torch.tensor([[i < len(r[4]) for i in range(words)] for r in rows])
    return batch


def grouped(items, cost, budget):
    """Neighbours together, as many as cost no more than `budget` (or one)."""
    groups, current = [], []
    for item in items:
        if current and cost([*current, item]) > budget:
            groups.append(current)
            current = []
        current.append(item)
    return [*groups, current] if current else groups


def labelled(windows, names):
    """Word labels of the windows, -100 on padding."""
    words = max(sum(len(p.spans) for p in w) for w in windows)
    out = {}
    for name in names:
        rows = [[label for p in w for label in getattr(p, name)] for w in windows]
        out[name] = torch.tensor([r + [-100] * (words - len(r)) for r in rows])
    return out


def readings(places):
    """Tensors for `Model.read`. places: [(window, first word of the paragraph, words in it, cue)]."""
    length = max(p[2] for p in places)
    steps = torch.arange(length)
    start = torch.tensor([p[1] for p in places])
    count = torch.tensor([p[2] for p in places])
    mask = steps[None] < count[:, None]
    words = torch.where(mask, start[:, None] + steps[None], start[:, None])
    return torch.tensor([p[0] for p in places]), words, torch.tensor([p[3] for p in places]), mask
