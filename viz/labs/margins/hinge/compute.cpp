// The run, the exact answer, and what is asked of both.
#include "math/numerics/random.hpp"
#include "viz/fragments/classes.hpp"
#include "viz/labs/margins/hinge/hinge.hpp"

namespace lossfield::viz::hinge {
namespace {

math::LabelledPoints labelled(const Points& data) {
    math::LabelledPoints points;
    for (const DataPoint& p : data) {
        points.x.push_back({p.x, p.y});
        points.y.push_back(class_of(p, labels) == 0 ? 1 : -1);
    }
    return points;
}

bool finite(std::span<const double> values) {
    return std::all_of(values.begin(), values.end(), [](double v) { return std::isfinite(v); });
}

// Of such a line every number that is told: its length, objective, pulls and gradient.
bool stays_finite(const Inputs& in, const math::LabelledPoints& points, const math::Separator& s) {
    const math::MarginLoss loss = loss_of(in);
    return std::isfinite(s.norm()) && std::isfinite(math::separator_objective(loss, in.lambda, points, s)) &&
           finite(math::separator_gradient(loss, in.lambda, points, s));
}

math::Training training(const Inputs& in, const math::LabelledPoints& points) {
    const auto gradient = [loss = loss_of(in), lambda = in.lambda, points,
                           batch = static_cast<std::size_t>(in.batch_size),
                           seed = static_cast<std::uint64_t>(in.seed)](std::span<const double> x,
                                                                       std::uint64_t t, std::span<double> g) {
        const math::Separator at{{x[0], x[1]}, x[2]};
        const auto by = batch < points.size()
                            ? math::separator_gradient(loss, lambda, points, at,
                                                       math::drawn_batch(points.size(), batch, seed, t))
                            : math::separator_gradient(loss, lambda, points, at);
        std::copy(by.begin(), by.end(), g.begin());
    };
    return {rules_of(in), {in.start[0], in.start[1], in.start_bias}, gradient};
}

}  // namespace

Points clouds(int count, double apart, double spread, std::uint64_t seed) {
    Points data;
    for (int i = 0; i < count; ++i) {
        const auto normal = [&](std::uint32_t k) {
            return math::random_normal({seed, 0, static_cast<std::uint64_t>(i), k});
        };
        const double side = i % 2 == 0 ? 1 : -1;
        const auto rounded = [](double v) { return std::round(v * 100) / 100; };
        data.push_back({rounded(side * apart + spread * normal(0)),
                        rounded(0.5 * side * apart + spread * normal(1)), labels[i % 2 == 0 ? 0 : 1]});
    }
    return data;
}

math::MarginLoss loss_of(const Inputs& in, LossKind kind) { return {kind, in.width, in.focusing}; }

bool drawn_loss(const Inputs& in, LossKind kind) {
    return kind == in.loss || in.shown[static_cast<std::size_t>(kind)];
}

math::Separator separator_of(const Vector& x) { return {{x[0], x[1]}, x[2]}; }
math::Separator line_at(const Computed& r, long long step) {
    return separator_of(r.run.at(static_cast<std::uint64_t>(step)).x);
}

std::optional<std::string> check(const Inputs& in) {
    if (in.lambda == 0 || in.lambda >= least_lambda) return std::nullopt;
    return fmt::format("lambda: {} is too small; give 0 or at least {}", shortest(in.lambda),
                       shortest(least_lambda));
}

Computed compute(const Inputs& in, Detail /*detail*/, std::stop_token stop) {
    const math::LabelledPoints points = labelled(in.data);
    Vector objective, way_x, way_y;
    const auto observe = [&](const math::TrainingState& s, std::uint64_t t) {
        if (t > 0 && !stays_finite(in, points, separator_of(s.x))) return false;
        objective.push_back(math::separator_objective(loss_of(in), in.lambda, points, separator_of(s.x)));
        way_x.push_back(s.x[0]), way_y.push_back(s.x[1]);
        return true;
    };
    Computed r{
        .points = points,
        .run = Simulation<math::Training>(training(in, points), {.steps = steps_of(in)}, stop, observe)};
    r.objective = std::move(objective);
    r.way_x = std::move(way_x), r.way_y = std::move(way_y);
    if (math::has_dual(loss_of(in)) && in.lambda > 0)
        r.exact = math::support_vectors(loss_of(in), in.lambda, points);
    r.stays_below = strip_stays_below(in, r);
    r.best = math::best_scores(loss_of(in), in.eta);
    return r;
}

Now at_step(const Inputs& in, const Computed& r, const View& view) {
    Now now{.step = view.shown_step(static_cast<long long>(r.run.last()))};
    now.separator = line_at(r, now.step);
    for (std::size_t i = 0; i < r.points.size(); ++i) {
        now.margins.push_back(r.points.y[i] * now.separator.score(r.points.x[i]));
        now.pulls.push_back(-math::margin_slope(loss_of(in), now.margins.back()));
    }
    now.objective = r.objective[static_cast<std::size_t>(now.step)];
    now.gradient = math::separator_gradient(loss_of(in), in.lambda, r.points, now.separator);
    return now;
}

std::size_t Now::pulling() const {
    return static_cast<std::size_t>(
        std::count_if(pulls.begin(), pulls.end(), [](double p) { return p != 0; }));
}

double Now::pull_of(const math::LabelledPoints& points, double label) const {
    double sum = 0;
    for (std::size_t i = 0; i < pulls.size(); ++i)
        if (points.y[i] == label) sum += pulls[i];
    return sum / static_cast<double>(pulls.size());
}

double Now::least_margin() const { return *std::min_element(margins.begin(), margins.end()); }

bool has_line(const math::Separator& s) { return s.norm() > 1e-9 && std::isfinite(s.norm()); }

bool ran_off(const Computed& r) {
    const Vector x = r.run.at(r.run.last()).x;
    return std::any_of(x.begin(), x.end(), [](double v) { return !(std::abs(v) <= math::divergence_bound); });
}

bool is_lost(const Now& now) {
    return !std::isfinite(now.separator.norm()) || !std::isfinite(now.objective) || !finite(now.margins) ||
           !finite(now.pulls) || !finite(now.gradient);
}

bool steady_descent(const Inputs& in) {
    return in.optimizer == OptimizerKind::GradientDescent && in.schedule == math::ScheduleKind::Constant &&
           in.warm_up == 0;
}

std::optional<TooFast> beyond_limit(const Inputs& in, const Computed& r) {
    if (in.optimizer != OptimizerKind::GradientDescent) return std::nullopt;
    const math::Schedule schedule = rules_of(in).schedule;
    for (std::uint64_t t = 1; t <= r.run.last() + (r.run.refused() ? 1 : 0); ++t)
        if (const double rate = schedule.share(t) * in.rate_of(in.optimizer); rate * in.lambda > 2)
            return TooFast{t, rate};
    return std::nullopt;
}

// As lambda falls w stays sum_i alpha_i y_i x_i of the widest strip while a_i = lambda alpha_i keeps below its bound 1/N.
double strip_stays_below(const Inputs& in, const Computed& r) {
    if (in.loss != LossKind::Hinge || one_label(r)) return 0;
    const auto bound = [&](double lambda, const math::SupportVectors& s) {
        const double most = *std::max_element(s.a.begin(), s.a.end());
        return s.hard_margin() && most > 0 ? lambda / (most * static_cast<double>(s.a.size())) : 0;
    };
    const auto solved = [&](double lambda) {
        return bound(lambda, math::support_vectors(loss_of(in), lambda, r.points));
    };
    if (const double here = r.exact ? bound(in.lambda, *r.exact) : 0; here > 0) return here;
    const double about = solved(least_lambda);
    // Once more where a has its digits.
    return about > 10 * least_lambda ? solved(0.5 * about) : 0;
}

bool random_batches(const Inputs& in, const Computed& r) {
    return static_cast<std::size_t>(in.batch_size) < r.points.size();
}

bool has_strip(const Inputs& in) { return math::has_dual(loss_of(in)); }
bool has_no_slope(const Inputs& in) { return in.loss == LossKind::ZeroOne; }
bool shrinks_to_nothing(const Inputs& in) { return in.loss == LossKind::Perceptron && in.lambda > 0; }
bool never_starts(const Inputs& in, const Computed& r) {
    const Vector last = r.run.at(r.run.last()).x;
    return in.loss == LossKind::Perceptron && in.start[0] == 0 && in.start[1] == 0 && in.start_bias == 0 &&
           std::all_of(last.begin(), last.end(), [](double v) { return v == 0; });
}
std::vector<std::size_t> on_exact_border(const Computed& r) {
    std::vector<std::size_t> places;
    if (!r.exact) return places;
    const double most = *std::max_element(r.exact->a.begin(), r.exact->a.end());
    for (std::size_t i = 0; i < r.exact->a.size(); ++i)
        if (r.exact->sides[i] == math::StripSide::Border && r.exact->a[i] > 1e-6 * most) places.push_back(i);
    return places;
}
bool one_label(const Computed& r) { return !r.points.both(); }
bool hard_margin(const Inputs& in, const Computed& r) {
    return in.loss == LossKind::Hinge && r.exact && !one_label(r) && r.exact->hard_margin();
}
bool separates(const Now& now) { return now.least_margin() > 0; }

}  // namespace lossfield::viz::hinge
