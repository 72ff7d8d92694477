// Equal budgets as a picture and in words: the final height of every rate tried, and the best of each optimizer.
#include "viz/labs/optimizers/race/race.hpp"

namespace lossfield::viz::race {
namespace {

constexpr std::size_t most_named = 3;

// Heights far above the start's are beyond the picture.
Interval tuned_range(const Computed& r) {
    double least = infinity, highest = 0;
    for (const Tuned& tuned : r.tuning.all)
        for (const double v : tuned.heights)
            if (v > 0) least = std::min(least, v), highest = std::max(highest, v);
    const double start = r.height_of(r.loss);
    return logarithmic_range(least, start > 0 ? std::min(highest, headroom * start) : highest);
}

const char* height_words(const Computed& r) { return r.raised() ? "height" : "loss"; }

Panel curves_panel(const Computed& r) {
    const Vector& rates = r.tuning.rates;
    Panel panel{.id = "tuning", .cell = {3, 0, 1, 1}, .legend = false};
    panel.title = fmt::format("final {} after {}", height_words(r), steps_of(r.tuning.steps));
    const Interval tried{rates.front(), rates.back()};
    panel.x = {.label = "rate $η$", .scale = ScaleKind::Log};
    panel.x.range = tried.low < tried.high ? tried : round_range(ScaleKind::Log, tried);
    panel.y.scale = r.lowest ? ScaleKind::Log : ScaleKind::Symlog;
    if (r.lowest) panel.y.range = tuned_range(r);
    // A logarithmic axis has no place for zero.
    const auto lifted = [&](double height) {
        return panel.y.range && !std::isnan(height) ? std::max(height, panel.y.range->low) : height;
    };
    PointSet now{.id = "now", .shape = PointShape::Ring, .size = 9}, best{.id = "best", .size = 9};
    const auto put = [&](PointSet& set, const Tuned& tuned, double rate, double height) {
        if (std::isnan(height) || !panel.x.range->contains(rate)) return;
        set.x.push_back(rate), set.y.push_back(lifted(height));
        set.colours.push_back(optimizer_colour(tuned.optimizer));
    };
    for (const Tuned& tuned : r.tuning.all) {
        const std::string id = facts_of(tuned.optimizer).id;
        const Colour colour = optimizer_colour(tuned.optimizer);
        const Vector heights = each(tuned.heights, lifted);
        // Every dot is a run.
        panel.add(curve(id, "", rates, heights, colour, 1.6, optimizer_dash(tuned.optimizer)));
        panel.add(PointSet{.id = id + "-runs", .x = rates, .y = heights, .colours = {colour}, .size = 3.5});
        put(now, tuned, tuned.rate, tuned.height);
        put(best, tuned, tuned.best_rate, tuned.best_height);
    }
    for (PointSet* set : {&now, &best})
        if (!set->x.empty()) panel.add(std::move(*set));
    return panel;
}

Panel table_of_best(const Computed& r) {
    const std::string loss = height_words(r);
    const std::size_t runs = r.tuning.rates.size();
    const Best best = r.tuning.all.size() > 1 ? Best::Lowest : Best::None;
    Table table{.entries = {.rows = r.tuning.all.size(), .columns = 4}, .gaps = true};
    const auto column = [&](std::string heading, TableColumn look) {
        table.column_labels.push_back(std::move(heading)), table.columns.push_back(std::move(look));
    };
    column("best rate",
           {.digits = 3,
            .help = "Of the rates tried, that whose run ended lowest; of equal ones the smallest."});
    column("final " + loss, {.digits = 3, .best = best});
    column("diverged",
           {.whole = true,
            .help = fmt::format("How many of the {} runs diverged, or ended at no finite loss.", runs)});
    column(loss + " now", {.digits = 3, .best = best});
    for (const Tuned& tuned : r.tuning.all) {
        table.row_labels.push_back(optimizer_title(tuned.optimizer));
        table.row_colours.push_back(optimizer_colour(tuned.optimizer));
        const auto diverged = static_cast<double>(tuned.diverged);
        for (const double v : {tuned.best_rate, tuned.best_height, diverged, tuned.height})
            table.entries.entries.push_back(v);
        table.texts.insert(table.texts.end(), {"", "", "", std::isnan(tuned.height) ? "diverged" : ""});
    }
    Panel panel{.id = "tuned", .kind = PanelKind::Matrix, .cell = {3, 1, 1, 2}, .table = std::move(table)};
    panel.title = fmt::format("equal budgets: {} runs each (discs: the best, rings: now)", runs);
    return panel;
}

}  // namespace

Panels tuning_panels(const Computed& r) { return {curves_panel(r), table_of_best(r)}; }

Jumps tuning_jumps(const Computed& r) {
    Jumps jumps;
    Jump all{"all-tuned", "all at their best", "Every rate at the best of those tried for it."};
    for (const Tuned& tuned : r.tuning.all) {
        if (!tuned.found()) continue;
        const std::string id = facts_of(tuned.optimizer).id, parameter = id + "-rate";
        const std::string label = fmt::format("best of {}", r.tuning.rates.size());
        const std::string help = fmt::format("The rate {}: its run ended at the lowest {}, {} after {}.",
                                             brief(tuned.best_rate, 3), height_words(r),
                                             brief(tuned.best_height, 3), steps_of(r.tuning.steps));
        jumps.push_back({id + "-tuned", label, help, parameter, {{parameter, tuned.best_rate}}});
        if (all.parameter.empty()) all.parameter = parameter;
        all.sets.emplace_back(parameter, tuned.best_rate);
    }
    if (all.sets.size() > 1) jumps.insert(1, std::move(all));
    return jumps;
}

std::string tuning_sentence(const Computed& r) {
    std::vector<const Tuned*> found;
    std::size_t diverged = 0;
    for (const Tuned& tuned : r.tuning.all) {
        diverged += tuned.diverged;
        if (tuned.found()) found.push_back(&tuned);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Tuned* a, const Tuned* b) { return a->best_height < b->best_height; });
    std::vector<std::string> best;
    for (const Tuned* tuned : found)
        best.push_back(fmt::format("{} ({} at the rate {})", facts_of(tuned->optimizer).name,
                                   brief(tuned->best_height, 2), brief(tuned->best_rate, 3)));
    best.resize(std::min(best.size(), most_named));
    std::vector<std::string> better;
    for (const Tuned& tuned : r.tuning.all)
        if (beats_search(tuned)) better.emplace_back(facts_of(tuned.optimizer).name);
    const Vector& rates = r.tuning.rates;
    const std::size_t runs = rates.size();
    const std::vector<std::string> ends = told_apart({rates.front(), rates.back()}, 3);
    return fmt::format(
        "{} optimizer{} with equal budgets, {} runs of {} each at {}: "
        "lowest final {}: {}; {} of {} runs diverged.{}",
        r.tuning.all.size(), r.tuning.all.size() == 1 ? "" : "s", runs, steps_of(r.tuning.steps),
        rates.front() == rates.back() ? "the rate " + ends.front()
                                      : fmt::format("rates from {} to {}", ends.front(), ends.back()),
        height_words(r), best.empty() ? "none" : fmt::format("{}", fmt::join(best, ", ")), diverged,
        r.tuning.runs(),
        better.empty() ? "" : fmt::format(" The rates set end lower still for {}.", fmt::join(better, ", ")));
}

}  // namespace lossfield::viz::race
