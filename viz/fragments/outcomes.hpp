// Pieces of figures about the outcomes (classes) of a distribution, shared by labs: numbered from 1, each in its colour.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "viz/figure/figure.hpp"

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

}  // namespace lossfield::viz
