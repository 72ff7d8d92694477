// Least squares as the nearest point: three observations are a point of space, the columns span a plane in it, and the fit
// is the foot of the perpendicular. On a convex set the right angle becomes an obtuse one.
#include "viz/labs/likelihood/projection/projection.hpp"

namespace lossfield::viz::projection {
namespace {

constexpr double flat = 0.45;  // the least height of the box, of its ground

std::array<Interval, 3> box_of(const Inputs& in, const Computed& r) {
    std::array<Interval, 3> box{};
    const auto hold = [&](const math::SpacePoint& p) {
        for (std::size_t k = 0; k < 3; ++k) box[k] = holding(box[k], p[k]);
    };
    for (const auto& p : {r.seen.y, r.seen.fitted, r.seen.inside, r.seen.one}) hold(p);
    if (disc(in)) {
        // As far as the rim reaches along each axis.
        const auto reach = [&, &a = r.seen.first, &b = r.seen.second](std::size_t k) {
            return in.radius * std::sqrt(a[k] * a[k] + b[k] * b[k]);
        };
        const math::SpacePoint corner(reach(0), reach(1), reach(2));
        hold(corner), hold(-corner);
    }
    Interval all = box[0];
    for (const Interval& side : box) all = holding(holding(all, side.low), side.high);
    if (all.length() < 1e-6) all = {-1, 1};
    if (!r.orthonormal) {
        box.fill(round_range(ScaleKind::Linear, all));
        return box;
    }
    for (const std::size_t k : {0U, 1U}) {
        const double more = std::max(0.0, 0.5 * all.length() - box[k].length()) / 2;
        box[k] = round_range(ScaleKind::Linear, {box[k].low - more, box[k].high + more});
    }
    const double ground = std::max(box[0].length(), box[1].length());
    box[2] = round_range(ScaleKind::Linear, {box[2].low, std::max(box[2].high, flat * ground)});
    return box;
}

Parameters<Inputs> parameters() {
    const Interval hard{-1000, 1000};
    return {
        vector(&Inputs::x, "x", {"Places", "$x$", "the second column of X, the first being 1"},
               {.group = "Data", .soft = {-3, 3}, .hard = hard, .min_length = 3, .max_length = 20}),
        vector(&Inputs::y, "y",
               {"Observations", "$y$", "what is fitted: with three of them a point of space"},
               {.group = "Data",
                .soft = {-3, 4},
                .hard = hard,
                .min_length = 3,
                .max_length = 20,
                .length_of = "x"}),
        choice(&Inputs::set, "set",
               {"Onto", "", "the whole plane of the columns, or a disc about the origin in it"},
               {{Onto::Plane, "plane", "the plane"}, {Onto::Disc, "disc", "a disc"}}, {.group = "Set"}),
        real(&Inputs::radius, "radius", {"Radius", "$R$", "of the disc"},
             {.group = "Set", .soft = {0.1, 6}, .hard = {0.001, 1000}}),
        vector(&Inputs::inside, "inside",
               {"Point of the set", "$s$",
                "a point of the columns' plane: coordinates along 1 and along the centred x"},
               {.group = "Set", .soft = {-4, 4}, .hard = hard, .min_length = 2, .max_length = 2}),
        choice(&Inputs::axes, "axes",
               {"Axes", "", "the observations themselves, or directions along and across the plane"},
               {{Axes::Observations, "observations", "the observations"},
                {Axes::Orthonormal, "orthonormal", "along and across the plane"}},
               {.group = "Picture"}),
        toggle(&Inputs::centred, "centred", {"Angle of R²", "", "y and its projection as seen from the mean"},
               {.group = "Picture"}),
    };
}

}  // namespace

double Computed::size() const { return std::max({box[0].length(), box[1].length(), box[2].length()}); }

bool exact(const Computed& r) { return std::sqrt(r.rest) <= rounding * std::max(std::sqrt(r.whole), 1e-300); }
bool on_rim(const Inputs& in, const Computed& r) { return disc(in) && r.in_span > in.radius; }
bool outside(const Inputs& in, const Computed& r) { return disc(in) && r.inside > in.radius * (1 + 1e-12); }
bool at_foot(const Computed& r) { return r.way <= rounding * r.size(); }
bool level(const Computed& r) { return !std::isfinite(r.squared_cosine); }

Computed compute(const Inputs& in, Detail /*detail*/, std::stop_token /*stop*/) {
    const auto radius = disc(in) ? std::optional(in.radius) : std::nullopt;
    const bool orthonormal = in.axes == Axes::Orthonormal || in.y.size() > 3;
    Computed r{math::project_onto_line_fits(in.x, in.y, {in.inside[0], in.inside[1]}, radius, orthonormal),
               orthonormal};
    r.box = box_of(in, r);
    return r;
}

Lab lab() {
    return make_lab<Inputs, Computed>({
        .id = "projection",
        .topic = "likelihood",
        .title = "Least-squares projection",
        .formula = nearest_formula,
        .formulas = {plane_formula, line_formula, right_angle_formula, disc_formula, obtuse_formula},
        .parameters = parameters(),
        .presets =
            {{"disc", "Onto a disc",
              "The nearest point of a convex set: at the rim the angle to all its other points is obtuse.",
              Inputs{.set = Onto::Disc, .axes = Axes::Orthonormal}},
             {"angle", "The angle of R²",
              "Seen from the mean, R² is the squared cosine of the angle between y and its projection.",
              Inputs{.y = {0.5, 2.6, 2.2}, .centred = true}},
             {"in-the-plane", "A perfect fit", "The points lie on a line: y lies in the plane.",
              Inputs{.y = {0.5, 1.5, 2.5}}},
             {"no-slope", "Nothing explained",
              "The perpendicular falls on the mean: the slope is 0 and so is R².", Inputs{.y = {1, 2.8, 1}}},
             {"ten-points", "Ten points",
              "Ten dimensions, of which three matter: the columns' plane and the direction across it.",
              Inputs{.x = {-2.2, -1.8, -1.1, -0.7, -0.2, 0.3, 0.9, 1.2, 1.9, 2.4},
                     .y = {-0.6, 0.2, -0.9, 0.5, 0.1, 1.2, 0.3, 1.7, 1.1, 2.2}}},
             {"same-x", "All at one place",
              "The columns are multiples of one another: the plane is only a line.",
              Inputs{.x = {1.5, 1.5, 1.5}}, failure}},
        .compute = compute,
        .draw = draw,
        .probes = {{"data", probe_data}, {"hat-matrix", probe_hat}},
    });
}

}  // namespace lossfield::viz::projection
