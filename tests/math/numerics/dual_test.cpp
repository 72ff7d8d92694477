#include "math/numerics/dual.hpp"

#include <gtest/gtest.h>

#include "math/numerics/gradient_check.hpp"
#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace dual_test {

using math::Dual;
using math::variable;

struct Function {
    const char* name;
    Dual<> (*dual)(const Dual<>&);
    double (*plain)(double);
    double (*derivative)(double);
    std::vector<double> points;
};

const std::vector<Function> functions{
    {"exp",
     [](const Dual<>& x) { return exp(x); },
     [](double x) { return std::exp(x); },
     [](double x) { return std::exp(x); },
     {-2, 0, 1.5}},
    {"expm1",
     [](const Dual<>& x) { return expm1(x); },
     [](double x) { return std::expm1(x); },
     [](double x) { return std::exp(x); },
     {-2, 1e-9, 1.5}},
    {"log",
     [](const Dual<>& x) { return log(x); },
     [](double x) { return std::log(x); },
     [](double x) { return 1 / x; },
     {0.2, 1, 7}},
    {"log1p",
     [](const Dual<>& x) { return log1p(x); },
     [](double x) { return std::log1p(x); },
     [](double x) { return 1 / (1 + x); },
     {-0.5, 1e-9, 7}},
    {"sqrt",
     [](const Dual<>& x) { return sqrt(x); },
     [](double x) { return std::sqrt(x); },
     [](double x) { return 0.5 / std::sqrt(x); },
     {0.2, 4}},
    {"sin",
     [](const Dual<>& x) { return sin(x); },
     [](double x) { return std::sin(x); },
     [](double x) { return std::cos(x); },
     {-1, 0, 2}},
    {"cos",
     [](const Dual<>& x) { return cos(x); },
     [](double x) { return std::cos(x); },
     [](double x) { return -std::sin(x); },
     {-1, 0.5, 2}},
    {"tan",
     [](const Dual<>& x) { return tan(x); },
     [](double x) { return std::tan(x); },
     [](double x) { return 1 / (std::cos(x) * std::cos(x)); },
     {-1, 0.5}},
    {"acos",
     [](const Dual<>& x) { return acos(x); },
     [](double x) { return std::acos(x); },
     [](double x) { return -1 / std::sqrt(1 - x * x); },
     {-0.9, 0, 0.5}},
    {"atan",
     [](const Dual<>& x) { return atan(x); },
     [](double x) { return std::atan(x); },
     [](double x) { return 1 / (1 + x * x); },
     {-3, 0, 0.5}},
    {"tanh",
     [](const Dual<>& x) { return tanh(x); },
     [](double x) { return std::tanh(x); },
     [](double x) { return std::pow(std::cosh(x), -2); },
     {-1, 0.5, 30}},
    {"sinh",
     [](const Dual<>& x) { return sinh(x); },
     [](double x) { return std::sinh(x); },
     [](double x) { return std::cosh(x); },
     {-1, 0.5}},
    {"cosh",
     [](const Dual<>& x) { return cosh(x); },
     [](double x) { return std::cosh(x); },
     [](double x) { return std::sinh(x); },
     {-1, 0.5}},
    {"cube",
     [](const Dual<>& x) { return pow(x, 3.0); },
     [](double x) { return x * x * x; },
     [](double x) { return 3 * x * x; },
     {-2, 0, 0.5}},
    {"x^x",
     [](const Dual<>& x) { return pow(x, x); },
     [](double x) { return std::pow(x, x); },
     [](double x) { return std::pow(x, x) * (std::log(x) + 1); },
     {0.3, 2}},
    {"abs",
     [](const Dual<>& x) { return abs(x); },
     [](double x) { return std::abs(x); },
     [](double x) { return x > 0   ? 1.0
                           : x < 0 ? -1.0
                                   : 0.0; },
     {-2, 0, 3}},
    {"max(x, 1)",
     [](const Dual<>& x) { return max(x, 1.0); },
     [](double x) { return std::fmax(x, 1); },
     [](double x) { return x >= 1 ? 1.0 : 0.0; },
     {0.5, 1, 2}},
    {"min(x, 1)",
     [](const Dual<>& x) { return min(x, 1.0); },
     [](double x) { return std::fmin(x, 1); },
     [](double x) { return x <= 1 ? 1.0 : 0.0; },
     {0.5, 1, 2}},
    {"rational",
     [](const Dual<>& x) { return (2 - x * x) / (3 * x + 1) - x / 4.0 + 5; },
     [](double x) { return (2 - x * x) / (3 * x + 1) - x / 4 + 5; },
     [](double x) { return (-2 * x * (3 * x + 1) - 3 * (2 - x * x)) / ((3 * x + 1) * (3 * x + 1)) - 0.25; },
     {-2, 0, 0.5}},
};

TEST(Dual, CarriesValueAndDerivativeOfEveryFunction) {
    for (const Function& f : functions) {
        for (double x : f.points) {
            const Dual<> result = f.dual(variable(x));
            EXPECT_TRUE(close(result.value, f.plain(x), {1e-15, 1e-16})) << f.name << " at " << x;
            EXPECT_TRUE(close(result.derivative, f.derivative(x), {1e-14, 1e-16})) << f.name << "' at " << x;
        }
    }
}

TEST(Dual, CompoundAssignmentIsTheOperator) {
    Dual<> x = variable(3);
    x += 2.0;
    x *= x;
    x -= variable(1);
    x /= 2.0;
    EXPECT_TRUE(close(x.value, 12, {0, 0}));
    EXPECT_TRUE(close(x.derivative, 4.5, {0, 0}));
}

TEST(Dual, ComparesByValue) {
    const Dual<> small{1, 9};
    const Dual<> large{2, -9};
    EXPECT_TRUE(small < large && small <= large && large > small && large >= small && small != large);
    EXPECT_TRUE((small == Dual<>{1, 5}));
}

TEST(Dual, NestingGivesTheSecondDerivative) {
    const auto second = [](auto f, double x) {
        const Dual<Dual<>> nested{{x, 1}, {1, 0}};
        return f(nested).derivative.derivative;
    };
    EXPECT_TRUE(
        close(second([](auto x) { return exp(x * x); }, 0.7), (2 + 4 * 0.49) * std::exp(0.49), {1e-14, 0}));
    EXPECT_TRUE(close(second([](auto x) { return log(1.0 + x); }, 0.7), -1 / (1.7 * 1.7), {1e-14, 0}));
    EXPECT_TRUE(close(second([](auto x) { return 1.0 / x; }, 2.0), 0.25, {1e-14, 0}));
    EXPECT_TRUE(close(second([](auto x) { return sqrt(x); }, 4.0), -1.0 / 32, {1e-14, 0}));
    EXPECT_TRUE(close(second([](auto x) { return tanh(x); }, 0.5),
                      -2 * std::tanh(0.5) / std::pow(std::cosh(0.5), 2), {1e-14, 0}));
}

TEST(GradientCheck, NamesTheWorstComponentWithBothOperands) {
    const auto product = [](std::span<const Dual<>> x) { return x[0] * x[1]; };
    const std::vector<double> point{2, 5};
    const std::vector<double> scale{1e-9, 1e-9};
    const auto right = math::check_gradient(product, point, std::vector<double>{5, 2}, scale);
    EXPECT_TRUE(close(right.worst, 0, {0, 0}));
    const auto wrong = math::check_gradient(product, point, std::vector<double>{5, 2.5}, scale);
    EXPECT_EQ(wrong.component, 1u);
    EXPECT_TRUE(close(wrong.worst, 0.2, {1e-14, 0}));
    EXPECT_TRUE(close(wrong.closed, 2.5, {0, 0}));
    EXPECT_TRUE(close(wrong.dual, 2, {0, 0}));
    const auto lost = math::check_gradient(product, point, std::vector<double>{5, std::nan("")}, scale);
    EXPECT_TRUE(std::isinf(lost.worst)) << lost.worst;
}

}  // namespace dual_test
}  // namespace lossfield::tests
