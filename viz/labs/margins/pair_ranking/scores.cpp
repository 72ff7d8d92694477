// The scores on their axis, a row for every label, with the pull on each and the pairs it comes from; how loss and order agree; the run.
#include "viz/labs/margins/pair_ranking/pair_ranking.hpp"

namespace lossfield::viz::pair_ranking {
namespace {

constexpr double spread = 0.5;  // of a row's height that its scores stand apart by
constexpr double reach = 0.3;   // of the axis: an arrow as long as the whole budget lambda
constexpr double seen = 0.02;   // least share of the pull that a pair is drawn for

// Rows from below: the labels that occur, each once.
Vector rows_of(const Vector& labels) {
    Vector rows = labels;
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

struct Places {
    std::vector<std::size_t> row{};
    Vector height{};
};

// Scores of one label stand one above the other.
Places places_of(const Vector& labels, const Vector& rows) {
    Places places;
    std::vector<std::size_t> count(rows.size()), seen_of(rows.size());
    for (const double y : labels) {
        places.row.push_back(
            static_cast<std::size_t>(std::lower_bound(rows.begin(), rows.end(), y) - rows.begin()));
        ++count[places.row.back()];
    }
    for (const std::size_t row : places.row) {
        const double share = static_cast<double>(++seen_of[row]) / static_cast<double>(count[row] + 1);
        places.height.push_back(static_cast<double>(row) + spread * (share - 0.5));
    }
    return places;
}

Interval axis_of(const Inputs& in, const Computed& r) {
    if (in.cosines) return {-1.1, 1.1};
    Interval range{in.scores[0], in.scores[0]};
    for (const Vector& f : r.run.scores) range = holding(range, f);
    const double air =
        0.08 * std::max(range.length(), 1e-3 * std::max(1.0, largest_size({range.low, range.high})));
    return round_range(ScaleKind::Linear, {range.low - air, range.high + air});
}

// Pairs by the share of the pull that is theirs, in three strengths.
void add_pairs(Panel& panel, const Vector& f, const Places& places, const Standing& s) {
    struct Strength {
        const char* id;
        double from, width, opacity;
    };
    constexpr std::array strengths{Strength{"pairs-most", 0.3, 2.2, 0.75},
                                   Strength{"pairs-some", 0.1, 1.3, 0.45},
                                   Strength{"pairs-faint", seen, 0.8, 0.25}};
    std::string label = "pairs, by their share of the pull";
    double below = infinity;
    for (const Strength& strength : strengths) {
        Curve lines = curve(strength.id, "", {}, {}, {Role::Ink, 0, strength.opacity}, strength.width);
        for (const math::RankedPair& pair : s.pairs) {
            const double share = s.active > 0 ? pair.weight / s.active : 0;
            if (share < strength.from || share >= below) continue;
            lines.x.insert(lines.x.end(), {f[pair.higher], f[pair.lower], nan});
            lines.y.insert(lines.y.end(), {places.height[pair.higher], places.height[pair.lower], nan});
        }
        below = strength.from;
        if (lines.x.empty()) continue;
        lines.label = std::exchange(label, "");
        panel.add(std::move(lines));
    }
}

}  // namespace

Panel scores_panel(const Inputs& in, const Computed& r, const Standing& s) {
    const Vector& f = r.run.scores[s.step];
    const Vector rows = rows_of(r.labels);
    const Places places = places_of(r.labels, rows);
    Panel panel{
        .id = "scores", .title = "scores, pulled into the order of their labels", .cell = {0, 0, 1, 1}};
    panel.x = {.label = in.cosines ? "score $f$ (cosine)" : "score $f$", .range = axis_of(in, r)};
    panel.y = {.label = "label $y$", .range = Interval{-0.5, static_cast<double>(rows.size()) - 0.5}};
    for (std::size_t k = 0; k < rows.size(); ++k)
        panel.y.ticks.push_back({static_cast<double>(k), brief(rows[k], 6), series(static_cast<int>(k))});
    add_pairs(panel, f, places, s);
    Curve ways = curve("ways", "", {}, {}, {Role::Muted, 0, 0.7}, 1, Dash::Dotted);
    Arrows pull{.id = "pull", .label = "$-∂L/∂f$ over $λ$", .colours = {}, .width = 2.2};
    PointSet now{.id = "now", .x = f, .y = places.height, .size = 11};
    for (std::size_t i = 0; i < f.size(); ++i) {
        const Colour colour = series(static_cast<int>(places.row[i]));
        now.colours.push_back(colour);
        ways.x.insert(ways.x.end(), {in.scores[i], f[i], nan});
        ways.y.insert(ways.y.end(), {places.height[i], places.height[i], nan});
        pull.x.push_back(f[i]), pull.y.push_back(places.height[i]);
        pull.u.push_back(-s.ranking.gradient[i] / in.lambda * reach * panel.x.range->length()),
            pull.v.push_back(0);
        pull.colours.push_back({Role::Accent});
        panel.add(handle_at("score-" + std::to_string(i + 1),
                            "score " + std::to_string(i + 1) + " at the start",
                            {in.scores[i], places.height[i]}, MoveEntry{"scores", i, Along::X}, colour));
    }
    panel.add(std::move(ways));
    panel.add(PointSet{.id = "start",
                       .x = in.scores,
                       .y = places.height,
                       .colours = now.colours,
                       .shape = PointShape::Ring,
                       .size = 6});
    panel.add(std::move(now));
    panel.add(std::move(pull));
    return panel;
}

Panel agreement_panel(const Computed& r, const Standing& s) {
    Panel panel{.id = "agreement", .title = "order against loss", .cell = {1, 0, 1, 1}};
    const double top = axis_end(largest_size(holding({0, r.run.loss[0]}, r.random_loss).high > 0
                                                 ? Vector{holding({0, r.run.loss[0]}, r.random_loss).high}
                                                 : Vector{1}));
    panel.x = {.label = "loss $L$", .range = Interval{0, top}};
    panel.y = {.label = "Spearman's $ρ$", .range = Interval{-1.1, 1.1}};
    if (no_pairs(r)) {
        panel.add(words_at("undefined", {top / 2, 0}, "all labels are equal: $ρ$ is not defined",
                           Anchor::Centre, {Role::Muted}));
        return panel;
    }
    panel.add(PointSet{.id = "random",
                       .label = "random scores",
                       .x = r.random_loss,
                       .y = r.random_agreement,
                       .colours = {{Role::Muted, 0, 0.5}},
                       .size = 4});
    panel.add(curve("run", "the run", r.run.loss, r.run.agreement, series(0), 2));
    panel.add(
        point("here", r.run.loss[s.step], r.run.agreement[s.step], {Role::Accent}, PointShape::Ring, 12));
    return panel;
}

Panel loss_panel(const Computed& r, const Standing& s) {
    Panel panel = course_panel("course", "the run", "loss", r.run.loss, static_cast<long long>(s.step));
    panel.cell = {1, 1, 1, 1};
    panel.marks.back() = labelled(std::get<Curve>(panel.marks.back()), "ranking");
    add_course(panel, "pair-course", "the pair", r.run.pair_loss, series(1), Dash::Dashed);
    return panel;
}

}  // namespace lossfield::viz::pair_ranking
