#include "math/simplex/softmax.hpp"

namespace lossfield::math {

double log_sum_exp(std::span<const double> z, double temperature) {
    check_positive("log_sum_exp: temperature", temperature);
    const std::size_t leader = largest(z);
    if (std::isinf(z[leader])) return z[leader];
    double others = 0.0;
    for (std::size_t k = 0; k < z.size(); ++k) {
        if (k != leader) others += std::exp((z[k] - z[leader]) / temperature);
    }
    return z[leader] + temperature * std::log1p(others);
}

ShiftedExponentials shifted_exponentials(std::span<const double> z, double temperature,
                                         std::span<double> weights) {
    check_positive("softmax: temperature", temperature);
    check_size("softmax: number of outputs", weights.size(), z.size());
    ShiftedExponentials result{largest(z), 0.0};
    const double highest = z[result.leader];
    for (std::size_t k = 0; k < z.size(); ++k) {
        weights[k] = std::exp((z[k] - highest) / temperature);
        if (k != result.leader) result.others += weights[k];
    }
    return result;
}

void softmax(std::span<const double> z, double temperature, std::span<double> p) {
    const double sum = shifted_exponentials(z, temperature, p).sum();
    for (double& x : p) x /= sum;
}

std::vector<double> softmax(std::span<const double> z, double temperature) {
    std::vector<double> p(z.size());
    softmax(z, temperature, p);
    return p;
}

std::vector<double> log_softmax(std::span<const double> z, double temperature) {
    std::vector<double> log_p(z.size());
    const ShiftedExponentials e = shifted_exponentials(z, temperature, log_p);
    const double log_sum = std::log1p(e.others);
    const double highest = z[e.leader];
    for (std::size_t k = 0; k < z.size(); ++k) log_p[k] = (z[k] - highest) / temperature - log_sum;
    return log_p;
}

std::vector<double> logits_for(std::span<const double> p, double temperature, double mean) {
    check_positive("logits_for: temperature", temperature);
    check_at_least("logits_for: number of probabilities", p.size(), 1);
    std::vector<double> z(p.size());
    double mean_log = 0.0;
    for (std::size_t k = 0; k < p.size(); ++k) {
        check_positive("logits_for: probability", p[k]);
        z[k] = std::log(p[k]);
        mean_log += z[k] / static_cast<double>(p.size());
    }
    for (double& x : z) x = temperature * (x - mean_log) + mean;
    return z;
}

double naive_log_sum_exp(std::span<const double> z, double temperature) {
    double sum = 0.0;
    for (double x : z) sum += std::exp(x / temperature);
    return temperature * std::log(sum);
}

std::vector<double> naive_softmax(std::span<const double> z, double temperature) {
    std::vector<double> p;
    double sum = 0.0;
    for (double x : z) {
        p.push_back(std::exp(x / temperature));
        sum += p.back();
    }
    for (double& x : p) x /= sum;
    return p;
}

}  // namespace lossfield::math
