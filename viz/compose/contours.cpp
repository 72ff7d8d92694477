// Contours in a panel: nested fills, lines, and labels set into gaps of their lines where they are straight
// enough.
#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

#include "viz/compose/frame_cut.hpp"
#include "viz/compose/parts.hpp"
#include "viz/figure/field.hpp"
#include "viz/geometry/contour.hpp"
#include "viz/geometry/levels.hpp"
#include "viz/geometry/thin.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz {
namespace {

using std::numbers::pi;

// Colours go by area rank for equal-area levels: evenly over the map; otherwise by value in the middle of the
// band.
double band_value(const Contours& m, const ColourScale& scale, const Vector& levels, std::size_t band) {
    if (m.levels.rule == LevelRule::EqualArea && m.levels.exactly.empty())
        return scale.low + (scale.high - scale.low) * (static_cast<double>(band) + 0.5) /
                               static_cast<double>(levels.size() + 1);
    const double below = band == 0 ? std::min(scale.low, levels.front()) : levels[band - 1];
    const double above = band == levels.size() ? std::max(scale.high, levels.back()) : levels[band];
    return scale.logarithmic && below > 0 ? std::sqrt(below * above) : 0.5 * (below + above);
}

constexpr TextLook label_look{
    type_sizes.tick, {Role::Ink, 0, 0.8}, Style::Regular, AlignX::Centre, AlignY::Middle};

// What is written on the lines of one level.
struct LevelText {
    int id = 0;  // not 0
    std::string text;
    double width = 0;
};

struct Labelled {
    std::vector<Vec2> before, after;  // what is left of the line on both sides of the label
    Vec2 at;
    double angle = 0;
};

// Which line runs through each small square of the plot: a label may cover its own line only.
class LineMap {
  public:
    explicit LineMap(const Rect& plot)
        : plot_(plot),
          columns_(static_cast<int>(plot.width / cell) + 1),
          rows_(static_cast<int>(plot.height / cell) + 1),
          owner_(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_), 0) {}

    void add(const std::vector<Vec2>& line, int id) {
        for (std::size_t i = 1; i < line.size(); ++i) {
            const Vec2 a = line[i - 1], b = line[i];
            const double length = std::hypot(b.x - a.x, b.y - a.y);
            const int steps = static_cast<int>(std::min(length / cell, 4000.0)) + 1;
            for (int k = 0; k <= steps; ++k) {
                const double f = static_cast<double>(k) / steps;
                if (int* o = at(a.x + f * (b.x - a.x), a.y + f * (b.y - a.y)))
                    *o = *o == 0 || *o == id ? id : shared;
            }
        }
    }

    // Whether a turned box holds no line but this one.
    [[nodiscard]] bool only(Vec2 centre, double width, double height, double degrees, int id) const {
        const double c = std::cos(degrees * pi / 180), n = -std::sin(degrees * pi / 180);
        const int rows = static_cast<int>(height / cell), columns = static_cast<int>(width / cell);
        for (int i = 0; i <= rows; ++i)
            for (int j = 0; j <= columns; ++j) {
                const double u = j * cell - width / 2, v = i * cell - height / 2;
                const int* o = at(centre.x + c * u - n * v, centre.y + n * u + c * v);
                if (o != nullptr && *o != 0 && *o != id) return false;
            }
        return true;
    }

  private:
    static constexpr double cell = 3;
    static constexpr int shared = -1;

    [[nodiscard]] int* at(double x, double y) { return const_cast<int*>(std::as_const(*this).at(x, y)); }
    [[nodiscard]] const int* at(double x, double y) const {
        // Only what lies in the plot has a square.
        if (!(x >= plot_.x && y >= plot_.y && x <= plot_.right() && y <= plot_.bottom())) return nullptr;
        const int c = static_cast<int>((x - plot_.x) / cell), r = static_cast<int>((y - plot_.y) / cell);
        if (c >= columns_ || r >= rows_) return nullptr;
        return &owner_[static_cast<std::size_t>(r) * static_cast<std::size_t>(columns_) +
                       static_cast<std::size_t>(c)];
    }

    Rect plot_;
    int columns_, rows_;
    std::vector<int> owner_;
};

// The straightest stretch that holds a label of this width, nearest to the line's middle; none when there is
// no room.
bool find_place(const std::vector<Vec2>& line, const LevelText& level, const Rect& plot, const LineMap& lines,
                const Canvas& canvas, Labelled& out) {
    std::vector<double> along{0};
    for (std::size_t i = 1; i < line.size(); ++i)
        along.push_back(along.back() + std::hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y));
    const double total = along.back(), need = level.width + 8;
    if (total < 2.2 * need) return false;
    // The point at a distance along the line, and the number of points before it.
    const auto point_at = [&](double distance, std::size_t& i) {
        i = static_cast<std::size_t>(std::lower_bound(along.begin(), along.end(), distance) - along.begin());
        i = std::clamp<std::size_t>(i, 1, line.size() - 1);
        const double f = (distance - along[i - 1]) / (along[i] - along[i - 1]);
        return Vec2{line[i - 1].x + f * (line[i].x - line[i - 1].x),
                    line[i - 1].y + f * (line[i].y - line[i - 1].y)};
    };
    for (const double where : {0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78}) {
        std::size_t i = 0, j = 0;
        const Vec2 a = point_at(where * total - need / 2, i), b = point_at(where * total + need / 2, j);
        if (std::hypot(b.x - a.x, b.y - a.y) < 0.97 * need) continue;
        double angle = std::atan2(-(b.y - a.y), b.x - a.x) * 180 / pi;
        if (angle > 90) angle -= 180;
        if (angle <= -90) angle += 180;
        TextLook look = label_look;
        look.angle = angle;
        const Vec2 centre{(a.x + b.x) / 2, (a.y + b.y) / 2};
        const Rect box = canvas.measure(level.text, centre, look);
        const bool within =
            box.x > plot.x && box.right() < plot.right() && box.y > plot.y && box.bottom() < plot.bottom();
        if (!within || !canvas.is_free(box) || !lines.only(centre, need, look.size * 1.1, angle, level.id))
            continue;
        out.before.assign(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(i));
        out.before.push_back(a);
        out.after.assign(line.begin() + static_cast<std::ptrdiff_t>(j), line.end());
        out.after.insert(out.after.begin(), b);
        out.at = centre, out.angle = angle;
        return true;
    }
    return false;
}

// Level sets on the page: cut to the frame, but where all of the field lies in it, which is the rule.
class ContourCut {
  public:
    ContourCut(const PanelFrame& frame, const Field& field) : frame_(frame), cut_(frame), at_(frame) {
        linear_ = frame.x_scale == ScaleKind::Linear && frame.y_scale == ScaleKind::Linear;
        const Domain d = extent_of(field);
        whole_ = cut_.holds(cut_.offset(d.x.low, d.y.low)) && cut_.holds(cut_.offset(d.x.high, d.y.high));
    }

    void rings(FillPrim& fill) const {
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

    void triangles(FillPrim& fill) const {
        if (whole_) return to_pixels(fill.triangle_points);
        const std::vector<Vec2> all =
            offsets(fill.triangle_points.data(), fill.triangle_points.data() + fill.triangle_points.size());
        const std::vector<std::uint32_t> corners = std::move(fill.triangle_indices);
        fill.triangle_points.clear(), fill.triangle_indices.clear();
        for (std::size_t k = 0; k + 2 < corners.size(); k += 3) {
            const std::vector<Vec2> part =
                cut_.ring({all[corners[k]], all[corners[k + 1]], all[corners[k + 2]]});
            const auto first = static_cast<std::uint32_t>(fill.triangle_points.size());
            fill.triangle_points.insert(fill.triangle_points.end(), part.begin(), part.end());
            for (std::uint32_t i = 2; i < part.size(); ++i)
                fill.triangle_indices.insert(fill.triangle_indices.end(), {first, first + i - 1, first + i});
        }
    }

    // Each line's pieces in its place.
    void lines(std::vector<std::vector<Vec2>>& all) const {
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

  private:
    static Domain extent_of(const Field& field) {
        if (const auto* grid = std::get_if<GridField>(&field)) return grid->domain;
        return {{0, 1}, {0, std::sqrt(3.0) / 2}};
    }
    [[nodiscard]] std::vector<Vec2> offsets(const Vec2* first, const Vec2* last) const {
        std::vector<Vec2> out(first, last);
        for (Vec2& p : out) p = cut_.offset(p.x, p.y);
        return out;
    }
    void to_pixels(std::vector<Vec2>& points) const {
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

    const PanelFrame& frame_;
    FrameCut cut_;
    ToPixels at_;
    bool linear_ = true, whole_ = true;
};

// Cells are small, so that most points of a line lie on the straight stretch between others.
void thin_rings(FillPrim& fill) {
    Vec2* const points = fill.points.data();
    Vec2* out = points;
    std::uint32_t start = 0;
    for (std::uint32_t& end : fill.ring_ends) {
        const Vec2* const kept = thin(points + start, points + end, invisible);
        out = std::copy(static_cast<const Vec2*>(points + start), kept, out);
        start = end;
        end = static_cast<std::uint32_t>(out - points);
    }
    fill.points.resize(static_cast<std::size_t>(out - points));
}

// A label interrupts its line.
void draw_line(std::vector<Vec2> line, const Contours& m, const LevelText& level, const Plan& plan,
               const LineMap& lines, Canvas& canvas) {
    Labelled label;
    if (!m.labels || canvas.quiet() || !find_place(line, level, plan.frame.plot, lines, canvas, label)) {
        canvas.stroke(std::move(line), m.line_colour, m.line_width, m.dash);
        return;
    }
    canvas.stroke(std::move(label.before), m.line_colour, m.line_width, m.dash);
    canvas.stroke(std::move(label.after), m.line_colour, m.line_width, m.dash);
    TextLook turned = label_look;
    turned.angle = label.angle;
    canvas.text(level.text, label.at, turned, plan.panel->id + "/" + m.id + "/label");
}

}  // namespace

void draw_contours(const Plan& plan, const Contours& m, Canvas& canvas) {
    const Vector levels = choose_levels(m.field, m.levels);
    if (levels.empty()) return;  // the figure has a notice of it
    const Interval range = finite_range(values_of(m.field));
    const ColourScale scale = fitted(m.scale, range);
    // Below the lowest level lies the rest of the domain; a level under all values makes it a region of its
    // own.
    Vector with_ground = levels;
    if (m.filled)
        with_ground.insert(with_ground.begin(),
                           std::nextafter(range.low, -std::numeric_limits<double>::infinity()));
    const ContourCut cut(plan.frame, m.field);
    std::vector<LevelSet> sets = level_sets(m.field, with_ground, m.interpolation, m.filled, m.lines);
    for (std::size_t k = 0; k < sets.size(); ++k) {
        LevelSet& s = sets[k];
        if (s.ring_points.empty()) continue;
        FillPrim fill;
        fill.colour = colour_at(canvas.theme(), scale, band_value(m, scale, levels, k));
        fill.points = std::move(s.ring_points);
        fill.ring_ends = std::move(s.ring_ends);
        fill.triangle_points = std::move(s.triangle_points);
        fill.triangle_indices = std::move(s.triangles);
        cut.rings(fill);
        cut.triangles(fill);
        if (fill.ring_ends.empty()) continue;
        thin_rings(fill);
        canvas.out().contour_vertices += fill.points.size();
        canvas.add(std::move(fill));
    }
    const std::size_t first_line = m.filled ? 1 : 0;
    LineMap map(plan.frame.plot);
    for (std::size_t k = first_line; k < sets.size(); ++k) {
        cut.lines(sets[k].lines);
        for (std::vector<Vec2>& line : sets[k].lines) {
            line.resize(static_cast<std::size_t>(thin(line.data(), line.data() + line.size(), invisible) -
                                                 line.data()));
            if (m.labels) map.add(line, static_cast<int>(k) + 1);
            canvas.out().contour_vertices += line.size();
        }
    }
    Vector told;
    for (const auto& set : sets) told.push_back(set.level);
    const std::vector<std::string> texts = told_apart(told, 3);
    for (std::size_t k = first_line; k < sets.size(); ++k) {
        if (sets[k].lines.empty()) continue;
        LevelText level{static_cast<int>(k) + 1, texts[k], 0};
        if (m.labels) level.width = canvas.text_width(level.text, label_look.size);
        for (std::vector<Vec2>& line : sets[k].lines) draw_line(std::move(line), m, level, plan, map, canvas);
    }
}

}  // namespace lossfield::viz
