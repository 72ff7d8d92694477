// What the parts of the lab share: its declaration and numbers (divergences.cpp, compute.cpp,
// presets.cpp), the view of two histograms (simplex.cpp, bars.cpp) and of two
// Gaussians (gaussians.cpp), words and numbers under both (figure.cpp).
#pragma once

#include <array>
#include <string>
#include <vector>

#include "math/information/divergences.hpp"
#include "math/information/gaussian_divergences.hpp"
#include "viz/fragments/simplex.hpp"
#include "viz/lab/lab.hpp"

namespace lossfield::viz::divergences {

struct Inputs {
    std::string view = "simplex";
    Vector p{0.6, 0.3, 0.1};
    Vector q{0.2, 0.3, 0.5};
    bool swap = false;
    std::string contours = "kl-forward";
    std::string overlay = "none";
    int levels = 10;
    Vector triangle{1, 2, 3};
    double mean_p = -1.5, deviation_p = 1;
    double mean_q = 1, deviation_q = 1;
};

// One divergence or distance: its name in words, its symbol, its colour wherever it is drawn.
struct Family {
    std::string id;
    std::string name;
    std::string symbol;
    math::Divergence kind = math::Divergence::KlForward;
    int colour = 0;
    // Near p it grows as the square of the distance (or, if not, as the distance).
    bool square = true;
};
inline constexpr std::size_t family_count = 8;
[[nodiscard]] const std::array<Family, family_count>& families();
[[nodiscard]] const Family* find_family(const std::string& id);  // nothing for "none"

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
    Vector p, q;  // in their roles
    std::array<double, family_count> values{};
    double w1 = 0, squared_hellinger = 0;
    Vector integrand;                        // p_i log(p_i / q_i)
    std::vector<std::size_t> corners;        // 0-based outcomes on the simplex: 2 or 3
    math::Barycentric shown_p{}, shown_q{};  // proportions of the shown three
    double share_p = 1, share_q = 1;         // their common probability
    TriangleField field, overlay;            // D(p, .) over the triangle; empty: nothing to show
    math::Gaussian gaussian_p, gaussian_q;   // in their roles
    Curves curves;
};

[[nodiscard]] Computed compute(const Inputs& in, Detail detail, std::stop_token stop);
// D(p, q with the proportions b of the shown three).
[[nodiscard]] double divergence_on_triangle(const Computed& r, math::Divergence kind,
                                            const math::Barycentric& b);
[[nodiscard]] std::vector<PresetOf<Inputs>> presets();

[[nodiscard]] Panel simplex_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel histogram_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel integrand_panel(const Computed& r);
[[nodiscard]] Panel values_panel(const Computed& r);
[[nodiscard]] Panel bounds_panel(const Computed& r);
[[nodiscard]] Panels gaussian_panels(const Inputs& in, const Computed& r);
[[nodiscard]] Figure draw(const Inputs& in, const Computed& r, const View& view);
[[nodiscard]] Readouts probe(const Inputs& in, const Computed& r, const std::string& panel, double x,
                             double y);

}  // namespace lossfield::viz::divergences
