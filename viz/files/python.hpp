// A panel as a short Python script that draws it with matplotlib from the arrays of arrays.hpp: for those who must change what
// nobody foresaw. `python3 NAME.py` shows it, `python3 NAME.py FILE` writes it into a file.
#pragma once

#include <optional>
#include <string>

#include "viz/display/theme.hpp"
#include "viz/figure/view.hpp"
#include "viz/files/arrays.hpp"

namespace lossfield::viz {

struct PythonOptions {
    std::string panel{};  // empty: the one that leads
    ThemeId theme = ThemeId::Light;
    std::string npz{};  // the file's name beside the script; empty: the script holds its numbers itself
};

// Throws InputError for a panel that the figure lacks.
[[nodiscard]] std::string python_script(const Lab& lab, const Figure& figure, const View& view,
                                        const PythonOptions& options);

// The panel that a script draws where none is named: the view's, the figure's, the first. Throws InputError where there is none.
[[nodiscard]] const Panel& leading_panel(const Figure& figure, const View& view);

}  // namespace lossfield::viz
