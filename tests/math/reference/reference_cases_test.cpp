// Walks a file of reference cases: {"tolerance": {"relative", "absolute"}, "cases": [{"id", "fn", "inputs",
// "value", "gradient"}, ...]}. A case whose fn is not known here is counted and listed, never failed; no case
// at all fails.
#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "tests/math/reference/reference_functions.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace reference_cases_test {

Functions all_functions() {
    Functions all;
    for (Functions family : {logit_functions(), information_functions(), likelihood_functions(),
                             optimizer_functions(), descent_functions(), hinge_functions()})
        all.merge(family);
    return all;
}

void expect_close(const Json& actual, const Json& expected, Tolerance tolerance, const std::string& what) {
    if (expected.is_object()) {
        for (const auto& [name, part] : expected.items()) {
            ASSERT_TRUE(actual.contains(name)) << what << ": no value by '" << name << "'";
            expect_close(actual.at(name), part, tolerance, what + ' ' + name);
        }
    } else if (expected.is_array() && !expected.empty() && expected[0].is_array()) {
        ASSERT_EQ(actual.size(), expected.size()) << what;
        for (std::size_t i = 0; i < expected.size(); ++i)
            expect_close(actual[i], expected[i], tolerance, what + " row " + std::to_string(i));
    } else if (expected.is_array()) {
        EXPECT_TRUE(close(actual.get<Vector>(), expected.get<Vector>(), tolerance)) << what;
    } else {
        EXPECT_TRUE(close(actual.get<double>(), expected.get<double>(), tolerance)) << what;
    }
}

TEST(ReferenceCases, ValuesAndGradients) {
    std::ifstream file(cases_file());
    ASSERT_TRUE(file) << "cannot read " << cases_file();
    const Json document = Json::parse(std::string{std::istreambuf_iterator<char>(file), {}});
    const Tolerance tolerance{document.at("tolerance").at("relative").get<double>(),
                              document.at("tolerance").at("absolute").get<double>()};
    const Functions known = all_functions();
    int ran = 0;
    int skipped = 0;
    std::set<std::string> unknown;
    for (const Json& entry : document.at("cases")) {
        const auto id = entry.at("id").get<std::string>();
        const auto fn = entry.at("fn").get<std::string>();
        const auto found = known.find(fn);
        if (found == known.end()) {
            ++skipped;
            unknown.insert(fn);
            continue;
        }
        const Answer answer = found->second(entry.at("inputs"));
        expect_close(answer.value, entry.at("value"), tolerance, id + ' ' + fn + ": value");
        if (entry.contains("gradient") && !entry.at("gradient").is_null()) {
            for (const auto& [name, expected] : entry.at("gradient").items()) {
                ASSERT_TRUE(answer.gradient.contains(name))
                    << id << ' ' << fn << ": no gradient by '" << name << "'";
                // By a number it is one number, not a list of one.
                const Vector wanted =
                    expected.is_number() ? Vector{expected.get<double>()} : expected.get<Vector>();
                EXPECT_TRUE(close(answer.gradient.at(name), wanted, tolerance))
                    << id << ' ' << fn << ": gradient by " << name;
            }
        }
        ++ran;
    }
    std::printf("reference cases: %d ran, %d of unknown functions\n", ran, skipped);
    for (const std::string& fn : unknown) std::printf("  unknown function: %s\n", fn.c_str());
    EXPECT_GT(ran, 0) << "no case of " << cases_file() << " names a known function";
}

}  // namespace reference_cases_test
}  // namespace lossfield::tests
