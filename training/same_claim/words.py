#!/usr/bin/env python3
"""Writes models/same-claim.words.tsv: how rare each stem is in news, and its synonyms.

  words.py --text DIR_OR_FILE... --wordnet DICT_DIR -o models/same-claim.words.tsv

Rarity is the logarithm of (sentences / sentences with the stem), in tenths. Synonyms share one of their first
senses in WordNet 3; after "~" stand hypernyms and derivations, after "!" opposites;
an irregular form has "=" and the stem of its base form. Needs snowballstemmer (the same stemmer as the crate).
"""
import argparse
import collections
import glob
import math
import os
import re

import snowballstemmer

STEMMER = snowballstemmer.stemmer("english")
WORD = re.compile(r"\d[\d,.:]*\d|\d|[^\W\d_]+(?:['’.][^\W\d_]+)*")
SENSES, KIN_SENSES, FEWEST, MOST_SYNONYMS = 3, 2, 4, 10

# Near synonyms in news that WordNet keeps apart or lists late.
SYNONYMS = """hit:strike,struck fast:quick block:clog flee:escape injure:hurt,wound buy:acquire,purchase close:shut
say:state talk:discussion,conversation,negotiation,dialogue confirm:acknowledge meet:talk kill:die,dead death:kill
resign:quit,step fire:sack,dismiss blaze:fire crash:collision,accident pact:agreement,deal probe:investigation,inquiry
inquiry:investigation lawmaker:legislator,parliamentarian cop:police car:vehicle firm:company plant:factory
pupil:student doctor:physician lawyer:attorney jail:prison,imprison charge:indict,accuse slam:criticize back:support
axe:cut slash:cut,reduce soar:rise,jump climb:rise,increase jump:rise plunge:fall,drop drop:fall,decline decline:fall
cost:price wage:pay,salary vote:ballot poll:survey,election ban:prohibit allow:permit halt:stop,suspend begin:start
end:finish,stop find:discover show:reveal tell:inform aim:seek warn:caution urge:call destroy:wreck,demolish,ruin
damage:harm flood:inundate storm:hurricane rescue:save hide:conceal steal:rob publish:release,print build:construct
hire:recruit,employ home:house town:city child:kid people:person resident:inhabitant official:authority soldier:troop
aircraft:plane,jet ship:vessel,boat train:rail bomb:explosive blast:explosion shoot:gun test:trial study:research
vaccine:jab illness:disease,sickness money:fund,cash firm:business approve:pass,endorse reject:refuse,decline
delay:postpone cancel:scrap,axe order:command,direct know:aware want:seek,wish help:aid,assist"""

# Irregular forms that are more often another word.
KEPT = {"data", "media", "wound", "felt", "lay", "bound", "ground", "rose", "dove", "saw", "left"}

# Opposites in news that WordNet does not link.
OPPOSITES = """approve:reject,block,veto accept:reject,refuse support:oppose gain:loss,lose raise:lower,cut,reduce
increase:decrease,cut,reduce,drop,fall rise:fall,drop,decline hire:fire convict:acquit guilty:innocent win:lose
before:after above:below more:fewer,less first:second,third,last second:third,last north:south east:west man:woman
boy:girl son:daughter husband:wife brother:sister mother:father male:female arrive:leave open:close,shut start:end,stop
begin:end buy:sell grow:shrink expand:cut ban:allow,permit legal:illegal free:jail release:arrest,detain rich:poor
major:minor former:current old:new left:right profit:loss exports:imports pass:fail succeed:fail keep:drop pay:receive
upheld:overturn strengthen:weaken help:hurt friend:enemy safe:dangerous public:private winter:summer spring:autumn
morning:evening,afternoon married:divorced alive:dead born:died employer:employee teacher:pupil,student
landlord:tenant buyer:seller plaintiff:defendant lender:borrower doctor:patient driver:passenger"""


def stem(word, known={}):
    word = word.lower().replace("’", "'")
    word = word[:-2] if word.endswith("'s") and len(word) > 2 else word
    if word not in known:
        known[word] = STEMMER.stemWord(word)
    return known[word]


def sentences(paths):
    for path in paths:
        for file in sorted(glob.glob(os.path.join(path, "*.txt"))) if os.path.isdir(path) else [path]:
            for line in open(file, encoding="utf-8"):
                if path.endswith(".conllu"):
                    if line.startswith("# text = "):
                        yield line[9:]
                else:
                    yield from re.split(r"(?<=[.!?])\s+", line)


def wordnet(folder):
    senses, kin = collections.defaultdict(set), collections.defaultdict(set)
    members, against = collections.defaultdict(list), collections.defaultdict(set)
    opposed = []
    first, links = collections.defaultdict(set), collections.defaultdict(set)
    for pos in ("noun", "verb", "adj", "adv"):
        for line in open(os.path.join(folder, "index." + pos)):
            field = line.split()
            if line[0] == " " or "_" in field[0]:
                continue
            count, pointers = int(field[2]), int(field[3])
            offsets = [pos[0] + o for o in field[6 + pointers:6 + pointers + count]]
            senses[stem(field[0])].update(offsets[:SENSES])
            first[stem(field[0])].update(offsets[:KIN_SENSES])
        for line in open(os.path.join(folder, "data." + pos)):
            field = line.split()
            if line[0] == " ":
                continue
            words = int(field[3], 16)
            pointers = field[5 + 2 * words:]
            members[pos[0] + field[0]] = [stem(w) for w in field[4:4 + 2 * words:2]]
            for i in range(int(field[4 + 2 * words])):
                symbol, offset, part, ends = pointers[4 * i:4 * i + 4]
                if symbol == "!":
                    opposed.append((pos[0] + field[0], int(ends[:2], 16), part.replace("s", "a") + offset, int(ends[2:], 16)))
                if symbol[0] in "@&+":
                    links[pos[0] + field[0]].add(part.replace("s", "a") + offset)
    for word, own in first.items():
        kin[word] = set().union(*(links[o] for o in own)) if own else set()
    for one, at, other, to in opposed:
        if at and to and len(members[one]) >= at and len(members[other]) >= to:
            against[members[one][at - 1]].add(members[other][to - 1])
    for row in OPPOSITES.split():
        one, others = row.split(":")
        against[stem(one)].update(stem(o) for o in others.split(","))
    same = collections.defaultdict(set)
    for row in SYNONYMS.split():
        one, others = row.split(":")
        for other in others.split(","):
            same[stem(one)].add(stem(other))
            same[stem(other)].add(stem(one))
    return senses, first, kin, against, same


def irregular(folder, known):
    """Stems of irregular forms, each with the stem of its base form."""
    for name in ("verb.exc", "noun.exc"):
        for line in open(os.path.join(folder, name)):
            form, base = line.split()[:2]
            if stem(form) != stem(base) and stem(form) in known and stem(base) in known:
                yield stem(form), stem(base)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--text", nargs="+", required=True)
    parser.add_argument("--wordnet", required=True)
    parser.add_argument("-o", "--out", required=True)
    args = parser.parse_args()
    seen, total = collections.Counter(), 0
    for sentence in sentences(args.text):
        words = {stem(w) for w in WORD.findall(sentence)}
        total += bool(words)
        seen.update(words)
    known = {w: n for w, n in seen.items() if n >= FEWEST and re.fullmatch(r"[a-z'’.]+", w)}
    senses, first, kin, against, same = wordnet(args.wordnet)
    holders, first_holders = collections.defaultdict(set), collections.defaultdict(set)
    for word in known:
        for sense in senses.get(word, ()):
            holders[sense].add(word)
        for sense in first.get(word, ()):
            first_holders[sense].add(word)
    rank = lambda words, own=(): sorted(words, key=lambda w: (w not in own, -known[w], w))[:MOST_SYNONYMS]
    forms = {}
    for form, base in irregular(args.wordnet, known):
        # A form that is also a word of its own ("saw", "found") is the verb's in news.
        forms.setdefault(form, base)
    for form, base in list(forms.items()):
        if base in forms or form in KEPT:
            del forms[form]
    with open(args.out, "w", encoding="utf-8") as out:
        for word in sorted(known):
            if word in forms:
                out.write(f"{word}\t={forms[word]}\n")
                continue
            near = set().union(*(holders[s] for s in senses.get(word, ()))) - {word} if word in senses else set()
            near |= {w for w in same.get(word, ()) if w in known}
            far = set().union(*(first_holders[s] for s in kin.get(word, ()))) - near - {word} if kin.get(word) else set()
            bad = {w for w in against.get(word, ()) if w in known} - {word}
            near, far = near - bad, far - bad
            others = " ".join(rank(near, same.get(word, ())) + (["~"] + rank(far) if far else []) + (["!"] + rank(bad) if bad else []))
            out.write(f"{word}\t{round(10 * math.log(total / known[word]))}\t{others}\n".rstrip("\t\n") + "\n")
    print(f"{total} sentences, {len(known)} stems")


if __name__ == "__main__":
    main()
