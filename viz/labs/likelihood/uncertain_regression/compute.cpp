// The numbers of the lab: the fit step by step, least squares beside it, and the loss of one point over (r, s).
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "math/likelihood/least_squares.hpp"
#include "math/numerics/gradient_check.hpp"
#include "math/optimizers/steppers.hpp"
#include "viz/fragments/line_data.hpp"
#include "viz/geometry/scale.hpp"
#include "viz/lab/simulation.hpp"
#include "viz/labs/likelihood/uncertain_regression/uncertain_regression.hpp"

namespace lossfield::viz::uncertain_regression {
namespace {

constexpr std::size_t most_parameters = 6;
constexpr std::size_t surface_columns = 201, surface_rows = 97;
constexpr double far_away = 1e6;        // a parameter beyond it has diverged
constexpr double lowest_shown_s = -12;  // of the surface
constexpr double certain = -15;         // log scales below it have run away

using Theta = std::array<double, most_parameters>;

template <typename Stepper>
struct Descent {
    struct State {
        Theta theta{}, gradient{};
        std::array<typename Stepper::Memory, most_parameters> memory{};
        double loss = 0;
    };
    Stepper stepper;
    math::UncertainModel model;
    const Vector& x;
    const Vector& y;
    Vector from;

    [[nodiscard]] State start() const {
        State state;
        std::copy(from.begin(), from.end(), state.theta.begin());
        evaluate(state);
        return state;
    }
    [[nodiscard]] State step(State state, std::uint64_t t) const {
        const auto c = stepper.at_step(t);
        for (std::size_t k = 0; k < from.size(); ++k)
            stepper.update(state.theta[k], state.gradient[k], state.memory[k], c);
        evaluate(state);
        return state;
    }
    [[nodiscard]] bool finished(const State& state) const {
        return !std::isfinite(state.loss) || std::any_of(state.theta.begin(), state.theta.end(),
                                                         [](double v) { return !(std::abs(v) <= far_away); });
    }

  private:
    void evaluate(State& state) const {
        const auto at = math::uncertain_loss_and_gradient(
            model, std::span<const double>(state.theta).first(from.size()), x, y);
        state.loss = at.value;
        std::copy(at.gradient.begin(), at.gradient.end(), state.gradient.begin());
    }
};

template <typename Stepper>
void descend(const Stepper& stepper, const Inputs& in, const Vector& from, Computed& r,
             const std::stop_token& stop) {
    const Descent<Stepper> descent{stepper, r.model, r.x, r.y, from};
    const Simulation<Descent<Stepper>> run(descent, {static_cast<std::uint64_t>(in.steps), 0}, stop,
                                           [&](const auto& state, std::uint64_t /*t*/) {
                                               r.path.emplace_back(state.theta.begin(),
                                                                   state.theta.begin() + std::ssize(from));
                                               r.loss.push_back(state.loss);
                                               r.diverged = descent.finished(state);
                                           });
}

// Powers of u up to the degree of the mean; directions that the data do not tell keep 0.
void fit_least_squares(Computed& r) {
    const auto n = static_cast<Eigen::Index>(r.x.size()), d = static_cast<Eigen::Index>(r.model.mean_terms);
    Eigen::MatrixXd powers(n, d);
    for (Eigen::Index i = 0; i < n; ++i) {
        double power = 1;
        const double u = (r.x[static_cast<std::size_t>(i)] - r.model.centre) / r.model.reach;
        for (Eigen::Index j = 0; j < d; ++j, power *= u) powers(i, j) = power;
    }
    const Eigen::VectorXd w =
        math::ridge(math::singular_system(powers), Eigen::Map<Eigen::VectorXd>(r.y.data(), n), 0);
    // To twelve digits, so that data on a line of few digits are hit exactly, not to within rounding.
    for (const double v : w) r.fit.push_back(std::round(v * 1e12) / 1e12);
    double size = 0;
    for (std::size_t i = 0; i < r.x.size(); ++i) {
        const double residual = r.y[i] - r.fitted(r.x[i]);
        r.mse += residual * residual / static_cast<double>(n);
        size += std::abs(residual) / static_cast<double>(n);
    }
    r.fit_loss = math::best_uncertain_nll(
        r.model.family, r.model.family == math::NoiseFamily::Gaussian ? std::sqrt(r.mse) : size);
}

Vector start_of(const Inputs& in, const Computed& r) {
    Vector from(r.model.parameters(), 0.0);
    if (in.start == "least-squares") std::copy(r.fit.begin(), r.fit.end(), from.begin());
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
    const Domain domain{
        {-round_range(ScaleKind::Linear, {0, reach}).high, round_range(ScaleKind::Linear, {0, reach}).high},
        {std::floor(std::max(low, lowest_shown_s)), std::ceil(high)}};
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

std::size_t shown_step(const Computed& r, const View& view) {
    const auto last = static_cast<long long>(r.last());
    return static_cast<std::size_t>(std::clamp(view.step.value_or(last), 0LL, last));
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
    r.model.family = in.likelihood == "laplace" ? math::NoiseFamily::Laplace : math::NoiseFamily::Gaussian;
    r.model.mean_terms = static_cast<std::size_t>(in.mean_degree) + 1;
    r.model.spread_terms = static_cast<std::size_t>(in.spread_degree) + 1;
    if (in.use_floor) r.model.floor = in.floor;
    r.model.centre = 0.5 * (span.low + span.high);
    r.model.reach = span.length() > 0 ? 0.5 * span.length() : 1;
    fit_least_squares(r);
    const Vector from = start_of(in, r);
    if (in.optimizer == "gd") descend(math::GradientDescent{in.rate}, in, from, r, stop);
    if (in.optimizer == "momentum") descend(math::Momentum{in.rate, 0.9}, in, from, r, stop);
    if (in.optimizer == "adam") descend(math::Adam{{in.rate}}, in, from, r, stop);
    const auto of_theta = [&](std::span<const math::Dual<double>> theta) {
        return math::uncertain_loss(r.model, theta, r.x, r.y);
    };
    r.check = math::check_gradient(of_theta, from, moment_of(r, 0).gradient, Vector(from.size(), 1e-6)).worst;
    r.thrown = first_throw(r.loss);
    r.range = range_of(r, box_of(in.data));
    sample_surface(r);
    return r;
}

}  // namespace lossfield::viz::uncertain_regression
