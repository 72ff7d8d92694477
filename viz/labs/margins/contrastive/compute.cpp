// The pair, the forces at the start, the run with what is measured of it, and the predicates.
#include "viz/labs/margins/contrastive/contrastive.hpp"

namespace lossfield::viz::contrastive {
namespace {

constexpr std::size_t most_places = 160;  // of a trail
constexpr double follows = 4;             // how far beyond the start's own size a run is shown

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

// A square about 0 that holds all coordinates, and grows by quarters.
Domain square(double most) {
    const double half = std::max(1.5, std::ceil(4 * (most + 0.1)) / 4);
    return {{-half, half}, {-half, half}};
}

// What is kept of a run while it goes on.
struct Record {
    std::size_t stride = 1;
    std::vector<Measures> measures{};
    std::vector<Vector> path{};
    Vector before{};  // the points one step earlier
    bool broken = false, undefined = false;
};

bool holds(const math::TrainingState& s, const Measures& m) {
    return math::is_finite(s) && std::isfinite(m.loss) && std::isfinite(m.pair);
}

Simulation<math::Training> recorded_run(const Inputs& in, const Vector& start, const std::vector<int>& labels,
                                        const std::stop_token& stop, Record& record) {
    const math::ContrastiveLoss loss = in.loss();
    const auto gradient = [=](std::span<const double> x, std::uint64_t /*t*/, std::span<double> g) {
        math::contrastive_batch_gradient(loss, x, labels, g);
    };
    const bool without_epsilon = in.epsilon == 0 || in.adadelta_epsilon == 0;
    return {math::Training(rules_of(in), start, gradient),
            {.steps = steps_of(in)},
            stop,
            [&](const math::TrainingState& s, std::uint64_t t) {
                Measures now = measured(loss, labels, s.x);
                if (!holds(s, now)) {
                    record.broken = true;
                    Vector g(start.size());
                    gradient(record.before, t, g);
                    for (std::size_t k = 0; k < g.size(); ++k)
                        record.undefined =
                            record.undefined || (without_epsilon && g[k] == 0 && std::isnan(s.x[k]));
                    return;
                }
                now.moved = s.x != start;
                record.measures.push_back(now), record.before = s.x;
                if (t % record.stride == 0) record.path.push_back(s.x);
            }};
}

}  // namespace

Vector start_of(const Inputs& in) {
    Vector x{in.first[0], in.first[1], in.second[0], in.second[1]};
    for (const DataPoint& p : in.data) x.insert(x.end(), {p.x, p.y});
    return x;
}

double distance_between(const Vector& points, std::size_t i, std::size_t k) {
    return std::hypot(points[2 * i] - points[2 * k], points[2 * i + 1] - points[2 * k + 1]);
}

Computed compute(const Inputs& in, Detail /*detail*/, std::stop_token stop) {
    const Vector start = start_of(in);
    const std::vector<int> labels = labels_of(in);
    Record record{.stride = static_cast<std::size_t>(steps_of(in)) / most_places + 1};
    Computed r{.loss = in.loss(), .labels = labels, .run = recorded_run(in, start, labels, stop, record)};
    r.measures = std::move(record.measures), r.path = std::move(record.path), r.stride = record.stride;
    r.broken = record.broken, r.undefined = record.undefined;
    r.pair = math::contrastive_pair(r.loss, in.similar, in.first, in.second);
    r.slope = math::contrastive_slope(r.loss, in.similar, r.pair.distance);
    r.check = math::check_contrastive_gradient(r.loss, in.similar, in.first, in.second).worst;
    r.forces.resize(start.size());
    math::contrastive_batch_gradient(r.loss, start, r.labels, r.forces);
    for (double& f : r.forces) f *= -0.5 * static_cast<double>(r.points());
    const double size = largest_size(start);
    // With the ring about the first point.
    r.range = square(std::max(size, largest_size(in.first) + math::reach(r.loss)));
    double most = size;
    for (const Vector& x : r.path) most = std::max(most, largest_size(x));
    r.reached = square(std::min(most, follows * std::max(size, 0.5)));
    return r;
}

bool coincident(const Computed& r) { return r.pair.distance == 0; }
bool at_rest(const Inputs& in, const Computed& r) { return r.slope == 0 || (coincident(r) && !in.similar); }

bool stays_stuck(const Inputs& in, const Computed& r) {
    return !in.similar && r.last() > 0 &&
           std::all_of(r.measures.begin(), r.measures.end(), [](const Measures& m) { return m.pair == 0; });
}

bool parted(const Computed& r) { return coincident(r) && r.measures.back().pair > 0; }

bool nothing_moved(const Computed& r) {
    return r.last() > 0 &&
           std::none_of(r.measures.begin(), r.measures.end(), [](const Measures& m) { return m.moved; });
}

bool collapsed(const Computed& r) {
    return r.measures.front().widest > 0 && r.measures.back().widest < 1e-3 * r.measures.front().widest;
}

bool diverged(const Computed& r) { return !r.broken && r.run.model().finished(r.run.at(r.run.last())); }

bool crossed(const Inputs& in) { return in.doubled() && in.similar_margin > in.far_margin; }

bool settled_at(const Computed& r, std::size_t step) { return r.measures[step].loss == 0; }

}  // namespace lossfield::viz::contrastive
