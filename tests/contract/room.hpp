// How much of a page plots have, and whether they stay where they are while values change.
#pragma once

#include <string>
#include <vector>

#include "viz/compose/compose.hpp"
#include "viz/lab/lab.hpp"

namespace lossfield::tests {

// What the window shows of a lab.
[[nodiscard]] viz::Page window_page(const viz::Lab& lab, double width, double height);

// Shares of the page: of all plots together (a triangle's is the box around it; words have none), of the leading panel's.
struct Shares {
    double plots = 0, lead = 0;
};
[[nodiscard]] Shares shares(const viz::Figure& figure, const viz::Composition& page);

// One number of the values taken through its range, the others standing at a lab's defaults; automatic ranges as they are while
// a slider is held.
struct Sweep {
    std::string what{};
    std::vector<viz::Values> frames{};
};
[[nodiscard]] std::vector<Sweep> sweeps(const viz::Lab& lab);

// The longest way that an edge of a plot goes between two pictures of one structure (panels, their kinds, proportions that are
// asked for, entries of legends, formulas, readouts, notices); 0 where the structure differs. While a slider is held notices do
// not count.
struct Jump {
    double pixels = 0;
    std::string panel{};
};
[[nodiscard]] Jump jump_between(const viz::Figure& a, const viz::Composition& page_a, const viz::Figure& b,
                                const viz::Composition& page_b, bool held);

}  // namespace lossfield::tests
