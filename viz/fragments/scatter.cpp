#include "viz/fragments/scatter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace lossfield::viz {
namespace {

constexpr std::size_t cell_columns = 72, cell_rows = 40;
constexpr double many_times = 20;  // so many times as full as the emptiest: colours are logarithmic
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

bool inside(const Domain& range, const DataPoint& p) {
    return range.x.contains(p.x) && range.y.contains(p.y);
}

std::size_t along(const Interval& side, double v, std::size_t count) {
    const double share = (v - side.low) / side.length();
    return std::min(count - 1, static_cast<std::size_t>(std::max(0.0, share * static_cast<double>(count))));
}

std::size_t cell_of(const Domain& range, const DataPoint& p) {
    return along(range.y, p.y, cell_rows) * cell_columns + along(range.x, p.x, cell_columns);
}

// The point of the range that is nearest to the pointer, as far as it lies within the length of a cell.
std::optional<std::size_t> point_under(const Points& data, const Domain& range,
                                       const std::optional<Pointer>& pointer) {
    std::optional<std::size_t> nearest;
    double least = 1;
    for (std::size_t i = 0; pointer && i < data.size(); ++i) {
        const double x = (data[i].x - pointer->x) / range.x.length() * static_cast<double>(cell_columns);
        const double y = (data[i].y - pointer->y) / range.y.length() * static_cast<double>(cell_rows);
        if (inside(range, data[i]) && x * x + y * y < least) least = x * x + y * y, nearest = i;
    }
    return nearest;
}

// The largest number of points in a cell whose points may stand alone.
std::size_t fewest_together(const std::vector<double>& counts) {
    std::vector<std::size_t> cells_with(most_single_points + 1, 0);
    for (const double n : counts)
        if (n <= static_cast<double>(most_single_points)) ++cells_with[static_cast<std::size_t>(n)];
    std::size_t alone = 0, most = 0;
    for (std::size_t n = 1; n <= most_single_points && alone + n * cells_with[n] <= most_single_points; ++n)
        alone += n * cells_with[n], most = n;
    return most;
}

}  // namespace

Scatter scatter_of(const Points& data, const Domain& range, const std::optional<Pointer>& pointer) {
    Scatter s{.range = range, .points = data.size()};
    for (std::size_t i = 0; i < data.size(); ++i)
        if (inside(range, data[i])) s.single.push_back(i);
    s.shown = s.single.size();
    if (data.size() <= most_single_points) {
        // As many as this are drawn wherever they are.
        s.single.resize(data.size());
        for (std::size_t i = 0; i < data.size(); ++i) s.single[i] = i;
    }
    if (s.single.size() <= most_single_points) return s;
    s.columns = cell_columns, s.rows = cell_rows;
    s.counts.assign(cell_columns * cell_rows, 0);
    std::vector<std::size_t> cells;
    for (const std::size_t i : s.single) cells.push_back(cell_of(range, data[i])), ++s.counts[cells.back()];
    const auto few = static_cast<double>(fewest_together(s.counts));
    const auto under = point_under(data, range, pointer);
    const std::vector<double> together = s.counts;
    std::vector<std::size_t> alone;
    for (std::size_t k = 0; k < cells.size(); ++k) {
        if (!(together[cells[k]] <= few || s.single[k] == under)) continue;
        alone.push_back(s.single[k]), --s.counts[cells[k]];
    }
    s.single = std::move(alone);
    return s;
}

Scatter scatter_of(const Points& data, const Panel& panel, const View& view) {
    Domain range{*panel.x.range, *panel.y.range};
    if (const auto zoomed = view.ranges.find(panel.id); zoomed != view.ranges.end()) range = zoomed->second;
    const bool here = view.pointer && view.pointer->panel == panel.id;
    return scatter_of(data, range, here ? view.pointer : std::nullopt);
}

Points single_points(const Points& data, const Scatter& scatter) {
    Points points;
    points.reserve(scatter.single.size());
    for (const std::size_t i : scatter.single) points.push_back(data[i]);
    return points;
}

void add_density(Panel& panel, const Scatter& scatter) {
    if (!scatter.crowded()) return;
    const auto& [x, y] = scatter.range;
    const double half_x = 0.5 * x.length() / static_cast<double>(scatter.columns),
                 half_y = 0.5 * y.length() / static_cast<double>(scatter.rows);
    Vector counts = scatter.counts;
    double low = std::numeric_limits<double>::infinity(), high = 0;
    for (double& n : counts) {
        if (n > 0)
            low = std::min(low, n), high = std::max(high, n);
        else
            n = nan;
    }
    ColourScale scale{.low = low, .high = std::max(high, low + 1)};
    scale.logarithmic = scale.high >= many_times * scale.low;
    const Domain centres{{x.low + half_x, x.high - half_x}, {y.low + half_y, y.high - half_y}};
    panel.colour_bar = ColourBar{"points per cell", scale, {}};
    panel.add(Heat{.id = "density",
                   .field = {centres, scatter.columns, scatter.rows, std::move(counts)},
                   .scale = scale,
                   .smooth = false});
}

void add_single_points(Panel& panel, const Points& data, const Scatter& scatter, const std::string& parameter,
                       const std::vector<Colour>& colours) {
    PointSet points{.id = "data", .colours = colours, .size = scatter.crowded() ? 4.5 : 7};
    for (std::size_t k = 0; k < scatter.single.size(); ++k) {
        const std::size_t i = scatter.single[k];
        points.x.push_back(data[i].x), points.y.push_back(data[i].y);
        panel.add(Handle{fmt::format("data-{}", i + 1), fmt::format("data point {}", i + 1), data[i].x,
                         data[i].y, MovePoint{parameter, i}, colours[colours.size() == 1 ? 0 : k]});
    }
    if (!points.x.empty()) panel.add(std::move(points));
}

Notices crowd_notices(const Scatter& scatter) {
    if (!scatter.crowded()) return {};
    const std::size_t alone = scatter.single.size();
    return {{"crowd", Severity::Info,
             fmt::format(
                 "{}: {}, the others are shown by how many there are in a cell. Zoomed in, more stand alone.",
                 scatter.shown == scatter.points
                     ? fmt::format("{} points", scatter.points)
                     : fmt::format("{} of {} points are in sight", scatter.shown, scatter.points),
                 alone == 0   ? "none stands alone"
                 : alone == 1 ? "1 stands alone"
                              : fmt::format("{} stand alone", alone))}};
}

}  // namespace lossfield::viz
