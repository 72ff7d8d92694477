// Bregman divergences: the gap under a convex function's tangent. Drag p, q and the sample on the line, a, b and c on the
// plane or the simplex; gap, mean, balls and the three-point identity follow.
#include "viz/labs/information/bregman/bregman.hpp"

namespace lossfield::viz::bregman {
namespace {

const Traits point_traits{.group = "Three points", .soft = {0, domain_end}, .min_length = 2, .max_length = 2};

const Traits share_traits{
    .group = "Three points", .soft = {0, 1}, .min_length = 3, .max_length = 3, .distribution = true};

Parameters<Inputs> parameters() {
    return {
        choice(&Inputs::generator, "generator",
               {"Generator", "$φ$", "the strictly convex function whose tangents are taken"},
               {.group = "Generator",
                .options = {{"half-square", "½‖x‖²"},
                            {"negative-entropy", "Σ x log x"},
                            {"itakura-saito", "−Σ log x"},
                            {"quadratic", "½ xᵀW x"}}}),
        real(&Inputs::weight_1, "weight-1",
             {"First weight", "$w_{11}$", "curvature of the quadratic generator along the first coordinate"},
             {.group = "Generator", .soft = {0.1, 10}, .spacing = Spacing::Log}),
        real(
            &Inputs::weight_2, "weight-2",
            {"Second weight", "$w_{22}$", "curvature of the quadratic generator along the second coordinate"},
            {.group = "Generator", .soft = {0.1, 10}, .spacing = Spacing::Log}),
        real(&Inputs::coupling, "coupling",
             {"Coupling", "$ρ$",
              "w₁₂ over the root of w₁₁ w₂₂: turns the ellipses; below 1 in size W is positive definite"},
             {.group = "Generator", .soft = {-0.95, 0.95}, .snaps = {{0, "0"}}}),
        real(&Inputs::q, "q", {"Tangent point", "$q$", "where the tangent touches, on the line"},
             {.group = "On the line", .soft = {0, domain_end}}),
        vector(&Inputs::sample, "sample",
               {"Sample", "$X$", "numbers on the line; the first one is p, whose gap is drawn"},
               {.group = "On the line", .soft = {0, domain_end}, .max_length = 8}),
        choice(&Inputs::over, "over", {"Points in", "", "where the three points and the balls are"},
               {.group = "Three points", .options = {{"plane", "the plane"}, {"simplex", "the simplex"}}}),
        vector(&Inputs::a, "a", {"Point a", "$a$", "the ball around c goes through it"}, point_traits),
        vector(&Inputs::b, "b", {"Point b", "$b$", "the point in between"}, point_traits),
        vector(&Inputs::c, "c", {"Point c", "$c$", "centre of the balls"}, point_traits),
        vector(&Inputs::share_a, "share-a", {"Distribution a", "$a$", "the ball around c goes through it"},
               share_traits),
        vector(&Inputs::share_b, "share-b", {"Distribution b", "$b$", "the point in between"}, share_traits),
        vector(&Inputs::share_c, "share-c", {"Distribution c", "$c$", "centre of the balls"}, share_traits),
        choice(&Inputs::field, "field", {"Contours", "", "which divergence from c is drawn as level lines"},
               {.group = "Picture",
                .options = {{"of-first", "D(x, c)"}, {"of-second", "D(c, x)"}, {"none", "none"}}}),
        whole(&Inputs::levels, "levels",
              {"Number of levels", "", "how many level lines; they lie evenly in the root of the divergence"},
              {.group = "Picture", .soft = {2, 20}}),
    };
}

}  // namespace

Lab lab() {
    return make_lab<Inputs, Computed>({
        .id = "bregman",
        .topic = "information",
        .title = "Bregman divergences",
        .formula =
            R"(D(p, q) = \varphi(p) - \varphi(q) - \langle\nabla\varphi(q),\, p - q\rangle \qquad )"
            R"(D(a, c) = D(a, b) + D(b, c) + \langle\nabla\varphi(b) - \nabla\varphi(c),\, a - b\rangle \qquad )"
            R"(\arg\min_q\, \mathbb{E}\, D(X, q) = \mathbb{E}\, X)",
        .formulas = {},
        .parameters = parameters(),
        .presets = presets(),
        .compute = compute,
        .draw = draw,
        .probe = probe,
    });
}

}  // namespace lossfield::viz::bregman
