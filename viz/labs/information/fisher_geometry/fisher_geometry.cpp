// Fisher's geometry of three outcomes: what can be set.
#include "viz/labs/information/fisher_geometry/fisher_geometry.hpp"

namespace lossfield::viz::fisher_geometry {
namespace {

Parameters<Inputs> parameters() {
    using math::FlowObjective;
    const Traits three{.min_length = 3, .max_length = 3, .distribution = true};
    return {
        group<Inputs>(
            "Points",
            {choice(&Inputs::view, "view", {"View", "", "what is drawn between the points"},
                    {{Scene::Paths, "paths", "three paths"},
                     {Scene::Flows, "flows", "gradient flows"},
                     {Scene::Projections, "projections", "projections"},
                     {Scene::Triangle, "triangle", "geodesic triangle"}}),
             vector(&Inputs::p, "p", {"Start", "$p$", "the distribution that paths begin at"}, three),
             vector(&Inputs::q, "q", {"Target", "$q$", "the distribution that they end at"}, three),
             vector(&Inputs::a, "a",
                    {"Third point", "$a$", "with q it spans the two families, and is the third corner"},
                    three),
             choice(&Inputs::objective, "objective", {"Objective", "", "what both flows bring down"},
                    {{FlowObjective::KlFromTarget, "from-target", "KL(q ‖ p), cross-entropy"},
                     {FlowObjective::KlToTarget, "to-target", "KL(p ‖ q)"}})}),
        group<Inputs>(
            "Picture",
            {choice(&Inputs::field, "field",
                    {"Field", "", "contours around the start, on the triangle and on the sphere"},
                    {{Contoured::None, "none", "none"},
                     {Contoured::Distance, "distance", "Fisher–Rao distance"},
                     {Contoured::Kl, "kl", "KL(p ‖ ·)"}}),
             toggle(&Inputs::ellipses, "ellipses",
                    {"Fisher circles", "",
                     "points of one Fisher–Rao distance from their centres: in the triangle nearly ellipses "
                     "where they are "
                     "small; the sides cut them off"}),
             real(&Inputs::radius, "radius", {"Radius", "$ε$", "Fisher–Rao radius of the circles"},
                  {.soft = {0.02, 0.3}, .snaps = {{0.1, "0.1"}}}),
             toggle(&Inputs::flat, "flat",
                    {"Flat triangle", "",
                     "the triangle of probabilities inside the octant, at its own place in space"})}),
    };
}

Inputs between(Scene view, Vector p, Vector q) {
    Inputs in;
    in.view = view, in.p = std::move(p), in.q = std::move(q);
    return in;
}

Inputs among(Scene view, Vector p, Vector q, Vector a) {
    Inputs in = between(view, std::move(p), std::move(q));
    in.a = std::move(a), in.ellipses = false;
    return in;
}

}  // namespace

Lab lab() {
    return make_lab<Inputs, Computed>({
        .id = "fisher-geometry",
        .topic = "information",
        .title = "Fisher geometry",
        .formula = distance_formula,
        .formulas = all_formulas(),
        .parameters = parameters(),
        .presets = {{"three-paths", "Three straight lines",
                     "Straight in p, straight in log p, straight on the sphere: three different ways.",
                     between(Scene::Paths, {0.002, 0.018, 0.98}, {0.95, 0.04, 0.01})},
                    {"flows", "Natural and plain gradient",
                     "The natural gradient goes straight to its target, the plain one in a bow.",
                     between(Scene::Flows, {0.96, 0.02, 0.02}, {0.05, 0.8, 0.15})},
                    {"projections", "Two projections",
                     "Divergences add up like squared sides at a right angle.",
                     among(Scene::Projections, {0.12, 0.18, 0.7}, {0.1, 0.8, 0.1}, {0.8, 0.12, 0.08})},
                    {"triangle", "A triangle on a sphere", "Its angles sum to more than half a turn.",
                     among(Scene::Triangle, {0.9, 0.05, 0.05}, {0.05, 0.9, 0.05}, {0.05, 0.05, 0.9})},
                    {"face", "On a face", "From a side of the triangle no exponential path leads inwards.",
                     between(Scene::Paths, {0.3, 0.7, 0}, {0.1, 0.2, 0.7}), failure}},
        .compute = compute,
        .draw = draw,
        .probes = {{"triangle", probe_triangle}},
    });
}

}  // namespace lossfield::viz::fisher_geometry
