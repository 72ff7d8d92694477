#include "math/information/mixture.hpp"

#include "math/numerics/check.hpp"

namespace lossfield::math {
namespace {

// Share of the first component in a point, and of the second: both keep their digits.
std::array<double, 2> shares(double log_first, double log_second) {
    const double e = std::exp(-std::abs(log_first - log_second)), large = 1.0 / (1.0 + e),
                 small = e / (1.0 + e);
    return log_first > log_second ? std::array{large, small} : std::array{small, large};
}

std::array<double, 2> shares_of_means(double x, double m1, double m2, double s) {
    const double a = (x - m1) / s, b = (x - m2) / s;
    return shares(-0.5 * a * a, -0.5 * b * b);
}

}  // namespace

void check_mixture(const Mixture& p) {
    check_positive("mixture: first deviation", p.first.deviation);
    check_positive("mixture: second deviation", p.second.deviation);
    if (!(p.weight >= 0.0)) violated("mixture: weight", p.weight, ">=", 0.0);
    if (!(p.weight <= 1.0)) violated("mixture: weight", p.weight, "<=", 1.0);
}

double mixture_density(const Mixture& p, double x) {
    return p.weight * gaussian_density(p.first, x) + (1.0 - p.weight) * gaussian_density(p.second, x);
}

std::array<double, 3> mixture_log_density_terms(const Mixture& p, double x) {
    const auto log_term = [&](double weight, const Gaussian& g) {
        return std::log(weight) + gaussian_log_density(g, x);
    };
    const auto [r1, r2] = shares(log_term(p.weight, p.first), log_term(1.0 - p.weight, p.second));
    const double v1 = p.first.deviation * p.first.deviation, v2 = p.second.deviation * p.second.deviation;
    const double g1 = (p.first.mean - x) / v1, g2 = (p.second.mean - x) / v2;
    const double slope = r1 * g1 + r2 * g2;
    return {mixture_log_density(p, x), slope, r1 * r2 * (g1 - g2) * (g1 - g2) - r1 / v1 - r2 / v2};
}

double mixture_mean(const Mixture& p) { return p.weight * p.first.mean + (1.0 - p.weight) * p.second.mean; }

double mixture_variance(const Mixture& p) {
    const double between = p.first.mean - p.second.mean;
    return p.weight * p.first.deviation * p.first.deviation +
           (1.0 - p.weight) * p.second.deviation * p.second.deviation +
           p.weight * (1.0 - p.weight) * between * between;
}

double mixture_mean_distance(const Mixture& p, double from) {
    const auto distance = [&](const Gaussian& g) {
        const double d = (g.mean - from) / g.deviation;
        return 2.0 * g.deviation * g.deviation * gaussian_density({0.0, g.deviation}, d * g.deviation) +
               g.deviation * d * std::erf(d / std::numbers::sqrt2);
    };
    return p.weight * distance(p.first) + (1.0 - p.weight) * distance(p.second);
}

double expectation_step(const Mixture& p, double deviation) {
    const double finest = deviation / 400.0, coarsest = deviation / 12.0;
    if (p.weight == 0.0 || p.weight == 1.0) return coarsest;
    // log of the ratio of the components, a x^2 + b x + c from the first mean, is +-i pi at the zeros.
    const double v1 = p.first.deviation * p.first.deviation, v2 = p.second.deviation * p.second.deviation;
    const double off = p.second.mean - p.first.mean;
    const double a = 0.5 / v2 - 0.5 / v1, b = -off / v2,
                 c = 0.5 * off * off / v2 +
                     std::log(p.weight / (1.0 - p.weight) * (p.second.deviation / p.first.deviation));
    // Their distance from the line: |Im sqrt(d + 4 pi a i)| / 2|a|, which is pi / Re sqrt(...).
    const double d = b * b - 4.0 * a * c, size = std::hypot(d, 4.0 * std::numbers::pi * a);
    const double strip = d < 0.0 ? std::sqrt(0.5 * (size - d)) / (2.0 * std::abs(a))
                                 : std::numbers::pi / std::sqrt(0.5 * (size + d));
    return std::clamp(0.3 * strip, finest, coarsest);
}

double mixture_cross_entropy(const Mixture& p, const Mixture& f) {
    check_mixture(p);
    check_mixture(f);
    double sum = 0.0;
    for (const auto& [weight, g] : {std::pair{p.weight, p.first}, std::pair{1.0 - p.weight, p.second}}) {
        if (weight == 0.0) continue;
        double expected = 0.0;
        const Gaussian at = g;
        each_node(at.deviation, expectation_step(f, at.deviation), [&](double u, double node_weight) {
            expected += node_weight * mixture_log_density(f, at.mean + at.deviation * u);
        });
        sum -= weight * expected;
    }
    return sum;
}

std::array<double, 2> two_means_gradient(std::span<const double> x, double m1, double m2, double s) {
    check_at_least("two_means_gradient: number of values", x.size(), 1);
    check_positive("two_means_gradient: deviation", s);
    std::array<double, 2> g{};
    for (const double v : x) {
        const auto [r1, r2] = shares_of_means(v, m1, m2, s);
        g[0] += r1 * (m1 - v), g[1] += r2 * (m2 - v);
    }
    const double scale = 1.0 / (s * s * static_cast<double>(x.size()));
    return {scale * g[0], scale * g[1]};
}

ExpectationMaximisation fit_two_means(std::span<const double> x, double m1, double m2, double s, int most) {
    check_at_least("fit_two_means: number of values", x.size(), 1);
    check_positive("fit_two_means: deviation", s);
    double reach = s;
    for (const double v : x) reach = std::max(reach, std::abs(v));
    ExpectationMaximisation em{{{m1, m2}}, false};
    for (int step = 0; step < most && !em.converged; ++step) {
        std::array<double, 2> sum{}, weight{};
        const auto [a, b] = em.path.back();
        for (const double v : x) {
            const auto r = shares_of_means(v, a, b, s);
            for (std::size_t k = 0; k < 2; ++k) sum[k] += r[k] * v, weight[k] += r[k];
        }
        // A mean that no point belongs to, to the last bit, stays.
        const std::array<double, 2> next{weight[0] > 0.0 ? sum[0] / weight[0] : a,
                                         weight[1] > 0.0 ? sum[1] / weight[1] : b};
        em.converged = std::max(std::abs(next[0] - a), std::abs(next[1] - b)) <= 1e-12 * reach;
        em.path.push_back(next);
    }
    return em;
}

std::array<double, 2> likeliest_two_means(std::span<const double> x, double s, int most) {
    check_at_least("likeliest_two_means: number of values", x.size(), 1);
    check_positive("likeliest_two_means: deviation", s);
    constexpr std::size_t most_starts = 3, most_partings = 128;
    std::vector<double> sorted(x.begin(), x.end());
    std::sort(sorted.begin(), sorted.end());
    struct Candidate {
        double nll = 0.0;
        std::array<double, 2> means{};
    };
    const auto candidate = [&](std::array<double, 2> means) {
        return Candidate{two_means_nll<double>(x, means[0], means[1], s), means};
    };
    const auto likelier = [](const Candidate& a, const Candidate& b) { return a.nll < b.nll; };
    double all = 0.0, below = 0.0;
    for (const double v : sorted) all += v;
    std::vector<Candidate> starts;
    const std::size_t stride = (sorted.size() + most_partings - 1) / most_partings;
    for (std::size_t k = 1; k < sorted.size(); ++k) {
        below += sorted[k - 1];
        if (k % stride != 0) continue;
        starts.push_back(candidate(
            {below / static_cast<double>(k), (all - below) / static_cast<double>(sorted.size() - k)}));
    }
    const auto last = starts.begin() + static_cast<std::ptrdiff_t>(std::min(most_starts, starts.size()));
    std::partial_sort(starts.begin(), last, starts.end(), likelier);
    const double mean = all / static_cast<double>(x.size());
    Candidate best = candidate({mean, mean});
    for (auto start = starts.begin(); start != last; ++start) {
        const Candidate end =
            candidate(fit_two_means(x, start->means[0], start->means[1], s, most).path.back());
        if (likelier(end, best)) best = end;
    }
    return best.means;
}

}  // namespace lossfield::math
