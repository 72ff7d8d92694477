#include "math/information/information.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>

#include "math/information/divergence_term.hpp"
#include "math/numerics/check.hpp"

namespace lossfield::math {
namespace {

// The difference of the sums of p and q, which the terms have left out; 0 where it is rounding only.
double excess(double difference_of_sums, std::size_t n) {
    const double rounding = 8.0 * static_cast<double>(n) * std::numeric_limits<double>::epsilon();
    return std::abs(difference_of_sums) <= rounding ? 0.0 : difference_of_sums;
}

}  // namespace

double in_base(double nats, double base) {
    check_positive("in_base: base", base);
    return nats / std::log(base);
}

double self_information(double probability) { return 0.0 - std::log(probability); }

double entropy(std::span<const double> p) {
    check_at_least("entropy: number of probabilities", p.size(), 1);
    double sum = 0.0;
    for (double x : p) {
        if (x != 0.0) sum -= x * std::log(x);
    }
    return sum;
}

std::vector<double> entropy_gradient(std::span<const double> p) {
    std::vector<double> gradient;
    for (double x : p) gradient.push_back(-(std::log(x) + 1.0));
    return gradient;
}

std::vector<double> entropy_logit_gradient(std::span<const double> p) {
    std::vector<double> gradient(p.size(), 0.0);
    for (std::size_t i = 0; i < p.size(); ++i) {
        // log p_i + H = sum_j p_j log(p_i / p_j): no cancellation near the uniform distribution.
        for (std::size_t j = 0; j < p.size(); ++j) {
            if (p[i] != 0.0 && p[j] != 0.0) gradient[i] -= p[i] * p[j] * log_ratio(p[i], p[j]);
        }
    }
    return gradient;
}

std::vector<double> entropy_ascent(std::span<const double> p) {
    check_at_least("entropy_ascent: number of probabilities", p.size(), 1);
    const bool on_side = *std::min_element(p.begin(), p.end()) <= 0.0;
    std::vector<double> slope;
    double mean = 0.0;
    for (const double x : p) {
        slope.push_back(on_side ? (x <= 0.0 ? 1.0 : 0.0) : -std::log(x));
        mean += slope.back() / static_cast<double>(p.size());
    }
    for (double& x : slope) x -= mean;
    return slope;
}

double coin_entropy(double x) { return entropy(std::array{1.0 - x, x}); }

double coin_entropy_slope(double x) { return std::log1p(-x) - std::log(x); }

double rest_entropy(std::span<const double> p, std::size_t k) {
    check_at_least("rest_entropy: number of probabilities", p.size(), k + 1);
    check_at_least("rest_entropy: number of probabilities", p.size(), 2);
    std::vector<double> rest(p.begin(), p.end());
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(k));
    const double sum = std::accumulate(rest.begin(), rest.end(), 0.0);
    for (double& x : rest) x /= sum;
    return entropy(rest);
}

double kl(std::span<const double> p, std::span<const double> q) {
    check_pair("kl: number of probabilities", p.size(), q.size());
    double sum = 0.0;
    double difference = 0.0;
    for (std::size_t i = 0; i < p.size(); ++i) {
        sum += divergence_term(p[i], q[i]);
        difference += p[i] - q[i];
    }
    return sum + excess(difference, p.size());
}

double kl_from_log(std::span<const double> p, std::span<const double> log_q) {
    check_pair("kl_from_log: number of probabilities", p.size(), log_q.size());
    constexpr double log_smallest_normal = -708.0;
    double sum = 0.0;
    double difference = 0.0;
    for (std::size_t i = 0; i < p.size(); ++i) {
        const double q = std::exp(log_q[i]);
        if (p[i] == 0.0 || log_q[i] > log_smallest_normal) {
            sum += divergence_term(p[i], q);
        } else {
            sum += p[i] * (std::log(p[i]) - log_q[i]) - p[i] + q;
        }
        difference += p[i] - q;
    }
    return sum + excess(difference, p.size());
}

std::vector<double> kl_gradient_p(std::span<const double> p, std::span<const double> q) {
    check_pair("kl_gradient_p: number of probabilities", p.size(), q.size());
    std::vector<double> gradient(p.size());
    for (std::size_t i = 0; i < p.size(); ++i) gradient[i] = p[i] == q[i] ? 1.0 : log_ratio(p[i], q[i]) + 1.0;
    return gradient;
}

std::vector<double> kl_gradient_q(std::span<const double> p, std::span<const double> q) {
    check_pair("kl_gradient_q: number of probabilities", p.size(), q.size());
    std::vector<double> gradient(p.size());
    for (std::size_t i = 0; i < p.size(); ++i) gradient[i] = p[i] == 0.0 ? 0.0 : -p[i] / q[i];
    return gradient;
}

double gaussian_kl(double mean_p, double deviation_p, double mean_q, double deviation_q) {
    check_positive("gaussian_kl: deviation of p", deviation_p);
    check_positive("gaussian_kl: deviation of q", deviation_q);
    const double ratio = deviation_p / deviation_q;
    const double shift = (mean_p - mean_q) / deviation_q;
    // 1/2 (r^2 - 1 - log r^2) is half the divergence term of 1 and r^2.
    return 0.5 * (divergence_term(1.0, ratio * ratio) + shift * shift);
}

double cross_entropy_of(std::span<const double> p, std::span<const double> q) {
    check_pair("cross_entropy_of: number of probabilities", p.size(), q.size());
    double sum = 0.0;
    for (std::size_t i = 0; i < p.size(); ++i) {
        if (p[i] != 0.0) sum -= p[i] * std::log(q[i]);
    }
    return sum;
}

std::vector<double> cross_entropy_gradient_p(std::span<const double> q) {
    std::vector<double> gradient;
    for (double x : q) gradient.push_back(self_information(x));
    return gradient;
}

double perplexity(double nats) { return std::exp(nats); }

}  // namespace lossfield::math
