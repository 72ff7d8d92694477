"""Files dropped on the window. Arguments: the program, then unittest's own."""
import pathlib
import subprocess
import sys
import unittest

from driver import Display, Window
from drop import drop

PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()


def setUpModule():
    global display
    display = Display()


def tearDownModule():
    display.close()


class Drop(unittest.TestCase):
    def open(self, *words):
        self.window = Window(PROGRAM, display, *words, "--theme", "light")
        self.addCleanup(self.window.close)
        found = subprocess.run(["xdotool", "search", "--name", "^Lossfield$"], env=self.window.environment, check=True,
                               capture_output=True, text=True)
        self.id = int(found.stdout.split()[-1])

    def render(self, name, *words):
        path = self.window.home / name
        subprocess.run([PROGRAM, "render", *words, "-o", path], check=True)
        return path

    def drop(self, path):
        drop(display.name, self.id, path.as_uri())

    def test_a_figure_of_each_format_comes_back_and_goes_with_one_step_of_undo(self):
        self.open("entropy")
        for k, form in enumerate(("png", "svg", "pdf")):
            path = self.render(f"a figure.{form}", "race", "--preset", "spike", "--set", f"seed={k + 7}", "--at", "12",
                               "--camera", f"surface=20,30,{k + 2}", "--theme", "dark")
            self.drop(path)
            state = self.window.wait(lambda s: s["lab"] == "race" and s["values"]["seed"] == k + 7, form)
            self.assertEqual((state["theme"], state["step"]), ("dark", 12))
            self.assertEqual(state["cameras"], {"surface": [20, 30, k + 2]})
            self.assertIn(f"{path}: Optimizers on one landscape as it was made", state["message"])
        self.window.key("ctrl+z")
        state = self.window.wait(lambda s: s["values"]["seed"] == 8, "the figure before")
        self.assertEqual(state["cameras"], {"surface": [20, 30, 3]})

    def test_what_is_no_figure_is_refused_and_nothing_changes(self):
        self.open("entropy", "--set", "unit=bits")
        before = self.window.state()
        cut = self.render("cut.png", "entropy", "--size", "300x200")
        cut.write_bytes(cut.read_bytes()[:-20])
        photo = self.window.home / "photo.svg"
        photo.write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
        for path, told in ((cut, "cut short"), (photo, "no state is inside")):
            self.drop(path)
            state = self.window.wait(lambda s, path=path: str(path) in s["message"], "a refusal")
            self.assertIn(told, state["message"])
            for part in ("lab", "theme", "values", "cameras", "undo"):
                self.assertEqual(state[part], before[part])

    def test_a_table_becomes_points(self):
        self.open("gaussian-mse")
        table = self.window.home / "points.csv"
        table.write_text("x,y\n1,2\n3,5\n4,4\n")
        self.drop(table)
        state = self.window.wait(lambda s: "points.csv" in s["message"], "points")
        self.assertEqual([point[:2] for point in state["values"]["data"]], [[1, 2], [3, 5], [4, 4]])


if __name__ == "__main__":
    unittest.main(verbosity=2)
