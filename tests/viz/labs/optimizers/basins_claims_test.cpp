// What the lab basins says, held against own walks of single starts at settings of every kind. Coarse maps: the words are the
// same.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <stop_token>

#include "math/landscapes/landscapes.hpp"
#include "tests/contract/situations.hpp"
#include "tests/support/random_values.hpp"
#include "tests/support/support.hpp"
#include "viz/fragments/landscape_inputs.hpp"
#include "viz/lab/catalog.hpp"
#include "viz/lab/settings.hpp"
#include "viz/labs/vocabulary.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz {
namespace basins_claims_test {

using tests::close, tests::Random;

const Lab& lab() { return find_lab(catalog(), "basins"); }
Value& at(Values& values, const std::string& id) { return values[index_of(lab(), id)]; }
bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }
Figure coarse(const Values& values) {
    return lab().draw(values, lab().compute(values, Detail::Drag, std::stop_token()), View{});
}
double number(const Figure& f, const std::string& id) {
    for (const Readout& r : f.readouts)
        if (r.id == id) return std::get<double>(r.value);
    return nan;
}

// Gradient descent on landscapes that take no parameter beside those at their defaults.
Values descent(const char* landscape, double rate, double x, double y, long long steps) {
    Values values = defaults(lab());
    at(values, "landscape") = std::string(landscape), at(values, "optimizer") = std::string("gd");
    at(values, "gd-rate") = rate, at(values, "start") = Vector{x, y}, at(values, "steps") = steps;
    return values;
}

TEST(BasinsClaims, ThePathsFateIsThatOfItsOwnWalk) {
    Random random(1);
    int arrives = 0, diverges = 0, stands = 0, under_way = 0;
    const char* grounds[] = {"saddle", "himmelblau", "double-well", "six-hump-camel", "booth"};
    for (int i = 0; i < 120; ++i) {
        const char* ground = grounds[random.below(5)];
        const double rate = std::exp(random.between(-6, 0.7)), radius = 1e-3;
        double x = random.between(-3, 3), y = random.between(-3, 3);
        if (random.below(2) == 0) y = 0;
        if (random.below(4) == 0) x = 0;
        const auto steps = static_cast<long long>(1 + random.below(60));
        LandscapeInputs in;
        const auto ids = landscape_ids();
        in.landscape = static_cast<LandscapeKind>(std::find(ids.begin(), ids.end(), ground) - ids.begin());
        const math::Landscape landscape = landscape_of(in);
        const math::StationaryPoints points = math::stationary(landscape);
        const auto near = [&](const std::vector<math::PlanePoint>& places, const math::PlanePoint& p) {
            return std::any_of(places.begin(), places.end(), [&](const math::PlanePoint& q) {
                return std::hypot(q.x - p.x, q.y - p.y) <= radius;
            });
        };
        math::PlanePoint p{x, y};
        bool arrived = false, lost = false;
        long long taken = 0;
        while (taken < steps && !arrived && !lost) {
            const math::PlanePoint g = math::gradient(landscape, p), next{p.x - rate * g.x, p.y - rate * g.y};
            const double moved = std::hypot(next.x - p.x, next.y - p.y);
            p = next, ++taken;
            lost = !(std::abs(p.x) <= 1e6 && std::abs(p.y) <= 1e6);
            arrived = !lost && moved <= radius && near(points.minima, p);
        }
        const bool rests = !arrived && !lost && (near(points.saddles, p) || near(points.maxima, p));
        // Minima beyond those known are found by the map alone.
        const Figure f = coarse(descent(ground, rate, x, y, steps));
        const std::string& text = f.caption;
        const std::string after = fmt::format("after {} step{}.", taken, taken == 1 ? "" : "s");
        EXPECT_EQ(has(text, "the path arrives at ("), arrived)
            << ground << ' ' << rate << ' ' << x << ' ' << y << text;
        EXPECT_EQ(has(text, fmt::format("the path diverges at step {}.", taken)), lost) << text;
        EXPECT_EQ(has(text, "the path stands at the "), rests)
            << ground << ' ' << rate << ' ' << x << ' ' << y << text;
        EXPECT_EQ(has(text, "the path has not arrived " + after), !arrived && !lost && !rests) << text;
        if (arrived || rests) {
            EXPECT_TRUE(text.ends_with(after)) << text << after;
        }
        ++(arrived ? arrives : lost ? diverges : rests ? stands : under_way);
    }
    for (const int count : {arrives, diverges, stands, under_way}) EXPECT_GT(count, 5);
}

TEST(BasinsClaims, SharesOfTheCaptionAreThoseOfTheReadouts) {
    int some = 0;
    for (const char* ground : {"saddle", "booth", "himmelblau", "mccormick", "rosenbrock"})
        for (const double rate : {0.002, 0.02, 0.3}) {
            const Figure f = coarse(descent(ground, rate, 1, 1, 50));
            const auto expect = [&](const char* id, const char* words) {
                EXPECT_EQ(has(f.caption, words), number(f, id) > 0) << f.caption;
                some += number(f, id) > 0 ? 1 : 0;
            };
            expect("resting", "stand at a saddle or a maximum");
            expect("diverged", " diverge");
            expect("unsettled", "have arrived nowhere after 50 steps");
        }
    EXPECT_GT(some, 9);
}

TEST(BasinsClaims, AZeroIsWrittenWithoutItsRounding) {
    Values values = descent("griewank", 0.5, 1, 1, 300);
    at(values, "domain") = Domain{{-100, 100}, {-100, 100}};
    const Figure f = coarse(values);
    EXPECT_FALSE(has(f.caption, "10^{-")) << f.caption;
    for (const Readout& r : f.readouts) EXPECT_FALSE(has(r.label, "10^{-")) << r.label;
}

TEST(BasinsClaims, HeightsAreCountedFromTheLowestMinimumThatIsFound) {
    // Along (1, 1) McCormick's minima fall for ever: -1.913 in the usual view.
    Values values = descent("mccormick", 0.1, -6, -7, 300);
    at(values, "domain") = Domain{{-10, 4}, {-10, 3}};
    const Figure f = coarse(values);
    double first = nan, last = nan;
    for (const Mark& m : find_panel(f, "loss")->marks)
        if (m.id() == "path") {
            const auto& y = std::get<Curve>(m).y;
            first = y[0], last = y[y.size() - 1];
        }
    // f(-6, -7) = sin(-13) + 1 + 9 - 17.5 + 1.
    EXPECT_GT(first - last, 0) << first << last;
    EXPECT_GT(first, 0.01);
}

TEST(BasinsClaims, ThePresetsOfLikelihoodAndMatrixSayWhatTheirStepsDo) {
    // log sigma falls by (1 - v e^{-2 s}) / 4 a step with the rate 1/2; 1.6 steps below its best the first step leads up.
    const auto path_of = [](Values values, double x, double y) {
        at(values, "start") = Vector{x, y};
        const Figure f = coarse(values);
        for (const Mark& m : find_panel(f, "map")->marks)
            if (m.id() == "path") return std::get<Curve>(m);
        return Curve{};
    };
    const Values likelihood = find_preset(lab(), "likelihood").values;
    for (const double s : {-1.9, -1.0, 0.5, 3.0, 12.0}) {
        const Vector y = path_of(likelihood, 2.3, s).y;
        for (std::size_t t = 1; t < y.size(); ++t) EXPECT_LE(y[t - 1] - y[t], 0.25 + 1e-12) << s;
    }
    const Vector thrown = path_of(likelihood, 2.3, -1.9).y;
    EXPECT_GT(thrown[1], 10);
    EXPECT_GT(thrown.size(), 50U);
    EXPECT_LT(path_of(likelihood, 2.3, 1.5).y.size(), 30U);
    // 0.14 away from (1.5, 0.5), where a first step is 0.3 long along both directions.
    EXPECT_GT(path_of(find_preset(lab(), "matrix").values, 1.4, 0.6).y.size(), 30U);
}

}  // namespace basins_claims_test
}  // namespace lossfield::viz
