// What the lab angular-margins draws so that it is seen, what its pointer is told, and what it lets drag.
#include "tests/viz/labs/margins/angular_margins.hpp"

namespace lossfield::tests {
namespace angular_margins_marks_test {

using namespace angular_margins_settings;

// The pointer is answered for the directions of the step shown, which are trained.
TEST(AngularMarginsClaims, ThePointerAnswersForTheStepShown) {
    const Values& values = find_preset(lab(), "cosface").values;
    const auto result = lab().compute(values, Detail::Full, {});
    constexpr int places = 360;
    std::array<std::vector<std::string>, 2> told;
    for (std::size_t k = 0; k < 2; ++k) {
        View view;
        view.step = k == 0 ? 0 : 150;
        const Classes own(Said{lab(), "step", values, lab().draw(values, result, view)});
        for (int i = 0; i < places; ++i) {
            const double at = 0.003 + i * 2 * std::numbers::pi / places;
            std::string winners;
            for (std::size_t c = 0; c < own.angle.size(); ++c)
                if (own.lead(c, at) > 0) winners += fmt::format("class {}", c + 1);
            const Readout answer =
                lab().probe(values, result, view, "plane", 0.7 * std::cos(at), 0.7 * std::sin(at)).at(0);
            told[k].push_back(std::get<std::string>(answer.value));
            EXPECT_EQ(told[k].back(), winners.empty() ? "no class" : winners);
            EXPECT_TRUE(has(answer.label, fmt::format("at step {}", *view.step)));
        }
    }
    int changed = 0;
    for (int i = 0; i < places; ++i) changed += told[0][i] != told[1][i];
    EXPECT_GT(changed, 15);
}

TEST(AngularMarginsClaims, ADirectionInSpaceThatPointsNowhereIsRefused) {
    for (const auto& [direction, refused] :
         {std::pair{Vector{0, 0, 0}, true}, {Vector{0, 1e-9, 0}, true}, {Vector{0, 0, -1e-5}, false}}) {
        Values values = defaults(lab());
        put(lab(), values, "space-2", direction);
        const auto fault = lab().check(values);
        EXPECT_EQ(fault.has_value(), refused);
        if (fault) {
            EXPECT_TRUE(has(*fault, "space-2: ") && has(*fault, "points nowhere")) << *fault;
        }
    }
}

// A direction that another one covers is to be seen beside it; the longer of two on one ray is seen anyway.
TEST(AngularMarginsClaims, ADirectionUnderAnotherIsSeen) {
    for (const auto& [lengths, covered] :
         {std::pair{Vector{1, 1}, true}, {Vector{0.8, 2}, true}, {Vector{2, 0.8}, false}}) {
        Values values = defaults(lab());
        put(lab(), values, "angles", Vector{20, 20});
        put(lab(), values, "lengths", lengths);
        const Figure figure = lab().draw(values, lab().compute(values, Detail::Full, {}), {});
        const Curve* band = find_mark<Curve>(figure, "plane", "direction-1-under-2");
        ASSERT_EQ(band != nullptr, covered);
        if (covered) {
            EXPECT_NEAR(std::hypot(band->x[1], band->y[1]), lengths[0], 1e-9);
            EXPECT_GT(band->width, 2 * find_mark<Arrows>(figure, "plane", "directions")->width);
        }
    }
    EXPECT_FALSE(find_mark<Curve>(shown(lab(), "wedge").figure, "plane", "direction-1-under-2"));
}

// The angles of the rays from the middle in such a curve.
Vector rays(const Figure& figure, const std::string& id) {
    Vector angles;
    if (const Curve* curve = find_mark<Curve>(figure, "plane", id))
        for (std::size_t i = 0; i < curve->x.size(); ++i)
            if (std::hypot(curve->x[i], curve->y[i]) > 1e-9)
                angles.push_back(std::atan2(curve->y[i], curve->x[i]));
    return angles;
}
double nearest(double angle, const Vector& others) {
    double least = std::numbers::pi;
    for (const double other : others)
        least = std::min(least, std::abs(std::remainder(angle - other, 2 * std::numbers::pi)));
    return least;
}

// A line that ends the regions of two classes has the colours of both: one in full, one in dashes over it.
TEST(AngularMarginsClaims, LinesOfTwoClassesShowBoth) {
    Values values = defaults(lab());
    put(lab(), values, "kind", "softmax");
    const Figure figure = lab().draw(values, lab().compute(values, Detail::Full, {}), {});
    Vector solid, dashed;
    for (int k = 1; k <= 3; ++k) {
        for (const double ray : rays(figure, fmt::format("line-{}", k))) {
            EXPECT_GT(nearest(ray, solid), 0.1) << k;
            solid.push_back(ray);
        }
        for (const double ray : rays(figure, fmt::format("line-shared-{}", k))) {
            EXPECT_GT(nearest(ray, dashed), 0.1) << k;
            EXPECT_LT(nearest(ray, solid), 1e-6) << k;
            dashed.push_back(ray);
        }
    }
    EXPECT_EQ(solid.size(), 3U);
    EXPECT_EQ(dashed.size(), 3U);
    EXPECT_TRUE(rays(shown(lab(), "wedge").figure, "line-shared-2").empty());
}

TEST(AngularMarginsClaims, NumbersOfWedgesLieInThemBesideTheLines) {
    int beside = 0;
    at_settings(lab(), 60, [&](const Said& said) {
        const Classes own(said);
        const Vector plain = rays(said.figure, "plain-lines");
        for (int i = 1;
             const auto* text = find_mark<TextMark>(said.figure, "plane", fmt::format("wedge-{}", i)); ++i) {
            const double at = std::atan2(text->y, text->x),
                         width = std::stod(text->text) / 180 * std::numbers::pi;
            double largest = 0;
            for (const double length : own.length) largest = std::max(largest, length);
            for (std::size_t k = 0; k < own.angle.size(); ++k)
                EXPECT_LE(own.lead(k, at), 1e-9 * largest) << said.told();
            // One line halves a wedge, or nearly.
            if (plain.size() > 2 || width > 2) continue;
            EXPECT_GT(nearest(at, plain), 0.2 * width) << said.told();
            ++beside;
        }
    });
    EXPECT_GT(beside, 10);
}

TEST(AngularMarginsClaims, ADirectionIsDraggedByItsAngleAndItsLength) {
    const Values values = defaults(lab());
    const Figure figure = lab().draw(values, lab().compute(values, Detail::Full, {}), {});
    const Values after = drag(lab().parameters, values, read_figure::handle(figure, "direction-2"), 0, 1.5);
    EXPECT_NEAR(std::get<Vector>(after[index_of(lab(), "angles")])[1], 90, 1e-12);
    EXPECT_NEAR(std::get<Vector>(after[index_of(lab(), "lengths")])[1], 1.5, 1e-12);
    // Along the curve of the logit the live feature turns away from its class.
    const Handle& along = read_figure::handle(figure, "live-logit");
    const Values turned = drag(lab().parameters, values, along, 120, -10);
    EXPECT_NE(std::get<double>(turned[index_of(lab(), "angle")]),
              std::get<double>(values[index_of(lab(), "angle")]));
}

}  // namespace angular_margins_marks_test
}  // namespace lossfield::tests
