// The interactive program: opens the window and runs until it is closed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/shell/window_size.hpp"
#include "viz/comparison/pin.hpp"
#include "viz/display/theme.hpp"
#include "viz/lab/catalog.hpp"

namespace lossfield::app {

struct WindowOptions {
    std::optional<std::string> lab;  // none: the last one, else the first
    bool clean = false;              // values were given: start from them instead of resuming
    viz::Values values;              // of `lab`, when clean
    viz::View view;
    std::vector<viz::Pin> pins;
    std::optional<viz::ThemeId> theme;  // none: the last one
    bool reduced_motion = false;        // from now on; otherwise as it was last
    std::optional<int> width, height;   // logical pixels
    std::optional<WindowSize>
        picture;                     // the size of the picture in it, where that of the window is not given
    std::optional<double> ui_scale;  // none: the monitor's content scale
    std::string probe_file;          // not empty: state is written there after each settled frame
};

// Exit code: 0 closed by the person, 4 no display or no OpenGL (one sentence on stderr).
[[nodiscard]] int run_window(const viz::Catalog& labs, const WindowOptions& options);

}  // namespace lossfield::app
