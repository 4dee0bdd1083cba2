"""Teaches the heads on the frozen encoder: who a name is, what kind of source a mention is, what a claim is and weighs.

    cargo build --release --bin twosource --example word_vectors
    python3 training/heads.py --corpora DIR --out models/heads.bin [--folds 3]

The words, their vectors (`examples/word_vectors.rs`) and the statements come from the program itself, so that what is
learnt from is what is met. DIR holds `ledger/train` (text, gold), `world` (text, entities) and the articles of `labels.tsv`
(`labelled.py`). `--folds` also prints how well each head does on articles (names: outlets) that it was not taught on, and writes
the heads of each part beside OUT, for the whole program to be scored with. Half an hour on one core.
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
import labelled  # noqa: E402
from export import Writer  # noqa: E402

WIDTH = 384
# Columns that the claim head reads of a word; the first weighs the word.
COLUMNS = 40
NAMES = ["none", "person", "organization", "place", "people", "other"]
OF_ENTITY = {"Person": 1, "Organization": 2, "Location": 3, "Facility": 3, "NORP": 4, "Misc": 5, "Product": 5}
SOURCES = ["named-person", "named-organization", "outlet", "document", "anonymous", "unnamed-person", "unnamed-group"]
VOICES = SOURCES + ["newsroom"]
JUDGED = ["heavy", "settled", "accusation", "wanted", "first", "casualty", "light", "own"]
# The last answer: does anybody state anything there? It is asked before it is known who.
STATED = len(JUDGED)
ANSWERS = JUDGED + ["stated"]
HIDDEN, HEARD = 64, 24
# So many words are read of each part; of the words that stand around a content, every fourth.
MOST = {"content": 80, "source": 12, "cue": 6, "around": 40}
AROUND, SAMPLED = 40, 4
# How often the kind of a claim's source is left out in training: the program's own is wrong at times.
FORGET = 0.12


class Article:
    """A text with the program's words: their places in characters and their vectors."""

    def __init__(self, path, places, rows):
        self.id = os.path.basename(path)[:-4]
        self.text = labelled.read(path)
        self.bytes = numpy.array(labelled.characters(self.text))
        self.places, self.rows, self.at = self.bytes[places], rows, 0

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


def person_rows(article, entities):
    """(vectors, [does a person's name begin here, is the word within one]) of the words with a capital."""
    begins, within = numpy.zeros(len(article.places)), numpy.zeros(len(article.places))
    for start, end, kind in entities:
        words = article.words([(start, end)])
        if len(words) and kind == "Person":
            begins[words[0]], within[words] = 1, 1
    capital = [at for at, (start, _) in enumerate(article.places) if article.text[start : start + 1].isupper()]
    return article.rows[capital], numpy.stack([begins, within], 1)[capital]


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


def fit_persons(x, y, scale, epochs=6):
    torch.manual_seed(1)
    linear = nn.Linear(WIDTH, 2)
    optimizer = torch.optim.AdamW(linear.parameters(), 3e-3, weight_decay=1e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 5e-3, total_steps=epochs * (len(x) // 512 + 1))
    for epoch in range(epochs):
        order = numpy.random.default_rng(epoch).permutation(len(x))
        for at in range(0, len(x), 512):
            some = order[at : at + 512]
            loss = nn.functional.binary_cross_entropy_with_logits(linear(scale.of(x[some])), torch.tensor(y[some]).float())
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
    return {"article": article.id, "rows": rows, "about": about, "words": set(words.tolist()), "of_program": False, "confidence": 0.0}


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
        example = told(article, *spans, kinds.get(one["source"]), one["stance"] == "denies", len(group) > 1)
        if example:
            yield {**example, "of_program": True, "confidence": one["confidence"]}
    for claim in read["claims"]:
        if claim["id"] not in cited:
            example = told(article, article.characters(claim["spans"]), [], [], "newsroom")
            if example:
                yield {**example, "of_program": True}


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


def is_plain(example):
    return bool(example["about"][13])


def examples_of(article, gold, read):
    """What the judge learns from: what the readers wrote down, and what the program finds, by the readers' claims."""
    from_gold = [pair for pair in written(article, gold) if pair[0]]
    ours = list(met(article, read))
    for example, claims in from_gold + list(zip(ours, matched(ours, from_gold))):
        example["right"] = {**judged(claims, gold["top"]), "stated": bool(claims)}
        # What no reader wrote down, no editor asks about, and nobody states; what it weighs, nobody said.
        example["known"] = [bool(claims) or name in ("wanted", "first") for name in JUDGED]
        example["known"].append(example["of_program"] and not is_plain(example))
        yield example


def examples_of_labels(article, rows, read):
    """What the program finds in an article, by what readers said of its statements."""
    gold = []
    for row in rows:
        example = told(article, article.characters(row["content"]), [], [], "newsroom" if row["plain"] else None)
        claim = {"kind": row["kind"], "weight": row["weight"], "wanted": row["wanted"] == "yes", "id": row["number"]}
        if example:
            gold.append((example, [claim]))
    first = {row["number"] for row in rows if row["first"] == "first"}
    ours = list(met(article, read))
    for example, claims in zip(ours, matched(ours, gold)):
        stated = [claim for claim in claims if claim["kind"] != "none"]
        example["right"] = {**judged(stated, first), "stated": bool(stated)}
        # Of plain sentences readers wrote down only those that an editor asks about.
        asked = bool(claims) or is_plain(example)
        example["known"] = [bool(stated) or asked and name in ("wanted", "first") for name in JUDGED]
        example["known"].append(bool(claims) and not is_plain(example))
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


class Claims:
    """Examples as tables of word numbers, with what is right and what of it is known."""

    def __init__(self, examples, words):
        self.articles = [one["article"] for one in examples]
        self.words = torch.cat([words, torch.zeros(1, WIDTH)])
        self.tables = {name: self.table([one["rows"][name] for one in examples], most) for name, most in MOST.items()}
        self.about = torch.tensor(numpy.stack([one["about"] for one in examples]))
        self.confidence = torch.tensor([float(one["confidence"]) for one in examples])
        # What readers said, and of what they said it.
        self.right = torch.tensor([[float(one["right"][name]) for name in ANSWERS] for one in examples])
        self.known = torch.tensor([[float(known) for known in one["known"]] for one in examples])
        self.of_program = numpy.array([one["of_program"] for one in examples])

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
        self.heard, self.stated = nn.Linear(6 * pooled + 14, HEARD), nn.Linear(HEARD, 1)
        self.words, self.drop = nn.Dropout(0.15), nn.Dropout(0.3)

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
        inputs = lambda about: self.drop(torch.cat([weighed, mean, largest, source, cue, about, around], 1))
        hidden = self.drop(torch.relu(self.hidden(inputs(about))))
        judged = self.out(hidden) + self.skip(torch.cat([mean, about, around], 1))
        # Nobody knows yet who speaks, but how sure the reader is stands in the first place.
        unheard = claims.about[some] * torch.tensor([0.0] * 8 + [1, 1, 1, 0, 1, 0])
        unheard[:, 0] = claims.confidence[some]
        heard = self.drop(torch.relu(self.heard(inputs(unheard))))
        return torch.cat([judged, self.stated(heard)], 1)


def fit_judge(claims, taught, epochs=10, batch=128):
    torch.manual_seed(0)
    judge = Judge()
    optimizer = torch.optim.AdamW(judge.parameters(), 1e-3, weight_decay=0.1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 4e-3, total_steps=epochs * (len(taught) // batch + 1))
    for _ in range(epochs):
        order = taught[torch.randperm(len(taught))]
        for some in order.split(batch):
            loss = nn.functional.binary_cross_entropy_with_logits(judge(claims, some), claims.right[some], reduction="none")
            loss = (loss * claims.known[some]).sum() / claims.known[some].sum()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return judge.eval()


def judge_folds(claims, folds, keep):
    """Prints the best F and its threshold for each judgement of what the program finds, each article judged by what the others
    taught. `keep` is given the judge of each part, and its articles."""
    # Several articles of one event stay together.
    of_event = [name.split("_")[0] if name.startswith("ba-") else name for name in claims.articles]
    events = sorted(set(of_event))
    random.Random(0).shuffle(events)
    part = {event: number % folds for number, event in enumerate(events)}
    fold = torch.tensor([part[event] for event in of_event])
    found = torch.zeros(len(fold), len(ANSWERS))
    for number in range(folds):
        judge = fit_judge(claims, (fold != number).nonzero()[:, 0])
        keep(judge, number, sorted({name for name, of in zip(claims.articles, fold.tolist()) if of == number}))
        with torch.no_grad():
            for some in (fold == number).nonzero()[:, 0].split(256):
                found[some] = torch.sigmoid(judge(claims, some))
    for number, name in enumerate(ANSWERS):
        mine = claims.of_program & (claims.known[:, number].numpy() > 0)
        said, right = found[mine, number].numpy(), claims.right[mine, number].numpy() > 0
        if number == STATED:
            said, right = 1 - said, ~right
        rate = lambda least: 2 * ((said >= least) & right).sum() / max(1, (said >= least).sum() + right.sum())
        best = max(numpy.linspace(0.05, 0.95, 91), key=rate)
        order = numpy.argsort(-said)
        precise = numpy.cumsum(right[order]) / (numpy.arange(len(order)) + 1)
        print(f"  {name:12s} F {100 * rate(best):.1f} from {best:.2f} on, average precision {100 * precise[right[order]].mean():.1f}, {right.sum()} of {len(right)}")
        if number == STATED:
            for least in (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95):
                taken = said >= least
                print(f"    nothing stated, from {least:.2f} on: {100 * right[taken].mean():.1f}% of {taken.sum()}, {100 * (taken & right).sum() / right.sum():.1f}% found")
    return found


def write(judge, maps, path):
    """`maps`: the vectors' scale and a linear map of words, for each run of columns in turn."""
    out = Writer()
    folded = [scale.fold(linear) for scale, linear in maps]
    weight, bias = torch.cat([one[0] for one in folded]), torch.cat([one[1] for one in folded])
    seen = torch.tensor(numpy.maximum.reduce([numpy.abs(scale.mean) + 6 * scale.deviation for scale, _ in maps]))
    out.linear("words", weight, bias, seen)
    for name in ("hidden", "out", "skip", "heard", "stated"):
        linear = getattr(judge, name)
        out.numbers(f"judge.{name}.weight", linear.weight.detach())
        out.numbers(f"judge.{name}.bias", linear.bias.detach())
    out.save(path)


class Taught:
    """The articles in which readers said what is stated: examples, mentions of sources, and the vectors of the words."""

    def __init__(self, args):
        self.examples, self.mentions, self.rows = [], [], []
        self.add_ledger(args)
        self.add_labelled(args)

    def add(self, article):
        article.at = sum(len(rows) for rows in self.rows)
        self.rows.append(article.rows)

    def mention(self, article, spans, kind):
        words = article.words(spans)
        if len(words) and kind in SOURCES:
            self.mentions.append((article.id, article.rows[words].astype(numpy.float32).mean(0), SOURCES.index(kind)))

    def add_ledger(self, args):
        folder = os.path.join(args.corpora, "ledger", "train")
        texts = os.path.join(folder, "text")
        for article, analysis in zip(articles(texts, args.program), analyses(texts, args.twosource)):
            gold = json.load(open(os.path.join(folder, "gold", article.id + ".json"), encoding="utf-8"))
            self.add(article)
            self.examples += examples_of(article, gold, analysis)
            kinds = {source["id"]: source["kind"] for source in gold["sources"]}
            for statement in gold["statements"]:
                self.mention(article, statement["source_spans"], kinds[statement["sources"][0]])

    def add_labelled(self, args):
        labels = labelled.labels()
        with tempfile.TemporaryDirectory() as folder:
            labelled.write(args.corpora, folder)
            for article, analysis in zip(articles(folder, args.program), analyses(folder, args.twosource)):
                self.add(article)
                self.examples += examples_of_labels(article, labels[article.id], analysis)


def names_of(args):
    """(outlet, mean vector, kind) of the names of the world's news, and what its words with a capital are to persons' names; but
    for articles that the ledger is measured on."""
    named, persons, world = [], [], os.path.join(args.corpora, "world")
    measured = labelled.lines_of(args.corpora, "ledger/dev")
    for article in articles(os.path.join(world, "text"), args.program):
        outlet = re.sub(r"_\d+$", "", article.id)
        path = os.path.join(world, "entities", article.id + ".tsv")
        if os.path.exists(path) and not labelled.long_lines(article.text) & measured:
            entities = list(entities_of(path))
            named += [(outlet, x.astype(numpy.float16), y) for x, y in name_rows(article, entities)]
            persons.append(person_rows(article, entities))
    return named, [numpy.concatenate(part) for part in zip(*persons)]


def options():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--program", default="target/release/examples/word_vectors")
    parser.add_argument("--twosource", default="target/release/twosource")
    parser.add_argument("--folds", type=int)
    return parser.parse_args()


def main():
    args = options()
    torch.set_num_threads(1)
    taught = Taught(args)
    scale = Scale(numpy.concatenate([rows[::5] for rows in taught.rows]))
    claims = Claims(taught.examples, torch.cat([scale.of(rows) for rows in taught.rows]))
    (named, persons), mentions = names_of(args), taught.mentions
    world_scale = Scale(numpy.stack([row[1] for row in named[::3]]))
    table = lambda rows: (numpy.stack([row[1] for row in rows]), numpy.array([row[2] for row in rows]))
    names = fit_linear(*table(named), len(NAMES), world_scale)
    kinds = fit_linear(*table(mentions), len(SOURCES), scale)
    maps = [(world_scale, names), (scale, kinds), (world_scale, fit_persons(*persons, world_scale))]
    if args.folds:
        linear_folds(named, NAMES, world_scale, args.folds, "names")
        linear_folds(mentions, SOURCES, scale, args.folds, "mentions")

        def keep(judge, number, names_of_part):
            write(judge, [(scale, judge.columns), *maps], f"{args.out}.{number}")
            open(f"{args.out}.{number}.articles", "w").writelines(name + "\n" for name in names_of_part)

        judge_folds(claims, args.folds, keep)
    judge = fit_judge(claims, torch.arange(len(taught.examples)))
    write(judge, [(scale, judge.columns), *maps], args.out)
    print(f"{args.out}: {os.path.getsize(args.out) / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
