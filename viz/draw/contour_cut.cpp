#include "viz/draw/contour_cut.hpp"

#include <cmath>
#include <utility>

namespace lossfield::viz {
namespace {

Domain field_extent(const Field& field) {
    if (const auto* grid = std::get_if<GridField>(&field)) return grid->domain;
    return {{0, 1}, {0, std::sqrt(3.0) / 2}};
}

}  // namespace

ContourCut::ContourCut(const PanelFrame& frame, const Field& field) : frame_(frame), cut_(frame), at_(frame) {
    linear_ = frame.x_scale == ScaleKind::Linear && frame.y_scale == ScaleKind::Linear;
    const Domain d = field_extent(field);
    whole_ = cut_.holds(cut_.offset(d.x.low, d.y.low)) && cut_.holds(cut_.offset(d.x.high, d.y.high));
}

void ContourCut::rings(FillPrim& fill) const {
    if (whole_) return to_pixels(fill.points);
    std::vector<Vec2> points;
    std::vector<std::uint32_t> ends;
    std::uint32_t start = 0;
    for (const std::uint32_t end : fill.ring_ends) {
        const std::vector<Vec2> ring =
            cut_.ring(offsets(fill.points.data() + start, fill.points.data() + end));
        start = end;
        if (ring.size() < 3) continue;
        points.insert(points.end(), ring.begin(), ring.end());
        ends.push_back(static_cast<std::uint32_t>(points.size()));
    }
    fill.points = std::move(points), fill.ring_ends = std::move(ends);
}

void ContourCut::triangles(FillPrim& fill) const {
    if (whole_) return to_pixels(fill.triangle_points);
    const std::vector<Vec2> all =
        offsets(fill.triangle_points.data(), fill.triangle_points.data() + fill.triangle_points.size());
    const std::vector<std::uint32_t> corners = std::move(fill.triangle_indices);
    fill.triangle_points.clear(), fill.triangle_indices.clear();
    for (std::size_t k = 0; k + 2 < corners.size(); k += 3) {
        const std::vector<Vec2> part = cut_.ring({all[corners[k]], all[corners[k + 1]], all[corners[k + 2]]});
        const auto first = static_cast<std::uint32_t>(fill.triangle_points.size());
        fill.triangle_points.insert(fill.triangle_points.end(), part.begin(), part.end());
        for (std::uint32_t i = 2; i < part.size(); ++i)
            fill.triangle_indices.insert(fill.triangle_indices.end(), {first, first + i - 1, first + i});
    }
}

void ContourCut::lines(std::vector<std::vector<Vec2>>& all) const {
    if (whole_) {
        for (std::vector<Vec2>& line : all) to_pixels(line);
        return;
    }
    std::vector<std::vector<Vec2>> seen;
    for (const std::vector<Vec2>& line : all)
        for (LinePiece& piece : cut_.line(offsets(line.data(), line.data() + line.size())))
            seen.push_back(std::move(piece.points));
    all = std::move(seen);
}

std::vector<Vec2> ContourCut::offsets(const Vec2* first, const Vec2* last) const {
    std::vector<Vec2> out(first, last);
    for (Vec2& p : out) p = cut_.offset(p.x, p.y);
    return out;
}

void ContourCut::to_pixels(std::vector<Vec2>& points) const {
    if (!linear_) {
        for (Vec2& p : points) p = at_(p.x, p.y);
        return;
    }
    // The same map with its constants taken out of the loop: there are tens of thousands of points.
    const double sx = frame_.plot.width / frame_.range.x.length(),
                 sy = frame_.plot.height / frame_.range.y.length();
    const double ox = frame_.plot.x - sx * frame_.range.x.low,
                 oy = frame_.plot.bottom() + sy * frame_.range.y.low;
    for (Vec2& p : points) p = {ox + sx * p.x, oy - sy * p.y};
}

}  // namespace lossfield::viz
