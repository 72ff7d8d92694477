// What the lab gradient-flow says at 1/L and 2/L, where the gradient is 0 and close to the minimum.
#include <gtest/gtest.h>

#include <cmath>
#include <stop_token>

#include "tests/support/random_values.hpp"
#include "tests/viz/labs/read_figure.hpp"
#include "tests/viz/labs/said_numbers.hpp"
#include "viz/lab/catalog.hpp"
#include "viz/lab/settings.hpp"

namespace lossfield::tests {
namespace gradient_flow_limits_test {

using namespace viz;
using said_numbers::after, said_numbers::has, said_numbers::near;

const Lab& lab() { return find_lab(catalog(), "gradient-flow"); }

Figure figure_at(std::initializer_list<std::pair<const char*, Value>> given) {
    const Values values = read_figure::with(lab(), given);
    return lab().draw(values, lab().compute(values, Detail::Full, std::stop_token()), View{});
}

TEST(GradientFlowClaims, AWholeNumberOfLIsToldOnlyOfOne) {
    Random random(61);
    for (int i = 0; i < 40; ++i) {
        const double kappa = std::pow(10, random.between(0.3, 2)), mark = 1.0 + i % 2;
        const double off = (random.below(2) == 0 ? -1 : 1) * std::pow(10, random.between(-7, -3));
        const double alpha = mark / kappa * (1 + off);
        const Figure f = figure_at({{"kappa", kappa}, {"alpha", alpha}, {"until", 0.5}, {"time", 0.1}});
        EXPECT_EQ(after(f.caption, "$α$L =") > mark, off > 0) << f.caption;
        EXPECT_NE(after(f.caption, "$α$L ="), mark) << f.caption;
        if (mark < 2 || off < 0) continue;
        EXPECT_GT(after(f.caption, "by the factor"), 1) << f.caption;
        const std::string notice = f.notices.front().text;
        EXPECT_GT(after(notice, "$α$ ="), after(notice, "2/L =")) << notice;
    }
}

// At 2/L the steep part changes its sign and keeps its size.
TEST(GradientFlowClaims, AtTheLimitItNeitherComesNorGoes) {
    Random random(62);
    for (int i = 0; i < 20; ++i) {
        const double kappa = i % 4 == 0 ? 1 : std::pow(2, static_cast<double>(1 + random.below(6)));
        const double steep = random.between(0.5, 2), flat = random.between(0.5, 2);
        const Figure f = figure_at({{"kappa", kappa},
                                    {"rotation", 0.0},
                                    {"alpha", 2 / kappa},
                                    {"start", Vector{flat, steep}},
                                    {"time", 0.0}});
        EXPECT_TRUE(has(f.caption, "at 2/L gradient descent crosses the")) << f.caption;
        EXPECT_TRUE(has(f.caption, "comes no nearer")) << f.caption;
        EXPECT_FALSE(has(f.caption, "between 1/L")) << f.caption;
        EXPECT_EQ(f.notices.front().id, "at-limit");
        const Vector gd = read_figure::numbers(f, "gd");  // after one step
        EXPECT_EQ(gd[1], -steep);
    }
    // Off quadratics the slope there says nothing of the limit itself.
    const Figure well = figure_at({{"landscape", std::string("double-well")}, {"alpha", 1.0}});
    EXPECT_TRUE(has(well.caption, "at 2/L (local) gradient descent crosses")) << well.caption;
    for (const Notice& n : well.notices) EXPECT_NE(n.id, "at-limit");
}

TEST(GradientFlowClaims, WhereTheGradientIsNothingItStays) {
    const struct {
        const char* landscape;
        double x, y;
        const char* place;
    } starts[] = {{"himmelblau", 3, 2, "a minimum"},   {"rosenbrock", 1, 1, "a minimum"},
                  {"double-well", 1, 0, "a minimum"},  {"double-well", 0, 0, "a saddle"},
                  {"double-well", -1, 0, "a minimum"}, {"bowl", 0, 0, "a minimum"}};
    for (const auto& s : starts)
        for (const double alpha : {0.01, 0.12, 1.0}) {
            const Figure f = figure_at(
                {{"landscape", std::string(s.landscape)}, {"start", Vector{s.x, s.y}}, {"alpha", alpha}});
            EXPECT_TRUE(has(f.caption, std::string("starts at ") + s.place + " and stays there"))
                << f.caption;
            for (const Notice& n : f.notices) EXPECT_EQ(n.id, "proximal-not-convex") << n.text;
            // A height of 0 has no place on its axis.
            const auto* height = read_figure::find_mark<Curve>(f, "value", "gd");
            EXPECT_EQ(std::isnan(height->y[0]), std::string(s.place) == "a minimum");
        }
}

// So near to the minimum everything is as far away, in ways of its own size.
TEST(GradientFlowClaims, StartsCloseToTheMinimumSayTheSame) {
    for (const double size : {1.0, 1e-6, 1e-12, 1e-30}) {
        const Figure f = figure_at(
            {{"start", Vector{size, 0.5 * size}}, {"rotation", 0.0}, {"alpha", 0.3}, {"time", 3.0}});
        EXPECT_TRUE(has(f.caption, "every step ends higher")) << f.caption;
        EXPECT_TRUE(near(read_figure::numbers(f, "flow")[0], size * std::exp(-3), 1e-6)) << size;
    }
}

TEST(GradientFlowClaims, OnlyLabsWithAWindingRavineSpeakOfIt) {
    const auto help = [](const Lab& of) { return of.parameters[index_of(of, "kappa")].help; };
    EXPECT_FALSE(has(help(lab()), "ravine"));
    EXPECT_TRUE(has(help(find_lab(catalog(), "race")), "ravine"));
}

}  // namespace gradient_flow_limits_test
}  // namespace lossfield::tests
