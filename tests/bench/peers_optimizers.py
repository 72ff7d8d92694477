"""Adam on Rosenbrock's valley in double precision: the engine beside PyTorch and SciPy.

Maps take 300 steps from 512 x 512 starts: in PyTorch as torch.optim.Adam over a tensor of all starts with the gradient by
autograd, as one writes it, with gradient and update written out as expressions, and with both written out in place, the
fastest that was found. SciPy has no Adam: NumPy's arrays with SciPy's own gradient of this function (rosen_der). One path is a loop of
the same kinds, 3,000 steps of which tell the time of one; the engine takes 1,000,000.
"""

import json
import os
import statistics
import subprocess
import sys
import time

SIDE, STEPS, PATH_STEPS = 512, 300, 3000
RATE, BETA1, BETA2, EPSILON = 1e-4, 0.9, 0.999, 1e-8


def engine(program, threads):
    names = f"engine_path/1000000$|engine_map/{SIDE}/{STEPS}/{threads}/real_time$"
    command = [program, f"--benchmark_filter={names}", "--benchmark_format=json", "--benchmark_min_time=0.5"]
    report = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    times = {b["name"].split("/")[0]: 1e9 * b["per_step"] for b in report["benchmarks"]}
    return times["engine_map"], times["engine_path"]


def clocked(steps, starts, run):
    """Nanoseconds for a step of a start."""
    start = time.perf_counter()
    run(steps)
    return 1e9 * (time.perf_counter() - start) / (steps * starts)


class Torch:
    def __init__(self, torch, threads):
        self.torch = torch
        torch.set_num_threads(threads)
        middle = (torch.arange(SIDE, dtype=torch.float64) + 0.5) * 4 / SIDE
        self.starts = torch.stack([(-2 + middle).repeat(SIDE), (-1 + middle).repeat_interleave(SIDE)])

    def usual(self, steps):
        at = self.starts.clone().requires_grad_()
        optimizer = self.torch.optim.Adam([at], lr=RATE)
        for _ in range(steps):
            optimizer.zero_grad()
            ((1 - at[0]) ** 2 + 100 * (at[1] - at[0] ** 2) ** 2).sum().backward()
            optimizer.step()

    def expressions(self, steps):
        torch, at = self.torch, self.starts.clone()
        m, v = torch.zeros_like(at), torch.zeros_like(at)
        with torch.no_grad():
            for t in range(1, steps + 1):
                x, y = at
                bend = y - x * x
                g = torch.stack([-2 * (1 - x) - 400 * x * bend, 200 * bend])
                m = BETA1 * m + (1 - BETA1) * g
                v = BETA2 * v + (1 - BETA2) * g * g
                at = at - RATE * (m / (1 - BETA1**t)) / (torch.sqrt(v / (1 - BETA2**t)) + EPSILON)

    def in_place(self, steps):
        torch, at = self.torch, self.starts.clone()
        m, v, g = torch.zeros_like(at), torch.zeros_like(at), torch.empty_like(at)
        with torch.no_grad():
            for t in range(1, steps + 1):
                bend = at[1] - at[0] * at[0]
                g[0] = -2 * (1 - at[0]) - 400 * at[0] * bend
                g[1] = 200 * bend
                m.mul_(BETA1).add_(g, alpha=1 - BETA1)
                v.mul_(BETA2).addcmul_(g, g, value=1 - BETA2)
                root = v.sqrt().div_((1 - BETA2**t) ** 0.5).add_(EPSILON)
                at.addcdiv_(m, root, value=-RATE / (1 - BETA1**t))

    def path(self, steps):
        torch = self.torch
        at = torch.tensor([-1.2, 1.0], dtype=torch.float64, requires_grad=True)
        at.grad = torch.zeros_like(at)
        optimizer = torch.optim.Adam([at], lr=RATE)
        for _ in range(steps):
            with torch.no_grad():
                bend = at[1] - at[0] * at[0]
                at.grad[0] = -2 * (1 - at[0]) - 400 * at[0] * bend
                at.grad[1] = 200 * bend
            optimizer.step()

    def times(self):
        return {
            "map, torch.optim.Adam and autograd": clocked(STEPS // 10, SIDE * SIDE, self.usual),
            "map, closed form as expressions": clocked(STEPS // 3, SIDE * SIDE, self.expressions),
            "map, closed form in place": clocked(STEPS, SIDE * SIDE, self.in_place),
            "path, torch.optim.Adam, closed-form gradient": clocked(PATH_STEPS, 1, self.path),
        }


class SciPy:
    def __init__(self):
        import numpy
        from scipy.optimize import rosen_der

        self.np, self.gradient = numpy, rosen_der
        middle = (numpy.arange(SIDE) + 0.5) * 4 / SIDE
        x, y = numpy.meshgrid(-2 + middle, -1 + middle)
        self.starts = numpy.stack([x.ravel(), y.ravel()])

    def adam(self, at, steps):
        np = self.np
        m, v = np.zeros_like(at), np.zeros_like(at)
        for t in range(1, steps + 1):
            g = self.gradient(at)
            m = BETA1 * m + (1 - BETA1) * g
            v = BETA2 * v + (1 - BETA2) * g * g
            at = at - RATE / (1 - BETA1**t) * m / (np.sqrt(v / (1 - BETA2**t)) + EPSILON)

    def times(self):
        return {
            "map, NumPy and rosen_der": clocked(STEPS // 10, SIDE * SIDE, lambda n: self.adam(self.starts, n)),
            "path, NumPy and rosen_der": clocked(
                PATH_STEPS, 1, lambda n: self.adam(self.np.array([-1.2, 1.0]), n)),
        }


def peers(threads):
    found = {}
    try:
        import torch

        found[f"PyTorch {torch.__version__}"] = Torch(torch, threads)
    except ImportError:
        print("PyTorch is not installed: left out", file=sys.stderr)
    try:
        import scipy

        found[f"SciPy {scipy.__version__}"] = SciPy()
    except ImportError:
        print("SciPy is not installed: left out", file=sys.stderr)
    return found


def compare_optimizers(program, repeats):
    threads = min(2, os.cpu_count())
    others, own, times = peers(threads), [], {}
    for turn in range(repeats):
        print(f"turn {turn + 1} of {repeats}, load {os.getloadavg()[0]:.1f}", file=sys.stderr)
        own.append(engine(program, threads))
        for name, peer in others.items():
            for kind, ns in peer.times().items():
                times.setdefault((name, kind), []).append(ns)
    own_map, own_path = (statistics.median(column) for column in zip(*own))
    print(f"Adam on Rosenbrock's valley, double precision; {os.cpu_count()} cores, maps of {SIDE} x {SIDE} starts\n")
    print("| one step of one start | ns | ratio |")
    print("|---|---:|---:|")
    for kind, mine in (("map", own_map), ("path", own_path)):
        print(f"| Lossfield: {kind}{f', {threads} threads' if kind == 'map' else ''} | {mine:.1f} | 1 |")
        for (name, what), turns in times.items():
            if what.startswith(kind):
                ns = statistics.median(turns)
                print(f"| {name}: {what} | {ns:,.1f} | {ns / mine:,.1f} |")
