// The divergences lab's two histograms, the integrand of KL, and the simplex with the balls around p.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "viz/fragments/outcomes.hpp"
#include "viz/labs/information/divergences/divergences.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz::divergences {
namespace {

constexpr Colour p_colour{Role::Ink, 0, 0.6};
constexpr Colour q_colour{Role::Accent, 0, 0.85};

double value_of(const Computed& r, const Family& family) {
    return r.values[static_cast<std::size_t>(&family - families().data())];
}

// Where the measure has no end e^-v is smooth up to the sides, on which v is infinite.
Interpolation interpolation_of(const Family& family) {
    return std::isinf(math::largest_divergence(family.kind)) ? Interpolation::NegativeExponential
                                                             : Interpolation::Linear;
}

// The ball around p whose rim runs through q.
void add_through_q(const Computed& r, const Family& family, Panel& panel) {
    const double d = value_of(r, family);
    if (!std::isfinite(d) || d <= 0) return;
    Contours rim;
    rim.id = "rim";
    rim.field = r.field;
    rim.levels.exactly = {d};
    rim.interpolation = interpolation_of(family);
    rim.filled = rim.labels = false;
    rim.line_colour = {Role::Accent};
    rim.line_width = 2;
    panel.add(std::move(rim));
}

// Balls of a third, two thirds and the whole of the radius at which q lies.
void add_overlay(const Computed& r, const Family& family, Panel& panel) {
    const double d = value_of(r, family);
    if (r.overlay.values.empty() || !std::isfinite(d) || d <= 0) return;
    Contours balls;
    balls.id = "overlay";
    balls.label = family.name;
    balls.field = r.overlay;
    for (const double radius : {1.0 / 3, 2.0 / 3, 1.0})
        balls.levels.exactly.push_back((family.square ? radius * radius : radius) * d);
    balls.interpolation = interpolation_of(family);
    balls.filled = balls.labels = false;
    balls.line_colour = {Role::Ink};
    balls.line_width = 1.8;
    balls.dash = Dash::Dashed;
    panel.add(std::move(balls));
}

void add_place(const std::string& id, math::PlanePoint at, PointShape shape, Colour colour, Panel& panel) {
    panel.add(PointSet{.id = id,
                       .x = {at.x},
                       .y = {at.y},
                       .colours = {colour},
                       .shape = shape,
                       .size = 11,
                       .texts = {"$" + id + "$"}});
}

Panel triangle_panel(const Inputs& in, const Computed& r) {
    const Family& family = *find_family(in.contours);
    Panel panel{.id = "simplex",
                .title = fmt::format("balls around $p$: {}", family.name),
                .kind = PanelKind::Simplex,
                .cell = {0, 1, 1, 1}};
    if (r.p.size() > 3) panel.title += fmt::format("; others hold {} of $q$", brief(1 - r.share_q, 3));
    for (const std::size_t c : r.corners)
        panel.corners.push_back({fmt::format("{}", c + 1), series(static_cast<int>(c))});
    if (!r.field.values.empty()) {
        Contours contours;
        contours.id = "balls";
        contours.field = r.field;
        contours.levels = {LevelRule::EqualArea, in.levels, {}};
        contours.interpolation = interpolation_of(family);
        contours.scale.reversed = true;
        const Family* overlay = find_family(in.overlay);
        contours.labels = overlay == nullptr;  // a second family's lines would run through them
        panel.add(std::move(contours));
        if (overlay != nullptr) add_overlay(r, *overlay, panel);
        add_through_q(r, family, panel);
    }
    const Roles roles = distribution_roles(in);
    const math::PlanePoint p = math::to_plane(r.shown_p), q = math::to_plane(r.shown_q);
    if (r.share_p > 0) {
        add_place("p", p, PointShape::Diamond, {Role::Ink}, panel);
        panel.add(Handle{"point-p",
                         "distribution p",
                         p.x,
                         p.y,
                         MoveProbabilities{roles.p, r.corners},
                         {Role::Ink},
                         HandleShape::Diamond});
    }
    if (r.share_q > 0) {
        add_place("q", q, PointShape::Ring, {Role::Accent}, panel);
        panel.add(Handle{
            "point-q", "distribution q", q.x, q.y, MoveProbabilities{roles.q, r.corners}, {Role::Accent}});
    }
    return panel;
}

// Two outcomes: the simplex is a segment, and the divergences are curves over it.
Panel segment_panel(const Inputs& in, const Computed& r) {
    const Family& family = *find_family(in.contours);
    Panel panel{.id = "simplex", .title = "from $p$ to every $q$ of the segment", .cell = {0, 1, 1, 1}};
    panel.x.label = "$q_2$";
    panel.x.range = Interval{0, 1};
    panel.y.label = "nats";
    const double d = value_of(r, family), largest = math::largest_divergence(family.kind);
    const double wanted = std::isfinite(largest) ? largest : std::isfinite(d) ? std::max(1.0, d) : 1.0;
    const double top = std::max(1.2, 1.12 * wanted);
    panel.y.range = Interval{0, top};
    const auto curve = [&](const Family& of, const char* id) {
        Curve c;
        c.id = id;
        c.label = of.name;
        c.colour = series(of.colour);
        c.width = 2.4;
        constexpr int pieces = 240;
        for (int i = 0; i <= pieces; ++i) {
            const double s = std::sin(0.5 * std::acos(-1.0) * i / pieces);
            const double x = i == pieces ? 1.0 : s * s;
            const double v = math::divergence(of.kind, r.p, Vector{1 - x, x});
            c.x.push_back(x), c.y.push_back(std::isfinite(v) ? v : std::numeric_limits<double>::quiet_NaN());
        }
        return c;
    };
    panel.add(curve(family, "balls"));
    if (const Family* overlay = find_family(in.overlay); overlay != nullptr && overlay != &family) {
        Curve dashed = curve(*overlay, "overlay");
        dashed.dash = Dash::Dashed;
        panel.add(std::move(dashed));
    }
    panel.add(Rule{.id = "drop", .at = r.q[1], .vertical = true, .dash = Dash::Dotted});
    const double height = std::min(d, top);
    add_place("p", {r.p[1], 0}, PointShape::Diamond, {Role::Ink}, panel);
    add_place("q", {r.q[1], height}, PointShape::Ring, {Role::Accent}, panel);
    const Roles roles = distribution_roles(in);
    panel.add(Handle{"point-p",
                     "distribution p",
                     r.p[1],
                     0,
                     MoveProbabilities{roles.p, r.corners},
                     {Role::Ink},
                     HandleShape::Diamond});
    panel.add(Handle{
        "point-q", "distribution q", r.q[1], height, MoveProbabilities{roles.q, r.corners}, {Role::Accent}});
    return panel;
}

}  // namespace

Panel simplex_panel(const Inputs& in, const Computed& r) {
    return r.corners.size() == 3 ? triangle_panel(in, r) : segment_panel(in, r);
}

Panel histogram_panel(const Inputs& in, const Computed& r) {
    const std::size_t n = r.p.size();
    Panel panel{.id = "histograms", .title = "distributions", .kind = PanelKind::Bars, .cell = {0, 0, 1, 1}};
    panel.x.ticks = outcome_ticks(n, "");
    for (std::size_t k = 0; k < n; ++k) panel.x.ticks[k].label = std::to_string(k + 1);
    panel.y.range = Interval{0, 1.1};
    panel.y.ticks = {{0, "0"}, {0.5, "0.5"}, {1, "1"}};
    const Roles roles = distribution_roles(in);
    const auto add = [&](const char* id, const std::string& parameter, const Vector& v, double aside,
                         Colour colour, Colour handle_colour) {
        Bars bars;
        bars.id = id;
        bars.label = std::string("$") + id + "$";
        bars.base = Vector(n, 0.0);
        bars.value = v;
        bars.colours = {colour};
        bars.width = 0.36;
        for (std::size_t k = 0; k < n; ++k) {
            bars.position.push_back(static_cast<double>(k + 1) + aside);
            panel.add(Handle{fmt::format("{}-{}", id, k + 1), fmt::format("{} of outcome {}", id, k + 1),
                             bars.position.back(), v[k], MoveShare{parameter, k, Along::Y}, handle_colour,
                             HandleShape::Bar});
        }
        panel.add(std::move(bars));
    };
    add("p", roles.p, r.p, -0.2, p_colour, {Role::Ink});
    add("q", roles.q, r.q, 0.2, q_colour, {Role::Accent});
    return panel;
}

Panel integrand_panel(const Computed& r) {
    const std::size_t n = r.p.size();
    Panel panel{.id = "integrand", .kind = PanelKind::Bars, .cell = {1, 0, 1, 1}};
    panel.title = "$p$ log $p/q$: its sum is $KL(p‖q)$";
    panel.x.ticks = outcome_ticks(n, "");
    for (std::size_t k = 0; k < n; ++k) panel.x.ticks[k].label = std::to_string(k + 1);
    double highest = 0;
    for (const double v : r.integrand)
        if (std::isfinite(v)) highest = std::max(highest, v);
    // In steps, so that the bars move rather than the axis.
    double top = 0.8;
    while (highest > 0.95 * top) top *= 2;
    panel.y.range = Interval{-0.65, top};
    Bars bars;
    bars.id = "integrand";
    bars.position = outcome_positions(n);
    bars.base = Vector(n, 0.0);
    bars.width = 0.5;
    for (const double v : r.integrand) {
        bars.value.push_back(std::min(v, top));
        bars.colours.push_back(series(0, v < 0 ? 0.4 : 0.95));
        bars.texts.push_back(std::isinf(v) ? "$+∞$" : n > 6 ? "" : readable(v, 3));
    }
    panel.add(std::move(bars));
    return panel;
}

}  // namespace lossfield::viz::divergences
