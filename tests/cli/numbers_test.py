#!/usr/bin/env python3
"""Numbers that leave as well as pictures: .npz, scripts of matplotlib, LaTeX. With numpy and matplotlib at hand the arrays are
loaded and the scripts run; without them both are read as far as Python alone can.

usage: numbers_test.py PROGRAM
"""
import ast
import json
import os
import pathlib
import re
import runpy
import struct
import subprocess
import sys
import tempfile
import unittest
import warnings
import zipfile

try:
    import numpy
except ImportError:
    numpy = None
try:
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt
except ImportError:
    matplotlib = None

PROGRAM = None
LAB = "softmax-cross-entropy"


class Numbers(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.here = pathlib.Path(self.folder.name)
        self.environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}

    def run_program(self, *words, code=0):
        result = subprocess.run([PROGRAM, *words], cwd=self.here, env=self.environment, capture_output=True, timeout=120)
        self.assertEqual(result.returncode, code, (words, result.stderr))
        return (result.stderr if code else result.stdout).decode()

    def labs(self):
        return [lab["id"] for lab in json.loads(self.run_program("list", "--json"))]

    def panels(self, lab):
        return [p["id"] for p in json.loads(self.run_program("describe", lab, "--json"))["panels"]]

    def names(self):
        return sorted(p.name for p in self.here.iterdir())

    def test_an_archive_is_whole_and_the_same_each_time(self):
        for name in ("one.npz", "two.npz"):
            self.run_program("eval", LAB, "--npz", name)
        with zipfile.ZipFile(self.here / "one.npz") as archive:
            self.assertIsNone(archive.testzip())
            logits = archive.read("parameters.logits.npy")
        self.assertEqual(struct.unpack("<3d", logits[-24:]), (2, 0.5, -1))
        self.assertEqual((self.here / "one.npz").read_bytes(), (self.here / "two.npz").read_bytes())

    @unittest.skipIf(numpy is None, "numpy is not installed: the arrays are not loaded")
    def test_numpy_loads_what_json_tells(self):
        words = {"nan": float("nan"), "inf": float("inf"), "-inf": float("-inf")}
        for lab in self.labs():
            report = json.loads(self.run_program("eval", lab, "--npz", "a.npz"))
            arrays = numpy.load(self.here / "a.npz")
            self.assertEqual(len(arrays.files), len(set(arrays.files)))
            for panel in report["panels"]:
                for mark in panel["marks"]:
                    if mark["kind"] == "table":
                        entries = arrays[f"{panel['id']}.table.entries"]
                        self.assertEqual(entries.shape, (len(mark["columns"]["row"]), len(mark["columns"]) - 1))
                        continue
                    name = f"{panel['id']}.{mark['id']}."
                    flat = {n: numpy.array([words.get(v, v) for v in c], float) for n, c in mark["columns"].items()}
                    if mark["kind"] in ("heat", "surface") or (
                        mark["kind"] == "contours" and panel["kind"] != "simplex"
                    ):
                        x, y = numpy.meshgrid(arrays[name + "x"], arrays[name + "y"])
                        numpy.testing.assert_array_equal(x.ravel(), flat["x"])
                        numpy.testing.assert_array_equal(y.ravel(), flat["y"])
                        self.assertEqual(arrays[name + "value"].shape, x.shape)
                        flat = {n: c for n, c in flat.items() if n in ("value", "shade")}
                    for column, numbers in flat.items():
                        numpy.testing.assert_array_equal(arrays[name + column].ravel(), numbers, f"{lab} {name}{column}")
            for readout in report["readouts"]:
                value, own = readout["value"], arrays["readouts." + readout["id"]]
                if own.dtype.kind == "U":
                    self.assertEqual(own.item(), value)
                else:
                    value = value if isinstance(value, list) else [value]
                    numpy.testing.assert_array_equal(own.ravel(), [words.get(v, v) for v in value])
            arrays.close()

    def test_everything_goes_beside_the_picture_by_its_name(self):
        words = ("render", LAB, "--preset", "soft-target", "--size", "800x600", "-o", "f.pdf")
        self.run_program(*words, "--numbers", "csv,json,npz", "--python", "--latex")
        report = json.loads(self.run_program("eval", LAB, "--preset", "soft-target", "--csv", "numbers"))
        self.assertEqual(json.loads((self.here / "f.json").read_text()), report)
        for csv in (self.here / "numbers").iterdir():
            self.assertEqual((self.here / f"f.{csv.name}").read_bytes(), csv.read_bytes())
        for name in ("f.pdf", "f.npz", "f.py", "f.tex"):
            self.assertIn(name, self.names())
        tex = (self.here / "f.tex").read_text()
        self.assertIn(r"\includegraphics[width=\linewidth]{f.pdf}", tex)
        self.assertIn(rf"\label{{fig:{LAB}}}", tex)
        before = {p: p.read_bytes() for p in self.here.iterdir() if p.is_file()}
        self.run_program(*words, "--numbers", "csv,json,npz", "--python", "--latex")
        self.assertEqual(before, {p: p.read_bytes() for p in self.here.iterdir() if p.is_file()})

    def test_one_file_that_cannot_be_written_keeps_all_from_it(self):
        (self.here / "f.npz").mkdir()
        error = self.run_program("render", LAB, "-o", "f.pdf", "--python", "--latex", code=3)
        self.assertIn("f.npz", error)
        self.assertEqual((error.count("\n"), self.names()), (1, ["f.npz"]))

    def test_bad_input_is_said_before_anything_is_written(self):
        for words, named in (
            (("-o", "f.svg", "--latex"), ".pdf"),
            (("-o", "50%.pdf", "--latex"), "letters"),
            (("-o", "f.svg", "--numbers", "cvs"), "csv"),
            (("-o", "f.svg", "--numbers", ""), "npz"),
        ):
            error = self.run_program("render", LAB, *words, code=2)
            self.assertIn(named, error)
            self.assertEqual((error.count("\n"), self.names()), (1, []))
        self.run_program("eval", LAB, "--npz", "", code=2)

    def test_every_script_is_python_and_draws_from_what_is_there(self):
        for lab in self.labs():
            for panel in self.panels(lab):
                self.run_program("render", lab, "--panel", panel, "-o", "f.svg", "--python")
                script = (self.here / "f.py").read_text()
                ast.parse(script, f"{lab} {panel}")
                with zipfile.ZipFile(self.here / "f.npz") as archive:
                    there = set(archive.namelist())
                used = set(re.findall(r'data\["([^"]+)"\]', script))
                self.assertLessEqual({name + ".npy" for name in used}, there, (lab, panel))

    @unittest.skipIf(matplotlib is None, "matplotlib is not installed: the scripts are not run")
    def test_the_leading_panel_of_every_lab_is_drawn(self):
        for lab in self.labs():
            with self.subTest(lab=lab):
                self.draw("render", lab)

    @unittest.skipIf(matplotlib is None, "matplotlib is not installed: the scripts are not run")
    def test_other_themes_views_and_small_multiples_are_drawn(self):
        for words in (
            ("softmax-cross-entropy", "--theme", "dark", "--view", "simplex=0.2,0.8,0,0.6"),
            ("loss-surfaces", "--panel", "surface", "--camera", "surface=20,60,2"),
            ("softmax-descent", "--sweep", "temperature=0.3,1,3"),
            ("race", "--panel", "surface"),
            ("projection", "--panel", "hat-matrix"),
            ("adam-anatomy", "--panel", "sheets"),
        ):
            with self.subTest(words=words):
                self.draw("render", *words)

    def draw(self, *words):
        self.run_program(*words, "-o", "f.svg", "--python")
        arguments, sys.argv = sys.argv, ["f.py", str(self.here / "drawn.png")]
        try:
            with warnings.catch_warnings():
                for message in ("Glyph", "constrained_layout", "No contour"):  # a sign without a picture, words without room
                    warnings.filterwarnings("error", message)
                runpy.run_path(str(self.here / "f.py"), run_name="__main__")
            picture = plt.imread(self.here / "drawn.png")
            self.assertGreater(float(picture[..., :3].std()), 0.01, "it is not all of one colour")
        finally:
            sys.argv = arguments
            plt.close("all")
            plt.rcdefaults()
            matplotlib.use("Agg")
            (self.here / "drawn.png").unlink(missing_ok=True)


if __name__ == "__main__":
    PROGRAM = str(pathlib.Path(sys.argv.pop(1)).resolve())
    for name, module in (("numpy", numpy), ("matplotlib", matplotlib)):
        if module is None:
            print(f"{name} is not installed, so what needs it is left out", file=sys.stderr)
    unittest.main()
