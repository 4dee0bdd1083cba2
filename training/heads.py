"""Teaches the heads on the frozen encoder: who a name is, what kind of source a mention is, what a claim is and weighs.

    cargo build --release --bin twosource --example word_vectors
    python3 training/heads.py --corpora DIR --examples EXAMPLES.jsonl
    python3 training/judge.py EXAMPLES.jsonl --out LABELS.npy
    python3 training/heads.py --corpora DIR --labels LABELS.npy --out models/heads.bin [--folds 3]

The first and the second ask large readers for labels of more statements than the readers of the ledger wrote down. The words,
their vectors (`examples/word_vectors.rs`) and the statements come from the program itself, so that what is
learnt from is what is met. DIR holds `ledger/train` (text, gold) and `world` (text, entities). `--folds` also prints how well each head
does on articles (names: outlets) that it was not taught on. Half an hour on one core.
"""

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile

import numpy
import torch
from torch import nn

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import loose  # noqa: E402
from export import Writer  # noqa: E402

WIDTH = 384
# Columns that the claim head reads of a word; the first weighs the word.
COLUMNS = 40
NAMES = ["none", "person", "organization", "place", "people", "other"]
OF_ENTITY = {"Person": 1, "Organization": 2, "Location": 3, "Facility": 3, "NORP": 4, "Misc": 5, "Product": 5}
SOURCES = ["named-person", "named-organization", "outlet", "document", "anonymous", "unnamed-person", "unnamed-group"]
VOICES = SOURCES + ["newsroom"]
JUDGED = ["heavy", "settled", "accusation", "wanted", "first", "casualty", "light", "own"]
HIDDEN = 48
# So many words are read of each part; of the words that stand around a content, every fourth.
MOST = {"content": 80, "source": 12, "cue": 6, "around": 40}
AROUND, SAMPLED = 40, 4
# How often the kind of a claim's source is left out in training: the program's own is wrong at times.
FORGET = 0.12
# What only large readers say counts so much.
UNASKED = 0.5


class Article:
    """A text with the program's words: their places in characters and their vectors."""

    def __init__(self, path, places, rows):
        raw = open(path, "rb").read()
        self.id = os.path.basename(path)[:-4]
        self.text = raw.decode("utf-8")
        at, byte = numpy.zeros(len(raw) + 1, int), 0
        for number, char in enumerate(self.text):
            width = len(char.encode("utf-8"))
            at[byte : byte + width] = number
            byte += width
        at[byte] = len(self.text)
        self.places, self.rows, self.at = at[places], rows, 0
        self.bytes = at

    def characters(self, spans):
        return [(self.bytes[start], self.bytes[end]) for start, end in spans]

    def words(self, spans):
        inside = numpy.zeros(len(self.places), bool)
        for start, end in spans:
            inside |= (self.places[:, 0] < end) & (self.places[:, 1] > start)
        return numpy.nonzero(inside)[0]


def articles(folder, program):
    """Every article of the folder, read by the program a few at a time."""
    paths = [os.path.join(folder, name) for name in sorted(os.listdir(folder))]
    row = 8 + 2 * WIDTH * 4
    for some in (paths[at : at + 50] for at in range(0, len(paths), 50)):
        run = subprocess.run([program, *some], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=True)
        data = numpy.frombuffer(run.stdout, numpy.uint8).reshape(-1, row)
        at = 0
        for line in run.stderr.decode("utf-8").splitlines():
            _, count, path = line.split(" ", 2)
            mine = data[at : at + int(count)]
            at += int(count)
            places = mine[:, :8].copy().view("<u4").astype(int)
            rows = mine[:, 8 : 8 + WIDTH * 4].copy().view("<f4").astype(numpy.float16)
            yield Article(path, places, rows)


def analyses(folder, program):
    """What the program makes of every article of the folder."""
    paths = [os.path.join(folder, name) for name in sorted(os.listdir(folder))]
    run = subprocess.run([program, "analyze", "--no-policy", "--format", "jsonl", *paths], stdout=subprocess.PIPE)
    return [json.loads(line) for line in run.stdout.decode("utf-8").splitlines()]


class Scale:
    """Means and deviations of the vectors' columns; folded into the linear maps in the end."""

    def __init__(self, rows):
        rows = rows.astype(numpy.float32)
        self.mean, self.deviation = rows.mean(0), rows.std(0) + 1e-3

    def of(self, rows):
        return torch.tensor((rows.astype(numpy.float32) - self.mean) / self.deviation)

    def fold(self, linear):
        """Weight and bias of a linear map for vectors as they come."""
        weight = linear.weight.detach() / torch.tensor(self.deviation)
        return weight, linear.bias.detach() - weight @ torch.tensor(self.mean)


# Spans of names and of mentions: one linear map on the mean of their words.


def name_rows(article, entities):
    """(mean vector, class) for each entity, and for each other run of words with a capital."""
    taken, rows = numpy.zeros(len(article.places), bool), []
    for start, end, kind in entities:
        words = article.words([(start, end)])
        taken[words] = True
        if len(words) and kind in OF_ENTITY:
            rows.append((article.rows[words].astype(numpy.float32).mean(0), OF_ENTITY[kind]))
    at = 0
    capital = [article.text[start : start + 1].isupper() for start, _ in article.places]
    while at < len(capital):
        end = at
        while end < len(capital) and capital[end] and not taken[end]:
            end += 1
        if end > at:
            rows.append((article.rows[at:end].astype(numpy.float32).mean(0), 0))
        at = max(end, at + 1)
    return rows


def entities_of(path):
    for line in open(path, encoding="utf-8"):
        start, end, kind, _ = line.rstrip("\n").split("\t", 3)
        yield int(start), int(end), kind


def fit_linear(x, y, classes, scale, epochs=12):
    torch.manual_seed(1)
    linear = nn.Linear(WIDTH, classes)
    optimizer = torch.optim.AdamW(linear.parameters(), 3e-3, weight_decay=1e-3)
    steps = epochs * (len(x) // 256 + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 5e-3, total_steps=steps)
    for epoch in range(epochs):
        order = numpy.random.default_rng(epoch).permutation(len(x))
        for at in range(0, len(x), 256):
            some = order[at : at + 256]
            loss = nn.functional.cross_entropy(linear(scale.of(x[some])), torch.tensor(y[some]))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return linear


def linear_folds(rows, classes, scale, folds, what):
    """Prints precision and recall by class, each group judged by what the others taught. rows: (group, x, y)."""
    groups = sorted({group for group, _, _ in rows})
    random.Random(1).shuffle(groups)
    fold = {group: number % folds for number, group in enumerate(groups)}
    x, y = numpy.stack([row[1] for row in rows]), numpy.array([row[2] for row in rows])
    of = numpy.array([fold[row[0]] for row in rows])
    found = numpy.zeros(len(y), int)
    for number in range(folds):
        linear = fit_linear(x[of != number], y[of != number], len(classes), scale)
        with torch.no_grad():
            found[of == number] = linear(scale.of(x[of == number])).argmax(1).numpy()
    print(what, f"accuracy {100 * (found == y).mean():.1f} of {len(y)}")
    for number, name in enumerate(classes):
        both, ours, gold = ((found == number) & (y == number)).sum(), (found == number).sum(), (y == number).sum()
        print(f"  {name:20s} P {100 * both / max(1, ours):5.1f}  R {100 * both / max(1, gold):5.1f}  of {gold}")


# Claims: pooled columns of the content's, the source's and the cue's words and of the words around, and a small network on them.


def told(article, content, source, cue, voice, denied=False, joint=False):
    """What the judge is given of words that state something; nothing where no word of them was read."""
    words = article.words(content)
    if len(words) == 0:
        return None
    source_spans, cue_spans = source, cue
    source, cue = article.words(source), article.words(cue)
    about = numpy.zeros(14, numpy.float32)
    if voice in VOICES:
        about[VOICES.index(voice)] = 1
    about[8] = numpy.log(len(words)) / 3
    about[9] = words[0] / len(article.places)
    about[10:] = [denied, joint, len(source) == 0, voice == "newsroom"]
    around = numpy.arange(max(0, words[0] - AROUND), min(len(article.places), words[-1] + 1 + AROUND))
    spans = {"content": words, "source": source, "cue": cue, "around": around[::SAMPLED]}
    rows = {name: article.at + some[: MOST[name]] for name, some in spans.items()}
    spans = {"content": content, "source": source_spans, "cue": cue_spans}
    return {"article": article.id, "rows": rows, "about": about, "words": set(words.tolist()), "spans": spans, "voice": voice}


def written(article, gold):
    """Statements, and sentences in the paper's own voice, as the readers wrote them down."""
    claims = {claim["id"]: claim for claim in gold["claims"]}
    sources = {source["id"]: source for source in gold["sources"]}
    for one in gold["statements"]:
        if one["claim"]:
            kind = sources[one["sources"][0]]["kind"]
            joint = len(one["sources"]) > 1
            example = told(article, one["content_spans"], one["source_spans"], one["cue_spans"], kind, one["stance"] == "denies", joint)
            yield example, [claims[one["claim"]]]
    for one in gold["unsourced"]:
        yield told(article, [one["span"]], [], [], "newsroom"), [claims[one["claim"]]]


def met(article, read):
    """What the program finds in the article: its statements with the sources that it gives them, and its plain sentences."""
    kinds = {source["id"]: source["kind"] for source in read["sources"]}
    groups, cited = {}, set()
    for one in read["attributions"]:
        cited.add(one["claim"])
        if one["content_spans"]:
            groups.setdefault(str(one["content_spans"]), []).append(one)
    for group in groups.values():
        one = group[0]
        spans = [article.characters(one[name]) for name in ("content_spans", "source_spans", "cue_spans")]
        yield told(article, *spans, kinds.get(one["source"]), one["stance"] == "denies", len(group) > 1)
    for claim in read["claims"]:
        if claim["id"] not in cited:
            yield told(article, article.characters(claim["spans"]), [], [], "newsroom")


def matched(ours, gold):
    """The readers' claims that each of the program's statements states: the best pairs first, then those that lie within."""
    pairs = []
    for at, one in enumerate(ours):
        for number, (other, _) in enumerate(gold):
            both = len(one["words"] & other["words"])
            plain = [bool(example["about"][13]) for example in (one, other)]
            if both and plain[0] == plain[1]:
                pairs.append((-both / len(one["words"] | other["words"]), both / len(other["words"]), at, number))
    claims, taken, found = [[] for _ in ours], set(), set()
    for unlike, _, at, number in sorted(pairs):
        if unlike <= -0.4 and at not in taken and number not in found:
            claims[at] += gold[number][1]
            taken.add(at)
            found.add(number)
    for _, inside, at, number in sorted(pairs, key=lambda pair: (-pair[1], pair[2:])):
        if inside >= 0.7 and number not in found:
            claims[at] += gold[number][1]
            found.add(number)
    return claims


def examples_of(article, gold, read):
    """What the judge learns from: what the readers wrote down, and what the program finds, by the readers' claims."""
    from_gold = [pair for pair in written(article, gold) if pair[0]]
    ours = [one for one in met(article, read) if one]
    for example, claims in from_gold + list(zip(ours, matched(ours, from_gold))):
        example["right"] = judged(claims, gold["top"])
        # What no reader wrote down, no editor asks about; what it weighs, nobody said.
        example["known"] = [bool(claims) or name in ("wanted", "first") for name in JUDGED]
        example["of_program"] = any(example is one for one in ours)
        yield example


def judged(claims, top):
    kinds = {claim["kind"] for claim in claims}
    weights = [claim["weight"] for claim in claims]
    return {
        "heavy": "heavy" in weights,
        "settled": bool(kinds & {"own", "opinion"}),
        "accusation": "accusation" in kinds,
        "wanted": any(claim["wanted"] for claim in claims),
        "first": any(claim["id"] in top for claim in claims),
        "casualty": "casualty" in kinds,
        "light": set(weights) == {"light"},
        "own": "own" in kinds,
    }


# Characters of text before and after a content that a large reader is given.
BEFORE, AFTER = 1200, 700


def for_reader(example, text):
    """A statement as `judge.py` reads it: the text around it, with the places of its words there."""
    content = example["spans"]["content"]
    start, end = max(0, int(content[0][0]) - BEFORE), int(content[-1][1]) + AFTER
    inside = lambda spans: [[int(a - start), int(b - start)] for a, b in spans if a >= start and b <= end]
    row = {name: inside(spans) for name, spans in example["spans"].items()}
    row.update(text=text[start:end], head=text[:200], article=example["article"], of_program=bool(example.get("of_program")))
    voice = example["voice"]
    row["voice"] = VOICES.index(voice) if voice in VOICES else len(VOICES)
    row["about"] = [round(float(number), 4) for number in example["about"][[8, 9, 11]]]
    labelled = any(example["known"])
    row["right"] = [int(example["right"][name]) for name in JUDGED] if labelled else []
    row["known"] = [int(known) for known in example["known"]] if labelled else []
    return row


class Claims:
    """Examples as tables of word numbers, with what is right and what of it is known."""

    def __init__(self, examples, words):
        self.articles = [one["article"] for one in examples]
        self.words = torch.cat([words, torch.zeros(1, WIDTH)])
        self.tables = {name: self.table([one["rows"][name] for one in examples], most) for name, most in MOST.items()}
        self.about = torch.tensor(numpy.stack([one["about"] for one in examples]))
        # What the readers wrote down, and where they did.
        self.gold = torch.tensor([[float(one["right"][name]) for name in JUDGED] for one in examples])
        self.asked = torch.tensor([[float(known) for known in one["known"]] for one in examples])
        # What is learnt, and how much it counts.
        self.right, self.weight = self.gold, self.asked
        self.of_program = numpy.array([one["of_program"] for one in examples])

    def take(self, labels):
        """Learns what large readers say beside what was written down, and by itself where nothing was."""
        if labels.shape != self.gold.shape:
            raise SystemExit("the labels are of other statements: write the examples anew and ask again")
        said = torch.tensor(labels.astype(numpy.float32))
        asked = self.asked > 0
        self.right = torch.where(asked, 0.5 * (self.gold + said), said)
        self.weight = torch.where(asked, 1.0, UNASKED)

    def table(self, rows, most):
        table = torch.full((len(rows), most), len(self.words) - 1)
        for at, some in enumerate(rows):
            table[at, : len(some)] = torch.tensor(some)
        return table

    def of(self, name, some):
        """Vectors of the words of some examples, and which of them are words."""
        table = self.tables[name][some]
        real = table < len(self.words) - 1
        longest = max(1, int(real.sum(1).max()))
        return self.words[table[:, :longest]], real[:, :longest, None]


class Judge(nn.Module):
    """Word columns, pooled three ways, a hidden layer, and a linear path beside it."""

    def __init__(self):
        super().__init__()
        self.columns = nn.Linear(WIDTH, COLUMNS)
        pooled = COLUMNS - 1
        self.hidden = nn.Linear(6 * pooled + 14, HIDDEN)
        self.out = nn.Linear(HIDDEN, len(JUDGED))
        self.skip = nn.Linear(2 * pooled + 14, len(JUDGED))
        self.words, self.drop = nn.Dropout(0.15), nn.Dropout(0.4)

    def mean(self, claims, name, some):
        rows, real = claims.of(name, some)
        values = torch.tanh(self.columns(self.words(rows))[..., 1:]) * real
        return values.sum(1) / real.sum(1).clamp(min=1)

    def forward(self, claims, some):
        rows, real = claims.of("content", some)
        columns = self.columns(self.words(rows))
        values = torch.tanh(columns[..., 1:])
        weighed = (columns[..., :1].masked_fill(~real, -1e9).softmax(1) * values).sum(1)
        mean = (values * real).sum(1) / real.sum(1)
        largest = values.masked_fill(~real, -1.0).amax(1)
        source, cue, around = (self.mean(claims, name, some) for name in ("source", "cue", "around"))
        about = claims.about[some]
        if self.training:
            kept = torch.rand(len(some), 1) >= FORGET
            about = torch.cat([about[:, :8] * kept, about[:, 8:]], 1)
        inputs = torch.cat([weighed, mean, largest, source, cue, about, around], 1)
        hidden = self.drop(torch.relu(self.hidden(self.drop(inputs))))
        return self.out(hidden) + self.skip(torch.cat([mean, about, around], 1))


def fit_judge(claims, taught, epochs=6, batch=128):
    torch.manual_seed(0)
    judge = Judge()
    optimizer = torch.optim.AdamW(judge.parameters(), 1e-3, weight_decay=0.1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 4e-3, total_steps=epochs * (len(taught) // batch + 1))
    for _ in range(epochs):
        order = taught[torch.randperm(len(taught))]
        for some in order.split(batch):
            loss = nn.functional.binary_cross_entropy_with_logits(judge(claims, some), claims.right[some], reduction="none")
            loss = (loss * claims.weight[some]).sum() / claims.weight[some].sum()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return judge.eval()


def judge_folds(claims, folds):
    """What the judge says of each example, each article judged by what the others taught; prints the best F and its
    threshold for each judgement of what the program finds."""
    # Several articles of one event stay together.
    labelled = (claims.asked > 0).any(1)
    of_event = [name.split("_")[0] for name in claims.articles]
    events = sorted({event for event, known in zip(of_event, labelled) if known})
    random.Random(0).shuffle(events)
    # What nobody wrote down is learnt from each time.
    fold = torch.tensor([events.index(event) % folds if known else folds for event, known in zip(of_event, labelled)])
    found = torch.zeros(len(fold), len(JUDGED))
    for number in range(folds):
        judge = fit_judge(claims, (fold != number).nonzero()[:, 0])
        with torch.no_grad():
            for some in (fold == number).nonzero()[:, 0].split(256):
                found[some] = torch.sigmoid(judge(claims, some))
    for number, name in enumerate(JUDGED):
        mine = claims.of_program & (claims.asked[:, number].numpy() > 0)
        said, right = found[mine, number].numpy(), claims.gold[mine, number].numpy() > 0
        rate = lambda least: 2 * ((said >= least) & right).sum() / max(1, (said >= least).sum() + right.sum())
        best = max(numpy.linspace(0.05, 0.9, 86), key=rate)
        print(f"  {name:12s} F {100 * rate(best):.1f} from {best:.2f} on, {right.sum()} of {len(right)}")
    return found.numpy()


def write(judge, names, kinds, scales, path):
    out = Writer()
    maps = [scales[0].fold(judge.columns), scales[1].fold(names), scales[0].fold(kinds)]
    weight, bias = torch.cat([one[0] for one in maps]), torch.cat([one[1] for one in maps])
    seen = torch.tensor(numpy.maximum(*(numpy.abs(scale.mean) + 6 * scale.deviation for scale in scales)))
    out.linear("words", weight, bias, seen)
    for name in ("hidden", "out", "skip"):
        linear = getattr(judge, name)
        out.numbers(f"judge.{name}.weight", linear.weight.detach())
        out.numbers(f"judge.{name}.bias", linear.bias.detach())
    out.save(path)


class Ledger:
    """The ledger's training articles: their examples, the mentions of their sources, and the vectors of their words."""

    def __init__(self, args):
        folder = os.path.join(args.corpora, "ledger", "train")
        texts = os.path.join(folder, "text")
        self.examples, self.mentions, self.rows, self.texts = [], [], [], {}
        for article, analysis in zip(articles(texts, args.program), analyses(texts, args.twosource)):
            gold = json.load(open(os.path.join(folder, "gold", article.id + ".json"), encoding="utf-8"))
            self.add(article)
            self.examples += examples_of(article, gold, analysis)
            kinds = {source["id"]: source["kind"] for source in gold["sources"]}
            for statement in gold["statements"]:
                places, kind = article.words(statement["source_spans"]), kinds[statement["sources"][0]]
                if len(places) and kind in SOURCES:
                    self.mentions.append((article.id, article.rows[places].astype(numpy.float32).mean(0), SOURCES.index(kind)))

    def add(self, article):
        article.at = sum(len(rows) for rows in self.rows)
        self.rows.append(article.rows.copy())
        self.texts[article.id] = article.text

    def add_loose(self, args):
        """Statements that nobody wrote down, of articles without labels."""
        with tempfile.TemporaryDirectory() as folder:
            loose.write(args.corpora, folder)
            for article, analysis in zip(articles(folder, args.program), analyses(folder, args.twosource)):
                self.add(article)
                for example in filter(None, met(article, analysis)):
                    nothing = {"right": dict.fromkeys(JUDGED, False), "known": [False] * len(JUDGED), "of_program": False}
                    self.examples.append({**example, **nothing})


def names_of(args):
    """(outlet, mean vector, kind) of the names of the world's news, but for articles that the ledger is measured on."""
    named, world = [], os.path.join(args.corpora, "world")
    measured = loose.lines_of(args.corpora, "ledger/dev")
    for article in articles(os.path.join(world, "text"), args.program):
        outlet = re.sub(r"_\d+$", "", article.id)
        path = os.path.join(world, "entities", article.id + ".tsv")
        if os.path.exists(path) and not loose.long_lines(article.text) & measured:
            named += [(outlet, x.astype(numpy.float16), y) for x, y in name_rows(article, entities_of(path))]
    return named


def options():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", required=True)
    parser.add_argument("--out")
    parser.add_argument("--examples", help="write the statements for `judge.py` and end")
    parser.add_argument("--labels", help="what `judge.py` says of them")
    parser.add_argument("--program", default="target/release/examples/word_vectors")
    parser.add_argument("--twosource", default="target/release/twosource")
    parser.add_argument("--folds", type=int)
    return parser.parse_args()


def main():
    args = options()
    torch.set_num_threads(1)
    ledger = Ledger(args)
    scale = Scale(numpy.concatenate([rows[::5] for rows in ledger.rows]))
    if args.examples or args.labels:
        ledger.add_loose(args)
    if args.examples:
        with open(args.examples, "w", encoding="utf-8") as handle:
            for example in ledger.examples:
                handle.write(json.dumps(for_reader(example, ledger.texts[example["article"]])) + "\n")
        return
    claims = Claims(ledger.examples, torch.cat([scale.of(rows) for rows in ledger.rows]))
    if args.labels:
        claims.take(numpy.load(args.labels))
    named, mentions = names_of(args), ledger.mentions
    world_scale = Scale(numpy.stack([row[1] for row in named[::3]]))
    if args.folds:
        linear_folds(named, NAMES, world_scale, args.folds, "names")
        linear_folds(mentions, SOURCES, scale, args.folds, "mentions")
        judge_folds(claims, args.folds)
    table = lambda rows: (numpy.stack([row[1] for row in rows]), numpy.array([row[2] for row in rows]))
    names = fit_linear(*table(named), len(NAMES), world_scale)
    kinds = fit_linear(*table(mentions), len(SOURCES), scale)
    write(fit_judge(claims, torch.arange(len(ledger.examples))), names, kinds, (scale, world_scale), args.out)
    print(f"{args.out}: {os.path.getsize(args.out) / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
