// The divergences lab's live bars of every measure, and the region in which KL and total variation must lie.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "viz/labs/information/divergences/divergences.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz::divergences {

Panel values_panel(const Computed& r) {
    Panel panel{.id = "values", .title = "how far apart", .cell = {0, 2, 2, 1}};
    Vector values(r.values.begin(), r.values.end());
    values.push_back(r.w1);
    const auto n = static_cast<double>(values.size());
    panel.y.range = Interval{-n + 0.4, 0.6};
    Bars bars;
    bars.id = "values";
    bars.lying = true;
    bars.width = 0.62;
    // In steps, so that the bars move rather than the axis; chi^2 alone does not stretch it.
    double highest = 0.5;
    for (std::size_t i = 0; i < values.size(); ++i)
        if (std::isfinite(values[i]) &&
            (i >= family_count || families()[i].kind != math::Divergence::ChiSquared))
            highest = std::max(highest, values[i]);
    double end = 1;
    for (int i = 0; highest > 0.8 * end; ++i) end *= i % 3 == 1 ? 2.5 : 2;
    panel.x.range = Interval{0, end};
    panel.x.label = "nats, or its own unit";
    for (std::size_t i = 0; i < values.size(); ++i) {
        const bool w1 = i == family_count;
        const Colour colour = series(w1 ? 8 : families()[i].colour);
        const double at = -static_cast<double>(i);
        panel.y.ticks.push_back({at, w1 ? "$W_1$" : families()[i].symbol, colour});
        bars.position.push_back(at);
        bars.base.push_back(0);
        bars.value.push_back(std::min(values[i], end));
        bars.colours.push_back({colour.role, colour.index, std::isfinite(values[i]) ? 0.75 : 0.3});
        bars.texts.push_back(!std::isfinite(values[i]) ? "$+∞$"
                             : values[i] > end         ? readable(values[i], 3) + " →"
                                                       : readable(values[i], 3));
    }
    panel.add(std::move(bars));
    return panel;
}

Panel bounds_panel(const Computed& r) {
    Panel panel{.id = "bounds", .title = "no pair leaves the region", .cell = {1, 1, 1, 1}};
    panel.x.label = "$KL$ (nats)";
    panel.y.label = "$TV$";
    panel.y.range = Interval{0, 1.08};
    panel.y.ticks = {{0, "0"}, {0.5, "0.5"}, {1, "1"}};
    const double forward = r.values[0], reverse = r.values[1], tv = r.values[3];
    double end = 2.5;
    for (const double kl : {forward, reverse})
        while (std::isfinite(kl) && kl > 0.96 * end && end < 40) end *= 2;
    panel.x.range = Interval{0, end};
    Band region;
    region.id = "region";
    region.colour = {Role::Muted, 0, 0.2};
    Curve pinsker, huber;
    pinsker.id = "pinsker";
    pinsker.label = "Pinsker";
    pinsker.colour = {Role::Ink};
    huber.id = "bretagnolle-huber";
    huber.label = "Bretagnolle–Huber";
    huber.colour = {Role::Ink};
    huber.dash = Dash::Dashed;
    constexpr int pieces = 120;
    for (int i = 0; i <= pieces; ++i) {
        const double s = static_cast<double>(i) / pieces;
        const double kl = end * s * s;  // closer where both rise as a root
        const double a = math::pinsker_bound(kl), b = math::bretagnolle_huber_bound(kl);
        region.x.push_back(kl), region.low.push_back(0), region.high.push_back(std::min(a, b));
        pinsker.x.push_back(kl), pinsker.y.push_back(a);
        huber.x.push_back(kl), huber.y.push_back(b);
    }
    panel.add(std::move(region));
    panel.add(std::move(pinsker));
    panel.add(std::move(huber));
    // Words stand beside a point, or under (where that is on the axis, over) the left one of two close ones. At the edge
    // stands what is beyond it.
    const auto add = [&](const char* id, const std::string& text, double kl, double other, Colour colour) {
        const bool beyond = kl > end, left = !beyond && kl < other && other - kl < 0.25 * end;
        const bool under = left && tv > 0.3;
        PointSet point;
        point.id = id;
        point.x = {std::min(kl, end)};
        point.y = {tv};
        point.shape = PointShape::Ring;
        point.size = 10;
        point.colours = {colour};
        TextMark words;
        words.id = std::string(id) + "-words";
        words.x = point.x[0] + (left ? 0.0 : (beyond ? -0.025 : 0.025) * end);
        words.y = tv + (under ? -0.08 : left ? 0.08 : 0.0);
        words.anchor = under ? Anchor::Below : left ? Anchor::Above : beyond ? Anchor::Right : Anchor::Left;
        words.text = std::isfinite(kl) ? text : text + " $= +∞$";
        words.colour = colour;
        words.optional = true;
        panel.add(std::move(point));
        panel.add(std::move(words));
    };
    add("reverse", families()[1].symbol, reverse, forward, series(families()[1].colour));
    add("forward", families()[0].symbol, forward, reverse, series(families()[0].colour));
    return panel;
}

}  // namespace lossfield::viz::divergences
