"""Words, wordpieces and quotation state of a draft: the reading that the Rust side repeats exactly.

`src/attribution/model/words.rs` is the same code in Rust; a test there compares both on a
fixture that `export.py` writes.
"""

import unicodedata

CLS, SEP, UNK = "[CLS]", "[SEP]", "[UNK]"
MAX_WORD_CHARS = 40
MAX_PIECES_PER_WORD = 12

# Shapes of a word: uncased pieces lose them.
LOWER, TITLE, UPPER, MIXED, DIGIT, MARK = range(6)
SHAPES = 6
# Where a word stands with regard to quotation marks.
OUTSIDE, INSIDE, OPENING, CLOSING = range(4)
QUOTE_STATES = 4

DOUBLE = {'"', "\u201c", "\u201d", "\u201e", "\u00ab", "\u00bb", "\u201f"}
DOUBLE_OPEN = {"\u201c", "\u201e", "\u00ab"}
DOUBLE_CLOSE = {"\u201d", "\u00bb"}
SINGLE = {"'", "\u2018", "\u2019", "\u201b", "\u02bc", "`", "\u00b4"}


def ignored(char):
    """Control and zero-width characters and combining accents: part of no word, ending none."""
    code = ord(char)
    return (
        code < 32
        or 0x7F <= code < 0xA0
        or code in (0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0xFFFD)
        or 0x300 <= code <= 0x36F
        or 0xFE00 <= code <= 0xFE0F
    )


def fold_char(char):
    """Lower case without accents; quotation marks in their plain form."""
    if char in DOUBLE:
        return '"'
    if char in SINGLE:
        return "'"
    out = []
    for part in unicodedata.normalize("NFD", char.lower()):
        if not 0x300 <= ord(part) <= 0x36F:
            out.append(part)
    return "".join(out)


def split_words(text):
    """[(start, end)] in characters: runs of letters and digits, and every other mark alone."""
    words, start = [], None
    for at, char in enumerate(text):
        if char.isalnum() and not 0x3400 <= ord(char) <= 0x9FFF:
            if start is None:
                start = at
            continue
        if ignored(char) and not char.isspace():
            continue
        if start is not None:
            words.append((start, at))
            start = None
        if not char.isspace():
            words.append((at, at + 1))
    if start is not None:
        words.append((start, len(text)))
    return words


def shape(word):
    """The shape of a word as it is written."""
    first = word[0]
    if first.isdigit():
        return DIGIT
    if not first.isalpha():
        return MARK
    upper = sum(c.isupper() for c in word)
    if upper == 0:
        return LOWER
    if first.isupper() and upper == 1:
        return TITLE
    return UPPER if upper * 2 > len(word) else MIXED


def quote_states(text, words):
    """The quotation state of each word of one paragraph.

    Double marks open when something follows them closely and nothing precedes them closely.
    Single marks open a quotation only where a closing one follows in the paragraph.
    """
    states = []
    double = single = False
    singles = closing_singles(text, words)
    for number, (start, end) in enumerate(words):
        char = text[start]
        before = text[start - 1] if start else " "
        after = text[end] if end < len(text) else " "
        if end - start == 1 and char in DOUBLE:
            opens = opens_double(char, before, after, double)
            double = opens
            if opens:
                single = False
            states.append(OPENING if opens else CLOSING)
            continue
        if end - start == 1 and char in SINGLE:
            if not single and opens_single(char, before, after) and singles and singles[-1] > number:
                single = True
                states.append(OPENING)
                continue
            if single and closes_single(before, after):
                single = False
                states.append(CLOSING)
                continue
        states.append(INSIDE if double or single else OUTSIDE)
    return states


def opens_double(char, before, after, inside):
    if char in DOUBLE_OPEN:
        return True
    if char in DOUBLE_CLOSE:
        return False
    tight_before = not (before.isspace() or before in "([{\u2014\u2013-/" or before in SINGLE)
    tight_after = not after.isspace()
    if tight_before != tight_after:
        return tight_after
    return not inside


def opens_single(char, before, after):
    if char in ("\u2019", "\u02bc", "\u00b4"):
        return False
    return (before.isspace() or before in '([{\u2014\u2013-"\u201c') and after.isalnum()


def closes_single(before, after):
    return not before.isspace() and not after.isalnum()


def closing_singles(text, words):
    """Numbers of the single marks that could close a quotation."""
    found = []
    for number, (start, end) in enumerate(words):
        if end - start == 1 and text[start] in SINGLE:
            before = text[start - 1] if start else " "
            after = text[end] if end < len(text) else " "
            if closes_single(before, after):
                found.append(number)
    return found


class Pieces:
    """WordPiece over a vocabulary (greedy, longest first; Wu et al. 2016)."""

    def __init__(self, vocabulary):
        self.ids = {piece: number for number, piece in enumerate(vocabulary)}
        self.cls, self.sep, self.unk = self.ids[CLS], self.ids[SEP], self.ids[UNK]
        self.cache = {}

    def of_word(self, word):
        if word not in self.cache:
            folded = "".join(fold_char(c) for c in word if not ignored(c))
            self.cache[word] = self.split(folded)
        return self.cache[word]

    def split(self, word):
        if not word or len(word) > MAX_WORD_CHARS:
            return [self.unk]
        pieces, start = [], 0
        while start < len(word):
            for end in range(len(word), start, -1):
                piece = word[start:end] if start == 0 else "##" + word[start:end]
                if piece in self.ids:
                    pieces.append(self.ids[piece])
                    start = end
                    break
            else:
                return [self.unk]
            if len(pieces) > MAX_PIECES_PER_WORD:
                return [self.unk]
        return pieces
