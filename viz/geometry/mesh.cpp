#include "viz/geometry/mesh.hpp"

#include <algorithm>
#include <cmath>

namespace lossfield::viz {
namespace {

Mesh build(const GridField& f) {
    Mesh m;
    m.columns = static_cast<std::uint32_t>(f.columns);
    m.rows = static_cast<std::uint32_t>(f.rows);
    m.nodes = m.columns * m.rows;
    for (std::uint32_t i = 0; i < m.columns; ++i)
        m.x.push_back(f.domain.x.low + f.domain.x.length() * i / (m.columns - 1));
    for (std::uint32_t j = 0; j < m.rows; ++j)
        m.y.push_back(f.domain.y.low + f.domain.y.length() * j / (m.rows - 1));
    return m;
}

Mesh build(const TriangleField& f) {
    const auto n = static_cast<std::uint32_t>(f.subdivisions);
    Mesh m;
    m.triangles = true;
    m.columns = m.rows = n + 1;
    m.nodes = (n + 1) * (n + 2) / 2;
    const double h = std::sqrt(3.0) / 2;
    for (std::uint32_t half = 0; half <= 2 * n; ++half) m.x.push_back(0.5 * half / n);
    for (std::uint32_t j = 0; j <= n; ++j) m.y.push_back(h * j / n);
    return m;
}

// Edges of one kind that run the same way are parallel.
bool turns(const RimEdge& a, const RimEdge& b, const Mesh& mesh) {
    return a.edge % mesh.each() != b.edge % mesh.each() || (a.to > a.from) != (b.to > b.from);
}

}  // namespace

Mesh mesh_of(const Field& field) {
    return std::visit([](const auto& f) { return build(f); }, field);
}

std::vector<RimEdge> outer_rim(const Mesh& mesh) {
    std::vector<RimEdge> rim;
    if (mesh.columns < 2 || mesh.rows < 2) return rim;
    rim.reserve(2 * (mesh.columns + mesh.rows));
    const std::uint32_t each = mesh.each();
    std::vector<std::uint32_t> start{0};  // first node of each row
    for (std::uint32_t row = 0; row < mesh.rows; ++row) start.push_back(start.back() + mesh.length(row));
    for (std::uint32_t i = 0; i + 1 < mesh.columns; ++i)
        rim.push_back({each * i, i, i + 1, mesh.place(i + 1, 0)});
    for (std::uint32_t row = 0; row + 1 < mesh.rows; ++row) {
        const std::uint32_t last = mesh.length(row) - 1, above = mesh.length(row + 1) - 1;
        const std::uint32_t from = start[row] + last, to = start[row + 1] + above;
        rim.push_back(
            {mesh.triangles ? 3 * (from - 1) + 2 : 2 * from + 1, from, to, mesh.place(above, row + 1)});
    }
    const std::uint32_t top = mesh.rows - 1;
    for (std::uint32_t i = mesh.length(top) - 1; i > 0; --i)
        rim.push_back(
            {each * (start[top] + i - 1), start[top] + i, start[top] + i - 1, mesh.place(i - 1, top)});
    for (std::uint32_t row = top; row > 0; --row)
        rim.push_back({each * start[row - 1] + 1, start[row], start[row - 1], mesh.place(0, row - 1)});
    for (std::uint32_t r = 0; r < rim.size(); ++r) {
        rim[r].next = r + 1 < rim.size() ? r + 1 : 0;
        rim[r].corner = turns(rim[r], rim[rim[r].next], mesh);
    }
    return rim;
}

std::vector<RimEdge> linked(std::vector<RimEdge> rim, const Mesh& mesh) {
    std::sort(rim.begin(), rim.end(), [](const RimEdge& a, const RimEdge& b) { return a.edge < b.edge; });
    std::vector<RimEdge> out;
    for (std::size_t r = 0; r < rim.size(); ++r) {
        if (r + 1 < rim.size() && rim[r].edge == rim[r + 1].edge)
            ++r;
        else
            out.push_back(rim[r]);
    }
    // Every node has as many edges that leave it as edges that reach it: paired in order.
    std::sort(out.begin(), out.end(), [](const RimEdge& a, const RimEdge& b) {
        return a.from != b.from ? a.from < b.from : a.edge < b.edge;
    });
    std::vector<std::uint32_t> by_end(out.size());
    for (std::uint32_t r = 0; r < by_end.size(); ++r) by_end[r] = r;
    std::sort(by_end.begin(), by_end.end(), [&](std::uint32_t a, std::uint32_t b) {
        return out[a].to != out[b].to ? out[a].to < out[b].to : out[a].edge < out[b].edge;
    });
    for (std::uint32_t r = 0; r < by_end.size(); ++r) {
        RimEdge& e = out[by_end[r]];
        e.next = r;
        e.corner = turns(e, out[r], mesh);
    }
    return out;
}

}  // namespace lossfield::viz
