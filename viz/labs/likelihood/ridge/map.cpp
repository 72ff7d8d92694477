// The plane of the weights: ellipses of the data, circles of the prior, the path of the solutions and that of the steps.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "viz/labs/likelihood/ridge/ridge.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz::ridge {
namespace {

constexpr int round_samples = 160;
constexpr int dotted_steps = 40;  // steps shown as dots

// centre + first cos + second sin
Curve ellipse(std::string id, std::string label, const Eigen::Vector2d& centre, const Eigen::Vector2d& first,
              const Eigen::Vector2d& second) {
    auto curve = named<Curve>(std::move(id), std::move(label));
    for (int i = 0; i <= round_samples; ++i) {
        const double angle = 2 * std::numbers::pi * i / round_samples;
        const Eigen::Vector2d p = centre + std::cos(angle) * first + std::sin(angle) * second;
        curve.x.push_back(p[0]), curve.y.push_back(p[1]);
    }
    return curve;
}

Curve circle(std::string id, std::string label, double radius) {
    return ellipse(std::move(id), std::move(label), {0, 0}, {radius, 0}, {0, radius});
}

void add_prior(Panel& panel, const Inputs& in, const Computed& r) {
    for (int k = 1; k <= 2 && in.noise > 0; ++k) {
        Curve deviation = circle(fmt::format("prior-{}", k), k == 1 ? "prior, 1 and 2 deviations" : "",
                                 k * in.noise / std::sqrt(in.lambda));
        deviation.colour = {Role::Ink, 0, 0.6};
        deviation.width = 1.2;
        deviation.dash = Dash::Dotted;
        panel.add(std::move(deviation));
    }
    Curve through = circle("circle", "levels that touch", r.weights.norm());
    through.colour = {Role::Ink};
    through.width = 1.5;
    panel.add(std::move(through));
    if (rank_deficient(r)) return;
    const double rise = (r.x * (r.weights - r.full)).norm();
    Curve level = ellipse("ellipse", "", r.full, rise / r.system.sigma[0] * r.system.v.col(0),
                          rise / r.system.sigma[1] * r.system.v.col(1));
    level.colour = {Role::Ink};
    level.width = 1.5;
    panel.add(std::move(level));
}

void add_steps(Panel& panel, const Computed& r) {
    panel.add(Curve{.id = "steps",
                    .label = "gradient steps from 0",
                    .x = r.steps_1,
                    .y = r.steps_2,
                    .colour = series(5),
                    .width = 1.6,
                    .dash = Dash::Dashed});
    auto dots = named<PointSet>("single-steps");
    const auto shown = static_cast<std::ptrdiff_t>(std::min<std::size_t>(dotted_steps, r.steps_1.size()));
    dots.x.assign(r.steps_1.begin(), r.steps_1.begin() + shown);
    dots.y.assign(r.steps_2.begin(), r.steps_2.begin() + shown);
    dots.colours = {series(5)};
    dots.size = 3.5;
    panel.add(std::move(dots));
    if (!std::isfinite(r.stopped.norm())) return;
    panel.add(PointSet{.id = "stopped",
                       .x = {r.stopped[0]},
                       .y = {r.stopped[1]},
                       .colours = {series(5)},
                       .shape = PointShape::Square,
                       .size = 9,
                       .texts = {fmt::format("{} steps", brief(r.steps, 3))}});
}

PointSet place(const char* id, double x, double y, PointShape shape, double size, Colour colour) {
    auto point = named<PointSet>(id);
    point.x = {x}, point.y = {y};
    point.shape = shape;
    point.size = size;
    point.colours = {colour};
    return point;
}

}  // namespace

Panel map_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "map", .title = "weights: data term and prior", .cell = {0, 0, 2, 1}};
    panel.x.label = "$w_1$", panel.y.label = "$w_2$";
    panel.x.range = in.domain.x, panel.y.range = in.domain.y;
    panel.equal_aspect = true;
    auto term = named<Contours>("data-term");
    term.field = r.data_term;
    term.levels.exactly = r.levels;
    term.labels = false;
    panel.add(std::move(term));
    add_prior(panel, in, r);
    if (in.stopping) add_steps(panel, r);
    auto path = named<Curve>("path", "$w(λ)$");
    path.x.push_back(0), path.y.push_back(0);
    path.x.insert(path.x.end(), r.path_1.begin(), r.path_1.end());
    path.y.insert(path.y.end(), r.path_2.begin(), r.path_2.end());
    path.x.push_back(r.full[0]), path.y.push_back(r.full[1]);
    path.colour = {Role::Accent};
    path.width = 2.6;
    panel.add(std::move(path));
    panel.add(place("origin", 0, 0, PointShape::Cross, 8, {Role::Ink}));
    PointSet full = place("least-squares", r.full[0], r.full[1], PointShape::Disc, 8, {Role::Accent});
    full.texts = {rank_deficient(r) ? "shortest" : "least squares"};
    panel.add(std::move(full));
    PointSet truth = place("truth", in.truth[0], in.truth[1], PointShape::Diamond, 10, {Role::Ink});
    truth.texts = {"truth"};
    panel.add(std::move(truth));
    PointSet solution = place("solution", r.weights[0], r.weights[1], PointShape::Ring, 12, {Role::Accent});
    panel.add(std::move(solution));
    panel.add(Handle{"truth",
                     "true weights",
                     in.truth[0],
                     in.truth[1],
                     MovePair{"truth", 0, 1},
                     {Role::Ink},
                     HandleShape::Diamond});
    if (r.full.norm() > 1e-9)
        panel.add(Handle{"lambda", "strength of the penalty", r.weights[0], r.weights[1],
                         MoveAlong{"lambda", r.path_1, r.path_2, r.lambdas}});
    return panel;
}

}  // namespace lossfield::viz::ridge
