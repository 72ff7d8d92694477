#include "math/likelihood/simple_likelihoods.hpp"

#include "math/likelihood/line_fit.hpp"
#include "math/numerics/check.hpp"

namespace lossfield::math {
namespace {

// x log y with 0 log 0 = 0.
double x_log(double x, double y) { return x == 0.0 ? 0.0 : x * std::log(y); }

}  // namespace

BernoulliNll bernoulli_average_nll(double heads, double tosses, double p) {
    check_positive("bernoulli_average_nll: tosses", tosses);
    if (!(heads >= 0.0)) violated("bernoulli_average_nll: heads", heads, ">=", 0.0);
    if (!(heads <= tosses)) violated("bernoulli_average_nll: heads", heads, "<=", tosses);
    if (!(p >= 0.0)) violated("bernoulli_average_nll: p", p, ">=", 0.0);
    if (!(p <= 1.0)) violated("bernoulli_average_nll: p", p, "<=", 1.0);
    const double share = heads / tosses, rest = (tosses - heads) / tosses;
    const double up = share == 0.0 ? 0.0 : share / p, down = rest == 0.0 ? 0.0 : rest / (1.0 - p);
    return {0.0 - x_log(share, p) - (rest == 0.0 ? 0.0 : rest * std::log1p(-p)), down - up};
}

std::array<double, 2> laplace_gradient(std::span<const double> x, double mean, double log_scale) {
    check_at_least("laplace_gradient: number of values", x.size(), 1);
    const double b = std::exp(log_scale), n = static_cast<double>(x.size());
    double sign = 0.0, distance = 0.0;
    for (const double v : x) {
        sign += mean > v ? 1.0 : mean < v ? -1.0 : 0.0;
        distance += std::abs(mean - v);
    }
    return {sign / n / b, 1.0 - distance / n / b};
}

LaplaceFit laplace_mle(std::span<const double> x) {
    check_at_least("laplace_mle: number of values", x.size(), 1);
    LaplaceFit fit{median(x), 0.0, 0.0};
    for (const double v : x) fit.scale += std::abs(v - fit.centre) / static_cast<double>(x.size());
    fit.average_nll = std::log(2.0 * fit.scale) + 1.0;
    return fit;
}

}  // namespace lossfield::math
