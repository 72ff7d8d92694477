"""matplotlib's surface and contour map of the cross-entropy over two logits."""

import time

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

NODES, ARROWS, LEVELS = 256, 24, 12


def loss_of(z1, z2, z3):
    """-log softmax of the first of three logits."""
    top = np.maximum(np.maximum(z1, z2), z3)
    return top + np.log(np.exp(z1 - top) + np.exp(z2 - top) + np.exp(z3 - top)) - z1


def grid(nodes):
    line = np.linspace(-6, 6, nodes)
    return np.meshgrid(line, line)


class PlotSurface:
    """`sampled`: rows and columns of polygons, as many as there are nodes or matplotlib's own 50."""

    def __init__(self, sampled):
        self.sampled = sampled
        figure = Figure(figsize=(12.8, 8), dpi=100)
        self.canvas = FigureCanvasAgg(figure)
        self.axes = figure.add_subplot(projection="3d")
        self.z1, self.z2 = grid(NODES)

    def draw(self, share):
        loss = loss_of(self.z1, self.z2, 4 * share - 2)
        start = time.perf_counter()
        surface = self.axes.plot_surface(self.z1, self.z2, loss, cmap="viridis", rcount=self.sampled,
                                         ccount=self.sampled, linewidth=0)
        prepared = time.perf_counter()
        self.canvas.draw()
        painted = time.perf_counter()
        surface.remove()
        return prepared - start, painted - start


class ContoursAndArrows:
    def __init__(self):
        figure = Figure(figsize=(12.8, 8), dpi=100)
        self.canvas = FigureCanvasAgg(figure)
        self.axes = figure.add_subplot(aspect="equal")
        self.z1, self.z2 = grid(NODES)
        self.a1, self.a2 = grid(ARROWS)

    def draw(self, share):
        z3 = 4 * share - 2
        loss = loss_of(self.z1, self.z2, z3)
        e1, e2 = np.exp(self.a1), np.exp(self.a2)
        total = e1 + e2 + np.exp(z3)
        start = time.perf_counter()
        filled = self.axes.contourf(self.z1, self.z2, loss, LEVELS)
        lines = self.axes.contour(self.z1, self.z2, loss, LEVELS, colors="k", linewidths=0.7)
        texts = self.axes.clabel(lines, fontsize=8)
        arrows = self.axes.quiver(self.a1, self.a2, 1 - e1 / total, -e2 / total)
        prepared = time.perf_counter()
        self.canvas.draw()
        painted = time.perf_counter()
        for contours in (filled, lines):
            for collection in contours.collections if hasattr(contours, "collections") else [contours]:
                collection.remove()
        arrows.remove()
        for text in texts:
            if text.figure is not None:
                text.remove()
        return prepared - start, painted - start


def surface_peers(version):
    return {
        f"matplotlib {version}: plot_surface alone, 256 x 256 polygons": PlotSurface(NODES),
        f"matplotlib {version}: plot_surface alone, its usual 50 x 50 polygons": PlotSurface(50),
        f"matplotlib {version}: contourf, lines, labels, quiver alone": ContoursAndArrows(),
    }
