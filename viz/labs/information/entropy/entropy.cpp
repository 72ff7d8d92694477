// Entropy as an area: every outcome is a bar as wide as it is probable and as high as it is surprising; drag shares,
// the point on the triangle or one outcome against the rest.
#include "viz/labs/information/entropy/entropy.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "math/information/information.hpp"
#include "viz/fragments/contour_levels.hpp"
#include "viz/fragments/outcomes.hpp"

namespace lossfield::viz::entropy {
namespace {

constexpr std::size_t field_subdivisions = 100;  // 5,151 nodes

// The outcomes but one, among themselves; all NaN where they have no share.
Vector rest_of(const Vector& p, std::size_t without) {
    Vector rest;
    double sum = 0;
    for (std::size_t k = 0; k < p.size(); ++k)
        if (k != without) rest.push_back(p[k]), sum += p[k];
    for (double& x : rest) x /= sum;
    return rest;
}

Computed compute(const Inputs& in, Detail /*detail*/, std::stop_token /*stop*/) {
    Computed r;
    const std::size_t n = in.probabilities.size();
    r.p = in.probabilities;
    r.unit = in.unit;
    r.scale = math::in_base(1, in.unit == "bits" ? 2 : in.unit == "bans" ? 10 : std::exp(1.0));
    const auto scaled = [&](Vector v) {
        for (double& x : v) x *= r.scale;
        return v;
    };
    r.entropy = r.scale * math::entropy(r.p);
    r.largest = r.scale * std::log(static_cast<double>(n));
    r.gradient = scaled(math::entropy_gradient(r.p));
    r.logit_gradient = scaled(math::entropy_logit_gradient(r.p));
    for (const double x : r.p) r.surprise.push_back(r.scale * math::self_information(x));

    r.chosen = std::min(static_cast<std::size_t>(in.outcome), n) - 1;
    r.coin = coin_entropy(r, r.p[r.chosen]);
    r.coin_slope = coin_slope(r, r.p[r.chosen]);
    r.rest = r.p[r.chosen] < 1 ? r.scale * math::entropy(rest_of(r.p, r.chosen)) : 0;

    r.corners = shown_outcomes(n, in.triangle);
    if (r.corners.size() < 3) return r;
    r.share = 0;
    for (const std::size_t c : r.corners) r.share += r.p[c];
    for (std::size_t k = 0; k < n; ++k)
        if (std::find(r.corners.begin(), r.corners.end(), k) == r.corners.end() && r.p[k] > 0)
            r.held += r.p[k] * r.surprise[k];
    for (std::size_t c = 0; c < 3; ++c) r.b[c] = r.share > 0 ? r.p[r.corners[c]] / r.share : 1.0 / 3;
    r.field = sample_triangle(field_subdivisions,
                              [&](const math::Barycentric& b) { return entropy_on_triangle(r, b); });
    return r;
}

Inputs preset(Vector probabilities, int outcome = 1) {
    Inputs in;
    in.probabilities = std::move(probabilities);
    in.outcome = outcome;
    return in;
}

// Shares that fall as 1 / rank, the law of words in a text.
Vector zipf(std::size_t n) {
    Vector p;
    double sum = 0;
    for (std::size_t k = 1; k <= n; ++k) p.push_back(1 / static_cast<double>(k)), sum += p.back();
    for (double& x : p) x /= sum;
    return p;
}

}  // namespace

double coin_entropy(const Computed& r, double x) { return r.scale * math::entropy(Vector{1 - x, x}); }

double coin_slope(const Computed& r, double x) { return r.scale * (std::log1p(-x) - std::log(x)); }

double entropy_on_triangle(const Computed& r, const math::Barycentric& b) {
    const Vector parts{r.share * b[0], r.share * b[1], r.share * b[2]};
    return r.held + r.scale * math::entropy(parts);
}

Lab lab() {
    return make_lab<Inputs, Computed>({
        .id = "entropy",
        .topic = "information",
        .title = "Entropy",
        .formula = R"(H(p) = \sum_i p_i \, \log\frac{1}{p_i} \qquad )"
                   R"(\frac{\partial H}{\partial p_i} = -(\log p_i + 1) \qquad )"
                   R"(\frac{\partial H}{\partial z_i} = -p_i \, (\log p_i + H) \qquad )"
                   R"(H = h(p_k) + (1 - p_k) \, H_{\mathrm{rest}})",
        .formulas = {},
        .parameters =
            {
                vector(&Inputs::probabilities, "probabilities",
                       {"Probabilities", "$p$", "how probable each outcome is; they add up to 1"},
                       {.soft = {0, 1},
                        .hard = {0, 1},
                        .min_length = 2,
                        .max_length = 16,
                        .distribution = true}),
                choice(
                    &Inputs::unit, "unit",
                    {"Unit", "", "the logarithm's base: 2 counts yes-or-no questions; 1 nat = 1.4427 bits"},
                    {.options =
                         {{"bits", "bits (base 2)"}, {"nats", "nats (base e)"}, {"bans", "bans (base 10)"}}}),
                whole(&Inputs::outcome, "outcome",
                      {"Outcome", "$k$", "the outcome that is set against all others"},
                      {.group = "Picture", .soft = {1, 16}}),
                vector(&Inputs::triangle, "triangle",
                       {"Triangle", "",
                        "with more than three outcomes: the three at the triangle's corners, the "
                        "others keep their share"},
                       {.group = "Picture",
                        .soft = {1, 16},
                        .hard = {1, 16},
                        .min_length = 3,
                        .max_length = 3,
                        .places_in = "probabilities",
                        .whole_entries = true}),
                level_count_parameter(&Inputs::levels),
            },
        .presets =
            {
                {"uniform", "Eight equal outcomes",
                 "Nothing is more uncertain: three yes-or-no questions, H = 3 bits.",
                 preset(Vector(8, 0.125))},
                {"questions", "Halving",
                 "Probabilities of 1/2, 1/4, 1/8: surprises of 1, 2, 3 questions, on average 1.75.",
                 preset({0.5, 0.25, 0.125, 0.125})},
                {"coin", "Biased coin", "Two outcomes are a segment: 0.11 and 0.89 make half a bit.",
                 preset({0.89, 0.11}, 2)},
                {"rare", "One in a thousand",
                 "The rare outcome surprises by ten bits and counts for a hundredth of one.",
                 preset({0.899, 0.1, 0.001}, 3)},
                {"sixteen", "Sixteen outcomes",
                 "Shares that fall as 1 over the rank, as words of a language do.", preset(zipf(16))},
                {"certain", "Certain",
                 "A corner: no entropy, an infinite slope, and through logits no gradient at all.",
                 preset({1, 0, 0}), true},
            },
        .compute = compute,
        .draw = draw,
        .probe = probe,
    });
}

}  // namespace lossfield::viz::entropy
