// How a lab's contour levels are chosen: the two parameters that every lab with level lines has, and what they mean.
#pragma once

#include <string>

#include "viz/figure/marks.hpp"
#include "viz/inputs/parameter.hpp"

namespace lossfield::viz {

template <class Inputs>
[[nodiscard]] Binding<Inputs> level_rule_parameter(std::string Inputs::*member) {
    return choice(member, "level-rule",
                  {.label = "Levels",
                   .help = "how the contour levels are chosen",
                   .group = "Picture",
                   .options = {{"equal-area", "equal area"},
                               {"linear", "evenly in the loss"},
                               {"logarithmic", "logarithmic above the minimum"}}});
}

template <class Inputs>
[[nodiscard]] Binding<Inputs> level_count_parameter(int Inputs::*member) {
    return whole(member, "levels",
                 {.label = "Number of levels",
                  .help = "about how many contour levels",
                  .group = "Picture",
                  .soft = {2, 24}});
}

// `rule`: the id of one of the options above.
[[nodiscard]] inline Levels levels_of(const std::string& rule, int count) {
    return {rule == "linear"        ? LevelRule::Linear
            : rule == "logarithmic" ? LevelRule::Logarithmic
                                    : LevelRule::EqualArea,
            count,
            {}};
}

}  // namespace lossfield::viz
