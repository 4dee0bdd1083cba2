"""Teaches the small encoder that is shipped what the trained one knows, and writes the weights file.

    python3 training/distil.py TEACHER --corpora DIR --out OUT

TEACHER is a checkpoint of `train.py` or a weights file of a teacher. The pupil begins as some layers of the teacher
with the hidden units that do most, and learns, paragraph by paragraph, the teacher's word vectors and what it reads in
them (Hinton et al. 2015; Jiao et al. 2020), and the corpus's own labels beside. Texts without labels help: MRPC's
sentences and UD English GUM are read by the teacher too. In the first epochs the pupil only learns the vectors and what
is read from them at once; then it reads each possible cue as well, which takes half of the time.
"""

import json
import math
import os
import random
import sys
import time

import torch
import torch.nn.functional as F

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import base  # noqa: E402
import calibrate  # noqa: E402
import export  # noqa: E402
import weights_file  # noqa: E402
from batches import grouped, readings, tensors  # noqa: E402
from data import Paragraph, load_polnear, load_ud, paragraphs_of, scorer  # noqa: E402
from model import PUPIL, TEACHER, Model  # noqa: E402
from predict import predict  # noqa: E402
from text import Pieces  # noqa: E402
from train import gold_places, measure, options, padded, parameter_groups  # noqa: E402

# The teacher's layers that the pupil begins as; its first two end at the teacher's tag layer.
KEPT = [0, 2, 4, 5]
# From this probability on the teacher's possible cues are read, and from that on what the pupil wrongly takes for one.
READ, MISTAKEN = 0.1, 0.3
# Epochs in which no cue is read.
LOOKING = 4


class Lesson:
    """A paragraph and what the teacher makes of it."""

    def __init__(self, paragraph, labelled):
        self.paragraph, self.labelled = paragraph, labelled
        self.middle = self.top = self.cue = None
        # For each cue that is read: the teacher's role scores of the words, and how sure it is that it is one.
        self.readings = {}


def lessons_of(args, pieces, score):
    """Every paragraph to learn from: the labelled ones, then those that only the teacher reads."""
    learnt = load_polnear(os.path.join(args.corpora, "polnear", "train"), pieces, score)
    articles = list(learnt.values())[: args.limit]
    lessons = [Lesson(p, True) for _, paragraphs in articles for p in paragraphs]
    if args.labelled_only:
        return lessons
    loose = []
    for document in load_ud(os.path.join(args.corpora, "ud", "gum-train.conllu"), pieces)[: args.limit]:
        loose += document
    sentences = {}
    with open(os.path.join(args.corpora, "same-claim", "mrpc-train.tsv"), encoding="utf-8") as handle:
        for row in list(handle)[1:][: args.limit]:
            sentences.update(dict.fromkeys(row.rstrip("\n").split("\t")[1:]))
    for sentence in sentences:
        loose += paragraphs_of(sentence, pieces)
    return lessons + [Lesson(p, False) for p in loose]


def in_batches(lessons, budget, rng):
    """Lessons of like length together, in random order."""
    order = sorted(lessons, key=lambda lesson: lesson.paragraph.size + rng.random() * 6)
    batches = grouped(order, lambda some: len(some) * (some[-1].paragraph.size + 1), budget)
    rng.shuffle(batches)
    return batches


@torch.no_grad()
def teach(teacher, lessons, pieces, report):
    """Puts on every lesson the teacher's vectors, in 16 bits, its cue scores and its readings."""
    teacher.eval()
    began = time.time()
    batches = in_batches(lessons, 4000, random.Random(0))
    for number, batch in enumerate(batches):
        windows = [[lesson.paragraph] for lesson in batch]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            middle, top = teacher.encode(tensors(windows, pieces))
            cue = teacher.cue(top)[..., 0]
        for row, lesson in enumerate(batch):
            count = len(lesson.paragraph.spans)
            lesson.middle = middle[row, :count].bfloat16().clone()
            lesson.top = top[row, :count].bfloat16().clone()
            lesson.cue = cue[row, :count].float().clone()
        teach_readings(teacher, top, batch)
        if number % 100 == 99:
            report(f"  teacher {number + 1}/{len(batches)} {time.time() - began:.0f}s")


def teach_readings(teacher, top, lessons):
    places = []
    for row, lesson in enumerate(lessons):
        found = set((torch.sigmoid(lesson.cue) >= READ).nonzero()[:, 0].tolist())
        found |= {cue for _, cue in lesson.paragraph.attributions}
        places += [(row, 0, len(lesson.paragraph.spans), cue) for cue in sorted(found)]
    for start in range(0, len(places), 64):
        some = places[start : start + 64]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores, valid = teacher.read(top, *readings(some))
        for number, (row, _, count, cue) in enumerate(some):
            lessons[row].readings[cue] = (scores[number, :count].bfloat16().clone(), torch.sigmoid(valid[number].float()))


def pupil_of(teacher, vocabulary_size):
    """A pupil that begins as the kept layers, each with the hidden units of the most weight."""
    pupil = Model(vocabulary_size, PUPIL)
    old, new = teacher.state_dict(), pupil.state_dict()
    for name in new:
        if not name.startswith("encoder.layers."):
            new[name] = old[name].clone()
            continue
        number, rest = name.split(".", 3)[2:]
        source = f"encoder.layers.{KEPT[int(number)]}."
        value = old[source + rest]
        if rest.startswith(("up.", "down.weight")):
            energy = old[source + "up.weight"].norm(dim=1) * old[source + "down.weight"].norm(dim=0)
            chosen = energy.topk(PUPIL.hidden).indices.sort().values
            value = value[:, chosen] if rest == "down.weight" else value[chosen]
        new[name] = value.clone()
    pupil.load_state_dict(new)
    return pupil


def stacked(lessons, name):
    return torch.nn.utils.rnn.pad_sequence([getattr(lesson, name) for lesson in lessons], batch_first=True).float()


def vector_loss(mine, taught, known):
    """Mean squared distance of word vectors in units of the teacher's variance."""
    mine, taught = mine[known].float(), taught[known]
    return ((mine - taught) ** 2).mean() / taught.var()


def soft_loss(mine, taught, known):
    """Divergence of the pupil's labels from the teacher's, a mean over words."""
    mine, taught = mine[known].float(), taught[known].float()
    return F.kl_div(mine.log_softmax(-1), taught.log_softmax(-1), log_target=True, reduction="batchmean")


def tag_loss(pupil, teacher, middle, taught, known):
    loss = 0
    for name in ("upos", "entity", "head"):
        with torch.no_grad():
            wanted = getattr(teacher, name)(taught)
        loss = loss + soft_loss(getattr(pupil, name)(middle), wanted, known)
    return loss


def likely_loss(scores, likely, known):
    """Cross entropy with the teacher's probability that each word is a cue, for each cue that it expects."""
    loss = F.binary_cross_entropy_with_logits(scores[known], likely[known], reduction="sum")
    return loss / likely[known].sum().clamp(min=1)


def cue_loss(scores, likely, lessons, known):
    """Both the teacher's probability and the corpus's label of each word."""
    loss = likely_loss(scores, likely, known)
    rows = [row for row, lesson in enumerate(lessons) if lesson.labelled]
    if rows:
        starts, _, places, _, _ = gold_places([[lessons[row].paragraph] for row in rows])
        gold = padded(starts, scores.shape[1], 0).float()
        mine, seen = scores[rows], known[rows]
        loss = loss + F.binary_cross_entropy_with_logits(mine[seen], gold[seen], reduction="sum") / max(1, len(places))
    return loss


def places_to_read(lessons, scores):
    """[(row, 0, words, cue)]: what the teacher or the corpus takes for cues, then what the pupil alone does."""
    known, mistaken = [], []
    for row, lesson in enumerate(lessons):
        count = len(lesson.paragraph.spans)
        known += [(row, 0, count, cue) for cue in lesson.readings]
        likely = torch.sigmoid(scores[row, :count].detach().float())
        wrong = [at for at in (likely > MISTAKEN).nonzero()[:, 0].tolist() if at not in lesson.readings]
        mistaken += [(row, 0, count, cue) for cue in wrong[:2]]
    return known, mistaken


def reading_loss(pupil, top, lessons, scores):
    """What the reader makes of each possible cue: the teacher's view of it, and the corpus's where it has one."""
    known, mistaken = places_to_read(lessons, scores)
    if not known and not mistaken:
        return 0.0 * top.sum()
    window, words, cue, mask = readings(known + mistaken)
    mine, valid = pupil.read(top, window, words, cue, mask)
    gold = [dict((at, labels) for labels, at in lesson.paragraph.attributions) for lesson in lessons]
    taught = [lessons[row].readings[at] for row, _, _, at in known]
    sure = torch.tensor([float(sure) for _, sure in taught] + [0.0] * len(mistaken))
    labelled = torch.tensor([lessons[place[0]].labelled for place in known + mistaken])
    truth = torch.tensor([float(place[3] in gold[place[0]]) for place in known + mistaken])
    target = torch.where(labelled, 0.5 * truth + 0.5 * sure, sure)
    loss = F.binary_cross_entropy_with_logits(valid.float(), target, reduction="sum")
    if known:
        wanted = torch.nn.utils.rnn.pad_sequence([scores for scores, _ in taught], batch_first=True).float()
        some = len(known)
        width = wanted.shape[1]
        part = F.kl_div(
            mine[:some, :width].float().log_softmax(-1), wanted.log_softmax(-1), log_target=True, reduction="none"
        ).sum(-1)
        # A reading counts as much as its cue is one.
        loss = loss + 0.5 * ((part * mask[:some, :width]).sum(1) * (0.1 + target[:some])).sum()
    told = [number for number, place in enumerate(known) if place[3] in gold[place[0]]]
    if told:
        rows = padded([gold[known[number][0]][known[number][3]] for number in told], words.shape[1], 0)
        loss = loss + 0.15 * pupil.crf.loss(mine[told], rows, mask[told]).sum()
    return loss / target.sum().clamp(min=1)


def step_loss(pupil, teacher, lessons, pieces, reads):
    batch = tensors([[lesson.paragraph] for lesson in lessons], pieces)
    known = batch["word_mask"]
    taught_middle, taught_top = stacked(lessons, "middle"), stacked(lessons, "top")
    middle, top = pupil.encode(batch)
    scores = pupil.cue(top)[..., 0].float()
    vectors = 2.0 * vector_loss(top, taught_top, known) + vector_loss(middle, taught_middle, known)
    tags = 0.3 * tag_loss(pupil, teacher, middle, taught_middle, known)
    likely = torch.sigmoid(stacked(lessons, "cue"))
    early = pupil.early(middle)[..., 0].float()
    cues = 0.5 * cue_loss(scores, likely, lessons, known) + 0.2 * likely_loss(early, likely, known)
    parts = {"vectors": vectors, "tags": tags, "cues": cues}
    if reads:
        parts["read"] = 0.5 * reading_loss(pupil, top, lessons, scores)
    return sum(parts.values()), {name: float(value.detach()) for name, value in parts.items()}


def run_epoch(reads, models, batches, steps, pieces, report):
    (pupil, teacher), (optimiser, schedule) = models, steps
    pupil.train()
    began, sums = time.time(), {}
    for number, lessons in enumerate(batches):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss, parts = step_loss(pupil, teacher, lessons, pieces, reads)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_([p for p in pupil.parameters() if p.requires_grad], 1.0)
        optimiser.step()
        schedule.step()
        for name, value in parts.items():
            sums[name] = sums.get(name, 0) + value
        if number % 100 == 99:
            means = " ".join(f"{name} {value / 100:.3f}" for name, value in sums.items())
            report(f"  {number + 1}/{len(batches)} {time.time() - began:.0f}s {means}")
            sums = {}


def average(pupil, before):
    """The mean of the weights before and after: it reads better than either (Wortsman et al. 2022)."""
    after = pupil.state_dict()
    pupil.load_state_dict({name: (before[name].float() + after[name].float()) / 2 for name in after})


def finish(model, dev, vocabulary, score, args, report):
    """Fits threshold and calibration on dev and writes the weights file beside its settings."""
    pieces = Pieces(vocabulary)
    gold = score.load_gold(os.path.join(args.corpora, "polnear", "dev"))
    found = {stem: predict(model, paragraphs, pieces) for stem, (_, paragraphs) in dev.items()}
    fitted, lines = calibrate.fit(gold, found, score)
    settings = {**export.DEFAULTS, **fitted}
    with open(os.path.join(args.out, "settings.json"), "w", encoding="utf-8") as handle:
        json.dump(settings, handle, indent=1)
    report("\n".join(lines))
    seen = export.largest_inputs(model.state_dict(), vocabulary, args.corpora)
    export.write(model.state_dict(), vocabulary, settings, seen, os.path.join(args.out, "attribution.bin"))


def steps_of(pupil, lessons, args):
    """The optimiser and its rate: a short rise, then half a cosine."""
    optimiser = torch.optim.AdamW(parameter_groups(pupil, args), weight_decay=0.01, fused=True)
    steps = args.epochs * len(in_batches(lessons, args.batch, random.Random(0)))
    warm = steps // 40 + 1
    decay = lambda s: min((s + 1) / warm, 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1, s / steps))))
    return optimiser, torch.optim.lr_scheduler.LambdaLR(optimiser, decay)


def learn(models, lessons, pieces, args, measured, report):
    """Every epoch; the pupil's weights are written after each."""
    pupil = models[0]
    looking = 0 if args.go_on else LOOKING
    steps = steps_of(pupil, lessons, args)
    for epoch in range(args.epochs):
        batches = in_batches(lessons, args.batch, random.Random(args.seed * 100 + epoch))
        run_epoch(epoch >= looking, models, batches, steps, pieces, report)
        torch.save(pupil.state_dict(), os.path.join(args.out, f"pupil{args.seed}.pt"))
        if epoch >= looking:
            report(f"epoch {epoch + 1}: " + measured())


def arguments():
    parser = options(__doc__, epochs=11, rate=3e-4, batch=1600)
    parser.add_argument("teacher")
    parser.add_argument("--go-on", metavar="PUPIL", help="a pupil's checkpoint to go on from: it reads from the first epoch on, and the mean of both is kept")
    parser.add_argument("--labelled-only", action="store_true", help="leave out the texts that only the teacher reads")
    return parser.parse_args()


def main():
    args = arguments()
    report = lambda line: print(line, flush=True)
    torch.set_flush_denormal(True)
    torch.manual_seed(args.seed)
    vocabulary = base.vocabulary()
    pieces, score = Pieces(vocabulary), scorer(args.corpora)
    Paragraph.stop_pieces = {pieces.ids[c] for c in ".!?"}
    teacher = Model(len(vocabulary), TEACHER)
    teacher.load_state_dict(weights_file.state(args.teacher, vocabulary))
    dev = load_polnear(os.path.join(args.corpora, "polnear", "dev"), pieces, score)
    lessons = lessons_of(args, pieces, score)
    report(f"{len(lessons)} paragraphs, {sum(lesson.paragraph.size for lesson in lessons)} pieces")
    teach(teacher, lessons, pieces, report)
    pupil = pupil_of(teacher, len(vocabulary))
    if args.go_on:
        pupil.load_state_dict(torch.load(args.go_on))
    os.makedirs(args.out, exist_ok=True)
    measured = lambda: measure(pupil, dev, pieces, score, args.corpora)
    learn((pupil, teacher), lessons, pieces, args, measured, report)
    if args.go_on:
        average(pupil, torch.load(args.go_on))
        torch.save(pupil.state_dict(), os.path.join(args.out, f"pupil{args.seed}.pt"))
        report("the mean of both: " + measured())
    finish(pupil, dev, vocabulary, score, args, report)


if __name__ == "__main__":
    main()
