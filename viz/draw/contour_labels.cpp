#include "viz/draw/contour_labels.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace lossfield::viz {
namespace {

using std::numbers::pi;

constexpr double square = 3;    // pixels of a LineMap's squares
constexpr int of_several = -1;  // its mark where lines of several levels run

struct Labelled {
    std::vector<Vec2> before, after;  // what is left of the line on both sides of the label
    Vec2 at;
    double angle = 0;
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
        TextLook look = contour_label_look;
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

}  // namespace

LineMap::LineMap(const Rect& plot)
    : plot_(plot),
      columns_(static_cast<int>(plot.width / square) + 1),
      rows_(static_cast<int>(plot.height / square) + 1),
      owner_(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_), 0) {}

void LineMap::add(const std::vector<Vec2>& line, int id) {
    for (std::size_t i = 1; i < line.size(); ++i) {
        const Vec2 a = line[i - 1], b = line[i];
        const double length = std::hypot(b.x - a.x, b.y - a.y);
        const int steps = static_cast<int>(std::min(length / square, 4000.0)) + 1;
        for (int k = 0; k <= steps; ++k) {
            const double f = static_cast<double>(k) / steps;
            if (int* o = at(a.x + f * (b.x - a.x), a.y + f * (b.y - a.y)))
                *o = *o == 0 || *o == id ? id : of_several;
        }
    }
}

bool LineMap::only(Vec2 centre, double width, double height, double degrees, int id) const {
    const double c = std::cos(degrees * pi / 180), n = -std::sin(degrees * pi / 180);
    const int rows = static_cast<int>(height / square), columns = static_cast<int>(width / square);
    for (int i = 0; i <= rows; ++i)
        for (int j = 0; j <= columns; ++j) {
            const double u = j * square - width / 2, v = i * square - height / 2;
            const int* o = at(centre.x + c * u - n * v, centre.y + n * u + c * v);
            if (o != nullptr && *o != 0 && *o != id) return false;
        }
    return true;
}

int* LineMap::at(double x, double y) { return const_cast<int*>(std::as_const(*this).at(x, y)); }
const int* LineMap::at(double x, double y) const {
    // Only what lies in the plot has a square.
    if (!(x >= plot_.x && y >= plot_.y && x <= plot_.right() && y <= plot_.bottom())) return nullptr;
    const int c = static_cast<int>((x - plot_.x) / square), r = static_cast<int>((y - plot_.y) / square);
    if (c >= columns_ || r >= rows_) return nullptr;
    return &owner_[static_cast<std::size_t>(r) * static_cast<std::size_t>(columns_) +
                   static_cast<std::size_t>(c)];
}

void draw_labelled_line(std::vector<Vec2> line, const Contours& m, const LevelText& level, const Plan& plan,
                        const LineMap& lines, Canvas& canvas) {
    Labelled label;
    if (!m.labels || canvas.quiet() || !find_place(line, level, plan.frame.plot, lines, canvas, label)) {
        canvas.stroke(std::move(line), m.line_colour, m.line_width, m.dash);
        return;
    }
    canvas.stroke(std::move(label.before), m.line_colour, m.line_width, m.dash);
    canvas.stroke(std::move(label.after), m.line_colour, m.line_width, m.dash);
    TextLook turned = contour_label_look;
    turned.angle = label.angle;
    canvas.text(level.text, label.at, turned, plan.panel->id + "/" + m.id + "/label");
}

}  // namespace lossfield::viz
