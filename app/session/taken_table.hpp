// A table that points were taken from and that has more columns than these: which ones are x and y can be chosen again, as
// long as the points are as they were taken.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "viz/inputs/value.hpp"
#include "viz/tables/table.hpp"

namespace lossfield::app {

struct TakenTable {
    std::size_t lab = 0, parameter = 0;
    std::string where{};  // the file, or the clipboard
    viz::tables::Table table{};
    std::vector<std::size_t> numbers{};  // columns that hold numbers, without one that counts the rows
    std::size_t x = 0, y = 0;            // columns of the table
    viz::Points points{};                // as taken
};

}  // namespace lossfield::app
