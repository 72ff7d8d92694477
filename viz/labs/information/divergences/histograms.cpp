// The divergences lab's first view: two histograms, the integrand of KL, the simplex with the balls around p, live bars of every
// measure, and the region in which KL and total variation must lie.
#include "viz/fragments/outcomes.hpp"
#include "viz/labs/information/divergences/divergences.hpp"

namespace lossfield::viz::divergences {
namespace {

// Where the measure has no end e^-v is smooth up to the sides, on which v is infinite.
Interpolation interpolation_of(const Family& family) {
    return std::isinf(math::largest_divergence(family.kind)) ? Interpolation::NegativeExponential
                                                             : Interpolation::Linear;
}

// Level lines around p whose radii are these parts of the distance at which q lies.
void add_balls(Panel& panel, const Computed& r, const Family& family, Contours balls, const Vector& parts) {
    const double d = r.value(family.measure);
    if (!std::isfinite(d) || !(d > 0)) return;
    balls.interpolation = interpolation_of(family);
    balls.filled = balls.labels = false;
    for (const double part : parts) balls.levels.exactly.push_back((family.square ? part * part : part) * d);
    panel.add(std::move(balls));
}

void add_p(const Inputs& in, const Computed& r, const math::PlanePoint& at, Panel& panel) {
    panel.add(point("p", at, {Role::Ink}, PointShape::Diamond, 11, "$p$"));
    panel.add(handle_at("point-p", "distribution p", at, MoveProbabilities{in.p_role(), r.corners},
                        {Role::Ink}, HandleShape::Diamond));
}

void add_q(const Inputs& in, const Computed& r, const math::PlanePoint& at, Panel& panel) {
    panel.add(point("q", at, {Role::Accent}, PointShape::Ring, 11, "$q$"));
    panel.add(handle_at("point-q", "distribution q", at, MoveProbabilities{in.q_role(), r.corners}));
}

Panel triangle_panel(const Inputs& in, const Computed& r) {
    const Family& family = *find_family(in.contours);
    Panel panel{.id = "simplex", .kind = PanelKind::Simplex, .cell = {0, 1, 1, 1}};
    panel.title = fmt::format("balls around $p$: {}", family.name);
    if (r.p.size() > 3) panel.title += fmt::format("; others hold {} of $q$", brief(1 - r.shown_q.share, 3));
    for (const std::size_t c : r.corners)
        panel.corners.push_back({std::to_string(c + 1), series(static_cast<int>(c))});
    if (!r.field.values.empty()) {
        const Family* overlay = find_family(in.overlay);
        // A second family's lines would run through the labels.
        panel.colour_bar = ColourBar{.label = family.symbol, .mark = "balls"};
        panel.add(Contours{.id = "balls",
                           .field = r.field,
                           .levels = {LevelRule::EqualArea, in.levels, {}},
                           .interpolation = interpolation_of(family),
                           .labels = overlay == nullptr});
        if (overlay != nullptr) {
            Contours balls{.id = "overlay", .label = overlay->name, .field = r.overlay};
            balls.line_colour = {Role::Ink}, balls.line_width = 1.8, balls.dash = Dash::Dashed;
            add_balls(panel, r, *overlay, std::move(balls), {1.0 / 3, 2.0 / 3, 1});
        }
        Contours rim{.id = "rim", .field = r.field, .line_colour = {Role::Accent}, .line_width = 2};
        add_balls(panel, r, family, std::move(rim), {1});
    }
    if (r.shown_p.share > 0) add_p(in, r, math::to_plane(r.shown_p.b), panel);
    if (r.shown_q.share > 0) add_q(in, r, math::to_plane(r.shown_q.b), panel);
    return panel;
}

// Two outcomes: the simplex is a segment, and the divergences are curves over it.
Panel segment_panel(const Inputs& in, const Computed& r) {
    const Family& family = *find_family(in.contours);
    const double d = r.value(family.measure), largest = math::largest_divergence(family.kind);
    const double wanted = std::isfinite(largest) ? largest : std::isfinite(d) ? std::max(1.0, d) : 1.0;
    const double top = std::max(1.2, 1.12 * wanted);
    Panel panel{.id = "simplex", .title = "from $p$ to every $q$ of the segment", .cell = {0, 1, 1, 1}};
    panel.x = {.label = "$q_2$", .range = Interval{0, 1}};
    const Family* overlay = find_family(in.overlay);
    const bool nats = *family.unit && (overlay == nullptr || *overlay->unit);
    panel.y = {.label = nats                                       ? "nats"
                        : overlay == nullptr || overlay == &family ? family.symbol
                                                                   : "each in its own unit",
               .range = Interval{0, top}};
    const Vector x = closer_at_ends(240);
    const auto add = [&](const Family& of, const char* id, Dash dash) {
        const auto from_p = [&](double q2) {
            const double v = math::divergence(of.kind, r.p, Vector{1 - q2, q2});
            return std::isfinite(v) ? v : nan;
        };
        panel.add(curve(id, of.name, x, each(x, from_p), series(of.colour), 2.4, dash));
    };
    add(family, "balls", Dash::Solid);
    if (overlay != nullptr && overlay != &family) add(*overlay, "overlay", Dash::Dashed);
    panel.add(vertical_rule("drop", r.q[1], {Role::Muted}, Dash::Dotted));
    add_p(in, r, {r.p[1], 0}, panel);
    add_q(in, r, {r.q[1], std::min(d, top)}, panel);
    return panel;
}

Panel histogram_panel(const Inputs& in, const Computed& r) {
    const std::size_t n = r.p.size();
    Panel panel = outcome_panel("histograms", "distributions", {}, n, "", {0, 1.1});
    panel.y.ticks = {{0, "0"}, {0.5, "0.5"}, {1, "1"}};
    const auto add = [&](const std::string& id, const std::string& parameter, const Vector& v, double aside,
                         double opacity, Colour colour) {
        Bars bars = outcome_bars(id, v);
        bars.label = "$" + id + "$", bars.colours = {{colour.role, 0, opacity}}, bars.width = 0.36;
        for (std::size_t k = 0; k < n; ++k) {
            bars.position[k] += aside;
            panel.add(handle_at(fmt::format("{}-{}", id, k + 1), fmt::format("{} of outcome {}", id, k + 1),
                                {bars.position[k], v[k]}, MoveShare{parameter, k, Along::Y}, colour,
                                HandleShape::Bar));
        }
        panel.add(std::move(bars));
    };
    add("p", in.p_role(), r.p, -0.2, 0.6, {Role::Ink});
    add("q", in.q_role(), r.q, 0.2, 0.85, {Role::Accent});
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
    Panel panel =
        outcome_panel("integrand", "$p$ log $p/q$: its sum is $KL(p‖q)$", {1, 0, 1, 1}, n, "", {-0.65, top});
    Bars bars = outcome_bars("integrand", each(r.integrand, [&](double v) { return std::min(v, top); }));
    bars.width = 0.5, bars.colours.clear();
    for (const double v : r.integrand) {
        bars.colours.push_back(series(0, v < 0 ? 0.4 : 0.95));
        bars.texts.push_back(std::isinf(v) ? "$+∞$" : n > 6 ? "" : readable(v, 3));
    }
    panel.add(std::move(bars));
    return panel;
}

Panel values_panel(const Computed& r) {
    Vector values(r.values.begin(), r.values.end());
    values.push_back(r.w1);
    // In steps, so that the bars move rather than the axis; chi^2 alone does not stretch it.
    double highest = 0.5;
    for (std::size_t i = 0; i < values.size(); ++i)
        if (std::isfinite(values[i]) && (i >= families.size() || families[i].kind != Divergence::ChiSquared))
            highest = std::max(highest, values[i]);
    double end = 1;
    for (int i = 0; highest > 0.8 * end; ++i) end *= i % 3 == 1 ? 2.5 : 2;
    Panel panel{.id = "values", .title = "how far apart", .cell = {0, 2, 2, 1}};
    panel.x = {.label = "nats, or its own unit", .range = Interval{0, end}};
    panel.y.range = Interval{0.4 - static_cast<double>(values.size()), 0.6};
    Bars bars{.id = "values", .width = 0.62, .lying = true};
    for (std::size_t i = 0; i < values.size(); ++i) {
        const bool w1 = i == families.size(), finite = std::isfinite(values[i]);
        const Colour colour = series(w1 ? 8 : families[i].colour);
        const double at = -static_cast<double>(i);
        panel.y.ticks.push_back({at, w1 ? "$W_1$" : families[i].symbol, colour});
        bars.position.push_back(at);
        bars.base.push_back(0);
        bars.value.push_back(std::min(values[i], end));
        bars.colours.push_back({colour.role, colour.index, finite ? 0.75 : 0.3});
        bars.texts.push_back(finite ? readable(values[i], 3) + (values[i] > end ? " →" : "") : "$+∞$");
    }
    panel.add(std::move(bars));
    return panel;
}

Panel bounds_panel(const Computed& r) {
    const double forward = r.value(Measure::KlForward), reverse = r.value(Measure::KlReverse),
                 tv = r.value(Measure::Tv);
    double end = 2.5;
    for (const double kl : {forward, reverse})
        while (std::isfinite(kl) && kl > 0.96 * end && end < 40) end *= 2;
    Panel panel{.id = "bounds", .title = "no pair leaves the region", .cell = {1, 1, 1, 1}};
    panel.x = {.label = "$KL$ (nats)", .range = Interval{0, end}};
    panel.y = {.label = "$TV$", .range = Interval{0, 1.08}, .ticks = {{0, "0"}, {0.5, "0.5"}, {1, "1"}}};
    // Closer where both rise as a root.
    const Vector kls = each(evenly({0, 1}, 120), [&](double s) { return end * s * s; });
    const Vector pinsker = each(kls, math::pinsker_bound), huber = each(kls, math::bretagnolle_huber_bound);
    Vector high = huber;
    for (std::size_t i = 0; i < high.size(); ++i) high[i] = std::min(pinsker[i], huber[i]);
    panel.add(Band{"region", "", kls, Vector(kls.size(), 0.0), std::move(high), {Role::Muted, 0, 0.2}});
    panel.add(curve("pinsker", "Pinsker", kls, pinsker, {Role::Ink}));
    panel.add(curve("bretagnolle-huber", "Bretagnolle–Huber", kls, huber, {Role::Ink}, 2, Dash::Dashed));
    // Words stand beside a point, or under (where that is on the axis, over) the left one of two close ones. At the edge
    // stands what is beyond it, and below the bounds.
    const auto add = [&](const char* id, const Family& family, double kl, double other) {
        const bool beyond = kl > end, left = !beyond && kl < other && other - kl < 0.25 * end;
        const bool under = left && tv > 0.3;
        const Colour colour = series(family.colour);
        const math::PlanePoint at{std::min(kl, end), tv};
        panel.add(point(id, at, colour, PointShape::Ring, 10));
        const double aside = left ? 0 : (beyond ? -0.025 : 0.025) * end, up = beyond && tv > 0.75 ? -0.2
                                                                              : under             ? -0.08
                                                                              : left              ? 0.08
                                                                                                  : 0;
        const Anchor beside = beyond ? Anchor::Right : Anchor::Left, anchor = under  ? Anchor::Below
                                                                              : left ? Anchor::Above
                                                                                     : beside;
        panel.add(words_at(id + std::string("-words"), {at.x + aside, at.y + up},
                           std::isfinite(kl) ? family.symbol : fmt::format("{} $= +∞$", family.symbol),
                           anchor, colour, true));
    };
    add("reverse", families[1], reverse, forward);
    add("forward", families[0], forward, reverse);
    return panel;
}

}  // namespace

Panels histogram_panels(const Inputs& in, const Computed& r) {
    return {histogram_panel(in, r), integrand_panel(r),
            r.corners.size() == 3 ? triangle_panel(in, r) : segment_panel(in, r), bounds_panel(r),
            values_panel(r)};
}

}  // namespace lossfield::viz::divergences
