#include "viz/fragments/outcomes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace lossfield::viz {

Vector outcome_positions(std::size_t n) {
    Vector at;
    for (std::size_t k = 1; k <= n; ++k) at.push_back(static_cast<double>(k));
    return at;
}

std::vector<Colour> outcome_colours(std::size_t n, double opacity) {
    std::vector<Colour> colours;
    for (std::size_t k = 0; k < n; ++k) colours.push_back(series(static_cast<int>(k), opacity));
    return colours;
}

Ticks outcome_ticks(std::size_t n, const std::string& symbol) {
    Ticks ticks;
    for (std::size_t k = 1; k <= n; ++k)
        ticks.push_back({static_cast<double>(k),
                         symbol.empty() ? std::to_string(k) : fmt::format("${}_{{{}}}$", symbol, k),
                         series(static_cast<int>(k) - 1)});
    return ticks;
}

std::optional<std::size_t> outcome_at(double x, std::size_t n) {
    const double k = std::round(x);
    if (!(k >= 1 && k <= static_cast<double>(n))) return std::nullopt;
    return static_cast<std::size_t>(k) - 1;
}

std::vector<std::size_t> shown_outcomes(std::size_t n, const Vector& chosen) {
    std::vector<std::size_t> shown;
    const auto add = [&](std::size_t c) {
        if (c < n && shown.size() < 3 && std::find(shown.begin(), shown.end(), c) == shown.end())
            shown.push_back(c);
    };
    if (n > 3)
        for (const double c : chosen)
            if (c >= 1) add(static_cast<std::size_t>(c) - 1);
    for (std::size_t c = 0; c < n; ++c) add(c);
    return shown;
}

}  // namespace lossfield::viz
