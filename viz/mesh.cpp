#include "viz/mesh.hpp"

#include <cmath>

namespace lossfield::viz {
namespace {

Mesh build(const GridField& f) {
    Mesh m;
    const auto c = static_cast<std::uint32_t>(f.columns);
    const auto r = static_cast<std::uint32_t>(f.rows);
    m.nodes = c * r;
    m.edges = 2 * c * r;  // node*2: to the right, node*2+1: upwards
    m.place.reserve(m.nodes);
    for (std::uint32_t j = 0; j < r; ++j)
        for (std::uint32_t i = 0; i < c; ++i)
            m.place.push_back({f.domain.x.low + f.domain.x.length() * i / (c - 1),
                               f.domain.y.low + f.domain.y.length() * j / (r - 1)});
    m.cells.reserve(static_cast<std::size_t>(c - 1) * (r - 1));
    for (std::uint32_t j = 0; j + 1 < r; ++j)
        for (std::uint32_t i = 0; i + 1 < c; ++i) {
            const std::uint32_t a = j * c + i;
            m.cells.push_back({4,
                               j,
                               0,
                               3,
                               1,
                               2,
                               {a, a + 1, a + c + 1, a + c},
                               {2 * a, 2 * (a + 1) + 1, 2 * (a + c), 2 * a + 1}});
        }
    return m;
}

Mesh build(const TriangleField& f) {
    Mesh m;
    const auto n = static_cast<std::uint32_t>(f.subdivisions);
    const auto index = [n](std::uint32_t i, std::uint32_t j) { return j * (n + 1) - j * (j - 1) / 2 + i; };
    m.nodes = (n + 1) * (n + 2) / 2;
    m.edges = 3 * m.nodes;  // node*3: along i, +1: along j, +2: from (i+1, j) to (i, j+1)
    m.place.reserve(m.nodes);
    const double h = std::sqrt(3.0) / 2;
    for (std::uint32_t j = 0; j <= n; ++j)
        for (std::uint32_t i = 0; i + j <= n; ++i) m.place.push_back({(i + 0.5 * j) / n, h * j / n});
    for (std::uint32_t j = 0; j < n; ++j)
        for (std::uint32_t i = 0; i + j < n; ++i) {
            const std::uint32_t a = index(i, j), b = index(i + 1, j), c = index(i, j + 1);
            m.cells.push_back({3, j, 0, 2, 1, 2, {a, b, c, 0}, {3 * a, 3 * a + 2, 3 * a + 1, 0}});
            if (i + j + 1 < n) {
                const std::uint32_t d = index(i + 1, j + 1);
                m.cells.push_back({3, j, 0, 2, 0, 1, {b, d, c, 0}, {3 * b + 1, 3 * c, 3 * a + 2, 0}});
            }
        }
    return m;
}

}  // namespace

Mesh mesh_of(const Field& field) {
    return std::visit([](const auto& f) { return build(f); }, field);
}

}  // namespace lossfield::viz
