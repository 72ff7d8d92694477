// Independent oracles for the numeric core: the definitions written out in long double (64-bit mantissa,
// exponents to 1e4932), central differences, and the sample points that the property tests walk.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "math/losses/cross_entropy.hpp"
#include "math/numerics/random.hpp"

namespace lossfield::tests {

using Real = long double;
using Reals = std::vector<Real>;

// Softmax about any shift, by the definition: Real holds exp(+-11000).
inline Reals oracle_softmax(std::span<const double> z, double temperature) {
    const Real shift = *std::max_element(z.begin(), z.end());
    Reals p;
    Real sum = 0;
    for (double x : z) {
        p.push_back(std::exp((static_cast<Real>(x) - shift) / static_cast<Real>(temperature)));
        sum += p.back();
    }
    for (Real& x : p) x /= sum;
    return p;
}

// p_k - y_k with the complement 1 - p_k summed from the other classes.
inline Reals oracle_difference(std::span<const double> z, double temperature, std::span<const double> y) {
    const Reals p = oracle_softmax(z, temperature);
    Reals difference;
    for (std::size_t k = 0; k < p.size(); ++k) {
        Real others = 0;
        for (std::size_t j = 0; j < p.size(); ++j) {
            if (j != k) others += p[j];
        }
        const Real target = y[k];
        difference.push_back(p[k] * (1 - target) - target * others);
    }
    return difference;
}

inline std::vector<double> to_doubles(const Reals& values) { return {values.begin(), values.end()}; }

// (f(x + h e_k) - f(x - h e_k)) / 2h for each k; error about h^2 |f'''| / 6 + eps |f| / h.
inline std::vector<double> central_differences(const std::function<double(std::span<const double>)>& f,
                                               std::span<const double> point, double h) {
    std::vector<double> x(point.begin(), point.end());
    std::vector<double> gradient;
    for (double& coordinate : x) {
        const double kept = coordinate;
        coordinate = kept + h;
        const double upper = f(x);
        const double step_up = coordinate;
        coordinate = kept - h;
        gradient.push_back((upper - f(x)) / (step_up - coordinate));
        coordinate = kept;
    }
    return gradient;
}

inline double uniform_at(std::uint64_t seed, std::uint64_t sample, std::uint32_t coordinate) {
    return math::random_uniform({.seed = seed, .stream = 0, .step = sample, .coordinate = coordinate});
}

// One number after the other.
class Draws {
  public:
    explicit Draws(std::uint64_t seed) : seed_(seed) {}
    [[nodiscard]] double between(double low, double high) {
        return low + (high - low) * uniform_at(seed_, next_++, 0);
    }

  private:
    std::uint64_t seed_, next_ = 0;
};

// Entries uniform in (-range, range).
inline std::vector<double> random_point(std::uint64_t sample, std::size_t classes, double range) {
    std::vector<double> v;
    for (std::size_t k = 0; k < classes; ++k) {
        v.push_back(range * (2 * uniform_at(23, sample, static_cast<std::uint32_t>(k)) - 1));
    }
    return v;
}

struct Sample {
    std::string name;
    std::vector<double> z;
    double temperature;
    std::vector<double> y;
};

// Random points (|z| <= 8 and |z| <= 1000, K = 1 .. 10, T = 0.05 .. 20, targets one-hot, soft, soft with
// zeros), then the edges: |z| = 1000, ties, near-certainty, p = y.
inline std::vector<Sample> cross_entropy_samples() {
    std::vector<Sample> samples;
    for (std::uint64_t s = 0; s < 120; ++s) {
        const std::size_t classes = 1 + s % 10;
        Sample sample{
            "random " + std::to_string(s), {}, std::exp(std::log(400.0) * uniform_at(7, s, 100)) * 0.05, {}};
        const double range = s % 4 == 3 ? 1000.0 : 8.0;
        double sum = 0.0;
        for (std::size_t k = 0; k < classes; ++k) {
            const auto c = static_cast<std::uint32_t>(k);
            sample.z.push_back(range * (2.0 * uniform_at(7, s, c) - 1.0));
            const bool zero = s % 3 == 1 && k > 0 && k % 2 == 1;
            sample.y.push_back(zero ? 0.0 : uniform_at(7, s, 50 + c));
            sum += sample.y.back();
        }
        for (double& x : sample.y) x /= sum;
        if (s % 3 == 2) sample.y = math::one_hot(s % classes, classes);
        samples.push_back(sample);
    }
    const std::vector<double> soft{0.2, 0.5, 0.3};
    const std::vector<double> half{0.5, 0.0, 0.5};
    for (double t : {0.05, 1.0, 20.0}) {
        const std::string suffix = ", T = " + std::to_string(t);
        for (std::size_t c = 0; c < 3; ++c) {
            samples.push_back({"huge" + suffix, {1000, 0, -1000}, t, math::one_hot(c, 3)});
            samples.push_back({"tie" + suffix, {1000, 1000, -1000}, t, math::one_hot(c, 3)});
            samples.push_back({"saturated" + suffix, {30, 0, -5}, t, math::one_hot(c, 3)});
            samples.push_back({"near" + suffix, {2, 1, 0.1}, t, math::one_hot(c, 3)});
        }
        samples.push_back({"huge soft" + suffix, {1000, 0, -1000}, t, soft});
        samples.push_back({"huge half" + suffix, {-1000, 1000, 999}, t, half});
        samples.push_back({"all equal" + suffix, {-1000, -1000, -1000}, t, soft});
        samples.push_back({"at the optimum" + suffix, math::logits_for(soft, t, 0), t, soft});
        samples.push_back({"near certain" + suffix, {25 * t, 0, 0}, t, {1 - 1e-10, 5e-11, 5e-11}});
        samples.push_back({"two classes" + suffix, {-10, 10}, t, math::one_hot(0, 2)});
    }
    return samples;
}

}  // namespace lossfield::tests
