// What the tests of steppers share: the iterates for given gradients, every landscape with its defaults, and places on it.
#pragma once

#include <utility>
#include <vector>

#include "math/optimizers/steppers.hpp"
#include "tests/math/oracle.hpp"

namespace lossfield::tests {

// Where a stepper of one coordinate is after each of the gradients.
template <typename Stepper>
std::vector<double> path(const Stepper& stepper, const std::vector<double>& gradients, double x = 0) {
    std::vector<double> all;
    math::MemoryOf<Stepper> memory{};
    for (const double g : gradients) {
        stepper.update(x, g, memory, at_step(stepper, all.size() + 1));
        all.push_back(x);
    }
    return all;
}

inline std::vector<math::Landscape> every_landscape() {
    return []<std::size_t... I>(std::index_sequence<I...> /*numbers*/) {
        return std::vector<math::Landscape>{math::Landscape(std::in_place_index<I>)...};
    }
    (std::make_index_sequence<std::variant_size_v<math::Landscape>>());
}

// Anywhere in the view; all coordinates of a matrix.
inline math::Coordinates random_place(const math::Objective& objective, Draws& draws) {
    const math::PlaneRange view = facts(objective.landscape()).view;
    math::Coordinates x{};
    for (std::size_t d = 0; d < objective.dimension(); ++d)
        x[d] = d % 2 == 0 ? draws.between(view.x_low, view.x_high) : draws.between(view.y_low, view.y_high);
    return x;
}

}  // namespace lossfield::tests
