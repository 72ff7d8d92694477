// Colour, light and contour levels of a surface at its field's nodes.
#include <algorithm>
#include <cmath>

#include "viz/geometry/scale.hpp"
#include "viz/space/scene.hpp"

namespace lossfield::viz {
namespace {

// A level ground keeps its colour, slopes away from the light darken.
constexpr double ambient = 0.66, directed = 0.42, darkest = 0.45, brightest = 1.12;

Vec3 light_of(const Camera& camera) {
    const double around = (camera.azimuth - 50) * degree, above = 55 * degree;
    return {std::cos(above) * std::cos(around), std::cos(above) * std::sin(around), std::sin(above)};
}

// k at levels[k], linear in between and at the same pace beyond the ends.
class LevelPlace {
  public:
    explicit LevelPlace(const Vector& levels) : levels_(levels) {}

    [[nodiscard]] double operator()(double v) const {
        const std::size_t n = levels_.size();
        if (n == 0) return -10;
        if (n == 1) return v - levels_[0];
        const auto above =
            static_cast<std::size_t>(std::upper_bound(levels_.begin(), levels_.end(), v) - levels_.begin());
        const std::size_t k = std::clamp<std::size_t>(above, 1, n - 1);
        return static_cast<double>(k - 1) + (v - levels_[k - 1]) / (levels_[k] - levels_[k - 1]);
    }

  private:
    const Vector& levels_;
};

std::uint32_t lit(const Rgba& c, double light) {
    const auto part = [&](std::uint8_t v) {
        return static_cast<std::uint32_t>(std::lround(std::clamp(v * light, 0.0, 255.0)));
    };
    return part(c.r) | part(c.g) << 8 | part(c.b) << 16 | static_cast<std::uint32_t>(c.a) << 24;
}

// Means of the neighbours there are, for the nodes of a hole that have some.
void dress_rims(SurfaceTexels& t) {
    const std::vector<std::uint32_t> colour = t.colour;
    for (int j = 0; j < t.rows; ++j)
        for (int i = 0; i < t.columns; ++i) {
            const auto n = static_cast<std::size_t>(j * t.columns + i);
            if (colour[n] >> 24 != 0) continue;
            std::uint32_t red = 0, green = 0, blue = 0, count = 0;
            float level = 0;
            for (int v = std::max(0, j - 1); v <= std::min(t.rows - 1, j + 1); ++v)
                for (int u = std::max(0, i - 1); u <= std::min(t.columns - 1, i + 1); ++u) {
                    const auto m = static_cast<std::size_t>(v * t.columns + u);
                    const std::uint32_t c = colour[m];
                    if (c >> 24 == 0) continue;
                    red += c & 255U, green += c >> 8 & 255U, blue += c >> 16 & 255U;
                    level += t.level[m];
                    ++count;
                }
            if (count == 0) continue;
            t.colour[n] = red / count | green / count << 8 | blue / count << 16;
            t.level[n] = level / static_cast<float>(count);
        }
}

}  // namespace

// How much light falls on each node of a patch: by its cosine, from whichever side.
std::vector<double> facing_of(const SceneSurface& s, const Vec3& light) {
    const std::size_t columns = s.field.columns, rows = s.field.rows;
    const auto along = [&](std::size_t n, bool before, bool after, std::size_t stride) {
        const Vec3 &a = s.nodes[before ? n - stride : n], &b = s.nodes[after ? n + stride : n];
        return Vec3{b.x - a.x, b.y - a.y, b.z - a.z};
    };
    std::vector<double> out(columns * rows, std::nan(""));
    for (std::size_t j = 0; j < rows; ++j)
        for (std::size_t i = 0; i < columns; ++i) {
            const std::size_t n = j * columns + i;
            const Vec3 u = along(n, i > 0, i + 1 < columns, 1), v = along(n, j > 0, j + 1 < rows, columns);
            const Vec3 normal{u.y * v.z - u.z * v.y, u.z * v.x - u.x * v.z, u.x * v.y - u.y * v.x};
            const double length = std::hypot(normal.x, normal.y, normal.z);
            if (length > 0)
                out[n] = std::abs(normal.x * light.x + normal.y * light.y + normal.z * light.z) / length;
        }
    // Where a row is one point it has no normal: as the row beside it.
    for (std::size_t n = 0; n < out.size(); ++n) {
        if (!std::isnan(out[n]) || std::isnan(s.nodes[n].x + s.nodes[n].y + s.nodes[n].z)) continue;
        const double next = n + columns < out.size() ? out[n + columns] : out[n - columns];
        out[n] = std::isnan(next) ? 1 : next;
    }
    return out;
}

SurfaceTexels texels_of(const SceneSurface& s, const Camera& camera, const Theme& theme) {
    const GridField& f = s.field;
    const std::size_t columns = f.columns, rows = f.rows;
    SurfaceTexels out;
    out.columns = static_cast<int>(columns);
    out.rows = static_cast<int>(rows);
    out.colour.resize(columns * rows);
    out.level.resize(columns * rows);
    std::vector<double> height(columns * rows);
    const BoxHeight height_of(s);
    const Vec3 light = light_of(camera);
    const std::vector<double> patch = s.nodes.empty() ? std::vector<double>{} : facing_of(s, light);
    for (std::size_t n = 0; n < height.size(); ++n)
        height[n] = !std::isfinite(f.values[n]) ? std::nan("")
                    : patch.empty()             ? height_of(f.values[n])
                                                : patch[n];

    const double dx = s.mesh.x.length() / static_cast<double>(columns - 1),
                 dy = s.mesh.y.length() / static_cast<double>(rows - 1);
    // Slope between the neighbours there are.
    const auto slope = [&](std::size_t n, bool before, bool after, std::size_t stride, double step) {
        const double here = height[n];
        const double low = before ? height[n - stride] : here, high = after ? height[n + stride] : here;
        const bool has_low = before && !std::isnan(low), has_high = after && !std::isnan(high);
        const double steps = (has_low ? step : 0) + (has_high ? step : 0);
        return steps > 0 ? ((has_high ? high : here) - (has_low ? low : here)) / steps : 0;
    };
    const LevelPlace place(s.levels);
    const double bands = static_cast<double>(s.levels.size()) + 1;
    bool holes = false;
    for (std::size_t j = 0; j < rows; ++j)
        for (std::size_t i = 0; i < columns; ++i) {
            const std::size_t n = j * columns + i;
            const double value = f.values[n];
            if (std::isnan(height[n])) {
                holes = true;
                continue;
            }
            const double at = place(value);
            out.level[n] = static_cast<float>(std::clamp(at, -10.0, bands + 10));
            const double nx = -slope(n, i > 0, i + 1 < columns, 1, dx),
                         ny = -slope(n, j > 0, j + 1 < rows, columns, dy);
            const double facing =
                patch.empty() ? (nx * light.x + ny * light.y + light.z) / std::sqrt(nx * nx + ny * ny + 1)
                              : patch[n];
            const double shade = std::clamp(ambient + directed * std::max(0.0, facing), darkest, brightest);
            const double shown =
                s.by_rank ? std::lerp(s.scale.low, s.scale.high, std::clamp((at + 1) / bands, 0.0, 1.0))
                          : value;
            Rgba colour = s.colour ? *s.colour : colour_at(theme, s.scale, shown);
            if (!s.colour) colour.a = static_cast<std::uint8_t>(std::lround(colour.a * s.opacity));
            out.colour[n] = lit(colour, shade);
        }
    if (holes) dress_rims(out);
    return out;
}

}  // namespace lossfield::viz
