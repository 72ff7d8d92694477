// The lab maximum-likelihood: what its picture says against the numeric core and against numbers worked out by hand.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stop_token>

#include "math/information/mixture.hpp"
#include "tests/contract/situations.hpp"
#include "tests/support/support.hpp"
#include "tests/viz/labs/read_figure.hpp"
#include "viz/inputs/values.hpp"
#include "viz/lab/catalog.hpp"
#include "viz/lab/settings.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz {
namespace maximum_likelihood_lab_test {

using read_figure::find_mark, read_figure::number, read_figure::numbers, read_figure::readout;
using tests::close, tests::figure_of;

const Lab& lab() { return find_lab(catalog(), "maximum-likelihood"); }

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

// x = 1, 2, 4: mean 7/3, variance 14/9, least mean NLL 1.6398549093441923.
TEST(MaximumLikelihoodLab, GaussianByHand) {
    const Figure f =
        figure_of(lab(), with({{"data", "1,2,4"}, {"gaussian", "2.5833333333333335,1.1349799328389845"}}));
    EXPECT_TRUE(close(numbers(f, "best"), Vector{7.0 / 3, std::log(14.0 / 9)}));
    EXPECT_TRUE(close(number(f, "least"), 1.6398549093441923));
    EXPECT_TRUE(close(number(f, "loss"), 1.7464731424813078));
    // By log v the slope is v times that by v.
    EXPECT_TRUE(
        close(numbers(f, "gradient"), Vector{0.0803571428571429, 3.111111111111111 * 0.07712850765306122}));
}

// Two bars that move together: their difference stays H(p), whatever the model.
TEST(MaximumLikelihoodLab, NllAndKlDifferByTheEntropy) {
    for (const char* model : {"gaussian", "laplace", "mixture", "bernoulli"}) {
        double entropy = 0;
        for (const char* at : {"0.2,0.1", "1.5,1", "-1,0.4"}) {
            const Figure f = figure_of(lab(), with({{"model", model},
                                                    {"gaussian", at},
                                                    {"laplace", at},
                                                    {"means", at},
                                                    {"chance", at[0] == '0' ? "0.2" : "0.55"},
                                                    {"weight", "0.4"}}));
            EXPECT_TRUE(close(number(f, "expected") - number(f, "kl"), number(f, "entropy"), {1e-9, 1e-9}));
            EXPECT_GE(number(f, "kl"), 0) << model;
            EXPECT_TRUE(entropy == 0 || number(f, "entropy") == entropy) << model;
            entropy = number(f, "entropy");
            const auto* bars = find_mark<Bars>(f, "parts", "parts");
            EXPECT_TRUE(close(bars->value[2] - bars->value[0], entropy, {1e-9, 1e-9}));
        }
    }
}

TEST(MaximumLikelihoodLab, KnownDensities) {
    // p is N(0.5, 1.44): its entropy, and KL 0 at its own moments.
    const double log_v = std::log(1.44);
    const Figure f = figure_of(lab(), with({{"gaussian", ("0.5," + std::to_string(log_v)).c_str()}}));
    EXPECT_TRUE(close(number(f, "entropy"), 0.5 * std::log(2 * std::numbers::pi * std::numbers::e * 1.44)));
    EXPECT_TRUE(close(number(f, "kl"), 0, {0, 1e-9}));
    // A Laplace density against N(0, 1): E|X| = sqrt(2 / pi).
    const Figure l =
        figure_of(lab(), with({{"model", "laplace"}, {"mean-1", "0"}, {"width-1", "1"}, {"laplace", "0,0"}}));
    EXPECT_TRUE(close(number(l, "expected"), std::numbers::ln2 + std::sqrt(2 / std::numbers::pi)));
}

TEST(MaximumLikelihoodLab, TheMapIsTheLikelihood) {
    for (const auto& s : tests::situations(lab(), 60)) {
        const Figure f = figure_of(lab(), s.values);
        const auto check = std::find_if(f.readouts.begin(), f.readouts.end(),
                                        [](const Readout& r) { return r.id == "gradient-check"; });
        // A q thousands wide has a node at every eighth unit only, between which hills less than one wide bend log p.
        const bool fit = std::get<std::string>(s.values[index_of(lab(), "view")]) == "fit";
        EXPECT_TRUE(check == f.readouts.end() || std::get<double>(check->value) < (fit ? 1e-6 : 1e-5))
            << tests::told(lab(), s.values);
        if (find_panel(f, "map") == nullptr) continue;
        const Result result = lab().compute(s.values, Detail::Full, std::stop_token());
        const bool fits = find_mark<Contours>(f, "map", "excess") != nullptr;
        const auto& g = std::get<GridField>(find_mark<Contours>(f, "map", fits ? "excess" : "kl")->field);
        const double n = static_cast<double>(std::get<Vector>(s.values[index_of(lab(), "data")]).size());
        const auto at = [&](std::size_t i, std::size_t j) {
            const double x = g.domain.x.low + g.domain.x.length() * static_cast<double>(i) /
                                                  static_cast<double>(g.columns - 1);
            const double y = g.domain.y.low +
                             g.domain.y.length() * static_cast<double>(j) / static_cast<double>(g.rows - 1);
            return std::get<double>(lab().probe(s.values, result, {}, "map", x, y).at(0).value);
        };
        const std::size_t i = g.columns / 3, j = g.rows - 1;
        const double value = g.values[j * g.columns + i], base = g.values[0];
        if (fits) {
            EXPECT_TRUE(
                close(value - base, n * (at(i, j) - at(0, 0)), {1e-7, 1e-9 * n * std::abs(at(0, 0)) + 1e-9}))
                << s.name;
        } else {
            EXPECT_TRUE(close(value, at(i, j), {1e-4, 1e-4})) << tests::told(lab(), s.values);
        }
    }
}

TEST(MaximumLikelihoodLab, CoversOrSeeks) {
    const Figure f = figure_of(lab(), find_preset(lab(), "seeking").values);
    EXPECT_TRUE(close(numbers(f, "covering"), Vector{0, std::sqrt(10.0)}, {1e-9, 1e-12}));
    const Vector seeks = numbers(f, "seeking-1");
    EXPECT_TRUE(close(Vector{std::abs(seeks[0]), seeks[1]}, Vector{2.984, 1.023}, {0, 5e-4}));
    EXPECT_EQ(find_mark<PointSet>(f, "map", "seeking")->x.size(), 3U);
    // The signed area under the curve is the divergence.
    for (const char* preset : {"seeking", "covering"}) {
        const Figure g = figure_of(lab(), find_preset(lab(), preset).values);
        const auto* curve = find_mark<Curve>(g, "integrand", "loss");
        double area = 0;
        for (std::size_t i = 1; i < curve->x.size(); ++i)
            area += 0.5 * (curve->x[i] - curve->x[i - 1]) * (curve->y[i] + curve->y[i - 1]);
        EXPECT_TRUE(close(area, number(g, "loss"), {2e-3, 0})) << preset;
    }
}

TEST(MaximumLikelihoodLab, EmClimbsToTheTop) {
    const Figure f = figure_of(lab(), find_preset(lab(), "mixture").values);
    const auto* path = find_mark<Curve>(f, "map", "em");
    ASSERT_GT(path->x.size(), 5U);
    EXPECT_TRUE(close(Vector{path->x.back(), path->y.back()}, numbers(f, "best"), {0, 1e-6}));
    const Figure same = figure_of(lab(), with({{"means", "1,1"}}, find_preset(lab(), "mixture").values));
    EXPECT_TRUE(has_notice(same, "same-means"));
}

// From means whose halves part the samples wrongly EM does not find the best ones.
TEST(MaximumLikelihoodLab, MostLikelyIsNotWhereEmHappensToEnd) {
    const Vector x{-4, -4.1, 0.2, 0.1, 0, -0.1, -0.2, 4.8, 4.9, 5, 5.1, 5.2};
    const Figure f =
        figure_of(lab(), with({{"data", joined(x).c_str()}, {"means", "-4,2.5"}, {"model-width", "0.3"}},
                              find_preset(lab(), "mixture").values));
    const auto* path = find_mark<Curve>(f, "map", "em");
    EXPECT_TRUE(close(Vector{path->x.back(), path->y.back()}, Vector{-4.05, 2.5}, {1e-6, 1e-6}));
    EXPECT_TRUE(close(numbers(f, "best"), Vector{-8.1 / 7, 5}, {1e-6, 1e-6}));
    EXPECT_LT(number(f, "least") + 1, math::two_means_nll<double>(x, path->x.back(), path->y.back(), 0.3));
    EXPECT_NE(f.caption.find("ends at −4.05 and 2.5, less likely"), std::string::npos) << f.caption;
}

TEST(MaximumLikelihoodLab, Coin) {
    const Figure f =
        figure_of(lab(), with({{"model", "bernoulli"}, {"heads", "7"}, {"tails", "3"}, {"chance", "0.4"}}));
    EXPECT_TRUE(close(number(f, "best"), 0.7));
    EXPECT_TRUE(close(number(f, "least"), -0.7 * std::log(0.7) - 0.3 * std::log(0.3)));
    EXPECT_TRUE(close(numbers(f, "gradient"), Vector{(0.4 - 0.7) / 0.24}));
    for (const char* heads : {"0", "5"}) {
        const bool all = heads[0] == '5';
        const Figure g =
            figure_of(lab(), with({{"model", "bernoulli"}, {"heads", heads}, {"tails", all ? "0" : "5"}}));
        EXPECT_TRUE(has_notice(g, "certain"));
        EXPECT_FALSE(has_notice(g, "impossible"));
        EXPECT_EQ(number(g, "best"), all ? 1 : 0);
        EXPECT_EQ(number(g, "least"), 0);
        const Figure wrong = figure_of(lab(), with({{"model", "bernoulli"},
                                                    {"heads", heads},
                                                    {"tails", all ? "0" : "5"},
                                                    {"chance", all ? "0" : "1"}}));
        EXPECT_TRUE(has_notice(wrong, "impossible"));
        EXPECT_TRUE(std::isinf(number(wrong, "loss")));
    }
    EXPECT_TRUE(has_notice(figure_of(lab(), with({{"model", "bernoulli"}, {"heads", "0"}, {"tails", "0"}})),
                           "no-toss"));
}

TEST(MaximumLikelihoodLab, HostileSamples) {
    for (const char* model : {"gaussian", "laplace", "mixture"})
        for (const char* data : {"0.6", "2,2,2", "-20,20"}) {
            const Figure f = figure_of(lab(), with({{"model", model}, {"data", data}}));
            const bool unbounded = std::string(model) != "mixture" && std::string(data) != "-20,20";
            EXPECT_EQ(has_notice(f, "unbounded"), unbounded) << model << " " << data;
            const auto* map = find_mark<Contours>(f, "map", "excess");
            for (const double v : std::get<GridField>(map->field).values)
                EXPECT_TRUE(v >= 0 && std::isfinite(v));
            EXPECT_TRUE(std::isfinite(number(f, "loss")));
        }
    // At a sample the Laplace density has its kink: the sign of 0 is 0.
    const Figure kink =
        figure_of(lab(), with({{"model", "laplace"}, {"data", "-1,0.5,3"}, {"laplace", "0.5,0"}}));
    EXPECT_EQ(numbers(kink, "gradient")[0], 0);
    EXPECT_TRUE(close(numbers(kink, "best"), Vector{0.5, std::log(4.0 / 3)}));
}

// In units of their own: a ramp of ten thousand numbers about 5e6, a tenth of them twice.
TEST(MaximumLikelihoodLab, TenThousandSamples) {
    Vector x;
    for (int i = 0; i < 10000; ++i) x.push_back(5e6 + 40.0 * ((i * 37) % 9000));
    for (const char* model : {"gaussian", "laplace", "mixture"}) {
        Values values = with({{"model", model}, {"model-width", "50000"}, {"means", "5050000,5300000"}});
        values[index_of(lab(), "data")] = x;
        check_values(lab(), values);
        for (const Detail detail : {Detail::Full, Detail::Drag}) {
            const bool some = detail == Detail::Drag && std::string(model) == "mixture";
            const Figure f = figure_of(lab(), values, detail);
            const Panel* map = find_panel(f, "map");
            const Vector best = numbers(f, "best");
            EXPECT_TRUE(map->x.range->contains(best[0]) && map->y.range->contains(best[1])) << model;
            EXPECT_EQ(f.caption.find("128 of them") != std::string::npos, some) << f.caption;
            EXPECT_TRUE(has_notice(f, "crowd"));
            EXPECT_TRUE(has_notice(f, "p-elsewhere"));
            const auto* steps = find_mark<Band>(f, "density", "histogram");
            double area = 0;
            for (std::size_t k = 1; k < steps->x.size(); ++k)
                area += steps->high[k] * (steps->x[k] - steps->x[k - 1]);
            EXPECT_NEAR(area, 1, 1e-9);
            EXPECT_EQ(find_mark<PointSet>(f, "density", "samples")->x.size(), 100U);
            EXPECT_EQ(find_mark<Band>(f, "density", "p-area"), nullptr);
            const auto& hill = find_mark<Surface>(f, "surface", "likelihood")->field;
            EXPECT_GT(*std::max_element(hill.values.begin(), hill.values.end()), 0.7) << model;
        }
    }
    // The mean of a ramp of equal steps, its repeated thousand being of all of its parts alike.
    Values values = with({});
    values[index_of(lab(), "data")] = x;
    double mean = 0;
    for (const double v : x) mean += v / 10000;
    EXPECT_TRUE(close(numbers(figure_of(lab(), values), "best")[0], mean, {1e-12, 0}));
}

// What is shown by itself follows the samples; where they are as usual so is the range.
TEST(MaximumLikelihoodLab, RangesFollowTheSamples) {
    const auto shown = [&](const char* model, const char* data) {
        const Figure f = figure_of(lab(), with({{"model", model}, {"data", data}}));
        return Domain{*find_panel(f, "map")->x.range, *find_panel(f, "map")->y.range};
    };
    EXPECT_EQ(shown("gaussian", "-1,0,1,2"), (Domain{{-1.5, 2.5}, {-1.2, 2.4}}));
    EXPECT_EQ(shown("gaussian", "0.6"), (Domain{{-1.5, 2.5}, {-1.2, 2.4}}));
    EXPECT_EQ(shown("laplace", "-1,0,1,2"), (Domain{{-1.5, 2.5}, {-1, 1.5}}));
    EXPECT_EQ(shown("mixture", "-4,4"), (Domain{{-6, 6}, {-6, 6}}));
    const Domain far = shown("gaussian", "9e11,900000001000");
    EXPECT_TRUE(far.x.contains(9.000000005e11) && far.x.length() < 1e5);
    EXPECT_TRUE(far.y.contains(2 * std::log(500)));
    const Domain means = shown("mixture", "160,170,190");
    EXPECT_TRUE(means.x.contains(160) && means.x.contains(190) && means.x.length() < 100);
}

TEST(MaximumLikelihoodLab, WidthsBeyondNumbersAreRefused) {
    for (const char* model : {"gaussian", "laplace"}) {
        try {
            with({{"model", model}, {model, "0,301"}});
            FAIL();
        } catch (const InputError& e) {
            EXPECT_NE(std::string(e.what()).find("= 301 is out of range; give a number from -300 to 300"),
                      std::string::npos)
                << e.what();
        }
    }
}

}  // namespace maximum_likelihood_lab_test
}  // namespace lossfield::viz
