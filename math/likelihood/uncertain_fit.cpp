#include "math/likelihood/uncertain_fit.hpp"

#include <algorithm>
#include <cmath>

#include "math/likelihood/least_squares.hpp"
#include "math/numerics/gradient_check.hpp"

namespace lossfield::math {

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

OneSpreadFit fit_one_spread(const UncertainModel& model, const std::vector<double>& x,
                            const std::vector<double>& y) {
    OneSpreadFit fit{.mean = mean_by_least_squares(model, x, y)};
    const auto n = static_cast<double>(x.size());
    double size = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double residual = y[i] - model.mean(fit.mean, x[i]);
        fit.mse += residual * residual / n;
        size += std::abs(residual) / n;
    }
    const double spread = model.family == NoiseFamily::Gaussian ? std::sqrt(fit.mse) : size;
    fit.loss = best_uncertain_nll(model.family, spread);
    return fit;
}

UncertainPoints uncertain_points(const UncertainModel& model, std::span<const double> theta,
                                 std::span<const double> x, std::span<const double> y) {
    UncertainPoints all;
    for (std::size_t i = 0; i < x.size(); ++i) {
        all.residual.push_back(y[i] - model.mean(theta, x[i]));
        all.log_scale.push_back(model.log_scale(theta, x[i]));
    }
    const auto [least, most] = std::minmax_element(all.log_scale.begin(), all.log_scale.end());
    all.surest = static_cast<std::size_t>(least - all.log_scale.begin());
    const double power = model.family == NoiseFamily::Gaussian ? 1 : 0.5;
    double sum = 0;
    // Relative to the heaviest, so that nothing overflows.
    for (const double s : all.log_scale) all.weight.push_back(std::exp(power * (*least - s)));
    for (const double w : all.weight) sum += w;
    for (double& w : all.weight) w /= sum;
    all.least_deviation = noise_deviation(model.family, *least);
    all.most_deviation = noise_deviation(model.family, *most);
    all.weight_ratio = std::exp(power * (*most - *least));
    all.gradient = uncertain_loss_and_gradient(model, theta, x, y).gradient;
    return all;
}

double check_uncertain_gradient(const UncertainModel& model, std::span<const double> theta,
                                std::span<const double> x, std::span<const double> y) {
    const auto of_theta = [&](std::span<const Dual<double>> at) { return uncertain_loss(model, at, x, y); };
    return check_gradient(of_theta, theta, uncertain_loss_and_gradient(model, theta, x, y).gradient,
                          std::vector<double>(theta.size(), 1e-6))
        .worst;
}

}  // namespace lossfield::math
