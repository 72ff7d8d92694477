// What the parts of the lab share: its declaration and numbers (divergences.cpp, compute.cpp), the view of two histograms
// (histograms.cpp) and of two Gaussians (gaussians.cpp), words and numbers under both (figure.cpp).
#pragma once

#include "math/information/divergences.hpp"
#include "math/information/gaussian_divergences.hpp"
#include "viz/fragments/simplex.hpp"
#include "viz/labs/vocabulary.hpp"

namespace lossfield::viz::divergences {

using math::Divergence;

enum class Scene { Histograms, Gaussians };
enum class Measure { KlForward, KlReverse, Js, Tv, Hellinger, ChiSquared, Euclidean, FisherRao, None };

struct Inputs {
    Scene view = Scene::Histograms;
    Vector p{0.6, 0.3, 0.1}, q{0.2, 0.3, 0.5};
    bool swap = false;
    Measure contours = Measure::KlForward, overlay = Measure::None;
    int levels = 10;
    Vector triangle{1, 2, 3};
    double mean_p = -1.5, deviation_p = 1;
    double mean_q = 1, deviation_q = 1;

    // The parameters that play p and q.
    [[nodiscard]] std::string p_role() const { return swap ? "q" : "p"; }
    [[nodiscard]] std::string q_role() const { return swap ? "p" : "q"; }
};

// One divergence or distance: its name in words, its symbol, its colour wherever it is drawn.
struct Family {
    Measure measure;
    const char *id, *name, *symbol;
    Divergence kind;
    int colour;
    bool square;  // near p it grows as the square of the distance (or, if not, as the distance)
    const char* unit;
};
// In the order of Measure.
inline constexpr std::array<Family, 8> families{
    {{Measure::KlForward, "kl-forward", "KL forward", "$KL(p‖q)$", Divergence::KlForward, 0, true, "nats"},
     {Measure::KlReverse, "kl-reverse", "KL reverse", "$KL(q‖p)$", Divergence::KlReverse, 2, true, "nats"},
     {Measure::Js, "js", "Jensen–Shannon", "$JS$", Divergence::JensenShannon, 1, true, "nats"},
     {Measure::Tv, "tv", "total variation", "$TV$", Divergence::TotalVariation, 3, false, ""},
     {Measure::Hellinger, "hellinger", "Hellinger distance", "Hellinger", Divergence::Hellinger, 4, false,
      ""},
     {Measure::ChiSquared, "chi-squared", "χ² of p against q", "$χ^2(p‖q)$", Divergence::ChiSquared, 5, true,
      ""},
     {Measure::Euclidean, "euclidean", "Euclidean", "$‖p - q‖$", Divergence::Euclidean, 6, false, ""},
     {Measure::FisherRao, "fisher-rao", "Fisher–Rao", "Fisher–Rao", Divergence::FisherRao, 7, false, ""}}};
// Nothing for None.
[[nodiscard]] constexpr const Family* find_family(Measure measure) {
    return measure == Measure::None ? nullptr : &families[static_cast<std::size_t>(measure)];
}

// In the order of Measure; in the forms whose gradients by free entries are told.
inline constexpr std::array<const char*, families.size()> family_formulas{
    R"(KL(p\|q) = \sum_i p_i \log\frac{p_i}{q_i})",
    R"(KL(q\|p) = \sum_i q_i \log\frac{q_i}{p_i})",
    R"(JS = \tfrac{1}{2} KL(p\|m) + \tfrac{1}{2} KL(q\|m), \; m = \tfrac{1}{2}(p + q))",
    R"(TV = \tfrac{1}{2} \sum_i |p_i - q_i|)",
    R"(\mathrm{Hellinger} = \sqrt{\tfrac{1}{2} \sum_i (\sqrt{p_i} - \sqrt{q_i})^2})",
    R"(\chi^2(p\|q) = \sum_i \frac{(p_i - q_i)^2}{q_i})",
    R"(\|p - q\| = \sqrt{\sum_i (p_i - q_i)^2})",
    R"(\text{Fisher–Rao} = 4\arcsin \tfrac{1}{2} \sqrt{\sum_i (\sqrt{p_i} - \sqrt{q_i})^2})"};
inline constexpr const char* pinsker_formula = R"(TV \leq \sqrt{KL(p\|q) / 2})";
// Of two Gaussians.
inline constexpr const char* gaussian_kl_formula =
    R"(KL(p\|q) = \log\frac{\sigma_q}{\sigma_p} + \frac{\sigma_p^2 + (\mu_p - \mu_q)^2}{2\sigma_q^2} - \frac{1}{2})";
inline constexpr const char* transport_formula =
    R"(W_1 = \int |F_p - F_q| \, dx, \; F_p(x) = \int_{-\infty}^x p(t)\, dt)";

// What is drawn while one Gaussian slides past the other: its value and, of some, its slope by the mean of q.
struct Sliding {
    const char *id, *symbol;
    int colour;
    bool has_slope;
    math::ValueAndSlope (*of)(const math::Gaussian& p, const math::Gaussian& q);
};
inline constexpr std::array<Sliding, 5> slidings{
    {{"kl", "$KL(p‖q)$", 0, true, math::gaussian_kl_slope},
     {"reverse", "$KL(q‖p)$", 2, false,
      [](const auto& p, const auto& q) { return math::gaussian_kl_slope(q, p); }},
     {"w1", "$W_1$", 8, true, math::gaussian_w1},
     {"tv", "$TV$", 3, false,
      [](const auto& p, const auto& q) {
          return math::ValueAndSlope{math::gaussian_total_variation(p, q), nan};
      }},
     {"js", "$JS$", 1, true, math::gaussian_js}}};

struct Computed {
    Vector p, q;                                   // in their roles
    std::array<double, families.size()> values{};  // in the order of Measure
    double w1 = 0, squared_hellinger = 0;
    Vector integrand;                       // p_i log(p_i / q_i)
    std::vector<std::size_t> corners;       // 0-based outcomes on the simplex: 2 or 3
    math::Face shown_p, shown_q;            // of three: their common probability and their proportions
    TriangleField field, overlay;           // D(p, .) over the triangle; empty: nothing to show
    math::Gaussian gaussian_p, gaussian_q;  // in their roles
    Vector means;                           // of q, where curves are drawn
    std::array<Vector, slidings.size()> sliding_values, sliding_slopes;
    std::array<math::ValueAndSlope, slidings.size()> here;  // at q itself

    [[nodiscard]] double value(Measure measure) const { return values[static_cast<std::size_t>(measure)]; }
};

// Those of the view and of the measures chosen; and all there are.
[[nodiscard]] std::vector<std::string> formulas_of(const Inputs& in);
[[nodiscard]] std::vector<std::string> all_formulas();

[[nodiscard]] Computed compute(const Inputs& in, Detail detail, std::stop_token stop);
// D(p, .) of q with the proportions b of the shown three.
[[nodiscard]] double divergence_on_triangle(const Computed& r, Divergence kind, const math::Barycentric& b);
// The outcomes to which `by` gives nothing and `allowed` something.
[[nodiscard]] std::vector<std::size_t> ruled_out(const Vector& by, const Vector& allowed);
// χ² is infinite though q rules out nothing that p allows: a term of it is beyond the range of doubles.
[[nodiscard]] bool overflows(const Computed& r);
// What captions and notices claim. p = q: TV = 0.
[[nodiscard]] bool coincide(const Computed& r);
// The drawn measure has a gradient at q: no distance has one at p, where it has a kink, nor TV where any entries are equal.
[[nodiscard]] bool has_gradient(const Inputs& in, const Computed& r);
// KL is one number in both directions, to a millionth.
[[nodiscard]] bool directions_agree(const Computed& r);
// Level lines run through q: q has a share of the triangle, and 0 < D(p, q) < ∞ by the chosen measure.
[[nodiscard]] bool has_rim(const Inputs& in, const Computed& r);
[[nodiscard]] bool equally_wide(const Computed& r);
// The Gaussians are one.
[[nodiscard]] bool same_gaussian(const Computed& r);
// KL to the narrower Gaussian is the larger one by more than rounding; that it is not smaller holds for any two.
[[nodiscard]] bool narrow_costs_more(const Computed& r);
// JS of the Gaussians is nearly at its end and has hardly a slope left: log 2 - JS and |slope| below 1/1000 (then TV > 0.998).
[[nodiscard]] bool is_spent(const math::ValueAndSlope& js);

[[nodiscard]] Panels histogram_panels(const Inputs& in, const Computed& r);
[[nodiscard]] Panels gaussian_panels(const Inputs& in, const Computed& r);
[[nodiscard]] Figure draw(const Inputs& in, const Computed& r, const View& view);
[[nodiscard]] Readouts probe_outcome(const Inputs& in, const Computed& r, double x, double y);
[[nodiscard]] Readouts probe_bounds(const Inputs& in, const Computed& r, double x, double y);
[[nodiscard]] Readouts probe_simplex(const Inputs& in, const Computed& r, double x, double y);
[[nodiscard]] Readouts probe_line(const Inputs& in, const Computed& r, double x, double y);
[[nodiscard]] Readouts probe_values(const Inputs& in, const Computed& r, double x, double y);
[[nodiscard]] Readouts probe_slopes(const Inputs& in, const Computed& r, double x, double y);

}  // namespace lossfield::viz::divergences
