#include "app/gl/surface_gl.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstring>

#include <fmt/format.h>
#include <glad/gl.h>

#include "viz/text/errors.hpp"

namespace lossfield::app {
namespace {

constexpr int largest_part = 2048;   // pixels a side that are painted at once
constexpr int largest_side = 16384;  // of a whole image

bool same_bytes(const Overlay& a, const Overlay& b) {
    const std::size_t n = a.corners.size();
    return n == b.corners.size() && a.of_lines == b.of_lines &&
           (n == 0 || std::memcmp(a.corners.data(), b.corners.data(), n * sizeof(OverlayVertex)) == 0);
}

// Box coordinates to OpenGL's, column by column.
std::array<float, 16> matrix_of(const viz::Projection& seen, const ImagePlace& place) {
    const viz::Vec3 right = seen.right(), up = seen.up(), towards = seen.towards();
    const double x = 2 * seen.scale * place.scale / place.width,
                 y = 2 * seen.scale * place.scale / place.height;
    const double x0 = 2 * (seen.centre.x * place.scale - place.left) / place.width - 1,
                 y0 = 1 - 2 * (seen.centre.y * place.scale - place.top) / place.height;
    const double z = clip_depth(1);
    const auto f = [](double v) { return static_cast<float>(v); };
    return {f(x * right.x),
            f(y * up.x),
            f(z * towards.x),
            0,
            f(x * right.y),
            f(y * up.y),
            f(z * towards.y),
            0,
            f(x * right.z),
            f(y * up.z),
            f(z * towards.z),
            0,
            f(x0),
            f(y0),
            0,
            1};
}

double widest_line(const viz::Scene& scene) {
    double widest = 0;
    for (const auto& line : scene.lines) widest = std::max(widest, line.width);
    return widest;
}

// Premultiplied to straight.
std::uint32_t straight(std::uint32_t p) {
    const std::uint32_t a = p >> 24;
    if (a == 0 || a == 255) return p;
    const auto part = [&](int shift) {
        return std::min(255U, ((p >> shift & 255U) * 255U + a / 2) / a) << shift;
    };
    return a << 24 | part(0) | part(8) | part(16);
}

}  // namespace

ImagePlace image_place(const viz::ScenePrim& prim, double scale, double x, double y) {
    // Rounding must not add a row of pixels to a side that is whole but for the last bit.
    constexpr double slack = 1e-6;
    const double left = std::floor(x + prim.rect.x * scale + slack),
                 top = std::floor(y + prim.rect.y * scale + slack);
    const double right = std::ceil(x + prim.rect.right() * scale - slack),
                 bottom = std::ceil(y + prim.rect.bottom() * scale - slack);
    ImagePlace place;
    place.scale = prim.unit * scale;
    place.left = left - x, place.top = top - y;
    place.width = std::max(1, static_cast<int>(right - left));
    place.height = std::max(1, static_cast<int>(bottom - top));
    return place;
}

SurfaceGl::SurfaceGl()
    : surface_(shaders::surface_vert, shaders::surface_frag),
      overlay_(shaders::overlay_vert, shaders::overlay_frag) {
    glGenVertexArrays(1, &array_);
    glGenBuffers(1, &corners_);
    glGenBuffers(1, &indices_);
    glBindVertexArray(array_);
    glBindBuffer(GL_ARRAY_BUFFER, corners_);
    glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, indices_);
    const auto attribute = [](unsigned index, int count, GLenum type, bool scaled, std::size_t offset) {
        glEnableVertexAttribArray(index);
        glVertexAttribPointer(index, count, type, scaled ? GL_TRUE : GL_FALSE, sizeof(OverlayVertex),
                              reinterpret_cast<const void*>(offset));
    };
    attribute(0, 3, GL_FLOAT, false, offsetof(OverlayVertex, x));
    attribute(1, 2, GL_FLOAT, false, offsetof(OverlayVertex, along));
    attribute(2, 3, GL_FLOAT, false, offsetof(OverlayVertex, radius));
    attribute(3, 4, GL_UNSIGNED_BYTE, true, offsetof(OverlayVertex, colour));
    attribute(4, 4, GL_UNSIGNED_BYTE, true, offsetof(OverlayVertex, ground));
    glBindVertexArray(0);
    surface_.use();
    glUniform1i(surface_.uniform("colours"), 0);
    glUniform1i(surface_.uniform("levels"), 1);
    glUseProgram(0);
}

SurfaceGl::~SurfaceGl() {
    glDeleteVertexArrays(1, &array_);
    glDeleteBuffers(1, &corners_);
    glDeleteBuffers(1, &indices_);
}

bool SurfaceGl::show(SceneImage& image, const std::shared_ptr<const viz::Scene>& scene,
                     const ImagePlace& place) {
    const SceneImage::Look look{scene->projection, scene->finish, place};
    if (image.shown_ == scene && image.look_ == look) return false;
    bool changed = !image.shown_ || image.look_ != look || image.surfaces_.size() != scene->surfaces.size();
    image.surfaces_.resize(scene->surfaces.size());
    for (std::size_t i = 0; i < scene->surfaces.size(); ++i) {
        auto& upload = image.surfaces_[i];
        if (!upload) upload = std::make_unique<SurfaceUpload>();
        changed = upload->update(scene->surfaces[i], scene->projection.camera, scene->theme) || changed;
    }
    auto overlay = overlay_of(*scene, place);
    changed = changed || !same_bytes(overlay, image.overlay_);
    image.overlay_ = std::move(overlay);
    image.shown_ = scene;
    image.look_ = look;
    if (changed) draw(image, *scene, place);
    return changed;
}

void SurfaceGl::draw(SceneImage& image, const viz::Scene& scene, const ImagePlace& place) {
    const bool draft = scene.finish == viz::Finish::Draft;
    image.target_.fit(place.width, place.height, !draft);
    image.target_.begin();
    glDisable(GL_SCISSOR_TEST);
    glDisable(GL_CULL_FACE);
    glEnable(GL_DEPTH_TEST);
    glEnable(GL_DEPTH_CLAMP);
    glDepthFunc(GL_LEQUAL);
    glDisable(GL_BLEND);
    glEnable(GL_POLYGON_OFFSET_FILL);
    glPolygonOffset(static_cast<float>(widest_line(scene) / 2 * place.scale + 0.25), 4);

    surface_.use();
    const auto matrix = matrix_of(scene.projection, place);
    glUniformMatrix4fv(surface_.uniform("projection"), 1, GL_FALSE, matrix.data());
    glUniform1i(surface_.uniform("draft"), draft ? 1 : 0);
    if (!draft) {
        glEnable(GL_SAMPLE_ALPHA_TO_COVERAGE);
        glEnable(GL_SAMPLE_ALPHA_TO_ONE);
    }
    for (const auto& surface : image.surfaces_)
        if (!surface->translucent()) surface->draw(surface_, place.scale);
    glDisable(GL_SAMPLE_ALPHA_TO_COVERAGE);
    glDisable(GL_SAMPLE_ALPHA_TO_ONE);

    glEnable(GL_BLEND);
    glBlendEquation(GL_FUNC_ADD);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    glDepthMask(GL_FALSE);
    glDisable(GL_POLYGON_OFFSET_FILL);
    const Overlay& overlay = image.overlay_;
    send_overlay(overlay);
    draw_overlay(0, overlay.of_lines / 4, place);
    // Without the offset: where a translucent surface touches an opaque one it lies on top, all over the touching part.
    surface_.use();
    bool behind = false;
    for (const auto& surface : image.surfaces_)
        if (surface->translucent()) surface->draw(surface_, place.scale), behind = true;
    if (behind) {
        // Lines shine through what lies before them and are clear where nothing does: its depth, then the lines again.
        glColorMask(GL_FALSE, GL_FALSE, GL_FALSE, GL_FALSE);
        glDepthMask(GL_TRUE);
        glEnable(GL_POLYGON_OFFSET_FILL);
        for (const auto& surface : image.surfaces_)
            if (surface->translucent()) surface->draw(surface_, place.scale);
        glDisable(GL_POLYGON_OFFSET_FILL);
        glDepthMask(GL_FALSE);
        glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
        draw_overlay(0, overlay.of_lines / 4, place);
    }
    draw_overlay(overlay.of_lines / 4, (overlay.corners.size() - overlay.of_lines) / 4, place);

    glDepthMask(GL_TRUE);
    glDisable(GL_DEPTH_TEST);
    glDisable(GL_DEPTH_CLAMP);
    glDisable(GL_BLEND);
    glUseProgram(0);
    image.target_.end();
}

void SurfaceGl::send_overlay(const Overlay& overlay) {
    std::vector<std::uint32_t> corners;
    corners.reserve(overlay.corners.size() / 4 * 6);
    for (std::uint32_t first = 0; first < overlay.corners.size(); first += 4)
        for (const std::uint32_t k : {0U, 1U, 2U, 0U, 2U, 3U}) corners.push_back(first + k);
    const auto bytes = [](const auto& v) { return static_cast<GLsizeiptr>(v.size() * sizeof(v[0])); };
    glBindVertexArray(array_);
    glBindBuffer(GL_ARRAY_BUFFER, corners_);
    glBufferData(GL_ARRAY_BUFFER, bytes(overlay.corners), overlay.corners.data(), GL_STREAM_DRAW);
    glBufferData(GL_ELEMENT_ARRAY_BUFFER, bytes(corners), corners.data(), GL_STREAM_DRAW);
    glBindVertexArray(0);
}

void SurfaceGl::draw_overlay(std::size_t first, std::size_t count, const ImagePlace& place) {
    if (count == 0) return;
    overlay_.use();
    glUniform2f(overlay_.uniform("size"), static_cast<float>(place.width), static_cast<float>(place.height));
    glBindVertexArray(array_);
    glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(6 * count), GL_UNSIGNED_INT,
                   reinterpret_cast<const void*>(6 * first * sizeof(std::uint32_t)));
    glBindVertexArray(0);
}

viz::ImagePrim SurfaceGl::paint(const viz::ScenePrim& prim, double scale) {
    const ImagePlace whole = image_place(prim, scale);
    if (whole.width > largest_side || whole.height > largest_side)
        throw viz::OutputError(fmt::format("a surface of {} x {} pixels; at most {} a side can be painted",
                                           whole.width, whole.height, largest_side));
    auto pixels = std::make_shared<std::vector<std::uint32_t>>(static_cast<std::size_t>(whole.width) *
                                                               static_cast<std::size_t>(whole.height));
    SceneImage image;
    std::vector<std::uint32_t> part;
    for (int top = 0; top < whole.height; top += largest_part)
        for (int left = 0; left < whole.width; left += largest_part) {
            ImagePlace place = whole;
            place.left += left, place.top += top;
            place.width = std::min(largest_part, whole.width - left);
            place.height = std::min(largest_part, whole.height - top);
            show(image, prim.scene, place);
            const auto width = static_cast<std::size_t>(place.width),
                       rows = static_cast<std::size_t>(place.height);
            part.resize(width * rows);
            image.target_.read(part.data());
            if (glGetError() != GL_NO_ERROR) throw viz::OutputError("OpenGL failed to paint a surface");
            for (std::size_t y = 0; y < rows; ++y)
                std::transform(
                    &part[(rows - 1 - y) * width], &part[(rows - 1 - y) * width] + width,
                    &(*pixels)[(static_cast<std::size_t>(top) + y) * static_cast<std::size_t>(whole.width) +
                               static_cast<std::size_t>(left)],
                    straight);
        }
    viz::ImagePrim out;
    out.rect = {whole.left / scale, whole.top / scale, whole.width / scale, whole.height / scale};
    out.width = whole.width, out.height = whole.height;
    out.rgba = std::move(pixels);
    return out;
}

}  // namespace lossfield::app
