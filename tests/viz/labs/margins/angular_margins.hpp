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

// The right class's factor by its definition, read once: it is asked at thousands of places.
struct Factor {
    std::string kind{};
    double cosine_margin = 0, angle_margin = 0, annealing = 0;
    bool repair = false;
    int multiple = 1;

    explicit Factor(const Said& said)
        : kind(word(said, "kind")),
          cosine_margin(real(said, "cosine-margin")),
          angle_margin(real(said, "angle-margin")),
          annealing(real(said, "annealing")),
          repair(get<bool>(said, "repair")),
          multiple(static_cast<int>(get<long long>(said, "multiple"))) {}
    bool psi() const { return kind == "l-softmax" || kind == "a-softmax"; }
    double at(double theta) const {
        const double pi = std::numbers::pi, c = std::cos(theta);
        if (kind == "cosface") return c - cosine_margin;
        if (kind == "arcface")
            return repair && theta > pi - angle_margin ? c - angle_margin * std::sin(angle_margin)
                                                       : std::cos(theta + angle_margin);
        if (!psi()) return c;
        int k = 0;
        while (k + 1 < multiple && theta > (k + 1) * pi / multiple) ++k;
        const double turned = (k % 2 == 0 ? 1 : -1) * std::cos(multiple * theta) - 2 * k;
        return (annealing * c + turned) / (1 + annealing);
    }
};

// Directions (radians) and lengths as the logits see them: of the arrows that are drawn.
struct Classes {
    Factor factor;
    Vector angle{}, length{};
    explicit Classes(const Said& said) : factor(said) {
        const Arrows& arrows = *find_mark<Arrows>(said.figure, "plane", "directions");
        for (std::size_t k = 0; k < arrows.u.size(); ++k) {
            angle.push_back(std::atan2(arrows.v[k], arrows.u[k]));
            length.push_back(lengths_count(factor.kind) ? std::hypot(arrows.u[k], arrows.v[k]) : 1);
        }
    }
    double between(double a, std::size_t k) const {
        return std::min(std::numbers::pi, std::abs(std::remainder(a - angle[k], 2 * std::numbers::pi)));
    }
    // By how much class k's logit with its margin leads.
    double lead(std::size_t k, double at) const {
        double rival = -infinity;
        for (std::size_t j = 0; j < angle.size(); ++j)
            if (j != k) rival = std::max(rival, length[j] * std::cos(at - angle[j]));
        return length[k] * factor.at(between(at, k)) - rival;
    }
};

// With a stream of its own for every test, so that none decides what another meets.
inline auto likely(std::uint64_t seed) {
    return [random = Random(seed)](Values& values) mutable {
        auto& angles = std::get<Vector>(values[index_of(lab(), "angles")]);
        if (random.below(5) == 0) angles[1] = angles[0];
        if (random.below(3) == 0) put(lab(), values, "steps", static_cast<long long>(1 + random.below(40)));
        if (random.below(3) == 0) put(lab(), values, "optimizer", "gd");
        if (random.below(4) == 0) put(lab(), values, "kind", "arcface");
        if (random.below(2) == 0) put(lab(), values, "scale", random.between(0.1, 12));
    };
}

// The picture of these settings at a step.
inline Said at_step(const Said& said, long long step) {
    View view;
    view.step = step;
    return {lab(), said.name, said.values,
            lab().draw(said.values, lab().compute(said.values, Detail::Full, {}), view)};
}

// Where directions are those of the start: at the step shown, unless they are trained.
inline Said at_start(const Said& said) {
    return get<bool>(said, "train-directions") ? at_step(said, 0) : said;
}

}  // namespace lossfield::tests::angular_margins_settings
