// What the parts of the lab share: its declaration and numbers (divergences.cpp, compute.cpp), the view of two histograms (simplex.cpp, bars.cpp) and of two
// Gaussians (gaussians.cpp), words and numbers under both (figure.cpp).
#pragma once

#include "math/information/divergences.hpp"
#include "math/information/gaussian_divergences.hpp"
#include "viz/fragments/simplex.hpp"
#include "viz/labs/vocabulary.hpp"

namespace lossfield::viz::divergences {

enum class Scene { Histograms, Gaussians };
enum class Measure {
    KlForward,
    KlReverse,
    JensenShannon,
    TotalVariation,
    Hellinger,
    ChiSquared,
    Euclidean,
    FisherRao,
    None
};
inline constexpr std::size_t family_count = 8;

struct Inputs {
    Scene view = Scene::Histograms;
    Vector p{0.6, 0.3, 0.1}, q{0.2, 0.3, 0.5};
    bool swap = false;
    Measure contours = Measure::KlForward, overlay = Measure::None;
    int levels = 10;
    Vector triangle{1, 2, 3};
    double mean_p = -1.5, deviation_p = 1;
    double mean_q = 1, deviation_q = 1;
};

// One divergence or distance: its name in words, its symbol, its colour wherever it is drawn.
struct Family {
    Measure measure = Measure::None;
    std::string id, name, symbol;
    math::Divergence kind = math::Divergence::KlForward;
    int colour = 0;
    // Near p it grows as the square of the distance (or, if not, as the distance).
    bool square = true;
};
[[nodiscard]] const std::array<Family, family_count>& families();  // in the order of Measure
[[nodiscard]] const Family* find_family(Measure measure);          // nothing for None

// The role that a parameter plays: exchanged by `swap`.
struct Roles {
    std::string p, q;
};
[[nodiscard]] Roles distribution_roles(const Inputs& in);

struct Curves {
    Vector at;  // means of q
    Vector kl, reverse, js, tv, w1;
    Vector kl_slope, js_slope, w1_slope;
};

struct Computed {
    Vector p, q;                                // in their roles
    std::array<double, family_count> values{};  // in the order of Measure
    double w1 = 0, squared_hellinger = 0;
    Vector integrand;                        // p_i log(p_i / q_i)
    std::vector<std::size_t> corners;        // 0-based outcomes on the simplex: 2 or 3
    math::Barycentric shown_p{}, shown_q{};  // proportions of the shown three
    double share_p = 1, share_q = 1;         // their common probability
    TriangleField field, overlay;            // D(p, .) over the triangle; empty: nothing to show
    math::Gaussian gaussian_p, gaussian_q;   // in their roles
    Curves curves;

    [[nodiscard]] double value(Measure measure) const { return values[static_cast<std::size_t>(measure)]; }
};

[[nodiscard]] Computed compute(const Inputs& in, Detail detail, std::stop_token stop);
// D(p, q with the proportions b of the shown three).
[[nodiscard]] double divergence_on_triangle(const Computed& r, math::Divergence kind,
                                            const math::Barycentric& b);
// The outcomes to which `by` gives nothing and `allowed` something.
[[nodiscard]] std::vector<std::size_t> ruled_out(const Vector& by, const Vector& allowed);
// JS of the Gaussians is at its end and has no slope left.
[[nodiscard]] bool is_spent(const math::ValueAndSlope& js);

[[nodiscard]] Panel simplex_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel histogram_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel integrand_panel(const Computed& r);
[[nodiscard]] Panel values_panel(const Computed& r);
[[nodiscard]] Panel bounds_panel(const Computed& r);
[[nodiscard]] Panels gaussian_panels(const Inputs& in, const Computed& r);
[[nodiscard]] Figure draw(const Inputs& in, const Computed& r, const View& view);
[[nodiscard]] Readouts probe_outcome(const Inputs& in, const Computed& r, double x, double y);
[[nodiscard]] Readouts probe_bounds(const Inputs& in, const Computed& r, double x, double y);
[[nodiscard]] Readouts probe_simplex(const Inputs& in, const Computed& r, double x, double y);
[[nodiscard]] Readouts probe_line(const Inputs& in, const Computed& r, double x, double y);
[[nodiscard]] Readouts probe_values(const Inputs& in, const Computed& r, double x, double y);
[[nodiscard]] Readouts probe_slopes(const Inputs& in, const Computed& r, double x, double y);

}  // namespace lossfield::viz::divergences
