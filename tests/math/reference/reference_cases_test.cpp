// Walks a file of reference cases: {"tolerance": {"relative", "absolute"}, "cases": [{"id", "fn", "inputs",
// "value", "gradient"}, ...]}. A case whose fn is not known here is counted and listed, never failed; no case
// at all fails.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <limits>
#include <set>
#include <string>

#include "tests/math/reference/reference_functions.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace reference_cases_test {

Functions all_functions() {
    Functions all;
    for (Functions family : {logit_functions(), information_functions(), likelihood_functions(),
                             hinge_functions(), margin_functions(), metric_functions(), ranking_functions(),
                             optimizer_functions(), descent_functions()})
        all.merge(family);
    return all;
}

// All numbers of a number, a list or a matrix (row by row). null: there is no finite value.
void append_numbers(const Json& from, Vector& all) {
    if (from.is_array()) {
        for (std::size_t i = 0; i < from.size(); ++i) append_numbers(from[i], all);
    } else {
        all.push_back(from.is_null() ? std::numeric_limits<double>::quiet_NaN() : from.get<double>());
    }
}

void expect_close(Vector actual, const Json& expected, Tolerance tolerance, const std::string& what) {
    Vector wanted;
    append_numbers(expected, wanted);
    ASSERT_EQ(actual.size(), wanted.size()) << what;
    for (std::size_t i = 0; i < wanted.size(); ++i)
        if (std::isnan(wanted[i]) && !std::isfinite(actual[i])) actual[i] = wanted[i];
    EXPECT_TRUE(close(actual, wanted, tolerance)) << what;
}

void expect_close(const Json& actual, const Json& expected, Tolerance tolerance, const std::string& what) {
    if (!expected.is_object()) {
        Vector found;
        append_numbers(actual, found);
        return expect_close(std::move(found), expected, tolerance, what);
    }
    for (const auto& [name, part] : expected.items()) {
        ASSERT_TRUE(actual.contains(name)) << what << ": no value by '" << name << "'";
        expect_close(actual.at(name), part, tolerance, what + ' ' + name);
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
                expect_close(answer.gradient.at(name), expected, tolerance,
                             id + ' ' + fn + ": gradient by " + name);
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
