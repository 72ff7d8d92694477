// A state of a lab that is kept for comparison while other values are tried.
#pragma once

#include <cstddef>
#include <string>

#include "viz/figure/view.hpp"
#include "viz/lab/lab.hpp"

namespace lossfield::viz {

struct Pin {
    std::string name{};  // plain words, not empty
    Values values{};
    View view{};  // of which the step counts
    bool operator==(const Pin&) const = default;
};

inline constexpr std::size_t most_pins = 3;

// Words that a legend can show as they stand: one line of at most 60 bytes without the signs of rich text.
[[nodiscard]] bool is_pin_name(const std::string& name);

}  // namespace lossfield::viz
