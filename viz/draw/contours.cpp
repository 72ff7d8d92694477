// Contours in a panel: nested fills, lines and their labels.
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "viz/draw/contour_cut.hpp"
#include "viz/draw/contour_labels.hpp"
#include "viz/draw/marks.hpp"
#include "viz/figure/field.hpp"
#include "viz/geometry/contour.hpp"
#include "viz/geometry/levels.hpp"
#include "viz/geometry/thin.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz {
namespace {

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

}  // namespace

void draw_contours(const Plan& plan, const Contours& m, Canvas& canvas) {
    const Vector levels = choose_levels(m.field, m.levels);
    const Interval range = finite_range(values_of(m.field));
    // Of a flat field there is its one colour; the figure has a notice of it.
    if (levels.empty() && !(m.filled && std::isfinite(range.low))) return;
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
        fill.colour = colour_at(canvas.theme(), scale, band_value(m.levels, scale, levels, k));
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
        if (m.labels) level.width = canvas.text_width(level.text, contour_label_look.size);
        for (std::vector<Vec2>& line : sets[k].lines)
            draw_labelled_line(std::move(line), m, level, plan, map, canvas);
    }
}

}  // namespace lossfield::viz
