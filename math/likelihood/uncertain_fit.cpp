#include "math/likelihood/uncertain_fit.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <stdexcept>

#include "math/likelihood/least_squares.hpp"
#include "math/numerics/gradient_check.hpp"
#include "math/optimizers/steppers.hpp"

namespace lossfield::math {
namespace {

constexpr double far_away = 1e6;

template <typename Stepper>
UncertainDescent descend(const UncertainModel& model, std::span<const double> x, std::span<const double> y,
                         const Stepper& stepper, std::vector<double> theta, std::size_t steps,
                         const std::stop_token& stop) {
    UncertainDescent out;
    std::vector<typename Stepper::Memory> memory(theta.size());
    UncertainLoss now;
    const auto arrive = [&] {
        now = uncertain_loss_and_gradient(model, theta, x, y);
        out.path.push_back(theta);
        out.loss.push_back(now.value);
        out.diverged = !std::isfinite(now.value) || std::any_of(theta.begin(), theta.end(), [](double v) {
            return !(std::abs(v) <= far_away);
        });
    };
    arrive();
    for (std::uint64_t t = 1; t <= steps && !out.diverged && !stop.stop_requested(); ++t) {
        const auto c = stepper.at_step(t);
        for (std::size_t k = 0; k < theta.size(); ++k)
            stepper.update(theta[k], now.gradient[k], memory[k], c);
        arrive();
    }
    return out;
}

}  // namespace

UncertainDescent uncertain_descent(const UncertainModel& model, std::span<const double> x,
                                   std::span<const double> y, StepRule rule, double rate,
                                   const std::vector<double>& from, std::size_t steps,
                                   const std::stop_token& stop) {
    switch (rule) {
        case StepRule::GradientDescent:
            return descend(model, x, y, GradientDescent{rate}, from, steps, stop);
        case StepRule::Momentum:
            return descend(model, x, y, Momentum{rate, 0.9}, from, steps, stop);
        case StepRule::Adam:
            return descend(model, x, y, Adam{{rate}}, from, steps, stop);
    }
    throw std::invalid_argument("uncertain_descent: unknown rule");
}

std::vector<double> mean_by_least_squares(const UncertainModel& model, const std::vector<double>& x,
                                          const std::vector<double>& y) {
    const auto n = static_cast<Eigen::Index>(x.size()), d = static_cast<Eigen::Index>(model.mean_terms);
    Eigen::MatrixXd powers(n, d);
    for (Eigen::Index i = 0; i < n; ++i) {
        double power = 1;
        const double u = (x[static_cast<std::size_t>(i)] - model.centre) / model.reach;
        for (Eigen::Index j = 0; j < d; ++j, power *= u) powers(i, j) = power;
    }
    const Eigen::VectorXd w =
        ridge(singular_system(powers), Eigen::Map<const Eigen::VectorXd>(y.data(), n), 0);
    std::vector<double> rounded;
    for (const double v : w) rounded.push_back(std::round(v * 1e12) / 1e12);
    return rounded;
}

double check_uncertain_gradient(const UncertainModel& model, std::span<const double> theta,
                                std::span<const double> x, std::span<const double> y) {
    const auto of_theta = [&](std::span<const Dual<double>> at) { return uncertain_loss(model, at, x, y); };
    return check_gradient(of_theta, theta, uncertain_loss_and_gradient(model, theta, x, y).gradient,
                          std::vector<double>(theta.size(), 1e-6))
        .worst;
}

}  // namespace lossfield::math
