#include "math/descent/rate_search.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace lossfield::math {

std::vector<double> rate_grid(double from, double to, std::size_t count) {
    const auto [low, high] = std::minmax(from, to);
    std::vector<double> rates;
    for (std::size_t i = 0; i < count; ++i)
        rates.push_back(low * std::pow(high / low, static_cast<double>(i) / static_cast<double>(count - 1)));
    rates.back() = high;
    return rates;
}

double final_height(Descent descent, double rate, const PlanePoint& start, std::uint64_t steps,
                    const std::optional<double>& lowest) {
    descent.optimizer = with_rate(std::move(descent.optimizer), rate);
    const Walk walk(std::move(descent), start);
    DescentState state = walk.start();
    walk.advance(state, 0, steps);
    const double height = height_above(lowest, Objective(walk.descent().landscape).value(state.x));
    return diverged(state) || !std::isfinite(height) ? std::numeric_limits<double>::quiet_NaN() : height;
}

RateSearch search_rates(const Descent& descent, std::span<const double> rates, const PlanePoint& start,
                        std::uint64_t steps, const std::optional<double>& lowest,
                        const std::stop_token& stop) {
    RateSearch search;
    for (const double rate : rates) {
        const double height = stop.stop_requested() ? std::numeric_limits<double>::quiet_NaN()
                                                    : final_height(descent, rate, start, steps, lowest);
        if (std::isnan(height))
            ++search.diverged;
        else if (!(search.best_height <= height))
            search.best_rate = rate, search.best_height = height;
        search.heights.push_back(height);
    }
    return search;
}

}  // namespace lossfield::math
