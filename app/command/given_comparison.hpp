// What `render` compares: one panel at several values, or other states pinned behind the live one or beside it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/command/given.hpp"
#include "app/command/options.hpp"
#include "viz/files/render.hpp"

namespace lossfield::app {

// [--sweep ID=V1,V2,...]... [--columns N] [--pin WHAT]... [--beside]
struct GivenComparison {
    std::vector<std::string> sweeps, pins;
    std::optional<std::string> columns;
    bool beside = false;
};
void add_comparison(std::vector<Option>& options, GivenComparison& given);

// Over what the file says: given sweeps and pins take the place of its own. WHAT is a preset, ID=VALUE (the present values with
// this one changed) or a file. The figure is drawn anew where there is anything to compare. Throws InputError; what a file says
// and cannot be had gives way with a note.
void compare_given(const viz::Lab& lab, const GivenComparison& given, const Start& start,
                   viz::RenderOptions& options, Drawn& drawn);

}  // namespace lossfield::app
