"""The window as a person uses it. Arguments: the program, then unittest's own."""
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


class Start(WindowTest):
    def test_the_picture_and_all_controls_are_there(self):
        state = self.start().state()
        names = [w["name"] for w in state["widgets"]]
        self.assertEqual(len(names), len(set(names)), "names are unique")
        for name in ("find", f"lab/{LAB}", "slider/temperature", "choice/target", "tool/undo", "tool/export", "picture"):
            self.assertIn(name, names)
        self.assertEqual(state["lab"], LAB)
        self.assertAlmostEqual(state["readouts"]["loss"], 1.7413112966571571, places=12)
        self.assertEqual(state["window"], [1280, 800])

    def test_it_is_never_larger_than_its_screen(self):
        small = Display(screen="1600x1000")
        self.addCleanup(small.close)
        for size, scale, expected in (("1280x800", 1.6, [1600, 1000]), ("1280x500", 1.6, [1600, 800]),
                                      ("1280x800", 1, [1280, 800])):
            window = Window(PROGRAM, small, LAB, "--set", "temperature=1", size=size, scale=scale)
            self.addCleanup(window.close)
            self.assertEqual(window.state()["window"], expected)
            window.close()

    def test_nothing_is_drawn_while_nothing_changes(self):
        window = self.start()
        window.move((640, 780))
        before = window.wait(lambda s: True)["frame"]
        time.sleep(1.0)
        settled = window.state()["frame"]
        time.sleep(1.0)
        self.assertEqual(window.state()["frame"], settled, f"from {before}")


class Lead(WindowTest):
    def test_a_title_makes_its_panel_large_and_escape_brings_the_others_back(self):
        window = self.start()
        folded = lambda state: {p["id"] for p in state["panels"] if p["folded"]}
        width = lambda state, panel: next(p["plot"][2] for p in state["panels"] if p["id"] == panel)
        before = window.wait(lambda s: not folded(s))
        others = {p["id"] for p in before["panels"]} - {"simplex"}
        window.click("title/simplex")
        large = window.wait(lambda s: folded(s) == others, "a large triangle")
        self.assertGreater(width(large, "simplex"), 1.1 * width(before, "simplex"))
        self.assertEqual(large["values"], before["values"])
        x, y = window.handle("point")
        window.drag((x, y), (x + 10, y - 10))
        window.wait(lambda s: s["values"]["logits"] != before["values"]["logits"], "a drag in it")
        window.click("title/logits")
        window.wait(lambda s: "simplex" in folded(s) and "logits" not in folded(s), "large bars instead")
        window.key("Escape")
        after = window.wait(lambda s: not folded(s), "all panels")
        self.assertAlmostEqual(width(after, "simplex"), width(before, "simplex"), delta=1)


class Drags(WindowTest):
    def test_a_slider_moves_the_value_in_one_undo_step(self):
        window = self.start()
        x, y, width, height = window.rect("slider/temperature")
        track = y + 0.75 * height
        window.drag((x + width * 0.56, track), (x + width * 0.85, track))
        after = window.wait(lambda s: s["values"]["temperature"] > 2 and s["undo"])
        self.assertEqual(after["shown"], after["values"])
        window.key("ctrl+z")
        back = window.wait(lambda s: s["values"]["temperature"] == 1)
        self.assertFalse(back["undo"])
        window.key("ctrl+shift+z")
        window.wait(lambda s: s["values"]["temperature"] == after["values"]["temperature"])

    def test_a_notice_moves_no_plot_while_the_slider_is_held(self):
        window = self.start()
        plots = lambda state: [p["plot"] for p in state["panels"]]
        x, y, width, height = window.rect("slider/temperature")
        track, before = y + 0.75 * height, plots(window.state())
        start = x + width * 0.56
        window.press((start, track))
        for share in (0.3, 0.1, 0.0):
            window.move((x + width * share + 2, track))
        held = window.wait(lambda s: s["values"]["temperature"] < 0.06 and s["shown"] == s["values"], settled=False)
        self.assertEqual(plots(held), before)
        window.release()
        # Let go, the picture gives the words their room.
        window.wait(lambda s: plots(s) != before)

    def test_a_bar_follows_the_pointer(self):
        window = self.start()
        start = window.handle("logit-2")
        window.drag(start, (start[0], start[1] - 60))
        state = window.wait(lambda s: s["values"]["logits"][1] > 1 and s["undo"])
        self.assertEqual([state["values"]["logits"][k] for k in (0, 2)], [2, -1])

    def test_the_point_on_the_triangle_stays_under_the_pointer(self):
        window = self.start()
        start = window.handle("point")
        goal = (round(start[0] + 150), round(start[1] - 120))
        window.drag(start, goal)
        state = window.wait(lambda s: s["undo"])
        at = window.handle("point")
        # The pointer took hold up to half a pixel off the handle's centre.
        self.assertLess(abs(at[0] - goal[0]), 1.1, f"{at} against {goal}")
        self.assertLess(abs(at[1] - goal[1]), 1.1, f"{at} against {goal}")
        self.assertAlmostEqual(sum(state["values"]["logits"]), 1.5, places=9)
        window.key("ctrl+z")
        window.wait(lambda s: s["values"]["logits"] == [2, 0.5, -1])

    def test_a_hard_target_softens_and_hardens(self):
        window = self.start()
        start = window.handle("target")
        window.drag(start, (start[0] - 120, start[1] - 60))
        state = window.wait(lambda s: isinstance(s["values"]["target"], list) and s["undo"])
        self.assertAlmostEqual(sum(state["values"]["target"]), 1, places=12)
        self.assertGreater(state["readouts"]["entropy"], 0)
        window.click("preset/undecided")
        window.wait(lambda s: s["values"]["target"] == 2)


class Keys(WindowTest):
    def test_a_double_click_types_a_value(self):
        window = self.start()
        x, y, width, height = window.rect("slider/temperature")
        window.double_click((x + 0.3 * width, y + 0.75 * height))
        window.xdotool("sleep", 0.3)
        window.replace_text("0.37")
        window.wait(lambda s: s["values"]["temperature"] == 0.37)

    def test_a_wrong_text_is_refused_and_can_be_left(self):
        window = self.start()
        x, y, width, height = window.rect("slider/temperature")
        window.double_click((x + 0.3 * width, y + 0.75 * height))
        window.xdotool("sleep", 0.3)
        window.replace_text("abc")
        window.wait(lambda s: "not a number" in s["message"], "a sentence")
        window.key("Escape")
        # Keys are shortcuts again, and a value that changes takes the sentence away.
        window.key("t")
        window.wait(lambda s: s["theme"] == "dark")
        window.click("preset/undecided")
        state = window.wait(lambda s: s["values"]["logits"] == [0, 0, 0] and s["message"] == "")
        self.assertEqual(state["values"]["temperature"], 1)

    def test_of_two_handles_at_one_place_the_point_is_taken(self):
        window = self.start("--preset", "confident-right")
        window.drag(window.handle("point"), window.handle("target"))
        window.wait(lambda s: s["undo"])
        start = window.handle("point")
        window.drag(start, (start[0] + 200, start[1] - 80))
        state = window.wait(lambda s: s["readouts"]["loss"] > 0.1)
        self.assertEqual(state["values"]["target"], 1)

    def test_a_key_pressed_and_released_within_one_frame_is_not_lost(self):
        window = self.start()
        for theme in ("dark", "print", "light", "dark"):
            window.key("t")
            window.wait(lambda s, theme=theme: s["theme"] == theme, f"theme {theme}")

    def test_tab_and_arrows_do_what_a_drag_does(self):
        window = self.start()
        for _ in range(60):
            if window.state()["focus"] == "handle/logit-1":
                break
            frame = window.state()["frame"]
            window.key("Tab")
            window.wait(lambda s, frame=frame: s["frame"] > frame)
        self.assertEqual(window.state()["focus"], "handle/logit-1")
        window.key("Up")
        window.wait(lambda s: s["values"]["logits"][0] > 2)

    def test_every_key_is_listed(self):
        window = self.start()
        window.xdotool("type", "?")
        window.wait(lambda s: any(w["name"].startswith("help") for w in s["widgets"]), "help")
        window.key("Escape")
        window.wait(lambda s: not any(w["name"].startswith("help") for w in s["widgets"]), "help closed")


class Classes(WindowTest):
    def test_classes_are_added_and_removed(self):
        window = self.start()
        window.click("add/logits")
        window.wait(lambda s: len(s["values"]["logits"]) == 4)
        for n in (3, 2):
            window.click("remove/logits")
            window.wait(lambda s, n=n: len(s["values"]["logits"]) == n)
        window.key("ctrl+z")
        window.wait(lambda s: len(s["values"]["logits"]) == 3)


class Sizes(WindowTest):
    def test_resizing_keeps_everything_in_sight(self):
        window = self.start()
        number = subprocess.run(["xdotool", "search", "--pid", str(window.process.pid)], env=window.environment,
                                capture_output=True, text=True, check=True).stdout.split()[-1]
        for width, height in ((800, 600), (1900, 1000), (1000, 700), (1280, 800)):
            window.xdotool("windowsize", number, width, height)
            state = window.wait(lambda s, size=[width, height]: s["window"] == size, f"{width}x{height}")
            for handle in state["handles"]:
                x, y = handle["at"]
                self.assertTrue(0 <= x <= width and 0 <= y <= height, f"{handle} in {width}x{height}")

    def test_the_tools_keep_clear_of_the_title(self):
        window = self.start(size="560x500")
        names = [w["name"] for w in window.state()["widgets"] if w["name"].startswith("tool/")]
        self.assertIn("tool/labs", names)
        self.assertIn("tool/controls", names)
        self.assertNotIn("tool/theme", names)
        left = min(window.rect(name)[0] for name in names)
        self.assertGreater(left, window.state()["title_end"])

    def test_zoom_and_restore(self):
        window = self.start()
        full = window.panel("simplex")["range"]
        x, y, width, height = window.panel("simplex")["plot"]
        centre = (x + width / 2, y + height * 0.7)
        window.xdotool("mousemove", round(centre[0]), round(centre[1]), "sleep", 0.05, "click", 4, "sleep", 0.05, "click", 4)
        window.wait(lambda s: next(p for p in s["panels"] if p["id"] == "simplex")["range"] != full)
        window.key("ctrl+0")
        window.wait(lambda s: next(p for p in s["panels"] if p["id"] == "simplex")["range"] == full)

    def wheel_on(self, window, panel, clicks=2):
        x, y, width, height = window.panel(panel)["plot"]
        place = (x + width * 0.3, y + height * 0.7)
        window.move(place)
        for _ in range(clicks):
            window.xdotool("sleep", 0.05, "click", 4)
        return place

    def test_a_range_is_automatic_until_it_is_zoomed(self):
        window = self.open("race", "--set", "steps=40", size="1280x1000")
        full = window.panel("map")["range"]
        self.assertEqual(window.state()["values"]["domain"], "auto")
        place = self.wheel_on(window, "map")
        # The two notches may come in two frames: what is waited for is what both have made.
        def both(state):
            domain = state["values"]["domain"]
            return domain != "auto" and domain[1] - domain[0] < 0.8 * (full[1] - full[0]) and state["shown"] == state["values"]
        left, right, low, high = window.wait(both)["values"]["domain"]
        self.assertAlmostEqual((right - left) / (full[1] - full[0]), 1.15 ** -2, places=6)
        self.assertLess(full[0], left)
        self.assertEqual(window.panel("map")["range"], [left, right, low, high])
        window.key("ctrl+0")
        window.wait(lambda s: s["values"]["domain"] == "auto")
        window.wait(lambda s: window.panel("map")["range"] == full)
        # A pan, too; another landscape has its own range, and undo brings this one back.
        window.drag(place, (place[0] + 60, place[1] + 20))
        moved = window.wait(lambda s: s["values"]["domain"] != "auto")["values"]["domain"]
        self.assertAlmostEqual(moved[1] - moved[0], full[1] - full[0], places=6)
        window.click("choice/landscape")
        window.wait(lambda s: any(w["name"] == "choice/landscape/2" for w in s["widgets"]))
        window.click("choice/landscape/2")
        window.wait(lambda s: s["values"]["landscape"] == "booth" and s["values"]["domain"] == "auto")
        window.key("ctrl+z")
        window.wait(lambda s: s["values"]["domain"] == moved)

    def test_the_control_of_a_range_begins_from_what_is_shown_and_leads_back(self):
        window = self.open("ridge", "--set", "lambda=4", size="1280x1000")
        self.assertEqual(window.state()["values"]["domain"], "auto")
        left, right, low, high = window.panel("map")["range"]
        window.click("cell/domain/1/2")
        window.replace_text("7")
        window.wait(lambda s: s["values"]["domain"] == [left, 7, low, high])
        window.click("reset/domain")
        window.wait(lambda s: s["values"]["domain"] == "auto")
        window.click("cell/domain/2/1")
        window.replace_text("1")
        window.wait(lambda s: s["values"]["domain"] == [left, right, 1, high])
        window.click("cell/domain/2/2", button=3)
        window.wait(lambda s: s["values"]["domain"] == "auto")


class NoDisplay(unittest.TestCase):
    def test_one_sentence_and_exit_code_4(self):
        run = subprocess.run([PROGRAM], env={"PATH": "/usr/bin", "HOME": "/nonexistent"}, capture_output=True, text=True,
                             stdin=subprocess.DEVNULL)
        self.assertEqual(run.returncode, 4)
        self.assertEqual(run.stdout, "")
        self.assertEqual(len(run.stderr.strip().splitlines()), 1, run.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
