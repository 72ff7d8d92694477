// How a lab's contour levels are chosen: the two parameters that every lab with level lines has, and what they mean.
#pragma once

#include "viz/figure/marks.hpp"
#include "viz/inputs/parameter.hpp"

namespace lossfield::viz {

template <class Inputs>
[[nodiscard]] Parameters<Inputs> level_rule_parameter(LevelRule Inputs::*member) {
    return choice(member, "level-rule", {"Levels", "", "how the contour levels are chosen"},
                  {{LevelRule::EqualArea, "equal-area", "equal area"},
                   {LevelRule::Linear, "linear", "evenly in the loss"},
                   {LevelRule::Logarithmic, "logarithmic", "logarithmic above the minimum"}},
                  {.group = "Picture"});
}

template <class Inputs>
[[nodiscard]] Parameters<Inputs> level_count_parameter(int Inputs::*member) {
    return whole(member, "levels", {"Number of levels", "", "about how many contour levels"},
                 {.group = "Picture", .soft = {2, 24}});
}

}  // namespace lossfield::viz
