// The race's picture put together, and what is under the pointer.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "viz/labs/optimizers/race.hpp"
#include "viz/scale.hpp"

namespace lossfield::viz::race {
namespace {

void mark_limits(Figure& figure, const Computed& r) {
    const char* reach = math::facts(r.landscape).quadratic ? "" : " (local)";
    for (const Track& track : r.tracks)
        if (std::isfinite(track.limit))
            figure.slider_marks.push_back(
                {std::string(optimizer_names[track.optimizer].id) + "-rate",
                 {track.limit, std::string(limit_words[track.optimizer]) + reach, true}});
}

void leave_out(Figure& figure, const Inputs& in) {
    std::vector<std::string>& hidden = figure.hidden;
    hide_landscape_parameters(figure, in);
    if (!in.show_gd) hidden.push_back("gd-rate");
    if (!in.show_momentum) hidden.push_back("momentum-rate");
    if (!in.show_nesterov) hidden.push_back("nesterov-rate");
    if (!in.show_momentum && !in.show_nesterov) hidden.push_back("momentum");
    if (!in.show_adam) hidden.insert(hidden.end(), {"adam-rate", "beta1", "beta2", "epsilon"});
    if (in.noise == 0) hidden.push_back("seed");
    if (!in.contours) figure.inactive.insert(figure.inactive.end(), {"level-rule", "levels"});
}

}  // namespace

std::size_t last_step(const Computed& r) {
    std::size_t last = 0;
    for (const Track& track : r.tracks) last = std::max(last, track.last());
    return last;
}

std::size_t shown_step(const Computed& r, const View& view) {
    const auto last = static_cast<long long>(last_step(r));
    return static_cast<std::size_t>(std::clamp(view.step.value_or(last), 0LL, last));
}

Figure draw(const Inputs& in, const Computed& r, const View& view) {
    const std::size_t step = shown_step(r, view);
    Figure figure;
    figure.panels = {map_panel(in, r, step), surface_panel(in, r, step), loss_panel(r, step),
                     slope_panel(r, step), distance_panel(r, step)};
    figure.column_weights = {1.3, 1.15, 0.75};
    if (!r.tracks.empty()) {
        figure.panels.push_back(sheets_panel(r, step));
        figure.row_weights = {1, 1, 1, 0};  // the sheets take what their words need
    }
    figure.playhead = Playhead{static_cast<long long>(last_step(r))};
    figure.readouts = readouts(r, step);
    figure.notices = notices(r);
    figure.caption = caption(in, r, step);
    mark_limits(figure, r);
    leave_out(figure, in);
    return figure;
}

std::vector<Readout> probe(const Inputs& /*in*/, const Computed& r, const std::string& panel, double x,
                           double y) {
    if (panel == "map") {
        const math::PlanePoint g = math::gradient(r.landscape, {x, y});
        return {{"loss", "loss", "$f$", math::value(r.landscape, {x, y}), ""},
                {"gradient", "gradient", "$∇f$", Vector{g.x, g.y}, ""}};
    }
    const Vector Track::*list = panel == "loss"            ? &Track::loss
                                : panel == "gradient-norm" ? &Track::slope
                                : panel == "distance"      ? &Track::distance
                                                           : nullptr;
    const double t = std::round(x);
    if (list == nullptr || !(t >= 0) || t > static_cast<double>(last_step(r))) return {};
    std::vector<Readout> out{{"step", "step", "$t$", t, ""}};
    for (const Track& track : r.tracks) {
        if (t > static_cast<double>(track.last())) continue;
        const OptimizerName& name = optimizer_names[track.optimizer];
        out.push_back({name.id, name.name, "", (track.*list)[static_cast<std::size_t>(t)], ""});
    }
    return out;
}

}  // namespace lossfield::viz::race
