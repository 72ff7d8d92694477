#include "app/gl/surface_upload.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

#include <glad/gl.h>

namespace lossfield::app {
namespace {

constexpr std::size_t node_floats = 5;  // place in the box, place on the textures

// NaN is like itself here.
bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
    return a.size() == b.size() &&
           (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0);
}

bool same_nodes(const std::vector<viz::Vec3>& a, const std::vector<viz::Vec3>& b) {
    return a.size() == b.size() &&
           (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(viz::Vec3)) == 0);
}

bool same_mesh(const viz::SceneSurface& s, const viz::SceneSurface& t) {
    const viz::HeightMesh &a = s.mesh, &b = t.mesh;
    return a.columns == b.columns && a.rows == b.rows && a.x == b.x && a.y == b.y && a.kept == b.kept &&
           same_bits(a.height, b.height) && same_nodes(s.nodes, t.nodes) &&
           s.field.columns == t.field.columns && s.field.rows == t.field.rows;
}

// All that colours and levels are made of, but for light and theme.
bool same_texels(const viz::SceneSurface& a, const viz::SceneSurface& b) {
    // A computation that found the same numbers again has put them elsewhere.
    return (a.field.values.same_as(b.field.values) || same_bits(a.field.values, b.field.values)) &&
           a.field.columns == b.field.columns && a.mesh.x == b.mesh.x && a.mesh.y == b.mesh.y && a.z == b.z &&
           a.z_scale == b.z_scale && a.box_z == b.box_z && a.scale == b.scale && a.colour == b.colour &&
           a.by_rank == b.by_rank && same_bits(a.levels, b.levels) && a.cut == b.cut &&
           a.opacity == b.opacity && same_nodes(a.nodes, b.nodes);
}

bool same_lines(const viz::SceneSurface& a, const viz::SceneSurface& b) {
    return a.line == b.line && a.line_width == b.line_width && a.edge == b.edge;
}

// Nodes beside a hole get the mean height of their neighbours: the hole's edge is cut out by the finer texture.
std::vector<double> bridged(const viz::HeightMesh& mesh) {
    std::vector<double> heights = mesh.height;
    const auto columns = static_cast<long>(mesh.columns), rows = static_cast<long>(mesh.rows);
    for (long j = 0; j < rows; ++j)
        for (long i = 0; i < columns; ++i) {
            const auto at = static_cast<std::size_t>(j * columns + i);
            if (!std::isnan(mesh.height[at])) continue;
            double sum = 0;
            int count = 0;
            for (long v = std::max(0L, j - 1); v <= std::min(rows - 1, j + 1); ++v)
                for (long u = std::max(0L, i - 1); u <= std::min(columns - 1, i + 1); ++u) {
                    const double h = mesh.height[static_cast<std::size_t>(v * columns + u)];
                    if (!std::isnan(h)) sum += h, ++count;
                }
            if (count > 0) heights[at] = sum / count;
        }
    return heights;
}

void make_texture(unsigned& name) {
    glGenTextures(1, &name);
    glBindTexture(GL_TEXTURE_2D, name);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
}

void set_colour(const GlProgram& program, const char* name, const viz::Rgba& c) {
    glUniform4f(program.uniform(name), static_cast<float>(c.r) / 255, static_cast<float>(c.g) / 255,
                static_cast<float>(c.b) / 255, static_cast<float>(c.a) / 255);
}

}  // namespace

SurfaceUpload::SurfaceUpload() {
    glGenVertexArrays(1, &array_);
    glGenBuffers(1, &nodes_);
    glGenBuffers(1, &indices_);
    make_texture(colours_);
    make_texture(levels_);
    glBindTexture(GL_TEXTURE_2D, 0);
    glBindVertexArray(array_);
    glBindBuffer(GL_ARRAY_BUFFER, nodes_);
    glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, indices_);
    constexpr auto stride = static_cast<GLsizei>(node_floats * sizeof(float));
    glEnableVertexAttribArray(0);
    glVertexAttribPointer(0, 3, GL_FLOAT, GL_FALSE, stride, nullptr);
    glEnableVertexAttribArray(1);
    glVertexAttribPointer(1, 2, GL_FLOAT, GL_FALSE, stride, reinterpret_cast<const void*>(3 * sizeof(float)));
    glBindVertexArray(0);
}

SurfaceUpload::~SurfaceUpload() {
    glDeleteVertexArrays(1, &array_);
    for (unsigned* buffer : {&nodes_, &indices_}) glDeleteBuffers(1, buffer);
    for (unsigned* texture : {&colours_, &levels_}) glDeleteTextures(1, texture);
}

bool SurfaceUpload::update(const viz::SceneSurface& s, const viz::Camera& camera, viz::ThemeId theme) {
    const bool mesh = !sent_ || !same_mesh(*sent_, s);
    const bool texels = !sent_ || theme_ != theme || azimuth_ != camera.azimuth || !same_texels(*sent_, s);
    const bool lines = !sent_ || !same_lines(*sent_, s);
    if (mesh) send_mesh(s);
    if (texels) send_texels(viz::texels_of(s, camera, viz::theme(theme)));
    if (mesh || texels || lines) sent_ = s;
    theme_ = theme;
    azimuth_ = camera.azimuth;
    opacity_ = s.colour ? s.colour->a / 255.0 : s.opacity;
    return mesh || texels || lines;
}

void SurfaceUpload::send_mesh(const viz::SceneSurface& s) {
    const bool patch = !s.nodes.empty();
    const std::size_t columns = patch ? s.field.columns : s.mesh.columns,
                      rows = patch ? s.field.rows : s.mesh.rows;
    const std::vector<double> heights = patch ? std::vector<double>{} : bridged(s.mesh);
    const auto across = [](const viz::Interval& range, std::size_t i, std::size_t count) {
        return std::lerp(range.low, range.high, static_cast<double>(i) / static_cast<double>(count - 1));
    };
    // The outermost nodes are the middles of the outermost texels.
    const auto texel = [](std::size_t i, std::size_t count, std::size_t texels) {
        const double n = static_cast<double>(texels);
        return (0.5 + static_cast<double>(i) / static_cast<double>(count - 1) * (n - 1)) / n;
    };
    std::vector<float> nodes;
    nodes.reserve(node_floats * columns * rows);
    for (std::size_t j = 0; j < rows; ++j)
        for (std::size_t i = 0; i < columns; ++i) {
            const std::size_t n = j * columns + i;
            const viz::Vec3 at =
                patch ? s.nodes[n]
                      : viz::Vec3{across(s.mesh.x, i, columns), across(s.mesh.y, j, rows), heights[n]};
            for (const double v :
                 {at.x, at.y, at.z, texel(i, columns, s.field.columns), texel(j, rows, s.field.rows)})
                nodes.push_back(static_cast<float>(v));
        }
    std::vector<std::uint32_t> corners;
    corners.reserve(6 * columns * rows);
    const auto add = [&](std::size_t a, std::size_t b, std::size_t c) {
        for (const std::size_t n : {a, b, c})
            if (std::isnan(nodes[node_floats * n] + nodes[node_floats * n + 1] + nodes[node_floats * n + 2]))
                return;
        for (const std::size_t n : {a, b, c}) corners.push_back(static_cast<std::uint32_t>(n));
    };
    for (std::size_t j = 0; j + 1 < rows; ++j)
        for (std::size_t i = 0; i + 1 < columns; ++i) {
            const std::size_t a = j * columns + i, c = a + columns;
            add(a, a + 1, c + 1);
            add(a, c + 1, c);
        }
    index_count_ = static_cast<int>(corners.size());
    const auto bytes = [](const auto& v) { return static_cast<GLsizeiptr>(v.size() * sizeof(v[0])); };
    glBindVertexArray(array_);
    glBindBuffer(GL_ARRAY_BUFFER, nodes_);
    glBufferData(GL_ARRAY_BUFFER, bytes(nodes), nodes.data(), GL_DYNAMIC_DRAW);
    glBufferData(GL_ELEMENT_ARRAY_BUFFER, bytes(corners), corners.data(), GL_DYNAMIC_DRAW);
    glBindVertexArray(0);
}

void SurfaceUpload::send_texels(const viz::SurfaceTexels& texels) {
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    glBindTexture(GL_TEXTURE_2D, colours_);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, texels.columns, texels.rows, 0, GL_RGBA, GL_UNSIGNED_BYTE,
                 texels.colour.data());
    glBindTexture(GL_TEXTURE_2D, levels_);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_R32F, texels.columns, texels.rows, 0, GL_RED, GL_FLOAT,
                 texels.level.data());
    glBindTexture(GL_TEXTURE_2D, 0);
}

void SurfaceUpload::draw(const GlProgram& program, double scale) const {
    if (index_count_ == 0) return;
    const viz::SceneSurface& s = *sent_;
    glUniform1i(program.uniform("two_sided"), s.nodes.empty() ? 0 : 1);
    glUniform1f(program.uniform("opacity"), static_cast<float>(opacity_));
    glUniform1i(program.uniform("translucent"), translucent() ? 1 : 0);
    glUniform1f(program.uniform("lines"), s.line_width > 0 ? static_cast<float>(s.levels.size()) : 0.0F);
    glUniform1f(program.uniform("line_width"), static_cast<float>(s.line_width * scale));
    set_colour(program, "line_colour", s.line);
    // Farther out than any box; a shader has no use for infinity.
    const auto bounded = [](double z) { return static_cast<float>(std::clamp(z, -1e3, 1e3)); };
    glUniform2f(program.uniform("kept"), bounded(s.mesh.kept.low), bounded(s.mesh.kept.high));
    glUniform1f(program.uniform("edge_width"), static_cast<float>(1.5 * scale));
    viz::Rgba edge = s.edge;
    // A surface in one colour ends at the box without more ado.
    if (s.mesh.kept.high != s.cut) edge.a = 0;
    set_colour(program, "edge_colour", edge);
    glActiveTexture(GL_TEXTURE1);
    glBindTexture(GL_TEXTURE_2D, levels_);
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, colours_);
    glBindVertexArray(array_);
    glDrawElements(GL_TRIANGLES, index_count_, GL_UNSIGNED_INT, nullptr);
    glBindVertexArray(0);
    glActiveTexture(GL_TEXTURE1);
    glBindTexture(GL_TEXTURE_2D, 0);
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, 0);
}

}  // namespace lossfield::app
