// The range that shows all marks of a panel.
#include <algorithm>
#include <cmath>
#include <limits>

#include "viz/compose/parts.hpp"
#include "viz/inputs/resolvable.hpp"

namespace lossfield::viz {
namespace {

struct Extent {
    Interval r{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
    bool positive_only = false;

    void add(double v) {
        // What lies beyond every axis has no part in its range.
        if (!(std::abs(v) <= farthest_end) || (positive_only && v <= 0)) return;
        r.low = std::min(r.low, v);
        r.high = std::max(r.high, v);
    }
    void add(const Vector& vs) {
        for (const double v : vs) add(v);
    }
};

struct Fitter {
    Extent x, y;
    bool tight_x = false, tight_y = false;  // a field fills its domain to the edge

    void operator()(const Curve& m) { x.add(m.x), y.add(m.y); }
    void operator()(const Band& m) { x.add(m.x), y.add(m.low), y.add(m.high); }
    void operator()(const PointSet& m) { x.add(m.x), y.add(m.y); }
    void operator()(const Bars& m) {
        Extent& along = m.lying ? x : y;
        Extent& across = m.lying ? y : x;
        along.add(m.base), along.add(m.value);
        for (const double p : m.position) across.add(p - 0.5), across.add(p + 0.5);
        (m.lying ? tight_y : tight_x) = true;
    }
    void operator()(const Arrows& m) {
        x.add(m.x), y.add(m.y);
        if (m.length == ArrowLength::Uniform) return;
        for (std::size_t i = 0; i < m.x.size(); ++i) x.add(m.x[i] + m.u[i]), y.add(m.y[i] + m.v[i]);
    }
    void operator()(const Heat& m) { field(m.field); }
    void operator()(const Surface& m) { field(m.field); }
    void operator()(const Patch& m) { x.add(m.x), y.add(m.y); }
    void operator()(const Contours& m) {
        if (const auto* g = std::get_if<GridField>(&m.field)) field(*g);
    }
    void operator()(const Polygon& m) {
        for (const Vector& ring : m.x) x.add(ring);
        for (const Vector& ring : m.y) y.add(ring);
    }
    void operator()(const Rule& m) { (m.vertical ? x : y).add(m.at); }
    void operator()(const TextMark& m) { x.add(m.x), y.add(m.y); }
    void operator()(const FormulaMark& m) { x.add(m.x), y.add(m.y); }

    void field(const GridField& f) {
        x.add(f.domain.x.low), x.add(f.domain.x.high), y.add(f.domain.y.low), y.add(f.domain.y.high);
        tight_x = tight_y = true;
    }
};

Interval settle(const Axis& axis, const Extent& extent, bool tight) {
    if (axis.range && resolvable(*axis.range)) return *axis.range;
    if (!(extent.r.low <= extent.r.high))
        return axis.scale == ScaleKind::Log ? Interval{0.1, 10} : Interval{0, 1};
    if (tight && resolvable(extent.r)) return extent.r;
    return shown_range(axis.scale, extent.r);
}

}  // namespace

Interval shown_range(ScaleKind scale, Interval data) {
    const Interval rounded = round_range(scale, data);
    if (resolvable(rounded)) return rounded;
    // Rounding led beyond the farthest end, or all values are alike to their last digits.
    if (resolvable(data)) return data;
    const double middle = data.low / 2 + data.high / 2,
                 air = std::max(0.5 * std::abs(middle), shortest_length);
    const Interval opened =
        scale == ScaleKind::Log ? Interval{middle / 10, middle * 10} : Interval{middle - air, middle + air};
    return {std::max(opened.low, -farthest_end), std::min(opened.high, farthest_end)};
}

Domain fitted_range(const Panel& panel) {
    if (panel.kind == PanelKind::Simplex) return {{0, 1}, {0, std::sqrt(3.0) / 2}};
    if (panel.kind == PanelKind::Matrix || panel.kind == PanelKind::Sheet) return {{0, 1}, {0, 1}};
    Fitter fit;
    fit.x.positive_only = panel.x.scale == ScaleKind::Log;
    fit.y.positive_only = panel.y.scale == ScaleKind::Log;
    for (const Mark& m : panel.marks) std::visit(fit, m);
    for (const Handle& h : panel.handles) fit.x.add(h.x), fit.y.add(h.y);
    return {settle(panel.x, fit.x, fit.tight_x), settle(panel.y, fit.y, fit.tight_y)};
}

}  // namespace lossfield::viz
