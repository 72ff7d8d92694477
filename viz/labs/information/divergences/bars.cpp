// The divergences lab's live bars of every measure, and the region in which KL and total variation must lie.
#include "viz/labs/information/divergences/divergences.hpp"

namespace lossfield::viz::divergences {

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
    // stands what is beyond it.
    const auto add = [&](const char* id, const Family& family, double kl, double other) {
        const bool beyond = kl > end, left = !beyond && kl < other && other - kl < 0.25 * end;
        const bool under = left && tv > 0.3;
        const Colour colour = series(family.colour);
        const math::PlanePoint at{std::min(kl, end), tv};
        panel.add(point(id, at, colour, PointShape::Ring, 10));
        const double aside = left ? 0 : (beyond ? -0.025 : 0.025) * end, up = under ? -0.08 : left ? 0.08 : 0;
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

}  // namespace lossfield::viz::divergences
