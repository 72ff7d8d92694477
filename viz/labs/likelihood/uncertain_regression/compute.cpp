// The numbers of the lab: the fit step by step, least squares beside it, and the loss of one point over (r, s).
#include "viz/fragments/line_data.hpp"
#include "viz/labs/likelihood/uncertain_regression/uncertain_regression.hpp"

namespace lossfield::viz::uncertain_regression {
namespace {

constexpr std::size_t surface_columns = 201, surface_rows = 97;
constexpr double lowest_shown_s = -12;  // of the surface
constexpr double certain = -15;         // log scales below it have run away

void fit_least_squares(Computed& r) {
    r.fit = math::mean_by_least_squares(r.model, r.x, r.y);
    const auto n = static_cast<double>(r.x.size());
    double size = 0;
    for (std::size_t i = 0; i < r.x.size(); ++i) {
        const double residual = r.y[i] - r.fitted(r.x[i]);
        r.mse += residual * residual / n;
        size += std::abs(residual) / n;
    }
    r.fit_loss = math::best_uncertain_nll(
        r.model.family, r.model.family == math::NoiseFamily::Gaussian ? std::sqrt(r.mse) : size);
}

Vector start_of(const Inputs& in, const Computed& r) {
    Vector from(r.model.parameters(), 0.0);
    if (in.start == Start::LeastSquares) std::copy(r.fit.begin(), r.fit.end(), from.begin());
    return from;
}

// The data, and the band of the last step as far as it is no more than twice as high.
Domain range_of(const Computed& r, const Domain& box) {
    const auto wide = [](const Interval& side, double air) {
        const double more = side.length() > 0 ? air * side.length() : 1;
        return Interval{side.low - more, side.high + more};
    };
    Interval y = wide(box.y, 0.1);
    const Interval most = wide(box.y, 0.5);
    for (const double x : {box.x.low, box.x.high}) {
        const double middle = r.model.mean(r.path.back(), x);
        const double half = 2 * sigma_of(r.model.family, r.model.log_scale(r.path.back(), x));
        if (!std::isfinite(middle + half) || r.diverged) continue;
        y.low = std::min(y.low, std::max(most.low, middle - half));
        y.high = std::max(y.high, std::min(most.high, middle + half));
    }
    return {wide(box.x, 0.05), round_range(ScaleKind::Linear, y)};
}

// The first step that raises the loss by more than a nat.
std::optional<std::size_t> first_throw(const Vector& loss) {
    for (std::size_t t = 1; t < loss.size(); ++t)
        if (!(loss[t] <= loss[t - 1] + 1)) return t;
    return std::nullopt;
}

// Over all residuals and log scales of the first and the last step, as far as they can be shown.
void sample_surface(Computed& r) {
    double reach = 1, low = -5, high = 2;
    const std::size_t ends[] = {0, r.last()};
    for (const std::size_t step : ends) {
        const Moment m = moment_of(r, step);
        for (std::size_t i = 0; i < r.x.size(); ++i) {
            if (!std::isfinite(m.residual[i]) || !std::isfinite(m.log_scale[i])) continue;
            if (step == 0 || !r.diverged) reach = std::max(reach, 1.05 * std::abs(m.residual[i]));
            low = std::min(low, m.log_scale[i] - 1);
            high = std::max(high, m.log_scale[i] + 1);
        }
    }
    reach = std::min(reach, 1e3);
    high = std::clamp(high, 2 * std::log(reach), 2 * std::log(reach) + 4);
    if (r.model.floor) low = std::min(low, *r.model.floor - 1);
    const double side = round_range(ScaleKind::Linear, {0, reach}).high;
    const Domain domain{{-side, side}, {std::floor(std::max(low, lowest_shown_s)), std::ceil(high)}};
    r.surface = sample_grid(domain, surface_columns, surface_rows, [&](double residual, double s) {
        return math::uncertain_nll(r.model.family, residual, s);
    });
    // Above the far edge the walls are steep and say no more.
    r.cut = math::uncertain_nll(r.model.family, domain.x.high, domain.y.high) + 0.75;
}

}  // namespace

double Computed::fitted(double at) const {
    double sum = 0;
    const double u = (at - model.centre) / model.reach;
    for (std::size_t j = fit.size(); j-- > 0;) sum = sum * u + fit[j];
    return sum;
}

double sigma_of(math::NoiseFamily family, double log_scale) {
    return std::exp(0.5 * log_scale) * (family == math::NoiseFamily::Laplace ? std::sqrt(2.0) : 1.0);
}

Moment moment_of(const Computed& r, std::size_t step) {
    Moment m;
    const Vector& theta = r.path[step];
    double sum = 0;
    for (std::size_t i = 0; i < r.x.size(); ++i) {
        m.residual.push_back(r.y[i] - r.model.mean(theta, r.x[i]));
        m.log_scale.push_back(r.model.log_scale(theta, r.x[i]));
    }
    const auto [least, most] = std::minmax_element(m.log_scale.begin(), m.log_scale.end());
    const double power = r.model.family == math::NoiseFamily::Gaussian ? 1 : 0.5;
    // Relative to the heaviest, so that nothing overflows.
    for (const double s : m.log_scale) m.weight.push_back(std::exp(power * (*least - s)));
    for (const double w : m.weight) sum += w;
    for (double& w : m.weight) w /= sum;
    m.least_sigma = sigma_of(r.model.family, *least);
    m.most_sigma = sigma_of(r.model.family, *most);
    m.weight_ratio = std::exp(power * (*most - *least));
    m.gradient = math::uncertain_loss_and_gradient(r.model, theta, r.x, r.y).gradient;
    return m;
}

bool runs_away(const Inputs& in, const Computed& r) {
    if (in.use_floor || r.diverged) return false;
    const Moment m = moment_of(r, r.last());
    return *std::min_element(m.log_scale.begin(), m.log_scale.end()) < certain;
}

Computed compute(const Inputs& in, Detail /*detail*/, std::stop_token stop) {
    Computed r;
    for (const DataPoint& p : in.data) r.x.push_back(p.x), r.y.push_back(p.y);
    const Interval span = box_of(in.data).x;
    r.model.family = in.likelihood;
    r.model.mean_terms = static_cast<std::size_t>(in.mean_degree) + 1;
    r.model.spread_terms = static_cast<std::size_t>(in.spread_degree) + 1;
    if (in.use_floor) r.model.floor = in.floor;
    r.model.centre = 0.5 * (span.low + span.high);
    r.model.reach = span.length() > 0 ? 0.5 * span.length() : 1;
    fit_least_squares(r);
    const Vector from = start_of(in, r);
    const auto likelihood = [&](const Vector& theta) {
        auto at = math::uncertain_loss_and_gradient(r.model, theta, r.x, r.y);
        return math::ValueAndGradient{at.value, std::move(at.gradient)};
    };
    static_cast<math::RuleDescent&>(r) =
        math::rule_descent(likelihood, in.optimizer, in.rate, from, static_cast<std::size_t>(in.steps), stop);
    r.check = math::check_uncertain_gradient(r.model, from, r.x, r.y);
    r.thrown = first_throw(r.loss);
    r.range = range_of(r, box_of(in.data));
    sample_surface(r);
    return r;
}

}  // namespace lossfield::viz::uncertain_regression
