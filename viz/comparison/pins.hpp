// A state of a lab that is kept for comparison while other values are tried.
#pragma once

#include <string>
#include <vector>

#include "viz/comparison/ghosts.hpp"
#include "viz/lab/lab.hpp"

namespace lossfield::viz {

struct Pin {
    std::string name{};  // plain words, not empty
    Values values{};
    View view{};  // of which the step counts
    bool operator==(const Pin&) const = default;
};

// The figure of the pin, its step that of the pin; where its ranges are automatic those of the live values, so that both are on one
// ground.
[[nodiscard]] Pinned drawn(const Lab& lab, const Pin& pin, const Values& live, Detail detail);
[[nodiscard]] std::vector<Pinned> drawn(const Lab& lab, const std::vector<Pin>& pins, const Values& live,
                                        Detail detail);

}  // namespace lossfield::viz
