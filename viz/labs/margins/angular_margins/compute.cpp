// The features, their training in the plane and on the sphere, and what the classes win.
#include "math/margins/drawn_features.hpp"
#include "viz/labs/margins/angular_margins/angular_margins.hpp"

namespace lossfield::viz::angular_margins {
namespace {

using math::MarginKind, math::SpacePoint;

constexpr double least_length = 1e-6;  // of what points somewhere in space

Vector radians(const Vector& angles) {
    return each(angles, [](double angle) { return angle * radian; });
}

// The live feature first.
math::LabelledFeatures plane_sample(const Inputs& in, std::size_t of_class) {
    const double live = in.feature_angle * radian;
    math::LabelledFeatures all{{in.feature_length * std::cos(live), in.feature_length * std::sin(live)},
                               {of_class}};
    if (in.features == Features::Placed) {
        for (const DataPoint& p : in.data)
            if (const std::size_t k = class_of(p, class_names); k < classes_of(in))
                all.x.insert(all.x.end(), {p.x, p.y}), all.label.push_back(k);
        return all;
    }
    const math::LabelledFeatures drawn =
        math::plane_features(radians(in.angles), static_cast<std::size_t>(in.count), in.spread * radian,
                             static_cast<std::uint64_t>(in.seed));
    all.x.insert(all.x.end(), drawn.x.begin(), drawn.x.end());
    all.label.insert(all.label.end(), drawn.label.begin(), drawn.label.end());
    return all;
}

Run trained(const Inputs& in, const math::MarginObjectiveRules& rules, std::size_t dimension,
            math::LabelledFeatures sample, Vector w, const std::stop_token& stop) {
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
        model, {.steps = steps_of(in)}, stop, [&](const math::TrainingState& s, std::uint64_t t) {
            if (t > 0 && model.finished(s)) return false;
            loss.push_back(objective.gradient(s.x, g));
            const math::ClassSpread spread =
                math::class_spread(objective.features(s.x), objective.labels(), dimension);
            within.push_back(spread.within);
            between.push_back(std::isinf(spread.between) ? nan : spread.between);
            for (const std::span<const double> all : {objective.features(s.x), objective.directions(s.x)})
                for (std::size_t i = 0; i + 1 < all.size(); i += dimension)
                    farthest = std::max(farthest, std::hypot(all[i], all[i + 1]));
            return true;
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

Live live_at(const Inputs& in, const Computed& r, std::span<const double> x, std::span<const double> w) {
    Live live{{x[0], x[1]}};
    const double unit = math::has_feature_length(in.kind) ? in.scale : 1;
    const Vector seen{unit * x[0], unit * x[1]};
    live.loss = math::angular_loss(r.margin, seen, w, r.of_class);
    math::AngularMargin plain = r.margin;
    plain.multiple = 1, plain.margin = 0;
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
        out[k++] = SpacePoint{(*v)[0], (*v)[1], (*v)[2]}.normalized();
    }
    return out;
}

std::optional<std::string> check(const Inputs& in) {
    for (int k = 1; const Vector* v : {&in.space1, &in.space2, &in.space3}) {
        if (largest_size(*v) < least_length)
            return fmt::format(
                "space-{}: {}, {}, {} points nowhere; one of the numbers must be {} or more in size", k,
                shortest((*v)[0]), shortest((*v)[1]), shortest((*v)[2]), shortest(least_length));
        ++k;
    }
    return std::nullopt;
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
            won[k].push_back(
                math::won_along(margin, directions, k, math::full_turn * static_cast<double>(i) / azimuths));
    return won;
}

long long last_step(const Computed& r) { return static_cast<long long>(r.plane->steps.last()); }

Computed compute(const Inputs& in, Detail /*detail*/, std::stop_token stop) {
    Computed r{.margin = margin_of(in)};
    r.of_class = std::min(static_cast<std::size_t>(in.of_class), classes_of(in) - 1);
    const Vector w = rows_of(in);
    r.start = math::decide_plane(r.margin, w);
    math::MarginObjectiveRules rules{r.margin, in.scale, in.keep_lengths, in.train_directions};
    const math::LabelledFeatures sample = plane_sample(in, r.of_class);
    const double unit = math::has_feature_length(in.kind) ? in.scale : 1;
    r.check =
        math::check_angular_gradient(r.margin, Vector{unit * sample.x[0], unit * sample.x[1]}, w, r.of_class)
            .worst;
    r.plane = trained(in, rules, 2, sample, w, stop);
    const auto directions = space_directions(in);
    r.space_start = won_on_sphere(r.margin, directions);
    Vector in_space;
    for (const SpacePoint& p : directions) in_space.insert(in_space.end(), {p.x, p.y, p.z});
    rules.keep_lengths = true;
    r.space = trained(in, rules, 3,
                      math::sphere_features(directions, static_cast<std::size_t>(in.count),
                                            in.spread * radian, static_cast<std::uint64_t>(in.seed)),
                      in_space, stop);
    return r;
}

std::span<const double> features_of(const Computed& r, const Shown& s) {
    return r.plane->objective.features(s.state.x);
}

Shown shown_at(const Inputs& in, const Computed& r, long long step) {
    const std::size_t at = r.plane->held(step);
    Shown s{.step = step, .state = r.plane->steps.at(at)};
    const std::span<const double> w = r.plane->objective.directions(s.state.x);
    s.decided = in.train_directions && step > 0 ? math::decide_plane(r.margin, w) : r.start;
    s.live = live_at(in, r, features_of(r, s), w);
    s.within = r.plane->within[at], s.between = r.plane->between[at];
    return s;
}

}  // namespace lossfield::viz::angular_margins
