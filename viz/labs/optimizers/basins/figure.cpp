// The picture of the basins: the map, when starts arrive, and how the loss of one path falls.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "viz/fragments/named.hpp"
#include "viz/geometry/scale.hpp"
#include "viz/labs/optimizers/basins/basins.hpp"

namespace lossfield::viz::basins {
namespace {

constexpr std::size_t told_minima = 6;  // named in legend and histogram; the others are "other minima"
constexpr double lowest_share = 1e-16;  // of the greatest loss: where its axis ends

Panel arrivals_panel(const Computed& r) {
    Panel panel{.id = "arrivals", .cell = {0, 1, 1, 1}};
    panel.title = "steps until arrival, by minimum";
    panel.x.label = "steps until arrival";
    panel.y.label = "share of starts (%)";
    const auto order = by_share(r);
    const std::size_t bins = r.arrivals.empty() ? 0 : r.arrivals.front().size();
    const auto starts = static_cast<double>(r.taken.size() - r.unusable);
    Vector base(bins, 0);
    const auto add = [&](Bars bars, const Colour& colour, const std::vector<std::size_t>& minima) {
        bars.colours = {colour};
        bars.width = 0.9 * r.bin;
        for (std::size_t b = 0; b < bins; ++b) {
            double height = 0;
            for (const std::size_t k : minima) height += 100 * r.arrivals[k][b] / starts;
            bars.position.push_back((static_cast<double>(b) + 0.5) * r.bin);
            bars.base.push_back(base[b]);
            base[b] += height;
            bars.value.push_back(base[b]);
        }
        panel.add(std::move(bars));
    };
    for (std::size_t i = 0; i < std::min(told_minima, order.size()); ++i) {
        const std::size_t k = order[i];
        add(named<Bars>(fmt::format("minimum-{}", k + 1),
                        fmt::format("{} {}", place(r.points.minima[k]), percent(r.shares[k]))),
            colour_of_minimum(k), {k});
    }
    if (order.size() > told_minima) {
        const std::vector<std::size_t> rest(order.begin() + told_minima, order.end());
        double share = 0;
        for (const std::size_t k : rest) share += r.shares[k];
        add(named<Bars>("other-minima", fmt::format("{} other minima {}", rest.size(), percent(share))),
            {Role::Muted, 0, 0.7}, rest);
    }
    // What does not arrive has no bar, but a colour on the map.
    const auto name = [&](const char* id, const char* words, std::size_t kind, const Colour& colour) {
        if (!(r.shares[kind] > 0)) return;
        panel.add(Bars{
            .id = id, .label = fmt::format("{} {}", words, percent(r.shares[kind])), .colours = {colour}});
    };
    name("resting", "at a saddle or a maximum", r.resting(), resting_colour);
    name("unsettled", "under way", r.unsettled(), unsettled_colour);
    name("diverged", "diverged", r.lost(), lost_colour);
    panel.x.range = Interval{0, r.bin * std::ceil(r.usual / r.bin)};
    double top = 0;
    for (const double v : base) top = std::max(top, v);
    panel.y.range = Interval{0, top > 0 ? 1.08 * top : 1};
    return panel;
}

Panel loss_panel(const Inputs& in, const Computed& r, const Path& pointed) {
    Panel panel{.id = "loss", .cell = {1, 1, 1, 1}};
    panel.title = r.lowest && *r.lowest != 0 ? "loss above the lowest minimum" : "loss $f$";
    panel.x.label = "step";
    panel.x.range = Interval{0, static_cast<double>(std::max<std::size_t>({1, r.path.steps, pointed.steps}))};
    double highest = 0, least = std::numeric_limits<double>::infinity();
    for (const Path* path : {&r.path, &pointed})
        for (const double v : path->height)
            if (std::isfinite(v) && v > 0) highest = std::max(highest, v), least = std::min(least, v);
    const bool logarithmic = r.lowest.has_value() && highest > 0;
    if (logarithmic) {
        panel.y.scale = ScaleKind::Log;
        panel.y.range = round_range(ScaleKind::Log, {std::max(least, lowest_share * highest), highest});
    } else if (!r.lowest) {
        panel.y.scale = ScaleKind::Symlog;
    }
    const auto add = [&](const char* id, const char* label, const Path& path, Colour colour) {
        if (path.height.empty()) return;
        auto curve = named<Curve>(id, label);
        for (std::size_t t = 0; t < path.height.size(); ++t) {
            const double v = path.height[t];
            curve.x.push_back(static_cast<double>(t));
            curve.y.push_back(!std::isfinite(v) ? std::numeric_limits<double>::quiet_NaN()
                              : logarithmic     ? std::max(v, panel.y.range->low)
                                                : v);
        }
        curve.colour = colour;
        curve.width = 1.8;
        panel.add(std::move(curve));
    };
    add("pointer-path", "from the pointer", pointed, {Role::Muted});
    add("path", "from the start", r.path, r.path.goal ? colour_of_minimum(*r.path.goal) : Colour{Role::Ink});
    panel.x.label = fmt::format("step (of at most {})", in.steps);
    return panel;
}

}  // namespace

Figure draw(const Inputs& in, const Computed& r, const View& view) {
    Path pointed;
    if (view.pointer && view.pointer->panel == "map" && r.unfit.empty())
        pointed = path_from(in, r, {view.pointer->x, view.pointer->y});
    Figure figure;
    figure.add(map_panel(in, r, pointed));
    figure.add(arrivals_panel(r));
    figure.add(loss_panel(in, r, pointed));
    figure.column_weights = {1.35, 1};
    figure.readouts = readouts(r);
    figure.notices = notices(in, r);
    figure.caption = caption(in, r);
    std::array<bool, math::optimizer_count> used{};
    used[number_of(in.optimizer)] = r.unfit.empty();
    for (std::size_t k = 0; k < math::optimizer_count; ++k)
        if (const auto why = math::unfit(math::default_optimizer(k), r.landscape, {1, 1}))
            figure.unfit.push_back({"optimizer", math::facts(math::default_optimizer(k)).id, *why});
    hide_landscape_parameters(figure, in);
    hide_optimizer_parameters(figure, in, used);
    return figure;
}

}  // namespace lossfield::viz::basins
