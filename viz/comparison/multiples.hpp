// Small multiples: one panel of a lab at several values, side by side. All have the same ranges, the same camera, the same
// colours and level lines for the same values, one legend and one colour bar; each is titled by its value.
#pragma once

#include <string>
#include <vector>

#include "viz/comparison/repeat.hpp"
#include "viz/figure/figure.hpp"
#include "viz/lab/lab.hpp"

namespace lossfield::viz {

struct Multiples {
    std::vector<Repeat>
        repeats{};        // one, in reading order; or two: from left to right, then from top to bottom
    std::string panel{};  // empty: the view's leading one, else the figure's
    int columns = 0;      // of one repeat; 0: about as many as rows
};

inline constexpr std::size_t most_multiples = 64;

// To be composed on a page that is `even`, with no view of its own: what the view says is in the panels. Throws InputError where
// the lab refuses a combination of values (naming it), where one of them has no such panel, or there are too many.
[[nodiscard]] Figure multiples(const Lab& lab, const Values& values, const View& view,
                               const Multiples& wanted);

}  // namespace lossfield::viz
