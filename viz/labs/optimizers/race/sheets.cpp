// A sheet for each optimizer told of: this step in words and numbers, and what it remembers.
#include <fmt/format.h>

#include "viz/labs/optimizers/race/race.hpp"

namespace lossfield::viz::race {

Panel sheets_panel(const Computed& r, const std::vector<const Moment*>& moments) {
    Panel panel{.id = "sheets", .kind = PanelKind::Sheet, .cell = {3, 0, 1, 3}};
    const std::size_t running = optimizers_in(r);
    const std::size_t start = moments.front()->track->start;
    panel.title = "this step in words and numbers";
    if (r.starts.size() > 1) panel.title += fmt::format(", from start {}", start + 1);
    if (moments.size() < running)
        panel.title += fmt::format(" ({} of {} optimizers)", moments.size(), running);
    for (const Moment* m : moments) {
        Sheet sheet{fmt::format("{}, step {}", optimizer_title(m->track->optimizer), m->t),
                    optimizer_colour(m->track->optimizer), step_lines(r, *m)};
        if (m->ended()) sheet.lines.insert(sheet.lines.begin(), fmt::format("diverged at step {}", m->t));
        panel.sheets.push_back(std::move(sheet));
    }
    return panel;
}

Panel names_panel(const Computed& r) {
    Panel panel{.id = "names", .kind = PanelKind::Sheet, .cell = {3, 0, 1, 3}};
    panel.title = "taking part";
    for (std::size_t i = 0; i < r.tracks.size(); ++i)
        if (i == 0 || r.tracks[i].optimizer != r.tracks[i - 1].optimizer)
            panel.sheets.push_back(
                {optimizer_title(r.tracks[i].optimizer), optimizer_colour(r.tracks[i].optimizer), {}});
    return panel;
}

}  // namespace lossfield::viz::race
