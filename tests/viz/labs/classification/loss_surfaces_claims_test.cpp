// What the lab loss-surfaces says of the ball, of both losses and of the data, held against a descent of its own.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "math/losses/plane_loss.hpp"
#include "tests/support/claims.hpp"
#include "tests/support/random_values.hpp"
#include "tests/viz/labs/said_numbers.hpp"
#include "viz/inputs/values.hpp"
#include "viz/lab/catalog.hpp"
#include "viz/lab/settings.hpp"
#include "viz/labs/vocabulary.hpp"

namespace lossfield::tests {
namespace loss_surfaces_claims_test {

using namespace viz;
using said_numbers::after, said_numbers::has, said_numbers::near;

const Lab& lab() { return find_lab(catalog(), "loss-surfaces"); }

template <class T>
T& get(Values& values, const char* id) {
    return std::get<T>(values[index_of(lab(), id)]);
}

void standardise(Vector& column) {
    long double mean = 0, square = 0;
    for (const double v : column) mean += v / static_cast<long double>(column.size());
    for (const double v : column) square += (v - mean) * (v - mean) / static_cast<long double>(column.size());
    for (double& v : column) v = static_cast<double>((v - mean) / (square > 0 ? std::sqrt(square) : 1));
}

// The loss of a setting, by the core's definitions.
math::PlaneLoss loss_of(const Said& said, const std::string& name) {
    using math::LogitLossKind, math::ResidualLossKind;
    math::PlaneLoss loss;
    const std::string over = get<std::string>(said, "over");
    const auto place = [&](std::initializer_list<const char*> names) {
        return static_cast<int>(std::find(names.begin(), names.end(), name) - names.begin());
    };
    if (over == "logits") {
        loss.logit.kind = static_cast<LogitLossKind>(place(
            {"cross-entropy", "softmax-mse", "brier", "gamma-cross-entropy", "focal", "label-smoothed"}));
        loss.logit.gamma = get<double>(said, "gamma"),
        loss.logit.focal_gamma = get<double>(said, "focal-gamma");
        loss.logit.smoothing = get<double>(said, "smoothing");
        loss.third_logit = get<double>(said, "third-logit"),
        loss.temperature = get<double>(said, "temperature");
        loss.target = static_cast<std::size_t>(get<long long>(said, "target") - 1);
        return loss;
    }
    loss.over = over == "line" ? math::PlaneLossOver::Line : math::PlaneLossOver::Logistic;
    loss.residual = {static_cast<ResidualLossKind>(place({"mse", "mae", "huber", "log-cosh", "student-t"})),
                     get<double>(said, "delta"), get<double>(said, "nu"), get<double>(said, "scale")};
    for (const DataPoint& p : get<Points>(said, over == "line" ? "data" : "labelled-data")) {
        loss.x.push_back(p.x);
        loss.y.push_back(over == "line" ? p.y : p.y > 0.5 ? 1 : -1);
    }
    if (get<bool>(said, "standardise")) standardise(loss.x);
    if (get<bool>(said, "standardise") && over == "line") standardise(loss.y);
    return loss;
}

std::string main_name(const Said& said) {
    const std::string over = get<std::string>(said, "over");
    return over == "logits" ? get<std::string>(said, "loss")
           : over == "line" ? get<std::string>(said, "line-loss")
                            : "logistic";
}

// Gradient descent as said under the sliders, with every loss on the way.
struct Roll {
    Vector x, y, losses;
    double length = 0, size = 0;  // of the way, of the farthest coordinate
    std::optional<std::size_t> outside, thrown;

    Roll(const Said& said, const math::PlaneLoss& loss, int more = 0) {
        const bool logits = get<std::string>(said, "over") == "logits";
        const Vector& start = get<Vector>(said, logits ? "point" : "line");
        const Domain d = said.range("domain");
        const double rate = get<double>(said, "rate");
        double far = 0;
        for (const double end : {d.x.low, d.x.high, d.y.low, d.y.high, start[0], start[1]})
            far = std::max(far, std::abs(end));
        double a = start[0], b = start[1];
        for (long long k = 0; k <= get<long long>(said, "steps") + more; ++k) {
            const auto here = loss.model(a, b);
            if (!std::isfinite(a + b + here.value)) break;
            if (k > 0) length += std::hypot(a - x.back(), b - y.back());
            x.push_back(a), y.push_back(b), losses.push_back(here.value);
            size = std::max(std::abs(a), std::abs(b));
            if (!outside && !(d.x.contains(a) && d.y.contains(b))) outside = k;
            if (!thrown && size > 100 * far && here.value > losses[0]) thrown = k;
            if (thrown && more == 0) break;
            a -= rate * here.gradient[0], b -= rate * here.gradient[1];
        }
    }
};

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

// A quadratic's largest curvature: of (2/N) [sum x^2, sum x; sum x, N].
double curvature_of_squares(const math::PlaneLoss& loss) {
    double xx = 0, x = 0;
    const auto n = static_cast<double>(loss.x.size());
    for (const double v : loss.x) xx += 2 * v * v / n, x += 2 * v / n;
    return (xx + 2) / 2 + std::hypot((xx - 2) / 2, x);
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

// Lowest and highest loss on the map, of a coarse grid: a little less wide than the figure's own.
Interval heights(const Said& said, const math::PlaneLoss& loss) {
    const Domain d = said.range("domain");
    Interval range{infinity, -infinity};
    for (int j = 0; j <= 48; ++j)
        for (int i = 0; i <= 48; ++i) {
            const double v =
                loss.value(std::lerp(d.x.low, d.x.high, i / 48.0), std::lerp(d.y.low, d.y.high, j / 48.0));
            range = {std::min(range.low, v), std::max(range.high, v)};
        }
    return range;
}

struct Standing {
    double above = 0, fall = 0;  // height over all heights, gradient by the sides over all heights
};
Standing standing(const Said& said, const math::PlaneLoss& loss) {
    const Vector& at = get<Vector>(said, get<std::string>(said, "over") == "logits" ? "point" : "line");
    const Domain d = said.range("domain");
    const Interval range = heights(said, loss);
    const auto [gx, gy] = loss.gradient(at[0], at[1]);
    return {(loss.value(at[0], at[1]) - range.low) / range.length(),
            std::hypot(gx * d.x.length(), gy * d.y.length()) / range.length()};
}

TEST(LossSurfacesClaims, APlateauIsFlatAndARampIsNot) {
    int plateaus = 0, slow = 0, ramps = 0, rests = 0, neither = 0, alike = 0;
    at_settings(
        lab(), 130,
        [&](const Said& said) {
            const math::PlaneLoss loss = loss_of(said, main_name(said));
            const Standing s = standing(said, loss);
            const Roll run(said, loss);
            const Domain d = said.range("domain");
            double way = 0;
            for (std::size_t k = 1; k < run.x.size(); ++k)
                way += std::hypot((run.x[k] - run.x[k - 1]) / d.x.length(),
                                  (run.y[k] - run.y[k - 1]) / d.y.length());
            if (!said.notice("stuck").empty()) {
                ++plateaus;
                EXPECT_LT(s.fall, 0.12) << said.told();
                EXPECT_LT(way, 0.0201) << said.told();
            }
            if (!said.notice("slow").empty()) {
                ++slow;
                EXPECT_GT(s.fall, 0.0999) << said.told();
                EXPECT_LT(way, 0.0201) << said.told();
                EXPECT_TRUE(near(after(said.notice("slow"), "moved by"), run.length)) << said.told();
            }
            if (s.above > 0.27 && way < 0.0199 && !run.thrown) {
                EXPECT_NE(said.notice("slow").empty(), said.notice("stuck").empty()) << said.told();
            }
            if (get<std::string>(said, "over") != "logits" || get<std::string>(said, "overlay") == "none")
                return;
            if (said.in_caption("one shape") || run.thrown) return;
            EXPECT_EQ(said.in_caption("of one loss"), main_name(said) == get<std::string>(said, "overlay"))
                << said.told();
            if (said.in_caption("of one loss")) return void(++alike);
            const Standing o = standing(said, loss_of(said, get<std::string>(said, "overlay")));
            const bool ramp = said.in_caption("the one is a ramp"),
                       rest = said.in_caption("the one is a plateau");
            ramps += ramp ? 1 : 0, rests += rest ? 1 : 0, neither += ramp || rest ? 0 : 1;
            if (ramp) {
                EXPECT_TRUE(s.fall > 0.0999 && o.fall < 0.12 && o.above > 0.2)
                    << s.fall << ' ' << o.fall << ' ' << o.above << said.told();
            }
            if (rest) {
                EXPECT_TRUE(o.fall > 0.0999 && s.fall < 0.12 && s.above > 0.2)
                    << s.fall << ' ' << o.fall << ' ' << s.above << said.told();
            }
            if (s.fall > 0.12 && o.fall < 0.09 && o.above > 0.27) {
                EXPECT_TRUE(ramp) << said.told();
            }
            if (o.fall > 0.12 && s.fall < 0.09 && s.above > 0.27) {
                EXPECT_TRUE(rest) << said.told();
            }
        },
        [](Values& values) {
            static Random random(17);
            get<std::string>(values, "over") = "logits";
            get<Vector>(values, "point") = {random.between(-9, 9), random.between(-9, 9)};
            get<double>(values, "temperature") = random.between(0.5, 3);
            get<double>(values, "third-logit") = random.between(-3, 3);
            tests::put(lab(), values, "domain", Domain{{-10, 10}, {-10, 10}});
            if (random.below(2) == 0) get<double>(values, "rate") = std::pow(10, random.between(-4, -1));
            if (random.below(2) == 0) return;
            if (random.below(4) == 0) {
                get<std::string>(values, "overlay") = get<std::string>(values, "loss");
                return;
            }
            // Far from the target squares of probabilities are flat, where cross-entropy is steep.
            get<long long>(values, "target") = 1,
                                   get<double>(values, "temperature") = random.between(0.5, 1.5);
            get<Vector>(values, "point") = {random.between(-9, -4), random.between(4, 9)};
            get<std::string>(values, "loss") = "softmax-mse",
                                     get<std::string>(values, "overlay") = "cross-entropy";
            if (random.below(2) == 0)
                std::swap(get<std::string>(values, "loss"), get<std::string>(values, "overlay"));
        });
    EXPECT_GT(plateaus, 3);
    EXPECT_GT(slow, 3);
    EXPECT_GT(ramps, 3);
    EXPECT_GT(rests, 2);
    EXPECT_GT(neither, 3);
    EXPECT_GT(alike, 3);
}

TEST(LossSurfacesClaims, PresetsShowWhatTheySay) {
    double student = 0, without = 0;
    at_settings(lab(), 0, [&](const Said& said) {
        math::PlaneLoss loss = loss_of(said, main_name(said));
        const Roll run(said, loss);
        if (said.name == "preset plateau") {
            EXPECT_LT(standing(said, loss).fall, 0.1);
            EXPECT_LT(run.length, 0.02 * 12);
        }
        if (said.name == "preset outlier-student") {
            student = run.x.back();
            loss.x.erase(loss.x.begin() + 18), loss.y.erase(loss.y.begin() + 18);
            double w = run.x.back(), b = run.y.back();
            for (int k = 0; k < 4000; ++k) {
                const auto [gw, gb] = loss.gradient(w, b);
                w -= 0.05 * gw, b -= 0.05 * gb;
            }
            without = w;
        }
        if (said.name == "preset step-too-large") {
            EXPECT_GT(get<double>(said, "rate") * curvature_of_squares(loss), 2);
        }
        if (said.name == "preset kink") {
            EXPECT_TRUE(has(said.notice("hopping"), "the kink"));
        }
    });
    EXPECT_NEAR(student, without, 0.02);
    EXPECT_NE(student, without);
}

}  // namespace loss_surfaces_claims_test
}  // namespace lossfield::tests
