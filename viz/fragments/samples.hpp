// Numbers along a range, and what a function makes of each of them.
#pragma once

#include <algorithm>

#include "viz/inputs/value.hpp"

namespace lossfield::viz {

// Both ends and what parts the range between them into equal steps.
[[nodiscard]] inline Vector evenly(Interval range, int steps) {
    Vector all;
    for (int i = 0; i <= steps; ++i) all.push_back(range.low + range.length() * i / steps);
    return all;
}

template <class Function>
[[nodiscard]] Vector each(const Vector& places, const Function& f) {
    Vector all(places.size());
    std::transform(places.begin(), places.end(), all.begin(), f);
    return all;
}

}  // namespace lossfield::viz
