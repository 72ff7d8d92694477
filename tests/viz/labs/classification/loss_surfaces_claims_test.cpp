// What the lab loss-surfaces says of the ball, held against a descent of its own.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "tests/support/random_values.hpp"
#include "tests/viz/labs/classification/loss_surfaces.hpp"
#include "tests/viz/labs/said_numbers.hpp"

namespace lossfield::tests {
namespace loss_surfaces_claims_test {

using namespace loss_surfaces_claims;
using namespace viz;
using said_numbers::after, said_numbers::has, said_numbers::near;

// A ball that hops may go a way that the last digits decide, as those of standardised columns: from another rounding of its start
// and of its data it comes elsewhere.
bool chaotic(const Said& said, const math::PlaneLoss& loss) {
    if (!get<bool>(said, "standardise") || get<std::string>(said, "over") == "logits") return false;
    constexpr double rounding = 1e-11;
    math::PlaneLoss other = loss;
    for (double& v : other.x) v += rounding * (1 + v);
    if (get<std::string>(said, "over") == "line")
        for (double& v : other.y) v += rounding * (1 + v);
    const Roll a(said, loss), b(said, other);
    bool alike = a.losses.size() == b.losses.size() && a.thrown == b.thrown && a.outside == b.outside;
    for (std::size_t k = 0; k < a.losses.size() && alike; ++k)
        alike = std::abs(a.losses[k] - b.losses[k]) <= 1e-6 * std::max(a.losses[k], a.losses[0]);
    return !alike;
}

void move_ball(Values& values) {
    static Random random(11);
    const char* overs[] = {"logits", "line", "logistic"};
    get<std::string>(values, "over") = overs[random.below(3)];
    get<double>(values, "rate") = std::pow(10, random.between(-4, 2));
    get<long long>(values, "steps") = static_cast<long long>(random.below(60)) + 1;
    if (random.below(5) == 0) {
        get<std::string>(values, "over") = "logits";
        get<double>(values, "temperature") = 0.05, get<double>(values, "rate") = 100;
        get<std::string>(values, "loss") = "label-smoothed";
        get<double>(values, "smoothing") = 0.3;
    }
    if (random.below(6) == 0) {
        get<std::string>(values, "over") = "line", get<std::string>(values, "line-loss") = "mse";
        get<double>(values, "rate") = random.between(0.5, 2);
    }
    if (random.below(2) == 0) tests::put(lab(), values, "domain", Automatic{});
    for (const char* id : {"data", "labelled-data"})
        if (random.below(2) == 0) values[index_of(lab(), id)] = defaults(lab())[index_of(lab(), id)];
}

TEST(LossSurfacesClaims, WhereTheBallIsThrownAndWhenItDiverges) {
    int thrown = 0, diverging = 0, staying = 0, standardised = 0, ill = 0;
    at_settings(
        lab(), 110,
        [&](const Said& said) {
            const math::PlaneLoss loss = loss_of(said, main_name(said));
            if (chaotic(said, loss)) return;
            const Roll run(said, loss);
            const std::string text = said.notice("diverged");
            standardised +=
                get<bool>(said, "standardise") && loss.over != math::PlaneLossOver::Logits ? 1 : 0;
            ASSERT_EQ(!text.empty(), run.thrown.has_value()) << said.told();
            if (!run.thrown) {
                ++staying;
                return;
            }
            const bool quadratic = get<std::string>(said, "over") == "line" && main_name(said) == "mse";
            ++(quadratic ? diverging : thrown);
            EXPECT_EQ(has(text, "diverges"), quadratic) << said.told();
            EXPECT_TRUE(has(text, fmt::format("at step {} it is", *run.thrown))) << text << said.told();
            EXPECT_EQ(has(text, "leaves the map"),
                      run.outside && *run.outside > 0 && *run.outside < *run.thrown)
                << text << said.told();
            if (has(text, "leaves the map")) {
                EXPECT_EQ(after(text, "map at step"), static_cast<double>(*run.outside)) << said.told();
            }
            if (said.in_caption("one shape")) return;
            if (quadratic) {
                const double times = get<double>(said, "rate") * curvature_of_squares(loss);
                EXPECT_GT(times, 2) << said.told();
                EXPECT_TRUE(near(after(said.figure.caption, "$ηΛ$ ="), times, 0.01)) << said.told();
                EXPECT_TRUE(near(after(said.figure.caption, "- ηΛ|$ ="), times - 1, 0.01)) << said.told();
                // Never 2 or 1 of what is above, nor infinite.
                EXPECT_GT(after(said.figure.caption, "- ηΛ|$ ="), 1) << said.figure.caption;
                EXPECT_GT(after(said.figure.caption, "$ηΛ$ ="), 2) << said.figure.caption;
                EXPECT_GT(after(text, "$ηΛ$ ="), 2) << text;
                if (has(text, "smallest curvature")) {
                    long double mean = 0, variance = 0;
                    const auto n = static_cast<long double>(loss.x.size());
                    for (const double v : loss.x) mean += v / n;
                    for (const double v : loss.x) variance += (v - mean) * (v - mean) / n;
                    const double largest = curvature_of_squares(loss);
                    EXPECT_TRUE(near(after(text, "$Λ$ is"),
                                     static_cast<double>(largest * largest / (4 * variance)), 0.01))
                        << text << said.told();
                    ++ill;
                }
                // It goes on growing.
                EXPECT_GT(Roll(said, loss, 50).size, 2 * run.size) << said.told();
            } else {
                const std::size_t n = *run.thrown;
                const double length = std::hypot(run.x[n] - run.x[n - 1], run.y[n] - run.y[n - 1]);
                EXPECT_TRUE(near(after(said.figure.caption, fmt::format("Step {} is", n)), length, 0.01))
                    << said.figure.caption << said.told();
            }
        },
        [](Values& values) {
            move_ball(values);
            static Random random(29);
            if (random.below(5) > 0) return;
            get<std::string>(values, "over") = "line", get<std::string>(values, "line-loss") = "mse";
            get<bool>(values, "standardise") = false;
            const bool close = random.below(2) == 0;
            const double size = std::pow(10, random.between(2, 11));
            if (close)
                values[index_of(lab(), "data")] = defaults(lab())[index_of(lab(), "data")];
            else
                get<Points>(values, "data") = {{size, size, ""}, {-size, 0, ""}, {0.3 * size, 1, ""}};
            // A little above the limit of the default's data.
            if (close)
                get<double>(values, "rate") = random.between(0.68, 0.7),
                                    get<long long>(values, "steps") = 2000;
        });
    EXPECT_GT(ill, 3);
    EXPECT_GT(thrown, 3);
    EXPECT_GT(diverging, 3);
    EXPECT_GT(staying, 50);
    EXPECT_GT(standardised, 10);
}

TEST(LossSurfacesClaims, TheLastStepsOfTheBall) {
    int hopping = 0, settling = 0, up = 0, down = 0, one_rise = 0, still = 0, standardised = 0, nine = 0;
    at_settings(
        lab(), 160,
        [&](const Said& said) {
            const math::PlaneLoss loss = loss_of(said, main_name(said));
            if (chaotic(said, loss)) return;
            const Roll run(said, loss);
            const std::string text = said.notice("hopping");
            standardised +=
                get<bool>(said, "standardise") && loss.over != math::PlaneLossOver::Logits ? 1 : 0;
            int rises = 0;
            double low = infinity, high = -infinity;
            if (!run.thrown && run.losses.size() >= 11) {
                for (std::size_t k = run.losses.size() - 10; k < run.losses.size(); ++k) {
                    low = std::min(low, run.losses[k]), high = std::max(high, run.losses[k]);
                    if (k == run.losses.size() - 10) continue;
                    const double before = run.losses[k - 1];
                    const double noise = 1e-9 * std::max(std::abs(before), std::abs(run.losses[0]));
                    rises += run.losses[k] - before > noise ? 1 : 0;
                }
                ASSERT_EQ(!text.empty(), rises > 0) << said.told();
            }
            ++(rises > 0 ? hopping : settling);
            one_rise += rises == 1 ? 1 : 0;
            if (rises > 0) {
                EXPECT_TRUE(rises == 9 ? has(text, "settle: all of") : after(text, "settle:") == rises)
                    << text << said.told();
                EXPECT_LT(after(text, "lie between"), after(text.substr(text.find("between")), " and "))
                    << text << said.told();
                nine += rises == 9 ? 1 : 0;
                EXPECT_EQ(has(text, "the kink"), main_name(said) == "mae") << said.told();
                EXPECT_TRUE(near(after(text, "lie between"), low, 0.01)) << text << said.told();
            }
            const double start = run.losses[0], end = run.losses.back();
            if (said.in_caption("down from")) {
                ++down;
                EXPECT_LT(end, start) << said.told();
            }
            if (said.in_caption("up from")) {
                ++up;
                EXPECT_GT(end, start) << said.told();
            }
            if (said.in_caption("as at its start")) {
                ++still;
                EXPECT_NEAR(end, start, 0.011 * std::abs(start)) << said.told();
            }
            if (said.in_caption("the ball is at") && !said.in_caption("the ball is at about")) {
                EXPECT_NEAR(end, start, 1e-12 * std::abs(start)) << said.told();
            }
        },
        [](Values& values) {
            move_ball(values);
            static Random random(13);
            if (random.below(3) == 0) get<std::string>(values, "over") = "logistic";
            if (random.below(2) == 0) get<double>(values, "rate") = random.between(5, 100);
            if (random.below(8) == 0) return void(get<double>(values, "rate") = 1e-6);
            if (random.below(3) > 0) return;
            if (random.below(8) == 0) {
                // Only up, at the end of few steps.
                values = find_preset(lab(), "step-too-large").values;
                get<long long>(values, "steps") = 25 + static_cast<long long>(random.below(10));
                return;
            }
            // About ten steps of which one or two overshoot.
            get<std::string>(values, "over") = "logistic";
            values[index_of(lab(), "labelled-data")] = defaults(lab())[index_of(lab(), "labelled-data")];
            get<Vector>(values, "line") = {random.between(-4, 4), random.between(-4, 4)};
            get<double>(values, "rate") = random.between(23, 60);
            get<long long>(values, "steps") = 10 + static_cast<long long>(random.below(3));
        });
    EXPECT_GT(hopping, 10);
    EXPECT_GT(settling, 50);
    EXPECT_GT(one_rise, 0);
    EXPECT_GT(nine, 0);
    EXPECT_GT(still, 2);
    EXPECT_GT(standardised, 10);
    EXPECT_GT(up, 2);
    EXPECT_GT(down, 10);
}

}  // namespace loss_surfaces_claims_test
}  // namespace lossfield::tests
