#include "math/information/information_projection.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "math/information/fisher.hpp"
#include "math/numerics/check.hpp"

namespace lossfield::math {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

// The zero of an increasing function between two places of different sign.
template <typename Function>
double zero_between(const Function& f, double low, double high) {
    for (int step = 0; step < 2000; ++step) {
        const double middle = 0.5 * (low + high);
        if (middle <= low || middle >= high) break;
        (f(middle) < 0.0 ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

// log(b_k / a_k) where both are positive, 0 elsewhere.
std::vector<double> log_ratios(std::span<const double> a, std::span<const double> b) {
    std::vector<double> l(a.size(), 0.0);
    for (std::size_t k = 0; k < a.size(); ++k)
        if (a[k] > 0.0 && b[k] > 0.0) l[k] = std::log(b[k]) - std::log(a[k]);
    return l;
}

std::vector<double> displacement(std::span<const double> a, std::span<const double> b) {
    std::vector<double> d(a.size());
    for (std::size_t k = 0; k < a.size(); ++k) d[k] = a[k] - b[k];
    return d;
}

bool equal(std::span<const double> a, std::span<const double> b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

}  // namespace

std::vector<double> exponential_family(std::span<const double> a, std::span<const double> b, double s) {
    check_size("exponential_family: number of outcomes of b", b.size(), a.size());
    const std::vector<double> l = log_ratios(a, b);
    std::vector<double> r(a.size(), 0.0);
    double largest = -infinite, sum = 0.0;
    const auto exponent = [&](std::size_t k) {
        return std::isinf(s) ? (s > 0 ? l[k] : -l[k]) : std::log(a[k]) + s * l[k];
    };
    for (std::size_t k = 0; k < a.size(); ++k)
        if (a[k] > 0.0) largest = std::max(largest, exponent(k));
    for (std::size_t k = 0; k < a.size(); ++k) {
        if (!(a[k] > 0.0)) continue;
        // At the ends only the outcomes with the extreme ratio are left, in a's proportions.
        r[k] = std::isinf(s) ? (exponent(k) == largest ? a[k] : 0.0) : std::exp(exponent(k) - largest);
        sum += r[k];
    }
    for (double& v : r) v /= sum;
    return r;
}

LinearFamily linear_family(std::span<const double> a, std::span<const double> b) {
    check_size("linear_family: number of outcomes of b", b.size(), a.size());
    LinearFamily range{-infinite, infinite};
    for (std::size_t k = 0; k < a.size(); ++k) {
        const double d = b[k] - a[k];
        if (d > 0.0) range.low = std::max(range.low, -a[k] / d);
        if (d < 0.0) range.high = std::min(range.high, -a[k] / d);
    }
    return range;
}

std::vector<double> linear_member(std::span<const double> a, std::span<const double> b, double s) {
    check_size("linear_member: number of outcomes of b", b.size(), a.size());
    std::vector<double> r(a.size());
    for (std::size_t k = 0; k < r.size(); ++k) r[k] = std::max(0.0, (1.0 - s) * a[k] + s * b[k]);
    return r;
}

std::vector<std::vector<double>> exponential_line(std::span<const double> a, std::span<const double> b,
                                                  int half) {
    double spread = 1e-9;
    for (const double l : log_ratios(a, b)) spread = std::max(spread, std::abs(l));
    std::vector<std::vector<double>> line;
    for (int i = -half; i <= half; ++i) {
        const double f = static_cast<double>(i) / half;
        const double s = std::abs(i) == half ? f * infinite : 0.5 + 3.0 * f / (1.0 - f * f) / spread;
        line.push_back(exponential_family(a, b, s));
    }
    return line;
}

std::optional<InformationProjection> m_projection(std::span<const double> p, std::span<const double> a,
                                                  std::span<const double> b) {
    check_size("m_projection: number of outcomes of p", p.size(), a.size());
    if (!same_support(a, b) || equal(a, b)) return std::nullopt;
    const std::vector<double> l = log_ratios(a, b);
    double low = infinite, high = -infinite, moment = 0.0;
    for (std::size_t k = 0; k < p.size(); ++k) {
        if (!(a[k] > 0.0)) {
            if (p[k] > 0.0) return std::nullopt;
            continue;
        }
        low = std::min(low, l[k]), high = std::max(high, l[k]);
        moment += p[k] * l[k];
    }
    if (moment <= low) return InformationProjection{-infinite, exponential_family(a, b, -infinite)};
    if (moment >= high) return InformationProjection{infinite, exponential_family(a, b, infinite)};
    const auto excess = [&](double s) {
        const std::vector<double> r = exponential_family(a, b, s);
        double sum = 0.0;
        for (std::size_t k = 0; k < r.size(); ++k) sum += (r[k] - p[k]) * l[k];
        return sum;
    };
    double reach = 1.0;
    while (reach < 1e300 && (excess(-reach) > 0.0 || excess(reach) < 0.0)) reach *= 2.0;
    const double s = zero_between(excess, -reach, reach);
    return InformationProjection{s, exponential_family(a, b, s)};
}

std::optional<InformationProjection> e_projection(std::span<const double> p, std::span<const double> a,
                                                  std::span<const double> b) {
    check_size("e_projection: number of outcomes of p", p.size(), a.size());
    if (equal(a, b)) return std::nullopt;
    const LinearFamily range = linear_family(a, b);
    const auto member = [&](double s) { return linear_member(a, b, s); };
    // Where p gives nothing, the family may have a single member that gives nothing either.
    for (std::size_t k = 0; k < p.size(); ++k) {
        if (p[k] > 0.0 || (a[k] == 0.0 && b[k] == 0.0)) continue;
        if (a[k] == b[k]) return std::nullopt;
        const double s = -a[k] / (b[k] - a[k]);
        std::vector<double> r = s < range.low || s > range.high ? std::vector<double>{} : member(s);
        if (r.empty()) return std::nullopt;
        r[k] = 0.0;
        for (std::size_t j = 0; j < p.size(); ++j)
            if (p[j] == 0.0 && r[j] > 0.0) return std::nullopt;
        return InformationProjection{s, std::move(r)};
    }
    const auto slope = [&](double s) {
        const std::vector<double> r = member(s);
        double sum = 0.0;
        for (std::size_t k = 0; k < r.size(); ++k) {
            const double d = b[k] - a[k];
            if (d == 0.0) continue;
            if (r[k] == 0.0) return d > 0.0 ? -infinite : infinite;
            sum += d * (std::log(r[k]) - std::log(p[k]));
        }
        return sum;
    };
    const double s = zero_between(slope, range.low, range.high);
    return InformationProjection{s, member(s)};
}

RightAngle m_right_angle(std::span<const double> p, std::span<const double> a, std::span<const double> b,
                         std::span<const double> r) {
    check_size("m_right_angle: number of outcomes of p", p.size(), r.size());
    return {velocity_of_logits(r, log_ratios(a, b)), displacement(p, r)};
}

RightAngle e_right_angle(std::span<const double> p, std::span<const double> a, std::span<const double> b,
                         std::span<const double> r) {
    check_size("e_right_angle: number of outcomes of p", p.size(), r.size());
    return {displacement(b, a), velocity_of_logits(r, log_ratios(r, p))};
}

}  // namespace lossfield::math
