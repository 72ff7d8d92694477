// The panels: scores in their zones, both losses over a shift of all scores, the triangle of class probabilities by the class that is
// decided for, the best scores there, and what both losses pull.
#include "viz/fragments/outcomes.hpp"
#include "viz/fragments/simplex.hpp"
#include "viz/labs/margins/multiclass_hinge/multiclass_hinge.hpp"

namespace lossfield::viz::multiclass_hinge {
namespace {

constexpr Interval shift_range{-3, 3};
constexpr double bar_width = 0.6, arrow_length = 0.22;  // of the panel's height, for a pull of 1
const Colour ovr_colour = series(3), cs_colour = series(4);

double reach(const Computed& r) { return std::max(3.0, axis_end(1.1 * largest_size(r.scores))); }

// Where the loss would have the score of class j.
Interval zone_of(const Inputs& in, const Computed& r, std::size_t j, double far) {
    if (in.loss == LossKind::OneVsRest) return j == r.target ? Interval{1, far} : Interval{-far, -1};
    return j == r.target ? Interval{r.scores[r.rival] + 1, far} : Interval{-far, r.scores[r.target] - 1};
}

void add_zones(Panel& panel, const Inputs& in, const Computed& r, double far) {
    Polygon zones{.id = "zones",
                  .label = "where it costs nothing",
                  .fill = {Role::Ink, 0, 0.09},
                  .stroke = {Role::Ink, 0, 0}};
    Curve goals{.id = "goals", .colour = {Role::Ink, 0, 0.7}, .width = 1.6, .dash = Dash::Dashed};
    for (std::size_t j = 0; j < r.scores.size(); ++j) {
        const Interval zone = zone_of(in, r, j, far);
        const double left = static_cast<double>(j) + 1 - 0.42, right = left + 0.84;
        const double border = j == r.target ? zone.low : zone.high;
        goals.x.insert(goals.x.end(), {left, right, nan}),
            goals.y.insert(goals.y.end(), {border, border, nan});
        if (!(zone.length() > 0)) continue;
        zones.x.push_back({left, right, right, left});
        zones.y.push_back({zone.low, zone.low, zone.high, zone.high});
    }
    if (!zones.x.empty()) panel.add(std::move(zones));
    panel.add(std::move(goals));
}

void add_pulls(Panel& panel, const Computed& r, double far) {
    const double hardest = std::max(1.0, largest_size(r.gradient));
    Arrows pulls{.id = "pulls", .label = "pull $-∂L/∂s_j$", .colours = {{Role::Accent}}, .width = 2.2};
    for (std::size_t j = 0; j < r.scores.size(); ++j) {
        if (r.gradient[j] == 0) continue;
        pulls.x.push_back(static_cast<double>(j) + 1), pulls.y.push_back(r.scores[j]);
        pulls.u.push_back(0), pulls.v.push_back(-2 * far * arrow_length * r.gradient[j] / hardest);
    }
    if (!pulls.x.empty()) panel.add(std::move(pulls));
}

// The part of the triangle that one class has: above one half, or where it is the likeliest.
std::vector<math::Barycentric> region_of(bool half, std::size_t k) {
    const auto at = [&](double own, double next, double last) {
        math::Barycentric b{};
        b[k] = own, b[(k + 1) % 3] = next, b[(k + 2) % 3] = last;
        return b;
    };
    if (half) return {at(1, 0, 0), at(0.5, 0.5, 0), at(0.5, 0, 0.5)};
    return {at(1, 0, 0), at(0.5, 0.5, 0), at(1.0 / 3, 1.0 / 3, 1.0 / 3), at(0.5, 0, 0.5)};
}

Polygon filled(std::string id, const std::vector<math::Barycentric>& corners, Colour fill, Colour stroke) {
    Curve outline;
    for (const math::Barycentric& b : corners) add_to(outline, b);
    return {
        .id = std::move(id), .x = {outline.x}, .y = {outline.y}, .fill = fill, .stroke = stroke, .width = 1};
}

}  // namespace

Panel score_panel(const Inputs& in, const Computed& r) {
    const double far = reach(r);
    Panel panel = outcome_panel(
        "scores", in.loss == LossKind::OneVsRest ? "scores: one against the rest" : "scores: Crammer–Singer",
        {0, 0, 2, 1}, r.scores.size(), "s", {-far, far});
    panel.y.label = "score $s_j$";
    panel.x.ticks[r.target].label += " target";
    panel.x.ticks[r.target].colour = series(in.target - 1);
    add_zones(panel, in, r, far);
    Bars bars = outcome_bars("bars", r.scores);
    bars.colours = outcome_colours(r.scores.size(), 0.8), bars.width = bar_width;
    panel.add(std::move(bars));
    panel.add(horizontal_rule("zero", 0));
    add_pulls(panel, r, far);
    for (std::size_t j = 0; j < r.scores.size(); ++j)
        panel.add(outcome_handle("score", fmt::format("score of class {}", j + 1), j, r.scores[j],
                                 MoveEntry{"scores", j, Along::Y, in.shift}));
    return panel;
}

Panel shift_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "shift", .title = "all scores raised by $a$", .cell = {0, 1, 1, 1}};
    panel.x = {.label = "shift $a$", .range = shift_range};
    const auto of = [&](const char* id, const char* label, const math::MulticlassHinge& loss, Colour colour,
                        bool chosen) {
        return drawn(
            sampled_curve(id, label, shift_range, 240, [&](double a) { return loss_at_shift(loss, in, a); }),
            colour, chosen ? 3 : 1.6);
    };
    const bool rest = in.loss == LossKind::OneVsRest;
    Curve ovr = of("one-vs-rest", "one against the rest", one_vs_rest(in), ovr_colour, rest);
    Curve cs = of("crammer-singer", "Crammer–Singer", {LossKind::CrammerSinger}, cs_colour, !rest);
    const double top = std::max(largest_size(ovr.y), largest_size(cs.y));
    panel.y = {.label = "loss $L$", .range = Interval{0, axis_end(1.02 * std::max(1.0, top))}};
    panel.add(std::move(ovr)), panel.add(std::move(cs));
    panel.add(vertical_rule("here", in.shift, {Role::Accent, 0, 0.6}));
    panel.add(point("ovr-now", in.shift, r.ovr_loss, ovr_colour, PointShape::Ring, rest ? 12 : 9));
    panel.add(point("cs-now", in.shift, r.cs_loss, cs_colour, PointShape::Ring, rest ? 9 : 12));
    panel.add(Handle{"shift", "shift of all scores", in.shift, r.loss, MoveReal{"shift", Along::X}});
    return panel;
}

Panel gradient_panel(const Inputs& /*in*/, const Computed& r) {
    Table table{.column_labels = {"$s_j$", "$∂L_{\\text{ovr}}$", "$∂L_{\\text{cs}}$"}, .digits = 2};
    table.entries = {r.scores.size(), 3, {}};
    for (std::size_t j = 0; j < r.scores.size(); ++j) {
        table.entries.entries.insert(table.entries.entries.end(),
                                     {r.scores[j], r.ovr_gradient[j], r.cs_gradient[j]});
        table.row_labels.push_back(fmt::format("{} {}", j == r.target ? "target" : "class", j + 1));
        table.row_colours.push_back(series(static_cast<int>(j)));
    }
    return {.id = "gradients",
            .title = "derivatives of both losses by $s_j$",
            .kind = PanelKind::Matrix,
            .cell = {1, 1, 1, 1},
            .table = std::move(table)};
}

Panel triangle_panel(const Inputs& in, const Computed& r) {
    const bool half = needs_half(in);
    Panel panel{.id = "triangle",
                .title = "for three classes: which one is chosen",
                .kind = PanelKind::Simplex,
                .cell = {0, 2, 1, 1}};
    panel.corners = {{"class 1", series(0)}, {"class 2", series(1)}, {"class 3", series(2)}};
    for (std::size_t k = 0; k < 3; ++k)
        panel.add(filled(fmt::format("region-{}", k + 1), region_of(half, k),
                         series(static_cast<int>(k), 0.3), {Role::Ink, 0, 0.35}));
    if (half) {
        panel.add(filled("undecided", {{0.5, 0.5, 0}, {0, 0.5, 0.5}, {0.5, 0, 0.5}}, {Role::Ink, 0, 0.16},
                         {Role::Ink, 0, 0.35}));
        panel.add(words_at("tie", math::to_plane({0.3, 0.3, 0.4}),
                           in.loss == LossKind::OneVsRest ? "all rejected" : "all alike", Anchor::Centre,
                           {Role::Ink}, true));
    }
    const math::PlanePoint p = math::to_plane({r.p[0], r.p[1], r.p[2]});
    panel.add(point("probabilities", p, {Role::Accent}, PointShape::Ring, 12,
                    r.decided ? fmt::format("class {}", *r.decided + 1) : "no class"));
    panel.add(
        handle_at("probabilities", "class probabilities", p, MoveProbabilities{"probabilities", {0, 1, 2}}));
    return panel;
}

Panel best_panel(const Inputs& in, const Computed& r) {
    Panel panel =
        outcome_panel("best", "best scores for these three classes", {1, 2, 1, 1}, 3, "s", {-1.25, 1.25});
    panel.y.label = "best score $s_j^*$";
    const bool rest = in.loss == LossKind::OneVsRest;
    Bars bars = outcome_bars("chosen", rest ? r.ovr_best : r.cs_best);
    bars.colours = outcome_colours(3, 0.8), bars.width = bar_width;
    panel.add(std::move(bars));
    panel.add(horizontal_rule("zero", 0));
    for (const auto& [id, at] : {std::pair{"accept", 1.0}, {"reject", -1.0}})
        panel.add(horizontal_rule(id, at, {Role::Muted}, Dash::Dotted));
    PointSet other{.id = "other",
                   .label = rest ? "Crammer–Singer's" : "one against the rest's",
                   .colours = {{Role::Ink}},
                   .shape = PointShape::Diamond,
                   .size = 8};
    other.x = outcome_positions(3), other.y = rest ? r.cs_best : r.ovr_best;
    panel.add(std::move(other));
    return panel;
}

Readouts probe_shift(const Inputs& in, const Computed& /*r*/, double x, double /*y*/) {
    return {
        {"ovr-loss", "one against the rest", "$L_{\\text{ovr}}$", loss_at_shift(one_vs_rest(in), in, x)},
        {"cs-loss", "Crammer–Singer", "$L_{\\text{cs}}$", loss_at_shift({LossKind::CrammerSinger}, in, x)}};
}

Readouts probe_triangle(const Inputs& in, const Computed& /*r*/, double x, double y) {
    const auto b = inside_triangle(x, y);
    if (!b) return {};
    const auto decided = math::decided_class(loss_of(in), *b);
    return {{"decided", "decided class", "", decided ? fmt::format("class {}", *decided + 1) : "none"},
            {"best", "best scores", "$s^*$", math::best_scores(loss_of(in), *b)},
            {"least", "least expected loss", "$E$", math::least_expected_loss(loss_of(in), *b)}};
}

}  // namespace lossfield::viz::multiclass_hinge
