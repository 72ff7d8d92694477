// How far apart two distributions are, by many measures at once: two histograms with the balls of each measure around p,
// or two Gaussians sliding apart.
#include "viz/labs/information/divergences/divergences.hpp"

namespace lossfield::viz::divergences {
namespace {

std::vector<OptionOf<Measure>> family_options(bool with_none) {
    std::vector<OptionOf<Measure>> options;
    if (with_none) options.push_back({Measure::None, "none", "none"});
    for (const Family& f : families) options.push_back({f.measure, f.id, f.name});
    return options;
}

Parameters<Inputs> gaussian(double Inputs::*mean, double Inputs::*deviation, const std::string& of) {
    return {
        real(mean, "mean-" + of, {"Mean of " + of, "$µ_" + of + "$", "where the Gaussian " + of + " stands"},
             {.soft = {-5, 5}}),
        real(deviation, "deviation-" + of,
             {"Deviation of " + of, "$σ_" + of + "$", "how wide the Gaussian " + of + " is"},
             {.soft = {0.2, 3}, .spacing = Spacing::Log, .snaps = {{1, "1"}}})};
}

Parameters<Inputs> parameters() {
    return {
        choice(&Inputs::view, "view",
               {"View", "", "two histograms with the simplex, or two Gaussians on a line"},
               {{Scene::Histograms, "simplex", "histograms and simplex"},
                {Scene::Gaussians, "gaussians", "Gaussians sliding apart"}}),
        vector(&Inputs::p, "p", {"Distribution p", "$p$", "the reference; its entries add up to 1"},
               {.min_length = 2, .max_length = 10, .distribution = true}),
        vector(
            &Inputs::q, "q",
            {"Distribution q", "$q$", "the one that is compared; one number gives that outcome everything"},
            {.max_length = 10, .length_of = "p", .distribution = true}),
        group<Inputs>("Gaussians", {gaussian(&Inputs::mean_p, &Inputs::deviation_p, "p"),
                                    gaussian(&Inputs::mean_q, &Inputs::deviation_q, "q")}),
        toggle(&Inputs::swap, "swap",
               {"Swap p and q", "", "exchanges the two, as an order matters to KL and χ²"}),
        choice(&Inputs::contours, "contours",
               {"Balls of", "", "the divergence from p whose level lines are drawn"}, family_options(false),
               {.group = "Picture"}),
        choice(&Inputs::overlay, "overlay",
               {"Compared with", "",
                "a second divergence, as dashed level lines, the outer one through q; over two outcomes a "
                "dashed curve"},
               family_options(true), {.group = "Picture"}),
        level_count_parameter(&Inputs::levels),
        triangle_parameter(&Inputs::triangle, "outcomes", "p", 10),
    };
}

Inputs histograms(Vector p, Vector q, Measure contours, Measure overlay) {
    Inputs in;
    in.p = std::move(p), in.q = std::move(q);
    in.contours = contours, in.overlay = overlay;
    return in;
}

Inputs gaussians(const math::Gaussian& p, const math::Gaussian& q) {
    Inputs in;
    in.view = Scene::Gaussians;
    in.mean_p = p.mean, in.deviation_p = p.deviation;
    in.mean_q = q.mean, in.deviation_q = q.deviation;
    return in;
}

Inputs shifted_histogram() {
    Inputs in;
    in.p = {0.33, 0.43, 0.19, 0.02, 0.01, 0.01, 0.005, 0.005};
    in.q = {0.005, 0.005, 0.01, 0.02, 0.33, 0.43, 0.19, 0.01};
    in.triangle = {2, 3, 6};
    return in;
}

std::vector<PresetOf<Inputs>> presets() {
    return {
        {"asymmetry", "Two coins",
         "From the fair coin to the biased one is 0.51 nats, the way back 0.37: drag q along.",
         histograms({0.5, 0.5}, {0.9, 0.1}, Measure::KlForward, Measure::KlReverse)},
        {"shapes", "Hexagons and eggs",
         "The balls of total variation are hexagons of one shape everywhere; those of KL keep off the sides.",
         histograms({0.15, 0.25, 0.6}, {0.42, 0.36, 0.22}, Measure::Tv, Measure::KlForward)},
        {"shift", "Shifted histogram",
         "Nearly the same shape four places on: TV, JS and Hellinger come near their ends, W₁ counts the "
         "way.",
         shifted_histogram()},
        {"sliding", "Gaussians sliding apart",
         "KL grows as the square of the distance, W₁ as the distance, JS stops at log 2.",
         gaussians({-1.5, 1}, {1, 1})},
        {"widths", "Narrow and wide",
         "One narrow, one wide: KL to the narrow one is about six times KL to the wide one.",
         gaussians({-0.5, 1.6}, {0.5, 0.5})},
        {"face", "On a face",
         "q rules out what p allows: KL(p ‖ q) is infinite, whatever the other outcomes do.",
         histograms({0.6, 0.3, 0.1}, {0.55, 0.45, 0}, Measure::KlForward, Measure::None), failure},
        {"no-signal", "Too far for JS",
         "The Gaussians hardly overlap: JS is nearly at its end and its slope nearly gone; W₁ still pulls.",
         gaussians({-4, 1}, {4.5, 1}), failure}};
}

}  // namespace

Lab lab() {
    return make_lab<Inputs, Computed>({
        .id = "divergences",
        .topic = "information",
        .title = "Divergences",
        .formula = family_formulas[0],
        .formulas = all_formulas(),
        .parameters = parameters(),
        .presets = presets(),
        .compute = compute,
        .draw = draw,
        .probes = {{"histograms", probe_outcome},
                   {"integrand", probe_outcome},
                   {"simplex", probe_simplex},
                   {"bounds", probe_bounds},
                   {"densities", probe_line},
                   {"area", probe_line},
                   {"values", probe_values},
                   {"slopes", probe_slopes}},
    });
}

}  // namespace lossfield::viz::divergences
