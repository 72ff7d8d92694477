// The numbers of the lab: the loss at the logits, over plane and triangle, and every optimizer's way.
#include "math/simplex/simplex.hpp"
#include "viz/labs/classification/softmax_descent/softmax_descent.hpp"

namespace lossfield::viz::softmax_descent {
namespace {

constexpr std::size_t nodes = 128, subdivisions = 60, arrow_rows = 18;
// On the triangle a step is a curve: a piece for every so much of z / T, but no more than so many.
constexpr double piece = 0.3;
constexpr std::size_t most_pieces = 48;

math::ThreeLogits three(const Vector& v) { return {v[0], v[1], v[2]}; }

// The places of a run on plane and triangle.
void trace(const math::MarginCrossEntropy& loss, Track& track) {
    const auto bend = [&](const math::ThreeLogits& z) {
        const math::PlanePoint at = math::to_plane(on_triangle(loss.probabilities(z)));
        track.bend_x.push_back(at.x), track.bend_y.push_back(at.y);
    };
    math::ThreeLogits before = track.run.at(0);
    for (std::size_t t = 0; t <= track.run.last(); ++t) {
        const math::ThreeLogits z = track.run.at(t);
        const math::PlanePoint at = math::on_logit_plane(z), from = math::on_logit_plane(before);
        track.x.push_back(at.x), track.y.push_back(at.y);
        track.walked = std::max(track.walked, math::distance(at, {track.x[0], track.y[0]}));
        const double wanted = std::ceil(math::distance(at, from) / (piece * loss.temperature()));
        const std::size_t pieces =
            wanted < most_pieces ? static_cast<std::size_t>(std::max(1.0, wanted)) : most_pieces;
        for (std::size_t k = 1; k < pieces; ++k) {
            const double share = static_cast<double>(k) / static_cast<double>(pieces);
            bend({std::lerp(before[0], z[0], share), std::lerp(before[1], z[1], share),
                  std::lerp(before[2], z[2], share)});
        }
        bend(z);
        track.bend.push_back(track.bend_x.size() - 1);
        before = z;
    }
}

Arrows field_of(const Inputs& in, const math::MarginCrossEntropy& loss) {
    Arrows field{.id = "field", .length = ArrowLength::Uniform, .pixels = 13, .width = 1};
    field.colours = {{Role::Ink, 0, 0.42}};
    const Domain d = in.domain();
    for (std::size_t k = 0; k < arrow_rows * arrow_rows; ++k) {
        const math::PlanePoint at{
            d.x.low + d.x.length() * (static_cast<double>(k % arrow_rows) + 0.5) / arrow_rows,
            d.y.low + d.y.length() * (static_cast<double>(k / arrow_rows) + 0.5) / arrow_rows};
        const math::ThreeLogits z = math::logits_at(at), g = loss.gradient(z);
        const math::PlanePoint up =
            math::on_logit_plane(in.direction == Direction::Natural ? loss.natural(z, g) : g);
        if (!std::isfinite(up.x) || !std::isfinite(up.y)) continue;
        field.x.push_back(at.x), field.y.push_back(at.y);
        field.u.push_back(-up.x), field.v.push_back(-up.y);
    }
    return field;
}

}  // namespace

Domain Inputs::domain() const {
    if (range) return *range;
    const math::PlanePoint at = math::on_logit_plane(three(logits));
    double half = 6;
    while (half < 1.1 * std::max(std::abs(at.x), std::abs(at.y))) half *= 2;
    return {{-half, half}, {-half, half}};
}

Computed compute(const Inputs& in, Detail /*detail*/, std::stop_token stop) {
    Computed r;
    const math::ThreeLogits y = three(as_distribution(in.target, 3));
    r.loss = math::MarginCrossEntropy(in.temperature, y, in.margin, in.smoothing);
    r.plain = math::MarginCrossEntropy(in.temperature, y, 0, in.smoothing);
    r.z = three(in.logits);
    r.p = r.loss.probabilities(r.z);
    r.value = r.loss.value(r.z), r.gradient = r.loss.gradient(r.z);
    r.least = r.loss.least(), r.minimum = r.loss.minimum();
    r.curvature = r.loss.curvature(r.z);
    r.check = r.loss.check(r.z).worst;
    for (const OptimizerKind kind : offered) {
        const std::size_t k = number_of(kind);
        if (!in.shown[k]) continue;
        Track track{k, in.rates[k]};
        track.run = math::logit_descent(r.loss, optimizer_of(in, k), noise_of(in, k), r.z,
                                        static_cast<std::uint64_t>(in.steps), stop);
        track.moved = math::farthest_moved(r.loss, track.run);
        trace(r.loss, track);
        r.last_step = std::max(r.last_step, track.run.last());
        r.tracks.push_back(std::move(track));
    }
    const Domain d = in.domain();
    r.field = {d, nodes, nodes, r.loss.over_plane({d.x.low, d.x.high, d.y.low, d.y.high, nodes, nodes})};
    r.range = finite_range(r.field.values);
    r.levels = choose_levels(r.field, {in.level_rule, in.levels, {}});
    r.triangle = sample_triangle(subdivisions, [&](const math::Barycentric& b) {
        return r.loss.value_at({b[0], b[1], b[2]});
    });
    if (in.field) r.arrows = field_of(in, r.loss);
    return r;
}

std::vector<const Track*> standings(const Computed& r, std::size_t step) {
    std::vector<const Track*> all;
    for (const Track& t : r.tracks)
        if (!t.ended(step)) all.push_back(&t);
    std::stable_sort(all.begin(), all.end(), [step](const Track* a, const Track* b) {
        return a->run.above[a->step(step)] < b->run.above[b->step(step)];
    });
    return all;
}

std::optional<std::size_t> target_class(const Computed& r) {
    const math::ThreeLogits& y = r.loss.target();
    for (std::size_t k = 0; k < 3; ++k)
        if (y[k] == 1) return k;
    return std::nullopt;
}

}  // namespace lossfield::viz::softmax_descent
