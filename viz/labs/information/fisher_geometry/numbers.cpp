// The panel of numbers: lengths, losses against time, divergences that add up, or the excess of the angles.
#include "viz/labs/information/fisher_geometry/fisher_geometry.hpp"

namespace lossfield::viz::fisher_geometry {
namespace {

void add(Bars& bars, double at, double from, double to, std::string text) {
    bars.position.push_back(at), bars.base.push_back(from), bars.value.push_back(to);
    bars.texts.push_back(std::move(text));
}

Panel length_panel(const Computed& r) {
    Panel panel{.id = "lengths", .title = "lengths", .kind = PanelKind::Bars};
    panel.x.label = "Fisher–Rao length";
    Bars bars{.id = "lengths", .lying = true};
    double longest = 0;
    for (std::size_t k = 0; k < 3; ++k) {
        const double at = 3 - static_cast<double>(k);
        panel.y.ticks.push_back({at, path_names[k]});
        if (!std::isfinite(r.length[k])) continue;
        add(bars, at, 0, r.length[k], readable(r.length[k], 4));
        const Colour colour = path_colour(k);
        bars.colours.push_back({colour.role, colour.index, 0.85});
        longest = std::max(longest, r.length[k]);
    }
    panel.x.range = Interval{0, std::max(0.25, std::ceil(longest * 2.3) / 2)};
    panel.y.range = Interval{0.4, 3.6};
    panel.marks = {std::move(bars)};
    return panel;
}

Panel flow_panel(const Inputs& in, const Computed& r) {
    const bool from = in.objective == math::FlowObjective::KlFromTarget;
    Panel panel{.id = "flows", .title = "objective against flow time"};
    panel.x = {.label = "flow time $t$", .range = Interval{0, last_time}};
    panel.y = {.label = from ? "KL(q ‖ p), nats" : "KL(p ‖ q), nats", .scale = ScaleKind::Log};
    panel.y.range = Interval{1e-8, 10};
    const auto add_flow = [&](const char* id, const char* label, const Flow& flow, Colour colour) {
        Curve loss = curve(id, label, flow.time, flow.loss, colour);
        for (double& v : loss.y)
            if (!(v > 0)) v = nan;
        panel.add(std::move(loss));
    };
    add_flow("natural", "natural gradient", r.natural, {Role::Accent});
    add_flow("plain", "plain gradient of the logits", r.plain, series(0));
    return panel;
}

Panel pythagoras_panel(const Computed& r) {
    Panel panel{.id = "pythagoras", .title = "divergences that add up", .kind = PanelKind::Bars};
    panel.x.label = "nats";
    Bars whole{.id = "whole", .colours = {{Role::Muted, 0, 0.55}}, .width = 0.36, .lying = true},
        parts{.id = "parts", .width = 0.36, .lying = true};
    struct Row {
        const std::optional<Projection>& of;
        std::size_t member;
        const char* name;
        Colour first, second;
    };
    const Colour mixture = series(0, 0.8), exponential = series(5, 0.8);
    double row = 4, most = 0;
    for (const Row& next : {Row{r.m, 0, "$KL(p‖q)$", mixture, exponential},
                            {r.m, 1, "$KL(p‖a)$", mixture, exponential},
                            {r.e, 0, "$KL(q‖p)$", exponential, mixture},
                            {r.e, 1, "$KL(a‖p)$", exponential, mixture}}) {
        if (!next.of) continue;
        const auto& [all, one, two] = next.of->relation[next.member];
        panel.y.ticks.push_back({row, next.name});
        if (std::isfinite(all) && std::isfinite(one + two)) {
            add(whole, row + 0.2, 0, all, readable(all, 4));
            add(parts, row - 0.2, 0, one, readable(one, 3));
            add(parts, row - 0.2, one, one + two, readable(two, 3));
            parts.colours.insert(parts.colours.end(), {next.first, next.second});
            most = std::max(most, all);
        } else {
            add(whole, row, 0, 0, "∞");
        }
        row -= 1;
    }
    panel.x.range = Interval{0, std::max(0.5, std::ceil(most * 2.4) / 2)};
    panel.y.range = Interval{std::min(3.4, row + 0.4), 4.6};
    panel.marks = {std::move(whole), std::move(parts)};
    return panel;
}

Panel excess_panel(const Computed& r) {
    constexpr double all = 2 * std::numbers::pi;
    const double area = r.triangle.area, excess = r.triangle.excess();
    Panel panel{.id = "excess", .title = "excess of the angles against area"};
    if (has_area(r)) panel.title += ": excess / area = " + readable(excess / area, 4);
    panel.x = {.label = "area", .range = Interval{0, 6.5}};
    panel.y = {.label = "excess (rad)", .range = Interval{-0.1, 1.7}};
    panel.add(curve("flat", "flat: 0", {0, all}, {0, 0}, {Role::Muted}, 2, Dash::Dashed));
    panel.add(curve("sphere", "sphere of radius 2: slope 1/4", {0, all}, {0, all / 4}, {Role::Accent}));
    if (has_area(r)) panel.add(point("triangle", area, excess, {Role::Accent}, PointShape::Ring, 11));
    return panel;
}

}  // namespace

Panel numbers_panel(const Inputs& in, const Computed& r) {
    Panel panel = in.view == Scene::Paths         ? length_panel(r)
                  : in.view == Scene::Flows       ? flow_panel(in, r)
                  : in.view == Scene::Projections ? pythagoras_panel(r)
                                                  : excess_panel(r);
    panel.cell = {1, 0, 1, 2};
    return panel;
}

}  // namespace lossfield::viz::fisher_geometry
