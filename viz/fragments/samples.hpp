// Numbers along a range, what a function makes of each of them, the range that holds them, and the end of an axis for them.
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

// As far as it must reach to hold a number too, or all of some that are finite.
[[nodiscard]] inline Interval holding(const Interval& range, double v) {
    return {std::min(range.low, v), std::max(range.high, v)};
}
[[nodiscard]] inline Interval holding(Interval range, const Vector& numbers) {
    for (const double v : numbers)
        if (std::isfinite(v)) range = holding(range, v);
    return range;
}

// The largest size |v|; 0 of none.
[[nodiscard]] inline double largest_size(const Vector& numbers) {
    double largest = 0;
    for (const double v : numbers) largest = std::max(largest, std::abs(v));
    return largest;
}

// The Euclidean length.
[[nodiscard]] inline double euclidean_length(const Vector& numbers) {
    double squares = 0;
    for (const double v : numbers) squares += v * v;
    return std::sqrt(squares);
}

// The end of an axis for what moves: 1, 2, 5, 10, ... times a power of ten, the first that is not below the value, so that the
// axis jumps now and then instead of breathing. From 0.001 up; values below have 0.001.
[[nodiscard]] inline double axis_end(double value) {
    double end = 1e-3;
    for (int i = 0; end < value && end < 1e300; ++i) end *= i % 3 == 1 ? 2.5 : 2;
    return end;
}

}  // namespace lossfield::viz
