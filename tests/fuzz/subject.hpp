// What the fuzz targets read into: a lab with a parameter of each kind, and what must hold of whatever is taken.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>

#include "viz/inputs/values.hpp"
#include "viz/lab/lab.hpp"

namespace lossfield::tests {

inline const viz::Lab& subject() {
    using namespace viz;
    static const Lab lab = [] {
        const auto made = [](const char* id, Kind kind, Value fallback, Traits traits = {}) {
            Parameter parameter = complete(id, kind, {}, std::move(traits));
            parameter.fallback = std::move(fallback);
            return parameter;
        };
        Traits wide, shares, options;
        wide.hard = {-1e300, 1e300};
        shares.distribution = true;
        shares.min_length = shares.max_length = 3;
        options.options = {{"one", "One"}, {"two", "Two"}};
        Lab made_lab;
        made_lab.id = "subject";
        made_lab.parameters = {made("real", Kind::Real, 0.5, wide),
                               made("whole", Kind::Whole, 1LL, wide),
                               made("toggle", Kind::Toggle, true),
                               made("choice", Kind::Choice, std::string("one"), options),
                               made("vector", Kind::Vector, Vector{1, 2}, wide),
                               made("shares", Kind::Vector, Vector{1}, shares),
                               made("points", Kind::Points, Points{{1, 2, "a"}}, wide),
                               made("matrix", Kind::Matrix, Matrix{1, 1, {1}}, wide),
                               made("domain", Kind::Domain, Domain{{0, 1}, {0, 1}}, wide),
                               made("text", Kind::Text, std::string("t"))};
        return made_lab;
    }();
    return lab;
}

inline void demand(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "does not hold: %s\n", what);
    std::abort();
}

// A refusal is a sentence that can be shown.
inline void check(const viz::InputError& refusal) {
    const bool plain = *refusal.what() != 0 && viz::is_plain_line(refusal.what());
    if (!plain) std::fprintf(stderr, "refused with: %s\n", refusal.what());
    demand(plain, "a refusal is one line of text");
}

// A value that was taken is allowed, and its text says the same.
inline void check(const viz::Parameter& parameter, const viz::Value& value) {
    demand(!viz::problem_of(parameter, value), "what is taken is allowed");
    demand(viz::parse_value(parameter, viz::format_value(parameter, value)) == value,
           "a value's text reads back");
}

}  // namespace lossfield::tests
