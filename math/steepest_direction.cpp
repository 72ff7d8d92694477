#include "math/steepest_direction.hpp"

#include <algorithm>
#include <cmath>

#include "math/check.hpp"

namespace lossfield::math {
namespace {

double sign(double v) { return v > 0.0 ? 1.0 : v < 0.0 ? -1.0 : 0.0; }

}  // namespace

double norm_of(Norm norm, std::span<const double> v) {
    check_at_least("norm_of: number of coordinates", v.size(), 1);
    double largest = 0.0;
    for (const double x : v) largest = std::max(largest, std::abs(x));
    if (norm == Norm::LInfinity || largest == 0.0) return largest;
    // By the largest, so that squares neither overflow nor vanish.
    double sum = 0.0;
    for (const double x : v) {
        const double share = std::abs(x) / largest;
        sum += norm == Norm::L1 ? share : share * share;
    }
    return largest * (norm == Norm::L1 ? sum : std::sqrt(sum));
}

SteepestDirection steepest_direction(Norm norm, std::span<const double> g) {
    SteepestDirection steepest{std::vector<double>(g.size(), 0.0), norm_of(dual(norm), g), true};
    if (!(steepest.dual_norm > 0.0)) {
        steepest.unique = false;
        return steepest;
    }
    if (norm == Norm::L2) {
        for (std::size_t i = 0; i < g.size(); ++i) steepest.direction[i] = -g[i] / steepest.dual_norm;
        return steepest;
    }
    if (norm == Norm::LInfinity) {
        for (std::size_t i = 0; i < g.size(); ++i) {
            steepest.direction[i] = -sign(g[i]);
            if (g[i] == 0.0) steepest.unique = false;
        }
        return steepest;
    }
    const auto smaller = [](double a, double b) { return std::abs(a) < std::abs(b); };
    const auto first = std::max_element(g.begin(), g.end(), smaller);
    steepest.direction[static_cast<std::size_t>(first - g.begin())] = -sign(*first);
    steepest.unique =
        std::count_if(g.begin(), g.end(), [&](double x) { return std::abs(x) == std::abs(*first); }) == 1;
    return steepest;
}

}  // namespace lossfield::math
