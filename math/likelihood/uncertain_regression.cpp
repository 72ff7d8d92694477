#include "math/likelihood/uncertain_regression.hpp"

#include <algorithm>

namespace lossfield::math {
namespace {

double power_sum(std::span<const double> coefficients, double u) {
    double sum = 0.0;
    for (std::size_t j = coefficients.size(); j-- > 0;) sum = sum * u + coefficients[j];
    return sum;
}

// d s / d a of the floor.
double floor_slope(const std::optional<double>& floor, double a) { return floor ? sigmoid(a - *floor) : 1.0; }

void check_terms(const char* what, std::size_t terms) {
    check_at_least(what, terms, 1);
    if (terms > 3) violated(what, terms, "<=", 3);
}

}  // namespace

UncertainTerms uncertain_terms(NoiseFamily family, double r, double s) {
    const double value = uncertain_nll(family, r, s);
    const double inverse = std::exp(-0.5 * s), z = r * inverse;
    if (family == NoiseFamily::Gaussian) return {value, -z * inverse, 0.5 - 0.5 * z * z};
    return {value, z > 0.0 ? -inverse : z < 0.0 ? inverse : 0.0, 0.5 - 0.5 * std::abs(z)};
}

double best_log_scale(double r) { return 2.0 * std::log(std::abs(r)); }

double best_uncertain_nll(NoiseFamily family, double r) {
    const double log_size = std::log(std::abs(r));
    if (family == NoiseFamily::Laplace) return std::numbers::ln2 + 1.0 + log_size;
    return 0.5 * std::log(2.0 * std::numbers::pi) + 0.5 + log_size;
}

double residual_of_loss(NoiseFamily family, double value, double s) {
    const double over = std::max(0.0, value - uncertain_nll(family, 0.0, s));
    return std::exp(0.5 * s) * (family == NoiseFamily::Gaussian ? std::sqrt(2 * over) : over);
}

double noise_deviation(NoiseFamily family, double log_scale) {
    return std::exp(0.5 * log_scale) * (family == NoiseFamily::Laplace ? std::sqrt(2.0) : 1.0);
}

double UncertainModel::mean(std::span<const double> theta, double x) const {
    return power_sum(theta.first(mean_terms), (x - centre) / reach);
}

double UncertainModel::log_scale(std::span<const double> theta, double x) const {
    return floored(floor, power_sum(theta.subspan(mean_terms, spread_terms), (x - centre) / reach));
}

void check_uncertain(const UncertainModel& model, std::size_t parameters, std::size_t inputs,
                     std::size_t observations) {
    check_terms("uncertain regression: terms of the mean", model.mean_terms);
    check_terms("uncertain regression: terms of the spread", model.spread_terms);
    check_positive("uncertain regression: reach of x", model.reach);
    check_size("uncertain regression: number of parameters", parameters, model.parameters());
    check_at_least("uncertain regression: number of points", inputs, 1);
    check_size("uncertain regression: number of observations", observations, inputs);
}

UncertainLoss uncertain_loss_and_gradient(const UncertainModel& model, std::span<const double> theta,
                                          std::span<const double> x, std::span<const double> y) {
    check_uncertain(model, theta.size(), x.size(), y.size());
    UncertainLoss loss{0.0, std::vector<double>(theta.size(), 0.0)};
    const double weight = 1.0 / static_cast<double>(x.size());
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double u = (x[i] - model.centre) / model.reach;
        const double mu = power_sum(theta.first(model.mean_terms), u),
                     a = power_sum(theta.subspan(model.mean_terms), u);
        const UncertainTerms terms = uncertain_terms(model.family, y[i] - mu, floored(model.floor, a));
        loss.value += weight * terms.value;
        double by_mean = weight * terms.by_mean;
        double by_spread = weight * terms.by_log_scale * floor_slope(model.floor, a);
        for (std::size_t j = 0; j < model.mean_terms; ++j, by_mean *= u) loss.gradient[j] += by_mean;
        for (std::size_t j = 0; j < model.spread_terms; ++j, by_spread *= u)
            loss.gradient[model.mean_terms + j] += by_spread;
    }
    return loss;
}

}  // namespace lossfield::math
