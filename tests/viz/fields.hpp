// Sampled fields and areas, shared by the tests of level sets and triangles.
#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "viz/figure/marks.hpp"
#include "viz/geometry/vectors.hpp"

namespace lossfield::tests {

template <class F>
[[nodiscard]] viz::GridField sampled(const viz::Domain& domain, std::size_t columns, std::size_t rows, F f) {
    return viz::sample_grid(domain, columns, rows, f);
}

template <class F>
[[nodiscard]] viz::TriangleField sampled_triangle(std::size_t n, F f) {
    viz::TriangleField field{n, {}};
    for (std::size_t j = 0; j <= n; ++j)
        for (std::size_t i = 0; i + j <= n; ++i)
            field.values.push_back(
                f((static_cast<double>(i) + 0.5 * static_cast<double>(j)) / static_cast<double>(n),
                  std::sqrt(3.0) / 2 * static_cast<double>(j) / static_cast<double>(n)));
    return field;
}

// Positive where the ring runs counter-clockwise (y up).
[[nodiscard]] inline double signed_area(const viz::Vec2* begin, const viz::Vec2* end) {
    double twice = 0;
    for (const viz::Vec2* p = begin; p != end; ++p) {
        const viz::Vec2& q = p + 1 == end ? *begin : p[1];
        twice += p->x * q.y - q.x * p->y;
    }
    return twice / 2;
}

// Outer rings count positive, holes negative.
[[nodiscard]] inline double ring_area(const std::vector<viz::Vec2>& points,
                                      const std::vector<std::uint32_t>& ends) {
    double area = 0;
    std::size_t start = 0;
    for (const std::uint32_t end : ends) {
        area += signed_area(points.data() + start, points.data() + end);
        start = end;
    }
    return area;
}

[[nodiscard]] inline double triangle_area(const std::vector<viz::Vec2>& points,
                                          const std::vector<std::uint32_t>& corners) {
    double area = 0;
    for (std::size_t i = 0; i + 2 < corners.size(); i += 3) {
        const std::vector<viz::Vec2> t{points.at(corners[i]), points.at(corners[i + 1]),
                                       points.at(corners[i + 2])};
        area += std::abs(signed_area(t.data(), t.data() + 3));
    }
    return area;
}

[[nodiscard]] inline double length_of(const std::vector<viz::Vec2>& line) {
    double length = 0;
    for (std::size_t i = 1; i < line.size(); ++i)
        length += std::hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y);
    return length;
}

// Even-odd.
[[nodiscard]] inline bool inside(const std::vector<viz::Vec2>& points, const std::vector<std::uint32_t>& ends,
                                 viz::Vec2 at) {
    bool in = false;
    std::size_t start = 0;
    for (const std::uint32_t end : ends) {
        for (std::size_t i = start; i < end; ++i) {
            const viz::Vec2 &a = points[i], &b = points[i + 1 < end ? i + 1 : start];
            if ((a.y > at.y) != (b.y > at.y) && at.x < a.x + (b.x - a.x) * (at.y - a.y) / (b.y - a.y))
                in = !in;
        }
        start = end;
    }
    return in;
}

}  // namespace lossfield::tests
