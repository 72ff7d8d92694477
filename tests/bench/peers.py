"""Lossfield's frames beside matplotlib's on one field, in one run, as a Markdown table.

    python3 tests/bench/peers.py build/lossfield

The field: the cross-entropy over the probability triangle at 5,151 points, contours by equal area, a new value
each frame, painted at 1280 x 800 without a display. Lossfield's time is that of its whole picture (two bar
panels, contours with lines and labels, arrows, formula, texts). Preparing is compute, draw and compose there,
and the calls that make the contours here. The programs take turns; the table has the median over the turns of
each turn's median.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import time

import matplotlib
import numpy as np

matplotlib.use("Agg")
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.tri import Triangulation

SUBDIVISIONS = 100
LEVELS = 10


def barycentric():
    n = SUBDIVISIONS
    return np.array([(n - i - j, i, j) for j in range(n + 1) for i in range(n + 1 - j)]) / n


def field_of(points, share):
    """Cross-entropy with the target (0, 1 - share, share); where a logarithm has no value, just above the rest."""
    with np.errstate(divide="ignore", invalid="ignore"):
        values = -(1 - share) * np.log(points[:, 1]) - share * np.log(points[:, 2])
    finite = np.isfinite(values)
    return np.where(finite, values, values[finite].max() + 1), np.quantile(
        values[finite], np.arange(1, LEVELS + 1) / (LEVELS + 1)
    )


class Matplotlib:
    """One axes, one triangulation; what can be kept between frames is kept."""

    def __init__(self, points, everything):
        self.points, self.everything = points, everything
        figure = Figure(figsize=(12.8, 8), dpi=100)
        self.canvas = FigureCanvasAgg(figure)
        self.axes = figure.add_subplot(aspect="equal")
        self.x, self.y = points[:, 1] + points[:, 2] / 2, points[:, 2] * 3**0.5 / 2
        self.triangles = Triangulation(self.x, self.y)
        self.axes.set(xlim=(0, 1), ylim=(0, 0.87))

    def draw(self, share):
        values, levels = field_of(self.points, share)
        start = time.perf_counter()
        drawn = [self.axes.tricontourf(self.triangles, values, levels, extend="both")]
        if self.everything:
            lines = self.axes.tricontour(self.triangles, values, levels, colors="k", linewidths=0.7)
            texts = self.axes.clabel(lines, fontsize=8)
            some = self.points[:: len(self.points) // 120]
            arrows = self.axes.quiver(some[:, 1] + some[:, 2] / 2, some[:, 2] * 3**0.5 / 2,
                                      share - some[:, 1], some[:, 0])
        prepared = time.perf_counter()
        self.canvas.draw()
        painted = time.perf_counter()
        for contours in drawn + ([lines] if self.everything else []):
            for collection in contours.collections if hasattr(contours, "collections") else [contours]:
                collection.remove()
        if self.everything:
            arrows.remove()
            for text in texts:
                if text.figure is not None:
                    text.remove()
        return prepared - start, painted - start


class Mpltern(Matplotlib):
    def __init__(self, points):
        import mpltern  # noqa: F401  registers the projection

        self.points, self.everything = points, False
        figure = Figure(figsize=(12.8, 8), dpi=100)
        self.canvas = FigureCanvasAgg(figure)
        self.axes = figure.add_subplot(projection="ternary")

    def draw(self, share):
        values, levels = field_of(self.points, share)
        start = time.perf_counter()
        self.axes.clear()
        self.axes.tricontourf(*self.points.T, values, levels=levels, extend="both")
        prepared = time.perf_counter()
        self.canvas.draw()
        return prepared - start, time.perf_counter() - start


def median_ms(peer, frames):
    """Of preparing the picture, and of the whole frame; after one frame to warm up."""
    times = [peer.draw(0.05 + 0.4 * i / frames) for i in range(frames + 1)][1:]
    return [1e3 * statistics.median(column) for column in zip(*times)]


def lossfield(program):
    environment = {k: v for k, v in os.environ.items() if k != "DISPLAY"}
    command = [program, "profile", "softmax-cross-entropy", "--json"]
    report = json.loads(subprocess.run(command, env=environment, check=True, capture_output=True).stdout)
    stages = {name: stage["median_ms"] for name, stage in report["stages"].items()}
    stages["renderer"] = f"{report['painter']}, {report['renderer']}"
    return stages


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--frames", type=int, default=10, help="of each peer in each turn")
    options = parser.parse_args()

    points = barycentric()
    assert len(points) == 5151
    version = matplotlib.__version__
    peers = {
        f"matplotlib {version}: tricontourf alone": Matplotlib(points, False),
        f"matplotlib {version}: tricontourf, lines, labels, quiver": Matplotlib(points, True),
    }
    try:
        peers["mpltern: tricontourf alone"] = Mpltern(points)
    except ImportError:
        print("mpltern is not installed: left out", file=sys.stderr)

    own, others = [], {name: [] for name in peers}
    for turn in range(options.repeats):
        print(f"turn {turn + 1} of {options.repeats}, load {os.getloadavg()[0]:.1f}", file=sys.stderr)
        own.append(lossfield(options.program))
        for name, peer in peers.items():
            others[name].append(median_ms(peer, options.frames))

    rows = {"Lossfield: the whole picture": [(t["compute"] + t["draw"] + t["compose"], t["frame"]) for t in own]}
    rows.update(others)
    medians = {name: [statistics.median(column) for column in zip(*turns)] for name, turns in rows.items()}
    own_prepared, own_frame = medians["Lossfield: the whole picture"]
    print(f"5,151 points, {LEVELS} levels, 1280 x 800; {os.cpu_count()} cores ({platform.machine()}), "
          f"Lossfield painted by {own[0]['renderer']}\n")
    print("| one frame, every one with a new value | prepare, ms | ratio | painted, ms | ratio |")
    print("|---|---:|---:|---:|---:|")
    for name, (prepared, frame) in medians.items():
        print(f"| {name} | {prepared:.1f} | {prepared / own_prepared:.1f} | {frame:.1f} | {frame / own_frame:.1f} |")


if __name__ == "__main__":
    main()
