"""PolNeAR articles and UD English GUM documents as paragraphs of words with labels."""

import os
import re
import sys

from text import Pieces, quote_states, shape, split_words

UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
ENTITIES = ["person", "organization", "place", "other"]
OUTSIDE, SOURCE, CUE, CONTENT = range(4)
ROLE_OF = {"source": SOURCE, "cue": CUE, "content": CONTENT}
MAX_PARAGRAPH_PIECES = 254


def scorer(corpora):
    """The scorer of the attributions, which lies beside the corpora."""
    sys.path.insert(0, os.path.join(corpora, "..", "eval"))
    import score_attribution

    return score_attribution


class Paragraph:
    """Words of one paragraph: spans in the text, pieces, features; labels where there are any."""

    def __init__(self, text, offset, spans, pieces):
        self.spans = [(offset + a, offset + b) for a, b in spans]
        self.pieces = [pieces.of_word(text[a:b]) for a, b in spans]
        self.shapes = [shape(text[a:b]) for a, b in spans]
        self.quotes = quote_states(text, spans)
        self.size = sum(len(p) for p in self.pieces) + 1
        self.attributions = []  # (word numbers' labels, anchor)
        self.upos = self.entity = self.head = None


def paragraphs_of(text, pieces):
    """Paragraphs end at line breaks; an overlong one is cut, at a sentence end where there is one."""
    found = []
    for line in re.finditer(r"[^\n\r]+", text):
        spans = split_words(line[0])
        if not spans:
            continue
        whole = Paragraph(line[0], line.start(), spans, pieces)
        found += cut(whole)
    return found


def cut(paragraph):
    """Parts of at most MAX_PARAGRAPH_PIECES pieces; the quotation state is that of the whole."""
    parts, start, size, last_end = [], 0, 1, 0
    count = len(paragraph.pieces)
    at = 0
    while at < count:
        width = len(paragraph.pieces[at])
        if size + width > MAX_PARAGRAPH_PIECES:
            end = last_end if last_end > start else at
            parts.append(part(paragraph, start, end))
            at = start = end
            size = 1
            continue
        size += width
        if at + 1 < count and is_sentence_end(paragraph, at):
            last_end = at + 1
        at += 1
    parts.append(part(paragraph, start, count))
    return parts


def is_sentence_end(paragraph, at):
    """A full stop, question or exclamation mark (or a quotation mark after it) before a space."""
    ends = paragraph.stop_pieces
    here = paragraph.pieces[at][0] in ends or (
        paragraph.quotes[at] == 3 and at > 0 and paragraph.pieces[at - 1][0] in ends
    )
    return here and paragraph.spans[at + 1][0] > paragraph.spans[at][1]


def part(paragraph, start, end):
    piece = Paragraph.__new__(Paragraph)
    for name in ("spans", "pieces", "shapes", "quotes"):
        setattr(piece, name, getattr(paragraph, name)[start:end])
    piece.size = sum(len(p) for p in piece.pieces) + 1
    piece.attributions = []
    piece.upos = piece.entity = piece.head = None
    return piece


def load_polnear(folder, pieces, score):
    """{article: (text, paragraphs)}, attributions put on the paragraph of their cue."""
    Paragraph.stop_pieces = {pieces.ids[c] for c in ".!?"}
    articles = {}
    for stem, (text, attributions) in score.load_gold(folder).items():
        paragraphs = paragraphs_of(text, pieces)
        for attribution in attributions:
            place(paragraphs, attribution)
        articles[stem] = (text, paragraphs)
    return articles


def place(paragraphs, attribution):
    if not attribution["cue"] or not attribution["content"]:
        return
    first = attribution["cue"][0][0]
    for paragraph in paragraphs:
        if paragraph.spans[0][0] <= first < paragraph.spans[-1][1]:
            break
    else:
        return
    labels = [OUTSIDE] * len(paragraph.spans)
    for role in ("content", "source", "cue"):
        for start, end in attribution[role]:
            for number, (a, b) in enumerate(paragraph.spans):
                if a < end and start < b:
                    labels[number] = ROLE_OF[role]
    if CUE in labels:
        paragraph.attributions.append((labels, labels.index(CUE)))


def load_ud(path, pieces):
    """Documents of a CoNLL-U file as lists of paragraphs with tags."""
    documents, sentences = [], []
    state = {"open": {}}
    for block in open(path, encoding="utf-8").read().split("\n\n"):
        if not block.strip():
            continue
        if "# newdoc" in block:
            sentences = []
            documents.append(sentences)
            state["open"] = {}
        sentences.append(read_sentence(block, state))
    return [[p for p in (paragraph_of(s, pieces) for s in group(d)) if p] for d in documents]


def group(sentences):
    """Sentences joined to paragraphs."""
    current = []
    for sentence in sentences:
        if current and (sentence["newpar"] or sum(len(s["text"]) for s in current) > 500):
            yield current
            current = []
        current.append(sentence)
    if current:
        yield current


def read_sentence(block, state):
    text, tokens, cursor, newpar = "", [], 0, False
    covered_to = 0
    for line in block.split("\n"):
        if line.startswith("# text = "):
            text = line[9:]
        newpar = newpar or line.startswith("# newpar")
        if line.startswith("#") or "\t" not in line:
            continue
        column = line.split("\t")
        if "." in column[0]:
            continue
        if "-" in column[0]:
            start = text.find(column[1], cursor)
            cursor = start + len(column[1])
            covered_to = int(column[0].split("-")[1])
            range_start, range_end = start, cursor
            continue
        number = int(column[0])
        if number <= covered_to:
            found = text.find(column[1], range_start, range_end)
            start = found if found >= 0 else range_start
            end = min(start + len(column[1]), range_end)
            range_start = end if found >= 0 else range_start
        else:
            start = text.find(column[1], cursor)
            end = start + len(column[1])
            cursor = end
        misc = dict(p.split("=", 1) for p in column[9].split("|") if "=" in p)
        tokens.append({"span": (start, end), "upos": column[3], "entity": misc.get("Entity", "")})
    mark_entities(tokens, state)
    return {"text": text, "tokens": tokens, "newpar": newpar}


OPEN_OR_CLOSE = re.compile(r"\((\d+)-([a-z]+)-([^()]*)|(\d+)\)|\)")


def mark_entities(tokens, state):
    """Named entities as BIO by type, and the type of each mention's head words."""
    open_, mentions = [], []
    for number, token in enumerate(tokens):
        token["head"], token["bio"] = None, None
        for m in OPEN_OR_CLOSE.finditer(token["entity"]):
            if m[2]:
                fields = m[3].split("-")
                mention = {"id": m[1], "type": m[2], "start": number, "min": fields[2] if len(fields) > 2 else "1"}
                open_.append(mention)
                if token["entity"][m.end():m.end() + 1] == ")":
                    mention["end"] = number
            else:
                for i in range(len(open_) - 1, -1, -1):
                    if m[4] is None or open_[i]["id"] == m[4]:
                        mention = open_.pop(i)
                        mention["end"] = number
                        mentions.append(mention)
                        break
    mentions.sort(key=lambda m: m["end"] - m["start"], reverse=True)
    for mention in mentions:
        kind = mention["type"]
        heads = [mention["start"] + int(i) - 1 for i in re.findall(r"\d+", mention["min"].split(",")[0] + "," + ",".join(mention["min"].split(",")[1:]))]
        heads = [h for h in heads if mention["start"] <= h <= mention["end"]]
        for head in heads:
            tokens[head]["head"] = kind
        if not heads or tokens[heads[0]]["upos"] != "PROPN":
            continue
        name = [h for h in heads]
        first, last = name[0], name[-1]
        while first > mention["start"] and tokens[first - 1]["upos"] in ("PROPN",):
            first -= 1
        while last < mention["end"] and tokens[last + 1]["upos"] in ("PROPN",):
            last += 1
        for i in range(first, last + 1):
            tokens[i]["bio"] = ("B" if i == first else "I", kind)


HEAD_TYPES = ["none", "person", "organization", "place", "abstract", "object", "event", "time", "other"]


def entity_label(bio):
    """0 outside; 1 + 2 * type for a beginning, 2 + 2 * type inside."""
    if bio is None:
        return 0
    kind = bio[1] if bio[1] in ENTITIES else "other"
    return 1 + 2 * ENTITIES.index(kind) + (bio[0] == "I")


def head_label(kind):
    if kind is None:
        return 0
    return HEAD_TYPES.index(kind) if kind in HEAD_TYPES else HEAD_TYPES.index("other")


def paragraph_of(sentences, pieces):
    """One paragraph; every word takes the tags of the UD token that holds its first character."""
    text, tags = "", []
    for sentence in sentences:
        offset = len(text)
        for token in sentence["tokens"]:
            a, b = token["span"]
            tags.append((offset + a, offset + b, token))
        text += sentence["text"] + " "
    spans = split_words(text)
    if not spans or sum(len(pieces.of_word(text[a:b])) for a, b in spans) > MAX_PARAGRAPH_PIECES:
        return None
    paragraph = Paragraph(text, 0, spans, pieces)
    owner = {}
    for a, b, token in tags:
        for at in range(a, b):
            owner.setdefault(at, token)
    paragraph.upos, paragraph.entity, paragraph.head = [], [], []
    for a, _ in spans:
        token = owner.get(a)
        known = token is not None and token["upos"] in UPOS
        paragraph.upos.append(UPOS.index(token["upos"]) if known else -100)
        paragraph.entity.append(entity_label(token["bio"]) if known else -100)
        paragraph.head.append(head_label(token["head"]) if known else -100)
    return paragraph


def pack(paragraphs, limit):
    """Consecutive paragraphs in windows of at most `limit` pieces (limit may be a function)."""
    windows, current, size = [], [], 1
    room = limit() if callable(limit) else limit
    for paragraph in paragraphs:
        if current and size + paragraph.size > room:
            windows.append(current)
            current, size = [], 1
            room = limit() if callable(limit) else limit
        current.append(paragraph)
        size += paragraph.size
    if current:
        windows.append(current)
    return windows


if __name__ == "__main__":
    sys.path.insert(0, sys.argv[3])
    import score_attribution

    vocabulary = open(sys.argv[2], encoding="utf-8").read().split("\n")
    pieces = Pieces(vocabulary)
    articles = load_polnear(os.path.join(sys.argv[1], "polnear/train"), pieces, score_attribution)
    all_p = [p for _, ps in articles.values() for p in ps]
    words = sum(len(p.spans) for p in all_p)
    print("paragraphs", len(all_p), "words", words, "pieces", sum(p.size for p in all_p))
    print("attributions", sum(len(p.attributions) for p in all_p))
    print("pairs a word", sum(len(p.spans) * len(p.attributions) for p in all_p) / words)
    print("words in paragraphs without", sum(len(p.spans) for p in all_p if not p.attributions) / words)
    print("windows of 200", sum(len(pack(ps, 200)) for _, ps in articles.values()))
    docs = load_ud(os.path.join(sys.argv[1], "ud/gum-train.conllu"), pieces)
    print("UD", len(docs), sum(len(p.spans) for d in docs for p in d))
    from collections import Counter
    print(Counter(ENTITIES[(e - 1) // 2] for d in docs for p in d for e in p.entity if e > 0))
    print(Counter(HEAD_TYPES[e] for d in docs for p in d for e in p.head if e > 0))
