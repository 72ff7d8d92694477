// The race's picture put together, and what is under the pointer.
#include "viz/labs/optimizers/race/race.hpp"

namespace lossfield::viz::race {
namespace {

void mark_limits(Figure& figure, const Computed& r) {
    for (const Track& track : r.tracks)
        if (track.start == 0 && std::isfinite(track.limit))
            figure.slider_marks.push_back(
                {std::string(facts_of(track.optimizer).id) + "-rate",
                 {track.limit, track.limit_name + (track.limit_is_local ? " (local)" : ""), true}});
}

void leave_out(Figure& figure, const Inputs& in, const Computed& r) {
    hide_landscape_parameters(figure, in);
    std::array<bool, math::optimizer_count> used{};
    for (const std::size_t k : r.running) used[k] = true;
    hide_optimizer_parameters(figure, in, used);
    for (const LeftOut& left : r.left_out)
        if (left.starts == r.starts.size())
            figure.unfit.push_back({std::string("show-") + facts_of(left.optimizer).id, "", left.sentence});
    const auto add = [](std::vector<std::string>& list, bool when, std::initializer_list<const char*> ids) {
        if (when) list.insert(list.end(), ids.begin(), ids.end());
    };
    const bool none = r.running.empty(), words = in.lower == Lower::Words, rates = in.lower == Lower::Rates;
    add(figure.inactive, !in.contours, {"level-rule", "levels"});
    add(figure.hidden, !words || r.running.size() <= most_sheets, {"words-from"});
    add(figure.hidden, (!words && !rates) || none || in.starts.empty(), {"words-start"});
    add(figure.hidden, in.lower != Lower::Results || none, {"target", "sort-by", "falling"});
    add(figure.hidden, r.tuning.all.empty(), {"tune-from", "tune-to", "tune-count"});
    add(figure.inactive, none, {"lower", "arrows", "steps", "path-colour"});
}

Shown shown_at(const Inputs& in, const Computed& r, std::size_t step) {
    Shown shown{step};
    for (const Track& track : r.tracks) shown.moments.push_back(moment_of(track, step));
    for (const Moment& m : shown.moments)
        if (m.track->start == told_start(in)) shown.told.push_back(&m);
    if (shown.told.size() <= most_sheets) return shown;
    const auto first = std::min(static_cast<std::size_t>(in.words_from - 1), shown.told.size() - most_sheets);
    const auto begin = shown.told.begin() + static_cast<std::ptrdiff_t>(first);
    shown.told = {begin, begin + static_cast<std::ptrdiff_t>(most_sheets)};
    return shown;
}

// A sheet for each optimizer told of: this step in words and numbers, and what it remembers.
Panel sheets_panel(const Computed& r, const Shown& shown) {
    Panel panel{.id = "sheets", .kind = PanelKind::Sheet, .cell = {3, 0, 1, 3}};
    panel.title = "this step in words and numbers";
    const std::size_t running = r.running.size(), told = shown.told.size();
    if (r.starts.size() > 1)
        panel.title += fmt::format(", from start {}", shown.told.front()->track->start + 1);
    if (told < running) panel.title += fmt::format(" ({} of {} optimizers)", told, running);
    for (const Moment* m : shown.told) {
        Sheet sheet{fmt::format("{}, step {}", optimizer_title(m->track->optimizer), m->t),
                    optimizer_colour(m->track->optimizer), step_lines(*m),
                    optimizer_key(m->track->optimizer)};
        if (m->ended()) sheet.lines.insert(sheet.lines.begin(), fmt::format("diverged at step {}", m->t));
        panel.sheets.push_back(std::move(sheet));
    }
    return panel;
}

// Headings alone: who is which colour.
Panel names_panel(const Computed& r) {
    Panel panel{.id = "names", .title = "taking part", .kind = PanelKind::Sheet, .cell = {3, 0, 1, 3}};
    for (const std::size_t k : r.running)
        panel.sheets.push_back({optimizer_title(k), optimizer_colour(k), {}, optimizer_key(k)});
    return panel;
}

// Below map and surface.
void add_lower(Figure& figure, const Inputs& in, const Computed& r, const Shown& shown) {
    if (in.lower == Lower::Words && !shown.told.empty()) figure.add(sheets_panel(r, shown));
    if (in.lower == Lower::Rates) figure.panels.append(rate_panels(in, r, shown.step));
    if (in.lower == Lower::Results) figure.add(results_panel(in, r));
    if (!r.tuning.all.empty()) figure.panels.append(tuning_panels(r));
    if (in.lower == Lower::Nothing && r.running.size() > 1) figure.add(names_panel(r));
}

template <Series list>
Readouts probe_series(const Inputs& /*in*/, const Computed& r, double x, double /*y*/) {
    const double t = std::round(x);
    if (!(t >= 0) || t > static_cast<double>(r.last_step)) return {};
    Readouts out{{"step", "step", "$t$", t}};
    for (const Track& track : r.tracks)
        if (t <= static_cast<double>(track.last) && track.start == 0)
            out.push_back(
                {track.id, name_of(track), "", (track.*list)[track.entry_of(static_cast<std::size_t>(t))]});
    return out;
}

}  // namespace

Figure draw(const Inputs& in, const Computed& r, const View& view) {
    const auto last = static_cast<long long>(r.last_step);
    const Shown shown = shown_at(in, r, static_cast<std::size_t>(view.shown_step(last)));
    const Marks paths = path_marks(in, r, shown);
    Figure figure;
    figure.add(map_panel(in, r, shown, paths));
    figure.add(surface_panel(in, r, shown, paths));
    figure.panels.append(series_panels(r, shown.step));
    figure.lead = "map";
    if (!r.tracks.empty()) add_lower(figure, in, r, shown);
    figure.playhead = Playhead{last};
    figure.readouts = readouts(r, shown);
    figure.notices = notices(in, r);
    figure.caption = !r.tuning.all.empty()                             ? tuning_sentence(r)
                     : in.lower == Lower::Results && !r.tracks.empty() ? results_sentence(in, r)
                                                                       : caption(in, r, shown);
    figure.formulas = update_formulas(in, r.running);
    mark_limits(figure, r);
    figure.jumps = theory_jumps(in, r);
    figure.jumps.append(tuning_jumps(r));
    if (auto way = way_to_anatomy(in, r)) figure.jumps.push_back(std::move(*way));
    leave_out(figure, in, r);
    return figure;
}

std::vector<ProbeOf<Inputs, Computed>> probes() {
    const auto map = [](const Inputs& /*in*/, const Computed& r, double x, double y) {
        return landscape_readouts(r.landscape, x, y);
    };
    return {{"map", map},
            {"loss", probe_series<&Track::loss>},
            {"gradient-norm", probe_series<&Track::slope>},
            {"distance", probe_series<&Track::distance>},
            {"rate-x", probe_series<&Track::rate_x>},
            {"rate-y", probe_series<&Track::rate_y>}};
}

}  // namespace lossfield::viz::race
