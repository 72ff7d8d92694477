// The square of one pair: its loss over (s_n, s_p), the field that training follows, the decision boundary, and the pair's way.
#include "viz/labs/margins/pair_ranking/pair_ranking.hpp"

namespace lossfield::viz::pair_ranking {
namespace {

constexpr int arrows_each_way = 11;

// Where the exponent vanishes. The unified loss: a line. Circle loss: with m > 0 a circle about the goal, which goes on straight where the
// negative's ramp has ended; with m <= 0 the exponent is 0 in a whole corner and positive everywhere else: the corner's edge.
Curve boundary(const Inputs& in) {
    Curve line = curve("boundary", "$L$ = log 2", {}, {}, {Role::Ink}, 2.2, Dash::LongDashed);
    const double m = in.margin;
    if (in.kind == math::PairLossKind::Unified) {
        line.x = {-1, 1}, line.y = {-1 + m, 1 + m};
    } else if (has_no_inside(in)) {
        line.x = {-1, -m, -m}, line.y = {1 + m, 1 + m, 1};
    } else {
        line.x = {-1}, line.y = {1 - m};
        const double radius = std::sqrt(2.0) * m;
        for (int i = 0; i <= 60; ++i) {
            const double turn = std::numbers::pi * (-0.75 + 0.75 * i / 60);
            line.x.push_back(radius * std::cos(turn)), line.y.push_back(1 + radius * std::sin(turn));
        }
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
    panel.add(boundary(in));
    panel.add(curve("way", "", r.run.negative, r.run.positive, {Role::Accent}, 2.2));
    if (in.kind == math::PairLossKind::Circle)
        panel.add(labelled(point("goal", 0, 1, {Role::Ink}, PointShape::Diamond, 10), "goal"));
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
