// Loss, length of the gradient and distance of every optimizer, step by step.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "viz/geometry/scale.hpp"
#include "viz/labs/optimizers/race/race.hpp"

namespace lossfield::viz::race {
namespace {

constexpr double decades = 1e12;  // what a logarithmic axis shows below its highest value

// The highest value to show: of runs that diverge only what is near the others.
double top_of(const Computed& r, const Vector Track::*list) {
    double steady = 0, all = 0;
    for (const Track& track : r.tracks) {
        if (std::isfinite((track.*list).front())) steady = std::max(steady, (track.*list).front());
        for (const double v : track.*list) {
            if (!std::isfinite(v)) continue;
            all = std::max(all, v);
            if (!track.diverged) steady = std::max(steady, v);
        }
    }
    return steady > 0 ? std::min(all, headroom * steady) : all;
}

// A logarithmic axis has no place for zero: values below its lower end are drawn at that end.
Interval positive_range(const Computed& r, const Vector Track::*list) {
    const double top = top_of(r, list);
    double low = top;
    for (const Track& track : r.tracks)
        for (const double v : track.*list)
            if (v > 0) low = std::min(low, v);
    return logarithmic_range(low, top);
}

// Where a coordinate's gradient passes zero its effective rate shoots up: the axis holds what is usual.
Interval usual_range(const Computed& r, const Vector Track::*list, std::size_t start) {
    Vector all;
    for (const Track& track : r.tracks)
        for (const double v : track.*list)
            if (v > 0 && track.start == start) all.push_back(v);
    if (all.empty()) return {1e-3, 1};
    std::sort(all.begin(), all.end());
    const std::size_t rare = all.size() / 50;
    return round_range(ScaleKind::Log, {all[rare], all[all.size() - 1 - rare]});
}

// One start's runs on an axis that holds not all of them.
struct OneStart {
    std::size_t start = 0;
    Interval range;
};

// Without `one`: all runs, on an axis that holds everything, zero at its lower end.
Panel series_panel(const Computed& r, std::size_t step, const Vector Track::*list, const char* id,
                   bool logarithmic, std::optional<OneStart> one = std::nullopt) {
    Panel panel{.id = id};
    panel.x.label = "step";
    panel.x.shared = "steps";
    panel.x.range = Interval{0, static_cast<double>(std::max<std::size_t>(1, last_step(r)))};
    if (logarithmic) {
        panel.y.scale = ScaleKind::Log;
        panel.y.range = one ? one->range : positive_range(r, list);
    } else {
        panel.y.scale = ScaleKind::Symlog;
    }
    const bool lifted = logarithmic && !one;
    for (const Track& track : r.tracks) {
        if (one && track.start != one->start) continue;
        const bool strong = track.start == 0 || one;
        Curve curve;
        curve.id = track.id;
        curve.colour = optimizer_colour(track.optimizer, strong ? 1 : 0.6);
        curve.dash = optimizer_dash(track.optimizer);
        curve.width = strong ? 1.8 : 1.2;
        const Vector& all = track.*list;
        curve.x.reserve(all.size());
        curve.y.reserve(all.size());
        for (std::size_t k = 0; k < all.size(); ++k) {
            const double v = all[k];
            curve.x.push_back(static_cast<double>(track.step_of(k)));
            curve.y.push_back(!std::isfinite(v) ? nan : lifted ? std::max(v, panel.y.range->low) : v);
        }
        panel.add(std::move(curve));
    }
    panel.add(Rule{.id = "now", .at = static_cast<double>(step), .vertical = true, .dash = Dash::Dashed});
    return panel;
}

}  // namespace

Interval logarithmic_range(double least, double top) {
    if (!(top > 0)) return {1e-12, 1};
    return round_range(ScaleKind::Log, {std::clamp(least, top / decades, top), top});
}

Interval height_range(const Computed& r) { return positive_range(r, &Track::height); }

Panel loss_panel(const Computed& r, std::size_t step) {
    Panel panel = series_panel(r, step, &Track::height, "loss", r.lowest.has_value());
    panel.cell = {0, 2, 1, 1};
    panel.title = r.lowest && *r.lowest != 0 ? "loss above the lowest minimum" : "loss $f$";
    return panel;
}

Panel slope_panel(const Computed& r, std::size_t step) {
    Panel panel = series_panel(r, step, &Track::slope, "gradient-norm", true);
    panel.cell = {1, 2, 1, 1};
    panel.title = "gradient $‖∇f‖$";
    return panel;
}

Panel distance_panel(const Computed& r, std::size_t step) {
    Panel panel = series_panel(r, step, &Track::distance, "distance", true);
    panel.cell = {2, 2, 1, 1};
    panel.title = r.points.minima.empty() ? "distance to saddle" : "distance to minimum";
    return panel;
}

Panels rate_panels(const Inputs& in, const Computed& r, std::size_t step) {
    const std::size_t start = told_start(in);
    const bool matrix = r.facts().dimension == math::max_dimension;
    Panels panels;
    for (const auto& [list, id] : {std::pair(&Track::rate_x, "rate-x"), std::pair(&Track::rate_y, "rate-y")})
        panels.push_back(series_panel(r, step, list, id, true, OneStart{start, usual_range(r, list, start)}));
    const char* names[] = {matrix ? "w_{11}" : "x", matrix ? "w_{22}" : "y"};
    for (std::size_t d = 0; d < 2; ++d) {
        panels[d].cell = {3, static_cast<int>(d), 1, d == 0 ? 1 : 2};
        panels[d].title = fmt::format("effective rate along ${0}${1}: $|Δ{0} / g_{{{0}}}|$", names[d],
                                      in.starts.empty() ? "" : fmt::format(" from start {}", start + 1));
        panels[d].x.shared.clear();
    }
    for (Mark& mark : panels[1].marks)
        for (const Track& track : r.tracks)
            if (auto* curve = std::get_if<Curve>(&mark); curve != nullptr && curve->id == track.id)
                curve->label = optimizer_title(track.optimizer);
    return panels;
}

}  // namespace lossfield::viz::race
