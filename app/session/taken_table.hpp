// A table that points were taken from and that has more columns than these: which ones are x and y can be chosen again, as
// long as the points are as one of the choices left them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "viz/inputs/value.hpp"
#include "viz/tables/table.hpp"

namespace lossfield::app {

// Which columns of a table are x and y.
struct ColumnPair {
    std::size_t x = 0, y = 0;
    bool operator==(const ColumnPair&) const = default;
};

struct TakenTable {
    struct Choice {
        ColumnPair columns{};
        viz::Points points{};  // that there are since
        bool refused = false;  // the columns hold what cannot be taken, and the points are those from before
    };

    std::size_t lab = 0, parameter = 0;
    std::string where{};  // the file, or the clipboard
    viz::tables::Table table{};
    std::vector<std::size_t> numbers{};  // columns that hold numbers, without one that counts the rows
    std::vector<Choice> choices{};       // each pair once, the last one last

    void choose(Choice choice) {
        std::erase_if(choices, [&](const Choice& c) { return c.columns == choice.columns || c.refused; });
        choices.push_back(std::move(choice));
    }
    // The last choice since which there are these points; nothing where they come from elsewhere.
    [[nodiscard]] const Choice* choice_of(const viz::Points& points) const {
        const auto found = std::find_if(choices.rbegin(), choices.rend(),
                                        [&](const Choice& c) { return c.points == points; });
        return found == choices.rend() ? nullptr : &*found;
    }
};

}  // namespace lossfield::app
