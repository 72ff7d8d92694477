// The formulas under a picture follow the choice that they are about, and have room there.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/contract/situations.hpp"
#include "viz/display/formulas.hpp"
#include "viz/lab/catalog.hpp"
#include "viz/lab/settings.hpp"
#include "viz/training/optimizer_formulas.hpp"

namespace lossfield::tests {
namespace formulas_test {

using namespace viz;

Figure with(const Lab& lab, const std::string& parameter, const std::string& option) {
    return figure_of(lab, with_settings(lab, defaults(lab), {{parameter, option}}), Detail::Drag);
}

struct Chosen {
    const char* lab;
    const char* parameter;
    std::vector<const char*> options;
};

TEST(Formulas, FollowTheChoice) {
    const std::vector<Chosen> all{
        {"divergences",
         "contours",
         {"kl-reverse", "js", "tv", "hellinger", "chi-squared", "euclidean", "fisher-rao"}},
        {"divergences", "view", {"simplex", "gaussians"}},
        {"bregman", "generator", {"half-square", "negative-entropy", "itakura-saito", "quadratic"}},
        {"fisher-geometry", "view", {"paths", "flows", "projections", "triangle"}},
        {"directional-derivative", "norm", {"l1", "l2", "linf"}},
        {"gradient-flow", "norm", {"l1", "l2", "linf"}},
        {"momentum-map", "method", {"heavy-ball", "nesterov"}},
        {"projection", "set", {"plane", "disc"}},
        {"maximum-likelihood", "model", {"gaussian", "bernoulli", "laplace", "mixture"}},
        {"gaussian-mse", "model", {"line", "constant"}},
        {"gaussian-mse", "shown", {"mse", "mae", "huber", "student-t"}},
        {"uncertain-regression", "likelihood", {"gaussian", "laplace"}},
        {"basins", "optimizer", {"gd", "momentum", "nesterov", "adam", "newton", "adamw"}},
    };
    for (const Chosen& c : all) {
        const Lab& lab = find_lab(catalog(), c.lab);
        std::set<std::vector<std::string>> seen;
        for (const char* option : c.options) {
            const Figure figure = with(lab, c.parameter, option);
            EXPECT_FALSE(figure.formulas.empty()) << c.lab;
            EXPECT_TRUE(seen.insert(figure.formulas).second)
                << c.lab << ": " << c.parameter << " = " << option << " has the formulas of another choice";
        }
    }
}

// At the width of the usual picture, in type that can be read. Of the race's rules the last may give way.
TEST(Formulas, FitTheirPage) {
    constexpr double room = 1232.0 / 10, gap = 2;  // em
    for (const Lab* lab : all_labs())
        for (const Situation& s : situations(*lab, 0)) {
            std::vector<std::string> formulas = figure_of(*lab, s.values).formulas;
            if (lab->id == "race" && formulas.size() > 1) formulas.pop_back();
            double width = -gap;
            for (const std::string& f : formulas) width += find_formula(f)->width + gap;
            EXPECT_LE(width, room) << lab->id << " (" << s.name << ")";
        }
}

TEST(Formulas, EveryOptimizerHasItsRule) {
    const std::vector<std::string> all = all_update_formulas();
    for (std::size_t k = 0; k < math::optimizer_count; ++k) {
        const std::vector<std::string> own = update_formulas({}, {k});
        ASSERT_FALSE(own.empty());
        const std::string name = optimizer_title(k);
        const bool named = std::any_of(own.begin(), own.end(), [&](const std::string& f) {
            return f.find("\\text{" + name.substr(0, name.find(' '))) == 0;
        });
        EXPECT_TRUE(named) << name;
        for (const std::string& f : own) EXPECT_NE(std::find(all.begin(), all.end(), f), all.end()) << f;
        // What the rule is written in stands before it.
        const std::string& rule = *std::find_if(own.begin(), own.end(),
                                                [](const std::string& f) { return f.find("\\text{") == 0; });
        const auto defined = [&](const char* latex) {
            return std::any_of(own.begin(), std::find(own.begin(), own.end(), rule),
                               [&](const std::string& f) { return f.find(latex) == 0; });
        };
        const auto holds = [&](const char* latex) { return rule.find(latex) != std::string::npos; };
        EXPECT_TRUE(defined("g_t =") || !(holds(" g_t") || holds("{g_t}"))) << rule;
        EXPECT_TRUE(defined("m_t =") || !holds("m_t")) << rule;
        EXPECT_TRUE(defined("c_i =") || !holds("c_1")) << rule;
    }
}

TEST(Formulas, SharedSymbolsAreDefinedOnceAndThreeRulesAreShown) {
    const std::size_t adam = number_of(OptimizerKind::Adam), adamw = number_of(OptimizerKind::AdamW),
                      lion = number_of(OptimizerKind::Lion), gd = number_of(OptimizerKind::GradientDescent);
    const std::vector<std::string> three = update_formulas({}, {adam, adamw, lion});
    EXPECT_EQ(three.size(), 6U);  // g, means, corrections, three rules
    EXPECT_EQ(update_formulas({}, {adam, adamw, lion, gd}), three);
    OptimizerInputs noisy;
    noisy.noise = 0.1, noisy.clip = true, noisy.bias_correction = false;
    const std::vector<std::string> changed = update_formulas(noisy, {adam});
    EXPECT_EQ(changed.size(), 5U);  // g, means, rule, noise, clipping
    EXPECT_TRUE(update_formulas({}, {}).empty());
}

}  // namespace formulas_test
}  // namespace lossfield::tests
