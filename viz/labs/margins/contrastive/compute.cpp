// The pair, the forces at the start, the run with what is measured of it, and the predicates.
#include "viz/labs/margins/contrastive/contrastive.hpp"

namespace lossfield::viz::contrastive {
namespace {

std::vector<int> labels_of(const Inputs& in) {
    std::vector<int> labels{0, in.similar ? 0 : 1};
    for (const std::size_t k : classes_of(in.data, class_labels)) labels.push_back(static_cast<int>(k));
    return labels;
}

Measures measured(const math::ContrastiveLoss& loss, const std::vector<int>& labels, const Vector& x) {
    Measures m{.loss = math::contrastive_batch_loss(loss, x, labels), .pair = distance_between(x, 0, 1)};
    double similar = 0, dissimilar = 0;
    for (std::size_t i = 0; i < labels.size(); ++i)
        for (std::size_t k = 0; k < i; ++k) {
            const double d = distance_between(x, i, k);
            const bool alike = labels[i] == labels[k];
            (alike ? m.within : m.between) += d, (alike ? similar : dissimilar) += 1;
            if (alike) m.widest = std::max(m.widest, d);
        }
    m.within = similar > 0 ? m.within / similar : nan;
    m.between = dissimilar > 0 ? m.between / dissimilar : nan;
    return m;
}

PlaneRun<Measures> run_of(const Inputs& in, const Vector& start, const std::vector<int>& labels,
                          const std::stop_token& stop) {
    const math::ContrastiveLoss loss = in.loss();
    const auto gradient = [=](std::span<const double> x, std::uint64_t /*t*/, std::span<double> g) {
        math::contrastive_batch_gradient(loss, x, labels, g);
    };
    return plane_run<Measures>(in, math::Training(rules_of(in), start, gradient), stop, [&](const Vector& x) {
        Measures now = measured(loss, labels, x);
        now.moved = x != start;
        return now;
    });
}

}  // namespace

Vector start_of(const Inputs& in) {
    Vector x{in.first[0], in.first[1], in.second[0], in.second[1]};
    for (const DataPoint& p : in.data) x.insert(x.end(), {p.x, p.y});
    return x;
}

Computed compute(const Inputs& in, Detail /*detail*/, std::stop_token stop) {
    const Vector start = start_of(in);
    const std::vector<int> labels = labels_of(in);
    Computed r{.loss = in.loss(), .labels = labels, .run = run_of(in, start, labels, stop)};
    r.pair = math::contrastive_pair(r.loss, in.similar, in.first, in.second);
    r.slope = math::contrastive_slope(r.loss, in.similar, r.pair.distance);
    r.check = math::check_contrastive_gradient(r.loss, in.similar, in.first, in.second).worst;
    r.forces.resize(start.size());
    math::contrastive_batch_gradient(r.loss, start, r.labels, r.forces);
    for (double& f : r.forces) f *= -0.5 * static_cast<double>(r.points());
    const double size = largest_size(start);
    // With the rings about the first point.
    r.range = square(
        std::max(size, largest_size(in.first) + std::max(math::reach(r.loss), math::dead_zone(r.loss))));
    r.reached = square(r.run.trail, size);
    return r;
}

bool coincident(const Computed& r) { return r.pair.distance == 0; }
bool at_rest(const Inputs& in, const Computed& r) { return r.slope == 0 || (coincident(r) && !in.similar); }

bool stays_stuck(const Inputs& in, const Computed& r) {
    return !in.similar && r.last() > 0 &&
           std::all_of(r.run.measures.begin(), r.run.measures.end(),
                       [](const Measures& m) { return m.pair == 0; });
}

bool parted(const Computed& r) { return coincident(r) && r.run.at_end().pair > 0; }

bool nothing_moved(const Computed& r) {
    return r.last() > 0 && std::none_of(r.run.measures.begin(), r.run.measures.end(),
                                        [](const Measures& m) { return m.moved; });
}

bool collapsed(const Computed& r) {
    return r.run.measures.front().widest > 0 && r.run.at_end().widest < 1e-3 * r.run.measures.front().widest;
}

bool crossed(const Inputs& in) { return in.doubled() && in.similar_margin > in.far_margin; }

std::optional<SafeRate> safe_rate(const Inputs& in, const Computed& r) {
    if (!in.original()) return std::nullopt;
    return SafeRate{2 / math::highest_contrastive_curvature(r.points()), "points − 1", "mean loss"};
}

bool settled_at(const Computed& r, std::size_t step) { return r.run.measures[step].loss == 0; }

}  // namespace lossfield::viz::contrastive
