// What the parts of the lab share: declarations (bregman.cpp), numbers (compute.cpp) and picture (figure.cpp, line.cpp: one
// coordinate, balls.cpp: plane or simplex).
#pragma once

#include "math/information/bregman_geometry.hpp"
#include "viz/fragments/simplex.hpp"
#include "viz/labs/vocabulary.hpp"

namespace lossfield::viz::bregman {

// Where the points live: [0, 4] along every coordinate.
inline constexpr double domain_end = 4;

enum class Over { Plane, Simplex };
enum class Contoured { OfFirst, OfSecond, None };

struct Inputs {
    math::Generator generator = math::Generator::NegativeEntropy;
    double weight_1 = 0.6, weight_2 = 2, coupling = 0.7;
    double q = 0.8;
    Vector sample{3.2, 0.3, 1.7, 2.3};  // the first one is p
    Over over = Over::Plane;
    Vector a{2.4, 1}, b{2, 2.1}, c{1.1, 1.3};
    Vector share_a{0.15, 0.25, 0.6}, share_b{0.3, 0.5, 0.2}, share_c{0.6, 0.25, 0.15};
    Contoured field = Contoured::OfFirst;
    int levels = 8;

    [[nodiscard]] bool simplex() const { return over == Over::Simplex; }
    // a, b or c where they are looked at.
    [[nodiscard]] Vector point(char name) const;
};

struct Computed {
    math::Bregman phi;

    // One coordinate: p and q, and the sample around them.
    double p = 0, gap = 0, gap_back = 0;  // D(p, q), D(q, p)
    double slope_p = 0, slope_q = 0;      // of D(p, q)
    double mean = 0, dual_mean = 0, least = 0, least_reverse = 0;
    math::ScalarTerms at_q;                 // E D(X, q) and its derivatives
    double excess = 0;                      // D(mean, q) = E D(X, q) - E D(X, mean)
    std::optional<double> bends_down_from;  // E D(X, q), finite, is not convex beyond it, if that is in view

    // Three points of the plane or the simplex.
    math::ThreePoints d;            // D(a, c), D(a, b), D(b, c)
    Vector gradient_a, gradient_c;  // of D(a, c)
    std::optional<double>
        printed_sum;  // cross-entropy less entropy plus KL; on the simplex with negative entropy
    math::PlaneCurve ball_first, ball_second, dual;  // around c with radius D(a, c); from b to c
    Field field;
    double field_top = 0;  // of the colours; 0: nothing to draw
};

// phi of one coordinate.
[[nodiscard]] double generator_at(const Computed& r, double x);
// What words claim. D(p, q), E D(X, q) and the balls' radius D(a, c) are finite:
[[nodiscard]] bool gap_is_finite(const Computed& r);
[[nodiscard]] bool mean_gap_is_finite(const Computed& r);
[[nodiscard]] bool radius_is_finite(const Computed& r);
// E D(X, q) is finite at the mean, E D(q, X) where it is least: elsewhere they are no smaller, else infinite for every q.
[[nodiscard]] bool has_least(const Computed& r);
[[nodiscard]] bool has_least_reverse(const Computed& r);
// All parts of the three-point identity are finite; its two lines, both with a length, meet at a right angle: the product is below
// 1/1000 of 2 sqrt(D(a, b) D(b, c)), so that D(a, c) is the sum of both to a thousandth.
[[nodiscard]] bool adds_up(const Computed& r);
[[nodiscard]] bool right_angle(const Computed& r);
// E D(X, q) bends down at q; the mean is where E D(q, X) is least, too (to 1e-9).
[[nodiscard]] bool bends_down(const Inputs& in, const Computed& r);
[[nodiscard]] bool one_mean(const Computed& r);
// A quadratic generator over the simplex, of whose shares it takes the first two.
[[nodiscard]] bool takes_two_shares(const Inputs& in);
// A point of the panel in its own coordinates.
[[nodiscard]] math::PlanePoint place(const Inputs& in, const Vector& point);

[[nodiscard]] Computed compute(const Inputs& in, Detail detail, std::stop_token stop);
inline constexpr const char* divergence_formula =
    R"(D(p, q) = \varphi(p) - \varphi(q) - \langle\nabla\varphi(q),\, p - q\rangle)";
// In the order of math::Generator.
inline constexpr std::array<const char*, 4> generator_formulas{
    R"(\varphi(x) = \tfrac{1}{2}\|x\|^2:\quad D(p, q) = \tfrac{1}{2}\|p - q\|^2)",
    R"(\varphi(x) = \sum_k x_k \log x_k:\quad D(p, q) = \sum_k \left(p_k \log\frac{p_k}{q_k} - p_k + q_k\right))",
    R"(\varphi(x) = -\sum_k \log x_k:\quad D(p, q) = \sum_k \left(\frac{p_k}{q_k} - \log\frac{p_k}{q_k} - 1\right))",
    R"(\varphi(x) = \tfrac{1}{2}\,x^{\top} W x:\quad D(p, q) = \tfrac{1}{2}\,(p - q)^{\top} W (p - q))"};
inline constexpr const char* three_points_formula =
    R"(D(a, c) = D(a, b) + D(b, c) + \langle\nabla\varphi(b) - \nabla\varphi(c),\, a - b\rangle)";
inline constexpr const char* mean_formula = R"(\arg\min_q\, \mathbb{E}\, D(X, q) = \mathbb{E}\, X)";
[[nodiscard]] inline std::vector<std::string> all_formulas() {
    std::vector<std::string> out{divergence_formula, three_points_formula, mean_formula};
    out.insert(out.end(), generator_formulas.begin(), generator_formulas.end());
    return out;
}

[[nodiscard]] Figure draw(const Inputs& in, const Computed& r, const View& view);
[[nodiscard]] Readouts probe_generator(const Inputs& in, const Computed& r, double x, double y);
[[nodiscard]] Readouts probe_mean(const Inputs& in, const Computed& r, double x, double y);
[[nodiscard]] Readouts probe_balls(const Inputs& in, const Computed& r, double x, double y);

[[nodiscard]] Panel generator_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel mean_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel balls_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel identity_panel(const Computed& r);

}  // namespace lossfield::viz::bregman
