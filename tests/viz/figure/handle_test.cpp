#include "viz/figure/handle.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/support/random_values.hpp"
#include "tests/support/specimen.hpp"
#include "viz/lab/settings.hpp"

namespace lossfield::tests {
namespace handle_test {

using namespace viz;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

Figure drawn(const Values& values) {
    const auto& lab = specimen();
    return lab.draw(values, lab.compute(values, Detail::Full, {}), {});
}

const Handle& handle_of(const Figure& figure, const std::string& id) {
    for (const auto& panel : figure.panels)
        for (const auto& handle : panel.handles)
            if (handle.id == id) return handle;
    throw std::out_of_range("no handle " + id);
}

template <class T>
const T& value_of(const Values& values, const std::string& id) {
    return std::get<T>(values[index_of(specimen(), id)]);
}

Values with(Values values, const std::string& id, Value value) {
    values[index_of(specimen(), id)] = std::move(value);
    return values;
}

Values pulled(const Values& values, const std::string& id, double x, double y) {
    return drag(specimen().parameters, values, handle_of(drawn(values), id), x, y);
}

// Values whose handles are not saturated, so that every place is told apart from every other; K classes, n points.
Values moderate(Random& random, std::size_t classes) {
    const auto& lab = specimen();
    Values values = with(random_values(lab, random), "weights", Matrix{2, 2, {1, 0, 0, 1}});
    values[index_of(lab, "temperature")] = random.between(0.5, 5);
    Vector logits, target;
    double sum = 0;
    for (std::size_t k = 0; k < classes; ++k) {
        logits.push_back(random.between(-3, 3));
        target.push_back(random.between(0.05, 1));
        sum += target.back();
    }
    for (auto& y : target) y /= sum;
    values[index_of(lab, "logits")] = logits;
    values[index_of(lab, "target")] = target;
    values[index_of(lab, "data")] = Points{{random.between(-5, 5), random.between(-5, 5), ""},
                                           {random.between(-5, 5), random.between(-5, 5), "b"}};
    values[index_of(lab, "steps")] =
        Vector{static_cast<double>(random.below(10)), static_cast<double>(random.below(10))};
    return values;
}

bool moves_x(const Handle& handle) {
    if (const auto* move = std::get_if<MoveReal>(&handle.move)) return move->axis == Along::X;
    return !std::holds_alternative<MoveEntry>(handle.move) &&
           !std::holds_alternative<MoveShare>(handle.move) &&
           !std::holds_alternative<MoveLogitByProbability>(handle.move);
}

bool moves_y(const Handle& handle) {
    const auto* move = std::get_if<MoveReal>(&handle.move);
    return move == nullptr || move->axis == Along::Y;
}

// Where a handle stands for other values of the same shape is a place that it can be pulled to.
TEST(Handle, StandsWhereItWasPulledTo) {
    Random random(7);
    for (int round = 0; round < 200; ++round) {
        const std::size_t classes = 2 + random.below(5);
        Values values = moderate(random, classes);
        const Figure elsewhere = drawn(moderate(random, classes));
        for (const auto& panel : elsewhere.panels) {
            for (const auto& goal : panel.handles) {
                const Values after = pulled(values, goal.id, goal.x, goal.y);
                ASSERT_NO_THROW(check_values(specimen(), after)) << goal.id;
                const Handle there = handle_of(drawn(after), goal.id);
                ASSERT_NEAR(moves_x(goal) ? there.x : goal.x, goal.x, 1e-9) << goal.id;
                ASSERT_NEAR(moves_y(goal) ? there.y : goal.y, goal.y, 1e-9) << goal.id;
            }
        }
    }
}

TEST(Handle, PulledBeyondAnythingKeepsItsHardRange) {
    Random random(8);
    for (int round = 0; round < 200; ++round) {
        const Values values = with(random_values(specimen(), random), "weights", Matrix{2, 2, {1, 0, 0, 1}});
        const Figure figure = drawn(values);
        for (const auto& panel : figure.panels) {
            for (const auto& handle : panel.handles) {
                const double reach = std::pow(10.0, random.between(-2, 12));
                const Values after = drag(specimen().parameters, values, handle,
                                          random.between(-reach, reach), random.between(-reach, reach));
                ASSERT_NO_THROW(check_values(specimen(), after)) << handle.id;
            }
        }
    }
}

TEST(Handle, NumbersStopAtTheirHardRangeAndWholeOnesAreRounded) {
    const Values values = defaults(specimen());
    EXPECT_EQ(value_of<double>(pulled(values, "offset", 2, 0), "offset"), 2);
    EXPECT_EQ(value_of<double>(pulled(values, "offset", 100, 0), "offset"), 3);
    EXPECT_EQ(value_of<long long>(pulled(values, "count", 0, 6.6), "count"), 7);
    EXPECT_EQ(value_of<long long>(pulled(values, "count", 0, -6), "count"), 1);
    EXPECT_EQ(value_of<Vector>(pulled(values, "logit-2", 9, 5), "logits"), (Vector{2, 5, -1}));
    EXPECT_EQ(value_of<Vector>(pulled(values, "pair", 9, -5000), "logits"), (Vector{9, -1000, -1}));
    EXPECT_EQ(value_of<Vector>(pulled(values, "step-1", 9, 4.4), "steps"), (Vector{4, 2, 3}));
    EXPECT_EQ(value_of<Points>(pulled(values, "data-2", 60, -2), "data"),
              (Points{{-1, 0.5, ""}, {50, -2, "b"}}));
}

TEST(Handle, AnEntryLiesBelowItsPlaceByTheOffset) {
    const Handle raised{"raised", "", 0, 0, MoveEntry{"logits", 1, Along::Y, 1.5}};
    const Values values = with(defaults(specimen()), "logits", Vector{0.5, 0.25, -1});
    const Values after = drag(specimen().parameters, values, raised, 9, 2);
    EXPECT_EQ(value_of<Vector>(after, "logits"), (Vector{0.5, 0.5, -1}));
}

TEST(Handle, AlongACurveTheNearestPointCounts) {
    const auto& parameters = specimen().parameters;
    Handle handle;
    handle.move = MoveAlong{"temperature", {0, 1, nan, 3, 4}, {0, 0, nan, 0, 0}, {1, 2, nan, 4, 5}};
    const auto at = [&](double x, double y) {
        return value_of<double>(drag(parameters, defaults(specimen()), handle, x, y), "temperature");
    };
    EXPECT_EQ(at(0.25, 7), 1.25);
    EXPECT_EQ(at(-3, 0), 1);
    EXPECT_EQ(at(1.9, 0), 2);  // the gap from 1 to 3 is no curve
    EXPECT_EQ(at(2.1, 0), 4);
    EXPECT_EQ(at(9, 0), 5);
    handle.move = MoveAlong{"temperature", {0, 1}, {0, 0}, {1, 99}};
    EXPECT_EQ(at(1, 0), 10);
}

TEST(Handle, ATargetGivenAsAClassStaysOneOnCorners) {
    const Values values = defaults(specimen());
    EXPECT_EQ(value_of<Vector>(pulled(values, "target", -1, -1), "target"), Vector{1});
    EXPECT_EQ(value_of<Vector>(pulled(values, "target", 0.995, 0.003), "target"), Vector{2});
    const Values soft = pulled(values, "target", 0.5, 0);
    EXPECT_EQ(value_of<Vector>(soft, "target"), (Vector{0.5, 0.5, 0}));
    EXPECT_EQ(value_of<Vector>(pulled(soft, "target", 1, 0), "target"), (Vector{0, 1, 0}));
    EXPECT_EQ(value_of<Vector>(pulled(values, "share-2", 0, 0.5), "target"), (Vector{0.25, 0.5, 0.25}));
    EXPECT_EQ(value_of<Vector>(pulled(values, "share-1", 0, 1), "target"), Vector{1});
}

TEST(Handle, APointerThatIsNowhereMovesNothing) {
    const Values values = defaults(specimen());
    for (const auto& panel : drawn(values).panels)
        for (const auto& handle : panel.handles)
            EXPECT_EQ(drag(specimen().parameters, values, handle, nan, 0), values);
}

// Far above a logarithmic axis lies infinity, where a handle that runs sideways may go.
TEST(Handle, AlongOneAxisTheOtherMayBeAnything) {
    const Parameter width = complete("width", Kind::Real, {}, {.soft = {0, 10}});
    Handle sideways{"width", "width", 3, 1, MoveReal{"width", Along::X}};
    constexpr double infinity = std::numeric_limits<double>::infinity();
    for (const double y : {infinity, -infinity})
        EXPECT_EQ(std::get<double>(drag({width}, {3.0}, sideways, 7, y)[0]), 7) << y;
    EXPECT_EQ(std::get<double>(drag({width}, {3.0}, sideways, infinity, 7)[0]), 3);
    sideways.move = MoveReal{"width", Along::Y};
    EXPECT_EQ(std::get<double>(drag({width}, {3.0}, sideways, infinity, 7)[0]), 7);
    EXPECT_EQ(std::get<double>(drag({width}, {3.0}, sideways, 7, infinity)[0]), 3);
}

TEST(Handle, TwoNumbersFollowOnePoint) {
    const std::vector<Parameter> both{complete("across", Kind::Real, {}, {.soft = {0, 2}}),
                                      complete("up", Kind::Real, {}, {.soft = {-1, 1}})};
    Handle handle;
    handle.move = MoveTwo{"across", "up"};
    EXPECT_EQ(moved_parameters(handle), (std::vector<std::string>{"across", "up"}));
    const Values after = drag(both, {1.0, 0.0}, handle, 0.5, 0.75);
    EXPECT_EQ(std::get<double>(after[0]), 0.5);
    EXPECT_EQ(std::get<double>(after[1]), 0.75);
    const Values bounded = drag(both, {1.0, 0.0}, handle, 7, -7);
    EXPECT_EQ(std::get<double>(bounded[0]), 2);
    EXPECT_EQ(std::get<double>(bounded[1]), -1);
}

TEST(Handle, ADirectionAndALengthFollowOnePoint) {
    const std::vector<Parameter> all{complete("angles", Kind::Vector, {}, {.soft = {-180, 180}}),
                                     complete("lengths", Kind::Vector, {}, {.soft = {0.5, 2}}),
                                     complete("angle", Kind::Real, {}, {.soft = {-180, 180}}),
                                     complete("length", Kind::Real, {}, {.soft = {0, 9}})};
    const Values before{Vector{10, 20}, Vector{1, 1}, 30.0, 3.0};
    Handle handle{"end", "end", 1, 0, MovePolar{"angles", "lengths", 1}};
    EXPECT_EQ(moved_parameters(handle), (std::vector<std::string>{"angles", "lengths"}));
    EXPECT_EQ(drag(all, before, handle, 0, 1.5), (Values{Vector{10, 90}, Vector{1, 1.5}, 30.0, 3.0}));
    EXPECT_EQ(drag(all, before, handle, -7, 0), (Values{Vector{10, 180}, Vector{1, 2}, 30.0, 3.0}));
    // The middle has no direction.
    EXPECT_EQ(drag(all, before, handle, 0, 0), (Values{Vector{10, 20}, Vector{1, 0.5}, 30.0, 3.0}));
    handle.move = MovePolar{"angle"};
    EXPECT_EQ(moved_parameters(handle), std::vector<std::string>{"angle"});
    EXPECT_EQ(drag(all, before, handle, 0, -2), (Values{Vector{10, 20}, Vector{1, 1}, -90.0, 3.0}));
    handle.move = MovePolar{"angle", "length"};
    EXPECT_EQ(drag(all, before, handle, 0, -2), (Values{Vector{10, 20}, Vector{1, 1}, -90.0, 2.0}));
}

TEST(Handle, ADistanceKeepsItsDirectionAndEndsAtTheOrigin) {
    const Parameter place = complete("place", Kind::Vector, {}, {.hard = {-5, 5}, .min_length = 2});
    Handle handle;
    handle.move = MoveDistance{"place", {1, 2}, {0.6, -0.8}};
    const auto pulled = [&](double x, double y) {
        return std::get<Vector>(drag({place}, {Vector{0, 0}}, handle, x, y)[0]);
    };
    EXPECT_NEAR(pulled(2, 99)[0], 2.2, 1e-15);
    EXPECT_NEAR(pulled(2, 99)[1], 0.4, 1e-15);
    EXPECT_EQ(pulled(-3, 0), (Vector{1, 2}));
    EXPECT_EQ(pulled(100, 0), (Vector{5, -5}));
    handle.move = MoveDistance{"place", {1, 2}, {0.6, -0.8}, Along::Y};
    EXPECT_NEAR(pulled(99, 2)[0], 2.2, 1e-15);
}

TEST(Handle, NamesTheParameterItSets) {
    const Figure figure = drawn(defaults(specimen()));
    EXPECT_EQ(moved_parameters(handle_of(figure, "point")), std::vector<std::string>{"logits"});
    EXPECT_EQ(moved_parameters(handle_of(figure, "share-1")), std::vector<std::string>{"target"});
}

TEST(Handle, AProbabilityIsReachedByItsLogitAlone) {
    const Values values = with(defaults(specimen()), "temperature", 0.5);
    const Vector before = value_of<Vector>(values, "logits");
    const Vector after = value_of<Vector>(pulled(values, "probability-2", 0, 0.25), "logits");
    EXPECT_EQ(after[0], before[0]);
    EXPECT_EQ(after[2], before[2]);
    const double others = std::exp(before[0] / 0.5) + std::exp(before[2] / 0.5);
    EXPECT_NEAR(after[1], 0.5 * std::log(0.25 / 0.75 * others), 1e-12);
    EXPECT_EQ(value_of<Vector>(pulled(values, "probability-2", 0, 0), "logits")[1], -1000);
    EXPECT_EQ(value_of<Vector>(pulled(values, "probability-2", 0, 1.5), "logits")[1], 1000);
}

}  // namespace handle_test
}  // namespace lossfield::tests
