// What came of every run, as a table: nothing of it depends on the step shown.
#include "viz/labs/optimizers/race/race.hpp"

namespace lossfield::viz::race {
namespace {

struct Column {
    std::string heading;
    double (*of)(const Track&);
    TableColumn look;
};

double finite_or_none(double v) { return std::isfinite(v) ? v : nan; }

// In the order of SortBy.
std::vector<Column> columns_of_results(const Inputs& in, const Computed& r) {
    const std::string loss = r.raised() ? "height" : "loss", target = brief(in.target, 3),
                      what = r.raised() ? "loss above the lowest minimum" : "loss";
    const Best lowest = r.tracks.size() > 1 ? Best::Lowest : Best::None;
    const auto number = [&](Best best, std::string help) {
        return TableColumn{.digits = 3, .best = best, .help = std::move(help)};
    };
    const auto count = [&](Best best, std::string help) {
        return TableColumn{.whole = true, .best = best, .help = std::move(help)};
    };
    return {
        {"rate $η$", [](const Track& t) { return t.rate; }, number(Best::None, "The learning rate.")},
        {"steps to " + target,
         [](const Track& t) { return t.reached ? static_cast<double>(*t.reached) : nan; },
         count(lowest, fmt::format("The first step at which the {} is at most {}.", what, target))},
        {"final " + loss, [](const Track& t) { return finite_or_none(t.height.back()); },
         number(lowest, fmt::format("The {} after the last step.", what))},
        {"least " + loss, [](const Track& t) { return finite_or_none(t.least); },
         number(lowest, fmt::format("The least {} of all steps.", what))},
        {"at step", [](const Track& t) { return static_cast<double>(t.least_step); },
         count(Best::None, fmt::format("The step of the least {}.", what))},
        {"final distance", [](const Track& t) { return finite_or_none(t.distance.back()); },
         number(lowest, fmt::format("From the nearest {} after the last step.", r.goal_name()))},
        {"diverged at step", [](const Track& t) { return t.diverged ? static_cast<double>(t.last) : nan; },
         count(Best::None, "The step at which the run diverged.")}};
}

// What has no number comes last either way.
std::vector<std::pair<double, std::size_t>> order_of(const Inputs& in, const Computed& r,
                                                     const std::vector<Column>& columns) {
    std::vector<std::pair<double, std::size_t>> order;
    for (std::size_t k = 0; k < r.tracks.size(); ++k) {
        const double v = in.sort_by == SortBy::Optimizer
                             ? static_cast<double>(k)
                             : columns[static_cast<std::size_t>(in.sort_by) - 1].of(r.tracks[k]);
        order.emplace_back(std::isnan(v) ? infinity : in.falling ? -v : v, k);
    }
    std::sort(order.begin(), order.end());
    return order;
}

}  // namespace

std::vector<OptionOf<SortBy>> sort_options() {
    return {{SortBy::Optimizer, "optimizer", "optimizer"},
            {SortBy::Rate, "rate", "rate"},
            {SortBy::Steps, "steps", "steps to the target"},
            {SortBy::Final, "final", "final loss"},
            {SortBy::Least, "least", "least loss"},
            {SortBy::LeastStep, "least-step", "step of the least"},
            {SortBy::Distance, "distance", "final distance"},
            {SortBy::Diverged, "diverged", "divergence"}};
}

Panel results_panel(const Inputs& in, const Computed& r) {
    const std::vector<Column> columns = columns_of_results(in, r);
    const std::vector<OptionOf<SortBy>> sorts = sort_options();
    Table table{.entries = {.rows = r.tracks.size(), .columns = columns.size()}, .gaps = true};
    for (std::size_t i = 0; i < columns.size(); ++i) {
        TableColumn look = columns[i].look;
        const bool here = in.sort_by == sorts[i + 1].value;
        if (here) look.sorted = in.falling ? Sorted::Descending : Sorted::Ascending;
        look.sets = {{"sort-by", sorts[i + 1].id}, {"falling", here && !in.falling}};
        table.column_labels.push_back(columns[i].heading), table.columns.push_back(std::move(look));
    }
    for (const auto& [value, k] : order_of(in, r, columns)) {
        const Track& track = r.tracks[k];
        table.row_labels.push_back(optimizer_title(track.optimizer) +
                                   (r.starts.size() > 1 ? fmt::format(", start {}", track.start + 1) : ""));
        table.row_colours.push_back(optimizer_colour(track.optimizer));
        for (const Column& c : columns) table.entries.entries.push_back(c.of(track));
    }
    Panel panel{.id = "results", .kind = PanelKind::Matrix, .cell = {3, 0, 1, 3}, .table = std::move(table)};
    panel.title = "what came of it in " + steps_of(r.steps);
    return panel;
}

std::string results_sentence(const Inputs& in, const Computed& r) {
    std::size_t there = 0, diverged = 0;
    std::vector<const Track*> first;  // all that come there at the same step
    for (const Track& track : r.tracks) {
        diverged += track.diverged ? 1 : 0;
        if (!track.reached) continue;
        ++there;
        if (!first.empty() && *track.reached < *first.front()->reached) first.clear();
        if (first.empty() || *track.reached == *first.front()->reached) first.push_back(&track);
    }
    std::string text =
        fmt::format("Within {} {} of {} run{} come{} to a loss of at most {}{}", steps_of(r.steps), there,
                    r.tracks.size(), r.tracks.size() == 1 ? "" : "s", there == 1 ? "s" : "",
                    brief(in.target, 3), r.raised() ? " above the lowest minimum" : "");
    if (first.size() == 1)
        text += fmt::format(", {}{}{} at step {}", there > 1 ? "the first of them " : "",
                            name_of(*first.front()), from_start(*first.front()), *first.front()->reached);
    if (first.size() > 1)
        text += fmt::format(", the first {} of them at step {}", first.size(), *first.front()->reached);
    return text + (diverged > 0 ? fmt::format("; {} diverged.", diverged) : ".");
}

}  // namespace lossfield::viz::race
