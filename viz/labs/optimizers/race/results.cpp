// What came of every run, as a table: nothing of it depends on the step shown.
#include "viz/labs/optimizers/race/race.hpp"

namespace lossfield::viz::race {
namespace {

// In the order of SortBy.
struct Column {
    std::string heading;
    std::string help;
    double (*of)(const Track&);
    bool whole = false;
    Best best = Best::None;
};

double finite_or_none(double v) { return std::isfinite(v) ? v : nan; }

std::vector<Column> columns_of_results(const Inputs& in, const Computed& r) {
    const std::string loss = r.raised() ? "height" : "loss", target = brief(in.target, 3),
                      what = r.raised() ? "loss above the lowest minimum" : "loss";
    return {
        {"rate $η$", "The learning rate.", [](const Track& t) { return t.rate; }},
        {"steps to " + target, fmt::format("The first step at which the {} is at most {}.", what, target),
         [](const Track& t) { return t.reached ? static_cast<double>(*t.reached) : nan; }, true,
         Best::Lowest},
        {"final " + loss, fmt::format("The {} after the last step.", what),
         [](const Track& t) { return finite_or_none(t.height.back()); }, false, Best::Lowest},
        {"least " + loss, fmt::format("The least {} of all steps.", what),
         [](const Track& t) { return finite_or_none(t.least); }, false, Best::Lowest},
        {"at step", fmt::format("The step of the least {}.", what),
         [](const Track& t) { return static_cast<double>(t.least_step); }, true},
        {"final distance", fmt::format("From the nearest {} after the last step.", r.goal_name()),
         [](const Track& t) { return finite_or_none(t.distance.back()); }, false, Best::Lowest},
        {"diverged at step", "The step at which the run diverged.",
         [](const Track& t) { return t.diverged ? static_cast<double>(t.last) : nan; }, true},
    };
}

// What has no number comes last either way.
std::vector<std::size_t> order_of(const Inputs& in, const Computed& r, const std::vector<Column>& columns) {
    std::vector<std::size_t> order(r.tracks.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto key = [&](std::size_t k) {
        const double v = in.sort_by == SortBy::Optimizer
                             ? static_cast<double>(k)
                             : columns[static_cast<std::size_t>(in.sort_by) - 1].of(r.tracks[k]);
        return std::isnan(v) ? infinity : in.falling ? -v : v;
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
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
        const Column& c = columns[i];
        const OptionOf<SortBy>& sort = sorts[i + 1];
        const bool here = in.sort_by == sort.value;
        table.column_labels.push_back(c.heading);
        TableColumn look{.whole = c.whole, .help = c.help};
        if (!c.whole) look.digits = 3;
        if (r.tracks.size() > 1) look.best = c.best;
        if (here) look.sorted = in.falling ? Sorted::Descending : Sorted::Ascending;
        look.sets = {{"sort-by", sort.id}, {"falling", here && !in.falling}};
        table.columns.push_back(std::move(look));
    }
    for (const std::size_t k : order_of(in, r, columns)) {
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
    const Track* first = nullptr;
    for (const Track& track : r.tracks) {
        diverged += track.diverged ? 1 : 0;
        if (!track.reached) continue;
        ++there;
        if (first == nullptr || *track.reached < *first->reached) first = &track;
    }
    std::string text =
        fmt::format("Within {} steps {} of {} runs come to a loss of at most {}{}", r.steps, there,
                    r.tracks.size(), brief(in.target, 3), r.raised() ? " above the lowest minimum" : "");
    if (first != nullptr)
        text += fmt::format(", the first of them {} at step {}", name_of(*first), *first->reached);
    return text + (diverged > 0 ? fmt::format("; {} diverged.", diverged) : ".");
}

}  // namespace lossfield::viz::race
