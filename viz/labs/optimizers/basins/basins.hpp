// What the parts of the lab share: declarations and numbers (basins.cpp), picture (figure.cpp) and words (words.cpp).
#pragma once

#include "math/optimizers/basins.hpp"
#include "viz/fragments/landscape_inputs.hpp"
#include "viz/fragments/plane_places.hpp"
#include "viz/labs/vocabulary.hpp"
#include "viz/training/optimizer_formulas.hpp"
#include "viz/training/optimizer_inputs.hpp"

namespace lossfield::viz::basins {

struct Inputs : LandscapeInputs, OptimizerInputs {
    OptimizerKind optimizer = OptimizerKind::Newton;
    Vector start{-1, 4.4};
    int steps = 200;
    double radius = 1e-3;
    bool shade = true, contours = true;

    Inputs() { line_search = false, schedule_total = 200; }
};

// Of one start; its values are heights above the lowest minimum where there is one.
using Path = math::ArrivalPath;

struct Computed : math::Basins {
    math::Landscape landscape;
    std::optional<double> lowest;
    std::string unfit;       // why the optimizer cannot run here; empty: it can
    std::size_t side = 0;    // starts along each axis
    Domain centres;          // of the outermost starts
    Numbers classes, shade;  // one a start
    Path path;               // of the start
    GridField height;
    double loss = 0, check = 0;  // at the start
    math::PlanePoint gradient;
};

inline constexpr const char* map_id = "map";
// When a start has arrived at a minimum: it is near, and its last step was short.
inline constexpr const char* arrival_formula =
    R"(x_0 \mapsto x^{*}:\quad \nabla f(x^{*}) = 0, \quad \|x_t - x^{*}\| \le \text{radius}, \quad \|x_t - x_{t-1}\| \le \text{radius})";

// The start's cell, by its column and row; none outside of the map.
[[nodiscard]] std::optional<std::size_t> cell_at(const Inputs& in, const Computed& r, double x, double y);

// The path from a place, with the noise of its cell.
[[nodiscard]] Path path_from(const Inputs& in, const Computed& r, const math::PlanePoint& from);

// The optimizer can run on this landscape, though not from every start.
[[nodiscard]] bool runs(const Computed& r);
[[nodiscard]] bool has_holes(const Computed& r);
[[nodiscard]] bool all_end_in_one(const Computed& r);
// More than a hundredth of the starts diverges: what a notice is made of.
[[nodiscard]] bool many_diverge(const Computed& r);
// Neighbouring starts of the full map are fewer than two last digits apart.
[[nodiscard]] bool too_deep(const Inputs& in);

// Where a path that took all its steps stands: at a saddle or a maximum, to within the radius.
struct Rest {
    math::PlanePoint at;
    bool saddle = true;
};
[[nodiscard]] std::optional<Rest> rest_of(const Inputs& in, const Computed& r, const Path& path);

[[nodiscard]] std::string place(const math::PlanePoint& p);
// What is left of a zero by rounding is 0.
[[nodiscard]] std::string place_of_minimum(const Computed& r, std::size_t k);
[[nodiscard]] std::string percent(double share);
// Minima by falling share, those without one left out.
[[nodiscard]] std::vector<std::size_t> by_share(const Computed& r);

[[nodiscard]] std::string caption(const Inputs& in, const Computed& r);
[[nodiscard]] Notices notices(const Inputs& in, const Computed& r);
[[nodiscard]] Readouts readouts(const Computed& r);
[[nodiscard]] Readouts probe_map(const Inputs& in, const Computed& r, double x, double y);

[[nodiscard]] Computed compute(const Inputs& in, Detail detail, std::stop_token stop);
[[nodiscard]] Figure draw(const Inputs& in, const Computed& r, const View& view);

}  // namespace lossfield::viz::basins
