"""Trains the teacher of the attribution model from the corpora: the six layers that `distil.py` makes smaller.

    python3 training/train.py --corpora DIR --out OUT

DIR holds `polnear/{train,dev}` (text/*.txt, attributions/*.ann) and `ud/gum-{train,dev}.conllu`; the scorer is
taken from `../eval` beside it. Half an hour on two quiet cores with 16-bit floating point.
"""

import argparse
import json
import os
import random
import sys
import time

import torch
import torch.distributed as dist
import torch.multiprocessing as processes
import torch.nn.functional as F

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import base  # noqa: E402
from batches import grouped, labelled, readings, tensors  # noqa: E402
from data import CUE, load_polnear, load_ud, pack, scorer  # noqa: E402
from model import TEACHER, Model  # noqa: E402
from predict import predict  # noqa: E402
from text import Pieces  # noqa: E402

IGNORE = -100


def epoch_batches(articles, documents, args, rng):
    """The epoch's batches in random order: (kind, windows)."""
    batches = []
    for kind, groups, budget in (("polnear", articles, args.batch), ("ud", documents, 2 * args.batch)):
        windows = []
        for group in groups:
            windows += pack(group, lambda: rng.randint(90, 200))
        windows.sort(key=lambda w: sum(p.size for p in w) + rng.random() * 30)
        padded_size = lambda some: len(some) * max(sum(p.size for p in window) + 1 for window in some)
        batches += [(kind, some) for some in grouped(windows, padded_size, budget)]
    rng.shuffle(batches)
    return batches


def tag_loss(model, middle, windows):
    gold = labelled(windows, ("upos", "entity", "head"))
    total = 0
    for name, weight in (("upos", 1.0), ("entity", 1.0), ("head", 0.7)):
        scores = getattr(model, name)(middle).float()
        total = total + weight * F.cross_entropy(scores.flatten(0, 1), gold[name].flatten(), ignore_index=IGNORE)
    return total


def gold_places(windows):
    """Word labels of cue starts and role membership, and every attribution's place and labels."""
    starts, seen, places, roles, inside = [], [], [], [], []
    for number, window in enumerate(windows):
        offset, row, member, where = 0, [], [], []
        for paragraph in window:
            count = len(paragraph.spans)
            start, roles_in = [0] * count, [[0, 0, 0] for _ in range(count)]
            for labels, cue in paragraph.attributions:
                start[cue] = 1
                places.append((number, offset, count, cue))
                roles.append(labels)
                for i, label in enumerate(labels):
                    if label:
                        roles_in[i][label - 1] = 1
            row += start
            member += roles_in
            where += [(offset, count, i, paragraph) for i in range(count)]
            offset += count
        starts.append(row)
        seen.append(member)
        inside.append(where)
    return starts, seen, places, roles, inside


def padded(rows, width, fill):
    return torch.tensor([row + [fill] * (width - len(row)) for row in rows])


def wrong_places(cue_scores, starts, inside, rng, most):
    """Words that the cue finder takes for cues and that are none: what the reader must refuse.

    A later word of a true cue keeps the roles of its attribution (it is only not the first).
    """
    places, roles = [], []
    likely = torch.sigmoid(cue_scores.detach().float())
    for number, row in enumerate(starts):
        found = [i for i in (likely[number, : len(row)] > 0.08).nonzero()[:, 0].tolist() if not row[i]]
        rng.shuffle(found)
        for i in found[:most]:
            offset, count, at, paragraph = inside[number][i]
            places.append((number, offset, count, at))
            roles.append(next((labels for labels, _ in paragraph.attributions if labels[at] == CUE), None))
    return places, roles


def attribution_loss(model, middle, top, batch, windows, rng):
    starts, seen, places, roles, inside = gold_places(windows)
    width = batch["first"].shape[1]
    known = batch["word_mask"]
    gold = padded(starts, width, 0).float()
    member = padded(seen, width, [0, 0, 0]).float()
    cue_scores = model.cue(top)[..., 0].float()
    early = model.early(middle)[..., 0].float()
    count = max(1, len(places))
    loss = F.binary_cross_entropy_with_logits(cue_scores[known], gold[known], reduction="sum") / count
    loss = loss + 0.3 * F.binary_cross_entropy_with_logits(early[known], gold[known], reduction="sum") / count
    loss = loss + 0.5 * F.binary_cross_entropy_with_logits(model.roles_seen(top)[known].float(), member[known], reduction="mean")
    parts = {"cue": float(loss.detach())}
    wrong, wrong_roles = wrong_places(cue_scores, starts, inside, rng, 6)
    if places or wrong:
        window, words, cue, mask = readings(places + wrong)
        scores, valid = model.read(top, window, words, cue, mask)
        truth = torch.tensor([1.0] * len(places) + [0.0] * len(wrong))
        validity = F.binary_cross_entropy_with_logits(valid.float(), truth, reduction="sum") / count
        taught = [i for i, labels in enumerate(roles + wrong_roles) if labels is not None]
        if taught:
            chosen = torch.tensor(taught)
            rows = padded([(roles + wrong_roles)[i] for i in taught], words.shape[1], 0)
            weight = torch.tensor([1.0 if i < len(places) else 0.3 for i in taught])
            crf = (weight * model.crf.loss(scores[chosen], rows, mask[chosen])).sum() / count
            loss = loss + 0.25 * crf
            parts["crf"] = float(crf.detach())
        loss = loss + validity
        parts["valid"] = float(validity.detach())
    return loss, parts


def parameter_groups(model, args):
    slow, fast = [], []
    for name, parameter in model.named_parameters():
        if name == "encoder.word.weight":
            parameter.requires_grad = False
            continue
        fresh = not name.startswith("encoder.") or name.split(".")[1] in ("shape", "quote", "start")
        (fast if fresh else slow).append(parameter)
    return [{"params": slow, "lr": args.rate}, {"params": fast, "lr": args.rate * 4}]


def average_gradients(model):
    """Both processes step by the mean of their gradients."""
    trained = [p for p in model.parameters() if p.requires_grad]
    for p in trained:
        if p.grad is None:
            p.grad = torch.zeros_like(p)
    flat = torch.cat([p.grad.flatten() for p in trained])
    dist.all_reduce(flat)
    flat /= dist.get_world_size()
    at = 0
    for p in trained:
        p.grad.copy_(flat[at : at + p.numel()].view_as(p))
        at += p.numel()


def run_epoch(model, optimiser, schedule, batches, pieces, rng, report):
    model.train()
    began, sums = time.time(), {}
    for number, (kind, windows) in enumerate(batches):
        batch = tensors(windows, pieces)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            if kind == "ud":
                middle, _ = model.encode(batch, model.size.tag_layer)
                loss = tag_loss(model, middle, windows)
                parts = {"tag": float(loss.detach())}
            else:
                middle, top = model.encode(batch)
                loss, parts = attribution_loss(model, middle, top, batch, windows, rng)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        average_gradients(model)
        torch.nn.utils.clip_grad_norm_([p for p in model.parameters() if p.requires_grad], 1.0)
        optimiser.step()
        schedule.step()
        for name, value in parts.items():
            total = sums.setdefault(name, [0.0, 0])
            total[0] += value
            total[1] += 1
        if number % 50 == 49:
            means = " ".join(f"{n} {a / c:.3f}" for n, (a, c) in sums.items())
            report(f"  {number + 1}/{len(batches)} {time.time() - began:.0f}s {means}")
            sums = {}


@torch.no_grad()
def tag_accuracy(model, documents, pieces):
    model.eval()
    right = {n: [0, 0] for n in ("upos", "entity", "head")}
    named = [0, 0, 0]
    for document in documents:
        for window in pack(document, 200):
            batch = tensors([window], pieces)
            middle, _ = model.encode(batch, model.size.tag_layer)
            gold = labelled([window], right)
            for name in right:
                found = getattr(model, name)(middle)[0].argmax(-1)
                known = gold[name][0] >= 0
                right[name][0] += int((found == gold[name][0])[known].sum())
                right[name][1] += int(known.sum())
                if name == "entity":
                    f, g = found[known] > 0, gold[name][0][known] > 0
                    same = found[known] == gold[name][0][known]
                    named[0] += int((f & g & same).sum())
                    named[1] += int(f.sum())
                    named[2] += int(g.sum())
    out = {n: 100 * a / b for n, (a, b) in right.items()}
    out["entity token F1"] = 200 * named[0] / max(1, named[1] + named[2])
    return out


def measure(model, dev, pieces, score, corpora):
    gold = score.load_gold(os.path.join(corpora, "polnear", "dev"))
    found = {stem: predict(model, paragraphs, pieces) for stem, (_, paragraphs) in dev.items()}
    best = None
    for threshold in (0.3, 0.35, 0.4, 0.45, 0.5):
        kept = {stem: [a for a in rows if a["confidence"] >= threshold] for stem, rows in found.items()}
        counts = score.score(gold, kept)
        f1 = {name: 100 * score.prf(*counts[name])[2] for name in counts}
        accuracy = 100 * counts["attributed"][0] / max(1, counts["match"][0])
        if best is None or f1["attributed"] > best[1]["attributed"]:
            best = (threshold, f1, accuracy)
    threshold, f1, accuracy = best
    return f"threshold {threshold} " + " ".join(f"{n} {v:.1f}" for n, v in f1.items()) + f" src.acc {accuracy:.1f}"


def options(text, epochs, rate, batch):
    """The options that teacher and pupil share."""
    parser = argparse.ArgumentParser(description=text)
    parser.add_argument("--corpora", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=epochs)
    parser.add_argument("--rate", type=float, default=rate)
    parser.add_argument("--batch", type=int, default=batch, help="pieces a batch and process")
    parser.add_argument("--limit", type=int, help="articles, for a trial")
    return parser


def main():
    parser = options(__doc__, epochs=4, rate=1.5e-4, batch=1400)
    parser.add_argument("--processes", type=int, default=2, help="each of one thread; changes the result")
    args = parser.parse_args()
    processes.spawn(train, args=(args,), nprocs=args.processes)


def train(rank, args):
    """One of the processes; all hold the same weights, rank 0 measures and writes."""
    os.environ.setdefault("MASTER_ADDR", "127.0.0.1")
    os.environ.setdefault("MASTER_PORT", str(29500 + args.seed))
    dist.init_process_group("gloo", rank=rank, world_size=args.processes)
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    report = (lambda line: print(line, flush=True)) if rank == 0 else (lambda line: None)

    vocabulary = base.vocabulary()
    pieces = Pieces(vocabulary)
    score = scorer(args.corpora)
    learnt = load_polnear(os.path.join(args.corpora, "polnear", "train"), pieces, score)
    dev = load_polnear(os.path.join(args.corpora, "polnear", "dev"), pieces, score)
    documents = load_ud(os.path.join(args.corpora, "ud", "gum-train.conllu"), pieces)
    ud_dev = load_ud(os.path.join(args.corpora, "ud", "gum-dev.conllu"), pieces)
    articles = [paragraphs for _, paragraphs in learnt.values()]
    if args.limit:
        articles, documents = articles[: args.limit], documents[: args.limit // 6]
        dev = dict(list(dev.items())[:10])

    model = Model(len(vocabulary), TEACHER)
    model.encoder.load_base(os.path.join(base.folder(), "model.safetensors"))
    optimiser = torch.optim.AdamW(parameter_groups(model, args), weight_decay=0.01, fused=True)
    steps = len(epoch_batches(articles, documents, args, random.Random(0))) * args.epochs // args.processes
    warm = max(1, steps // 20)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / warm, max(0.02, (steps - s) / (steps - warm)))
    )
    os.makedirs(args.out, exist_ok=True)
    torch.manual_seed(args.seed + 1000 * rank)
    for epoch in range(args.epochs):
        batches = epoch_batches(articles, documents, args, random.Random(args.seed * 100 + epoch))
        batches = batches[: len(batches) // args.processes * args.processes][rank :: args.processes]
        run_epoch(model, optimiser, schedule, batches, pieces, rng, report)
        if rank:
            continue
        torch.save(model.state_dict(), os.path.join(args.out, f"teacher{args.seed}.pt"))
        report(f"epoch {epoch + 1}: " + measure(model, dev, pieces, score, args.corpora))
        report("  tags " + json.dumps({n: round(v, 1) for n, v in tag_accuracy(model, ud_dev, pieces).items()}))


if __name__ == "__main__":
    main()
