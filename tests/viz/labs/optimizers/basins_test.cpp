// The lab basins: its map against single paths, its shares, symmetry, zoom, threads, and what cannot run.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <stop_token>

#include "tests/contract/situations.hpp"
#include "tests/support/support.hpp"
#include "tests/viz/labs/read_figure.hpp"
#include "viz/lab/catalog.hpp"
#include "viz/lab/threads.hpp"
#include "viz/labs/optimizers/basins/basins.hpp"

namespace lossfield::viz::basins {
namespace basins_lab_test {

using namespace read_figure;
using tests::close;

const Lab& own() { return find_lab(catalog(), "basins"); }

Computed computed(const Inputs& in, Detail detail = Detail::Drag) {
    return compute(in, detail, std::stop_token());
}

Inputs of(LandscapeKind landscape, OptimizerKind optimizer, double rate) {
    Inputs in;
    in.landscape = landscape;
    in.optimizer = optimizer;
    in.rate_of(optimizer) = rate;
    return in;
}

std::vector<Inputs> trials() {
    Inputs newton, adam = of(LandscapeKind::Himmelblau, OptimizerKind::Adam, 0.5),
                   gd = of(LandscapeKind::Rastrigin, OptimizerKind::GradientDescent, 0.002),
                   fast = of(LandscapeKind::Himmelblau, OptimizerKind::GradientDescent, 0.02),
                   noisy = of(LandscapeKind::DoubleWell, OptimizerKind::Momentum, 0.02), zoomed = newton,
                   beyond = of(LandscapeKind::Griewank, OptimizerKind::GradientDescent, 0.5);
    noisy.noise = 0.3;
    noisy.radius = 0.1;
    zoomed.range = Domain{{1.99, 2.0}, {-1.31, -1.3}};
    Inputs shaken = beyond;
    shaken.noise = 0.02;
    shaken.radius = 0.1;
    return {newton, adam, gd, fast, noisy, zoomed, beyond, shaken};
}

// The class that a path ends in.
double class_of(const Computed& r, const Path& path) {
    const std::size_t kind = path.diverged ? r.lost() : path.goal ? *path.goal : r.unsettled();
    return static_cast<double>(kind);
}

TEST(BasinsLab, EveryCellIsTheEndOfAPathFromItsCentre) {
    for (const Inputs& in : trials()) {
        const Computed r = computed(in);
        const std::size_t n = r.side;
        ASSERT_EQ(r.classes.size(), n * n);
        for (std::size_t cell = 5; cell < r.classes.size(); cell += 331) {
            const auto at = [&](const Interval& all, std::size_t i) {
                return all.low + all.length() * (static_cast<double>(i) + 0.5) / static_cast<double>(n);
            };
            const math::PlanePoint from{at(in.domain().x, cell % n), at(in.domain().y, cell / n)};
            ASSERT_EQ(cell_at(in, r, from.x, from.y), cell);
            const Path path = path_from(in, r, from);
            if (r.classes[cell] == static_cast<double>(r.resting())) {
                const math::PlanePoint end{path.x.back(), path.y.back()};
                double least = 1e300;
                for (const auto* list : {&r.points.saddles, &r.points.maxima})
                    for (const math::PlanePoint& p : *list) least = std::min(least, math::distance(p, end));
                EXPECT_LE(least, in.radius) << number_of(in.optimizer) << ' ' << cell;
                continue;
            }
            EXPECT_EQ(r.classes[cell], class_of(r, path)) << number_of(in.optimizer) << ' ' << cell;
            EXPECT_EQ(r.taken[cell], path.steps) << number_of(in.optimizer) << ' ' << cell;
        }
    }
}

TEST(BasinsLab, SharesSumUpAndArrivalsAreTheirs) {
    for (const Inputs& in : trials()) {
        const Computed r = computed(in);
        double all = 0;
        for (const double share : r.shares) all += share;
        EXPECT_TRUE(close(all, 1, {1e-12, 0}));
        const auto starts = static_cast<double>(r.classes.size());
        for (std::size_t k = 0; k < r.points.minima.size(); ++k) {
            double arrived = 0;
            for (const double count : r.arrivals[k]) arrived += count;
            EXPECT_TRUE(close(arrived / starts, r.shares[k], {1e-12, 1e-15}));
        }
    }
}

TEST(BasinsLab, NewtonRestsAtSaddlesAsGladlyAsAtMinima) {
    const Computed r = computed(Inputs{});
    EXPECT_GT(r.shares[r.resting()], 0.3);
    EXPECT_EQ(r.shares[r.unsettled()], 0);
    // Descent does so from none of these starts.
    EXPECT_EQ(
        computed(of(LandscapeKind::Himmelblau, OptimizerKind::GradientDescent, 0.01)).shares[r.resting()], 0);
}

TEST(BasinsLab, MinimaBeyondTheUsualViewCountToo) {
    Inputs in = of(LandscapeKind::Griewank, OptimizerKind::GradientDescent, 0.5);
    in.range = Domain{{-40, 40}, {-40, 40}};
    const Computed r = computed(in);
    const std::size_t known = math::stationary(r.landscape).minima.size();
    ASSERT_GT(r.points.minima.size(), 3 * known);
    const math::PlaneRange view = math::facts(r.landscape).view;
    for (std::size_t k = known; k < r.points.minima.size(); ++k) {
        const math::PlanePoint p = r.points.minima[k], g = math::gradient(r.landscape, p);
        EXPECT_FALSE(view.contains(p)) << k;
        EXPECT_LT(std::hypot(g.x, g.y), 1e-12) << k;
        EXPECT_GT(math::eigenvalues(math::hessian(r.landscape, p)).low, 0) << k;
        EXPECT_GT(r.shares[k], 0) << k;
        for (std::size_t i = 0; i < k; ++i)
            EXPECT_GT(math::distance(r.points.minima[i], p), 1) << i << ' ' << k;
    }
    EXPECT_LT(r.shares[r.unsettled()], 0.002);
}

TEST(BasinsLab, AMirroredLandscapeHasMirroredBasins) {
    const Computed r = computed(of(LandscapeKind::DoubleWell, OptimizerKind::Momentum, 0.05));
    ASSERT_EQ(r.points.minima.size(), 2U);
    const std::size_t n = r.side;
    for (std::size_t j = 0; j < n; ++j)
        for (std::size_t i = 0; i < n; ++i) {
            const double left = r.classes[j * n + i], right = r.classes[j * n + n - 1 - i];
            EXPECT_EQ(left, right < 2 ? 1 - right : right) << i << ' ' << j;
        }
}

TEST(BasinsLab, ARateBelowEveryLimitOnABowlBringsAllHome) {
    Inputs in = of(LandscapeKind::Bowl, OptimizerKind::GradientDescent, 0.05);
    in.kappa = 20;  // the limit is 2 / 20
    in.steps = 2000;
    const Computed below = computed(in);
    EXPECT_EQ(below.shares[0], 1);
    in.rate_of(OptimizerKind::GradientDescent) = 0.11;
    const Computed beyond = computed(in);
    EXPECT_EQ(beyond.shares[beyond.lost()], 1);
}

TEST(BasinsLab, ThreadsChangeNothing) {
    Inputs in = of(LandscapeKind::Himmelblau, OptimizerKind::Adam, 0.5);
    in.steps = 60;
    set_thread_count(1);
    const Computed one = computed(in, Detail::Full);
    set_thread_count(3);
    const Computed three = computed(in, Detail::Full);
    set_thread_count(0);
    ASSERT_EQ(one.classes.size(), 512U * 512U);
    EXPECT_EQ(one.classes.all(), three.classes.all());
    EXPECT_EQ(one.shade.all(), three.shade.all());
    EXPECT_EQ(one.taken, three.taken);
}

TEST(BasinsLab, WhatCannotRunIsDisabledAndSaysWhy) {
    const Values values =
        with(own(), {{"landscape", std::string("himmelblau")}, {"optimizer", std::string("muon")}});
    const Figure f = tests::figure_of(own(), values);
    EXPECT_FALSE(why_unfit(f, "optimizer", "muon").empty());
    EXPECT_FALSE(why_unfit(f, "optimizer", "natural").empty());
    EXPECT_TRUE(why_unfit(f, "optimizer", "adam").empty());
    EXPECT_EQ(find_mark<Heat>(f, "map", "basins"), nullptr);
    EXPECT_EQ(f.notices.front().text, why_unfit(f, "optimizer", "muon"));
    // Of a map that is not made nothing is told, and the reason once.
    EXPECT_NE(f.caption, f.notices.front().text);
    for (const Readout& r : f.readouts) EXPECT_TRUE(r.id == "loss" || r.id.starts_with("gradient")) << r.id;
}

TEST(BasinsLab, MirrorDescentLeavesStartsBlankThatItCannotTake) {
    const Computed r = computed(of(LandscapeKind::Himmelblau, OptimizerKind::ExponentiatedGradient, 0.01));
    EXPECT_EQ(4 * r.unusable, 3 * r.side * r.side);
    EXPECT_TRUE(std::isnan(r.classes[0]));
    EXPECT_FALSE(std::isnan(r.classes[r.side * r.side - 1]));
}

TEST(BasinsLab, TheEndOfDoublePrecisionIsSaid) {
    Inputs in;
    in.range = Domain{{3, 3 + 1e-13}, {2, 2 + 1e-13}};
    const auto said = notices(in, computed(in));
    EXPECT_TRUE(std::any_of(said.begin(), said.end(), [](const Notice& n) { return n.id == "too-deep"; }));
    in.range = Domain{{3, 3 + 1e-9}, {2, 2 + 1e-9}};
    const auto fine = notices(in, computed(in));
    EXPECT_FALSE(std::any_of(fine.begin(), fine.end(), [](const Notice& n) { return n.id == "too-deep"; }));
}

TEST(BasinsLab, ThePointersPathIsDrawnLive) {
    const Values values = defaults(own());
    View view;
    view.pointer = Pointer{"map", 2.5, 2.5};
    const Result result = own().compute(values, Detail::Drag, std::stop_token());
    const Figure f = own().draw(values, result, view);
    const Curve* path = find_mark<Curve>(f, "map", "pointer-path");
    ASSERT_NE(path, nullptr);
    EXPECT_EQ(path->x.front(), 2.5);
    EXPECT_TRUE(close(path->x.back(), 3, {1e-3, 0}));
    EXPECT_EQ(find_mark<Curve>(own().draw(values, result, View{}), "map", "pointer-path"), nullptr);
}

TEST(BasinsLab, AStopEndsItSoon) {
    std::stop_source stop;
    stop.request_stop();
    const Computed r = compute(Inputs{}, Detail::Full, stop.get_token());
    EXPECT_TRUE(r.classes.all().empty());
}

}  // namespace basins_lab_test
}  // namespace lossfield::viz::basins
