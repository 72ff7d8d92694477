// The numbers of the race besides its runs: the landscape on a grid, its field of arrows, the step shown, what is claimed of it.
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
        double highest = 0;
        for (const double v : lifted) highest = std::max(highest, v);
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

Arrows descent_field(const math::Landscape& landscape, const Domain& d) {
    Arrows field{.id = "field", .length = ArrowLength::Uniform, .pixels = 13};
    field.colours = {{Role::Ink, 0, 0.32}}, field.width = 1;
    for (std::size_t k = 0; k < arrow_rows * arrow_rows; ++k) {
        const double right = static_cast<double>(k % arrow_rows) + 0.5,
                     up = static_cast<double>(k / arrow_rows) + 0.5;
        field.x.push_back(d.x.low + d.x.length() * right / arrow_rows);
        field.y.push_back(d.y.low + d.y.length() * up / arrow_rows);
        const math::PlanePoint g = math::gradient(landscape, {field.x.back(), field.y.back()});
        field.u.push_back(-g.x), field.v.push_back(-g.y);
    }
    return field;
}

}  // namespace

Computed compute(const Inputs& in, Detail /*detail*/, std::stop_token stop) {
    Computed r;
    r.landscape = landscape_of(in);
    r.points = math::stationary(r.landscape);
    r.lowest = math::lowest_value(r.landscape, r.points.minima);
    const math::PlanePoint start{in.start[0], in.start[1]};
    r.starts = {start};
    for (const DataPoint& p : in.starts) r.starts.push_back({p.x, p.y});
    if (const auto minimum = math::nearest_minimum(r.points, start)) {
        math::Eigenvalues2 curvature = math::curvature_range(r.landscape, *minimum);
        // Of gradient descent decay of either kind is that much more curvature everywhere.
        curvature.low += in.weight_decay, curvature.high += in.weight_decay;
        if (curvature.high <= steepest_curvature) r.curvature = curvature;
    }
    r.loss = math::value(r.landscape, start);
    r.gradient = math::gradient(r.landscape, start);
    r.check = math::check_landscape_gradient(r.landscape, start).worst;
    run_tracks(in, r, stop);
    if (in.lower == Lower::Tuning) r.tuning = tune(in, r, stop);
    sample_height(in, r);
    if (in.field) r.field = descent_field(r.landscape, in.domain());
    return r;
}

Moment moment_of(const Track& track, std::size_t step) {
    const math::Walk& walk = track.run.model();
    const std::size_t t = std::min(step, track.last);
    const math::TakenStep s = math::taken_step(walk, track.run.at(t == 0 ? 0 : t - 1), t);
    const math::Objective objective(walk.descent().landscape);
    return {s,
            &track,
            walk.shown(s.before),
            walk.shown(s.after),
            objective.value(s.before.x),
            objective.value(s.after.x)};
}

double distance_to_goal(const Computed& r, const Moment& m) {
    return std::hypot(math::distance(math::nearest(r.goals(), m.at), m.at),
                      math::Objective(r.landscape).off_plane(m.after.x));
}

bool is_without_slope(const Computed& r, const Moment& m) {
    return math::norm(math::Objective(r.landscape).gradient(m.after.x)) == 0 &&
           !has_arrived(distance_to_goal(r, m));
}

bool is_clipped(const Moment& m) { return math::norm(math::unclipped(m)) > m.descent().clipping.norm; }
bool leads_up(const Moment& m, const math::Coordinates& way) { return math::dot(m.gradient(), way) > 0; }
bool does_not_descend(const Moment& m, const math::Coordinates& way) {
    return !(math::dot(m.gradient(), way) < 0);
}
bool goes_below(const Computed& r) {
    const auto below = [&](double v) { return r.is_below(v); };
    return std::any_of(r.tracks.begin(), r.tracks.end(), [&](const Track& track) {
        return std::any_of(track.loss.begin(), track.loss.end(), below);
    });
}
bool starts_on_cusp(const Computed& r) {
    if (!std::holds_alternative<math::Ackley>(r.landscape)) return false;
    const math::Symmetric2 h = math::hessian(r.landscape, r.starts.front());
    const double bend = std::abs(h.xx) + std::abs(h.xy) + std::abs(h.yy);
    return std::isfinite(r.gradient.x) && std::isfinite(r.gradient.y) && !(bend < steepest_curvature);
}

}  // namespace lossfield::viz::race
