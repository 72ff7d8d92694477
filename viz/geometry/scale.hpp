// Axis scales and the ticks a careful person would choose: 1-2-5 steps on linear axes, decades on logarithmic
// ones, few digits, one common number of decimals.
//   forward: Linear v;  Log log10 v (NaN for v <= 0);  Symlog asinh(v)
#pragma once

#include <string>
#include <vector>

#include "viz/figure/figure.hpp"

namespace lossfield::viz {

[[nodiscard]] double forward(ScaleKind scale, double value);
[[nodiscard]] double backward(ScaleKind scale, double position);

// Position of a value in a range: 0 at low, 1 at high (may lie outside).
[[nodiscard]] double fraction(ScaleKind scale, Interval range, double value);
[[nodiscard]] double from_fraction(ScaleKind scale, Interval range, double fraction);

// `fraction` of many values: the ends of the range are placed once.
class Placement {
  public:
    Placement(ScaleKind scale, Interval range);
    [[nodiscard]] double operator()(double value) const { return offset(value) / length_; }
    // How far a value lies from the range's low end, on the scale; `length`: the high end's. Nothing near overflows.
    [[nodiscard]] double offset(double value) const { return forward(scale_, value) - low_; }
    [[nodiscard]] double length() const { return length_; }

  private:
    ScaleKind scale_;
    double low_, length_;
};

// At most about `count` ticks inside the range, labelled with rich text.
[[nodiscard]] std::vector<Tick> choose_ticks(ScaleKind scale, Interval range, int count);

// The smallest range of round numbers that holds [low, high] with a little air; equal bounds are opened up.
[[nodiscard]] Interval round_range(ScaleKind scale, Interval data);

}  // namespace lossfield::viz
