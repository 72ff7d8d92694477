// Values with one number changed: what a slider, a cell of a table, an arrow key or the playing sweep does.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "viz/lab/lab.hpp"

namespace lossfield::app {

// One number of the values: a real or whole parameter (entry 0), an entry of a vector or matrix, a coordinate
// of a point (2 * point + axis), or an end of a domain (x low, x high, y low, y high).
struct Spot {
    std::size_t parameter = 0;
    std::size_t entry = 0;
    bool operator==(const Spot&) const = default;
};

[[nodiscard]] double number_at(const viz::Values& values, const Spot& place);

// A share of a distribution takes from or gives to the others in proportion, starting from `base`.
[[nodiscard]] viz::Values with_number(const viz::Lab& lab, const viz::Values& base, const Spot& place,
                                      double number);

// The place reset to what the defaults say (an entry beyond the default's length becomes 0); of a domain all four ends.
[[nodiscard]] viz::Values with_default(const viz::Lab& lab, const viz::Values& values, const Spot& place);

// The first place a sweep can play: a real parameter, else a vector's first entry.
[[nodiscard]] std::optional<Spot> first_sweep(const viz::Lab& lab, const viz::Figure& figure);

}  // namespace lossfield::app
