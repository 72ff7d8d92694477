// The values of a field and what they span.
#pragma once

#include "viz/figure/marks.hpp"

namespace lossfield::viz {

[[nodiscard]] const Vector& values_of(const Field& field);

// Smallest and largest finite value; (NaN, NaN) when there is none.
[[nodiscard]] Interval finite_range(const Vector& values);

// The scale itself, or over the finite values or a range when it names none.
[[nodiscard]] ColourScale fitted(const ColourScale& scale, const Vector& values);
[[nodiscard]] ColourScale fitted(ColourScale scale, Interval range);

}  // namespace lossfield::viz
