// The landscape of a likelihood over two parameters: what lies above the least NLL as a map, the likelihood as a hill, and
// the live place on both.
#pragma once

#include <array>
#include <string>

#include "viz/figure/figure.hpp"

namespace lossfield::viz {

// Filled level sets of what lies above a least, with colours that are logarithmic down to a thousandth of the highest; the
// panel gets their colour bar.
void add_excess(Panel& panel, std::string id, const GridField& field, const Vector& levels, std::string bar);

// The likelihood e^-v relative to its largest, of what lies v above the least NLL.
[[nodiscard]] GridField relative_likelihood(const GridField& excess);

// Of the likelihood relative to its largest; the panel's height is that share.
void add_hill(Panel& panel, const GridField& likelihood);

// The ring of the live place, with its words on a map.
[[nodiscard]] PointSet live_place(const std::array<double, 2>& at, std::string words = "");

// In a 3-D panel: a handle on the ground, where a pull keeps its height, and a stem that joins it to the surface.
void add_ground_handle(Panel& panel, std::string id, std::string label, std::string parameter,
                       const std::array<double, 2>& at, double height);

}  // namespace lossfield::viz
