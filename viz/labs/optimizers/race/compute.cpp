// The numbers of the race besides its runs: the landscape on a grid, its field of arrows, the step shown.
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
    if (in.height == Height::Clipped) {
        // Under the cut: seven tenths of what is in view.
        Vector sample;
        for (std::size_t i = 0; i < r.height.values.size(); i += 17) sample.push_back(r.height.values[i]);
        const auto cut = sample.begin() + static_cast<std::ptrdiff_t>(sample.size() * 7 / 10);
        std::nth_element(sample.begin(), cut, sample.end());
        r.cut = *cut;
    }
}

void sample_field(const Inputs& in, Computed& r) {
    r.field = {.id = "field",
               .length = ArrowLength::Uniform,
               .pixels = 13,
               .colours = {{Role::Ink, 0, 0.32}},
               .width = 1};
    const auto middle = [](const Interval& range, std::size_t k) {
        return range.low + range.length() * (static_cast<double>(k) + 0.5) / arrow_rows;
    };
    for (std::size_t j = 0; j < arrow_rows; ++j)
        for (std::size_t i = 0; i < arrow_rows; ++i) {
            const math::PlanePoint at{middle(in.domain().x, i), middle(in.domain().y, j)};
            const math::PlanePoint g = math::gradient(r.landscape, at);
            r.field.x.push_back(at.x), r.field.y.push_back(at.y);
            r.field.u.push_back(-g.x), r.field.v.push_back(-g.y);
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
    if (in.lower == Lower::Tuning) r.tuning = tune(in, r, stop);
    sample_height(in, r);
    if (in.field) sample_field(in, r);
    return r;
}

math::PlanePoint nearest(const std::vector<math::PlanePoint>& points, const math::PlanePoint& at) {
    // Squares order as lengths do; there may be more than a hundred minima.
    math::PlanePoint best = points.empty() ? at : points.front();
    double least = infinity;
    for (const math::PlanePoint& p : points) {
        const double dx = p.x - at.x, dy = p.y - at.y, squared = dx * dx + dy * dy;
        if (squared < least) least = squared, best = p;
    }
    return best;
}

Moment moment_of(const Track& track, std::size_t step) {
    const math::Walk& walk = track.run.model();
    Moment m;
    m.track = &track;
    m.t = std::min(step, track.last());
    const std::uint64_t before = m.t == 0 ? 0 : m.t - 1;
    m.before = track.run.at(before);
    m.after = m.t == 0 ? m.before : track.run.continued(m.before, before, m.t);
    m.seen = walk.seen(m.before, before + 1);
    m.from = walk.shown(m.before);
    m.at = walk.shown(m.after);
    const math::Objective objective(walk.descent().landscape);
    m.loss_before = objective.value(m.before.x);
    m.loss = objective.value(m.after.x);
    return m;
}

std::size_t Computed::last_step() const {
    std::size_t last = 0;
    for (const Track& track : tracks) last = std::max(last, track.last());
    return last;
}

std::vector<std::size_t> Computed::optimizers() const {
    std::vector<std::size_t> all;
    for (const Track& track : tracks)
        if (all.empty() || all.back() != track.optimizer) all.push_back(track.optimizer);
    return all;
}

std::size_t told_start(const Inputs& in) {
    return std::min(static_cast<std::size_t>(in.words_start - 1), in.starts.size());
}

}  // namespace lossfield::viz::race
