// The numbers of the race besides its runs: the landscape on a grid, its field of arrows.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "viz/fragments/contour_levels.hpp"
#include "viz/geometry/levels.hpp"
#include "viz/labs/optimizers/race/race.hpp"

namespace lossfield::viz::race {
namespace {

constexpr std::size_t grid_nodes = 256, arrow_rows = 24;
constexpr double lowest_share = 1e-4;  // of the greatest height: where a logarithmic axis ends
// Beyond it there is a cusp, and no rate is small enough.
constexpr double steepest_curvature = 1e100;

void sample_height(const Inputs& in, Computed& r) {
    r.height = height_field(r.landscape, in.domain(), grid_nodes, r.lowest);
    r.surface = r.height;
    r.levels = Levels{in.level_rule, in.levels};
    // Counted from the true minimum on the lifted surface too.
    if (r.levels.rule == LevelRule::Logarithmic) r.levels.exactly = choose_levels(r.height, r.levels);
    if (logarithmic_height(in, r)) {
        Vector lifted = r.height.values.all();
        const double highest = std::accumulate(lifted.begin(), lifted.end(), 0.0,
                                               [](double most, double v) { return std::max(most, v); });
        for (double& v : lifted) v = std::max(v, lowest_share * highest);
        r.surface.values = std::move(lifted);
    }
    if (in.height == "clipped") {
        // Under the cut: seven tenths of what is in view.
        Vector sample;
        for (std::size_t i = 0; i < r.height.values.size(); i += 17) sample.push_back(r.height.values[i]);
        const auto cut = sample.begin() + static_cast<std::ptrdiff_t>(sample.size() * 7 / 10);
        std::nth_element(sample.begin(), cut, sample.end());
        r.cut = *cut;
    }
}

void sample_field(const Inputs& in, Computed& r) {
    for (std::size_t j = 0; j < arrow_rows; ++j) {
        for (std::size_t i = 0; i < arrow_rows; ++i) {
            const auto middle = [](const Interval& range, std::size_t k) {
                return range.low + range.length() * (static_cast<double>(k) + 0.5) / arrow_rows;
            };
            const math::PlanePoint at{middle(in.domain().x, i), middle(in.domain().y, j)};
            const math::PlanePoint g = math::gradient(r.landscape, at);
            r.arrow_x.push_back(at.x);
            r.arrow_y.push_back(at.y);
            r.arrow_u.push_back(-g.x);
            r.arrow_v.push_back(-g.y);
        }
    }
}

}  // namespace

Computed compute(const Inputs& in, Detail /*detail*/, std::stop_token stop) {
    Computed r;
    r.landscape = landscape_of(in);
    r.points = math::stationary(r.landscape);
    r.lowest = lowest_value(r.landscape, r.points.minima);
    const math::PlanePoint start{in.start[0], in.start[1]};
    r.starts = {start};
    for (const DataPoint& p : in.starts) r.starts.push_back({p.x, p.y});
    if (const auto minimum = math::nearest_minimum(r.points, start)) {
        math::Eigenvalues2 curvature = math::curvature_range(r.landscape, *minimum);
        // Coupled decay is that much more curvature everywhere.
        const double decay = descent_of(in, r.landscape, 0).decay.coupled;
        curvature.low += decay, curvature.high += decay;
        if (curvature.high <= steepest_curvature) r.curvature = curvature;
    }
    r.loss = math::value(r.landscape, start);
    r.gradient = math::gradient(r.landscape, start);
    r.check = math::check_landscape_gradient(r.landscape, start).worst;
    run_tracks(in, r, stop);
    if (in.lower == "tuning") r.tuning = tune(in, r, stop);
    sample_height(in, r);
    if (in.field) sample_field(in, r);
    return r;
}

}  // namespace lossfield::viz::race
