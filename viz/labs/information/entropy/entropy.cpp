// Entropy as an area: every outcome is a bar as wide as it is probable and as high as it is surprising; drag shares,
// the point on the triangle or one outcome against the rest.
#include "viz/labs/information/entropy/entropy.hpp"
#include "math/information/information.hpp"
#include "viz/fragments/outcomes.hpp"

namespace lossfield::viz::entropy {
namespace {

constexpr std::size_t field_subdivisions = 100;  // 5,151 nodes

// In the order of Unit: a name and the logarithm's base.
constexpr std::array<std::pair<const char*, double>, 3> units{
    {{"bits", 2}, {"nats", std::numbers::e}, {"bans", 10}}};

Computed compute(const Inputs& in, Detail /*detail*/, std::stop_token /*stop*/) {
    Computed r;
    const std::size_t n = in.probabilities.size();
    r.p = in.probabilities;
    const auto& [name, base] = units[static_cast<std::size_t>(in.unit)];
    r.unit = name, r.scale = math::in_base(1, base);
    const auto scaled = [&](const Vector& v) { return each(v, [&](double x) { return x * r.scale; }); };
    r.entropy = r.scale * math::entropy(r.p);
    r.largest = r.scale * std::log(static_cast<double>(n));
    r.gradient = scaled(math::entropy_gradient(r.p));
    r.logit_gradient = scaled(math::entropy_logit_gradient(r.p));
    r.surprise = each(r.p, [&](double x) { return r.scale * math::self_information(x); });
    r.chosen = std::min(static_cast<std::size_t>(in.outcome), n) - 1;
    r.coin = coin_entropy(r, r.p[r.chosen]);
    r.coin_slope = coin_slope(r, r.p[r.chosen]);
    r.rest = r.p[r.chosen] < 1 ? r.scale * math::rest_entropy(r.p, r.chosen) : 0;
    r.corners = shown_outcomes(n, in.triangle);
    if (r.corners.size() < 3) return r;
    r.shown = shown_face(r.p, r.corners);
    for (std::size_t k = 0; k < n; ++k)
        if (std::find(r.corners.begin(), r.corners.end(), k) == r.corners.end() && r.p[k] > 0)
            r.held += r.p[k] * r.surprise[k];
    r.field = sample_triangle(field_subdivisions,
                              [&](const math::Barycentric& b) { return entropy_on_triangle(r, b); });
    return r;
}

Inputs outcomes(Vector p, int outcome = 1) {
    Inputs in;
    in.probabilities = std::move(p), in.outcome = outcome;
    return in;
}

// Shares that fall as 1 / rank, the law of words in a text.
Vector zipf(int n) {
    Vector p;
    for (int k = 1; k <= n; ++k) p.push_back(1.0 / k);
    const double sum = std::accumulate(p.begin(), p.end(), 0.0);
    return each(p, [&](double x) { return x / sum; });
}

}  // namespace

double coin_entropy(const Computed& r, double x) { return r.scale * math::coin_entropy(x); }

double coin_slope(const Computed& r, double x) { return r.scale * math::coin_entropy_slope(x); }

double entropy_on_triangle(const Computed& r, const math::Barycentric& b) {
    const double s = r.shown.share;
    return r.held + r.scale * math::entropy(std::array{s * b[0], s * b[1], s * b[2]});
}

bool is_certain(const Computed& r) { return r.entropy <= 0; }

bool all_equal(const Computed& r) {
    const auto n = static_cast<double>(r.p.size());
    return std::all_of(r.p.begin(), r.p.end(), [&](double p) { return std::abs(n * p - 1) <= 1e-9; });
}

bool beyond_last(const Inputs& in) { return in.outcome > static_cast<int>(in.probabilities.size()); }

std::size_t impossible_outcomes(const Computed& r) {
    return static_cast<std::size_t>(std::count(r.p.begin(), r.p.end(), 0.0));
}

Lab lab() {
    return make_lab<Inputs, Computed>({
        .id = "entropy",
        .topic = "information",
        .title = "Entropy",
        .formula = R"(H(p) = \sum_i p_i \, \log\frac{1}{p_i} \qquad )"
                   R"(\frac{\partial H}{\partial p_i} = -(\log p_i + \log e) \qquad )"
                   R"(\frac{\partial H}{\partial z_i} = -p_i \, (\log p_i + H) \qquad )"
                   R"(H = h(p_k) + (1 - p_k) \, H_{\mathrm{rest}})",
        .parameters = {vector(&Inputs::probabilities, "probabilities",
                              {"Probabilities", "$p$", "how probable each outcome is; they add up to 1"},
                              {.min_length = 2, .max_length = 16, .distribution = true}),
                       choice(&Inputs::unit, "unit",
                              {"Unit", "",
                               "the logarithm's base: 2 counts yes-or-no questions; 1 nat = 1.4427 bits"},
                              {{Unit::Bits, "bits", "bits (base 2)"},
                               {Unit::Nats, "nats", "nats (base e)"},
                               {Unit::Bans, "bans", "bans (base 10)"}}),
                       whole(&Inputs::outcome, "outcome",
                             {"Outcome", "$k$", "the outcome that is set against all others"},
                             {.group = "Picture", .soft = {1, 16}}),
                       triangle_parameter(&Inputs::triangle, "outcomes", "probabilities", 16),
                       level_count_parameter(&Inputs::levels)},
        .presets =
            {{"uniform", "Eight equal outcomes",
              "Nothing is more uncertain: three yes-or-no questions, H = 3 bits.",
              outcomes(Vector(8, 0.125))},
             {"questions", "Halving",
              "Probabilities of 1/2, 1/4, 1/8, 1/8: surprises of 1, 2, 3, 3 questions, on average 1.75.",
              outcomes({0.5, 0.25, 0.125, 0.125})},
             {"coin", "Biased coin", "Two outcomes are a segment: 0.11 and 0.89 make very nearly half a bit.",
              outcomes({0.89, 0.11}, 2)},
             {"rare", "One in a thousand",
              "The rare outcome surprises by nearly ten bits and counts for nearly a hundredth of one.",
              outcomes({0.899, 0.1, 0.001}, 3)},
             {"sixteen", "Sixteen outcomes",
              "Shares that fall as 1 over the rank, as words of a language do.", outcomes(zipf(16))},
             {"certain", "Certain",
              "A corner: no entropy, an infinite slope, and through logits no gradient at all.",
              outcomes({1, 0, 0}), failure}},
        .compute = compute,
        .draw = draw,
        .probes = {{"shares", probe_shares},
                   {"surprise", probe_surprise},
                   {"simplex", probe_simplex},
                   {"coin", probe_coin}},
    });
}

}  // namespace lossfield::viz::entropy
