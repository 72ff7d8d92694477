// The lab uncertain-regression: its descent against the gradient taken by hand, weights, valley, floor and notices.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <stop_token>

#include "tests/contract/situations.hpp"
#include "tests/support/support.hpp"
#include "tests/viz/labs/read_figure.hpp"
#include "viz/lab/catalog.hpp"
#include "viz/labs/likelihood/uncertain_regression/uncertain_regression.hpp"

namespace lossfield::viz {
namespace uncertain_regression_lab_test {

using namespace read_figure;
using tests::close;

const Lab& lab() { return find_lab(catalog(), "uncertain-regression"); }

Figure figure_at(const Values& values, std::optional<long long> step = std::nullopt) {
    View view;
    view.step = step;
    return lab().draw(values, lab().compute(values, Detail::Full, std::stop_token()), view);
}
Figure figure_with(std::initializer_list<std::pair<const char*, Value>> given,
                   std::optional<long long> step = std::nullopt) {
    return figure_at(with(lab(), given), step);
}

bool says(const Figure& f, const std::string& notice) {
    return std::any_of(f.notices.begin(), f.notices.end(), [&](const Notice& n) { return n.id == notice; });
}

const Points four{{-1, 0.5}, {0, -0.5}, {1, 2}, {3, 1}};

TEST(UncertainRegressionLab, OneGradientStepByHand) {
    // Without a floor, from mu = 0 and s = 0: by mu -y_i, by s (1 - y_i^2) / 2; u = (x - 1) / 2.
    const Figure f = figure_with(
        {{"data", four}, {"use-floor", false}, {"optimizer", "gd"}, {"rate", 0.1}, {"steps", 1LL}});
    const Vector u{-1, -0.5, 0, 1}, y{0.5, -0.5, 2, 1};
    Vector mean{0, 0}, spread{0, 0};
    for (std::size_t i = 0; i < 4; ++i)
        for (std::size_t j = 0; j < 2; ++j) {
            const double power = j == 0 ? 1 : u[i];
            mean[j] += 0.1 * y[i] * power / 4;
            spread[j] -= 0.1 * 0.5 * (1 - y[i] * y[i]) * power / 4;
        }
    EXPECT_TRUE(close(numbers(f, "mean"), mean, {1e-13, 0}));
    EXPECT_TRUE(close(numbers(f, "log-scale"), spread, {1e-13, 0}));
    EXPECT_TRUE(close(number(figure_with({{"data", four}, {"use-floor", false}}, 0), "loss"),
                      0.9189385332046727 + 0.5 * (0.25 + 0.25 + 4 + 1) / 4, {1e-14, 0}));
}

TEST(UncertainRegressionLab, DescendsBelowLeastSquaresAndFollowsTheQuietData) {
    const Figure f = figure_at(defaults(lab()));
    EXPECT_TRUE(f.notices.empty());
    EXPECT_LT(number(f, "loss"), number(f, "one-spread-loss") - 0.5);
    EXPECT_LT(number(f, "gradient-norm"), 0.05);
    EXPECT_LT(number(f, "gradient-check"), 1e-9);
    EXPECT_GT(number(f, "most-sigma"), 10 * number(f, "least-sigma"));
    // The data lie about 0.4 x: u runs from -1 to 1 over -3.7 to 3.7.
    EXPECT_NEAR(numbers(f, "mean")[1] / 3.7, 0.4, 0.05);
    const auto* fit = find_mark<Curve>(f, "data", "fit");
    const double slope = (fit->y.back() - fit->y.front()) / (fit->x.back() - fit->x.front());
    EXPECT_GT(std::abs(slope - 0.4), 0.15) << "least squares is turned by the loud data";
}

TEST(UncertainRegressionLab, WeightsAreSharesOfTheInverseVariance) {
    for (const char* likelihood : {"gaussian", "laplace"}) {
        const Figure f = figure_with({{"likelihood", likelihood}});
        const Vector& w = find_mark<Bars>(f, "weights", "weights")->value;
        EXPECT_NEAR(std::accumulate(w.begin(), w.end(), 0.0), 100, 1e-9);
        const auto* points = find_mark<PointSet>(f, "map", "points");
        const double power = std::string(likelihood) == "gaussian" ? 1 : 0.5;
        for (std::size_t i = 1; i < w.size(); ++i)
            EXPECT_TRUE(close(w[i] / w[0], std::exp(power * (points->y[0] - points->y[i])), {1e-9, 0}));
    }
}

TEST(UncertainRegressionLab, OneSpreadIsLeastSquares) {
    const Figure f = figure_at(find_preset(lab(), "one-spread").values);
    EXPECT_TRUE(close(number(f, "loss"), number(f, "one-spread-loss"), {1e-5, 0}));
    EXPECT_TRUE(close(number(f, "least-sigma"), number(f, "root-mse"), {1e-3, 0}));
    EXPECT_EQ(number(f, "weight-ratio"), 1);
}

TEST(UncertainRegressionLab, TheValleyIsWhereEachResidualHasItsBestScale) {
    const Figure f = figure_at(defaults(lab()));
    for (const char* panel : {"map", "surface"}) {
        const auto* valley = find_mark<Curve>(f, panel, "valley");
        ASSERT_NE(valley, nullptr);
        for (std::size_t i = 0; i < valley->x.size(); ++i)
            if (!std::isnan(valley->x[i])) {
                EXPECT_NEAR(valley->y[i], 2 * std::log(std::abs(valley->x[i])), 1e-12);
            }
    }
    EXPECT_EQ(find_mark<Curve>(f, "map", "floor")->y.front(), -7);
    EXPECT_EQ(find_mark<Curve>(figure_with({{"use-floor", false}}), "map", "floor"), nullptr);
    const Values lower = drag(lab().parameters, defaults(lab()), handle(f, "floor"), 0, -9);
    EXPECT_EQ(std::get<double>(lower[index_of(lab(), "floor")]), -9);
}

TEST(UncertainRegressionLab, AnExactHitRunsAwayUnlessThereIsAFloor) {
    const Figure away = figure_at(find_preset(lab(), "hit-exactly").values);
    EXPECT_TRUE(says(away, "runs-away"));
    EXPECT_LT(number(away, "loss"), -20);
    // s falls by half the rate each step.
    EXPECT_TRUE(close(numbers(away, "log-scale")[0], -0.15 * 300, {1e-9, 0}));
    const Values floored = find_preset(lab(), "floored").values;
    const Figure held = figure_at(floored);
    EXPECT_TRUE(held.notices.empty());
    EXPECT_GT(number(held, "loss"), 0.9189385332046727 - 3.5);
    EXPECT_NE(held.caption.find("floor"), std::string::npos);
}

TEST(UncertainRegressionLab, AStepTooLongIsSaid) {
    const Figure f = figure_at(find_preset(lab(), "too-fast").values);
    EXPECT_TRUE(says(f, "thrown"));
    const Figure wild =
        figure_with({{"optimizer", "gd"}, {"rate", 1.0}, {"use-floor", false}, {"steps", 1000LL}});
    EXPECT_TRUE(says(wild, "thrown") || says(wild, "diverged"));
    EXPECT_FALSE(says(figure_at(defaults(lab())), "thrown"));
}

TEST(UncertainRegressionLab, HostileDataGiveALimitOrANotice) {
    const Points one{{1, 2}}, same{{1, 2}, {1, 2}, {1, 2}}, column{{1, -1}, {1, 0}, {1, 3}},
        huge{{-100, 100}, {100, -100}};
    for (const Points& data : {one, same, column, huge})
        for (const char* optimizer : {"gd", "momentum", "adam"})
            for (const bool floor : {true, false})
                for (const long long degree : {0LL, 2LL}) {
                    const Values values = with(lab(), {{"data", data},
                                                       {"optimizer", optimizer},
                                                       {"use-floor", floor},
                                                       {"mean-degree", degree},
                                                       {"spread-degree", degree},
                                                       {"start", "least-squares"},
                                                       {"rate", 0.3},
                                                       {"steps", 200LL}});
                    const Figure f = figure_at(values);
                    EXPECT_TRUE(!std::isnan(number(f, "loss")) || says(f, "diverged"));
                    EXPECT_GE(f.playhead->last, 1);
                    const auto& y = find_panel(f, "data")->y.range;
                    EXPECT_TRUE(std::isfinite(y->low) && y->high > y->low);
                }
    // All points equal: hit exactly, by any mean.
    const Figure f = figure_with({{"data", same},
                                  {"start", "least-squares"},
                                  {"optimizer", "gd"},
                                  {"rate", 0.3},
                                  {"use-floor", false},
                                  {"mean-degree", 0LL}});
    EXPECT_TRUE(says(f, "runs-away"));
}

TEST(UncertainRegressionLab, ThePlayheadGoesBack) {
    const Values values = defaults(lab());
    const Figure start = figure_at(values, 0), middle = figure_at(values, 40), end = figure_at(values);
    EXPECT_EQ(numbers(start, "mean"), (Vector{0, 0}));
    EXPECT_GT(number(start, "loss"), number(middle, "loss"));
    EXPECT_GT(number(middle, "loss"), number(end, "loss"));
    EXPECT_EQ(find_mark<Rule>(middle, "loss", "now")->at, 40);
    // The frame stays while it plays.
    EXPECT_EQ(find_panel(start, "data")->y.range->high, find_panel(end, "data")->y.range->high);
    EXPECT_EQ(find_panel(start, "map")->x.range->high, find_panel(end, "map")->x.range->high);
}

}  // namespace uncertain_regression_lab_test
}  // namespace lossfield::viz
