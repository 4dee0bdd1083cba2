"""Makes the attribution model anew: a teacher from the corpora, a pupil from the teacher, the weights file from the pupil.

    python3 training/make.py --corpora DIR --out models/

Three to four hours on two cores. Checkpoints stay in OUT; `calibrate.py` then fits the confidence on what the program
itself finds.
"""

import argparse
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def run(script, *arguments):
    subprocess.run([sys.executable, os.path.join(HERE, script), *arguments], check=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--limit", help="articles, for a trial")
    args = parser.parse_args()
    places = ("--corpora", args.corpora, "--out", args.out, *(("--limit", args.limit) if args.limit else ()))
    made = lambda name: os.path.join(args.out, name)
    run("train.py", *places)
    run("distil.py", made("teacher1.pt"), *places)
    # The last epochs go on with the labelled paragraphs alone; the mean of the pupil before and after is shipped.
    last = ("--epochs", "3", "--rate", "1.5e-4", "--seed", "2", "--labelled-only", "--go-on", made("pupil1.pt"))
    run("distil.py", made("teacher1.pt"), *places, *last)


if __name__ == "__main__":
    main()
