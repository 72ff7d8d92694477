// The landscape of the lab hinge, what the pointer is told of it and of the plane, and where lambda's slider is marked.
#include "tests/viz/labs/margins/hinge.hpp"

namespace lossfield::tests {
namespace hinge_landscape_test {

using namespace hinge_settings;

// Of the line of the step shown.
TEST(HingeClaims, ThePointerAnswersForTheStepShown) {
    const Values values = defaults(own());
    const auto result = own().compute(values, Detail::Full, {});
    for (const long long step : {0LL, 7LL, 300LL}) {
        View view;
        view.step = step;
        const Setting s({own(), "step", values, own().draw(values, result, view)});
        const auto told = own().probe(values, result, view, "plane", 1.3, -0.4);
        EXPECT_NEAR(std::get<double>(told.at(0).value), 1.3 * s.line[0] - 0.4 * s.line[1] + s.line[2], 1e-12);
        EXPECT_TRUE(has(told.at(0).label, fmt::format("step {}", step)));
        const auto over = own().probe(values, result, view, "landscape", 0.3, 0.8);
        EXPECT_NEAR(std::get<double>(over.at(0).value), s.objective({0.3, 0.8, s.line[2]}), 1e-12);
    }
}

TEST(HingeClaims, TheLandscapeIsTheObjectiveAndTheWayThatOfTheRun) {
    int compared = 0;
    at_settings(
        own(), 60,
        [&](const Said& said) {
            const Setting s(said);
            const auto* contours = find_mark<Contours>(said.figure, "landscape", "objective-over-w");
            const auto* heat = find_mark<Heat>(said.figure, "landscape", "objective-over-w");
            ASSERT_TRUE((contours != nullptr) != (heat != nullptr));
            EXPECT_EQ(heat != nullptr, s.kind == "zero-one");
            const GridField& field = heat ? heat->field : std::get<GridField>(contours->field);
            const auto value = values_of(field);
            for (std::size_t k = 0; k < value.size(); k += 37) {
                const auto at = [&](const Interval& range, std::size_t i, std::size_t count) {
                    return range.low +
                           range.length() * static_cast<double>(i) / static_cast<double>(count - 1);
                };
                const double w1 = at(field.domain.x, k % field.columns, field.columns),
                             w2 = at(field.domain.y, k / field.columns, field.rows),
                             objective = s.objective({w1, w2, s.line[2]});
                if (!(objective < 1e12)) continue;
                bool edge = false;
                for (std::size_t i = 0; i < s.data.size(); ++i)
                    edge = edge || std::abs(s.margin(i, {w1, w2, s.line[2]})) < 1e-9;
                if (s.kind == "zero-one" && edge) continue;
                EXPECT_NEAR(value[k], objective, 1e-9 * (1 + objective)) << said.told();
                ++compared;
            }
            const auto* way = find_mark<Curve>(said.figure, "landscape", "way");
            EXPECT_EQ(way->x.size(), said.number("step") + 1);
            EXPECT_EQ((Vector{way->x.back(), way->y.back()}), (Vector{s.line[0], s.line[1]})) << said.told();
            EXPECT_EQ((Vector{way->x[0], way->y[0]}), list(said, "start"));
            // It holds where the run starts, where it ends and where it should.
            std::vector<Vector> held{list(said, "start")};
            if (said.notice("ran-off").empty()) held.push_back(s.line);
            if (s.is_hinge() && s.lambda > 0) held.push_back(numbers(said.figure, "exact"));
            for (const Vector& w : held)
                EXPECT_TRUE(field.domain.x.contains(w[0]) && field.domain.y.contains(w[1])) << said.told();
        },
        many_rates(35));
    EXPECT_GT(compared, 1000);
}

// Below the mark of lambda's slider the exact strip is one, above it another.
TEST(HingeClaims, TheStripStaysBelowTheMarkOfLambda) {
    int marked = 0;
    Random random(36);
    for (int i = 0; i < 40; ++i) {
        Values values = with(own(), {{"steps", 1LL},
                                     {"data", hinge::clouds(6 + static_cast<int>(random.below(20)),
                                                            random.between(0.8, 3), 0.7, random.bits())}});
        const auto figure = [&](double lambda) {
            put(own(), values, "lambda", lambda);
            return own().draw(values, own().compute(values, Detail::Full, {}), View{});
        };
        const auto mark_of = [](const Figure& f) {
            double mark = 0;
            for (const SliderMark& m : f.slider_marks)
                if (m.parameter == "lambda") mark = m.snap.at;
            return mark;
        };
        const double mark = mark_of(figure(0.05));
        // Whatever lambda it is found from.
        for (const double lambda : {1e-4, 3.0}) EXPECT_NEAR(mark_of(figure(lambda)), mark, 1e-5 * mark);
        const Vector least = numbers(figure(1e-5), "exact");
        const Setting s({own(), "data", values, figure(1e-5)});
        double nearest = infinity;
        for (std::size_t k = 0; k < s.data.size(); ++k) nearest = std::min(nearest, s.margin(k, least));
        if (mark == 0) {
            // Points that no line separates, or a strip that changes outside of the slider.
            if (nearest < 0.999) continue;
            const Vector low = numbers(figure(1e-3), "exact");
            EXPECT_GT(std::hypot(low[0] - least[0], low[1] - least[1]),
                      1e-6 * std::hypot(least[0], least[1]));
            continue;
        }
        ++marked;
        const auto moved = [&](double lambda) {
            const Vector w = numbers(figure(lambda), "exact");
            return std::hypot(w[0] - least[0], w[1] - least[1]) / std::hypot(least[0], least[1]);
        };
        EXPECT_GT(nearest, 0.999);
        EXPECT_LT(moved(0.98 * mark), 1e-4);
        EXPECT_GT(moved(1.1 * mark), 1e-4);
    }
    EXPECT_GT(marked, 10);
}

}  // namespace hinge_landscape_test
}  // namespace lossfield::tests
