// The race's picture put together, and what is under the pointer.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "viz/geometry/scale.hpp"
#include "viz/labs/optimizers/race/race.hpp"

namespace lossfield::viz::race {
namespace {

void mark_limits(Figure& figure, const Computed& r) {
    const char* reach = r.facts().quadratic ? "" : " (local)";
    for (const Track& track : r.tracks)
        if (track.start == 0 && std::isfinite(track.limit))
            figure.slider_marks.push_back({std::string(facts_of(track.optimizer).id) + "-rate",
                                           {track.limit, limit_words(track.optimizer) + reach, true}});
}

void leave_out(Figure& figure, const Inputs& in, const Computed& r) {
    std::vector<std::string>& hidden = figure.hidden;
    hide_landscape_parameters(figure, in);
    std::array<bool, math::optimizer_count> used{};
    for (const Track& track : r.tracks) used[track.optimizer] = true;
    hide_optimizer_parameters(figure, in, used);
    for (const LeftOut& left : r.left_out)
        if (left.starts == r.starts.size())
            figure.unfit.push_back({std::string("show-") + facts_of(left.optimizer).id, "", left.sentence});
    if (!in.contours) figure.inactive.insert(figure.inactive.end(), {"level-rule", "levels"});
    const std::size_t running = optimizers_in(r);
    if (in.lower != "words" || running <= most_sheets) hidden.push_back("words-from");
    if ((in.lower != "words" && in.lower != "rates") || running == 0 || in.starts.empty())
        hidden.push_back("words-start");
    if (in.lower != "results" || running == 0) hidden.insert(hidden.end(), {"target", "sort-by", "falling"});
    if (r.tuning.all.empty()) hidden.insert(hidden.end(), {"tune-from", "tune-to", "tune-count"});
    if (running == 0)
        figure.inactive.insert(figure.inactive.end(), {"lower", "arrows", "steps", "path-colour"});
}

// Of the row of a table beside the three of the panels above: more for more than six rows.
double table_weight(std::size_t rows) {
    return std::clamp(1.1 + 0.11 * (static_cast<double>(rows) - 6), 1.1, 2.2);
}

}  // namespace

Figure draw(const Inputs& in, const Computed& r, const View& view) {
    const std::size_t step = shown_step(r, view);
    const std::vector<Moment> moments = moments_of(r, step);
    const std::vector<const Moment*> in_words = told(in, moments);
    const Marks paths = path_marks(in, r, moments);
    Figure figure;
    figure.add(map_panel(in, r, moments, paths));
    figure.add(surface_panel(in, r, moments, paths));
    figure.add(loss_panel(r, step));
    figure.add(slope_panel(r, step));
    figure.add(distance_panel(r, step));
    figure.column_weights = {1.3, 1.15, 0.75};
    if (in.lower == "words" && !in_words.empty()) {
        figure.add(sheets_panel(r, in_words));
        figure.row_weights = {1, 1, 1, 0};  // the sheets take what their words need
    } else if (in.lower == "rates" && !r.tracks.empty()) {
        for (Panel& panel : rate_panels(in, r, step)) figure.add(std::move(panel));
        figure.row_weights = {1, 1, 1, 1.1};
    } else if (in.lower == "results" && !r.tracks.empty()) {
        figure.add(results_panel(in, r));
        figure.row_weights = {1, 1, 1, table_weight(r.tracks.size())};
    } else if (!r.tuning.all.empty()) {
        for (Panel& panel : tuning_panels(r)) figure.add(std::move(panel));
        figure.row_weights = {1, 1, 1, table_weight(r.tuning.all.size())};
    }
    if (in.lower == "nothing" && optimizers_in(r) > 1) {
        figure.add(names_panel(r));
        figure.row_weights = {1, 1, 1, 0};
    }
    figure.playhead = Playhead{static_cast<long long>(last_step(r))};
    figure.readouts = readouts(r, moments, in_words, step);
    figure.notices = notices(in, r);
    figure.caption = !r.tuning.all.empty()                        ? tuning_sentence(r)
                     : in.lower == "results" && !r.tracks.empty() ? results_sentence(in, r)
                                                                  : caption(in, r, moments, step);
    mark_limits(figure, r);
    figure.jumps = theory_jumps(r);
    for (Jump& jump : tuning_jumps(r)) figure.jumps.push_back(std::move(jump));
    if (auto way = way_to_anatomy(in, r)) figure.jumps.push_back(std::move(*way));
    leave_out(figure, in, r);
    return figure;
}

Readouts probe(const Inputs& /*in*/, const Computed& r, const std::string& panel, double x, double y) {
    if (panel == "map") {
        const math::PlanePoint g = math::gradient(r.landscape, {x, y});
        return {{"loss", "loss", "$f$", math::value(r.landscape, {x, y}), ""},
                {"gradient", "gradient", "$∇f$", Vector{g.x, g.y}, ""}};
    }
    const Vector Track::*list = panel == "loss"            ? &Track::loss
                                : panel == "gradient-norm" ? &Track::slope
                                : panel == "distance"      ? &Track::distance
                                : panel == "rate-x"        ? &Track::rate_x
                                : panel == "rate-y"        ? &Track::rate_y
                                                           : nullptr;
    const double t = std::round(x);
    if (list == nullptr || !(t >= 0) || t > static_cast<double>(last_step(r))) return {};
    Readouts out{{"step", "step", "$t$", t, ""}};
    for (const Track& track : r.tracks) {
        if (t > static_cast<double>(track.last()) || track.start != 0) continue;
        out.push_back(
            {track.id, name_of(track), "", (track.*list)[track.entry_of(static_cast<std::size_t>(t))], ""});
    }
    return out;
}

}  // namespace lossfield::viz::race
