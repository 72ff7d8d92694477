// The settings at which the lab hinge is held against its losses, and the definitions written out.
#pragma once

#include "viz/labs/margins/hinge/hinge.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/claims.hpp"
#include "tests/support/random_values.hpp"
#include "tests/viz/labs/read_figure.hpp"
#include "tests/viz/labs/said_numbers.hpp"
#include "viz/inputs/values.hpp"
#include "viz/lab/catalog.hpp"

namespace lossfield::tests::hinge_settings {

using namespace viz;
using namespace viz::read_figure;
using said_numbers::after, said_numbers::has;

inline const Lab& own() { return find_lab(catalog(), "hinge"); }

// The losses by their names, in the words of the textbook.
inline double loss_at(const std::string& kind, double m, double width, double focusing) {
    if (kind == "zero-one") return m > 0 ? 0 : 1;
    if (kind == "hinge") return std::max(0.0, 1 - m);
    if (kind == "squared-hinge") return std::pow(std::max(0.0, 1 - m), 2);
    if (kind == "smoothed-hinge")
        return m >= 1 ? 0 : m > 1 - width ? (1 - m) * (1 - m) / (2 * width) : 1 - m - width / 2;
    if (kind == "logistic") return m < -30 ? -m : std::log1p(std::exp(-m));
    if (kind == "exponential") return std::exp(-m);
    if (kind == "perceptron") return std::max(0.0, -m);
    const double p = 1 / (1 + std::exp(-m));
    return std::pow(1 / (1 + std::exp(m)), focusing) * (m < -30 ? -m : -std::log(p));
}

struct Setting {
    std::string kind;
    double width, focusing, lambda;
    Points data;
    Vector line;  // w, b at the step shown

    explicit Setting(const Said& said)
        : kind(word(said, "loss")),
          width(real(said, "width")),
          focusing(real(said, "focusing")),
          lambda(real(said, "lambda")),
          data(get<Points>(said, "data")),
          line(numbers(said.figure, "separator")) {}
    double label(std::size_t i) const { return data[i].label == "+1" ? 1 : -1; }
    double margin(std::size_t i, const Vector& at) const {
        return label(i) * (at[0] * data[i].x + at[1] * data[i].y + at[2]);
    }
    double objective(const Vector& at) const {
        double sum = 0;
        for (std::size_t i = 0; i < data.size(); ++i) sum += loss_at(kind, margin(i, at), width, focusing);
        return lambda / 2 * (at[0] * at[0] + at[1] * at[1]) + sum / static_cast<double>(data.size());
    }
    bool both() const {
        bool plus = false, minus = false;
        for (std::size_t i = 0; i < data.size(); ++i) (label(i) > 0 ? plus : minus) = true;
        return plus && minus;
    }
    bool is_hinge() const { return kind == "hinge" || kind == "squared-hinge" || kind == "smoothed-hinge"; }
};

// Short runs, rates and lambdas of all sizes; with a stream of its own for every test, so that none decides what another meets.
inline auto many_rates(std::uint64_t seed) {
    return [random = Random(seed)](Values& values) mutable {
        put(own(), values, "steps", static_cast<long long>(1 + random.below(80)));
        put(own(), values, "gd-rate", std::pow(10, random.between(-3, 2)));
        put(own(), values, "lambda", random.below(5) == 0 ? 0.0 : std::pow(10, random.between(-3, 1)));
        if (random.below(2) == 0) put(own(), values, "optimizer", "gd");
        if (random.below(2) == 0)
            put(own(), values, "schedule", "constant"), put(own(), values, "warm-up", 0LL);
    };
}

}  // namespace lossfield::tests::hinge_settings
