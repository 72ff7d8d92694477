#include "viz/mesh.hpp"

#include <cmath>

namespace lossfield::viz {
namespace {

Mesh build(const GridField& f) {
    Mesh m;
    m.columns = static_cast<std::uint32_t>(f.columns);
    m.rows = static_cast<std::uint32_t>(f.rows);
    m.nodes = m.columns * m.rows;
    m.edges = 2 * m.nodes;
    m.place.reserve(m.nodes);
    m.above.reserve(m.nodes);
    for (std::uint32_t j = 0; j < m.rows; ++j)
        for (std::uint32_t i = 0; i < m.columns; ++i) {
            m.place.push_back({f.domain.x.low + f.domain.x.length() * i / (m.columns - 1),
                               f.domain.y.low + f.domain.y.length() * j / (m.rows - 1)});
            m.above.push_back((j + 1) * m.columns + i);
        }
    return m;
}

Mesh build(const TriangleField& f) {
    const auto n = static_cast<std::uint32_t>(f.subdivisions);
    Mesh m;
    m.triangles = true;
    m.columns = m.rows = n + 1;
    m.nodes = (n + 1) * (n + 2) / 2;
    m.edges = 3 * m.nodes;
    m.place.reserve(m.nodes);
    m.above.reserve(m.nodes);
    const double h = std::sqrt(3.0) / 2;
    for (std::uint32_t j = 0; j <= n; ++j)
        for (std::uint32_t i = 0; i + j <= n; ++i) {
            m.above.push_back(static_cast<std::uint32_t>(m.place.size()) + n + 1 - j);
            m.place.push_back({(i + 0.5 * j) / n, h * j / n});
        }
    return m;
}

}  // namespace

Mesh mesh_of(const Field& field) {
    return std::visit([](const auto& f) { return build(f); }, field);
}

}  // namespace lossfield::viz
