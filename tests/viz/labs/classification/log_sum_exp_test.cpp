// The lab log-sum-exp: its readouts, notices and marks against the mathematics and known limits of floating-point numbers.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stop_token>

#include "math/simplex/softmax.hpp"
#include "tests/contract/situations.hpp"
#include "tests/support/support.hpp"
#include "tests/viz/labs/read_figure.hpp"
#include "viz/inputs/values.hpp"
#include "viz/lab/catalog.hpp"

namespace lossfield::viz {
namespace log_sum_exp_lab_test {

using namespace read_figure;
using tests::close, tests::figure_of;

constexpr double infinity = std::numeric_limits<double>::infinity();

const Lab& lab() { return find_lab(catalog(), "log-sum-exp"); }

TEST(LogSumExpLab, ReadoutsAgreeWithTheCore) {
    for (const auto& s : tests::situations(lab(), 40)) {
        const auto& x = std::get<Vector>(s.values[index_of(lab(), "values")]);
        const double tau = std::get<double>(s.values[index_of(lab(), "tau")]);
        const Figure f = figure_of(lab(), s.values);
        if (std::get<std::string>(s.values[index_of(lab(), "show")]) == "smooth-maximum") {
            const double lse = number(f, "lse");
            EXPECT_TRUE(close(lse, math::log_sum_exp(x, tau))) << s.name;
            EXPECT_TRUE(close(numbers(f, "gradient"), math::softmax(x, tau))) << s.name;
            const double rounding = 1e-12 * (1 + std::abs(lse));
            for (const char* below : {"maximum", "mean-bound", "collision-bound"})
                EXPECT_LE(number(f, below), lse + rounding) << s.name << ' ' << below;
            EXPECT_TRUE(close(number(f, "entropy-bound"), lse, {1e-11, 1e-11})) << s.name;
            EXPECT_GE(number(f, "upper-bound"), lse - rounding) << s.name;
            EXPECT_LT(number(f, "gradient-check"), 1e-6) << s.name;
        } else {
            const Vector losses = numbers(f, "cross-entropy"), flipped = numbers(f, "flipped");
            for (std::size_t k = 0; k < losses.size(); ++k) {
                EXPECT_GE(losses[k], 0) << s.name;
                EXPECT_TRUE(close(losses[k], (math::log_sum_exp(x, tau) - x[k]) / tau, {1e-9, 1e-7}))
                    << s.name;
                EXPECT_EQ(flipped[k], -losses[k]) << s.name;
            }
        }
    }
}

TEST(LogSumExpLab, DoubleHoldsFourHundredAndFloatDoesNot) {
    const Figure f = figure_of(lab(), find_preset(lab(), "overflow").values);
    const double sum = std::log(1 + std::exp(-2.0) + std::exp(-2.8));
    EXPECT_EQ(number(f, "naive-float"), infinity);
    EXPECT_TRUE(close(number(f, "stable-float"), 400 + sum, {1e-7, 0}));
    EXPECT_TRUE(close(number(f, "naive-double"), 400 + sum));
    EXPECT_TRUE(close(number(f, "float-alone-high"), 88.72283, {1e-7, 0}));
    EXPECT_TRUE(close(number(f, "double-alone-high"), 709.782712893384, {1e-15, 0}));
    EXPECT_TRUE(close(number(f, "double-highest"), 709.782712893384 - sum, {1e-14, 0}));
    // T38: the cross-entropy of the second class of (3, 1, 0.2), and what the flipped sign makes of it.
    EXPECT_TRUE(close(numbers(f, "cross-entropy")[1], 2.1791041747850026));
    EXPECT_TRUE(close(numbers(f, "flipped")[1], -2.1791041747850026));
    ASSERT_EQ(f.notices.size(), 1U);
    EXPECT_EQ(f.notices[0].id, "overflow");
    EXPECT_EQ(f.notices[0].text.find("double gives"), std::string::npos) << f.notices[0].text;
}

TEST(LogSumExpLab, BreaksAreMarkedWhereTheyAre) {
    const Figure f = figure_of(
        lab(),
        with(lab(),
             {{"show", "floating-point"}, {"values", Vector{0, -900}}, {"tau", 1.0}, {"largest", -800.0}}));
    const auto* crosses = find_mark<PointSet>(f, "errors", "naive-double-breaks");
    ASSERT_EQ(crosses->x.size(), 2U);
    EXPECT_TRUE(close(crosses->x[0], -745.1332191019411));
    EXPECT_TRUE(close(crosses->x[1], 709.782712893384));
    EXPECT_EQ(crosses->texts, (std::vector<std::string>{"−745.13", "709.78"}));
    EXPECT_EQ(number(f, "naive-double"), -infinity);
    EXPECT_EQ(number(f, "stable-double"), -800);
    ASSERT_EQ(f.notices.size(), 1U);
    EXPECT_EQ(f.notices[0].id, "underflow");
    // The naive curve climbs through the subnormal numbers before it ends; the stable one goes on flat.
    const auto* naive = find_mark<Curve>(f, "errors", "naive-double");
    const auto* stable = find_mark<Curve>(f, "errors", "stable-double");
    EXPECT_LT(*std::max_element(stable->y.begin(), stable->y.end()), 1e-14);
    const auto low =
        std::count_if(naive->y.begin(), naive->y.end(), [](double e) { return e > 1e-12 && e < 1; });
    EXPECT_GT(low, 5);
    EXPECT_GE(naive->x.front(), -745.14);
    EXPECT_LE(naive->x.back(), 709.79);
}

TEST(LogSumExpLab, CornersOfTheMaximumLieOnTheDiagonal) {
    const Figure f = figure_of(lab(), defaults(lab()));
    const auto* lines = find_mark<Curve>(f, "map", "corners");
    const auto* field = find_mark<Contours>(f, "map", "smooth-maximum");
    int corners = 0;
    for (std::size_t i = 0; i < lines->x.size(); ++i) {
        if (std::isnan(lines->x[i])) continue;
        const double level = std::max(lines->x[i], lines->y[i]);
        EXPECT_TRUE(std::count(field->levels.exactly.begin(), field->levels.exactly.end(), level) == 1)
            << level;
        corners += lines->x[i] == lines->y[i] ? 1 : 0;
        EXPECT_GT(level, -1.2);  // no higher than the third entry: no corner
    }
    EXPECT_GE(corners, 8);
}

TEST(LogSumExpLab, HandlesMoveTemperatureAndShares) {
    const Values values = defaults(lab());
    const Figure f = figure_of(lab(), values);
    const Handle& tau = handle(f, "tau");
    EXPECT_TRUE(close(tau.y, 0.6 * std::log(2.0)));
    const Values cooler = drag(lab().parameters, values, tau, 0.3, 0.2 * std::log(2.0));
    EXPECT_TRUE(close(std::get<double>(cooler[index_of(lab(), "tau")]), 0.2));
    const Values pulled = drag(lab().parameters, values, handle(f, "share-2"), 2, 0.5);
    EXPECT_NEAR(numbers(figure_of(lab(), pulled), "gradient")[1], 0.5, 1e-9);
}

TEST(LogSumExpLab, ProbeTellsTheTrueValue) {
    const Values values = defaults(lab());
    const Result result = lab().compute(values, Detail::Full, std::stop_token());
    const auto told = lab().probe(values, result, {}, "map", 0.5, -2);
    EXPECT_TRUE(
        close(std::get<double>(told.at(0).value), math::log_sum_exp(Vector{0.5, -2, -1.2, -1.8, -2.4}, 0.6)));
    EXPECT_TRUE(close(std::get<double>(lab().probe(values, result, {}, "softplus", 0, 0).at(0).value),
                      0.6 * std::log(2.0)));
    EXPECT_TRUE(lab().probe(values, result, {}, "entries", 17, 0).empty());
}

TEST(LogSumExpLab, HostileEntries) {
    for (const Vector& x :
         {Vector{1000, -1000}, Vector{-1000, -1000, -1000}, Vector(20, 1000.0), Vector{0, 0}})
        for (const char* show : {"smooth-maximum", "floating-point"})
            for (const double tau : {0.01, 5.0}) {
                const Figure f = figure_of(lab(), with(lab(), {{"values", x}, {"tau", tau}, {"show", show}}));
                for (const Readout& r : f.readouts) {
                    const auto* v = std::get_if<double>(&r.value);
                    EXPECT_FALSE(v != nullptr && std::isnan(*v)) << r.id;
                }
            }
}

}  // namespace log_sum_exp_lab_test
}  // namespace lossfield::viz
