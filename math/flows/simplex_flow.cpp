#include "math/flows/simplex_flow.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "math/information/fisher.hpp"
#include "math/information/information.hpp"
#include "math/numerics/check.hpp"
#include "math/simplex/softmax.hpp"

namespace lossfield::math {
namespace {

constexpr double steps_per_time = 50.0;

// dz of the flow at p = softmax(z).
void logit_velocity(FlowObjective objective, std::span<const double> p, std::span<const double> q,
                    std::span<double> dz) {
    if (objective == FlowObjective::KlFromTarget) {
        for (std::size_t k = 0; k < p.size(); ++k) dz[k] = q[k] - p[k];
        return;
    }
    const double whole = kl(p, q);
    for (std::size_t k = 0; k < p.size(); ++k)
        dz[k] = p[k] > 0.0 ? -p[k] * (std::log(p[k]) - std::log(q[k]) - whole) : 0.0;
}

// q where p gives something, as shares of what it gives there.
std::vector<double> on_support(std::span<const double> p, std::span<const double> q) {
    std::vector<double> shares(q.size(), 0.0);
    double sum = 0.0;
    for (std::size_t k = 0; k < q.size(); ++k)
        if (p[k] > 0.0) sum += shares[k] = q[k];
    if (std::equal(q.begin(), q.end(), shares.begin())) return shares;
    for (double& v : shares) v /= sum;
    return shares;
}

}  // namespace

double flow_objective(FlowObjective objective, std::span<const double> p, std::span<const double> q) {
    return objective == FlowObjective::KlFromTarget ? kl(q, p) : kl(p, q);
}

std::vector<double> natural_flow(FlowObjective objective, std::span<const double> p,
                                 std::span<const double> q, double t) {
    const double way = -std::expm1(-t);
    if (objective == FlowObjective::KlFromTarget) return on_path(SimplexPath::Mixture, p, q, way);
    if (!std::isfinite(kl(p, q)))
        return std::vector<double>(p.size(), std::numeric_limits<double>::quiet_NaN());
    return on_path(SimplexPath::Exponential, p, on_support(p, q), way);
}

std::vector<std::vector<double>> plain_flow(FlowObjective objective, std::span<const double> p,
                                            std::span<const double> q, double interval, std::size_t count) {
    check_size("plain_flow: number of outcomes of q", q.size(), p.size());
    check_positive("plain_flow: interval", interval);
    const std::size_t n = p.size();
    const auto steps = static_cast<std::size_t>(std::max(1.0, std::round(interval * steps_per_time)));
    const double h = interval / static_cast<double>(steps);
    std::vector<double> z(n), moved(n), total(n), slope(n);
    for (std::size_t k = 0; k < n; ++k) z[k] = std::log(p[k]);
    std::vector<std::vector<double>> out{{p.begin(), p.end()}};
    out.reserve(count);
    while (out.size() < count) {
        for (std::size_t step = 0; step < steps; ++step) {
            std::fill(total.begin(), total.end(), 0.0);
            for (int stage = 0; stage < 4; ++stage) {
                const double ahead = stage == 0 ? 0.0 : stage == 3 ? h : 0.5 * h;
                for (std::size_t k = 0; k < n; ++k) moved[k] = z[k] + (stage == 0 ? 0.0 : ahead * slope[k]);
                logit_velocity(objective, softmax(moved, 1.0), q, slope);
                for (std::size_t k = 0; k < n; ++k)
                    total[k] += (stage == 1 || stage == 2 ? 2.0 : 1.0) * slope[k];
            }
            for (std::size_t k = 0; k < n; ++k) z[k] += h / 6.0 * total[k];
        }
        out.push_back(softmax(z, 1.0));
    }
    return out;
}

}  // namespace lossfield::math
