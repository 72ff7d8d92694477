#include "viz/comparison/even_grid.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "viz/comparison/common_scales.hpp"

namespace lossfield::viz {
namespace {

void look_from(Panel& panel, const View& view) {
    if (const auto range = view.ranges.find(panel.id); range != view.ranges.end())
        panel.x.range = range->second.x, panel.y.range = range->second.y;
    if (const auto camera = view.cameras.find(panel.id); camera != view.cameras.end())
        panel.camera = camera->second;
}

}  // namespace

void put_in_even_grid(Figure& figure, const View& view, int columns) {
    std::vector<Panel*> panels;
    for (Panel& p : figure.panels) {
        look_from(p, view);
        p.handles = {};
        panels.push_back(&p);
    }
    share_scales(panels);
    const int last_of_first_row = std::min(columns, static_cast<int>(panels.size())) - 1;
    for (std::size_t i = 0; i < panels.size(); ++i) {
        Panel& p = *panels[i];
        const auto at = static_cast<int>(i);
        p.cell = {at / columns, at % columns, 1, 1};
        p.legend = p.legend && i == 0;
        if (at != last_of_first_row) p.colour_bar.reset();
        p.id += fmt::format("-{}", i + 1);
    }
}

}  // namespace lossfield::viz
