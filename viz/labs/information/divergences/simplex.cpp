// The divergences lab's two histograms, the integrand of KL, and the simplex with the balls around p.
#include "viz/fragments/outcomes.hpp"
#include "viz/labs/information/divergences/divergences.hpp"

namespace lossfield::viz::divergences {
namespace {

constexpr Colour p_colour{Role::Ink, 0, 0.6};
constexpr Colour q_colour{Role::Accent, 0, 0.85};

// Where the measure has no end e^-v is smooth up to the sides, on which v is infinite.
Interpolation interpolation_of(const Family& family) {
    return std::isinf(math::largest_divergence(family.kind)) ? Interpolation::NegativeExponential
                                                             : Interpolation::Linear;
}

// The ball around p whose rim runs through q.
void add_through_q(const Computed& r, const Family& family, Panel& panel) {
    const double d = r.value(family.measure);
    if (!std::isfinite(d) || d <= 0) return;
    panel.add(Contours{.id = "rim",
                       .field = r.field,
                       .levels = {.exactly = {d}},
                       .interpolation = interpolation_of(family),
                       .filled = false,
                       .labels = false,
                       .line_colour = {Role::Accent},
                       .line_width = 2});
}

// Balls of a third, two thirds and the whole of the radius at which q lies.
void add_overlay(const Computed& r, const Family& family, Panel& panel) {
    const double d = r.value(family.measure);
    if (r.overlay.values.empty() || !std::isfinite(d) || d <= 0) return;
    Contours balls{.id = "overlay",
                   .label = family.name,
                   .field = r.overlay,
                   .interpolation = interpolation_of(family),
                   .filled = false,
                   .labels = false,
                   .line_colour = {Role::Ink},
                   .line_width = 1.8,
                   .dash = Dash::Dashed};
    for (const double radius : {1.0 / 3, 2.0 / 3, 1.0})
        balls.levels.exactly.push_back((family.square ? radius * radius : radius) * d);
    panel.add(std::move(balls));
}

void add_p(const Inputs& in, const Computed& r, math::PlanePoint at, Panel& panel) {
    panel.add(point("p", at.x, at.y, {Role::Ink}, PointShape::Diamond, 11, "$p$"));
    panel.add(Handle{"point-p",
                     "distribution p",
                     at.x,
                     at.y,
                     MoveProbabilities{distribution_roles(in).p, r.corners},
                     {Role::Ink},
                     HandleShape::Diamond});
}

void add_q(const Inputs& in, const Computed& r, math::PlanePoint at, Panel& panel) {
    panel.add(point("q", at.x, at.y, {Role::Accent}, PointShape::Ring, 11, "$q$"));
    panel.add(Handle{"point-q", "distribution q", at.x, at.y,
                     MoveProbabilities{distribution_roles(in).q, r.corners}});
}

Panel triangle_panel(const Inputs& in, const Computed& r) {
    const Family& family = *find_family(in.contours);
    Panel panel{.id = "simplex",
                .title = fmt::format("balls around $p$: {}", family.name),
                .kind = PanelKind::Simplex,
                .cell = {0, 1, 1, 1}};
    if (r.p.size() > 3) panel.title += fmt::format("; others hold {} of $q$", brief(1 - r.share_q, 3));
    for (const std::size_t c : r.corners)
        panel.corners.push_back({std::to_string(c + 1), series(static_cast<int>(c))});
    if (!r.field.values.empty()) {
        const Family* overlay = find_family(in.overlay);
        // A second family's lines would run through the labels.
        panel.add(Contours{.id = "balls",
                           .field = r.field,
                           .levels = {LevelRule::EqualArea, in.levels, {}},
                           .interpolation = interpolation_of(family),
                           .labels = overlay == nullptr,
                           .scale = {.reversed = true}});
        if (overlay != nullptr) add_overlay(r, *overlay, panel);
        add_through_q(r, family, panel);
    }
    if (r.share_p > 0) add_p(in, r, math::to_plane(r.shown_p), panel);
    if (r.share_q > 0) add_q(in, r, math::to_plane(r.shown_q), panel);
    return panel;
}

// Two outcomes: the simplex is a segment, and the divergences are curves over it.
Panel segment_panel(const Inputs& in, const Computed& r) {
    const Family& family = *find_family(in.contours);
    const double d = r.value(family.measure), largest = math::largest_divergence(family.kind);
    const double wanted = std::isfinite(largest) ? largest : std::isfinite(d) ? std::max(1.0, d) : 1.0;
    const double top = std::max(1.2, 1.12 * wanted);
    Panel panel{.id = "simplex",
                .title = "from $p$ to every $q$ of the segment",
                .cell = {0, 1, 1, 1},
                .x = {.label = "$q_2$", .range = Interval{0, 1}},
                .y = {.label = "nats", .range = Interval{0, top}}};
    const auto add = [&](const Family& of, const char* id, Dash dash) {
        Curve drawn = curve(id, of.name, {}, {}, series(of.colour), 2.4, dash);
        constexpr int pieces = 240;
        for (int i = 0; i <= pieces; ++i) {
            const double s = std::sin(0.5 * std::acos(-1.0) * i / pieces);
            const double x = i == pieces ? 1.0 : s * s;
            const double v = math::divergence(of.kind, r.p, Vector{1 - x, x});
            drawn.x.push_back(x);
            drawn.y.push_back(std::isfinite(v) ? v : nan);
        }
        panel.add(std::move(drawn));
    };
    add(family, "balls", Dash::Solid);
    const Family* overlay = find_family(in.overlay);
    if (overlay != nullptr && overlay != &family) add(*overlay, "overlay", Dash::Dashed);
    panel.add(vertical_rule("drop", r.q[1], {Role::Muted}, Dash::Dotted));
    add_p(in, r, {r.p[1], 0}, panel);
    add_q(in, r, {r.q[1], std::min(d, top)}, panel);
    return panel;
}

// The outcomes' numbers alone.
Ticks number_ticks(std::size_t n) {
    Ticks ticks = outcome_ticks(n, "");
    for (std::size_t k = 0; k < n; ++k) ticks[k].label = std::to_string(k + 1);
    return ticks;
}

}  // namespace

Panel simplex_panel(const Inputs& in, const Computed& r) {
    return r.corners.size() == 3 ? triangle_panel(in, r) : segment_panel(in, r);
}

Panel histogram_panel(const Inputs& in, const Computed& r) {
    const std::size_t n = r.p.size();
    Panel panel{.id = "histograms",
                .title = "distributions",
                .kind = PanelKind::Bars,
                .x = {.ticks = number_ticks(n)},
                .y = {.range = Interval{0, 1.1}, .ticks = {{0, "0"}, {0.5, "0.5"}, {1, "1"}}}};
    const Roles roles = distribution_roles(in);
    const auto add = [&](const std::string& id, const std::string& parameter, const Vector& v, double aside,
                         Colour colour, Colour handle_colour) {
        Bars bars{.id = id,
                  .label = "$" + id + "$",
                  .base = Vector(n, 0.0),
                  .value = v,
                  .colours = {colour},
                  .width = 0.36};
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
    double highest = 0;
    for (const double v : r.integrand)
        if (std::isfinite(v)) highest = std::max(highest, v);
    // In steps, so that the bars move rather than the axis.
    double top = 0.8;
    while (highest > 0.95 * top) top *= 2;
    Panel panel{.id = "integrand",
                .title = "$p$ log $p/q$: its sum is $KL(p‖q)$",
                .kind = PanelKind::Bars,
                .cell = {1, 0, 1, 1},
                .x = {.ticks = number_ticks(n)},
                .y = {.range = Interval{-0.65, top}}};
    Bars bars{.id = "integrand", .position = outcome_positions(n), .base = Vector(n, 0.0), .width = 0.5};
    for (const double v : r.integrand) {
        bars.value.push_back(std::min(v, top));
        bars.colours.push_back(series(0, v < 0 ? 0.4 : 0.95));
        bars.texts.push_back(std::isinf(v) ? "$+∞$" : n > 6 ? "" : readable(v, 3));
    }
    panel.add(std::move(bars));
    return panel;
}

}  // namespace lossfield::viz::divergences
