// The settings at which the lab angular-margins is held against its losses, and the definitions written out.
#pragma once

#include "viz/labs/margins/angular_margins/angular_margins.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/claims.hpp"
#include "tests/support/random_values.hpp"
#include "tests/viz/labs/read_figure.hpp"
#include "tests/viz/labs/said_numbers.hpp"
#include "viz/lab/catalog.hpp"

namespace lossfield::tests::angular_margins_settings {

using namespace viz;
using read_figure::find_mark, read_figure::with;
using said_numbers::after, said_numbers::has, said_numbers::near;

inline const Lab& lab() { return find_lab(catalog(), "angular-margins"); }

inline bool lengths_count(const std::string& kind) { return kind == "softmax" || kind == "l-softmax"; }
inline bool normalises(const std::string& kind) { return !lengths_count(kind) && kind != "a-softmax"; }

// The right class's factor by its definition.
inline double factor(const Said& said, double theta) {
    const std::string& kind = word(said, "kind");
    const double pi = std::numbers::pi, c = std::cos(theta);
    if (kind == "cosface") return c - real(said, "cosine-margin");
    if (kind == "arcface") {
        const double m = real(said, "angle-margin");
        return get<bool>(said, "repair") && theta > pi - m ? c - m * std::sin(m) : std::cos(theta + m);
    }
    if (kind != "l-softmax" && kind != "a-softmax") return c;
    const auto m = static_cast<int>(get<long long>(said, "multiple"));
    int k = 0;
    while (k + 1 < m && theta > (k + 1) * pi / m) ++k;
    const double psi = (k % 2 == 0 ? 1 : -1) * std::cos(m * theta) - 2 * k, l = real(said, "annealing");
    return (l * c + psi) / (1 + l);
}

// Directions (degrees) and lengths as the logits see them: of the arrows that are drawn.
struct Classes {
    Vector angle{}, length{};
    explicit Classes(const Said& said) {
        const Arrows& arrows = *find_mark<Arrows>(said.figure, "plane", "directions");
        for (std::size_t k = 0; k < arrows.u.size(); ++k) {
            angle.push_back(std::atan2(arrows.v[k], arrows.u[k]));
            length.push_back(lengths_count(word(said, "kind")) ? std::hypot(arrows.u[k], arrows.v[k]) : 1);
        }
    }
    double between(double a, std::size_t k) const {
        return std::min(std::numbers::pi, std::abs(std::remainder(a - angle[k], 2 * std::numbers::pi)));
    }
    // By how much class k's logit with its margin leads.
    double lead(const Said& said, std::size_t k, double at) const {
        double rival = -infinity;
        for (std::size_t j = 0; j < angle.size(); ++j)
            if (j != k) rival = std::max(rival, length[j] * std::cos(at - angle[j]));
        return length[k] * factor(said, between(at, k)) - rival;
    }
};

inline void likely(Values& values) {
    static Random random(77);
    auto& angles = std::get<Vector>(values[index_of(lab(), "angles")]);
    if (random.below(5) == 0) angles[1] = angles[0];
    if (random.below(3) == 0) put(lab(), values, "steps", static_cast<long long>(1 + random.below(40)));
    if (random.below(3) == 0) put(lab(), values, "optimizer", "gd");
    if (random.below(4) == 0) put(lab(), values, "kind", "arcface");
    if (random.below(2) == 0) put(lab(), values, "scale", random.between(0.1, 12));
}

}  // namespace lossfield::tests::angular_margins_settings
