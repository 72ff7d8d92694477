#include "viz/fragments/line_data.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "viz/geometry/scale.hpp"

namespace lossfield::viz {
namespace {

Interval widened(const Interval& side, double length) {
    const double middle = 0.5 * (side.low + side.high);
    return length > side.length() ? Interval{middle - 0.5 * length, middle + 0.5 * length} : side;
}

}  // namespace

Domain box_of(const Points& data) {
    Domain box{{data.at(0).x, data[0].x}, {data[0].y, data[0].y}};
    for (const DataPoint& p : data) {
        box.x = {std::min(box.x.low, p.x), std::max(box.x.high, p.x)};
        box.y = {std::min(box.y.low, p.y), std::max(box.y.high, p.y)};
    }
    return box;
}

Domain line_data_range(const Points& data, double ratio) {
    auto [x, y] = box_of(data);
    x = round_range(ScaleKind::Linear, widened(x, 1.08 * x.length()));
    y = round_range(ScaleKind::Linear, widened(y, 1.08 * y.length()));
    return {widened(x, ratio * y.length()), widened(y, x.length() / ratio)};
}

Curve line_curve(std::string id, std::string label, Interval range, const math::Line& line) {
    return function_curve(std::move(id), std::move(label), range,
                          [&](double x) { return line.slope * x + line.intercept; });
}

void add_line_data(Panel& panel, const Points& data, const std::string& parameter,
                   const std::vector<Colour>& colours) {
    PointSet points;
    points.id = "data";
    points.colours = colours;
    for (std::size_t k = 0; k < data.size(); ++k) {
        points.x.push_back(data[k].x), points.y.push_back(data[k].y);
        panel.add(Handle{fmt::format("data-{}", k + 1), fmt::format("data point {}", k + 1), data[k].x,
                         data[k].y, MovePoint{parameter, k}, colours[colours.size() == 1 ? 0 : k]});
    }
    panel.add(std::move(points));
}

Curve residual_segments(const Points& data, const math::Line& line, const Colour& colour) {
    constexpr double gap = std::numeric_limits<double>::quiet_NaN();
    Curve segments;
    segments.id = "residuals";
    segments.colour = colour;
    segments.width = 1.4;
    for (const DataPoint& p : data) {
        segments.x.insert(segments.x.end(), {p.x, p.x, gap});
        segments.y.insert(segments.y.end(), {p.y, line.slope * p.x + line.intercept, gap});
    }
    return segments;
}

void add_residual_squares(Panel& panel, const Points& data, const math::Line& line, const Colour& colour,
                          const std::string& label) {
    for (std::size_t k = 0; k < data.size(); ++k) {
        const DataPoint& p = data[k];
        const double foot = line.slope * p.x + line.intercept, residual = p.y - foot;
        const double side = residual * line.slope > 0 ? -std::abs(residual) : std::abs(residual);
        const auto inside = [&](double x) { return !panel.x.range || panel.x.range->contains(x); };
        const double aside = !inside(p.x + side) && inside(p.x - side) ? p.x - side : p.x + side;
        Polygon square;
        square.id = fmt::format("square-{}", k + 1);
        if (k == 0) square.label = label;
        square.x = {{p.x, aside, aside, p.x}};
        square.y = {{p.y, p.y, foot, foot}};
        square.fill = {colour.role, colour.index, 0.13 * colour.opacity};
        square.stroke = {colour.role, colour.index, 0.5 * colour.opacity};
        square.width = 1;
        panel.add(std::move(square));
    }
}

}  // namespace lossfield::viz
