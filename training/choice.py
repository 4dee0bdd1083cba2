"""A choice between candidates and "none of them": a softmax whose weights the program reads from a table, a row a number
(`src/attribution/model/choice.rs`)."""

import argparse
import json
import subprocess

import labelled
import torch
from torch import nn

# A deviation is taken for no less than this.
LEAST = 0.05
BATCH, RATE, DECAY = 64, 3e-2, 0.1


class Scale:
    """Brings numbers to one middle and one size."""

    def __init__(self, numbers):
        self.mean, self.deviation = numbers.mean(0), numbers.std(0).clamp(min=LEAST)

    def of(self, numbers):
        return (numbers - self.mean) / self.deviation

    def fold(self, linear):
        """The same map for numbers as they are."""
        weight = linear.weight.detach() / self.deviation
        return weight, linear.bias.detach() - weight @ self.mean


class Choices:
    """Questions as tables: of each the numbers of its candidates and of nobody, and which candidates are right."""

    def __init__(self, questions):
        self.candidates = max(1, max(len(shown) for shown, _, _ in questions))
        width = next(len(shown[0]) for shown, _, _ in questions if shown)
        self.shown = torch.zeros(len(questions), self.candidates, width)
        self.real = torch.zeros(len(questions), self.candidates, dtype=torch.bool)
        self.nobody = torch.tensor([nobody for _, nobody, _ in questions])
        self.right = torch.zeros(len(questions), self.candidates + 1, dtype=torch.bool)
        for at, (shown, _, right) in enumerate(questions):
            if shown:
                self.shown[at, : len(shown)] = torch.tensor(shown)
            self.real[at, : len(shown)], self.right[at, : len(shown)] = True, torch.tensor(right, dtype=torch.bool)
            self.right[at, self.candidates] = not any(right)
        self.of_candidate, self.of_nobody = Scale(self.shown[self.real]), Scale(self.nobody)


class Weights(nn.Module):
    """A candidate's numbers are added up; what speaks for nobody may hang together, so a few hidden numbers may stand between."""

    def __init__(self, choices, hidden):
        super().__init__()
        width = choices.nobody.shape[1]
        self.candidate, self.nobody = nn.Linear(choices.shown.shape[2], 1), nn.Linear(width, 1)
        self.hidden, self.out = nn.Linear(width, hidden), nn.Linear(hidden, 1, bias=False)

    def forward(self, choices, some):
        shown, nobody = choices.of_candidate.of(choices.shown[some]), choices.of_nobody.of(choices.nobody[some])
        scores = self.candidate(shown)[..., 0].masked_fill(~choices.real[some], -1e9)
        return torch.cat([scores, self.nobody(nobody) + self.out(torch.relu(self.hidden(nobody)))], 1)


def fit(choices, some, hidden, epochs):
    torch.manual_seed(0)
    weights = Weights(choices, hidden)
    optimizer = torch.optim.AdamW(weights.parameters(), RATE, weight_decay=DECAY)
    steps = epochs * -(-len(some) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps)
    # The mean of the last weights hangs less on which questions came last.
    mean = torch.optim.swa_utils.AveragedModel(weights, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.99))
    for _ in range(epochs):
        for batch in some[torch.randperm(len(some))].split(BATCH):
            logs = torch.log_softmax(weights(choices, batch), 1)
            loss = -torch.logsumexp(logs.masked_fill(~choices.right[batch], -1e9), 1).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            mean.update_parameters(weights)
    return mean.module.eval()


def in_parts(choices, groups, count, fit_some):
    """The shares of all candidates and of nobody, each group judged by what the others taught."""
    part = {name: number % count for number, name in enumerate(sorted(set(groups)))}
    fold = torch.tensor([part[name] for name in groups])
    shares = torch.zeros(len(groups), choices.candidates + 1)
    for number in range(count):
        weights, some = fit_some((fold != number).nonzero()[:, 0]), (fold == number).nonzero()[:, 0]
        with torch.no_grad():
            shares[some] = torch.softmax(weights(choices, some), 1)
    return shares


def write(weights, choices, names, path):
    """A row a number: what it weighs, and of nobody's what it gives to each hidden number."""
    each, shift = choices.of_candidate.fold(weights.candidate)
    none, bias = choices.of_nobody.fold(weights.nobody)
    hidden, hidden_bias = choices.of_nobody.fold(weights.hidden)
    rows = [(name, [weight]) for name, weight in zip(names["candidate"], each[0])]
    rows += [("nobody: " + name, [none[0, at], *hidden[:, at]]) for at, name in enumerate(names["nobody"])]
    rows.append(("nobody: any", [(bias - shift)[0], *hidden_bias]))
    rows.append(("nobody: out", [0.0, *weights.out.weight.detach()[0]]))
    with open(path, "w", encoding="utf-8") as out:
        for name, numbers in rows:
            out.write("\t".join([name, *(f"{float(number):.4f}" for number in numbers)]) + "\n")


def teach(doc, example, taught, report, shape):
    """The command of a script: `taught(args)` yields (article, what an example of the program asked, which candidates are right, and more);
    `report(rows, choices, shares)` prints how well articles are read that were not taught on. `shape`: hidden numbers of nobody, epochs."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--program", default=f"target/release/examples/{example}")
    parser.add_argument("--folds", type=int)
    args = parser.parse_args()
    torch.set_num_threads(1)
    names = json.loads(subprocess.run([args.program, "--names"], stdout=subprocess.PIPE, check=True).stdout)
    rows = list(taught(args))
    shown = lambda one: [each["features"] for each in one["candidates"]]
    choices = Choices([(shown(one), one["nobody"], right) for _, one, right, *_ in rows])
    fitted = lambda some: fit(choices, some, *shape)
    if args.folds:
        report(rows, choices, in_parts(choices, [labelled.group(row[0]) for row in rows], args.folds, fitted))
    write(fitted(torch.arange(len(rows))), choices, names, args.out)
    print(f"{args.out}: {len(rows)} {example}")
