// The square of one pair: its loss over (s_n, s_p), the field that training follows, the decision boundary, and the pair's way.
#include "viz/labs/margins/pair_ranking/pair_ranking.hpp"

namespace lossfield::viz::pair_ranking {
namespace {

constexpr int arrows_each_way = 11;

// Where the exponent vanishes: a line of slope 1, or a circle about the goal; none where no radius is.
Curve boundary(const Inputs& in) {
    Curve line = curve("boundary", "$L$ = log 2", {}, {}, {Role::Ink}, 2.2, Dash::LongDashed);
    if (in.kind == math::PairLossKind::Unified) {
        line.x = {-1, 1}, line.y = {-1 + in.margin, 1 + in.margin};
        return line;
    }
    if (in.margin <= 0) return line;
    const double radius = std::sqrt(2.0) * in.margin;
    for (int i = 0; i <= 120; ++i) {
        const double turn = 2 * std::numbers::pi * i / 120;
        const double n = radius * std::cos(turn), p = 1 + radius * std::sin(turn);
        // Beyond the ramps' ends, s_n = -m and s_p = 1 + m, the exponent is another.
        const bool active = n >= -in.margin && p <= 1 + in.margin;
        line.x.push_back(active ? n : nan), line.y.push_back(active ? p : nan);
    }
    return line;
}

Arrows field(const Inputs& in, const Interval& range) {
    Arrows arrows{.id = "field", .length = ArrowLength::Uniform, .colours = {{Role::Ink, 0, 0.65}}};
    arrows.pixels = 15;
    for (int i = 0; i <= arrows_each_way; ++i)
        for (int j = 0; j <= arrows_each_way; ++j) {
            const double n = std::lerp(range.low, range.high, (i + 0.5) / (arrows_each_way + 1));
            const double p = std::lerp(range.low, range.high, (j + 0.5) / (arrows_each_way + 1));
            const math::PairGradient g = math::pair_loss(pair_loss_of(in), Vector{p}, Vector{n});
            const bool whole = in.pull == Pull::True;
            arrows.x.push_back(n), arrows.y.push_back(p);
            arrows.u.push_back(-(whole ? g.negative[0] : g.detached_negative[0]));
            arrows.v.push_back(-(whole ? g.positive[0] : g.detached_positive[0]));
        }
    return arrows;
}

}  // namespace

Panel square_panel(const Inputs& in, const Computed& r, const Standing& s) {
    Panel panel{
        .id = "square", .title = "one pair of similarities", .cell = {0, 1, 1, 1}, .equal_aspect = true};
    panel.x = {.label = "negative $s_n$", .range = r.field.domain.x};
    panel.y = {.label = "positive $s_p$", .range = r.field.domain.y};
    panel.colour_bar = ColourBar{.label = "loss of the pair", .mark = "pair-loss"};
    panel.add(Contours{.id = "pair-loss", .field = r.field, .levels = {LevelRule::Linear, in.levels}});
    panel.add(field(in, r.field.domain.x));
    if (Curve line = boundary(in); !line.x.empty()) panel.add(std::move(line));
    panel.add(curve("way", "", r.run.negative, r.run.positive, {Role::Accent}, 2.2));
    panel.add(point("goal", 0, 1, {Role::Ink}, PointShape::Diamond, 10));
    panel.add(
        point("pair", r.run.negative[s.step], r.run.positive[s.step], {Role::Accent}, PointShape::Ring, 12));
    panel.add(handle_at("pair-start", "the pair at the start", {in.negative, in.positive},
                        MoveTwo{"negative", "positive"}));
    return panel;
}

Readouts probe_square(const Inputs& in, const Computed& /*r*/, double x, double y) {
    const math::PairGradient g = math::pair_loss(pair_loss_of(in), Vector{y}, Vector{x});
    return {{"pair-loss", "loss of the pair", "", g.loss, "nats"},
            {"negative-slope", "true slope by $s_n$", "", g.negative[0]},
            {"positive-slope", "true slope by $s_p$", "", g.positive[0]}};
}

}  // namespace lossfield::viz::pair_ranking
