// What came of every run, as a table: nothing of it depends on the step shown.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "viz/labs/optimizers/race/race.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz::race {
namespace {

struct Column {
    const char* id;  // of the option that sorts by it
    std::string heading;
    std::string help;
    double (*of)(const Track&);
    bool whole = false;
    Best best = Best::None;
};

double finite_or_none(double v) { return std::isfinite(v) ? v : nan; }

std::vector<Column> columns_of_results(const Inputs& in, const Computed& r) {
    const bool above = r.lowest && *r.lowest != 0;
    const std::string loss = above ? "height" : "loss",
                      what = above ? "loss above the lowest minimum" : "loss";
    return {
        {"rate", "rate $η$", "The learning rate.", [](const Track& t) { return t.rate; }},
        {"steps", "steps to " + brief(in.target, 3),
         fmt::format("The first step at which the {} is at most {}.", what, brief(in.target, 3)),
         [](const Track& t) { return t.outcome.reached ? static_cast<double>(*t.outcome.reached) : nan; },
         true, Best::Lowest},
        {"final", "final " + loss, fmt::format("The {} after the last step.", what),
         [](const Track& t) { return finite_or_none(t.height.back()); }, false, Best::Lowest},
        {"least", "least " + loss, fmt::format("The least {} of all steps.", what),
         [](const Track& t) { return finite_or_none(t.outcome.least); }, false, Best::Lowest},
        {"least-step", "at step", fmt::format("The step of the least {}.", what),
         [](const Track& t) { return static_cast<double>(t.outcome.least_step); }, true},
        {"distance", "final distance",
         std::string("From the nearest ") + (r.points.minima.empty() ? "saddle" : "minimum") +
             " after the last step.",
         [](const Track& t) { return finite_or_none(t.distance.back()); }, false, Best::Lowest},
        {"diverged", "diverged at step", "The step at which the run diverged.",
         [](const Track& t) { return t.diverged ? static_cast<double>(t.last()) : nan; }, true},
    };
}

// What has no number comes last either way.
std::vector<std::size_t> order_of(const Inputs& in, const Computed& r, const std::vector<Column>& columns) {
    std::vector<std::size_t> order(r.tracks.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto by =
        std::find_if(columns.begin(), columns.end(), [&](const Column& c) { return c.id == in.sort_by; });
    const auto key = [&](std::size_t k) {
        const double v = by == columns.end() ? static_cast<double>(k) : by->of(r.tracks[k]);
        return std::isnan(v) ? std::numeric_limits<double>::infinity() : in.falling ? -v : v;
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
    return order;
}

}  // namespace

Panel results_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "results", .kind = PanelKind::Matrix, .cell = {3, 0, 1, 3}};
    panel.title = fmt::format("what came of it in {} step{}", r.steps, r.steps == 1 ? "" : "s");
    const std::vector<Column> columns = columns_of_results(in, r);
    Table table;
    table.gaps = true;
    for (const Column& c : columns) {
        table.column_labels.push_back(c.heading);
        TableColumn& column = table.columns.emplace_back();
        column.whole = c.whole;
        if (!c.whole) column.digits = 3;
        column.best = r.tracks.size() > 1 ? c.best : Best::None;
        column.help = c.help;
        const bool here = in.sort_by == c.id;
        column.sorted = !here ? Sorted::No : in.falling ? Sorted::Descending : Sorted::Ascending;
        column.sets = {{"sort-by", std::string(c.id)}, {"falling", here && !in.falling}};
    }
    for (const std::size_t k : order_of(in, r, columns)) {
        const Track& track = r.tracks[k];
        table.row_labels.push_back(
            optimizer_title(track.optimizer) +
            (r.starts.size() > 1 ? fmt::format(", start {}", track.start + 1) : std::string()));
        table.row_colours.push_back(optimizer_colour(track.optimizer));
        for (const Column& c : columns) table.entries.entries.push_back(c.of(track));
    }
    table.entries.rows = r.tracks.size(), table.entries.columns = columns.size();
    panel.table = std::move(table);
    return panel;
}

std::string results_sentence(const Inputs& in, const Computed& r) {
    std::size_t there = 0, diverged = 0;
    const Track* first = nullptr;
    for (const Track& track : r.tracks) {
        diverged += track.diverged ? 1 : 0;
        if (!track.outcome.reached) continue;
        ++there;
        if (first == nullptr || *track.outcome.reached < *first->outcome.reached) first = &track;
    }
    std::string text = fmt::format("Within {} steps {} of {} runs come to a loss of at most {}{}", r.steps,
                                   there, r.tracks.size(), brief(in.target, 3),
                                   r.lowest && *r.lowest != 0 ? " above the lowest minimum" : "");
    if (first != nullptr)
        text += fmt::format(", the first of them {} at step {}", name_of(*first), *first->outcome.reached);
    return text + (diverged > 0 ? fmt::format("; {} diverged.", diverged) : ".");
}

}  // namespace lossfield::viz::race
