#include "app/paint/paint_shapes.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "app/paint/painter_imgui.hpp"
#include "app/platform/imgui_compat.hpp"

namespace lossfield::app {
namespace {

// Dear ImGui indexes 65536 vertices at most in one go and makes up to four for a point of a line.
constexpr std::size_t most_points = 8000;

// Back by more than a right angle.
bool hairpin(const ImVec2& a, const ImVec2& b, const ImVec2& c) {
    return (b.x - a.x) * (c.x - b.x) + (b.y - a.y) * (c.y - b.y) < 0;
}

// Points in one place have no direction between them: Dear ImGui's line would be of another width there.
void drop_repeated(std::vector<ImVec2>& points, bool closed) {
    constexpr float nearest = 0.01F;  // pixels
    const auto repeats = [](const ImVec2& a, const ImVec2& b) {
        return std::hypot(b.x - a.x, b.y - a.y) < nearest;
    };
    points.erase(std::unique(points.begin(), points.end(), repeats), points.end());
    while (closed && points.size() > 2 && repeats(points.back(), points.front())) points.pop_back();
}

// Dear ImGui's strokes taper to a needle at a hairpin: there the line is cut in two.
void solid(ImDrawList& to, std::vector<ImVec2> points, bool closed, ImU32 colour, float width) {
    drop_repeated(points, closed);
    if (points.size() < 2) return;
    bool whole = points.size() <= most_points;
    for (std::size_t i = 1; i + 1 < points.size() && whole; ++i)
        whole = !hairpin(points[i - 1], points[i], points[i + 1]);
    if (whole) {
        compat::polyline(to, points.data(), static_cast<int>(points.size()), colour, closed, width);
        return;
    }
    if (closed) points.push_back(points.front());
    for (std::size_t start = 0; start + 1 < points.size();) {
        std::size_t end = start + 1;
        while (end + 1 < points.size() && end - start + 1 < most_points &&
               !hairpin(points[end - 1], points[end], points[end + 1]))
            ++end;
        compat::polyline(to, points.data() + start, static_cast<int>(end - start + 1), colour, false, width);
        start = end;
    }
}

// Cuts a line into dashes by arc length, `begun` into the pattern, and hands each to `dash`.
template <class Dash>
void cut(const std::vector<ImVec2>& points, float on, float off, float begun, Dash dash) {
    std::vector<ImVec2> piece{points.front()};
    const float phase = std::fmod(begun, on + off);
    bool drawing = phase < on;
    float left = drawing ? on - phase : on + off - phase;
    for (std::size_t i = 1; i < points.size(); ++i) {
        ImVec2 a = points[i - 1];
        const ImVec2 b = points[i];
        float length = std::hypot(b.x - a.x, b.y - a.y);
        while (length > left) {
            const float t = left / length;
            a = ImVec2(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t);
            length -= left;
            if (drawing) {
                piece.push_back(a);
                dash(piece);
            }
            drawing = !drawing;
            left = drawing ? on : off;
            piece.assign(1, a);
        }
        left -= length;
        if (drawing) piece.push_back(b);
    }
    if (drawing && piece.size() > 1) dash(piece);
}

bool upright_rectangle(const std::vector<ImVec2>& p) {
    if (p.size() != 4) return false;
    const bool first_level = p[0].y == p[1].y && p[2].y == p[3].y && p[1].x == p[2].x && p[3].x == p[0].x;
    const bool first_upright = p[0].x == p[1].x && p[2].x == p[3].x && p[1].y == p[2].y && p[3].y == p[0].y;
    return first_level || first_upright;
}

// On a screen with y down; Dear ImGui puts the soft edge outside clockwise shapes only.
bool anticlockwise(const std::vector<ImVec2>& p) {
    double area = 0;
    for (std::size_t i = 0; i < p.size(); ++i) {
        const ImVec2 a = p[i], b = p[(i + 1) % p.size()];
        area += static_cast<double>(a.x) * b.y - static_cast<double>(b.x) * a.y;
    }
    return area < 0;
}

void triangles(ImDrawList& to, const viz::FillPrim& prim, const Place& place, ImU32 colour) {
    // Corner by corner in portions, because one portion cannot index more than 65536 vertices.
    constexpr std::size_t portion = 3 * 16000;
    const ImVec2 white = ImGui::GetFontTexUvWhitePixel();
    const auto& indices = prim.triangle_indices;
    const bool small = prim.triangle_points.size() < 60000;
    if (small) {
        to.PrimReserve(static_cast<int>(indices.size()), static_cast<int>(prim.triangle_points.size()));
        const unsigned base = to._VtxCurrentIdx;
        for (const auto& p : prim.triangle_points) to.PrimWriteVtx(place.at(p), white, colour);
        for (const auto i : indices) to.PrimWriteIdx(static_cast<ImDrawIdx>(base + i));
        return;
    }
    for (std::size_t start = 0; start < indices.size(); start += portion) {
        const std::size_t count = std::min(portion, indices.size() - start);
        to.PrimReserve(static_cast<int>(count), static_cast<int>(count));
        for (std::size_t i = start; i < start + count; ++i) {
            to.PrimWriteIdx(static_cast<ImDrawIdx>(to._VtxCurrentIdx));
            to.PrimWriteVtx(place.at(prim.triangle_points[indices[i]]), white, colour);
        }
    }
}

}  // namespace

void stroke(ImDrawList& to, const viz::StrokePrim& prim, const Place& place) {
    if (prim.points.size() < 2 || prim.colour.a == 0) return;
    std::vector<ImVec2> points;
    points.reserve(prim.points.size() + 1);
    for (const auto& p : prim.points) points.push_back(place.at(p));
    float width = static_cast<float>(prim.width) * place.scale;
    viz::Rgba colour = prim.colour;
    if (width < 1) {  // Dear ImGui draws no thinner line; a fainter one looks alike
        colour.a = static_cast<std::uint8_t>(static_cast<float>(colour.a) * std::max(width, 0.0F));
        width = 1;
    }
    // A level or upright hairline covers whole pixels, else it would smear over two.
    if (points.size() == 2 && width < 1.5F * place.scale && prim.dash_on <= 0) {
        const float half = std::fmod(std::round(width), 2.0F) == 1 ? 0.5F : 0.0F;
        const auto on_pixel = [&](float v) { return std::round(v - half) + half; };
        if (points[0].x == points[1].x) points[0].x = points[1].x = on_pixel(points[0].x) - 0.5F;
        if (points[0].y == points[1].y) points[0].y = points[1].y = on_pixel(points[0].y) - 0.5F;
        if (points[0].x == points[1].x || points[0].y == points[1].y) {
            to.AddLine(points[0], points[1], packed(colour), std::max(1.0F, std::round(width)));
            return;
        }
    }
    if (prim.dash_on <= 0 || prim.dash_off <= 0) {
        solid(to, points, prim.closed, packed(colour), width);
        return;
    }
    if (prim.closed) points.push_back(points.front());
    cut(points, static_cast<float>(prim.dash_on) * place.scale,
        static_cast<float>(prim.dash_off) * place.scale, static_cast<float>(prim.dash_begun) * place.scale,
        [&](const std::vector<ImVec2>& piece) { solid(to, piece, false, packed(colour), width); });
}

void fill(ImDrawList& to, const viz::FillPrim& prim, const Place& place) {
    if (prim.colour.a == 0) return;
    const ImU32 colour = packed(prim.colour);
    if (!prim.triangle_points.empty()) {
        triangles(to, prim, place, colour);
        return;
    }
    std::vector<ImVec2> points;
    points.reserve(prim.points.size());
    for (const auto& p : prim.points) points.push_back(place.at(p));
    if (upright_rectangle(points)) {
        const auto [left, right] = std::minmax({points[0].x, points[1].x, points[2].x});
        const auto [top, bottom] = std::minmax({points[0].y, points[1].y, points[2].y});
        to.AddRectFilled(ImVec2(left, top), ImVec2(right, bottom), colour);
    } else if (points.size() >= 3) {
        if (anticlockwise(points)) std::reverse(points.begin(), points.end());
        to.AddConvexPolyFilled(points.data(), static_cast<int>(points.size()), colour);
    }
}

}  // namespace lossfield::app
