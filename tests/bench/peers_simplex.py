"""matplotlib's and mpltern's contours of the cross-entropy over the probability triangle."""

import sys
import time

import numpy as np
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

    def draw(self, turn):
        share = 0.05 + 0.4 * turn
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

    def draw(self, turn):
        share = 0.05 + 0.4 * turn
        values, levels = field_of(self.points, share)
        start = time.perf_counter()
        self.axes.clear()
        self.axes.tricontourf(*self.points.T, values, levels=levels, extend="both")
        prepared = time.perf_counter()
        self.canvas.draw()
        return prepared - start, time.perf_counter() - start


def simplex_peers(version):
    points = barycentric()
    assert len(points) == 5151
    peers = {
        f"matplotlib {version}: tricontourf alone": Matplotlib(points, False),
        f"matplotlib {version}: tricontourf, lines, labels, quiver": Matplotlib(points, True),
    }
    try:
        peers["mpltern: tricontourf alone"] = Mpltern(points)
    except ImportError:
        print("mpltern is not installed: left out", file=sys.stderr)
    return peers
