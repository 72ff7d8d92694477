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

OffsetRange best_offsets(const MarginLoss& loss, const LabelledPoints& points, const PlanePoint& w) {
    const auto slope = [&](double b, bool right) {
        double sum = 0.0;
        for (std::size_t i = 0; i < points.size(); ++i) {
            const double y = points.y[i], m = y * (w.x * points.x[i].x + w.y * points.x[i].y + b);
            // One-sided at the kink: rising b raises m of the label +1 and lowers that of -1.
            const bool kink = loss.kind == MarginLossKind::Hinge && std::abs(m - 1.0) < 1e-12;
            sum += y * (kink ? ((y > 0.0) == right ? 0.0 : -1.0) : margin_slope(loss, m));
        }
        return sum;
    };
    std::vector<double> places;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const double base = points.y[i] - (w.x * points.x[i].x + w.y * points.x[i].y);
        places.push_back(base);
        if (loss.kind == MarginLossKind::SmoothedHinge) places.push_back(base - points.y[i] * loss.width);
    }
    std::sort(places.begin(), places.end());
    // The first place from which on the slope is not negative, and the last one before which it is not positive.
    const auto first =
        std::partition_point(places.begin(), places.end(), [&](double b) { return slope(b, true) < -1e-9; });
    const auto last =
        std::partition_point(places.begin(), places.end(), [&](double b) { return slope(b, false) <= 1e-9; });
    const auto crossing = [&](auto after) {
        const double high = *after, low = *(after - 1);
        const double from = slope(low, true), to = slope(high, false);
        return to > from ? std::clamp(low - from * (high - low) / (to - from), low, high) : high;
    };
    const auto end_of = [&](auto place) { return place == places.end() ? places.back() : *place; };
    double low = end_of(first), high = last == places.begin() ? places.front() : *(last - 1);
    // A slope that passes 0 between two places, not at one.
    if (first != places.begin() && first != places.end() && slope(*first, false) > 1e-9)
        low = high = crossing(first);
    return {std::min(low, high), std::max(low, high)};
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
