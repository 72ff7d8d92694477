#include "math/margins/linear_separator.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "math/numerics/check.hpp"
#include "math/numerics/random.hpp"

namespace lossfield::math {

namespace {

// Of the random numbers that batches are drawn with.
constexpr std::uint32_t batch_stream = 41;

}  // namespace

bool LabelledPoints::both() const {
    return std::find(y.begin(), y.end(), 1.0) != y.end() && std::find(y.begin(), y.end(), -1.0) != y.end();
}

void check_separable_problem(const LabelledPoints& points, double lambda) {
    check_pair("separator: points, labels", points.x.size(), points.y.size());
    for (const double y : points.y)
        if (y != 1.0 && y != -1.0) violated("separator: label", y, "one of", "+1 and -1");
    if (!(lambda >= 0.0)) violated("separator: lambda", lambda, ">=", 0.0);
}

double separator_objective(const MarginLoss& loss, double lambda, const LabelledPoints& points,
                           const Separator& at) {
    return separator_objective(loss, lambda, points, std::array{at.w.x, at.w.y, at.b});
}

std::array<double, 3> separator_gradient(const MarginLoss& loss, double lambda, const LabelledPoints& points,
                                         const Separator& at, std::span<const std::size_t> batch) {
    check_separable_problem(points, lambda);
    std::array<double, 3> sum{};
    const auto add = [&](std::size_t i) {
        const double pull = points.y[i] * margin_slope(loss, points.y[i] * at.score(points.x[i]));
        sum[0] += pull * points.x[i].x, sum[1] += pull * points.x[i].y, sum[2] += pull;
    };
    for (const std::size_t i : batch) add(i);
    for (std::size_t i = 0; batch.empty() && i < points.size(); ++i) add(i);
    const auto count = static_cast<double>(batch.empty() ? points.size() : batch.size());
    return {lambda * at.w.x + sum[0] / count, lambda * at.w.y + sum[1] / count, sum[2] / count};
}

std::vector<std::size_t> drawn_batch(std::size_t count, std::size_t size, std::uint64_t seed,
                                     std::uint64_t t) {
    std::vector<std::size_t> places(count);
    std::iota(places.begin(), places.end(), std::size_t{0});
    if (size >= count) return places;
    // The first steps of a shuffle.
    for (std::size_t k = 0; k < size; ++k) {
        const double u = random_uniform({seed, batch_stream, t, static_cast<std::uint32_t>(k)});
        const auto ahead = static_cast<std::size_t>(u * static_cast<double>(count - k));
        std::swap(places[k], places[k + std::min(ahead, count - k - 1)]);
    }
    places.resize(size);
    return places;
}

}  // namespace lossfield::math
