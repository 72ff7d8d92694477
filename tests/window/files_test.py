"""Files that the window writes and takes. Arguments: the program, then unittest's own."""
import pathlib
import subprocess
import sys
import time
import unittest

from driver import Display, Window

PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
LAB = "softmax-cross-entropy"


def setUpModule():
    global display
    display = Display()


def tearDownModule():
    display.close()


class WindowTest(unittest.TestCase):
    def open(self, *arguments, **options):
        window = Window(PROGRAM, display, *arguments, **options)
        self.addCleanup(window.close)
        return window

    def start(self, *arguments, **options):
        """The lab from its defaults, whatever was there before."""
        return self.open(LAB, "--set", "temperature=1", *arguments, **options)


class Files(WindowTest):
    def export(self, window, target):
        window.key("ctrl+s")
        window.wait(lambda s: any(w["name"] == "export/path" for w in s["widgets"]), "path field")
        window.xdotool("sleep", 0.3)
        window.replace_text(str(target))
        window.wait(lambda s: target.exists(), "file")
        window.key("Escape")
        window.wait(lambda s: not any(w["name"] == "export/path" for w in s["widgets"]), "closed")

    def test_the_exported_figure_is_the_one_without_a_window(self):
        window = self.start("--preset", "soft-target")
        for extension in ("svg", "pdf", "png"):
            target = window.home / f"from-window.{extension}"
            self.export(window, target)
            again = window.home / f"headless.{extension}"
            subprocess.run([PROGRAM, "render", LAB, "--preset", "soft-target", "--set", "temperature=1", "-o", again,
                            "--size", self.size_of(window)], check=True)
            self.assertEqual(target.read_bytes(), again.read_bytes(), extension)

    def test_a_figure_comes_back_in_the_window(self):
        home = self.start().home
        subprocess.run([PROGRAM, "render", "race", "--preset", "spike", "--set", "seed=7", "--camera", "surface=20,30,1.5",
                        "--at", "12", "--theme", "dark", "--size", "792x700", "-o", home / "f.pdf"], check=True)
        window = self.open(str(home / "f.pdf"), size="1280x700")
        state = window.state()
        self.assertEqual((state["lab"], state["theme"], state["step"]), ("race", "dark", 12))
        self.assertEqual(state["cameras"], {"surface": [20, 30, 1.5]})
        self.export(window, window.home / "from-window.svg")
        subprocess.run([PROGRAM, "render", "--state", home / "f.pdf", "-o", home / "again.svg"], check=True)
        self.assertEqual((window.home / "from-window.svg").read_bytes(), (home / "again.svg").read_bytes())

    def test_numbers_and_a_script_go_beside_the_exported_figure(self):
        window = self.start()
        shows = lambda name: lambda s: any(w["name"] == name for w in s["widgets"])
        target = window.home / "from-window.svg"
        window.key("ctrl+s")
        window.wait(shows("export/numbers"), "tick")
        window.click("export/numbers")
        window.xdotool("sleep", 0.2)
        window.click("export/path")
        window.xdotool("sleep", 0.2)
        window.replace_text(str(target))
        window.wait(lambda s: target.exists(), "file")
        again = window.home / "headless.svg"
        subprocess.run([PROGRAM, "render", LAB, "--set", "temperature=1", "-o", again, "--size", self.size_of(window),
                        "--numbers", "json,npz", "--python"], check=True)
        for extension in ("svg", "json", "npz"):
            self.assertEqual(target.with_suffix("." + extension).read_bytes(), again.with_suffix("." + extension).read_bytes(),
                             extension)
        script = again.with_suffix(".py").read_text().replace("headless.npz", "from-window.npz")
        self.assertEqual(target.with_suffix(".py").read_text(), script)

    def test_a_pinned_state_stays_behind_the_live_one(self):
        window = self.start()
        before = set(window.state()["readouts"])
        window.key("k")
        window.click("slider/temperature")
        window.wait(lambda s: any(name.endswith("-since-1") for name in s["readouts"]), "a difference")
        target = window.home / "pinned.svg"
        self.export(window, target)
        subprocess.run([PROGRAM, "render", "--state", target, "-o", window.home / "again.svg"], check=True)
        self.assertEqual(target.read_bytes(), (window.home / "again.svg").read_bytes())
        window.key("shift+k")
        window.wait(lambda s: set(s["readouts"]) == before, "no difference")
        window.key("ctrl+z")
        window.wait(lambda s: any(name.endswith("-since-1") for name in s["readouts"]), "the pin again")

    def test_a_right_click_on_the_numbers_copies_a_script(self):
        window = self.start()
        x, y, width, height = window.rect("picture")
        window.click((x + width / 2, y + height - 24), button=3)
        window.wait(lambda s: any(w["name"] == "menu/python" for w in s["widgets"]), "menu")
        window.click("menu/python")
        window.wait(lambda s: "Python script" in s["message"], "a message")

    def test_no_tip_lies_on_a_dialog(self):
        window = self.start()
        x, y, width, height = window.panel("simplex")["plot"]
        over = (x + width * 0.5, y + height * 0.85)
        shows = lambda name: lambda s: any(w["name"] == name for w in s["widgets"])
        for opener, name in (("ctrl+s", "export/path"), ("question", "help")):
            window.move((over[0] + 3, over[1]))
            window.move(over)
            window.wait(lambda s: s["tip"], "tip")
            window.key(opener)
            window.wait(lambda s: shows(name)(s) and not s["tip"], "dialog without a tip")
            window.move((over[0] + 5, over[1]))
            time.sleep(0.6)
            self.assertEqual(window.wait(shows(name))["tip"], [])
            window.key("Escape")
            window.wait(lambda s: not shows(name)(s), "closed")

    def test_a_png_has_the_window_s_own_pixels(self):
        window = self.start(size="900x600", scale=2)
        target = window.home / "fine.png"
        window.key("ctrl+s")
        window.wait(lambda s: any(w["name"] == "export/path" for w in s["widgets"]), "path field")
        window.xdotool("sleep", 0.3)
        window.replace_text(str(target))
        window.wait(lambda s: target.exists(), "file")
        width = int.from_bytes(target.read_bytes()[16:20], "big")
        picture = next(w["rect"] for w in window.state()["widgets"] if w["name"] == "picture")
        self.assertEqual(width, round(picture[2]))

    def size_of(self, window):
        svg = (window.home / "from-window.svg").read_text()
        width, height = svg.split('width="')[1].split('"')[0], svg.split('height="')[1].split('"')[0]
        return f"{float(width):g}x{float(height):g}"

    def test_the_last_state_returns(self):
        window = self.start()
        window.click("preset/confidently-wrong")
        window.wait(lambda s: s["values"]["logits"] == [5, 0, -1])
        window.key("t")
        window.wait(lambda s: s["theme"] == "dark")
        window.key("ctrl+q")
        self.assertEqual(window.process.wait(20), 0)
        again = self.open(home=window.home)
        state = again.wait(lambda s: True)
        self.assertEqual(state["values"]["logits"], [5, 0, -1])
        self.assertEqual(state["theme"], "dark")


if __name__ == "__main__":
    unittest.main(verbosity=2)
