// The words that every lab is written in: numbers and how they are said, parameters, figures and their marks. A lab's header
// includes this and the mathematics it shows; fragments about one matter (landscapes, optimizers, lines through data, space)
// come with a line of their own.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <numbers>
#include <numeric>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "viz/figure/field.hpp"
#include "viz/fragments/contour_levels.hpp"
#include "viz/fragments/curves.hpp"
#include "viz/fragments/marks.hpp"
#include "viz/fragments/samples.hpp"
#include "viz/fragments/shared_parameters.hpp"
#include "viz/geometry/levels.hpp"
#include "viz/geometry/scale.hpp"
#include "viz/inputs/values.hpp"
#include "viz/lab/lab.hpp"
#include "viz/text/numbers.hpp"
#include "viz/text/words.hpp"

namespace lossfield::viz {

// In a curve: a gap.
inline constexpr double nan = std::numeric_limits<double>::quiet_NaN();
inline constexpr double infinity = std::numeric_limits<double>::infinity();

[[nodiscard]] constexpr double degrees(double radians) { return radians * 180 / std::numbers::pi; }

}  // namespace lossfield::viz
