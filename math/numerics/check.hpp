// Preconditions of the numeric core.
// A violated precondition is a defect of the caller, never a numeric event: it throws std::invalid_argument
// whose text names the function and argument and shows the value found beside the value required.
#pragma once

#include <cstddef>
#include <limits>
#include <sstream>
#include <stdexcept>
#include <string>

namespace lossfield::math {

template <typename Found, typename Required>
[[noreturn]] void violated(const char* what, const Found& found, const char* relation,
                           const Required& required) {
    std::ostringstream text;
    text.precision(std::numeric_limits<double>::max_digits10);
    text << what << " is " << found << ", required: " << relation << ' ' << required;
    throw std::invalid_argument(text.str());
}

inline void check_size(const char* what, std::size_t found, std::size_t required) {
    if (found != required) violated(what, found, "==", required);
}

// For a size that must be at least `required`: there is no softmax over no class.
inline void check_at_least(const char* what, std::size_t found, std::size_t required) {
    if (found < required) violated(what, found, ">=", required);
}

// For two lists of as many entries each.
inline void check_pair(const char* what, std::size_t found, std::size_t other, std::size_t least = 1) {
    check_at_least(what, found, least);
    check_size(what, other, found);
}

// NaN is refused too.
inline void check_positive(const char* what, double found) {
    if (!(found > 0.0)) violated(what, found, ">", 0.0);
}

}  // namespace lossfield::math
