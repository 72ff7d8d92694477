"""What lies under the hand: handles beyond the border, and controls and labs that are folded away. Arguments: the program,
then unittest's own."""
import pathlib
import sys
import unittest

from driver import Display, Window

PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()


def setUpModule():
    global display
    display = Display()


def tearDownModule():
    display.close()


def names(state):
    return {w["name"] for w in state["widgets"]}


class HandTest(unittest.TestCase):
    def open(self, *arguments, **options):
        window = Window(PROGRAM, display, *arguments, **options)
        self.addCleanup(window.close)
        return window

    def tab_to(self, window, name):
        for _ in range(200):
            if window.state()["focus"] == name:
                return
            frame = window.state()["frame"]
            window.key("Tab")
            window.wait(lambda s, frame=frame: s["frame"] > frame)
        self.fail(f"Tab never comes to {name}")


class Border(HandTest):
    def start(self):
        window = self.open("race", "--set", "steps=40", "--set", "start=-0.3,-1", "--set", "domain=1,3,1,3")
        x, y, width, height = window.panel("map")["plot"]
        at = window.handle("start")
        self.assertTrue(x <= at[0] <= x + width, at)
        self.assertAlmostEqual(at[1], y + height, delta=0.01)
        return window, (at[0], at[1] - 3)

    def test_a_click_changes_nothing_and_a_drag_brings_the_handle_under_the_pointer(self):
        window, marker = self.start()
        window.click(marker)
        state = window.wait(lambda s: s["focus"] == "handle/start")
        window.press(marker)
        window.xdotool("mousemove", round(marker[0]) + 2, round(marker[1]) - 1, "sleep", 0.2)
        window.release()
        state = window.wait(lambda s: s["frame"] > state["frame"])
        self.assertEqual(state["values"]["start"], [-0.3, -1])
        self.assertFalse(state["undo"])
        x, y, width, height = window.panel("map")["plot"]
        goal = (round(x + 0.4 * width), round(y + 0.4 * height))
        window.press(marker)
        window.xdotool("mousemove", goal[0] - 20, goal[1] + 9, "sleep", 0.1, "mousemove", *goal, "sleep", 0.1)

        def is_under_the_pointer(state):
            at = next(h["at"] for h in state["handles"] if h["id"] == "start")
            return abs(at[0] - goal[0]) < 1.1 and abs(at[1] - (goal[1] + 3)) < 1.1

        window.wait(is_under_the_pointer, "the handle under the pointer", settled=False)
        window.release()
        window.wait(lambda s: s["undo"])
        window.key("ctrl+z")
        window.wait(lambda s: s["values"]["start"] == [-0.3, -1])

    def test_arrow_keys_move_it_from_where_it_is(self):
        window, _ = self.start()
        self.tab_to(window, "handle/start")
        window.key("Right")
        state = window.wait(lambda s: s["undo"])
        self.assertAlmostEqual(state["values"]["start"][0], -0.3 + 0.01 * 2, places=9)
        self.assertAlmostEqual(state["values"]["start"][1], -1, places=9)


class Topics(HandTest):
    def test_the_chosen_lab_s_topic_is_open_and_others_open_by_a_click_and_stay_open(self):
        window = self.open("race", "--set", "steps=40")
        self.assertIn("lab/basins", names(window.state()))
        self.assertNotIn("lab/entropy", names(window.state()))
        window.click("topic/information")
        window.wait(lambda s: "lab/entropy" in names(s))
        window.click("lab/entropy")
        window.wait(lambda s: s["lab"] == "entropy" and "lab/basins" not in names(s))
        window.click("topic/likelihood")
        window.wait(lambda s: "lab/ridge" in names(s))
        window.key("ctrl+q")
        self.assertEqual(window.process.wait(20), 0)
        again = self.open(home=window.home)
        state = again.state()
        self.assertEqual(state["lab"], "entropy")
        self.assertIn("lab/ridge", names(state))
        self.assertNotIn("lab/basins", names(state))

    def test_the_keyboard_opens_and_closes_them(self):
        window = self.open("race", "--set", "steps=40")
        self.tab_to(window, "topic/dynamics")
        window.key("Return")
        window.wait(lambda s: "lab/gradient-flow" in names(s))
        window.key("Left")
        window.wait(lambda s: "lab/gradient-flow" not in names(s))
        window.key("Right")
        window.wait(lambda s: "lab/gradient-flow" in names(s))

    def test_what_is_looked_for_is_shown_wherever_it_is(self):
        window = self.open("race", "--set", "steps=40")
        window.click("find")
        window.type("entro")
        state = window.wait(lambda s: "lab/entropy" in names(s))
        self.assertNotIn("lab/race", names(state))


class Folds(HandTest):
    def test_the_first_screen_of_the_race(self):
        window = self.open("race", "--set", "steps=40")
        state = window.state()
        for name in ("choice/landscape", "slider/start/1", "slider/start/2", "slider/gd-rate", "slider/momentum-rate",
                     "slider/nesterov-rate", "slider/adam-rate", "more/optimizers"):
            x, y, width, height = window.rect(name)
            self.assertTrue(0 <= y and y + height <= 800, name)
        self.assertNotIn("toggle/show-lion", names(state))

    def test_more_optimizers_are_shown_and_one_that_is_on_stands_with_its_rate(self):
        window = self.open("race", "--set", "steps=40", size="1280x1000")
        window.click("more/optimizers")
        window.wait(lambda s: "toggle/show-lion" in names(s))
        window.click("toggle/show-lion")
        window.wait(lambda s: s["values"]["show-lion"] and "slider/lion-rate" in names(s))
        box, slider = window.rect("toggle/show-lion"), window.rect("slider/lion-rate")
        self.assertLess(abs(box[1] - slider[1]), 6)
        self.assertLess(slider[1], window.rect("more/optimizers")[1])
        # Its label is the toggle's; the track and the number are the slider's.
        window.drag((slider[0] + 0.5 * slider[2], slider[1] + 29), (slider[0] + 0.8 * slider[2], slider[1] + 29))
        window.wait(lambda s: s["values"]["lion-rate"] > 0.05 and s["values"]["show-lion"])
        window.click("toggle/show-lion")
        window.wait(lambda s: not s["values"]["show-lion"] and "slider/lion-rate" not in names(s))

    def test_what_has_no_effect_is_folded_away_and_opens(self):
        window = self.open("race", "--set", "steps=40", "--set", "contours=off", size="1280x1900")
        self.assertNotIn("slider/levels", names(window.state()))
        self.tab_to(window, "idle/Picture")
        window.key("Return")
        window.wait(lambda s: {"slider/levels", "choice/level-rule"} <= names(s))
        window.click("toggle/contours")
        window.wait(lambda s: "idle/Picture" not in names(s) and "slider/levels" in names(s))

    def test_nothing_moves_under_the_hand(self):
        window = self.open("race", "--set", "steps=40", "--set", "weight-decay=0", size="1280x1900")
        x, y, width, height = window.rect("slider/weight-decay")
        below = window.rect("toggle/clip")
        self.assertNotIn("choice/weight-decay-kind", names(window.state()))
        track = y + 29
        window.press((x + 6, track))
        for share in (0.2, 0.4, 0.6):
            window.xdotool("mousemove", round(x + share * width), round(track), "sleep", 0.1)
        state = window.wait(lambda s: s["shown"]["weight-decay"] == s["values"]["weight-decay"] > 0, settled=False)
        self.assertNotIn("choice/weight-decay-kind", names(state))
        self.assertEqual(window.rect("toggle/clip"), below)
        window.release()
        window.wait(lambda s: "choice/weight-decay-kind" in names(s))


class Classes(HandTest):
    def labels(self, state):
        return [point[2] for point in state["values"]["data"]]

    def test_a_click_adds_a_point_of_the_class_chosen_and_x_gives_it_the_next(self):
        window = self.open("hinge", size="1280x2600")
        before = len(self.labels(window.state()))
        x, y, width, height = window.panel("plane")["plot"]
        window.click((x + 0.93 * width, y + 0.95 * height))
        window.wait(lambda s: len(s["values"]["data"]) == before + 1)
        first = self.labels(window.state())[-1]
        other = next(label for label in self.labels(window.state()) if label != first)
        window.click(f"new-label/data/{other}")
        window.click((x + 0.05 * width, y + 0.04 * height))
        window.wait(lambda s: len(s["values"]["data"]) == before + 2)
        self.assertEqual(self.labels(window.state())[-1], other)
        window.click(f"handle/data-{before + 2}")
        window.wait(lambda s: s["focus"] == f"handle/data-{before + 2}")
        window.key("x")
        window.wait(lambda s: self.labels(s)[-1] == first)
        window.key("ctrl+z")
        window.wait(lambda s: self.labels(s)[-1] == other)


if __name__ == "__main__":
    unittest.main(verbosity=2)
