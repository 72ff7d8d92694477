// The search for rates as it is seen: final height against rate, the best of each, and how to get there.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "viz/geometry/scale.hpp"
#include "viz/labs/optimizers/race/race.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz::race {
namespace {

constexpr std::size_t most_named = 3;

// Heights far above the start's are beyond the picture.
Interval tuned_range(const Computed& r) {
    double least = std::numeric_limits<double>::infinity(), highest = 0;
    for (const Tuned& tuned : r.tuning.all)
        for (const double v : tuned.heights)
            if (v > 0) least = std::min(least, v), highest = std::max(highest, v);
    const double start = height_of(r, r.loss);
    return logarithmic_range(least, start > 0 ? std::min(highest, headroom * start) : highest);
}

struct Marks {
    const Computed& r;
    Panel& panel;

    // A logarithmic axis has no place for zero.
    [[nodiscard]] double lifted(double height) const {
        return panel.y.range ? std::max(height, panel.y.range->low) : height;
    }
    // Every dot is a run.
    void add_runs(const Tuned& tuned) const {
        Curve curve;
        PointSet dots;
        curve.id = facts_of(tuned.optimizer).id;
        dots.id = curve.id + "-runs";
        curve.colour = optimizer_colour(tuned.optimizer);
        curve.dash = optimizer_dash(tuned.optimizer);
        curve.width = 1.6;
        curve.x = r.tuning.rates;
        for (const double v : tuned.heights) curve.y.push_back(std::isnan(v) ? nan : lifted(v));
        dots.x = curve.x, dots.y = curve.y;
        dots.colours = {curve.colour};
        dots.size = 3.5;
        panel.add(std::move(curve));
        panel.add(std::move(dots));
    }
    template <class Place>
    void add_points(const char* id, PointShape shape, double size, const Place& place) const {
        PointSet set;
        set.id = id;
        set.shape = shape;
        set.size = size;
        for (const Tuned& tuned : r.tuning.all) {
            const auto [rate, height] = place(tuned);
            if (std::isnan(height) || !panel.x.range->contains(rate)) continue;
            set.x.push_back(rate);
            set.y.push_back(lifted(height));
            set.colours.push_back(optimizer_colour(tuned.optimizer));
        }
        if (!set.x.empty()) panel.add(std::move(set));
    }
};

std::pair<double, double> best_of(const Tuning& tuning, const Tuned& tuned) {
    return tuned.best ? std::pair(tuning.rates[*tuned.best], tuned.heights[*tuned.best])
                      : std::pair(nan, nan);
}

std::string height_words(const Computed& r) { return r.lowest && *r.lowest != 0 ? "height" : "loss"; }

Panel curves_panel(const Computed& r) {
    Panel panel{.id = "tuning", .cell = {3, 0, 1, 1}, .legend = false};
    panel.title = fmt::format("final {} after {} step{}", height_words(r), r.tuning.steps,
                              r.tuning.steps == 1 ? "" : "s");
    panel.x.label = "rate $η$";
    panel.x.scale = ScaleKind::Log;
    const Vector& rates = r.tuning.rates;
    panel.x.range = rates.front() < rates.back()
                        ? Interval{rates.front(), rates.back()}
                        : round_range(ScaleKind::Log, {rates.front(), rates.front()});
    if (r.lowest) {
        panel.y.scale = ScaleKind::Log;
        panel.y.range = tuned_range(r);
    } else {
        panel.y.scale = ScaleKind::Symlog;
    }
    const Marks marks{r, panel};
    for (const Tuned& tuned : r.tuning.all) marks.add_runs(tuned);
    marks.add_points("now", PointShape::Ring, 9,
                     [](const Tuned& tuned) { return std::pair(tuned.rate, tuned.height); });
    marks.add_points("best", PointShape::Disc, 9,
                     [&](const Tuned& tuned) { return best_of(r.tuning, tuned); });
    return panel;
}

Panel table_of_best(const Computed& r) {
    Panel panel{.id = "tuned", .kind = PanelKind::Matrix, .cell = {3, 1, 1, 2}};
    const std::string loss = height_words(r);
    panel.title =
        fmt::format("equal budgets: {} runs each (discs: the best, rings: now)", r.tuning.rates.size());
    Table table;
    table.gaps = true;
    table.column_labels = {"best rate", "final " + loss, "diverged", loss + " now"};
    table.columns.resize(4);
    for (const std::size_t c : {0U, 1U, 3U}) table.columns[c].digits = 3;
    table.columns[2].whole = true;
    if (r.tuning.all.size() > 1) table.columns[1].best = table.columns[3].best = Best::Lowest;
    table.columns[0].help = "Of the rates tried, that whose run ended lowest; of equal ones the smallest.";
    table.columns[2].help = fmt::format("How many of the {} runs diverged.", r.tuning.rates.size());
    for (const Tuned& tuned : r.tuning.all) {
        const auto [rate, height] = best_of(r.tuning, tuned);
        table.row_labels.push_back(optimizer_title(tuned.optimizer));
        table.row_colours.push_back(optimizer_colour(tuned.optimizer));
        for (const double v : {rate, height, static_cast<double>(tuned.diverged), tuned.height})
            table.entries.entries.push_back(v);
        table.texts.insert(table.texts.end(), 3, "");
        table.texts.emplace_back(std::isnan(tuned.height) ? "diverged" : "");
    }
    table.entries.rows = r.tuning.all.size(), table.entries.columns = 4;
    panel.table = std::move(table);
    return panel;
}

}  // namespace

Panels tuning_panels(const Computed& r) { return {curves_panel(r), table_of_best(r)}; }

Jumps tuning_jumps(const Computed& r) {
    Jumps jumps;
    Jump all{"all-tuned", "all at their best", "Every rate at the best of those tried for it.", "", {}};
    for (const Tuned& tuned : r.tuning.all) {
        if (!tuned.best) continue;
        const std::string id = facts_of(tuned.optimizer).id;
        const auto [rate, height] = best_of(r.tuning, tuned);
        jumps.push_back({id + "-tuned",
                         fmt::format("best of {}", r.tuning.rates.size()),
                         fmt::format("The rate {}: its run ended at the lowest {}, {} after {} steps.",
                                     brief(rate, 3), height_words(r), brief(height, 3), r.tuning.steps),
                         id + "-rate",
                         {{id + "-rate", rate}}});
        if (all.parameter.empty()) all.parameter = id + "-rate";
        all.sets.emplace_back(id + "-rate", rate);
    }
    if (all.sets.size() > 1) jumps.insert(1, std::move(all));
    return jumps;
}

std::string tuning_sentence(const Computed& r) {
    std::vector<const Tuned*> found;
    std::size_t diverged = 0;
    for (const Tuned& tuned : r.tuning.all) {
        diverged += tuned.diverged;
        if (tuned.best) found.push_back(&tuned);
    }
    std::stable_sort(found.begin(), found.end(), [&](const Tuned* a, const Tuned* b) {
        return best_of(r.tuning, *a).second < best_of(r.tuning, *b).second;
    });
    std::string best;
    for (std::size_t i = 0; i < std::min(found.size(), most_named); ++i) {
        const auto [rate, height] = best_of(r.tuning, *found[i]);
        best += fmt::format("{}{} ({} at the rate {})", i > 0 ? ", " : "", facts_of(found[i]->optimizer).name,
                            brief(height, 2), brief(rate, 3));
    }
    return fmt::format(
        "{} optimizer{} with equal budgets, {} runs of {} steps each at rates from {} to {}: the lowest {} "
        "{}; {} of {} runs diverged.",
        r.tuning.all.size(), r.tuning.all.size() == 1 ? "" : "s", r.tuning.rates.size(), r.tuning.steps,
        brief(r.tuning.rates.front(), 3), brief(r.tuning.rates.back(), 3), height_words(r),
        best.empty() ? "is that of none" : "is that of " + best, diverged, r.tuning.runs());
}

}  // namespace lossfield::viz::race
