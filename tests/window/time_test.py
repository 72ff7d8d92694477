"""A simulation as a person plays it in the window. Arguments: the program, then unittest's own."""
import pathlib
import subprocess
import sys
import time
import unittest

from driver import Display, Window

PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
LAB = "race"


def setUpModule():
    global display
    display = Display()


def tearDownModule():
    display.close()


class Time(unittest.TestCase):
    def start(self, *arguments, **options):
        """The lab from its defaults, 100 steps long, whatever was there before."""
        window = Window(PROGRAM, display, LAB, "--set", "steps=100", *arguments, **options)
        self.addCleanup(window.close)
        return window

    def type_into(self, window, name, text):
        x, y, width, height = window.rect(name)
        window.double_click((x + 0.4 * width, y + 0.3 * height))
        window.xdotool("sleep", 0.3)
        window.replace_text(text)

    def at_step(self, window, step):
        self.type_into(window, "time/step", str(step))
        return window.wait(lambda s: s["step"] == step, f"step {step}")

    def test_a_lab_without_simulation_has_no_group_of_it(self):
        window = Window(PROGRAM, display, "softmax-cross-entropy", "--set", "temperature=1")
        self.addCleanup(window.close)
        state = window.state()
        self.assertIsNone(state["step"])
        self.assertFalse([w for w in state["widgets"] if w["name"].startswith("time/")])
        # A point begins a number there, and Space sweeps the last slider.
        x, y, width, height = window.rect("slider/temperature")
        window.click((x + 0.4 * width, y + 0.75 * height))
        window.type(".5")
        window.xdotool("sleep", 0.1, "keydown", "Return", "sleep", 0.05, "keyup", "Return")
        window.wait(lambda s: s["values"]["temperature"] == 0.5)
        window.key("space")
        window.wait(lambda s: s["playing"] and s["values"]["temperature"] != 0.5)

    def test_plays_to_the_end_and_idles(self):
        window = self.start()
        self.assertEqual(window.state()["step"], 100)
        self.type_into(window, "time/speed", "4")
        before = window.state()
        window.key("space")
        seen = window.wait(lambda s: s["playing"] and 0 < s["step"] < 100, "a step on the way")
        self.assertEqual(seen["values"], before["values"])
        self.assertFalse(seen["undo"])
        state = window.wait(lambda s: not s["playing"], "the end")
        self.assertEqual((state["step"], state["readouts"]), (100, before["readouts"]))
        window.move((640, 790))
        time.sleep(1)
        frame = window.state()["frame"]
        time.sleep(1)
        self.assertEqual(window.state()["frame"], frame)

    def test_a_step_back_is_what_was_there_before(self):
        window = self.start()
        window.key("Home")
        first = window.wait(lambda s: s["step"] == 0)
        shown = [first["readouts"]]
        for step in (1, 2, 3):
            window.type(".")
            shown.append(window.wait(lambda s, step=step: s["step"] == step)["readouts"])
        self.assertNotEqual(shown[0], shown[3])
        for step in (2, 1, 0):
            window.click("time/back")
            self.assertEqual(window.wait(lambda s, step=step: s["step"] == step)["readouts"], shown[step])
        window.type(",")
        window.key("End")
        window.wait(lambda s: s["step"] == 100)
        window.click("time/start")
        self.assertEqual(window.wait(lambda s: s["step"] == 0)["readouts"], shown[0])
        self.assertFalse(window.state()["undo"])

    def test_scrubbing_moves_nothing_but_the_step(self):
        window = self.start()
        before = window.state()
        x, y, width, height = window.rect("time/step")
        track = y + 0.7 * height
        window.press((x + width - 6, track))
        for share in (0.8, 0.5, 0.25):
            window.move((x + share * width, track))
            window.xdotool("sleep", 0.05)
        window.release()
        state = window.wait(lambda s: 20 < s["step"] < 30, "a quarter of the way")
        self.assertEqual(state["values"], before["values"])
        self.assertFalse(state["undo"])
        window.key("Right")
        window.wait(lambda s: s["step"] == state["step"] + 1)

    def test_a_wrong_step_is_refused_in_a_sentence(self):
        window = self.start()
        self.type_into(window, "time/step", "101")
        window.wait(lambda s: "from 0 to 100" in s["message"], "a sentence")
        window.key("Escape")
        self.at_step(window, 70)

    def test_another_landscape_while_playing_starts_anew_and_goes_on(self):
        window = self.start()
        self.type_into(window, "time/speed", "0.5")
        self.at_step(window, 60)
        window.click("time/play")
        before = window.wait(lambda s: s["playing"] and s["step"] > 62, "playing")
        window.click("choice/landscape")
        window.wait(lambda s: any(w["name"] == "choice/landscape/1" for w in s["widgets"]), "the list")
        window.click("choice/landscape/1")
        state = window.wait(lambda s: s["values"]["landscape"] != before["values"]["landscape"]
                            and s["shown"] == s["values"] and 2 < s["step"] < 50, "anew")
        self.assertTrue(state["playing"])
        window.wait(lambda s: s["step"] > state["step"] + 5, "going on")

    def test_a_shorter_run_holds_the_playhead(self):
        # All controls are in sight: fewer optimizers have fewer of them.
        window = self.start("--set", "show-momentum=off", "--set", "show-nesterov=off", size="1280x2140")
        self.at_step(window, 70)
        self.type_into(window, "slider/steps", "50")
        window.wait(lambda s: s["last_step"] == 50 and s["step"] == 50)
        window.key("ctrl+z")
        window.wait(lambda s: s["last_step"] == 100 and s["step"] == 70)
        window.key("End")
        window.wait(lambda s: s["step"] == 100)
        self.type_into(window, "slider/steps", "120")
        window.wait(lambda s: s["last_step"] == 120 and s["step"] == 120)

    def test_a_resize_does_not_stop_it(self):
        window = self.start()
        self.type_into(window, "time/speed", "0.25")
        window.key("Home")
        window.key("space")
        number = subprocess.run(["xdotool", "search", "--pid", str(window.process.pid)], env=window.environment,
                                capture_output=True, text=True, check=True).stdout.split()[-1]
        step = 0
        for width, height in ((1000, 700), (1500, 900), (1280, 800)):
            window.xdotool("windowsize", number, width, height)
            state = window.wait(lambda s, size=[width, height], step=step: s["window"] == size and s["step"] > step,
                                f"{width}x{height}")
            self.assertTrue(state["playing"])
            step = state["step"]
        window.key("space")
        state = window.wait(lambda s: not s["playing"], "a pause")
        self.assertGreaterEqual(state["step"], step)

    def test_a_loop_begins_again(self):
        window = self.start()
        self.type_into(window, "time/speed", "8")
        window.click("time/loop")
        window.key("space")
        window.wait(lambda s: s["step"] > 80, "near the end")
        window.wait(lambda s: s["playing"] and 0 < s["step"] < 50, "the next round")

    def test_the_step_is_saved(self):
        window = self.start()
        self.at_step(window, 33)
        window.key("ctrl+q")
        self.assertEqual(window.process.wait(20), 0)
        again = Window(PROGRAM, display, home=window.home)
        self.addCleanup(again.close)
        self.assertEqual(again.wait(lambda s: s["step"] is not None)["step"], 33)

    def test_a_slider_can_still_be_swept(self):
        window = self.start()
        before = window.state()
        window.key("shift+space")
        window.wait(lambda s: s["playing"] and s["values"] != before["values"], "a sweep")
        window.key("shift+space")
        window.wait(lambda s: not s["playing"] and s["undo"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
