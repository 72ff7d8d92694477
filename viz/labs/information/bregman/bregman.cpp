// Bregman divergences: the gap under a convex function's tangent. Drag p, q and the sample on the line, a, b and c on the
// plane or the simplex; gap, mean, balls and the three-point identity follow.
#include "viz/labs/information/bregman/bregman.hpp"

namespace lossfield::viz::bregman {
namespace {

using math::Generator;

Parameters<Inputs> place_of(Vector Inputs::*member, const char* name, const char* help) {
    return vector(member, name, {std::string("Point ") + name, std::string("$") + name + "$", help},
                  {.soft = {0, domain_end}, .min_length = 2, .max_length = 2});
}

Parameters<Inputs> share_of(Vector Inputs::*member, const char* name, const char* help) {
    return vector(member, std::string("share-") + name,
                  {std::string("Distribution ") + name, std::string("$") + name + "$", help},
                  {.min_length = 3, .max_length = 3, .distribution = true});
}

Parameters<Inputs> parameters() {
    const Traits weight{.soft = {0.1, 10}, .spacing = Spacing::Log};
    const char *through = "the ball around c goes through it", *between = "the point in between",
               *centre = "centre of the balls";
    return {
        group<Inputs>(
            "Generator",
            {choice(&Inputs::generator, "generator",
                    {"Generator", "$φ$", "the strictly convex function whose tangents are taken"},
                    {{Generator::HalfSquare, "half-square", "½‖x‖²"},
                     {Generator::NegativeEntropy, "negative-entropy", "Σ x log x"},
                     {Generator::ItakuraSaito, "itakura-saito", "−Σ log x"},
                     {Generator::Quadratic, "quadratic", "½ xᵀW x"}}),
             real(&Inputs::weight_1, "weight-1",
                  {"First weight", "$w_{11}$",
                   "curvature of the quadratic generator along the first coordinate"},
                  weight),
             real(&Inputs::weight_2, "weight-2",
                  {"Second weight", "$w_{22}$",
                   "curvature of the quadratic generator along the second coordinate"},
                  weight),
             real(
                 &Inputs::coupling, "coupling",
                 {"Coupling", "$ρ$",
                  "w₁₂ over the root of w₁₁ w₂₂: turns the ellipses; below 1 in size W is positive definite"},
                 {.soft = {-0.95, 0.95}, .snaps = {{0, "0"}}})}),
        group<Inputs>(
            "On the line",
            {real(&Inputs::q, "q", {"Tangent point", "$q$", "where the tangent touches, on the line"},
                  {.soft = {0, domain_end}}),
             vector(&Inputs::sample, "sample",
                    {"Sample", "$X$", "numbers on the line; the first one is p, whose gap is drawn"},
                    {.soft = {0, domain_end}, .max_length = 8})}),
        group<Inputs>(
            "Three points",
            {choice(&Inputs::over, "over", {"Points in", "", "where the three points and the balls are"},
                    {{Over::Plane, "plane", "the plane"}, {Over::Simplex, "simplex", "the simplex"}}),
             place_of(&Inputs::a, "a", through), place_of(&Inputs::b, "b", between),
             place_of(&Inputs::c, "c", centre), share_of(&Inputs::share_a, "a", through),
             share_of(&Inputs::share_b, "b", between), share_of(&Inputs::share_c, "c", centre)}),
        group<Inputs>("Picture",
                      {choice(&Inputs::field, "field",
                              {"Contours", "", "which divergence from c is drawn as level lines"},
                              {{Contoured::OfFirst, "of-first", "D(x, c)"},
                               {Contoured::OfSecond, "of-second", "D(c, x)"},
                               {Contoured::None, "none", "none"}}),
                       whole(&Inputs::levels, "levels",
                             {"Number of levels", "",
                              "how many level lines; they lie evenly in the root of the divergence"},
                             {.soft = {2, 20}})}),
    };
}

Inputs three_points(Generator generator, Vector a, Vector b, Vector c) {
    Inputs in;
    in.generator = generator;
    in.a = std::move(a), in.b = std::move(b), in.c = std::move(c);
    return in;
}

Inputs bent() {
    Inputs in = three_points(Generator::ItakuraSaito, {2.2, 0.8}, {2.6, 1.9}, {1.2, 1.2});
    in.sample = {0.5, 1.2, 0.7, 0.9}, in.q = 3.3;
    return in;
}

Inputs on_simplex(Vector share_c) {
    Inputs in;
    in.over = Over::Simplex, in.share_c = std::move(share_c);
    return in;
}

}  // namespace

Lab lab() {
    return make_lab<Inputs, Computed>({
        .id = "bregman",
        .topic = "information",
        .title = "Bregman divergences",
        .formula = divergence_formula,
        .formulas = all_formulas(),
        .parameters = parameters(),
        .presets = {{"squared-distance", "Half the squared distance",
                     "Both balls are one circle, and the identity is the law of cosines.",
                     three_points(Generator::HalfSquare, {2.8, 1.3}, {2.5, 2.6}, {1.7, 1.8})},
                    {"weighted", "Weighted squares",
                     "A quadratic generator stretches and turns the circle; both balls are still one.",
                     three_points(Generator::Quadratic, {2.9, 1.8}, {2.8, 2.7}, {1.9, 1.9})},
                    {"kl", "Kullback-Leibler on the simplex",
                     "Negative entropy gives KL, as does cross-entropy less entropy.",
                     on_simplex({0.6, 0.25, 0.15})},
                    {"pythagoras", "Right angle",
                     "The third term vanishes, a right angle in its sense: the divergences add up like "
                     "squared sides.",
                     three_points(Generator::NegativeEntropy, {3, 1}, {2.4, 2.2}, {0.6, 1.1})},
                    {"not-convex", "Not convex in q",
                     "Itakura-Saito bends down beyond twice the mean: descent from afar creeps.", bent(),
                     failure},
                    {"boundary", "On the boundary",
                     "c gives nothing to a class to which a gives something: the divergence is infinite.",
                     on_simplex({0.7, 0.3, 0}), failure}},
        .compute = compute,
        .draw = draw,
        .probes = {{"generator", probe_generator}, {"mean", probe_mean}, {"balls", probe_balls}},
    });
}

}  // namespace lossfield::viz::bregman
