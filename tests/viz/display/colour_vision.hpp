// How far apart two colours look, to usual eyes and to those that lack one kind of cone.
//   linear(c)       sRGB to linear light, IEC 61966-2-1
//   seen_by         linear RGB as seen without L cones (protanopia) or M cones (deuteranopia)
//                   [Machado, Oliveira, Fernandes 2009, severity 1]
//   difference      CIEDE2000, kL = kC = kH = 1, D65 [Sharma, Wu, Dalal 2005]
#pragma once

#include <array>

#include "viz/display/theme.hpp"

namespace lossfield::tests {

enum class Sight { Usual, Protanopia, Deuteranopia };

struct Lab3 {
    double l = 0, a = 0, b = 0;
};

[[nodiscard]] Lab3 lab_of(const viz::Rgba& colour, Sight sight = Sight::Usual);
[[nodiscard]] double difference(const Lab3& x, const Lab3& y);

}  // namespace lossfield::tests
