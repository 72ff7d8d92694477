// The picture of the basins: the map, every start in its class with paths over it, when starts arrive, and how the loss of one
// path falls.
#include "viz/labs/optimizers/basins/basins.hpp"

namespace lossfield::viz::basins {
namespace {

constexpr std::size_t told_minima = 6;    // named in legend and histogram; the others are "other minima"
constexpr double lowest_share = 1e-16;    // of the greatest loss: where its axis ends
constexpr std::size_t most_places = 200;  // more would cover the map
constexpr std::size_t most_steps = 400;   // of a path that have a dot
constexpr Colour ink{Role::Ink};
constexpr Colour resting_colour{Role::Muted, 0, 0.8}, unsettled_colour{Role::Muted, 0, 0.3},
    lost_colour{Role::Ink, 0, 0.85};

Colour colour_of_minimum(std::size_t k) { return series(static_cast<int>(k % 10)); }

void add_path(Panel& panel, const std::string& id, const Path& path, double width) {
    if (path.x.empty()) return;
    panel.add(curve(id + "-halo", "", path.x, path.y, {Role::Ground, 0, 0.75}, width + 2.4));
    panel.add(curve(id, "", path.x, path.y, ink, width));
    PointSet steps{.id = id + "-steps", .x = path.x, .y = path.y, .colours = {ink}, .size = 3.2};
    steps.x.resize(std::min(path.x.size(), most_steps));
    steps.y.resize(steps.x.size());
    panel.add(std::move(steps));
}

Panel map_panel(const Inputs& in, const Computed& r, const Path& pointed) {
    const AxisNames names = axis_names(r.landscape);
    const char* optimizer = math::facts(optimizer_of(in, number_of(in.optimizer))).name;
    Panel panel{.id = map_id, .cell = {0, 0, 2, 1}, .equal_aspect = true, .legend = false};
    panel.title = fmt::format("where {} ends from each start", optimizer);
    panel.x = {.label = "start " + names.x, .range = in.domain().x};
    panel.y = {.label = "start " + names.y, .range = in.domain().y};
    if (r.side > 0) {
        std::vector<Colour> colours;
        for (std::size_t k = 0; k < r.points.minima.size(); ++k) colours.push_back(colour_of_minimum(k));
        colours.insert(colours.end(), {resting_colour, unsettled_colour, lost_colour});
        if (in.shade && r.fastest < r.slowest)
            panel.colour_bar = ColourBar{.label = "steps until arrival",
                                         .scale = {.low = r.fastest, .high = r.slowest, .logarithmic = true},
                                         .mark = "basins"};
        panel.add(Heat{"basins", "", {r.centres, r.side, r.side, r.classes}, {}, false, colours, r.shade});
    }
    if (in.contours)
        panel.add(Contours{.id = "height",
                           .field = r.height,
                           .levels = {r.lowest ? LevelRule::Logarithmic : LevelRule::Linear, 9, {}},
                           .filled = false,
                           .labels = false,
                           .line_colour = {Role::Ink, 0, 0.4}});
    const auto add = [&](const char* id, const auto& places, PointShape shape, double size) {
        std::vector<math::PlanePoint> shown;
        for (const math::PlanePoint& p : places)
            if (contains(in.domain(), p)) shown.push_back(p);
        if (shown.size() > most_places) return;
        add_places(panel, {.id = id, .colours = {ink}, .shape = shape, .size = size}, shown);
    };
    add("minima", r.points.minima, PointShape::Cross, 9);
    if (r.shares[r.resting()] > 0) {
        add("saddles", r.points.saddles, PointShape::Diamond, 7);
        add("maxima", r.points.maxima, PointShape::Triangle, 7);
    }
    add_path(panel, "pointer-path", pointed, 1.3);
    add_path(panel, "path", r.path, 1.8);
    panel.add(Handle{"start", "start", in.start[0], in.start[1], MovePair{"start", 0, 1}, ink});
    return panel;
}

Panel arrivals_panel(const Computed& r) {
    Panel panel{.id = "arrivals", .title = "steps until arrival, by minimum", .cell = {0, 1, 1, 1}};
    panel.x.label = "steps until arrival", panel.y.label = "share of starts (%)";
    const auto order = by_share(r);
    const std::size_t bins = r.arrivals.empty() ? 0 : r.arrivals.front().size();
    const auto starts = static_cast<double>(r.taken.size() - r.unusable);
    Vector base(bins, 0);
    const auto add = [&](std::string id, std::string label, Colour colour,
                         const std::vector<std::size_t>& minima) {
        Bars bars{.id = std::move(id), .label = std::move(label), .colours = {colour}, .width = 0.9 * r.bin};
        for (std::size_t b = 0; b < bins; ++b) {
            double height = 0;
            for (const std::size_t k : minima) height += 100 * r.arrivals[k][b] / starts;
            bars.position.push_back((static_cast<double>(b) + 0.5) * r.bin);
            bars.base.push_back(base[b]);
            base[b] += height;
            bars.value.push_back(base[b]);
        }
        panel.add(std::move(bars));
    };
    for (std::size_t i = 0; i < std::min(told_minima, order.size()); ++i) {
        const std::size_t k = order[i];
        add(fmt::format("minimum-{}", k + 1), place_of_minimum(r, k) + " " + percent(r.shares[k]),
            colour_of_minimum(k), {k});
    }
    if (order.size() > told_minima) {
        const std::vector<std::size_t> rest(order.begin() + told_minima, order.end());
        double share = 0;
        for (const std::size_t k : rest) share += r.shares[k];
        add("other-minima", fmt::format("{} other minima {}", rest.size(), percent(share)),
            {Role::Muted, 0, 0.7}, rest);
    }
    // What does not arrive has no bar, but a colour on the map.
    const auto name = [&](const char* id, const char* words, std::size_t kind, const Colour& colour) {
        if (!(r.shares[kind] > 0)) return;
        panel.add(Bars{.id = id, .label = words + (" " + percent(r.shares[kind])), .colours = {colour}});
    };
    name("resting", "at a saddle or a maximum", r.resting(), resting_colour);
    name("unsettled", "under way", r.unsettled(), unsettled_colour);
    name("diverged", "diverged", r.lost(), lost_colour);
    panel.x.range = Interval{0, r.bin * std::ceil(r.usual / r.bin)};
    const double top = bins == 0 ? 0 : *std::max_element(base.begin(), base.end());
    panel.y.range = Interval{0, top > 0 ? 1.08 * top : 1};
    return panel;
}

Panel loss_panel(const Inputs& in, const Computed& r, const Path& pointed) {
    const std::size_t last = std::max<std::size_t>({1, r.path.steps, pointed.steps});
    Panel panel{.id = "loss", .title = "loss $f$", .cell = {1, 1, 1, 1}};
    if (r.lowest && *r.lowest != 0) panel.title = "loss above the lowest minimum";
    panel.x = {.label = fmt::format("step (of at most {})", in.steps),
               .range = Interval{0, static_cast<double>(last)}};
    double highest = 0, least = infinity;
    for (const Path* path : {&r.path, &pointed})
        for (const double v : path->values)
            if (std::isfinite(v) && v > 0) highest = std::max(highest, v), least = std::min(least, v);
    const bool logarithmic = r.lowest && highest > 0;
    panel.y.scale = logarithmic ? ScaleKind::Log : r.lowest ? ScaleKind::Linear : ScaleKind::Symlog;
    if (logarithmic)
        panel.y.range = round_range(ScaleKind::Log, {std::max(least, lowest_share * highest), highest});
    const double low = logarithmic ? panel.y.range->low : -infinity;
    const auto add = [&](const char* id, const char* label, const Path& path, Colour colour) {
        if (path.values.empty()) return;
        Vector steps(path.values.size());
        std::iota(steps.begin(), steps.end(), 0.0);
        const auto shown = [&](double v) { return std::isfinite(v) ? std::max(v, low) : nan; };
        panel.add(curve(id, label, std::move(steps), each(path.values, shown), colour, 1.8));
    };
    add("pointer-path", "from the pointer", pointed, {Role::Muted});
    add("path", "from the start", r.path, r.path.goal ? colour_of_minimum(*r.path.goal) : ink);
    return panel;
}

}  // namespace

Figure draw(const Inputs& in, const Computed& r, const View& view) {
    const auto pointer = pointed_at(view, map_id);
    const Path pointed = pointer && runs(r) ? path_from(in, r, *pointer) : Path{};
    Figure figure{.panels = {map_panel(in, r, pointed), arrivals_panel(r), loss_panel(in, r, pointed)},
                  .lead = map_id,
                  .readouts = readouts(r),
                  .notices = notices(in, r),
                  .caption = caption(in, r)};
    figure.formulas = {arrival_formula};
    if (runs(r))
        for (std::string& f : update_formulas(in, {number_of(in.optimizer)}))
            figure.formulas.push_back(std::move(f));
    std::array<bool, math::optimizer_count> used{};
    used[number_of(in.optimizer)] = runs(r);
    for (std::size_t k = 0; k < math::optimizer_count; ++k)
        if (const auto why = math::unfit(math::default_optimizer(k), r.landscape, {1, 1}))
            figure.unfit.push_back({"optimizer", math::facts(math::default_optimizer(k)).id, *why});
    hide_landscape_parameters(figure, in);
    hide_optimizer_parameters(figure, in, used);
    return figure;
}

}  // namespace lossfield::viz::basins
