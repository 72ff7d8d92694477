// One number of a lab's values taken through a range, from frame to frame: a real or whole parameter, or one
// entry of a vector.
//   text: ID=A..B, or ID[k]=A..B for the k-th entry (from 1); A and B inside the hard range, A below B
//   real: n values from A to B, in equal ratios where the parameter's spacing is logarithmic and A > 0, else in
//   equal steps;  whole: one after the other from A, after B from A again, in steps that use the whole range
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "viz/lab/lab.hpp"

namespace lossfield::app {

struct Sweep {
    std::size_t parameter = 0;
    std::optional<std::size_t> entry{};  // from 0
    viz::Interval range{};
};

// Throws InputError for an unknown id (with the nearest), a kind or entry that cannot be swept, or a range that
// the parameter does not accept.
[[nodiscard]] Sweep parse_sweep(const viz::Lab& lab, const viz::Values& values, const std::string& text);

// Without one given: the first real parameter over its soft range, else the first whole one, else the first
// entry of the first vector; none that the figure says is without effect. Throws InputError where there is none of
// these.
[[nodiscard]] Sweep usual_sweep(const viz::Lab& lab, const viz::Figure& figure);

[[nodiscard]] std::string sweep_text(const viz::Lab& lab, const Sweep& sweep);

// `count` lists of values, each differing from the one before it. Throws InputError when the lab refuses one.
[[nodiscard]] std::vector<viz::Values> swept(const viz::Lab& lab, const viz::Values& values,
                                             const Sweep& sweep, std::size_t count);

}  // namespace lossfield::app
