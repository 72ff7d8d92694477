"""Drives the real window: a private X server, real pointer and key events, widgets by name, waits for states.

The program writes what it shows to its probe file after each settled frame; nothing here waits for a time alone.
"""
import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time

PATIENCE = 20  # seconds until a state that does not come is a failure; generous, since machines are slow at times


class Display:
    """An X server of our own, on a display number that it chooses itself."""

    def __init__(self, size="1280x800", screen="3840x2160"):
        read, write = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", screen + "x24", "-nolisten", "tcp"],
            pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as numbers:
            self.name = ":" + numbers.readline().strip()
        self.size = size

    def close(self):
        self.server.terminate()
        self.server.wait()


class Window:
    def __init__(self, program, display, *arguments, home=None, size="1280x800", scale=1):
        self.display = display
        self.own_home = home is None
        self.home = pathlib.Path(home or tempfile.mkdtemp(prefix="lossfield-window-"))
        self.probe = self.home / "probe.json"
        self.probe.unlink(missing_ok=True)
        self.environment = dict(os.environ, DISPLAY=display.name, HOME=str(self.home),
                                XDG_STATE_HOME=str(self.home / "state"), XDG_CONFIG_HOME=str(self.home / "config"))
        self.process = subprocess.Popen([program, *arguments, "--size", size, "--ui-scale", str(scale), "--probe",
                                         self.probe],
                                        env=self.environment, cwd=self.home)
        self.wait(lambda s: True)

    def close(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        if self.own_home:
            shutil.rmtree(self.home, ignore_errors=True)

    # --- what it shows

    def state(self):
        try:
            return json.loads(self.probe.read_text())
        except FileNotFoundError:
            return None

    def wait(self, condition, what="state", settled=True):
        """The first settled state that fulfils the condition; while something is held none is."""
        end = time.monotonic() + PATIENCE
        last = None
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise AssertionError(f"the program ended with {self.process.returncode} while waiting for {what}")
            last = self.state()
            if last is not None and not (settled and last["busy"]) and condition(last):
                return last
            time.sleep(0.02)
        shown = None if last is None else {k: last[k] for k in ("frame", "busy", "values", "message", "focus")}
        raise AssertionError(f"no {what} within {PATIENCE} s; last: {shown}")

    def centre(self, name):
        for widget in self.state()["widgets"]:
            if widget["name"] == name:
                x, y, width, height = widget["rect"]
                return x + width / 2, y + height / 2
        names = [w["name"] for w in self.state()["widgets"]]
        raise AssertionError(f"no widget {name}; there are {names}")

    def rect(self, name):
        return next(w["rect"] for w in self.state()["widgets"] if w["name"] == name)

    def handle(self, name):
        return next(h["at"] for h in self.state()["handles"] if h["id"] == name)

    def panel(self, name):
        return next(p for p in self.state()["panels"] if p["id"] == name)

    # --- what a person does

    def xdotool(self, *words):
        subprocess.run(["xdotool", *map(str, words)], env=self.environment, check=True)

    def move(self, at):
        self.xdotool("mousemove", round(at[0]), round(at[1]))

    def click(self, name, button=1):
        at = self.centre(name) if isinstance(name, str) else name
        self.xdotool("mousemove", round(at[0]), round(at[1]), "sleep", 0.05, "mousedown", button, "sleep", 0.05,
                     "mouseup", button)

    def double_click(self, at):
        self.xdotool("mousemove", round(at[0]), round(at[1]), "sleep", 0.05, "click", "--repeat", 2, "--delay", 80, 1)

    def press(self, at):
        self.xdotool("mousemove", round(at[0]), round(at[1]), "sleep", 0.05, "mousedown", 1, "sleep", 0.05)

    def release(self):
        self.xdotool("mouseup", 1)

    def drag(self, start, end, steps=6):
        self.press(start)
        for k in range(1, steps + 1):
            f = k / steps
            self.xdotool("mousemove", round(start[0] + f * (end[0] - start[0])), round(start[1] + f * (end[1] - start[1])),
                         "sleep", 0.03)
        self.release()

    def key(self, name):
        """Down and up in one go: both may fall into one frame of the program."""
        self.xdotool("key", "--delay", 0, name)

    def type(self, text):
        self.xdotool("type", "--delay", 40, text)

    def replace_text(self, text):
        """A field with the focus gets another text."""
        self.xdotool("keydown", "ctrl", "key", "--delay", 60, "a", "keyup", "ctrl", "sleep", 0.1)
        self.type(text)
        self.xdotool("sleep", 0.1, "keydown", "Return", "sleep", 0.05, "keyup", "Return")
