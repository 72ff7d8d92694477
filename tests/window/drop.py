"""Drops a file on a window as a file manager does: the protocol XDND, spoken through libX11."""
import ctypes
import struct
import time

CLIENT_MESSAGE, SELECTION_REQUEST, SELECTION_NOTIFY = 33, 30, 31
PATIENCE = 10  # seconds


class Event(ctypes.Structure):
    _fields_ = [("bytes", ctypes.c_char * 192)]

    @classmethod
    def of(cls, layout, *values):
        return cls.from_buffer_copy(struct.pack(layout, *values).ljust(192, b"\0"))


def library():
    x = ctypes.CDLL("libX11.so.6")
    number, pointer = ctypes.c_ulong, ctypes.c_void_p
    for name, result, arguments in (
        ("XOpenDisplay", pointer, [ctypes.c_char_p]),
        ("XCloseDisplay", ctypes.c_int, [pointer]),
        ("XDefaultRootWindow", number, [pointer]),
        ("XCreateSimpleWindow", number, [pointer, number] + [ctypes.c_int] * 2 + [ctypes.c_uint] * 3 + [number] * 2),
        ("XInternAtom", number, [pointer, ctypes.c_char_p, ctypes.c_int]),
        ("XSetSelectionOwner", ctypes.c_int, [pointer, number, number, number]),
        ("XSendEvent", ctypes.c_int, [pointer, number, ctypes.c_int, ctypes.c_long, ctypes.POINTER(Event)]),
        ("XPending", ctypes.c_int, [pointer]),
        ("XNextEvent", ctypes.c_int, [pointer, ctypes.POINTER(Event)]),
        ("XChangeProperty", ctypes.c_int, [pointer, number, number, number, ctypes.c_int, ctypes.c_int, ctypes.c_char_p,
                                           ctypes.c_int]),
        ("XSync", ctypes.c_int, [pointer, ctypes.c_int]),
    ):
        function = getattr(x, name)
        function.restype, function.argtypes = result, arguments
    return x


def drop(display_name, window, uri):
    """Returns once the window has taken what was dropped."""
    x = library()
    display = x.XOpenDisplay(display_name.encode())
    try:
        def atom(name):
            return x.XInternAtom(display, name.encode(), 0)

        def tell(name, *data):
            event = Event.of("<i4xQi4xQQQi4x5q", CLIENT_MESSAGE, 0, 1, display, window, atom(name), 32,
                             *(data + (0,) * (5 - len(data))))
            x.XSendEvent(display, window, 0, 0, ctypes.byref(event))
            x.XSync(display, 0)

        source = x.XCreateSimpleWindow(display, x.XDefaultRootWindow(display), 0, 0, 1, 1, 0, 0, 0)
        x.XSetSelectionOwner(display, atom("XdndSelection"), source, 0)
        tell("XdndEnter", source, 5 << 24, atom("text/uri-list"))
        tell("XdndPosition", source, 0, 300 << 16 | 300, 0, atom("XdndActionCopy"))
        tell("XdndDrop", source, 0, 0)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if not x.XPending(display):
                time.sleep(0.02)
                continue
            event = Event()
            x.XNextEvent(display, ctypes.byref(event))
            raw = bytes(event)
            (kind,) = struct.unpack_from("<i", raw)
            if kind == SELECTION_REQUEST:
                requestor, selection, target, prop, when = struct.unpack_from("<5Q", raw, 40)
                text = uri.encode() + b"\r\n"
                x.XChangeProperty(display, requestor, prop, target, 8, 0, text, len(text))
                answer = Event.of("<i4xQi4xQ5Q", SELECTION_NOTIFY, 0, 1, display, requestor, selection, target, prop, when)
                x.XSendEvent(display, requestor, 0, 0, ctypes.byref(answer))
                x.XSync(display, 0)
            elif kind == CLIENT_MESSAGE and struct.unpack_from("<Q", raw, 40)[0] == atom("XdndFinished"):
                return
        raise AssertionError("nobody took what was dropped")
    finally:
        x.XCloseDisplay(display)
