// A mark with its id and legend entry, to be filled in.
#pragma once

#include <string>
#include <utility>

namespace lossfield::viz {

template <class M>
[[nodiscard]] M named(std::string id, std::string label = "") {
    M mark;
    mark.id = std::move(id);
    mark.label = std::move(label);
    return mark;
}

}  // namespace lossfield::viz
