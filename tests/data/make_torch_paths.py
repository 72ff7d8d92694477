#!/usr/bin/env python3
"""Writes torch_paths.json: where PyTorch's optimizers are after every 10th of 100 steps, in float64.

    python3 tests/data/make_torch_paths.py      needs PyTorch (1.13 or later), on the CPU

Gradients come from automatic differentiation. The hyperparameters carry the program's names; `place` says which
point of ours PyTorch's parameter is: "x", or "ahead" for Nesterov's momentum, which stores the look-ahead point.
NAdam runs with foreach=True: version 1.13 multiplies mu_t twice in the other path, against its own documentation.
"""

import json
import math
import pathlib

import torch

STEPS, EVERY = 100, 10
TURN = math.radians(25.0)


def rosenbrock(x, y):
    return (1 - x) ** 2 + 100 * (y - x * x) ** 2


def bowl(x, y):
    u = math.cos(TURN) * x + math.sin(TURN) * y
    v = math.cos(TURN) * y - math.sin(TURN) * x
    return 0.5 * u * u + 0.5 * 20 * v * v


LANDSCAPES = {"rosenbrock": (rosenbrock, (-1.2, 1.0)), "bowl": (bowl, (-2.5, 0.4))}

# id of the optimizer, {landscape: rate}, other hyperparameters by the program's names, PyTorch's optimizer
ADAM = {"beta1": 0.9, "beta2": 0.99, "epsilon": 1e-8}


def betas(h):
    return {"betas": (h["beta1"], h["beta2"]), "eps": h["epsilon"]}


OPTIMIZERS = [
    ("gd", (1e-3, 0.05), {}, lambda p, r, h: torch.optim.SGD(p, lr=r)),
    ("momentum", (5e-4, 0.02), {"momentum": 0.9},
     lambda p, r, h: torch.optim.SGD(p, lr=r, momentum=h["momentum"])),
    ("nesterov", (5e-4, 0.02), {"momentum": 0.9},
     lambda p, r, h: torch.optim.SGD(p, lr=r, momentum=h["momentum"], nesterov=True)),
    ("adagrad", (0.3, 0.5), {"epsilon": 1e-10}, lambda p, r, h: torch.optim.Adagrad(p, lr=r, eps=h["epsilon"])),
    ("adadelta", (1.0, 2.0), {"decay": 0.9, "epsilon": 1e-4},
     lambda p, r, h: torch.optim.Adadelta(p, lr=r, rho=h["decay"], eps=h["epsilon"])),
    ("rmsprop", (0.01, 0.03), {"decay": 0.95, "epsilon": 1e-8},
     lambda p, r, h: torch.optim.RMSprop(p, lr=r, alpha=h["decay"], eps=h["epsilon"])),
    ("adam", (0.05, 0.1), ADAM, lambda p, r, h: torch.optim.Adam(p, lr=r, **betas(h))),
    ("adamw", (0.05, 0.1), {**ADAM, "decay": 0.3},
     lambda p, r, h: torch.optim.AdamW(p, lr=r, weight_decay=h["decay"], **betas(h))),
    ("amsgrad", (0.05, 0.1), ADAM, lambda p, r, h: torch.optim.Adam(p, lr=r, amsgrad=True, **betas(h))),
    ("nadam", (0.05, 0.1), {**ADAM, "schedule": 0.004},
     lambda p, r, h: torch.optim.NAdam(p, lr=r, momentum_decay=h["schedule"], foreach=True, **betas(h))),
]


def path(f, start, make):
    x = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    optimizer = make([x])
    points = []
    for t in range(1, STEPS + 1):
        optimizer.zero_grad()
        f(x[0], x[1]).backward()
        optimizer.step()
        if t % EVERY == 0:
            points.append(x.detach().tolist())
    return points


def main():
    torch.set_num_threads(1)
    torch.set_default_dtype(torch.float64)  # NAdam keeps its product of momenta in the default type
    lines = []
    for name, rates, given, make in OPTIMIZERS:
        for (where, (f, start)), rate in zip(LANDSCAPES.items(), rates):
            case = {
                "optimizer": name, "landscape": where, "start": start,
                "hyperparameters": {"rate": rate, **given}, "place": "ahead" if name == "nesterov" else "x",
                "path": path(f, start, lambda p: make(p, rate, given)),
            }
            lines.append(json.dumps(case))
    head = f'"torch": "{torch.__version__}", "every": {EVERY}, "bowl": {{"kappa": 20, "rotation": 25}}'
    text = "{" + head + ', "cases": [\n' + ",\n".join(lines) + "\n]}\n"
    pathlib.Path(__file__).with_name("torch_paths.json").write_text(text)


if __name__ == "__main__":
    main()
