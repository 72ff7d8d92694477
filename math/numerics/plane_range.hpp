// Rectangles of the plane with sides along the axes, what of a line lies in them, and their cells.
//   reach    the t for which at + t v lies in the rectangle, of a place `at` in it; +-1e300 where v = 0
//   corners  counter-clockwise from the lowest
//   cells    side x side of them, numbered row by row from below; a place on the far sides belongs to the last cell
// Finite numbers; low < high. No failure.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <vector>

#include "math/numerics/plane.hpp"

namespace lossfield::math {

struct PlaneRange {
    double x_low = 0.0;
    double x_high = 0.0;
    double y_low = 0.0;
    double y_high = 0.0;
    [[nodiscard]] constexpr bool contains(const PlanePoint& p) const {
        return p.x >= x_low && p.x <= x_high && p.y >= y_low && p.y <= y_high;
    }
    [[nodiscard]] constexpr double width() const { return x_high - x_low; }
    [[nodiscard]] constexpr double height() const { return y_high - y_low; }
    [[nodiscard]] constexpr std::array<PlanePoint, 4> corners() const {
        return {{{x_low, y_low}, {x_high, y_low}, {x_high, y_high}, {x_low, y_high}}};
    }
};

struct LineReach {
    double low = -1e300;
    double high = 1e300;
};

[[nodiscard]] inline LineReach reach(const PlaneRange& range, const PlanePoint& at, const PlanePoint& v) {
    LineReach t;
    const auto within = [&](double place, double way, double low, double high) {
        if (way == 0.0) return;
        const double a = (low - place) / way, b = (high - place) / way;
        t = {std::max(t.low, std::min(a, b)), std::min(t.high, std::max(a, b))};
    };
    within(at.x, v.x, range.x_low, range.x_high);
    within(at.y, v.y, range.y_low, range.y_high);
    return t;
}

struct PlaneCells {
    PlaneRange range;
    std::size_t side = 0;

    [[nodiscard]] PlanePoint centre(std::size_t cell) const {
        return {range.x_low + range.width() * middle(cell % side),
                range.y_low + range.height() * middle(cell / side)};
    }
    [[nodiscard]] std::vector<PlanePoint> centres() const {
        std::vector<PlanePoint> all(side * side);
        for (std::size_t cell = 0; cell < all.size(); ++cell) all[cell] = centre(cell);
        return all;
    }
    // None outside of the rectangle, or without cells.
    [[nodiscard]] std::optional<std::size_t> cell_at(const PlanePoint& p) const {
        if (side == 0 || !range.contains(p)) return std::nullopt;
        const auto index = [&](double way, double length) {
            return std::min(side - 1, static_cast<std::size_t>(way / length * static_cast<double>(side)));
        };
        return index(p.y - range.y_low, range.height()) * side + index(p.x - range.x_low, range.width());
    }

  private:
    [[nodiscard]] double middle(std::size_t i) const {
        return (static_cast<double>(i) + 0.5) / static_cast<double>(side);
    }
};

}  // namespace lossfield::math
