#include "viz/formulas.hpp"

#include <gtest/gtest.h>

#include "viz/formula_strings.hpp"

namespace lossfield::viz {
namespace {

TEST(Formulas, EveryDeclaredFormulaIsSet) {
    ASSERT_FALSE(formula_strings().empty());
    for (const std::string& latex : formula_strings()) {
        const Formula* formula = find_formula(latex);
        ASSERT_NE(formula, nullptr) << latex;
        EXPECT_EQ(formula->latex, latex);
        EXPECT_GT(formula->width, formula->height) << latex;
        EXPECT_GT(formula->height, formula->depth) << latex;
        EXPECT_NE(formula->svg.find("currentColor"), std::string_view::npos) << latex;
    }
}

TEST(Formulas, UnknownFormulaIsNotFound) {
    EXPECT_EQ(find_formula(""), nullptr);
    EXPECT_EQ(find_formula(formula_strings().front() + " "), nullptr);
    EXPECT_EQ(find_formula("~~~"), nullptr);
}

}  // namespace
}  // namespace lossfield::viz
