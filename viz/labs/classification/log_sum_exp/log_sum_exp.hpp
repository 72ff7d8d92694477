// What the parts of the lab share: its numbers (log_sum_exp.cpp), the smooth maximum's panels (shape.cpp), those of
// its evaluation in float and double (floating.cpp), the whole picture (figure.cpp).
#pragma once

#include <array>
#include <string>
#include <vector>

#include "math/losses/floating_log_sum_exp.hpp"
#include "math/losses/log_sum_exp.hpp"
#include "viz/fragments/named.hpp"
#include "viz/lab/lab.hpp"

namespace lossfield::viz::log_sum_exp {

struct Inputs {
    std::string show = "smooth-maximum";
    Vector values{1.2, 0.3, -1.2, -1.8, -2.4};
    double tau = 0.6;
    Domain domain{{-3, 3}, {-3, 3}};
    bool corner = true;
    bool family = true;
    double largest = 60;
    std::string precision = "both";
};

// One way of evaluation in one type.
struct Way {
    const char* id;
    const char* name;
    bool in_double;
    math::Evaluation evaluation;
};
inline constexpr std::array<Way, 4> ways{
    {{"naive-float", "naive, float", false, math::Evaluation::Naive},
     {"stable-float", "stable, float", false, math::Evaluation::Stable},
     {"naive-double", "naive, double", true, math::Evaluation::Naive},
     {"stable-double", "stable, double", true, math::Evaluation::Stable}}};

// What a way of evaluation does with exponents whose largest is M.
struct Evaluated {
    double at = 0;                         // M as the type holds it
    double value = 0, first_share = 0;     // at M
    double error = 0;                      // at M
    double lowest = 0, highest = 0;        // M from which and up to which it works
    double alone_low = 0, alone_high = 0;  // the same for one exponent alone
    Vector m, errors;                      // the largest error near each m
};

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

[[nodiscard]] bool shows_floating(const Inputs& in);
[[nodiscard]] bool shows(const Inputs& in, const Way& way);
[[nodiscard]] Interval shown_exponents(const Inputs& in);

[[nodiscard]] Panels shape_panels(const Inputs& in, const Computed& r);
[[nodiscard]] Panels floating_panels(const Inputs& in, const Computed& r);
[[nodiscard]] Figure draw(const Inputs& in, const Computed& r, const View& view);
[[nodiscard]] Readouts probe(const Inputs& in, const Computed& r, const std::string& panel, double x,
                             double y);
[[nodiscard]] std::vector<PresetOf<Inputs>> presets();

}  // namespace lossfield::viz::log_sum_exp
