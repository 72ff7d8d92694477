// A bar for each outcome of a distribution, from 0 and in its colour, and the handles that pull at them.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "viz/fragments/marks.hpp"
#include "viz/fragments/outcomes.hpp"

namespace lossfield::viz {

// A panel of such bars, whose outcomes are called by a symbol (outcome_ticks).
[[nodiscard]] inline Panel outcome_panel(std::string id, std::string title, Cell cell, std::size_t n,
                                         const std::string& symbol, Interval heights) {
    Panel panel{.id = std::move(id), .title = std::move(title), .kind = PanelKind::Bars, .cell = cell};
    panel.x.ticks = outcome_ticks(n, symbol);
    panel.y.range = heights;
    return panel;
}

[[nodiscard]] inline Bars outcome_bars(std::string id, Vector values, std::vector<std::string> texts = {}) {
    Bars bars{.id = std::move(id), .value = std::move(values), .texts = std::move(texts)};
    bars.position = outcome_positions(bars.value.size());
    bars.base = Vector(bars.value.size(), 0.0);
    bars.colours = outcome_colours(bars.value.size());
    return bars;
}

// The handle `id`-k of outcome k at a height; `words` say what it is, `aside` is how far it stands beside the bar's middle.
[[nodiscard]] inline Handle outcome_handle(const std::string& id, std::string words, std::size_t k,
                                           double height, Move move, double aside = 0) {
    return handle_at(id + "-" + std::to_string(k + 1), std::move(words),
                     {static_cast<double>(k + 1) + aside, height}, std::move(move),
                     series(static_cast<int>(k)));
}

}  // namespace lossfield::viz
