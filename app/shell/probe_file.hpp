// The window's state as JSON, so that a script can act by name and wait for states instead of times:
//   {"frame", "busy", "lab", "theme", "values": {id: value}, "window": [w, h], "title_end": x,
//    "widgets": [{"name", "rect": [x, y, w, h]}], "handles": [{"id", "panel", "at": [x, y], "box": [x, y, w, h]}],
//    "panels": [{"id", "plot": [x, y, w, h], "range": [x0, x1, y0, y1]}],
//    "cameras": {panel: [azimuth, elevation, zoom]} of those that were turned, "readouts": {id: value},
//    "shown": {id: value}, "focus", "message", "playing", "step", "last_step", "undo", "redo"}
// Places are window pixels, as the pointer's. "busy": a newer picture is being computed or events wait; "shown"
// are the values of the picture, "values" those of the controls; "step" is null without a simulation. While
// something plays the file is written ten times a second.
#pragma once

#include <string>

#include "app/session/session.hpp"
#include "app/shell/shell.hpp"
#include "app/ui/ui.hpp"

namespace lossfield::app {

struct ProbeFrame {
    long long frame = 0;
    bool busy = false;
    int width = 0, height = 0;
};

[[nodiscard]] std::string probe_json(const ProbeFrame& frame, Session& session, const Ui& ui,
                                     const Shell& shell);

}  // namespace lossfield::app
