#include "math/likelihood/uncertain_fit.hpp"

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

double check_uncertain_gradient(const UncertainModel& model, std::span<const double> theta,
                                std::span<const double> x, std::span<const double> y) {
    const auto of_theta = [&](std::span<const Dual<double>> at) { return uncertain_loss(model, at, x, y); };
    return check_gradient(of_theta, theta, uncertain_loss_and_gradient(model, theta, x, y).gradient,
                          std::vector<double>(theta.size(), 1e-6))
        .worst;
}

}  // namespace lossfield::math
