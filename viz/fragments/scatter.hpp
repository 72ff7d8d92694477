// Data as points while they can be told apart, else as how many lie where. Up to 400 points in the range that is shown each
// stands alone: a mark and a handle that moves it. Of more the range is divided into cells; where few lie in a cell they stand alone
// (the emptiest cells first, 400 points at most), the other cells are coloured by how many they hold, with a bar; and the point under
// the pointer stands alone in any case, so that every one can be taken hold of.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "viz/figure/figure.hpp"

namespace lossfield::viz {

inline constexpr std::size_t most_single_points = 400;

struct Scatter {
    std::vector<std::size_t> single{};  // places in the data, rising
    std::vector<double> counts{};  // of every cell, row by row from below, without those that stand alone
    std::size_t columns = 0, rows = 0;  // 0: all stand alone
    Domain range{};
    std::size_t points = 0, shown = 0;  // all, and those in the range

    [[nodiscard]] bool crowded() const { return columns > 0; }
};

// `pointer`: where it stands on the panel.
[[nodiscard]] Scatter scatter_of(const Points& data, const Domain& range,
                                 const std::optional<Pointer>& pointer = std::nullopt);

// Of a panel with ranges of its own, or zoomed; the pointer where it stands there.
[[nodiscard]] Scatter scatter_of(const Points& data, const Panel& panel, const View& view);

// The points that stand alone.
[[nodiscard]] Points single_points(const Points& data, const Scatter& scatter);

// The cells as the mark "density", and the panel's colour bar; nothing where no cells are. Before what lies on them.
void add_density(Panel& panel, const Scatter& scatter);

// The points that stand alone as the mark "data", and a handle "data-k" for each, k being its place in the data from 1 on. Colours:
// one for all, or one for each of them.
void add_single_points(Panel& panel, const Points& data, const Scatter& scatter, const std::string& parameter,
                       const std::vector<Colour>& colours);

// Says how many points there are and how they are shown, where cells are; else nothing.
[[nodiscard]] Notices crowd_notices(const Scatter& scatter);

}  // namespace lossfield::viz
