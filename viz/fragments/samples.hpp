// Numbers along a range, and what a function makes of each of them.
#pragma once

#include <algorithm>
#include <cmath>
#include <numbers>

#include "viz/inputs/value.hpp"

namespace lossfield::viz {

// Both ends and what parts the range between them into equal steps.
[[nodiscard]] inline Vector evenly(Interval range, int steps) {
    Vector all;
    for (int i = 0; i <= steps; ++i) all.push_back(range.low + range.length() * i / steps);
    return all;
}

// From 0 to 1, closer towards both ends, where a curve may be steep without bound.
[[nodiscard]] inline Vector closer_at_ends(int steps) {
    Vector all;
    for (int i = 0; i <= steps; ++i) {
        const double s = std::sin(0.5 * std::numbers::pi * i / steps);
        all.push_back(s * s);
    }
    return all;
}

template <class Function>
[[nodiscard]] Vector each(const Vector& places, const Function& f) {
    Vector all(places.size());
    std::transform(places.begin(), places.end(), all.begin(), f);
    return all;
}

}  // namespace lossfield::viz
