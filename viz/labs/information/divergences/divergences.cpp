// How far apart two distributions are, by many measures at once: two histograms with the balls of each measure around p,
// or two Gaussians sliding apart.
#include "viz/labs/information/divergences/divergences.hpp"

#include <algorithm>

#include "viz/fragments/contour_levels.hpp"

namespace lossfield::viz::divergences {

const std::array<Family, family_count>& families() {
    using math::Divergence;
    static const std::array<Family, family_count> all{
        {{"kl-forward", "KL forward", "$KL(p‖q)$", Divergence::KlForward, 0, true},
         {"kl-reverse", "KL reverse", "$KL(q‖p)$", Divergence::KlReverse, 2, true},
         {"js", "Jensen–Shannon", "$JS$", Divergence::JensenShannon, 1, true},
         {"tv", "total variation", "$TV$", Divergence::TotalVariation, 3, false},
         {"hellinger", "Hellinger distance", "Hellinger", Divergence::Hellinger, 4, false},
         {"chi-squared", "χ² of p against q", "$χ^2(p‖q)$", Divergence::ChiSquared, 5, true},
         {"euclidean", "Euclidean", "$‖p - q‖$", Divergence::Euclidean, 6, false},
         {"fisher-rao", "Fisher–Rao", "Fisher–Rao", Divergence::FisherRao, 7, false}}};
    return all;
}

const Family* find_family(const std::string& id) {
    const auto found =
        std::find_if(families().begin(), families().end(), [&](const Family& f) { return f.id == id; });
    return found == families().end() ? nullptr : &*found;
}

Roles distribution_roles(const Inputs& in) {
    return in.swap ? Roles{.p = "q", .q = "p"} : Roles{.p = "p", .q = "q"};
}

namespace {

std::vector<Option> family_options(bool with_none) {
    std::vector<Option> options;
    if (with_none) options.push_back({"none", "none"});
    for (const Family& f : families()) options.push_back({f.id, f.name});
    return options;
}

Parameters<Inputs> mean(double Inputs::*member, const char* of) {
    return real(member, std::string("mean-") + of,
                {std::string("Mean of ") + of, std::string("$µ_") + of + "$",
                 std::string("where the Gaussian ") + of + " stands"},
                {.group = "Gaussians", .soft = {-5, 5}});
}

Parameters<Inputs> deviation(double Inputs::*member, const char* of) {
    return real(member, std::string("deviation-") + of,
                {std::string("Deviation of ") + of, std::string("$σ_") + of + "$",
                 std::string("how wide the Gaussian ") + of + " is"},
                {.group = "Gaussians", .soft = {0.2, 3}, .spacing = Spacing::Log, .snaps = {{1, "1"}}});
}

}  // namespace

Lab lab() {
    return make_lab<Inputs, Computed>({
        .id = "divergences",
        .topic = "information",
        .title = "Divergences",
        .formula = R"(KL(p\|q) = \sum_i p_i \log\frac{p_i}{q_i} \qquad )"
                   R"(JS = \frac{1}{2} KL(p\|m) + \frac{1}{2} KL(q\|m), \; m = \frac{p + q}{2} \qquad )"
                   R"(TV \leq \sqrt{KL / 2} \qquad W_1 = \int |F_p - F_q| \, dx)",
        .formulas = {},
        .parameters =
            {
                choice(&Inputs::view, "view",
                       {"View", "", "two histograms with the simplex, or two Gaussians on a line"},
                       {.options = {{"simplex", "histograms and simplex"},
                                    {"gaussians", "Gaussians sliding apart"}}}),
                vector(&Inputs::p, "p", {"Distribution p", "$p$", "the reference; its entries add up to 1"},
                       {.soft = {0, 1},
                        .hard = {0, 1},
                        .min_length = 2,
                        .max_length = 10,
                        .distribution = true}),
                vector(&Inputs::q, "q",
                       {"Distribution q", "$q$",
                        "the one that is compared; one number gives that outcome everything"},
                       {.soft = {0, 1},
                        .hard = {0, 1},
                        .min_length = 1,
                        .max_length = 10,
                        .length_of = "p",
                        .distribution = true}),
                mean(&Inputs::mean_p, "p"),
                deviation(&Inputs::deviation_p, "p"),
                mean(&Inputs::mean_q, "q"),
                deviation(&Inputs::deviation_q, "q"),
                toggle(&Inputs::swap, "swap",
                       {"Swap p and q", "", "exchanges the two, as an order matters to KL and χ²"}),
                choice(&Inputs::contours, "contours",
                       {"Balls of", "", "the divergence from p whose level lines are drawn"},
                       {.group = "Picture", .options = family_options(false)}),
                choice(&Inputs::overlay, "overlay",
                       {"Compared with", "",
                        "a second divergence, as dashed level lines: the outer one also runs through q"},
                       {.group = "Picture", .options = family_options(true)}),
                level_count_parameter(&Inputs::levels),
                vector(&Inputs::triangle, "triangle",
                       {"Triangle", "",
                        "with more than three outcomes: the three at the triangle's corners, the "
                        "others keep their share"},
                       {.group = "Picture",
                        .soft = {1, 10},
                        .hard = {1, 10},
                        .min_length = 3,
                        .max_length = 3,
                        .places_in = "p",
                        .whole_entries = true}),
            },
        .presets = presets(),
        .compute = compute,
        .draw = draw,
        .probe = probe,
    });
}

}  // namespace lossfield::viz::divergences
