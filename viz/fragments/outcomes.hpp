// Pieces of figures about the outcomes (classes) of a distribution, shared by labs: numbered from 1, each in its colour; bars
// from 0, and the handles that pull at them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "viz/figure/figure.hpp"
#include "viz/fragments/marks.hpp"

namespace lossfield::viz {

// 1 to n: where the bars of n outcomes stand.
[[nodiscard]] Vector outcome_positions(std::size_t n);
[[nodiscard]] std::vector<Colour> outcome_colours(std::size_t n, double opacity = 1);
// "$p_{1}$", ..., "$p_{n}$" at their positions; without a symbol 1, ..., n.
[[nodiscard]] Ticks outcome_ticks(std::size_t n, const std::string& symbol);

// The outcome, 0-based, whose bar stands at a place of the axis; nothing beside all of them.
[[nodiscard]] std::optional<std::size_t> outcome_at(double x, std::size_t n);

// The outcomes at the corners of a triangle, 0-based: of more than three the chosen ones (1-based) as far as they
// exist, filled up with the first others; of three all, of two both.
[[nodiscard]] std::vector<std::size_t> shown_outcomes(std::size_t n, const Vector& chosen);

// A panel of bars, whose outcomes are called by a symbol (outcome_ticks).
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
