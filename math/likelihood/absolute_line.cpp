#include "math/likelihood/absolute_line.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "math/numerics/check.hpp"

namespace lossfield::math {
namespace {

constexpr std::size_t turned_first = 256;
constexpr double least_fall = 1e-13;  // of the sum: less is rounding
constexpr int most_turns = 1000;

struct Turn {
    double slope = 0.0, weight = 0.0;
    std::size_t point = 0;
};

bool earlier(const Turn& a, const Turn& b) {
    return a.slope < b.slope || (a.slope == b.slope && a.point < b.point);
}

// Where the weights on either side are at most half of all.
Turn weighted_median(std::vector<Turn>& turns) {
    double half = 0.0;
    for (const Turn& t : turns) half += 0.5 * t.weight;
    auto low = turns.begin(), high = turns.end();
    double below = 0.0;
    while (high - low > 1) {
        const auto middle = low + (high - low) / 2;
        std::nth_element(low, middle, high, earlier);
        double left = 0.0;
        for (auto t = low; t != middle; ++t) left += t->weight;
        if (below + left > half)
            high = middle;
        else
            below += left, low = middle;
        if (low == middle && below + low->weight >= half) return *low;
    }
    return *low;
}

class LineTurning {
  public:
    LineTurning(std::span<const double> x, std::span<const double> y) : x_(x), y_(y) {
        turns_.reserve(x.size());
    }

    Line from(const Line& start) {
        line_ = start, sum_ = std::numeric_limits<double>::infinity();
        std::size_t pivot = nearest(start), other = pivot;
        // The start need not run through a point; it may even be lower than the best line through one.
        if (const auto turned = turn(pivot)) other = *turned;
        for (int k = 0; k < most_turns; ++k) {
            if (const auto next = turn(other)) {
                pivot = other, other = *next;
                continue;
            }
            if (const auto next = turn(pivot)) {
                other = *next;
                continue;
            }
            if (const auto next = turn_about_any()) {
                pivot = next->first, other = next->second;
                continue;
            }
            break;
        }
        return line_;
    }

  private:
    [[nodiscard]] double residual(const Line& line, std::size_t i) const {
        return line.slope * x_[i] + (line.intercept - y_[i]);
    }
    [[nodiscard]] double sum_of(const Line& line) const {
        double sum = 0.0;
        for (std::size_t i = 0; i < x_.size(); ++i) sum += std::abs(residual(line, i));
        return sum;
    }
    [[nodiscard]] std::size_t nearest(const Line& line) const {
        std::size_t best = 0;
        for (std::size_t i = 1; i < x_.size(); ++i)
            if (std::abs(residual(line, i)) < std::abs(residual(line, best))) best = i;
        return best;
    }

    // The other point of the best line through this one, which becomes the line where the sum falls.
    std::optional<std::size_t> turn(std::size_t pivot) {
        turns_.clear();
        for (std::size_t i = 0; i < x_.size(); ++i)
            if (const double dx = x_[i] - x_[pivot]; dx != 0.0)
                turns_.push_back({(y_[i] - y_[pivot]) / dx, std::abs(dx), i});
        if (turns_.empty()) return std::nullopt;
        const Turn best = weighted_median(turns_);
        const Line line{best.slope, y_[pivot] - best.slope * x_[pivot]};
        const double sum = sum_of(line);
        if (!(sum < sum_ * (1.0 - least_fall))) return std::nullopt;
        line_ = line, sum_ = sum;
        return best.point;
    }

    // Only where more than two points lie on the line can this lead further. With the signs g of the other residuals
    // the sum changes, turned about x = c by +1 or -1, at the rate +-(sum g x - c sum g) + sum over those points |x - c|:
    // least where the points on its left outnumber those on its right by +-(sum g).
    std::optional<std::pair<std::size_t, std::size_t>> turn_about_any() {
        double size = std::abs(line_.intercept);
        for (std::size_t i = 0; i < x_.size(); ++i)
            size = std::max({size, std::abs(line_.slope * x_[i]), std::abs(y_[i])});
        const double zero = 64.0 * std::numeric_limits<double>::epsilon() * size;
        std::vector<std::size_t> on;
        double signs = 0.0;
        for (std::size_t i = 0; i < x_.size(); ++i) {
            const double r = residual(line_, i);
            if (std::abs(r) <= zero)
                on.push_back(i);
            else
                signs += r > 0.0 ? 1.0 : -1.0;
        }
        if (on.size() < 3) return std::nullopt;
        const auto count = static_cast<double>(on.size());
        for (const double more : {signs, -signs}) {
            const double rank = std::clamp(std::floor(0.5 * (count + more)), 0.0, count - 1.0);
            const auto place = on.begin() + static_cast<std::ptrdiff_t>(rank);
            std::nth_element(on.begin(), place, on.end(), [&](std::size_t p, std::size_t q) {
                return x_[p] < x_[q] || (x_[p] == x_[q] && p < q);
            });
            const std::size_t pivot = *place;
            if (const auto other = turn(pivot)) return std::pair{pivot, *other};
        }
        return std::nullopt;
    }

    std::span<const double> x_, y_;
    std::vector<Turn> turns_;
    Line line_;
    double sum_ = 0.0;
};

}  // namespace

std::vector<std::size_t> even_places(std::size_t n, std::size_t most) {
    std::vector<std::size_t> places(std::min(n, most));
    for (std::size_t k = 0; k < places.size(); ++k) places[k] = k * n / places.size();
    return places;
}

std::vector<double> at_places(std::span<const double> numbers, const std::vector<std::size_t>& places) {
    std::vector<double> chosen;
    chosen.reserve(places.size());
    for (const std::size_t k : places) chosen.push_back(numbers[k]);
    return chosen;
}

Line least_absolute_line(std::span<const double> x, std::span<const double> y) {
    check_at_least("least_absolute_line: number of points", x.size(), 2);
    check_size("least_absolute_line: number of observations", y.size(), x.size());
    Line start = least_squares_line(x, y);
    if (x.size() > turned_first) {
        const auto few = even_places(x.size(), turned_first);
        const auto fx = at_places(x, few), fy = at_places(y, few);
        start = LineTurning(fx, fy).from(start);
    }
    return LineTurning(x, y).from(start);
}

}  // namespace lossfield::math
