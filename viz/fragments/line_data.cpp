#include "viz/fragments/line_data.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "viz/fragments/samples.hpp"
#include "viz/geometry/scale.hpp"

namespace lossfield::viz {
namespace {

constexpr double few_squares = 12;

Interval widened(const Interval& side, double length) {
    const double middle = 0.5 * (side.low + side.high);
    return length > side.length() ? Interval{middle - 0.5 * length, middle + 0.5 * length} : side;
}

}  // namespace

Domain box_of(const Points& data) {
    Domain box{{data.at(0).x, data[0].x}, {data[0].y, data[0].y}};
    for (const DataPoint& p : data) box.x = holding(box.x, p.x), box.y = holding(box.y, p.y);
    return box;
}

Domain line_data_range(const Points& data, std::optional<double> ratio) {
    auto [x, y] = box_of(data);
    x = round_range(ScaleKind::Linear, widened(x, 1.08 * x.length()));
    y = round_range(ScaleKind::Linear, widened(y, 1.08 * y.length()));
    if (!ratio) return {x, y};
    return {widened(x, *ratio * y.length()), widened(y, x.length() / *ratio)};
}

Curve line_curve(std::string id, std::string label, Interval range, const math::Line& line) {
    return function_curve(std::move(id), std::move(label), range,
                          [&](double x) { return line.slope * x + line.intercept; });
}

Curve residual_segments(const Points& data, const math::Line& line, const Colour& colour) {
    constexpr double gap = std::numeric_limits<double>::quiet_NaN();
    Curve segments{.id = "residuals", .colour = colour, .width = 1.4};
    for (const DataPoint& p : data) {
        segments.x.insert(segments.x.end(), {p.x, p.x, gap});
        segments.y.insert(segments.y.end(), {p.y, line.slope * p.x + line.intercept, gap});
    }
    return segments;
}

void add_residual_squares(Panel& panel, const Points& data, const math::Line& line, const Colour& colour,
                          const std::string& label, double across) {
    // Many lie on each other: each the fainter.
    const double faint = colour.opacity * std::min(1.0, few_squares / static_cast<double>(data.size()));
    for (std::size_t k = 0; k < data.size(); ++k) {
        const DataPoint& p = data[k];
        const double foot = line.slope * p.x + line.intercept, residual = p.y - foot;
        const double wide = across * std::abs(residual), side = residual * line.slope > 0 ? -wide : wide;
        const auto inside = [&](double x) { return !panel.x.range || panel.x.range->contains(x); };
        const double aside = !inside(p.x + side) && inside(p.x - side) ? p.x - side : p.x + side;
        panel.add(Polygon{.id = fmt::format("square-{}", k + 1),
                          .label = k == 0 ? label : "",
                          .x = {{p.x, aside, aside, p.x}},
                          .y = {{p.y, p.y, foot, foot}},
                          .fill = {colour.role, colour.index, 0.13 * faint},
                          .stroke = {colour.role, colour.index, 0.5 * faint},
                          .width = 1});
    }
}

}  // namespace lossfield::viz
