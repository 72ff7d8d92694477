// What the parts of the lab share: declarations (basins.cpp, presets.cpp), numbers (compute.cpp), picture
// (figure.cpp, map.cpp) and words (words.cpp).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "viz/fragments/landscape_inputs.hpp"
#include "viz/fragments/optimizer_inputs.hpp"
#include "viz/lab/lab.hpp"

namespace lossfield::viz::basins {

struct Inputs : LandscapeInputs, OptimizerInputs {
    OptimizerKind optimizer = OptimizerKind::Newton;
    Vector start{-1, 4.4};
    int steps = 200;
    double radius = 1e-3;
    bool shade = true, contours = true;

    Inputs() {
        line_search = false;
        schedule_total = 200;
    }
};

// The way of one start.
struct Path {
    Vector x, y;
    Vector height;  // loss above the lowest minimum, or the loss where there is none
    std::size_t steps = 0;
    std::optional<std::size_t> goal{};  // the minimum it arrives at
    bool diverged = false;
};

// Classes of the map: the minima in their order, then what rests at a saddle or a maximum, what is still under way after all
// steps, and what diverges.
struct Computed {
    math::Landscape landscape;
    math::StationaryPoints points;  // with the minima beyond those that starts have come to rest at
    std::optional<double> lowest;
    std::string unfit;                 // why the optimizer cannot run here; empty: it can
    std::size_t side = 0;              // starts along each axis
    std::size_t unusable = 0;          // starts that the optimizer cannot begin at: holes
    Domain centres;                    // of the outermost starts
    Numbers classes, shade;            // one a start
    std::vector<std::uint32_t> taken;  // steps, one a start
    Vector shares;                     // of each class
    std::vector<Vector> arrivals;  // of each minimum: how many arrive in each bin of steps, as far as any do
    double bin = 1;                // steps in a bin
    double usual = 1;              // steps that nearly all arrivals take at most
    double mean_steps = 0;         // of those that arrive
    Path path;                     // of the start
    GridField height;

    double loss = 0, check = 0;  // at the start
    math::PlanePoint gradient;

    [[nodiscard]] std::size_t resting() const { return points.minima.size(); }
    [[nodiscard]] std::size_t unsettled() const { return points.minima.size() + 1; }
    [[nodiscard]] std::size_t lost() const { return points.minima.size() + 2; }
    [[nodiscard]] std::size_t kinds() const { return points.minima.size() + 3; }
};

// The start's cell, by its column and row; none outside of the map.
[[nodiscard]] std::optional<std::size_t> cell_at(const Inputs& in, const Computed& r, double x, double y);

// The path from a place, with the noise of its cell.
[[nodiscard]] Path path_from(const Inputs& in, const Computed& r, const math::PlanePoint& from);

[[nodiscard]] inline Colour colour_of_minimum(std::size_t k) { return series(static_cast<int>(k % 10)); }
// Of what rests, what is under way, what diverges.
inline constexpr Colour resting_colour{Role::Muted, 0, 0.8}, unsettled_colour{Role::Muted, 0, 0.3},
    lost_colour{Role::Ink, 0, 0.85};
[[nodiscard]] std::string place(const math::PlanePoint& p);
[[nodiscard]] std::string percent(double share);
// Minima by falling share, those without one left out.
[[nodiscard]] std::vector<std::size_t> by_share(const Computed& r);

[[nodiscard]] Panel map_panel(const Inputs& in, const Computed& r, const Path& pointed);
[[nodiscard]] std::string caption(const Inputs& in, const Computed& r);
[[nodiscard]] Notices notices(const Inputs& in, const Computed& r);
[[nodiscard]] Readouts readouts(const Computed& r);

[[nodiscard]] std::vector<PresetOf<Inputs>> presets();
[[nodiscard]] Computed compute(const Inputs& in, Detail detail, std::stop_token stop);
[[nodiscard]] Figure draw(const Inputs& in, const Computed& r, const View& view);
[[nodiscard]] Readouts probe(const Inputs& in, const Computed& r, const std::string& panel, double x,
                             double y);

}  // namespace lossfield::viz::basins
