#include "viz/display/formulas.hpp"

#include <gtest/gtest.h>

#include "viz/lab/catalog.hpp"

namespace lossfield::viz {
namespace formulas_test {

TEST(Formulas, EveryDeclaredFormulaIsSet) {
    for (const Lab& lab : catalog()) {
        std::vector<std::string> all = lab.formulas;
        all.push_back(lab.formula);
        for (const std::string& latex : all) {
            const Formula* formula = find_formula(latex);
            ASSERT_NE(formula, nullptr) << latex;
            EXPECT_EQ(formula->latex, latex);
            EXPECT_GT(formula->width, 0) << latex;
            EXPECT_GT(formula->height, formula->depth) << latex;
            EXPECT_NE(formula->svg.find("currentColor"), std::string_view::npos) << latex;
        }
    }
}

TEST(Formulas, UnknownFormulaIsNotFound) {
    EXPECT_EQ(find_formula(""), nullptr);
    EXPECT_EQ(find_formula(catalog().front().formula + " "), nullptr);
    EXPECT_EQ(find_formula("~~~"), nullptr);
}

}  // namespace formulas_test
}  // namespace lossfield::viz
