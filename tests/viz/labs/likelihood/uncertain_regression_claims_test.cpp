// The sentences of the lab uncertain-regression, held against numbers found from its values alone.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>
#include <string>
#include <vector>

#include "tests/contract/situations.hpp"
#include "tests/support/claims.hpp"
#include "tests/viz/labs/read_figure.hpp"
#include "tests/viz/labs/said_numbers.hpp"
#include "viz/inputs/values.hpp"
#include "viz/lab/catalog.hpp"

namespace lossfield::tests {
namespace uncertain_regression_claims_test {

using namespace viz;

const Lab& lab() { return find_lab(catalog(), "uncertain-regression"); }

// What loss and floor count y in: its deviation where it is standardised.
double unit_of(const Said& said) {
    if (!std::get<bool>(said.value("standardise"))) return 1;
    const auto& data = std::get<Points>(said.value("data"));
    long double mean = 0, square = 0;
    for (const DataPoint& p : data) mean += p.y / static_cast<long double>(data.size());
    for (const DataPoint& p : data)
        square += (p.y - mean) * (p.y - mean) / static_cast<long double>(data.size());
    return square > 0 ? static_cast<double>(std::sqrt(square)) : 1;
}

// Of the Gaussian loss's curvature by the mean's coefficients, one step before: the sum of the mean of u^2k e^-s over its terms.
double trace_before(const Said& said, std::size_t step) {
    View view;
    view.step = static_cast<long long>(step) - 1;
    const Figure figure =
        lab().draw(said.values, lab().compute(said.values, Detail::Full, std::stop_token()), view);
    const auto& data = std::get<Points>(said.value("data"));
    Vector coefficients;
    for (const Readout& r : figure.readouts)
        if (r.id == "log-scale") coefficients = std::get<Vector>(r.value);
    double low = data[0].x, high = low, trace = 0;
    for (const DataPoint& p : data) low = std::min(low, p.x), high = std::max(high, p.x);
    for (const DataPoint& p : data) {
        const double u = high > low ? (2 * p.x - low - high) / (high - low) : 0;
        double s = 0;
        for (std::size_t k = coefficients.size(); k-- > 0;) s = s * u + coefficients[k];
        if (std::get<bool>(said.value("use-floor"))) {
            const double over = s - real(said, "floor");
            s = real(said, "floor") + (over > 30 ? over : std::log1p(std::exp(over)));
        }
        for (long long k = 0; k <= std::get<long long>(said.value("mean-degree")); ++k)
            trace +=
                std::pow(u, 2.0 * static_cast<double>(k)) * std::exp(-s) / static_cast<double>(data.size());
    }
    return trace;
}

TEST(UncertainRegressionClaims, OneSpreadIsLeastSquaresForGaussiansAlone) {
    int squares = 0, absolute = 0, floored = 0;
    std::size_t count = 0;
    at_settings(
        lab(), 120,
        [&](const Said& said) {
            const bool one = std::get<long long>(said.value("spread-degree")) == 0;
            const bool gaussian = word(said, "likelihood") == "gaussian";
            EXPECT_FALSE(!one && said.in_caption("With one spread")) << said.told();
            if (!said.in_caption("With one spread")) return;
            EXPECT_EQ(said.in_caption("is least squares"), gaussian) << said.told();
            EXPECT_EQ(said.in_caption("least absolute residuals"), !gaussian) << said.told();
            if (!gaussian) return void(++absolute);
            const double mse = std::pow(said.number("root-mse") / unit_of(said), 2);
            const bool reached =
                mse > 0 && !(std::get<bool>(said.value("use-floor")) && std::log(mse) <= real(said, "floor"));
            // Of standardised y a constant leaves 1, whose logarithm is a floor of 0 but for rounding.
            if (std::abs(std::log(mse) - real(said, "floor")) < 1e-9) return;
            EXPECT_EQ(said.in_caption("its variance the mean squared"), reached) << said.told();
            ++(reached ? squares : floored);
            // No step is below least squares with its best spread.
            if (reached) {
                EXPECT_GE(said.number("loss"),
                          0.5 * std::log(2 * std::numbers::pi * std::numbers::e * mse) - 1e-9)
                    << said.told();
            }
        },
        [&](Values& values) {
            const std::size_t k = count++;
            put(lab(), values, "steps", 60LL);
            if (k % 4 == 0) return;
            put(lab(), values, "spread-degree", 0LL), put(lab(), values, "rate", 0.02);
            put(lab(), values, "likelihood", std::string(k % 4 == 1 ? "laplace" : "gaussian"));
            if (k % 4 == 3) put(lab(), values, "use-floor", true), put(lab(), values, "floor", 6.0);
            if (k % 4 == 3) values[index_of(lab(), "floor")] = 0.0;
        });
    EXPECT_GT(squares, 3);
    EXPECT_GT(absolute, 3);
    EXPECT_GT(floored, 1);
}

TEST(UncertainRegressionClaims, CurvatureIsBlamedWhereTheRateIsAboveItsLimit) {
    int blamed = 0, plain = 0, calm = 0;
    std::size_t count = 0;
    at_settings(
        lab(), 120,
        [&](const Said& said) {
            const std::string text = said.notice("diverged") + said.notice("thrown");
            const bool curvature = text.find("curvature") != std::string::npos;
            EXPECT_EQ(said.in_caption("local limit of the rate"), curvature) << said.told();
            if (text.empty()) return void(++calm);
            ++(curvature ? blamed : plain);
            const bool quadratic =
                word(said, "likelihood") == "gaussian" && word(said, "optimizer") != "adam";
            EXPECT_FALSE(curvature && !quadratic) << said.told();
            if (!quadratic) return;
            // The largest curvature is at most the trace before the step, and at least its share of it.
            const double most = trace_before(said, std::stoul(text.substr(text.find("tep ") + 4))),
                         terms = static_cast<double>(std::get<long long>(said.value("mean-degree")) + 1),
                         limit = word(said, "optimizer") == "momentum" ? 3.8 : 2;
            if (curvature) {
                EXPECT_GT(real(said, "rate") * most, limit) << said.told();
            }
            if (!curvature) {
                EXPECT_LE(real(said, "rate") * most / terms, limit * (1 + 1e-9)) << said.told();
            }
        },
        [&](Values& values) {
            const std::size_t k = count++;
            put(lab(), values, "steps", 80LL);
            if (k % 2 == 0) return;
            put(lab(), values, "use-floor", false), put(lab(), values, "rate", 0.5);
            put(lab(), values, "optimizer", std::string(k % 4 == 1 ? "gd" : "momentum"));
            put(lab(), values, "likelihood", std::string(k % 8 < 4 ? "laplace" : "gaussian"));
        });
    EXPECT_GT(blamed, 3);
    EXPECT_GT(plain, 3);
    EXPECT_GT(calm, 10);
}

TEST(UncertainRegressionClaims, WeightsAreAlikeWhereItIsSaid) {
    int alike = 0, stay = 0, differ = 0, held = 0, unbounded = 0;
    std::size_t count = 0;
    at_settings(
        lab(), 120,
        [&](const Said& said) {
            const double ratio = said.number("weight-ratio");
            if (said.in_caption("All points weigh alike")) {
                EXPECT_LT(ratio, 1.05) << said.told();
                ++(said.in_caption("and so they do") ? stay : alike);
            }
            if (said.in_caption("The quietest point pulls")) {
                EXPECT_GE(ratio, 1.05) << said.told();
                ++differ;
            }
            if (said.in_caption("The floor holds s")) {
                EXPECT_TRUE(std::get<bool>(said.value("use-floor")));
                const bool gaussian = word(said, "likelihood") == "gaussian";
                const double s = 2 * std::log(said.number("least-sigma") / unit_of(said) /
                                              (gaussian ? 1 : std::numbers::sqrt2));
                EXPECT_NEAR(s, real(said, "floor"), 0.5 + 1e-9) << said.told();
                ++held;
            }
            const std::string away = said.notice("runs-away");
            if (away.find("no minimum") != std::string::npos) {
                EXPECT_EQ(said.number("root-mse"), 0) << said.told();
                ++unbounded;
            }
            if (!away.empty()) {
                EXPECT_FALSE(std::get<bool>(said.value("use-floor")));
            }
        },
        [&](Values& values) {
            const std::size_t k = count++;
            put(lab(), values, "steps", k % 3 == 0 ? 1LL : 120LL);
            if (k % 2 == 0) return;
            put(lab(), values, "spread-degree", 1LL), put(lab(), values, "optimizer", std::string("adam")),
                put(lab(), values, "rate", 0.02);
            if (k % 4 == 1)
                put(lab(), values, "data",
                    Points{{-3, 1}, {-2, -1}, {-1, 1}, {0, -1}, {1, 1}, {2, -1}, {3, 1}});
            if (k % 4 == 3) put(lab(), values, "use-floor", true), put(lab(), values, "floor", -0.3);
        });
    // At the first step weights are alike that differ at the last one: the playhead alone gets there.
    EXPECT_GT(stay, 3);
    EXPECT_GT(differ, 5);
    EXPECT_GT(held, 3);
    EXPECT_GE(unbounded, 1);
    EXPECT_GE(alike, 0);
}

// Far above the loss that least squares has with one Gaussian spread, the floor or one above it, and falling to the last.
TEST(UncertainRegressionClaims, WhatFallsShortStillFallsFarAboveLeastSquares) {
    int shorts = 0, arrived = 0;
    std::size_t count = 0;
    const auto check = [&](const Said& said) {
        if (word(said, "likelihood") != "gaussian") return;
        const auto computed = lab().compute(said.values, Detail::Full, std::stop_token());
        const long long last = lab().draw(said.values, computed, {}).playhead->last;
        bool falls = last > 0;
        Vector losses;
        for (long long t = std::max(0LL, last - 10); t <= last; ++t) {
            View view;
            view.step = t;
            losses.push_back(read_figure::number(lab().draw(said.values, computed, view), "loss"));
            falls = falls && (losses.size() < 2 || losses.back() < losses[losses.size() - 2]);
        }
        const double mse = std::pow(said.number("root-mse") / unit_of(said), 2);
        double s = std::log(mse);
        if (std::get<bool>(said.value("use-floor"))) s = std::max(s, real(said, "floor"));
        const double there = 0.5 * (std::log(2 * std::numbers::pi) + s + mse * std::exp(-s));
        const std::string text = said.notice("falls-short");
        const bool lost = !said.notice("diverged").empty() || !said.notice("thrown").empty();
        const double above = losses.back() - there;
        if (std::abs(above - 2) > 1e-6) {
            EXPECT_EQ(!text.empty(), falls && !lost && std::isfinite(there) && above > 2)
                << text << losses.back() << ' ' << there << said.told();
        }
        ++(text.empty() ? arrived : shorts);
        if (text.empty()) return;
        EXPECT_TRUE(said_numbers::near(said_numbers::after(text, "the loss is"), losses.back(), 0.006))
            << text;
        EXPECT_TRUE(said_numbers::near(said_numbers::after(text, "one spread has"), there, 0.006)) << text;
    };
    at_settings(lab(), 60, check, [&](Values& values) {
        const std::size_t k = count++;
        put(lab(), values, "steps", k % 4 == 0 ? 1LL : 300LL);
        if (k % 2 == 0) put(lab(), values, "data", Points{{0, 100}, {1, 90}, {2, 130}, {3, -20}});
        if (k % 4 == 1) put(lab(), values, "data", Points{{1, 2}}), put(lab(), values, "rate", 0.05);
    });
    EXPECT_GT(shorts, 5);
    EXPECT_GT(arrived, 20);
}

TEST(UncertainRegressionClaims, PresetsDoWhatTheySay) {
    EXPECT_NE(shown(lab(), "too-fast").notice("thrown").find("local limit"), std::string::npos);
    EXPECT_NE(shown(lab(), "hit-exactly").notice("runs-away").find("no minimum"), std::string::npos);
    EXPECT_TRUE(shown(lab(), "floored").in_caption("The floor holds s"));
    const Said one = shown(lab(), "one-spread");
    EXPECT_NEAR(one.number("loss"), one.number("one-spread-loss"), 1e-3);
    View start;
    start.step = 0;
    const Figure first = lab().draw(one.values, lab().compute(one.values, Detail::Full, {}), start);
    EXPECT_NEAR(said_numbers::after(first.caption, "of this step is"),
                read_figure::number(first, "loss") - one.number("one-spread-loss"), 0.005);
}

}  // namespace uncertain_regression_claims_test
}  // namespace lossfield::tests
