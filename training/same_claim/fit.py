#!/usr/bin/env python3
"""Fits models/same-claim.weights.tsv on pairs of sentences, and prints the scores of ten-fold cross-validation.

  fit.py --measure 'target/release/examples/same_claim' --pairs sts-news.tsv -o models/same-claim.weights.tsv

PAIRS has a grade from 0 to 5, the name of its set, and the two sentences; from grade 3 on ("roughly the same, but some
important information differs or is missing") a pair counts as the same.

Needs scikit-learn. The features come from the crate itself, so there is one implementation of them.
"""
import argparse
import subprocess

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

SEED, FOLDS, STRENGTH, SAME = 7, 10, 0.1, 3.0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--measure", required=True)
    parser.add_argument("--pairs", required=True)
    parser.add_argument("-o", "--out", required=True)
    args = parser.parse_args()
    rows = [line.rstrip("\n").split("\t") for line in open(args.pairs, encoding="utf-8")][1:]
    same = np.array([int(float(row[0]) >= SAME) for row in rows])
    run = lambda flag, text: subprocess.run([args.measure, flag], input=text.encode(), stdout=subprocess.PIPE, check=True).stdout.decode()
    names = run("--names", "").rstrip("\n").split("\t")
    table = run("--features", "".join(f"{row[2]}\t{row[3]}\n" for row in rows))
    features = np.array([[float(v) for v in line.split("\t")] for line in table.splitlines()])
    model = make_pipeline(StandardScaler(), LogisticRegression(C=STRENGTH, max_iter=5000))
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED)
    guess = cross_val_predict(model, features, same, cv=folds, method="predict_proba")[:, 1]
    print(f"{len(same)} pairs, {FOLDS} folds: accuracy {accuracy_score(same, guess >= 0.5):.4f}  F1 {f1_score(same, guess >= 0.5):.4f}")
    model.fit(features, same)
    scale, weigh = model[0], model[1]
    weights = weigh.coef_[0] / scale.scale_
    bias = weigh.intercept_[0] - float(weights @ scale.mean_)
    with open(args.out, "w", encoding="utf-8") as out:
        out.write(f"bias\t{bias:.5f}\n")
        for name, weight in zip(names, weights):
            out.write(f"{name}\t{weight:.5f}\n")


if __name__ == "__main__":
    main()
