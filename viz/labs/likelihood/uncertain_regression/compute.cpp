// The numbers of the lab: the fit step by step, least squares beside it, and the loss of one point over (r, s).
#include "math/likelihood/absolute_line.hpp"
#include "viz/fragments/line_data.hpp"
#include "viz/labs/likelihood/uncertain_regression/uncertain_regression.hpp"

namespace lossfield::viz::uncertain_regression {
namespace {

constexpr std::size_t surface_columns = 201, surface_rows = 97;
constexpr double lowest_shown_s = -12;  // of the surface
constexpr std::size_t most_data_in_drag = 400;
constexpr double certain = -15;  // log scales below it have run away
constexpr std::size_t last_steps = 10;
constexpr double far_above = 2;  // nats

// The data, and the band of the last step as far as it is no more than twice as high.
Domain range_of(const Computed& r, const Domain& box) {
    const auto wide = [](const Interval& side, double air) {
        const double more = side.length() > 0 ? air * side.length() : 1;
        return Interval{side.low - more, side.high + more};
    };
    Interval y = wide(box.y, 0.1);
    const Interval most = wide(box.y, 0.5);
    for (const double x : {box.x.low, box.x.high}) {
        const double middle = r.mean_at(r.path.back(), x), half = 2 * r.deviation_at(r.path.back(), x);
        if (!std::isfinite(middle + half) || r.diverged) continue;
        y.low = std::min(y.low, std::max(most.low, middle - half));
        y.high = std::max(y.high, std::min(most.high, middle + half));
    }
    return {wide(box.x, 0.05), round_range(ScaleKind::Linear, y)};
}

// Over all residuals and log scales of the first and the last step, as far as they can be shown.
void sample_surface(Computed& r) {
    double reach = 1;
    Interval s{-5, 2};
    for (const std::size_t step : {std::size_t{0}, r.last()}) {
        const Moment m = r.at_step(step);
        for (std::size_t i = 0; i < r.x.size(); ++i) {
            if (!std::isfinite(m.residual[i]) || !std::isfinite(m.log_scale[i])) continue;
            if (step == 0 || !r.diverged) reach = std::max(reach, 1.05 * std::abs(m.residual[i]));
            s = holding(holding(s, m.log_scale[i] - 1), m.log_scale[i] + 1);
        }
    }
    reach = std::min(reach, 1e3);
    s.high = std::clamp(s.high, 2 * std::log(reach), 2 * std::log(reach) + 4);
    if (r.model.floor) s.low = std::min(s.low, *r.model.floor - 1);
    const double side = round_range(ScaleKind::Linear, {0, reach}).high;
    const Domain domain{{-side, side}, {std::floor(std::max(s.low, lowest_shown_s)), std::ceil(s.high)}};
    r.surface = sample_grid(domain, surface_columns, surface_rows, [&](double residual, double log_scale) {
        return math::uncertain_nll(r.model.family, residual, log_scale);
    });
    // Above the far edge the walls are steep and say no more.
    r.cut = math::uncertain_nll(r.model.family, domain.x.high, domain.y.high) + 0.75;
}

}  // namespace

bool runs_away(const Inputs& in, const Computed& r) {
    if (in.use_floor || r.diverged) return false;
    const Moment m = r.at_step(r.last());
    return m.log_scale[m.surest] < certain;
}

bool unbounded(const Inputs& in, const Computed& r) { return !in.use_floor && r.fit.mse == 0; }

bool reaches_mse(const Inputs& in, const Computed& r) {
    return r.fit.mse > 0 && !(in.use_floor && std::log(r.fit.mse) <= in.floor);
}

double above_least(const Computed& r, std::size_t step) { return std::max(0.0, r.loss[step] - r.fit.loss); }

double mean_curvature(const Computed& r, std::size_t step) {
    const Moment m = r.at_step(step);
    const std::size_t terms = r.model.mean_terms;
    // The power method: its quotient is never above the largest eigenvalue.
    Vector v(terms, 1.0);
    double largest = 0;
    for (int turn = 0; turn < 60; ++turn) {
        Vector next(terms, 0.0);
        double square = 0, product = 0;
        for (std::size_t i = 0; i < r.x.size(); ++i) {
            const double u = (r.x[i] - r.model.centre) / r.model.reach;
            double along = 0, power = 1;
            for (std::size_t k = 0; k < terms; ++k, power *= u) along += v[k] * power;
            power = std::exp(-m.log_scale[i]) * along / static_cast<double>(r.x.size());
            product += power * along;
            for (std::size_t k = 0; k < terms; ++k, power *= u) next[k] += power;
        }
        for (const double c : v) square += c * c;
        if (!(square > 0) || !std::isfinite(product)) return largest;
        largest = std::max(largest, product / square);
        const double size = largest_size(next);
        if (!(size > 0)) return largest;
        v = each(next, [&](double c) { return c / size; });
    }
    return largest;
}

double rate_limit(const Inputs& in, const Computed& r, std::size_t step) {
    if (in.optimizer == math::StepRule::Adam) return infinity;
    return (in.optimizer == math::StepRule::Momentum ? 3.8 : 2) / mean_curvature(r, step);
}

bool oversteps(const Inputs& in, const Computed& r, std::size_t step) {
    return gaussian(in) && in.rate > rate_limit(in, r, step);
}

bool rests_on_floor(const Computed& r, const Moment& now) {
    return r.model.floor && now.log_scale[now.surest] < *r.model.floor + 0.5;
}

bool weigh_alike(const Moment& now) { return now.weight_ratio < 1.05; }

bool comes_to_differ(const Computed& r) { return !weigh_alike(r.at_step(r.last())); }

bool hits_exactly(const Moment& now) { return now.residual[now.surest] == 0; }

bool falls_short(const Computed& r) {
    if (r.diverged || r.thrown || r.last() == 0) return false;
    for (std::size_t t = r.last() - std::min(r.last(), last_steps) + 1; t <= r.last(); ++t)
        if (!(r.loss[t] < r.loss[t - 1])) return false;
    const double there = one_spread_loss(r);
    return std::isfinite(there) && r.loss.back() > there + far_above;
}

double one_spread_loss(const Computed& r) {
    // Of residuals as large as the spread a loss grows by s / 2.
    const auto nll = [&](double residual, double s) {
        return math::uncertain_nll(r.model.family, residual, s);
    };
    const double s = 2 * (r.fit.loss - nll(1, 0));
    if (!r.model.floor || s > *r.model.floor) return r.fit.loss;
    double sum = 0;
    for (std::size_t i = 0; i < r.x.size(); ++i)
        sum += nll(r.y[i] - r.model.mean(r.fit.mean, r.x[i]), *r.model.floor);
    return sum / static_cast<double>(r.x.size());
}

Computed compute(const Inputs& in, Detail detail, std::stop_token stop) {
    Computed r;
    if (in.standardise) {
        Vector y;
        for (const DataPoint& p : in.data) y.push_back(p.y);
        r.of_y = math::spread_of(y);
        if (!(r.of_y.deviation > 0)) r.of_y.deviation = 1;
    }
    // While something is dragged some of many stand for all of them.
    for (const std::size_t k :
         math::even_places(in.data.size(), detail == Detail::Full ? in.data.size() : most_data_in_drag)) {
        r.x.push_back(in.data[k].x);
        r.y.push_back((in.data[k].y - r.of_y.mean) / r.of_y.deviation);
    }
    const Domain box = box_of(in.data);
    r.model.family = in.likelihood;
    r.model.mean_terms = static_cast<std::size_t>(in.mean_degree) + 1;
    r.model.spread_terms = static_cast<std::size_t>(in.spread_degree) + 1;
    if (in.use_floor) r.model.floor = in.floor;
    r.model.centre = 0.5 * (box.x.low + box.x.high);
    r.model.reach = box.x.length() > 0 ? 0.5 * box.x.length() : 1;
    r.fit = math::fit_one_spread(r.model, r.x, r.y);
    Vector from(r.model.parameters(), 0.0);
    if (in.start == Start::LeastSquares) std::copy(r.fit.mean.begin(), r.fit.mean.end(), from.begin());
    const auto likelihood = [&](const Vector& theta) {
        auto at = math::uncertain_loss_and_gradient(r.model, theta, r.x, r.y);
        return math::ValueAndGradient{at.value, std::move(at.gradient)};
    };
    static_cast<math::RuleDescent&>(r) =
        math::rule_descent(likelihood, in.optimizer, in.rate, from, static_cast<std::size_t>(in.steps), stop);
    r.check = math::check_uncertain_gradient(r.model, from, r.x, r.y);
    r.thrown = r.first_rise(1);
    r.range = range_of(r, box);
    sample_surface(r);
    return r;
}

}  // namespace lossfield::viz::uncertain_regression
