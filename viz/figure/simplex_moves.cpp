#include "viz/figure/simplex_moves.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

#include "math/simplex/simplex.hpp"
#include "math/simplex/softmax.hpp"
#include "math/simplex/triangle.hpp"

namespace lossfield::viz {

namespace {

constexpr double corner_reach = 0.01;

// Barycentric coordinates of any point of the plane; sum 1, some perhaps negative.
Vector barycentric(std::size_t corners, double x, double y) {
    if (corners == 2) return {1 - x, x};
    const auto b = math::to_barycentric({x, y});
    return {b.begin(), b.end()};
}

// Logits for log b on the corners, their share and all other log p held, the mean of all logits as given.
struct Face {
    Vector log_p;
    const Corners& corners;
    double temperature;
    double mean;
    double log_share;

    Face(const Vector& z, double t, const Corners& c)
        : log_p(math::log_softmax(z, t)),
          corners(c),
          temperature(t),
          mean(std::accumulate(z.begin(), z.end(), 0.0) / static_cast<double>(z.size())) {
        Vector shown;
        for (const auto k : corners) shown.push_back(log_p.at(k));
        log_share = math::log_sum_exp(shown);
    }

    [[nodiscard]] Vector logits(const Vector& log_b) const {
        Vector z = log_p;
        for (std::size_t i = 0; i < corners.size(); ++i) z[corners[i]] = log_share + log_b[i];
        for (auto& v : z) v *= temperature;
        const double c = mean - std::accumulate(z.begin(), z.end(), 0.0) / static_cast<double>(z.size());
        for (auto& v : z) v += c;
        return z;
    }

    // log b where the face is now.
    [[nodiscard]] Vector now() const {
        Vector log_b;
        for (const auto k : corners) log_b.push_back(log_p[k] - log_share);
        return log_b;
    }
};

bool all_inside(const Vector& z, const Interval& hard) {
    return std::all_of(z.begin(), z.end(), [&](double v) { return hard.contains(v); });
}

// z + by offset; an empty one is none.
Vector moved(Vector z, const Vector& offset, double by) {
    for (std::size_t k = 0; k < offset.size(); ++k) z.at(k) += by * offset[k];
    return z;
}

// log of the nearest b with every entry >= exp(log_floor), which may underflow.
Vector log_nearest(const Vector& wanted, double log_floor) {
    const double floor = std::min(std::exp(log_floor), 1.0 / static_cast<double>(wanted.size()));
    Vector log_b = math::project_onto_simplex(wanted, floor);
    for (auto& b : log_b) b = b > 0 ? std::max(std::log(b), log_floor) : log_floor;
    return log_b;
}

// Largest t in [0, 1], by bisection, at which `fits` still holds; it holds at 0.
template <class Fits>
double furthest(Fits fits) {
    double inside = 0, outside = 1;
    for (int i = 0; i < 100; ++i) {
        const double middle = std::midpoint(inside, outside);
        (fits(middle) ? inside : outside) = middle;
    }
    return inside;
}

}  // namespace

Vector pull_logits(const Vector& z, double temperature, const Corners& corners, const Interval& hard,
                   double x, double y, const Vector& offset) {
    const Face face(moved(z, offset, -1), temperature, corners);
    const double spread = 2 * std::accumulate(offset.begin(), offset.end(), 0.0, [](double most, double v) {
                              return std::max(most, std::abs(v));
                          });
    const Vector wanted = barycentric(corners.size(), x, y);
    const double highest = -std::log(static_cast<double>(corners.size()));
    // Below this floor two logits would be further apart than the hard range is long.
    const double lowest =
        highest - (hard.length() + spread) * static_cast<double>(z.size()) / temperature - 1;

    const auto at_floor = [&](double log_floor) {
        return moved(face.logits(log_nearest(wanted, log_floor)), offset, 1);
    };
    if (Vector pulled = at_floor(lowest); all_inside(pulled, hard)) return pulled;
    if (all_inside(at_floor(highest), hard)) {
        const double t =
            furthest([&](double s) { return all_inside(at_floor(std::lerp(highest, lowest, s)), hard); });
        return at_floor(std::lerp(highest, lowest, t));
    }
    // A class that is not shown sits at its bound, so that even the middle is out of reach: go as far as one
    // can.
    const Vector from = face.now();
    const Vector to = log_nearest(wanted, lowest);
    const auto on_way = [&](double s) {
        Vector log_b(from.size());
        for (std::size_t i = 0; i < from.size(); ++i)
            log_b[i] = std::log(std::lerp(std::exp(from[i]), std::exp(to[i]), s));
        return moved(face.logits(log_b), offset, 1);
    };
    const double t = furthest([&](double s) { return all_inside(on_way(s), hard); });
    return t > 0 ? on_way(t) : z;
}

Vector pull_probabilities(const Vector& p, const Corners& corners, double x, double y) {
    double shown = 0, others = 0;
    for (std::size_t k = 0; k < p.size(); ++k)
        (std::find(corners.begin(), corners.end(), k) != corners.end() ? shown : others) += p[k];
    if (!(shown > 0)) return p;
    const double share =
        std::max(1 - others, 0.0);  // not the sum of the shown: rounding would add up over a drag

    Vector b = math::project_onto_simplex(barycentric(corners.size(), x, y));
    const auto nearest_corner = std::max_element(b.begin(), b.end());
    double squares = 0;
    for (auto it = b.begin(); it != b.end(); ++it)
        squares += std::pow(it == nearest_corner ? 1 - *it : *it, 2);
    // The plane shows distances of b divided by sqrt 2.
    if (std::sqrt(squares / 2) <= corner_reach) {
        const auto k = nearest_corner - b.begin();
        std::fill(b.begin(), b.end(), 0.0);
        b[static_cast<std::size_t>(k)] = 1;
    }
    Vector result = p;
    for (std::size_t i = 0; i < corners.size(); ++i) result[corners[i]] = share * b[i];
    return result;
}

Vector with_share(const Vector& p, std::size_t k, double share) {
    Vector result = p;
    if (p.size() < 2) return result;
    result.at(k) = std::clamp(share, 0.0, 1.0);
    const double rest = 1 - result[k];
    double others = 0;
    for (std::size_t i = 0; i < p.size(); ++i)
        if (i != k) others += p[i];
    for (std::size_t i = 0; i < p.size(); ++i)
        if (i != k) result[i] = others > 0 ? p[i] / others * rest : rest / static_cast<double>(p.size() - 1);
    return result;
}

Vector with_probability(const Vector& z, double temperature, std::size_t k, const Interval& hard,
                        double probability, const Vector& offset) {
    if (z.size() < 2) return z;
    Vector others = moved(z, offset, -1);
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(k));
    const double odds = probability <= 0   ? -std::numeric_limits<double>::infinity()
                        : probability >= 1 ? std::numeric_limits<double>::infinity()
                                           : std::log(probability) - std::log1p(-probability);
    Vector result = z;
    const double own = offset.empty() ? 0.0 : offset.at(k);
    result.at(k) =
        std::clamp(temperature * odds + math::log_sum_exp(others, temperature) + own, hard.low, hard.high);
    return result;
}

}  // namespace lossfield::viz
