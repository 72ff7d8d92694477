"""Lossfield beside other programs on the same problems, in one run on the same cores, as Markdown tables.

    python3 tests/bench/peers.py build/lossfield build/tests/lossfield_bench

Pictures, beside matplotlib: the cross-entropy over the probability triangle at 5,151 points, contours by equal area; then
a loss over two logits at 256 x 256 nodes as surface and as contour map with its field. Every frame has a new value and
is painted at 1280 x 800 without a display. Lossfield's time is that of its whole picture (all panels with contours,
lines, labels, arrows, surface, formula, texts). Preparing is compute, draw and compose there, and the calls that make
the marks here. Then Adam, beside PyTorch and SciPy (peers_optimizers.py); without lossfield_bench that is left out.
The programs take turns; a table has the median over the turns of each turn's median. What is not installed is left out
and said.
"""

import argparse
import sys


def pictures(program, repeats, frames):
    try:
        import matplotlib
    except ImportError:
        print("matplotlib is not installed: pictures are left out", file=sys.stderr)
        return
    matplotlib.use("Agg")
    from peers_common import compare
    from peers_simplex import LEVELS, simplex_peers
    from peers_surface import surface_peers

    version = matplotlib.__version__
    compare(f"5,151 points of the simplex, {LEVELS} levels", program, ["softmax-cross-entropy"],
            simplex_peers(version), repeats, frames)
    compare("256 x 256 nodes of a loss over two logits", program, ["loss-surfaces"], surface_peers(version), repeats,
            frames)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", help="lossfield")
    parser.add_argument("bench", nargs="?", help="lossfield_bench, of a build with -DLOSSFIELD_BENCH=ON")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--frames", type=int, default=10, help="of each peer in each turn")
    parser.add_argument("--only", choices=["pictures", "optimizers"])
    options = parser.parse_args()
    if options.only != "optimizers":
        pictures(options.program, options.repeats, options.frames)
    if options.only == "pictures":
        return
    if options.bench is None:
        print("no lossfield_bench is named: the optimizers are left out", file=sys.stderr)
        return
    from peers_optimizers import compare_optimizers

    compare_optimizers(options.bench, options.repeats)


if __name__ == "__main__":
    main()
