#include "math/metric/info_nce.hpp"

#include <algorithm>

#include "math/losses/logistic.hpp"
#include "math/numerics/check.hpp"
#include "math/numerics/random.hpp"

namespace lossfield::math {
namespace {

// x, the positive's y and the negatives' y of an anchor come from streams of their own.
constexpr std::uint32_t anchor_stream = 0x4E1, positive_stream = 0x4E2, negative_stream = 0x4E3;

// The mean over the sets of N - 1 negatives of log((e^(f_+ - top) + sum e^(f_j - top)) / N).
double mean_log_mean(std::span<const double> negatives, double positive, std::size_t candidates) {
    const std::size_t each = candidates - 1, sets = negatives.size() / each;
    double sum = 0.0;
    for (std::size_t g = 0; g < sets; ++g) {
        double total = positive;
        for (std::size_t k = g * each; k < (g + 1) * each; ++k) total += negatives[k];
        sum += std::log(total / static_cast<double>(candidates));
    }
    return sum / static_cast<double>(sets);
}

// Mean of y by its regression on x, whose mean is known, and what is left of the deviation.
InformationEstimate regressed(std::size_t candidates, std::span<const double> x, std::span<const double> y,
                              double mean_of_x) {
    const auto n = static_cast<double>(x.size());
    double mx = 0.0, my = 0.0, xx = 0.0, xy = 0.0, yy = 0.0;
    for (std::size_t i = 0; i < x.size(); ++i) mx += x[i] / n, my += y[i] / n;
    for (std::size_t i = 0; i < x.size(); ++i) {
        xx += (x[i] - mx) * (x[i] - mx);
        xy += (x[i] - mx) * (y[i] - my);
        yy += (y[i] - my) * (y[i] - my);
    }
    const double slope = xx > 0.0 ? xy / xx : 0.0;
    const double left = std::max(0.0, yy - slope * xy);
    return {candidates, my - slope * (mx - mean_of_x), std::sqrt(left / n / std::max(1.0, n - 2.0))};
}

}  // namespace

CircleInfoNce circle_info_nce(std::span<const double> angles, double tau) {
    CircleInfoNce r{.loss = circle_info_nce_loss(angles, tau),
                    .gradient = std::vector<double>(angles.size(), 0.0)};
    for (std::size_t k = 1; k < angles.size(); ++k) r.cosines.push_back(std::cos(angles[k] - angles[0]));
    r.shares = softmax(r.cosines, tau);
    r.by_cosine = cross_entropy(r.cosines, tau, one_hot(0, r.cosines.size())).gradient;
    for (std::size_t k = 1; k < angles.size(); ++k) {
        r.gradient[k] = -std::sin(angles[k] - angles[0]) * r.by_cosine[k - 1];
        r.gradient[0] -= r.gradient[k];
    }
    return r;
}

double highest_info_nce_curvature(double tau, bool anchor_alone) {
    check_positive("highest_info_nce_curvature: tau", tau);
    const double curvature = (1.0 / tau + 2.0) / tau;
    return anchor_alone ? curvature : 1.5 * curvature;
}

double least_info_nce(std::size_t candidates, double tau) {
    check_at_least("least_info_nce: number of candidates", candidates, 2);
    check_positive("least_info_nce: tau", tau);
    return softplus(std::log(static_cast<double>(candidates - 1)) - 2.0 / tau);
}

double gaussian_mutual_information(double rho) {
    if (!(rho > -1.0 && rho < 1.0)) violated("gaussian_mutual_information: rho", rho, "in", "(-1, 1)");
    return -0.5 * std::log1p(-rho * rho);
}

double gaussian_correlation(double information) {
    if (!(information >= 0.0)) violated("gaussian_correlation: information", information, ">=", 0.0);
    return std::sqrt(-std::expm1(-2.0 * information));
}

std::vector<InformationEstimate> information_estimates(double information, int doublings, std::size_t anchors,
                                                       std::uint64_t seed) {
    const double rho = gaussian_correlation(information), rest = std::exp(-2.0 * information);
    check_at_least("information_estimates: doublings", static_cast<std::size_t>(std::max(0, doublings)), 1);
    check_at_least("information_estimates: number of anchors", anchors, 3);
    const std::size_t draws = (std::size_t{1} << doublings) - 1;
    const auto critic = [&](double x, double y) {
        return information - 0.5 * (y - rho * x) * (y - rho * x) / rest + 0.5 * y * y;
    };
    std::vector<double> of_positive(anchors), negatives(draws);
    std::vector<std::vector<double>> estimates(static_cast<std::size_t>(doublings),
                                               std::vector<double>(anchors));
    for (std::size_t i = 0; i < anchors; ++i) {
        const double x = random_normal({seed, anchor_stream, i, 0});
        const double y = rho * x + std::sqrt(rest) * random_normal({seed, positive_stream, i, 0});
        of_positive[i] = critic(x, y);
        for (std::size_t k = 0; k < draws; ++k)
            negatives[k] =
                critic(x, random_normal({seed, negative_stream, i, static_cast<std::uint32_t>(k)}));
        const double top = std::max(of_positive[i], *std::max_element(negatives.begin(), negatives.end()));
        for (double& f : negatives) f = std::exp(f - top);
        const double positive = std::exp(of_positive[i] - top);
        for (std::size_t n = 0; n < estimates.size(); ++n)
            estimates[n][i] = of_positive[i] - top - mean_log_mean(negatives, positive, std::size_t{2} << n);
    }
    std::vector<InformationEstimate> all;
    for (std::size_t n = 0; n < estimates.size(); ++n)
        all.push_back(regressed(std::size_t{2} << n, of_positive, estimates[n], information));
    return all;
}

}  // namespace lossfield::math
