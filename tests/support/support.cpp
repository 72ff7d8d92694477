#include "tests/support/support.hpp"

#include <cmath>
#include <cstdio>

namespace lossfield::tests {

::testing::AssertionResult close(double actual, double expected, Tolerance tolerance) {
    const bool same = actual == expected || (std::isnan(actual) && std::isnan(expected));
    const double allowed = std::fmax(tolerance.absolute, tolerance.relative * std::abs(expected));
    const double difference = std::abs(actual - expected);
    if (same || (std::isfinite(expected) && difference <= allowed)) return ::testing::AssertionSuccess();
    char text[160];
    std::snprintf(text, sizeof text, "actual %.17g, expected %.17g, difference %.3g, allowed %.3g", actual,
                  expected, difference, allowed);
    return ::testing::AssertionFailure() << text;
}

::testing::AssertionResult close(std::span<const double> actual, std::span<const double> expected,
                                 Tolerance tolerance) {
    if (actual.size() != expected.size()) {
        return ::testing::AssertionFailure()
               << "actual size " << actual.size() << ", expected " << expected.size();
    }
    for (std::size_t k = 0; k < actual.size(); ++k) {
        const auto one = close(actual[k], expected[k], tolerance);
        if (!one) return ::testing::AssertionFailure() << "component " << k << ": " << one.message();
    }
    return ::testing::AssertionSuccess();
}

}  // namespace lossfield::tests
