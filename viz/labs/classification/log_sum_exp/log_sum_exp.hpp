// What the parts of the lab share: its numbers (log_sum_exp.cpp), the picture of the smooth maximum (shape.cpp), that of
// its evaluation in float and double (floating.cpp).
#pragma once

#include "math/losses/floating_log_sum_exp.hpp"
#include "math/losses/log_sum_exp.hpp"
#include "viz/labs/vocabulary.hpp"

namespace lossfield::viz::log_sum_exp {

enum class Show { SmoothMaximum, FloatingPoint };
enum class Precision { Both, Float, Double };

struct Inputs {
    Show show = Show::SmoothMaximum;
    Vector values{1.2, 0.3, -1.2, -1.8, -2.4};
    double tau = 0.6;
    std::optional<Domain> range{};  // none: automatic
    bool corner = true, family = true;
    double largest = 60;
    Precision precision = Precision::Both;

    [[nodiscard]] Domain domain() const { return range.value_or(Domain{{-3, 3}, {-3, 3}}); }
};

using math::Evaluation, math::FloatingType;
using Evaluated = math::FloatingEvaluation;

// One way of evaluation in one type.
struct Way {
    const char* id;
    const char* name;
    FloatingType type;
    Evaluation evaluation;
    [[nodiscard]] bool naive() const { return evaluation == Evaluation::Naive; }
    [[nodiscard]] bool in_double() const { return type == FloatingType::Double; }
    [[nodiscard]] const char* type_name() const { return in_double() ? "double" : "float"; }
    [[nodiscard]] Colour colour() const { return series(in_double() ? 0 : 1); }
};
inline constexpr std::array<Way, 4> ways{
    {{"naive-float", "naive, float", FloatingType::Float, Evaluation::Naive},
     {"stable-float", "stable, float", FloatingType::Float, Evaluation::Stable},
     {"naive-double", "naive, double", FloatingType::Double, Evaluation::Naive},
     {"stable-double", "stable, double", FloatingType::Double, Evaluation::Stable}}};
inline constexpr std::size_t naive_float = 0, naive_double = 2, stable_double = 3;

inline constexpr const char* smooth_formula =
    R"(\mathrm{LSE}_\tau(x) = \tau \log\sum_i e^{x_i/\tau} = \max_i x_i + \tau\log\sum_i e^{(x_i - \max_j x_j)/\tau} )"
    R"(\qquad p_i = \frac{\partial\,\mathrm{LSE}_\tau}{\partial x_i} = \frac{e^{x_i/\tau}}{\sum_j e^{x_j/\tau}})";
// Of the exponents z alone, moved until the largest of them is M.
inline constexpr const char* floating_formula =
    R"(z_k = M + \frac{x_k - \max_j x_j}{\tau} \qquad \mathrm{LSE} = \log\sum_k e^{z_k} = M + \log\sum_k e^{z_k - M} )"
    R"(\qquad p_1 = \frac{e^{z_1}}{\sum_k e^{z_k}})";

struct Computed {
    double value = 0;  // LSE_tau(x)
    Vector p;          // its gradient
    math::LogSumExpBounds bounds;
    double check = 0;
    GridField field;  // over the first two entries
    Vector levels;
    double rest = 0;                               // the largest of the held entries, -inf without any
    std::array<Evaluated, ways.size()> evaluated;  // the floating-point page alone
    Vector losses;                                 // cross-entropy of each class
};

[[nodiscard]] inline math::PlaneGrid grid_of(const Domain& d, std::size_t nodes) {
    return {d.x.low, d.x.high, d.y.low, d.y.high, nodes, nodes};
}
[[nodiscard]] bool shows(const Inputs& in, const Way& way);
// A shown way gives no finite number for these exponents.
[[nodiscard]] bool breaks(const Inputs& in, const Computed& r, std::size_t way);
// How the naive way breaks: the result is +inf, for e^M is (M lies above where it is the last finite one), or the sum alone is; or
// it is -inf, for all exponentials are 0.
enum class Break { LargestOverflows, SumOverflows, AllVanish };
[[nodiscard]] Break break_of(const Evaluated& e);
[[nodiscard]] Interval shown_exponents(const Inputs& in);

[[nodiscard]] Figure shape_figure(const Inputs& in, const Computed& r);
[[nodiscard]] Figure floating_figure(const Inputs& in, const Computed& r);
[[nodiscard]] Readouts probe_softplus(const Inputs& in, const Computed& r, double x, double y);
[[nodiscard]] Readouts probe_map(const Inputs& in, const Computed& r, double x, double y);
[[nodiscard]] Readouts probe_entries(const Inputs& in, const Computed& r, double x, double y);

}  // namespace lossfield::viz::log_sum_exp
