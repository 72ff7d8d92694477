// The lab gaussian-mse: what its picture says against the numeric core and against numbers worked out by hand.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stop_token>

#include "math/likelihood/gaussian_likelihood.hpp"
#include "tests/contract/situations.hpp"
#include "tests/support/support.hpp"
#include "tests/viz/labs/read_figure.hpp"
#include "viz/inputs/values.hpp"
#include "viz/lab/catalog.hpp"
#include "viz/lab/settings.hpp"

namespace lossfield::viz {
namespace gaussian_mse_lab_test {

using read_figure::find_mark, read_figure::number, read_figure::numbers, read_figure::readout;
using tests::close, tests::figure_of;

const Lab& lab() { return find_lab(catalog(), "gaussian-mse"); }

Values with(std::initializer_list<std::pair<const char*, const char*>> given,
            Values values = defaults(lab())) {
    for (const auto& [id, text] : given) {
        const std::size_t i = index_of(lab(), id);
        values[i] = parse_value(lab().parameters[i], text);
    }
    check_values(lab(), values);
    return values;
}

bool has_notice(const Figure& f, const std::string& id) {
    return std::any_of(f.notices.begin(), f.notices.end(), [&](const Notice& n) { return n.id == id; });
}

TEST(GaussianMseLab, TheSquaresHaveTheMse) {
    const Values values = with({{"line", "0.5,0.25"}, {"data", "-1,1;0,-1;1,3;2,0.5"}, {"sigma", "0.7"}});
    const Figure f = figure_of(lab(), values);
    double area = 0;
    for (int k = 1; k <= 4; ++k) {
        const auto* square = find_mark<Polygon>(f, "data", "square-" + std::to_string(k));
        ASSERT_NE(square, nullptr);
        const Vector &x = square->x[0], &y = square->y[0];
        area += std::abs((x[1] - x[0]) * (y[2] - y[1])) / 4;
    }
    // Residuals by hand: -1.25, 1.25, -2.25, 0.75.
    EXPECT_TRUE(close(area, (1.5625 + 1.5625 + 5.0625 + 0.5625) / 4));
    EXPECT_TRUE(close(number(f, "mse"), area));
    EXPECT_TRUE(close(number(f, "slope"), 4 / (2 * 0.49)));
    EXPECT_TRUE(
        close(number(f, "loss"), 2 * std::log(2 * std::numbers::pi * 0.49) + number(f, "slope") * area));
    EXPECT_TRUE(close(number(f, "best-sigma"), std::sqrt(area)));
    EXPECT_TRUE(close(number(f, "least-nll"), 2 * (std::log(2 * std::numbers::pi * area) + 1)));
    EXPECT_TRUE(close(numbers(f, "gradient"),
                      Vector{(1.25 - 2.25 + 2 * 0.75) / 0.49, (-1.25 + 1.25 - 2.25 + 0.75) / 0.49}));
    EXPECT_TRUE(find_panel(f, "data")->equal_aspect);
}

TEST(GaussianMseLab, SigmaStretchesTheLikelihoodAndLeavesItsMinimum) {
    const Figure narrow = figure_of(lab(), with({{"sigma", "0.5"}}));
    const Figure wide = figure_of(lab(), with({{"sigma", "2"}}));
    EXPECT_EQ(numbers(narrow, "mse-fit"), numbers(wide, "mse-fit"));
    const Vector& a = std::get<GridField>(find_mark<Contours>(narrow, "map", "excess")->field).values;
    const Vector& b = std::get<GridField>(find_mark<Contours>(wide, "map", "excess")->field).values;
    EXPECT_EQ(std::min_element(a.begin(), a.end()) - a.begin(),
              std::min_element(b.begin(), b.end()) - b.begin());
    for (std::size_t i = 0; i < a.size(); i += 997) EXPECT_TRUE(close(a[i], 16 * b[i], {1e-9, 1e-9}));
}

TEST(GaussianMseLab, TheMapIsTheLikelihood) {
    for (const auto& s : tests::situations(lab(), 40)) {
        const Figure f = figure_of(lab(), s.values);
        const Result result = lab().compute(s.values, Detail::Full, std::stop_token());
        EXPECT_LT(number(f, "gradient-check"), 1e-6) << s.name;
        if (find_panel(f, "map") == nullptr) continue;
        const auto& g = std::get<GridField>(find_mark<Contours>(f, "map", "excess")->field);
        const auto at = [&](std::size_t i, std::size_t j) {
            const double x = g.domain.x.low + g.domain.x.length() * static_cast<double>(i) /
                                                  static_cast<double>(g.columns - 1);
            const double y = g.domain.y.low +
                             g.domain.y.length() * static_cast<double>(j) / static_cast<double>(g.rows - 1);
            return std::get<double>(lab().probe(s.values, result, {}, "map", x, y).at(0).value);
        };
        // Differences: what is taken off is one number.
        const double base = at(0, 0), base_excess = g.values[0];
        for (const auto& [i, j] : {std::pair<std::size_t, std::size_t>{g.columns - 1, 0},
                                   {g.columns / 2, g.rows / 3},
                                   {g.columns - 1, g.rows - 1}}) {
            const double size = std::abs(base) + std::abs(at(i, j));
            EXPECT_TRUE(
                close(g.values[j * g.columns + i] - base_excess, at(i, j) - base, {1e-7, 1e-9 * size}))
                << s.name;
        }
    }
}

// Every line for a sigma touches the curve of the least NLL, at MSE = sigma^2, and lies above it elsewhere.
TEST(GaussianMseLab, TheLineTouchesTheLeastNll) {
    for (const char* sigma : {"0.3", "1", "3"}) {
        const Figure f = figure_of(lab(), with({{"sigma", sigma}}));
        const double s = std::stod(sigma);
        const auto* touching = find_mark<PointSet>(f, "affine", "touching");
        EXPECT_TRUE(close(touching->x[0], s * s));
        EXPECT_TRUE(close(touching->y[0], math::least_gaussian_nll(10, s * s)));
        const auto* line = find_mark<Curve>(f, "affine", "loss");
        for (std::size_t i = 1; i < line->x.size(); ++i)
            EXPECT_GE(line->y[i], math::least_gaussian_nll(10, line->x[i]) - 1e-9);
        const double rise = (line->y.back() - line->y.front()) / (line->x.back() - line->x.front());
        EXPECT_TRUE(close(rise, number(f, "slope")));
    }
}

// One point is drawn away: least squares goes along, Student's t lets go.
TEST(GaussianMseLab, OneOutlier) {
    const Figure clean = figure_of(lab(), defaults(lab()));
    const Figure drawn = figure_of(lab(), find_preset(lab(), "outlier").values);
    const auto turned = [&](const char* id) {
        return std::abs(numbers(drawn, id)[0] - numbers(clean, id)[0]);
    };
    EXPECT_GT(turned("mse-fit"), 0.3);
    EXPECT_LT(turned("mae-fit"), 0.05);
    EXPECT_LT(turned("huber-fit"), 0.05);
    EXPECT_LT(turned("student-t-fit"), 0.1);
    EXPECT_TRUE(has_notice(drawn, "outlier"));
    EXPECT_FALSE(has_notice(clean, "outlier"));
}

TEST(GaussianMseLab, MeanAndMedian) {
    const Figure f = figure_of(lab(), with({{"model", "constant"}, {"data", "0,1;1,2;2,4;3,8;4,100"}}));
    EXPECT_TRUE(close(numbers(f, "mse-fit"), Vector{23}));
    EXPECT_EQ(numbers(f, "mae-fit"), Vector{4});
    // The blue diamond lies at (mean, log of the root of the variance).
    const auto* best = find_mark<PointSet>(f, "map", "mse");
    EXPECT_TRUE(close(best->x[0], 23));
    const double variance = (22 * 22 + 21 * 21 + 19 * 19 + 15 * 15 + 77 * 77) / 5.0;
    EXPECT_TRUE(close(best->y[0], 0.5 * std::log(variance)));
}

TEST(GaussianMseLab, TheHillIsOneAtTheBestLine) {
    const Figure f = figure_of(lab(), find_preset(lab(), "hill").values);
    const GridField& g = find_mark<Surface>(f, "surface", "likelihood")->field;
    const auto [low, high] = std::minmax_element(g.values.begin(), g.values.end());
    EXPECT_GE(*low, 0);
    EXPECT_LE(*high, 1);
    EXPECT_GT(*high, 0.99);
}

TEST(GaussianMseLab, TheStemOfTheLineStandsOnTheGroundOnly) {
    const auto stem = [](const char* range) {
        const Figure f =
            figure_of(lab(), with({{"landscape", "surface"}, {"line", "0.1,0.6"}, {"domain", range}}));
        return find_mark<Curve>(f, "surface", "stem") != nullptr;
    };
    EXPECT_TRUE(stem("auto"));
    EXPECT_TRUE(stem("0,1,0,1"));
    EXPECT_FALSE(stem("0.3,1,0,1"));
    EXPECT_FALSE(stem("0,1,0.8,1.5"));
}

TEST(GaussianMseLab, TheModelsHaveRangesOfTheirOwn) {
    const auto shown = [](const Figure& f) { return *find_panel(f, "map")->x.range; };
    const Interval line = shown(figure_of(lab(), defaults(lab())));
    EXPECT_NE(shown(figure_of(lab(), with({{"model", "constant"}}))), line);
    Values zoomed = with({{"domain", "-1,1,-2000,2000"}});
    EXPECT_NO_THROW(check_values(lab(), zoomed));
    // A constant's log deviation has an end; choosing that model lets the range go.
    zoomed = with_settings(lab(), zoomed, {{"model", std::string("constant")}});
    EXPECT_NO_THROW(check_values(lab(), zoomed));
    zoomed[index_of(lab(), "domain")] = Domain{{-1, 1}, {-2000, 2000}};
    EXPECT_THROW(check_values(lab(), zoomed), InputError);
}

TEST(GaussianMseLab, HostileData) {
    for (const char* model : {"line", "constant"})
        for (const char* data : {"1,2", "1,2;1,2;1,2", "0,0;1,1;2,2", "1,-3;1,0;1,5"}) {
            const Figure f = figure_of(lab(), with({{"model", model}, {"data", data}}));
            const bool exact = std::string(model) == "line" ? std::string(data) != "1,-3;1,0;1,5"
                                                            : std::string(data).substr(0, 3) == "1,2";
            EXPECT_EQ(has_notice(f, "unbounded"), exact) << model << ", " << data;
            EXPECT_TRUE(std::isfinite(number(f, "loss")));
            const auto* map = find_mark<Contours>(f, "map", "excess");
            for (const double v : std::get<GridField>(map->field).values) EXPECT_TRUE(std::isfinite(v));
            EXPECT_EQ(has_notice(f, "one-place"),
                      std::string(model) == "line" && data[1] == ',' && data[0] == '1');
        }
    // The likelihood of what is fitted without rest has no maximum.
    const Figure f = figure_of(lab(), with({{"data", "0,0;1,1;2,2"}, {"shown", "mse"}}));
    EXPECT_LT(number(f, "least-nll"), -90);
}

}  // namespace gaussian_mse_lab_test
}  // namespace lossfield::viz
