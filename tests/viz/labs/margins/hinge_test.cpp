// What the lab hinge says of its runs and of the exact answer, over random settings.
#include "tests/viz/labs/margins/hinge.hpp"

namespace lossfield::tests {
namespace hinge_lab_test {

using namespace hinge_settings;

TEST(HingeClaims, ObjectiveAndWhoPulls) {
    int pulled = 0, still = 0;
    at_settings(
        own(), 160,
        [&](const Said& said) {
            const Setting s(said);
            const double objective = s.objective(s.line);
            if (!std::isfinite(objective) || objective > 1e12) return;
            EXPECT_NEAR(said.number("objective"), objective, 1e-9 * (1 + objective)) << said.told();
            int pulling = 0;
            double plus = 0, minus = 0, nearest = 1e300;
            bool close = false;
            for (std::size_t i = 0; i < s.data.size(); ++i) {
                const double m = s.margin(i, s.line), h = 1e-6;
                nearest = std::min(nearest, m);
                if (std::abs(m - 1) < 1e-5 || std::abs(m) < 1e-5 || std::abs(m) > 200) close = true;
                // Far beyond, the focal loss's slope is below the least double.
                if (s.kind == "focal" && (s.focusing + 1) * m > 600) close = true;
                const double pull = s.kind == "zero-one" ? 0
                                                         : (loss_at(s.kind, m - h, s.width, s.focusing) -
                                                            loss_at(s.kind, m + h, s.width, s.focusing)) /
                                                               (2 * h);
                (s.label(i) > 0 ? plus : minus) += pull / static_cast<double>(s.data.size());
                const bool pulls = s.is_hinge()             ? m < 1
                                   : s.kind == "perceptron" ? m < 0
                                                            : s.kind != "zero-one";
                pulling += pulls;
            }
            if (close) return;
            EXPECT_EQ(said.number("pulling"), pulling) << said.told();
            EXPECT_EQ(said.in_caption("no point pulls"), pulling == 0) << said.figure.caption;
            const bool all = pulling == static_cast<int>(s.data.size());
            EXPECT_EQ(said.in_caption("all " + std::to_string(s.data.size()) + " points pull") ||
                          said.in_caption("both points pull") || said.in_caption("the one point pulls"),
                      all)
                << said.figure.caption;
            if (pulling > 0 && !all) {
                EXPECT_EQ(after(said.figure.caption, said.in_caption("1 step, ") ? "1 step, " : "steps, "),
                          pulling)
                    << said.figure.caption;
            }
            pulled += pulling > 0, still += pulling == 0;
            if (s.both()) {
                const double size = 1e-3 * (1 + std::abs(plus) + std::abs(minus));
                EXPECT_NEAR(said.number("pull-plus"), plus, size) << said.told();
                EXPECT_NEAR(said.number("pull-minus"), minus, size) << said.told();
            }
            EXPECT_EQ(said.in_caption("All points lie"),
                      !s.is_hinge() && nearest > 0 && std::hypot(s.line[0], s.line[1]) > 1e-9)
                << said.told();
        },
        many_rates(31));
    EXPECT_GT(pulled, 40);
    EXPECT_GT(still, 10);
}

TEST(HingeClaims, NothingIsBelowTheExactAnswer) {
    int compared = 0, lineless = 0;
    at_settings(
        own(), 120,
        [&](const Said& said) {
            const Setting s(said);
            const bool exact = std::any_of(said.figure.readouts.begin(), said.figure.readouts.end(),
                                           [](const Readout& r) { return r.id == "least"; });
            EXPECT_EQ(exact, s.is_hinge() && s.lambda > 0) << said.told();
            EXPECT_EQ(said.in_caption("alike in the exact answer") && !exact, false) << said.told();
            const bool no_line = said.in_caption("The exact answer has no line");
            EXPECT_FALSE(no_line && !exact) << said.told();
            if (!exact) return;
            const double least = said.number("least");
            const Vector at = numbers(said.figure, "exact");
            if (!said.in_caption("There is no line") && !said.in_caption("is lost")) {
                EXPECT_EQ(no_line, std::hypot(at[0], at[1]) <= 1e-9) << said.told();
            }
            lineless += no_line;
            EXPECT_NEAR(s.objective(at), least, 1e-9 * (1 + least)) << said.told();
            EXPECT_LE(said.number("gap"), 1e-7 * (1 + least)) << said.told();
            if (std::isfinite(s.objective(s.line))) {
                EXPECT_GE(s.objective(s.line), least - 1e-7 * (1 + least)) << said.told();
            }
            // Both labels pull alike there: the objective does not change with b to first order.
            const double far = 1e-4;
            for (const double step : {-far, far})
                EXPECT_GE(s.objective({at[0], at[1], at[2] + step}), least - 1e-7 * (1 + least))
                    << said.told();
            ++compared;
        },
        [rates = many_rates(32), random = Random(38)](Values& values) mutable {
            rates(values);
            // Pairs of both labels at one place: no line is better than another.
            if (random.below(6) == 0) put(own(), values, "data", Points{{1, 1, "+1"}, {1, 1, "-1"}});
        });
    EXPECT_GT(compared, 25);
    EXPECT_GT(lineless, 2);
}

TEST(HingeClaims, WithoutAPointInItTheStripStaysWhileLambdaFalls) {
    int stays = 0, changes = 0;
    at_settings(
        own(), 60,
        [&](const Said& said) {
            const Setting s(said);
            if (s.kind != "hinge" || !(s.lambda > 0) || !s.both() || said.in_caption("There is no line"))
                return;
            Values smaller = said.values;
            put(own(), smaller, "lambda", s.lambda / 2);
            const Figure f = own().draw(smaller, own().compute(smaller, Detail::Full, {}), View{});
            const Vector a = numbers(said.figure, "exact"), b = numbers(f, "exact");
            const double moved = std::hypot(a[0] - b[0], a[1] - b[1]) / std::hypot(a[0], a[1]);
            double least = 1e300;
            for (std::size_t i = 0; i < s.data.size(); ++i) least = std::min(least, s.margin(i, a));
            if (std::abs(least - 1) < 1e-4 && least < 1 - 1e-9) return;  // at the border between both
            const bool said_so = said.in_caption("with a smaller");
            EXPECT_EQ(said_so, least > 1 - 1e-4) << least << said.told();
            // Where points are short of their borders it may stay as well, resting on three others.
            if (said_so) {
                EXPECT_LT(moved, 1e-5) << said.told();
            }
            (said_so ? stays : changes) += 1;
        },
        [random = Random(7)](Values& values) mutable {
            put(own(), values, "loss", "hinge");
            put(own(), values, "steps", 1LL);
            put(own(), values, "lambda", std::pow(10, random.between(-3, 1)));
            put(own(), values, "data",
                hinge::clouds(6 + static_cast<int>(random.below(20)), random.between(0.5, 3), 0.7,
                              random.bits()));
        });
    EXPECT_GT(stays, 5);
    EXPECT_GT(changes, 5);
}

// Of plain descent in step t, by the names of the schedules.
double rate_at(const Said& said, long long step) {
    const std::string& kind = word(said, "schedule");
    const double t = static_cast<double>(step), warm = static_cast<double>(get<long long>(said, "warm-up"));
    const double every = static_cast<double>(get<long long>(said, "schedule-every")),
                 factor = real(said, "schedule-factor");
    double share = 1;
    if (kind == "step") share = std::pow(factor, std::floor((t - 1) / every));
    if (kind == "exponential") share = std::pow(factor, (t - 1) / every);
    if (kind == "cosine") {
        const double low = real(said, "schedule-floor"),
                     part =
                         std::min(1.0, (t - 1) / static_cast<double>(get<long long>(said, "schedule-total")));
        share = low + (1 - low) * (1 + std::cos(std::numbers::pi * part)) / 2;
    }
    if (kind == "inverse-root") share = 1 / std::sqrt(t);
    if (kind == "inverse") share = 1 / t;
    return real(said, "gd-rate") * share * (t < warm ? t / warm : 1);
}

TEST(HingeClaims, NoticesWhereTheyAreTrue) {
    int off = 0, steady = 0, scheduled = 0, flat = 0, shrinking = 0, single = 0;
    at_settings(
        own(), 200,
        [&](const Said& said) {
            const Setting s(said);
            const bool far =
                std::any_of(s.line.begin(), s.line.end(), [](double v) { return !(std::abs(v) <= 1e6); });
            EXPECT_EQ(!said.notice("ran-off").empty(), far) << said.told();
            off += far;
            // The cause that is named: the first step whose rate is above the limit.
            if (const std::string text = said.notice("ran-off"); has(text, "2/")) {
                EXPECT_EQ(word(said, "optimizer"), "gd");
                const bool constant = has(text, "The rate");
                const double most = 2 / s.lambda;
                const auto step = constant ? 1 : static_cast<long long>(after(text, "At step "));
                EXPECT_EQ(constant,
                          word(said, "schedule") == "constant" && get<long long>(said, "warm-up") == 0);
                for (long long t = 1; t < step; ++t) EXPECT_LE(rate_at(said, t), most) << text << said.told();
                EXPECT_GT(rate_at(said, step), most) << text << said.told();
                EXPECT_TRUE(said_numbers::near(after(text, constant ? "The rate " : "the rate is "),
                                               rate_at(said, step), 0.01))
                    << text;
                ++(constant ? steady : scheduled);
            } else if (far && word(said, "optimizer") == "gd") {
                for (long long t = 1; t <= static_cast<long long>(said.number("step")); ++t)
                    EXPECT_LE(rate_at(said, t) * s.lambda, 2) << said.told();
            }
            EXPECT_EQ(!said.notice("no-slope").empty(), s.kind == "zero-one");
            flat += s.kind == "zero-one";
            EXPECT_EQ(!said.notice("shrinks").empty(), s.kind == "perceptron" && s.lambda > 0);
            if (!said.notice("shrinks").empty()) {
                ++shrinking;
                EXPECT_EQ(s.objective({0, 0, 0}), 0);
                EXPECT_GT(s.objective({1e-3, 0, 0}), 0);
                EXPECT_GT(s.objective({0, -1e-3, 0}), 0);
            }
            EXPECT_EQ(!said.notice("one-label").empty(), !s.both()) << said.told();
            single += !s.both();
        },
        [rates = many_rates(33), random = Random(37)](Values& values) mutable {
            rates(values);
            if (random.below(4) > 0) return;
            const std::array schedules{"step", "exponential", "cosine", "inverse-root", "inverse"};
            put(own(), values, "optimizer", "gd");
            put(own(), values, "schedule", schedules[random.below(schedules.size())]);
            put(own(), values, "warm-up", static_cast<long long>(random.below(8)));
            put(own(), values, "gd-rate", std::pow(10, random.between(1, 3)));
        });
    EXPECT_GT(off, 3);
    EXPECT_GT(steady, 3);
    EXPECT_GT(scheduled, 10);
    EXPECT_GT(flat, 3);
    EXPECT_GT(shrinking, 3);
    EXPECT_GT(single, 0);
}

// e^-m leaves the doubles at m = -709.8.
TEST(HingeClaims, RunsEndBeforeWhatIsNotFinite) {
    int broken = 0;
    at_settings(
        own(), 120,
        [&](const Said& said) {
            const Setting s(said);
            EXPECT_FALSE(has(said.figure.caption, "∞") || has(said.figure.caption, "NaN")) << said.told();
            if (said.in_caption("is lost")) {
                EXPECT_EQ(said.number("step"), 0) << said.told();
                EXPECT_GT(s.objective(s.line), 1e290) << said.told();
                return;
            }
            EXPECT_TRUE(std::isfinite(s.objective(s.line))) << said.told();
            for (const char* id : {"objective", "gradient-check"})
                EXPECT_TRUE(std::isfinite(said.number(id))) << id << said.told();
            for (const double g : numbers(said.figure, "objective-gradient"))
                EXPECT_TRUE(std::isfinite(g)) << said.told();
            if (s.both()) {
                EXPECT_TRUE(std::isfinite(said.number("pull-plus") + said.number("pull-minus")));
            }
            const std::string text = said.notice("broken");
            if (text.empty()) return;
            ++broken;
            EXPECT_EQ(after(text, "Step "), said.number("step") + 1) << text;
            EXPECT_LT(said.number("step"), static_cast<double>(get<long long>(said, "steps")));
        },
        [rates = many_rates(34), random = Random(97)](Values& values) mutable {
            rates(values);
            if (random.below(2) == 0) put(own(), values, "loss", "exponential");
        });
    EXPECT_GT(broken, 5);
    Values values = shown(own(), "pegasos").values;
    put(own(), values, "loss", "exponential");
    const Figure f = own().draw(values, own().compute(values, Detail::Full, {}), View{});
    EXPECT_TRUE(
        std::any_of(f.notices.begin(), f.notices.end(), [](const Notice& n) { return n.id == "broken"; }));
}

TEST(HingeClaims, LambdaIsNothingOrAtLeastAMillionth) {
    for (const auto& [lambda, refused] :
         {std::pair{0.0, false}, {1e-300, true}, {9.9e-7, true}, {1e-6, false}, {1.0, false}}) {
        std::string fault;
        try {
            own().check(with(own(), {{"lambda", lambda}}));
        } catch (const std::exception& e) {
            fault = e.what();
        }
        EXPECT_EQ(has(fault, "give 0 or at least"), refused) << lambda << fault;
        EXPECT_EQ(fault.empty(), !refused) << fault;
    }
}

}  // namespace hinge_lab_test
}  // namespace lossfield::tests
