// The end of an axis for what moves: 1, 2, 5, 10, ... times a power of ten, the first that is not below the value, so that the
// axis jumps now and then instead of breathing. From 0.001 up; values below have 0.001.
#pragma once

namespace lossfield::viz {

[[nodiscard]] inline double axis_end(double value) {
    double end = 1e-3;
    for (int i = 0; end < value && i < 90; ++i) end *= i % 3 == 1 ? 2.5 : 2;
    return end;
}

}  // namespace lossfield::viz
