// Settings of the lab race and own arithmetic for them, for the tests of what it says.
#pragma once

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "math/landscapes/landscapes.hpp"
#include "tests/support/claims.hpp"
#include "tests/support/random_values.hpp"
#include "tests/viz/labs/optimizers/race.hpp"
#include "viz/fragments/landscape_inputs.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz::race_claims {

using namespace race_lab;
using tests::close, tests::Said, tests::Random;

inline Value& at(Values& values, const std::string& id) { return values[index_of(lab(), id)]; }
inline double real_of(const Said& s, const std::string& id) { return std::get<double>(s.value(id)); }
inline std::string choice_of(const Said& s, const std::string& id) {
    return std::get<std::string>(s.value(id));
}

inline bool is_quadratic(const std::string& landscape) {
    for (const char* one : {"bowl", "booth", "matyas", "saddle", "matrix-regression"})
        if (landscape == one) return true;
    return false;
}

// Short runs of some optimizers, told in words; nothing that hides what is looked at.
inline void quiet(Values& values, std::initializer_list<const char*> shown, long long steps) {
    for (const Parameter& p : lab().parameters)
        if (p.id.starts_with("show-")) at(values, p.id) = false;
    for (const char* id : shown) at(values, std::string("show-") + id) = true;
    at(values, "lower") = std::string("words"), at(values, "starts") = Points{};
    at(values, "steps") = steps, at(values, "field") = false;
    at(values, "noise") = 0.0, at(values, "clip") = false;
    at(values, "schedule") = std::string("constant"), at(values, "warm-up") = 0LL;
}

inline math::Landscape landscape_at(const Said& s) {
    LandscapeInputs in;
    const auto ids = landscape_ids();
    in.landscape = static_cast<LandscapeKind>(std::find(ids.begin(), ids.end(), choice_of(s, "landscape")) -
                                              ids.begin());
    in.kappa = real_of(s, "kappa"), in.rotation = real_of(s, "rotation"), in.tilt = real_of(s, "tilt");
    return landscape_of(in);
}

// Larger and smaller eigenvalue by the characteristic polynomial.
inline std::pair<double, double> curvatures_of(const math::Symmetric2& h) {
    const double middle = 0.5 * (h.xx + h.yy), reach = std::hypot(0.5 * (h.xx - h.yy), h.xy);
    return {middle + reach, middle - reach};
}

}  // namespace lossfield::viz::race_claims
