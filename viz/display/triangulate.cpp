#include "viz/display/triangulate.hpp"

#include <algorithm>

namespace lossfield::viz {
namespace {

struct Edge {
    Vec2 top, bottom;  // top.y < bottom.y
    [[nodiscard]] double x_at(double y) const {
        return top.x + (bottom.x - top.x) * (y - top.y) / (bottom.y - top.y);
    }
};

}  // namespace

void triangulate(FillPrim& fill) {
    fill.triangle_points.clear();
    fill.triangle_indices.clear();
    std::vector<Edge> edges;
    std::vector<double> heights;
    std::size_t start = 0;
    for (const std::uint32_t end : fill.ring_ends) {
        for (std::size_t i = start; i < end; ++i) {
            Vec2 a = fill.points[i], b = fill.points[i + 1 < end ? i + 1 : start];
            heights.push_back(a.y);
            if (a.y == b.y) continue;
            if (a.y > b.y) std::swap(a, b);
            edges.push_back({a, b});
        }
        start = end;
    }
    std::sort(heights.begin(), heights.end());
    heights.erase(std::unique(heights.begin(), heights.end()), heights.end());
    std::vector<const Edge*> crossing;
    for (std::size_t h = 0; h + 1 < heights.size(); ++h) {
        const double y0 = heights[h], y1 = heights[h + 1], middle = 0.5 * (y0 + y1);
        crossing.clear();
        for (const Edge& e : edges)
            if (e.top.y <= y0 && e.bottom.y >= y1) crossing.push_back(&e);
        std::sort(crossing.begin(), crossing.end(),
                  [middle](const Edge* a, const Edge* b) { return a->x_at(middle) < b->x_at(middle); });
        for (std::size_t k = 0; k + 1 < crossing.size(); k += 2) {
            const auto first = static_cast<std::uint32_t>(fill.triangle_points.size());
            fill.triangle_points.insert(fill.triangle_points.end(), {{crossing[k]->x_at(y0), y0},
                                                                     {crossing[k + 1]->x_at(y0), y0},
                                                                     {crossing[k + 1]->x_at(y1), y1},
                                                                     {crossing[k]->x_at(y1), y1}});
            fill.triangle_indices.insert(fill.triangle_indices.end(),
                                         {first, first + 1, first + 2, first, first + 2, first + 3});
        }
    }
}

}  // namespace lossfield::viz
