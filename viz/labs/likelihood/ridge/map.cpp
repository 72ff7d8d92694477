// The plane of the weights: ellipses of the data, circles of the prior, the path of the solutions and that of the steps.
#include "viz/labs/likelihood/ridge/ridge.hpp"

namespace lossfield::viz::ridge {
namespace {

using math::Pair;

constexpr int round_samples = 160;
constexpr std::size_t dotted_steps = 40;  // steps shown as dots

// centre + first cos + second sin
Curve ellipse(std::string id, std::string label, const Pair& centre, const Pair& first, const Pair& second) {
    Curve round = curve(std::move(id), std::move(label), {}, {}, {Role::Ink}, 1.5);
    for (int i = 0; i <= round_samples; ++i) {
        const double angle = 2 * std::numbers::pi * i / round_samples;
        round.x.push_back(centre[0] + std::cos(angle) * first[0] + std::sin(angle) * second[0]);
        round.y.push_back(centre[1] + std::cos(angle) * first[1] + std::sin(angle) * second[1]);
    }
    return round;
}

Curve circle(std::string id, std::string label, double radius) {
    return ellipse(std::move(id), std::move(label), {0, 0}, {radius, 0}, {0, radius});
}

void add_prior(Panel& panel, const Inputs& in, const Computed& r) {
    for (int k = 1; k <= 2 && in.noise > 0; ++k) {
        Curve deviation = circle(fmt::format("prior-{}", k), k == 1 ? "prior, 1 and 2 deviations" : "",
                                 k * in.noise / std::sqrt(in.lambda));
        deviation.colour.opacity = 0.6;
        deviation.width = 1.2;
        deviation.dash = Dash::Dotted;
        panel.add(std::move(deviation));
    }
    panel.add(circle("circle", "levels that touch", math::length(r.weights)));
    if (rank_deficient(r)) return;
    const double rise = r.data.fit_distance(r.weights, r.full);
    const auto half_axis = [&](std::size_t k) {
        const double reach = rise / r.data.sigma[k];
        return Pair{reach * r.data.directions[k][0], reach * r.data.directions[k][1]};
    };
    panel.add(ellipse("ellipse", "", r.full, half_axis(0), half_axis(1)));
}

void add_steps(Panel& panel, const Computed& r) {
    panel.add(curve("steps", "gradient steps from 0", r.way.w1, r.way.w2, series(5), 1.6, Dash::Dashed));
    PointSet dots{.id = "single-steps", .x = r.way.w1, .y = r.way.w2, .colours = {series(5)}, .size = 3.5};
    dots.x.resize(std::min(dotted_steps, dots.x.size()));
    dots.y.resize(dots.x.size());
    panel.add(std::move(dots));
    if (std::isfinite(math::length(r.stopped)))
        panel.add(point("stopped", r.stopped[0], r.stopped[1], series(5), PointShape::Square, 9,
                        fmt::format("{} steps", brief(r.steps, 3))));
}

}  // namespace

Panel map_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "map",
                .title = "weights: data term and prior",
                .cell = {0, 0, 2, 1},
                .x = {.label = "$w_1$", .range = in.domain.x},
                .y = {.label = "$w_2$", .range = in.domain.y},
                .equal_aspect = true};
    panel.add(
        Contours{.id = "data-term", .field = r.data_term, .levels = {.exactly = r.levels}, .labels = false});
    add_prior(panel, in, r);
    if (in.stopping) add_steps(panel, r);
    Curve path = curve("path", "$w(λ)$", {0}, {0}, {Role::Accent}, 2.6);
    path.x.insert(path.x.end(), r.path.w1.begin(), r.path.w1.end());
    path.y.insert(path.y.end(), r.path.w2.begin(), r.path.w2.end());
    path.x.push_back(r.full[0]), path.y.push_back(r.full[1]);
    panel.add(std::move(path));
    panel.add(point("origin", 0, 0, {Role::Ink}, PointShape::Cross, 8));
    panel.add(point("least-squares", r.full[0], r.full[1], {Role::Accent}, PointShape::Disc, 8,
                    rank_deficient(r) ? "shortest" : "least squares"));
    panel.add(point("truth", in.truth[0], in.truth[1], {Role::Ink}, PointShape::Diamond, 10, "truth"));
    panel.add(point("solution", r.weights[0], r.weights[1], {Role::Accent}, PointShape::Ring, 12));
    panel.add(Handle{"truth",
                     "true weights",
                     in.truth[0],
                     in.truth[1],
                     MovePair{"truth", 0, 1},
                     {Role::Ink},
                     HandleShape::Diamond});
    if (math::length(r.full) > 1e-9)
        panel.add(Handle{"lambda", "strength of the penalty", r.weights[0], r.weights[1],
                         MoveAlong{"lambda", r.path.w1, r.path.w2, r.path.at}});
    return panel;
}

}  // namespace lossfield::viz::ridge
