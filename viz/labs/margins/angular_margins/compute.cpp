// The features, their training in the plane and on the sphere, and what the classes win.
#include "viz/labs/margins/angular_margins/angular_margins.hpp"

#include "math/numerics/random.hpp"

namespace lossfield::viz::angular_margins {
namespace {

using math::MarginKind, math::SpacePoint;

// Streams of the random numbers: turns and lengths in the plane, ways on the sphere.
constexpr std::uint32_t turns = 11, radii = 12, ways = 13;
constexpr double radius_spread = 0.16;
constexpr Interval radius_range{0.6, 1.4};

struct Sample {
    Vector x{};
    std::vector<std::size_t> label{};
    void add(std::initializer_list<double> at, std::size_t k) { x.insert(x.end(), at), label.push_back(k); }
};

double normal(const Inputs& in, std::uint32_t stream, std::size_t k, int i, std::uint32_t coordinate = 0) {
    return math::random_normal({static_cast<std::uint64_t>(in.seed), stream,
                                static_cast<std::uint64_t>(k) * 1000 + static_cast<std::uint64_t>(i),
                                coordinate});
}

// The live feature first.
Sample plane_sample(const Inputs& in, std::size_t of_class) {
    Sample sample;
    const double live = in.feature_angle * radian;
    sample.add({in.feature_length * std::cos(live), in.feature_length * std::sin(live)}, of_class);
    if (in.features == Features::Placed) {
        for (const DataPoint& p : in.data)
            if (const std::size_t k = class_of(p, class_names); k < classes_of(in)) sample.add({p.x, p.y}, k);
        return sample;
    }
    for (std::size_t k = 0; k < classes_of(in); ++k)
        for (int i = 0; i < in.count; ++i) {
            const double angle = (in.angles[k] + in.spread * normal(in, turns, k, i)) * radian;
            const double radius =
                std::clamp(1 + radius_spread * normal(in, radii, k, i), radius_range.low, radius_range.high);
            sample.add({radius * std::cos(angle), radius * std::sin(angle)}, k);
        }
    return sample;
}

// About every direction, by the length of a step of two normal coordinates across it.
Sample space_sample(const Inputs& in) {
    Sample sample;
    const auto directions = space_directions(in);
    for (std::size_t k = 0; k < 3; ++k)
        for (int i = 0; i < in.count; ++i) {
            const double a = normal(in, ways, k, i, 0), b = normal(in, ways, k, i, 1);
            const double angle = std::min(std::hypot(a, b) * in.spread * radian, std::numbers::pi);
            const SpacePoint p = math::on_sphere(directions[k], std::atan2(b, a), angle);
            sample.add({p.x, p.y, p.z}, k);
        }
    return sample;
}

Run trained(const Inputs& in, const math::MarginObjectiveRules& rules, std::size_t dimension, Sample sample,
            Vector w, const std::stop_token& stop) {
    math::MarginObjective objective(rules, dimension, std::move(sample.x), std::move(sample.label),
                                    std::move(w));
    const math::Training model(
        rules_of(in), objective.start(),
        [objective](std::span<const double> p, std::uint64_t, std::span<double> g) {
            (void)objective.gradient(p, g);
        },
        [objective](std::span<double> p) { objective.retract(p); });
    Vector g(objective.start().size()), loss, within, between;
    double farthest = 0;
    Simulation<math::Training> steps(
        model, {.steps = steps_of(in)}, stop, [&](const math::TrainingState& s, std::uint64_t) {
            loss.push_back(objective.gradient(s.x, g));
            const math::ClassSpread spread =
                math::class_spread(objective.features(s.x), objective.labels(), dimension);
            within.push_back(spread.within);
            between.push_back(std::isinf(spread.between) ? nan : spread.between);
            for (const std::span<const double> all : {objective.features(s.x), objective.directions(s.x)})
                for (std::size_t i = 0; i + 1 < all.size(); i += dimension)
                    farthest = std::max(farthest, std::hypot(all[i], all[i + 1]));
        });
    return {std::move(objective), std::move(steps),   std::move(loss),
            std::move(within),    std::move(between), farthest};
}

// The rows of w in the plane.
Vector rows_of(const Inputs& in) {
    Vector w;
    for (std::size_t k = 0; k < classes_of(in); ++k) {
        const double length = math::has_weight_lengths(in.kind) ? in.lengths[k] : 1;
        w.insert(w.end(),
                 {length * std::cos(in.angles[k] * radian), length * std::sin(in.angles[k] * radian)});
    }
    return w;
}

Decided decided_by(const math::AngularMargin& margin, std::span<const double> w) {
    Decided d;
    for (std::size_t k = 0; k < w.size(); k += 2) {
        d.directions.push_back(std::atan2(w[k + 1], w[k]));
        d.lengths.push_back(std::max(std::hypot(w[k], w[k + 1]), 1e-300));
    }
    const math::PlaneClasses with(margin, d.directions, d.lengths);
    const math::PlaneClasses plain(
        {math::has_weight_lengths(margin.kind) ? MarginKind::Softmax : MarginKind::NormalisedSoftmax},
        d.directions, d.lengths);
    for (std::size_t k = 0; k < with.size(); ++k) {
        d.won.push_back(with.won(k));
        for (const math::Arc& arc : plain.won(k))
            if (arc.width() < 2 * std::numbers::pi) d.plain.push_back(arc.from);
    }
    d.empty = math::PlaneClasses::rest(d.won);
    // Two lines that are one leave rounding between them.
    std::erase_if(d.empty, [](const math::Arc& arc) { return arc.width() < 1e-9; });
    return d;
}

Live live_at(const Inputs& in, const Computed& r, std::span<const double> x, std::span<const double> w) {
    Live live{{x[0], x[1]}};
    const double unit = math::has_feature_length(in.kind) ? in.scale : 1;
    const Vector seen{unit * x[0], unit * x[1]};
    live.loss = math::angular_loss(r.margin, seen, w, r.of_class);
    const math::AngularMargin plain{math::has_weight_lengths(in.kind)   ? MarginKind::Softmax
                                    : math::has_feature_length(in.kind) ? MarginKind::ASoftmax
                                                                        : MarginKind::NormalisedSoftmax,
                                    1, 0, r.margin.scale};
    live.plain = math::angular_loss(plain, seen, w, r.of_class).probabilities;
    live.gradient = {unit * live.loss.by_x[0], unit * live.loss.by_x[1]};
    live.theta = math::angle_between_directions(std::atan2(x[1], x[0]),
                                                std::atan2(w[2 * r.of_class + 1], w[2 * r.of_class]));
    return live;
}

}  // namespace

std::size_t classes_of(const Inputs& in) { return in.angles.size(); }

math::AngularMargin margin_of(const Inputs& in, MarginKind kind) {
    const double margin = kind == MarginKind::CosFace   ? in.cosface
                          : kind == MarginKind::ArcFace ? in.arcface
                                                        : 0;
    return {kind, math::has_psi(kind) ? in.multiple : 1, margin, in.scale, in.annealing, in.repair};
}
math::AngularMargin margin_of(const Inputs& in) { return margin_of(in, in.kind); }

std::array<SpacePoint, 3> space_directions(const Inputs& in) {
    std::array<SpacePoint, 3> out;
    for (std::size_t k = 0; const Vector* v : {&in.space1, &in.space2, &in.space3}) {
        const SpacePoint p = SpacePoint{(*v)[0], (*v)[1], (*v)[2]}.normalized();
        out[k++] = p.norm() > 0.5 ? p : SpacePoint{0, 0, 1};
    }
    return out;
}

std::vector<SpacePoint> space_directions(const Computed& r, const math::TrainingState& s) {
    std::vector<SpacePoint> out;
    const std::span<const double> w = r.space->objective.directions(s.x);
    for (std::size_t k = 0; k < w.size(); k += 3)
        out.push_back(SpacePoint{w[k], w[k + 1], w[k + 2]}.normalized());
    return out;
}

WonOnSphere won_on_sphere(const math::AngularMargin& margin, std::span<const SpacePoint> directions) {
    WonOnSphere won(directions.size());
    for (std::size_t k = 0; k < directions.size(); ++k)
        for (std::size_t i = 0; i < azimuths; ++i)
            won[k].push_back(math::won_along(margin, directions, k, azimuth_of(i)));
    return won;
}

long long last_step(const Computed& r) { return static_cast<long long>(r.plane->steps.last()); }

Computed compute(const Inputs& in, Detail /*detail*/, std::stop_token stop) {
    Computed r{.margin = margin_of(in)};
    r.of_class = std::min(static_cast<std::size_t>(in.of_class), classes_of(in) - 1);
    const Vector w = rows_of(in);
    r.start = decided_by(r.margin, w);
    const math::MarginObjectiveRules rules{r.margin, in.scale, in.keep_lengths, in.train_directions};
    const Sample sample = plane_sample(in, r.of_class);
    const double unit = math::has_feature_length(in.kind) ? in.scale : 1;
    r.check =
        math::check_angular_gradient(r.margin, Vector{unit * sample.x[0], unit * sample.x[1]}, w, r.of_class)
            .worst;
    r.plane = trained(in, rules, 2, sample, w, stop);
    Vector in_space;
    for (const SpacePoint& p : space_directions(in)) in_space.insert(in_space.end(), {p.x, p.y, p.z});
    r.space_start = won_on_sphere(r.margin, space_directions(in));
    math::MarginObjectiveRules on_sphere = rules;
    on_sphere.keep_lengths = true;
    r.space = trained(in, on_sphere, 3, space_sample(in), in_space, stop);
    return r;
}

std::span<const double> features_of(const Computed& r, const Shown& s) {
    return r.plane->objective.features(s.state.x);
}

Shown shown_at(const Inputs& in, const Computed& r, long long step) {
    Shown s{.step = step};
    const auto at = static_cast<std::size_t>(step);
    s.state = r.plane->steps.at(at);
    const std::span<const double> w = r.plane->objective.directions(s.state.x);
    s.decided = in.train_directions && step > 0 ? decided_by(r.margin, w) : r.start;
    s.live = live_at(in, r, features_of(r, s), w);
    s.within = r.plane->within[at], s.between = r.plane->between[at];
    return s;
}

bool without_margin(const Inputs& in) {
    const math::AngularMargin a = margin_of(in);
    return a.multiple == 1 && a.margin == 0;
}
bool none_wins(const Decided& d) {
    return std::all_of(d.won.begin(), d.won.end(), [](const auto& arcs) { return arcs.empty(); });
}
bool has_wedge(const Decided& d) { return !d.empty.empty(); }
double widest_wedge(const Decided& d) {
    double widest = 0;
    for (const math::Arc& arc : d.empty) widest = std::max(widest, arc.width());
    return widest;
}
bool several_classes(const Shown& s) { return !std::isnan(s.between); }
bool compact(const Shown& s) { return s.within < s.between; }

std::optional<std::array<std::size_t, 2>> twins(const Inputs& in) {
    const bool lengths = math::has_weight_lengths(in.kind);
    for (std::size_t a = 0; a < classes_of(in); ++a)
        for (std::size_t b = a + 1; b < classes_of(in); ++b)
            if (std::abs(std::remainder(in.angles[a] - in.angles[b], 360)) < 1e-9 &&
                (!lengths || in.lengths[a] == in.lengths[b]))
                return std::array{a, b};
    return std::nullopt;
}

std::vector<std::size_t> winless(const Computed& r) {
    std::vector<std::size_t> out;
    for (std::size_t k = 0; k < r.start.won.size(); ++k)
        if (r.start.won[k].empty()) out.push_back(k);
    return out;
}

Astray astray(const Inputs& in, const Computed& r) {
    if (in.kind != MarginKind::ArcFace || in.repair || in.arcface == 0) return {};
    const auto count = [&](std::uint64_t step) {
        const math::TrainingState state = r.plane->steps.at(step);
        const std::span<const double> x = r.plane->objective.features(state.x),
                                      w = r.plane->objective.directions(state.x);
        std::size_t n = 0;
        for (std::size_t i = 0; i < r.plane->objective.labels().size(); ++i) {
            const std::size_t k = r.plane->objective.labels()[i];
            if (x[2 * i] == 0 && x[2 * i + 1] == 0) continue;
            n += math::angle_between_directions(std::atan2(x[2 * i + 1], x[2 * i]),
                                                std::atan2(w[2 * k + 1], w[2 * k])) >
                 std::numbers::pi - in.arcface;
        }
        return n;
    };
    return {count(0), count(r.plane->steps.last())};
}

bool scale_too_small(const Inputs& in) {
    return !math::has_feature_length(in.kind) &&
           math::ideal_probability(margin_of(in), classes_of(in)) < in.probability;
}

bool no_such_class(const Inputs& in) { return static_cast<std::size_t>(in.of_class) >= classes_of(in); }

Colour class_colour(std::size_t k, double opacity) { return series(static_cast<int>(k), opacity); }

}  // namespace lossfield::viz::angular_margins
