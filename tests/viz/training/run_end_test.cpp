// How runs of training end, what is said of it, and points of the plane in training.
#include "viz/training/run_end.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "viz/training/plane_run.hpp"
#include "viz/training/safe_rate.hpp"

namespace lossfield::tests {
namespace run_end_test {

using namespace viz;

// One parameter under a slope of its own.
template <typename Slope>
Simulation<math::Training> run_of(const TrainingInputs& in, const Slope& slope) {
    const auto gradient = [slope](std::span<const double> x, std::uint64_t t, std::span<double> g) {
        g[0] = slope(x[0], t);
    };
    return {math::Training(rules_of(in), {1.0}, gradient),
            {.steps = steps_of(in)},
            {},
            [](const math::TrainingState& s, std::uint64_t /*t*/) { return math::is_finite(s); }};
}

Notices told(RunEnd end) {
    Notices out;
    add_end(out, end, 7);
    return out;
}

TEST(RunEnd, IsReadFromTheRun) {
    TrainingInputs in;
    in.steps = 30, in.rate_of(OptimizerKind::GradientDescent) = 1;
    const auto taken = run_of(in, [](double x, std::uint64_t) { return 0.5 * x; });
    EXPECT_EQ(end_of(in, taken), RunEnd::Taken);
    EXPECT_EQ(taken.last(), 30U);
    const auto away = run_of(in, [](double x, std::uint64_t) { return -9 * x; });
    EXPECT_EQ(end_of(in, away), RunEnd::Diverged);
    EXPECT_EQ(away.last(), 7U);  // 10^7 is beyond the bound
    const auto lost = run_of(in, [](double x, std::uint64_t t) {
        return t == 4 ? std::numeric_limits<double>::infinity() : 0.5 * x;
    });
    EXPECT_EQ(end_of(in, lost), RunEnd::NoNumbers);
    EXPECT_EQ(lost.last(), 3U);
    in.optimizer = OptimizerKind::Adam, in.epsilon = 0;
    const auto zero = [](double, std::uint64_t) { return 0.0; };
    EXPECT_EQ(end_of(in, run_of(in, zero)), RunEnd::ZeroByZero);
    EXPECT_EQ(run_of(in, zero).last(), 0U);
    // No numbers of another cause, although epsilon is 0.
    EXPECT_EQ(end_of(in, run_of(in, [](double, std::uint64_t) { return std::nan(""); })), RunEnd::NoNumbers);
    in.epsilon = 1e-8;
    EXPECT_EQ(end_of(in, run_of(in, zero)), RunEnd::Taken);
}

TEST(RunEnd, IsTold) {
    EXPECT_TRUE(told(RunEnd::Taken).empty());
    EXPECT_EQ(told(RunEnd::Diverged).at(0).text,
              "The run leaves beyond $10^6$ at step 7: the steps are too long.");
    EXPECT_EQ(told(RunEnd::NoNumbers).at(0).text,
              "Step 8 leads to no finite numbers; the run ends before it.");
    EXPECT_NE(told(RunEnd::ZeroByZero).at(0).text.find("0/0"), std::string::npos);
    Notices of_one;
    add_end(of_one, RunEnd::Diverged, 7, "random", "Under random mining");
    EXPECT_EQ(of_one.at(0).id, "diverged-random");
    EXPECT_EQ(of_one.at(0).text.substr(0, 27), "Under random mining the run");
}

struct Size {
    double size = 0;
    [[nodiscard]] bool finite() const { return size < 1e4; }
};

TEST(PlaneRun, EndsBeforeWhatCannotBeMeasuredAndKeepsItsStart) {
    TrainingInputs in;
    in.steps = 400, in.rate_of(OptimizerKind::GradientDescent) = 1;
    const auto growing = [](std::span<const double> x, std::uint64_t /*t*/, std::span<double> g) {
        for (std::size_t k = 0; k < g.size(); ++k) g[k] = -x[k];
    };
    const auto size = [](const Vector& x) { return Size{std::hypot(x[0], x[1])}; };
    const auto run = plane_run<Size>(in, math::Training(rules_of(in), {3, 4}, growing), {}, size);
    EXPECT_EQ(run.end, RunEnd::NoNumbers);
    EXPECT_EQ(run.last(), 10U);  // 5 * 2^10 < 10^4 <= 5 * 2^11
    EXPECT_EQ(run.at_end().size, 5120);
    EXPECT_EQ(run.points(10), (Vector{3072, 4096}));
    EXPECT_EQ(run.trail.places.size(), 10 / run.trail.stride + 1);
    EXPECT_EQ(run.trail.places.front(), (Vector{3, 4}));
    // As far as four times the start's own size.
    EXPECT_EQ(square(run.trail, 4).x.high, 16.25);
    // The last piece of the way leads to where the point is now.
    const Curve way = ways(run.trail, {0}, 0, 10, run.points(10), 1);
    EXPECT_EQ(way.x[way.x.size() - 2], 3072);
    EXPECT_TRUE(std::isnan(way.x.back()));
    EXPECT_TRUE(ways(run.trail, {0}, 1, 10, run.points(10), 1).x.empty());
    const auto lost = plane_run<Size>(in, math::Training(rules_of(in), {3e5, 4}, growing), {}, size);
    EXPECT_EQ(lost.last(), 0U);
    EXPECT_EQ(lost.measures.size(), 1U);
}

TEST(SafeRate, IsMarkedAndToldForGradientDescentAlone) {
    TrainingInputs in;
    in.rate_of(OptimizerKind::GradientDescent) = 0.3;
    const SafeRate safe{0.25, "$2/L$"}, of_one{0.25, "$2/L$", "ranking loss"};
    const Vector losses{3, 2, 2, 4, 1, 5};
    EXPECT_EQ(count_rises(losses, 5), 2U);
    EXPECT_EQ(count_rises(losses, 3), 1U);
    Notices out;
    add_rises(out, in, safe, losses, Severity::Warning);
    EXPECT_EQ(out.at(0).text,
              "The loss rises in 2 of 5 steps: the rate 0.3 is above $2/L$ = 0.25, up to which no step of "
              "gradient descent raises it.");
    Figure marked, other;
    mark_safe_rate(marked, in, of_one);
    EXPECT_NE(marked.jumps.at(0).help.find("raises the ranking loss"), std::string::npos);
    EXPECT_EQ(marked.slider_marks.at(0).snap.at, 0.25);
    in.optimizer = OptimizerKind::Momentum;
    mark_safe_rate(other, in, safe);
    EXPECT_TRUE(other.slider_marks.empty() && other.jumps.empty());
    out.clear();
    add_rises(out, in, safe, losses, Severity::Warning);
    EXPECT_EQ(out.at(0).text, "The loss rises in 2 of 5 steps.");
    out.clear();
    add_rises(out, in, safe, {3, 2, 1}, Severity::Warning);
    EXPECT_TRUE(out.empty());
    add_rises(out, in, of_one, {1, 2}, Severity::Warning);
    EXPECT_EQ(out.at(0).text, "The ranking loss rises in 1 of 1 step.");
}

}  // namespace run_end_test
}  // namespace lossfield::tests
