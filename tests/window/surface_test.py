"""3-D panels as a person uses them. Arguments: the program, then unittest's own."""
import pathlib
import subprocess
import sys
import time
import unittest

from driver import Display, Window

PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
LAB, PANEL = "loss-surfaces", "surface"


def setUpModule():
    global display
    display = Display()


def tearDownModule():
    display.close()


class SurfaceTest(unittest.TestCase):
    def start(self, *arguments):
        window = Window(PROGRAM, display, LAB, "--preset", "ramp", *arguments)
        self.addCleanup(window.close)
        x, y, width, height = window.panel(PANEL)["plot"]
        self.middle = (round(x + width / 2), round(y + height / 2))
        return window

    def camera(self, state):
        return state["cameras"].get(PANEL)

    def by(self, x, y):
        return (self.middle[0] + x, self.middle[1] + y)


class Orbit(SurfaceTest):
    def test_dragging_turns_the_camera_and_nothing_else(self):
        window = self.start()
        before = window.state()
        self.assertEqual(before["cameras"], {})
        window.drag(self.middle, self.by(100, 40))
        after = window.wait(lambda s: self.camera(s) is not None)
        self.assertEqual(after["values"], before["values"])
        self.assertEqual([p["range"] for p in after["panels"]], [p["range"] for p in before["panels"]])
        self.assertFalse(after["undo"], "a camera is not undone")
        azimuth, elevation, zoom = self.camera(after)
        self.assertEqual(zoom, 1)
        # Down again by the same way, and with Shift a tenth as far.
        window.drag(self.middle, self.by(-100, -40))
        back = window.wait(lambda s: self.camera(s)[0] != azimuth)
        window.xdotool("keydown", "shift")
        window.drag(self.middle, self.by(-100, 0))
        window.xdotool("keyup", "shift")
        fine = window.wait(lambda s: self.camera(s)[0] != self.camera(back)[0])
        self.assertAlmostEqual(self.camera(fine)[0] - self.camera(back)[0],
                               (self.camera(back)[0] - azimuth) / 10, places=6)

    def test_up_stays_up(self):
        window = self.start()
        for way, limit in ((1, 90), (-1, 0)):
            for _ in range(2):
                window.drag(self.by(0, -way * 120), self.by(0, way * 120))
            window.wait(lambda s, limit=limit: self.camera(s) is not None and self.camera(s)[1] == limit, f"{limit} degrees")

    def test_a_double_click_goes_home(self):
        window = self.start()
        window.drag(self.middle, self.by(80, 30))
        window.wait(lambda s: self.camera(s) is not None)
        window.double_click(self.middle)
        window.wait(lambda s: s["cameras"] == {}, "the panel's own camera")

    def test_the_wheel_zooms_within_reason(self):
        window = self.start()
        window.xdotool("mousemove", *self.middle, "sleep", 0.05, "click", "--repeat", 2, "--delay", 60, 4)
        near = window.wait(lambda s: self.camera(s) is not None and self.camera(s)[2] > 1.2)
        self.assertEqual(near["panels"], window.state()["panels"])
        window.xdotool("click", "--repeat", 40, "--delay", 20, 5)
        window.wait(lambda s: self.camera(s)[2] == 0.2, "the least zoom")

    def test_when_it_stands_still_nothing_is_drawn(self):
        window = self.start()
        window.drag(self.middle, self.by(60, 20))
        window.wait(lambda s: self.camera(s) is not None)
        time.sleep(1.0)
        settled = window.state()["frame"]
        time.sleep(1.0)
        self.assertEqual(window.state()["frame"], settled)


class Keys(SurfaceTest):
    def views(self, window):
        window.move(self.middle)
        for key, camera in (("1", [0, 0, 1]), ("2", [-90, 0, 1]), ("3", [-90, 90, 1])):
            window.key(key)
            window.wait(lambda s, camera=camera: self.camera(s) == camera, f"view {key}")
        window.key("0")
        window.wait(lambda s: s["cameras"] == {}, "home")

    def test_views_along_the_axes(self):
        self.views(self.start())

    def test_views_without_motion(self):
        self.views(self.start("--reduced-motion"))

    def test_digits_belong_to_what_has_the_focus(self):
        window = self.start()
        window.move(self.middle)
        window.key("Tab")
        window.wait(lambda s: s["focus"].startswith("handle/"))
        window.key("1")
        state = window.wait(lambda s: True)
        self.assertEqual(state["cameras"], {})

    def test_tab_reaches_the_panel_and_arrows_turn_it(self):
        window = self.start()
        focus = window.wait(lambda s: True)["focus"]
        for _ in range(30):
            window.key("Tab")
            focus = window.wait(lambda s, before=focus: s["focus"] != before, "the next focus")["focus"]
            if focus == f"panel/{PANEL}":
                break
        else:
            self.fail("Tab does not reach the panel")
        window.key("Right")
        first = self.camera(window.wait(lambda s: self.camera(s) is not None))
        window.key("shift+Left")
        fine = self.camera(window.wait(lambda s: self.camera(s) != first))
        self.assertAlmostEqual(fine[0], first[0] - 1, places=9)


class Handles(unittest.TestCase):
    """Handles in space: the pointer leads them over the sphere, beside them it turns the camera."""

    def start(self):
        window = Window(PROGRAM, display, "fisher-geometry", "--preset", "triangle")
        self.addCleanup(window.close)
        return window

    def test_a_point_on_the_sphere_follows_the_pointer(self):
        window = self.start()
        before = window.state()
        x, y = window.handle("sphere-a")
        window.drag((x, y), (x + 30, y + 60))
        after = window.wait(lambda s: s["values"]["a"] != before["values"]["a"], "another point")
        at = window.handle("sphere-a")
        self.assertAlmostEqual(at[0], x + 30, delta=1.5)
        self.assertAlmostEqual(at[1], y + 60, delta=1.5)
        self.assertAlmostEqual(sum(after["values"]["a"]), 1, places=12)
        self.assertEqual(after["cameras"], {})
        window.key("ctrl+z")
        window.wait(lambda s: s["values"]["a"] == before["values"]["a"], "the point before")

    def test_arrows_move_it_and_turning_keeps_it(self):
        window = self.start()
        window.click("handle/sphere-p")
        before = window.wait(lambda s: s["focus"] == "handle/sphere-p")
        window.key("Up")
        after = window.wait(lambda s: s["values"]["p"] != before["values"]["p"], "a nudge")
        self.assertGreater(after["values"]["p"][2], before["values"]["p"][2])
        x, y, width, height = window.panel("sphere")["plot"]
        place = window.handle("sphere-p")
        window.drag((x + 30, y + 30), (x + 90, y + 40))
        turned = window.wait(lambda s: "sphere" in s["cameras"], "another camera")
        self.assertEqual(turned["values"], after["values"])
        self.assertNotEqual(window.handle("sphere-p"), place)


class Files(SurfaceTest):
    def test_the_turned_surface_is_exported_as_without_a_window(self):
        window = self.start()
        window.drag(self.middle, self.by(90, 30))
        azimuth, elevation, _ = self.camera(window.wait(lambda s: self.camera(s) is not None))
        for extension in ("svg", "png"):
            target = window.home / f"from-window.{extension}"
            window.key("ctrl+s")
            window.wait(lambda s: any(w["name"] == "export/path" for w in s["widgets"]), "path field")
            window.xdotool("sleep", 0.3)
            window.replace_text(str(target))
            window.wait(lambda s, target=target: target.exists(), "file")
            window.key("Escape")
            window.wait(lambda s: not any(w["name"] == "export/path" for w in s["widgets"]), "closed")
            svg = (window.home / "from-window.svg").read_text()
            size = "x".join(svg.split(f'{side}="')[1].split('"')[0] for side in ("width", "height"))
            again = window.home / f"headless.{extension}"
            subprocess.run([PROGRAM, "render", LAB, "--preset", "ramp", "--camera",
                            f"{PANEL}={azimuth!r},{elevation!r}", "--size", size, "-o", again], check=True,
                           env={k: v for k, v in window.environment.items() if k != "DISPLAY"})
            self.assertEqual(target.read_bytes(), again.read_bytes(), extension)
        # The window's own context is as it was.
        window.drag(self.middle, self.by(-40, 0))
        window.wait(lambda s: self.camera(s)[0] != azimuth)


if __name__ == "__main__":
    unittest.main(verbosity=2)
