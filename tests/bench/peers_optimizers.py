"""The engine beside PyTorch: Adam on Rosenbrock's valley, as a map of 512 x 512 starts and as one path.

    python3 tests/bench/peers_optimizers.py build/tests/lossfield_bench

The map takes 300 steps from every start, in PyTorch as batched operations in place, in double precision, with the gradient in
closed form and no autograd: the fastest that it can be written there. One path in PyTorch is a loop over
torch.optim.Adam with the closed-form gradient; 3,000 steps of it tell the time of one. The engine's are those of its own
benchmark: 1,000,000 steps. All run on the same cores in turns; the table has medians and their ratios. What is not
installed is left out and said.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time

SIDE, STEPS, PATH_STEPS = 512, 300, 3000


def engine(program, threads):
    names = f"engine_path/1000000$|engine_map/{SIDE}/{STEPS}/{threads}/real_time$"
    command = [program, f"--benchmark_filter={names}", "--benchmark_format=json", "--benchmark_min_time=0.5"]
    report = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    times = {b["name"].split("/")[0]: 1e9 * b["per_step"] for b in report["benchmarks"]}
    return times["engine_map"], times["engine_path"]


def batched(torch):
    """Nanoseconds for a step of a start."""
    middle = (torch.arange(SIDE, dtype=torch.float64) + 0.5) * 4 / SIDE
    x, y = (-2 + middle).repeat(SIDE), (-1 + middle).repeat_interleave(SIDE)
    at = torch.stack([x, y])
    m, v, g = torch.zeros_like(at), torch.zeros_like(at), torch.empty_like(at)
    start = time.perf_counter()
    with torch.no_grad():
        for t in range(1, STEPS + 1):
            bend = at[1] - at[0] * at[0]
            g[0] = -2 * (1 - at[0]) - 400 * at[0] * bend
            g[1] = 200 * bend
            m.mul_(0.9).add_(g, alpha=0.1)
            v.mul_(0.999).addcmul_(g, g, value=0.001)
            root = v.sqrt().div_((1 - 0.999**t) ** 0.5).add_(1e-8)
            at.addcdiv_(m, root, value=-1e-4 / (1 - 0.9**t))
    return 1e9 * (time.perf_counter() - start) / (STEPS * SIDE * SIDE)


def looped(torch):
    """Nanoseconds for a step."""
    at = torch.tensor([-1.2, 1.0], dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.Adam([at], lr=1e-4)
    at.grad = torch.zeros_like(at)
    start = time.perf_counter()
    for _ in range(PATH_STEPS):
        with torch.no_grad():
            bend = at[1] - at[0] * at[0]
            at.grad[0] = -2 * (1 - at[0]) - 400 * at[0] * bend
            at.grad[1] = 200 * bend
        optimizer.step()
    return 1e9 * (time.perf_counter() - start) / PATH_STEPS


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", help="the program lossfield_bench")
    parser.add_argument("--repeats", type=int, default=5)
    options = parser.parse_args()
    try:
        import torch
    except ImportError:
        sys.exit("PyTorch is not installed (python3-torch): nothing to compare with")
    threads = min(2, os.cpu_count())
    torch.set_num_threads(threads)
    own, maps, paths = [], [], []
    for turn in range(options.repeats):
        print(f"turn {turn + 1} of {options.repeats}, load {os.getloadavg()[0]:.1f}", file=sys.stderr)
        own.append(engine(options.bench, threads))
        maps.append(batched(torch))
        paths.append(looped(torch))
    own_map, own_path = (statistics.median(column) for column in zip(*own))
    rows = [
        (f"map of {SIDE} x {SIDE} starts, {STEPS} steps, {threads} threads", own_map, statistics.median(maps)),
        ("one path", own_path, statistics.median(paths)),
    ]
    print(f"| Adam on Rosenbrock's valley, double precision | Lossfield, ns | PyTorch {torch.__version__}, ns | ratio |")
    print("|---|---:|---:|---:|")
    for name, mine, theirs in rows:
        print(f"| {name}, per step and start | {mine:.1f} | {theirs:.1f} | {theirs / mine:.0f} |")


if __name__ == "__main__":
    main()
