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

// Words that a legend can show as they stand: one line of at most 60 bytes without the signs of rich text.
[[nodiscard]] bool is_pin_name(const std::string& name);

[[nodiscard]] Pinned drawn(const Lab& lab, const Pin& pin, Detail detail);
[[nodiscard]] std::vector<Pinned> drawn(const Lab& lab, const std::vector<Pin>& pins, Detail detail);

}  // namespace lossfield::viz
