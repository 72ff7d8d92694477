// The picture of the basins: the map, when starts arrive, and how the loss of one path falls.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "viz/fragments/named.hpp"
#include "viz/labs/optimizers/basins.hpp"
#include "viz/scale.hpp"

namespace lossfield::viz::basins {
namespace {

constexpr std::size_t told_minima = 6;  // named in legend and histogram; the others are "other minima"
constexpr double lowest_share = 1e-16;  // of the greatest loss: where its axis ends

Colour colour_of_minimum(std::size_t k) { return series(static_cast<int>(k % 10)); }

std::string place(const math::PlanePoint& p) { return fmt::format("({}, {})", brief(p.x, 3), brief(p.y, 3)); }

std::string percent(double share) {
    if (share > 0 && share < 0.001) return "< 0.1 %";
    return fixed(100 * share, 1) + " %";
}

// Minima by falling share, those without one left out.
std::vector<std::size_t> by_share(const Computed& r) {
    std::vector<std::size_t> order(r.points.minima.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    order.erase(std::remove_if(order.begin(), order.end(), [&](std::size_t k) { return !(r.shares[k] > 0); }),
                order.end());
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return r.shares[a] > r.shares[b]; });
    return order;
}

Curve path_curve(const std::string& id, const Path& path, double width) {
    auto curve = named<Curve>(id);
    curve.x = path.x;
    curve.y = path.y;
    curve.colour = {Role::Ink};
    curve.width = width;
    return curve;
}

void add_path(Panel& panel, const std::string& id, const Path& path, double width) {
    if (path.x.empty()) return;
    Curve halo = path_curve(id + "-halo", path, width + 2.4);
    halo.colour = {Role::Ground, 0, 0.75};
    panel.marks.push_back(std::move(halo));
    panel.marks.push_back(path_curve(id, path, width));
    auto steps = named<PointSet>(id + "-steps");
    const std::size_t shown = std::min<std::size_t>(path.x.size(), 400);
    steps.x.assign(path.x.begin(), path.x.begin() + static_cast<std::ptrdiff_t>(shown));
    steps.y.assign(path.y.begin(), path.y.begin() + static_cast<std::ptrdiff_t>(shown));
    steps.colours = {{Role::Ink}};
    steps.size = 3.2;
    panel.marks.push_back(std::move(steps));
}

Panel map_panel(const Inputs& in, const Computed& r, const Path& pointed) {
    Panel panel{.id = "map", .cell = {0, 0, 2, 1}};
    panel.title = fmt::format("where {} ends from each start",
                              math::facts(optimizer_of(in, optimizer_number(in.optimizer))).name);
    panel.x.label = "start $x$";
    panel.y.label = "start $y$";
    panel.x.range = in.domain().x;
    panel.y.range = in.domain().y;
    panel.equal_aspect = true;
    panel.legend = false;
    if (r.side > 0) {
        auto basins = named<Heat>("basins");
        basins.field = {r.centres, r.side, r.side, r.classes};
        basins.smooth = false;
        for (std::size_t k = 0; k < r.points.minima.size(); ++k)
            basins.classes.push_back(colour_of_minimum(k));
        basins.classes.push_back({Role::Muted, 0, 0.35});
        basins.classes.push_back({Role::Ink, 0, 0.85});
        basins.shade = r.shade;
        panel.marks.push_back(std::move(basins));
    }
    if (in.contours) {
        auto contours = named<Contours>("height");
        contours.field = r.height;
        contours.levels = {r.lowest ? LevelRule::Logarithmic : LevelRule::Linear, 9, {}};
        contours.filled = false;
        contours.labels = false;
        contours.line_colour = {Role::Ink, 0, 0.22};
        panel.marks.push_back(std::move(contours));
    }
    auto minima = named<PointSet>("minima");
    minima.shape = PointShape::Cross;
    minima.size = 9;
    minima.colours = {{Role::Ink}};
    for (const math::PlanePoint& p : r.points.minima) {
        if (!in.domain().x.contains(p.x) || !in.domain().y.contains(p.y)) continue;
        minima.x.push_back(p.x);
        minima.y.push_back(p.y);
    }
    if (!minima.x.empty()) panel.marks.push_back(std::move(minima));
    add_path(panel, "pointer-path", pointed, 1.3);
    add_path(panel, "path", r.path, 1.8);
    panel.handles.push_back(
        {"start", "start", in.start[0], in.start[1], MovePair{"start", 0, 1}, {Role::Ink}});
    return panel;
}

Panel arrivals_panel(const Computed& r) {
    Panel panel{.id = "arrivals", .cell = {0, 1, 1, 1}};
    panel.title = "how many steps it takes, and which minimum it is";
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
        panel.marks.push_back(std::move(bars));
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
    panel.x.range = Interval{0, r.bin * static_cast<double>(std::max<std::size_t>(1, bins))};
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
        panel.marks.push_back(std::move(curve));
    };
    add("pointer-path", "from the pointer", pointed, {Role::Muted});
    add("path", "from the start", r.path, r.path.goal ? colour_of_minimum(*r.path.goal) : Colour{Role::Ink});
    panel.x.label = fmt::format("step (of at most {})", in.steps);
    return panel;
}

std::string fate(const Computed& r, const Path& path) {
    if (path.diverged) return fmt::format("diverges at step {}", path.steps);
    if (path.goal)
        return fmt::format("arrives at {} after {} steps", place(r.points.minima[*path.goal]), path.steps);
    return fmt::format("has not arrived after {} steps", path.steps);
}

std::string caption(const Inputs& in, const Computed& r) {
    if (!r.unfit.empty()) return r.unfit;
    const auto order = by_share(r);
    std::string text = order.empty()
                           ? std::string("No start arrives at a minimum")
                           : fmt::format("{} of all starts end in the minimum {}",
                                         percent(r.shares[order[0]]), place(r.points.minima[order[0]]));
    if (r.shares[r.lost()] > 0) text += fmt::format(", {} diverge", percent(r.shares[r.lost()]));
    if (r.shares[r.unsettled()] > 0)
        text += fmt::format(", {} are still under way after {} steps", percent(r.shares[r.unsettled()]),
                            in.steps);
    text += ".";
    if (!r.path.x.empty())
        text += fmt::format(" From ({}, {}) the path {}.", brief(in.start[0], 3), brief(in.start[1], 3),
                            fate(r, r.path));
    return text;
}

void add_notices(const Inputs& in, const Computed& r, Figure& figure) {
    if (!r.unfit.empty()) figure.notices.push_back({"unfit", Severity::Info, r.unfit});
    if (r.unusable > 0)
        figure.notices.push_back(
            {"unusable", Severity::Info,
             "Mirror descent needs starts with positive coordinates: the others are left blank."});
    if (r.side > 0 && r.shares[r.lost()] > 0)
        figure.notices.push_back(
            {"diverged", Severity::Failure,
             fmt::format(
                 "{} of the starts diverge (dark): a coordinate passes $10^6$ or is no longer a number.",
                 percent(r.shares[r.lost()]))});
    const Domain& d = in.domain();
    const auto spacing = [](const Interval& i) {
        return std::nextafter(std::max(std::abs(i.low), std::abs(i.high)), 1e300) -
               std::max(std::abs(i.low), std::abs(i.high));
    };
    if (d.x.length() / 512 < 2 * spacing(d.x) || d.y.length() / 512 < 2 * spacing(d.y))
        figure.notices.push_back(
            {"too-deep", Severity::Warning,
             "Neighbouring starts are no longer different numbers in double precision."});
}

}  // namespace

Figure draw(const Inputs& in, const Computed& r, const View& view) {
    Path pointed;
    if (view.pointer && view.pointer->panel == "map" && r.unfit.empty())
        pointed = path_from(in, r, {view.pointer->x, view.pointer->y});
    Figure figure;
    figure.panels = {map_panel(in, r, pointed), arrivals_panel(r), loss_panel(in, r, pointed)};
    figure.column_weights = {1.35, 1};
    for (std::size_t k = 0; k < r.points.minima.size() && k < 12; ++k)
        figure.readouts.push_back({fmt::format("share-{}", k + 1), "share of " + place(r.points.minima[k]),
                                   fmt::format("$s_{{{}}}$", k + 1), r.shares[k], ""});
    figure.readouts.push_back({"diverged", "share that diverges", "", r.shares[r.lost()], ""});
    figure.readouts.push_back({"unsettled", "share that never arrives", "", r.shares[r.unsettled()], ""});
    figure.readouts.push_back({"mean-steps", "mean steps", "$\\bar t$", r.mean_steps, ""});
    figure.readouts.push_back(
        {"path-steps", "steps of the path", "$t$", static_cast<double>(r.path.steps), "", true});
    add_notices(in, r, figure);
    figure.caption = caption(in, r);
    std::array<bool, math::optimizer_count> used{};
    used[optimizer_number(in.optimizer)] = true;
    hide_landscape_parameters(figure, in);
    hide_optimizer_parameters(figure, in, used);
    return figure;
}

std::vector<Readout> probe(const Inputs& in, const Computed& r, const std::string& panel, double x,
                           double y) {
    if (panel != "map") return {};
    const auto cell = cell_at(in, r, x, y);
    if (!cell || *cell >= r.classes.size() || std::isnan(r.classes[*cell])) return {};
    const auto kind = static_cast<std::size_t>(r.classes[*cell]);
    const std::string where = kind == r.lost()        ? std::string("diverges")
                              : kind == r.unsettled() ? std::string("does not arrive")
                                                      : "to " + place(r.points.minima[kind]);
    return {{"fate", "", "", where, ""},
            {"steps", "steps", "$t$", static_cast<double>(r.taken[*cell]), "", true},
            {"loss", "loss", "$f$", math::value(r.landscape, {x, y}), ""}};
}

}  // namespace lossfield::viz::basins
