// The opening lab: one logit vector on every panel, whichever is dragged; the same paths on all of them; limits on the sliders
// and ways to other labs.
#include "viz/labs/classification/softmax_descent/softmax_descent.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "math/losses/cross_entropy.hpp"
#include "tests/viz/labs/read_figure.hpp"
#include "viz/lab/catalog.hpp"

namespace lossfield::tests {
namespace softmax_descent_lab_test {

using namespace viz;
using namespace viz::read_figure;

const Lab& own() { return find_lab(catalog(), "softmax-descent"); }

Figure figure_of(const Values& values, std::optional<long long> step = std::nullopt) {
    View view;
    view.step = step;
    return own().draw(values, own().compute(values, Detail::Full, {}), view);
}

const Vector& logits_of(const Values& values) { return std::get<Vector>(values[index_of(own(), "logits")]); }

// With margin, smoothing and a temperature, and a soft target.
Values busy() {
    return with(own(), {{"temperature", 0.7},
                        {"margin", 1.5},
                        {"smoothing", 0.1},
                        {"target", Vector{0.2, 0.7, 0.1}},
                        {"logits", Vector{1.2, 0.4, -0.9}}});
}

math::MarginCrossEntropy loss_of(const Values& values) {
    const auto real = [&](const char* id) { return std::get<double>(values[index_of(own(), id)]); };
    const Vector y = as_distribution(std::get<Vector>(values[index_of(own(), "target")]), 3);
    return {real("temperature"), {y[0], y[1], y[2]}, real("margin"), real("smoothing")};
}
math::ThreeLogits three(const Vector& z) { return {z[0], z[1], z[2]}; }

// All that a figure says of where the logits are.
void expect_one_place(const Values& values) {
    const Figure f = figure_of(values);
    const math::ThreeLogits z = three(logits_of(values)), p = loss_of(values).probabilities(z);
    const math::PlanePoint at = math::on_logit_plane(z), b = math::to_plane({p[0], p[1], p[2]});
    for (const char* id : {"point", "foot"}) {
        EXPECT_NEAR(handle(f, id).x, at.x, 1e-12);
        EXPECT_NEAR(handle(f, id).y, at.y, 1e-12);
    }
    EXPECT_NEAR(handle(f, "prediction").x, b.x, 1e-12);
    EXPECT_NEAR(handle(f, "prediction").y, b.y, 1e-12);
    for (std::size_t k = 0; k < 3; ++k) {
        EXPECT_EQ(handle(f, fmt::format("logit-{}", k + 1)).y, z[k]);
        EXPECT_NEAR(handle(f, fmt::format("probability-{}", k + 1)).y, p[k], 1e-12);
        EXPECT_NEAR(numbers(f, "probabilities")[k], p[k], 1e-12);
    }
    EXPECT_NEAR(number(f, "loss"), loss_of(values).value(z), 1e-12);
    EXPECT_EQ(number(f, "shift-gradient"), 0);
}

TEST(SoftmaxDescentLab, IsTheFirstLab) { EXPECT_EQ(catalog().front().id, "softmax-descent"); }

TEST(SoftmaxDescentLab, WhateverIsDraggedAllPanelsShowTheSameLogits) {
    for (const Values& values : {defaults(own()), busy()}) {
        expect_one_place(values);
        const Figure f = figure_of(values);
        const double mean = math::mean_of(three(logits_of(values)));
        const auto pulled = [&](const char* id, double x, double y) {
            const Values after = drag(own().parameters, values, handle(f, id), x, y);
            expect_one_place(after);
            return three(logits_of(after));
        };
        for (const char* id : {"point", "foot"}) {
            const math::ThreeLogits z = pulled(id, 1.3, -2.1);
            EXPECT_NEAR(math::on_logit_plane(z).x, 1.3, 1e-12);
            EXPECT_NEAR(math::on_logit_plane(z).y, -2.1, 1e-12);
            EXPECT_NEAR(math::mean_of(z), mean, 1e-12) << "the shift stays";
        }
        const math::PlanePoint wanted = math::to_plane({0.2, 0.5, 0.3});
        const math::ThreeLogits z = pulled("prediction", wanted.x, wanted.y),
                                p = loss_of(values).probabilities(z);
        EXPECT_NEAR(p[0], 0.2, 1e-12);
        EXPECT_NEAR(p[2], 0.3, 1e-12);
        EXPECT_NEAR(math::mean_of(z), mean, 1e-12);
        EXPECT_EQ(pulled("logit-2", 0, 1.75)[1], 1.75);
        EXPECT_NEAR(loss_of(values).probabilities(pulled("probability-3", 0, 0.4))[2], 0.4, 1e-12);
    }
}

TEST(SoftmaxDescentLab, TheGradientIsThatOfTheLossReadOut) {
    for (const Values& values : {defaults(own()), busy()}) {
        const Vector g = numbers(figure_of(values), "gradient");
        for (std::size_t k = 0; k < 3; ++k) {
            const auto loss_at = [&](double by) {
                Values moved = values;
                std::get<Vector>(moved[index_of(own(), "logits")])[k] += by;
                return number(figure_of(moved), "loss");
            };
            EXPECT_NEAR(g[k], (loss_at(1e-5) - loss_at(-1e-5)) / 2e-5, 1e-8);
        }
    }
}

// The same path on both panels; between two steps too, where the straight step of the plane is a curve on the triangle.
TEST(SoftmaxDescentLab, ThePathOfTheLogitsIsThatOfTheProbabilities) {
    for (const Values& values : {defaults(own()), busy()}) {
        const Figure f = figure_of(values);
        const math::MarginCrossEntropy loss = loss_of(values);
        for (const char* id : {"gd", "momentum", "adam", "natural"}) {
            const Curve* plane = find_mark<Curve>(f, "plane", id);
            const Curve* bend = find_mark<Curve>(f, "simplex", id);
            ASSERT_TRUE(plane != nullptr && bend != nullptr) << id;
            std::size_t seen = 0;
            for (std::size_t i = 0; i < bend->x.size(); ++i) {
                // Of every place of the triangle the plane has the step or a part of it.
                const math::Barycentric b = math::to_barycentric({bend->x[i], bend->y[i]});
                if (*std::min_element(b.begin(), b.end()) < 1e-7) continue;
                const math::PlanePoint at = math::on_logit_plane(loss.logits_of({b[0], b[1], b[2]}));
                double least = infinity;
                for (std::size_t t = 1; t < plane->x.size(); ++t) {
                    const double dx = plane->x[t] - plane->x[t - 1], dy = plane->y[t] - plane->y[t - 1];
                    const double length = dx * dx + dy * dy;
                    const double s =
                        length > 0
                            ? std::clamp(
                                  ((at.x - plane->x[t - 1]) * dx + (at.y - plane->y[t - 1]) * dy) / length,
                                  0.0, 1.0)
                            : 0.0;
                    least = std::min(
                        least, math::distance(at, {plane->x[t - 1] + s * dx, plane->y[t - 1] + s * dy}));
                }
                EXPECT_LT(least, 1e-7) << id << ' ' << i;
                ++seen;
            }
            EXPECT_GT(seen, 30U) << id;
            for (std::size_t t = 0; t < plane->x.size(); ++t) {
                const math::ThreeLogits p = loss.probabilities(math::logits_at({plane->x[t], plane->y[t]}));
                const math::PlanePoint there = math::to_plane({p[0], p[1], p[2]});
                double least = infinity;
                for (std::size_t i = 0; i < bend->x.size(); ++i)
                    least = std::min(least, math::distance(there, {bend->x[i], bend->y[i]}));
                EXPECT_LT(least, 1e-12) << id << ' ' << t;
            }
        }
    }
}

TEST(SoftmaxDescentLab, APlayheadShowsTheStepAndLeavesTheRest) {
    const Values values = busy();
    const Figure at = figure_of(values, 20), whole = figure_of(values);
    for (const char* id : {"gd", "natural"}) {
        const Curve* shown = find_mark<Curve>(at, "plane", id);
        const Curve* ahead = find_mark<Curve>(at, "plane", (std::string(id) + "-ahead").c_str());
        const Curve* all = find_mark<Curve>(whole, "plane", id);
        ASSERT_TRUE(shown != nullptr && ahead != nullptr && all != nullptr);
        EXPECT_EQ(shown->x.size(), 21U);
        EXPECT_EQ(shown->x.size() + ahead->x.size(), all->x.size() + 1);
        EXPECT_EQ(shown->x.back(), all->x[20]);
        const Vector z = numbers(at, std::string(id) + "-logits");
        EXPECT_NEAR(math::on_logit_plane(three(z)).x, all->x[20], 1e-12);
        EXPECT_NEAR(number(at, std::string(id) + "-loss"), loss_of(values).value(three(z)), 1e-12);
    }
    EXPECT_EQ(number(at, "step"), 20);
}

TEST(SoftmaxDescentLab, SlidersCarryTheLimits) {
    const Values values = busy();
    const Figure f = figure_of(values);
    const math::MarginCrossEntropy loss = loss_of(values);
    const double curvature = loss.curvature(*loss.minimum());
    const auto mark = [&](const char* parameter, bool limit) {
        for (const SliderMark& m : f.slider_marks)
            if (m.parameter == parameter && m.snap.limit == limit) return m.snap.at;
        return nan;
    };
    EXPECT_NEAR(mark("gd-rate", true), 2 / curvature, 1e-12);
    EXPECT_NEAR(mark("momentum-rate", true), 2 * 1.85 / curvature, 1e-12);
    EXPECT_EQ(mark("natural-rate", true), 2);
    EXPECT_TRUE(std::isnan(mark("adam-rate", true)));
    EXPECT_NEAR(mark("gd-rate", false), 4 * 0.7 * 0.7, 1e-12);
}

TEST(SoftmaxDescentLab, TheNaturalFieldPointsStraightToTheTarget) {
    const Figure f = figure_of(with(own(), {{"direction", "natural"}}));
    const Arrows* field = find_mark<Arrows>(f, "simplex", "field");
    ASSERT_NE(field, nullptr);
    ASSERT_GT(field->x.size(), 50U);
    for (std::size_t i = 0; i < field->x.size(); ++i) {
        const double dx = 1 - field->x[i], dy = -field->y[i];
        EXPECT_NEAR(field->u[i] * dy - field->v[i] * dx, 0, 1e-12);
        EXPECT_GT(field->u[i] * dx + field->v[i] * dy, 0);
    }
}

// What both know goes along: with margin and smoothing the other labs have the same probabilities and the same loss.
TEST(SoftmaxDescentLab, WaysLeadToTheSameLossElsewhere) {
    Values hard = busy();
    hard[index_of(own(), "target")] = Vector{3};
    for (const Values& values : {busy(), hard, defaults(own())}) {
        const Figure f = figure_of(values);
        bool bars = false, surfaces = false, race = false, angles = false;
        for (const Jump& jump : f.jumps) {
            if (jump.lab.empty()) continue;
            const Lab& other = find_lab(catalog(), jump.lab);
            const Values there = carried_over(own(), values, other, jump.sets);
            const Figure shown = other.draw(there, other.compute(there, Detail::Full, {}), View{});
            bars = bars || jump.lab == "softmax-cross-entropy";
            surfaces = surfaces || jump.lab == "loss-surfaces";
            race = race || jump.lab == "race";
            angles = angles || jump.lab == "angular-margins";
            if (jump.lab == "angular-margins") {
                // e^(s (cos - m)) of its right class is e^((z - m) / T) of a cosine for a logit.
                EXPECT_EQ(std::get<double>(there[index_of(other, "scale")]) *
                              std::get<double>(values[index_of(own(), "temperature")]),
                          1);
                EXPECT_EQ(there[index_of(other, "cosine-margin")], values[index_of(own(), "margin")]);
                EXPECT_EQ(std::get<std::string>(there[index_of(other, "kind")]), "cosface");
                continue;
            }
            if (jump.lab == "race") {
                EXPECT_EQ(std::get<bool>(there[index_of(other, "show-natural")]), true);
                continue;
            }
            EXPECT_NEAR(number(shown, "loss"), number(f, "loss"), 1e-12) << jump.lab;
            EXPECT_NEAR(numbers(shown, "gradient")[1], numbers(f, "gradient")[1], 1e-12) << jump.lab;
        }
        EXPECT_TRUE(bars && race && angles);
        EXPECT_EQ(surfaces, std::get<Vector>(values[index_of(own(), "target")]).size() == 1);
    }
    // More smoothing than the other lab takes.
    for (const Jump& jump : figure_of(with(own(), {{"smoothing", 0.6}})).jumps)
        EXPECT_NE(jump.lab, "loss-surfaces");
}

}  // namespace softmax_descent_lab_test
}  // namespace lossfield::tests
