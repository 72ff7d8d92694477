// Loss, length of the gradient and distance of every optimizer, step by step; the rate that each coordinate really has.
#include "viz/labs/optimizers/race/race.hpp"

namespace lossfield::viz::race {
namespace {

constexpr double decades = 1e12;  // what a logarithmic axis shows below its highest value

// The highest value to show: of runs that diverge only what is near the others.
double top_of(const Computed& r, Series list) {
    Interval steady, all;
    for (const Track& track : r.tracks) {
        const Vector& values = track.*list;
        all = holding(all, values);
        steady = track.diverged ? holding(steady, Vector{values.front()}) : holding(steady, values);
    }
    return steady.high > 0 ? std::min(all.high, headroom * steady.high) : all.high;
}

// A logarithmic axis has no place for zero: values below its lower end are drawn at that end.
Interval positive_range(const Computed& r, Series list) {
    const double top = top_of(r, list);
    double low = top;
    for (const Track& track : r.tracks)
        for (const double v : track.*list)
            if (v > 0) low = std::min(low, v);
    return logarithmic_range(low, top);
}

// Where a coordinate's gradient passes zero its effective rate shoots up: the axis holds what is usual.
Interval usual_range(const Computed& r, Series list, std::size_t start) {
    Vector all;
    for (const Track& track : r.tracks)
        for (const double v : track.*list)
            if (v > 0 && track.start == start) all.push_back(v);
    if (all.empty()) return {1e-3, 1};
    std::sort(all.begin(), all.end());
    const std::size_t rare = all.size() / 50;
    return round_range(ScaleKind::Log, {all[rare], all[all.size() - 1 - rare]});
}

// Of all runs, or of those from one start. Values below `floor` are drawn there.
void add_series(Panel& panel, const Computed& r, std::size_t step, Series list, double floor,
                std::optional<std::size_t> one = std::nullopt) {
    panel.x.label = "step";
    panel.x.range = Interval{0, static_cast<double>(std::max<std::size_t>(1, r.last_step))};
    for (const Track& track : r.tracks) {
        if (one && track.start != *one) continue;
        const bool strong = track.start == 0 || one;
        const auto drawn_at = [&](double v) { return std::isfinite(v) ? std::max(v, floor) : nan; };
        panel.add(curve(track.id, "", track.steps(), each(track.*list, drawn_at),
                        optimizer_colour(track.optimizer, strong ? 1 : 0.6), strong ? 1.8 : 1.2,
                        optimizer_dash(track.optimizer)));
    }
    panel.add(vertical_rule("now", static_cast<double>(step), {Role::Muted}, Dash::Dashed));
}

}  // namespace

Interval logarithmic_range(double least, double top) {
    if (!(top > 0)) return {1e-12, 1};
    return round_range(ScaleKind::Log, {std::clamp(least, top / decades, top), top});
}

Interval height_range(const Computed& r) { return positive_range(r, &Track::height); }

Panels series_panels(const Computed& r, std::size_t step) {
    Panels panels;
    const auto add = [&](const char* id, std::string title, Series list, bool positive) {
        Panel panel{.id = id, .title = std::move(title), .cell = {static_cast<int>(panels.size()), 2, 1, 1}};
        panel.x.shared = "steps";
        panel.y.scale = positive ? ScaleKind::Log : ScaleKind::Symlog;
        if (positive) panel.y.range = positive_range(r, list);
        add_series(panel, r, step, list, positive ? panel.y.range->low : -infinity);
        panels.push_back(std::move(panel));
    };
    add("loss", r.raised() ? "loss above the lowest minimum" : "loss $f$", &Track::height,
        r.lowest.has_value());
    add("gradient-norm", "gradient $‖∇f‖$", &Track::slope, true);
    add("distance", fmt::format("distance to {}", r.goal_name()), &Track::distance, true);
    return panels;
}

Panels rate_panels(const Inputs& in, const Computed& r, std::size_t step) {
    const std::size_t start = told_start(in);
    const std::string from = in.starts.empty() ? "" : fmt::format(" from start {}", start + 1);
    const auto panel_of = [&](const char* id, const char* name, Cell cell, Series list) {
        Panel panel{.id = id, .cell = cell};
        panel.title = fmt::format("effective rate along ${0}${1}: $|Δ{0} / g_{{{0}}}|$", name, from);
        panel.y = {.scale = ScaleKind::Log, .range = usual_range(r, list, start)};
        add_series(panel, r, step, list, -infinity, start);
        return panel;
    };
    Panels panels{panel_of("rate-x", r.matrix() ? "w_{11}" : "x", {3, 0, 1, 1}, &Track::rate_x),
                  panel_of("rate-y", r.matrix() ? "w_{22}" : "y", {3, 1, 1, 2}, &Track::rate_y)};
    name_paths(panels[1].marks, r, start);
    return panels;
}

}  // namespace lossfield::viz::race
