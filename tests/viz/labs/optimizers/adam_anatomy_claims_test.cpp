// What the lab adam-anatomy says, held against an own loop over the gradients at presets and random settings.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/contract/situations.hpp"
#include "tests/support/claims.hpp"
#include "tests/support/random_values.hpp"
#include "tests/support/support.hpp"
#include "viz/lab/catalog.hpp"
#include "viz/lab/settings.hpp"
#include "viz/labs/vocabulary.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz {
namespace adam_anatomy_claims_test {

using tests::close, tests::Random, tests::Said;

const Lab& lab() { return find_lab(catalog(), "adam-anatomy"); }
Value& at(Values& values, const std::string& id) { return values[index_of(lab(), id)]; }
double real_of(const Said& s, const std::string& id) { return std::get<double>(s.value(id)); }
long long whole_of(const Said& s, const std::string& id) { return std::get<long long>(s.value(id)); }
bool stream_is(const Said& s, const char* stream) {
    return std::get<std::string>(s.value("stream")) == stream;
}
bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

Figure figure_of_preset(const char* preset, std::initializer_list<std::pair<const char*, Value>> given = {},
                        std::optional<long long> step = std::nullopt) {
    Values values = find_preset(lab(), preset).values;
    for (const auto& [id, value] : given) at(values, id) = value;
    View view;
    view.step = step;
    return lab().draw(values, lab().compute(values, Detail::Full, std::stop_token()), view);
}

// Adam over one stream: g, m, v and u of the steps shown, and u with its means corrected.
struct Stream {
    Vector g{}, m{}, v{}, u{}, corrected{};
    std::vector<long long> t{};
};
Stream run_of(const Said& s) {
    const double b1 = real_of(s, "beta1"), b2 = real_of(s, "beta2"), e = real_of(s, "epsilon"),
                 size = real_of(s, "scale");
    const long long silent = stream_is(s, "spike") ? whole_of(s, "silence") : 0, event = whole_of(s, "event");
    const bool corrects = std::get<bool>(s.value("bias-correction"));
    Stream run;
    double m = 0, v = 0;
    for (long long i = 1; i <= whole_of(s, "steps"); ++i) {
        double g = size;
        if (stream_is(s, "alternating")) g = i % 2 == 1 ? size : -size;
        if (stream_is(s, "spike")) g = i == event ? size : 0;
        if (stream_is(s, "change") && i >= event) g = size * real_of(s, "after");
        m = b1 * m + (1 - b1) * g, v = b2 * v + (1 - b2) * g * g;
        const auto t = static_cast<double>(silent + i);
        const double c1 = b1 > 0 ? -std::expm1(t * std::log(b1)) : 1,
                     c2 = b2 > 0 ? -std::expm1(t * std::log(b2)) : 1;
        const double lifted = m / c1 / (std::sqrt(v / c2) + e), plain = m / (std::sqrt(v) + e);
        run.g.push_back(g), run.m.push_back(m), run.v.push_back(v), run.t.push_back(silent + i);
        run.u.push_back(corrects ? lifted : plain), run.corrected.push_back(lifted);
    }
    return run;
}

// One of the streams that are known without a landscape or noise.
void choose(Values& values, Random& random, const char* stream) {
    at(values, "stream") = std::string(stream);
    at(values, "steps") = static_cast<long long>(20 + random.below(120));
    const double b1s[] = {0, 0.5, 0.9, 0.99}, b2s[] = {0, 0.1, 0.5, 0.9, 0.99, 0.999, 0.9999};
    at(values, "beta1") = b1s[random.below(4)], at(values, "beta2") = b2s[random.below(7)];
    at(values, "epsilon") = 1e-8, at(values, "scale") = 1.0;
    at(values, "bias-correction") = random.below(2) == 0;
    at(values, "event") = static_cast<long long>(1 + random.below(25));
}

TEST(AdamAnatomyClaims, AChangeTellsWhenTheUpdateTurns) {
    Random random(1);
    int at_once = 0, later = 0, never = 0, kept = 0, zero = 0, first = 0;
    tests::at_settings(
        lab(), 200,
        [&](const Said& s) {
            if (!stream_is(s, "change") || whole_of(s, "event") > whole_of(s, "steps")) return;
            const auto event = static_cast<std::size_t>(whole_of(s, "event"));
            const double after = real_of(s, "after");
            EXPECT_EQ(
                s.in_caption("the gradient is " + brief(after * real_of(s, "scale"), 3) + " throughout"),
                event == 1)
                << s.told();
            if (event == 1) return static_cast<void>(++first);
            const std::string same = brief(real_of(s, "scale"), 3);
            EXPECT_EQ(s.in_caption(fmt::format("the gradient stays {}.", same)), after == 1) << s.told();
            EXPECT_FALSE(s.in_caption(fmt::format("goes from {} to {}. ", same, same))) << s.told();
            const Stream run = run_of(s);
            std::size_t turn = event;
            while (turn <= run.u.size() && run.u[turn - 1] * run.u[event - 2] >= 0) ++turn;
            const bool turns = turn <= run.u.size();
            EXPECT_EQ(s.in_caption("changes its sign at once"), turn == event) << s.told();
            EXPECT_EQ(s.in_caption(fmt::format("It takes {} step{} until", turn - event,
                                               turn - event == 1 ? "" : "s")),
                      turns && turn > event)
                << s.figure.caption << s.told();
            EXPECT_EQ(s.in_caption("Up to the last step the update keeps"), !turns && after < 0) << s.told();
            EXPECT_EQ(s.in_caption("is 0 at once"), run.u[event - 1] == 0) << s.told();
            EXPECT_EQ(s.in_caption("The update keeps its sign"),
                      !turns && after >= 0 && run.u[event - 1] != 0)
                << s.told();
            ++(turn == event           ? at_once
               : turns                 ? later
               : after < 0             ? never
               : run.u[event - 1] == 0 ? zero
                                       : kept);
        },
        [&](Values& values) {
            choose(values, random, "change");
            const double all[] = {-1000, -20, -1, -0.02, 0, 0.3, 5, 1, 1.0001};
            at(values, "after") = all[random.below(9)];
        });
    for (const int count : {at_once, later, never, kept, zero, first}) EXPECT_GT(count, 2);
}

TEST(AdamAnatomyClaims, AJumpIsGivenTheReasonThatHolds) {
    Random random(2);
    int uncorrected = 0, spike = 0, forgotten = 0, unlearned = 0;
    tests::at_settings(
        lab(), 250,
        [&](const Said& s) {
            if (!stream_is(s, "change") && !stream_is(s, "spike") && !stream_is(s, "constant")) return;
            const Stream run = run_of(s);
            std::size_t k = 0;
            for (std::size_t i = 0; i < run.u.size(); ++i)
                if (std::abs(run.u[i]) > std::abs(run.u[k]) * (1 + 1e-12)) k = i;
            const double size = std::abs(run.u[k]), lifted = std::abs(run.corrected[k]);
            if (std::abs(size - 2) < 1e-6 || std::abs(lifted - 2) < 1e-6) return;
            const bool lacks = size > 2 && lifted<2, jumps = size> 2 && !lacks;
            EXPECT_EQ(!s.notice("uncorrected").empty(), lacks) << s.told();
            const std::string text = s.notice("jump");
            EXPECT_EQ(!text.empty(), jumps) << s.told();
            if (lacks) {
                EXPECT_TRUE(has(s.notice("uncorrected"), fmt::format("would be {} rate", brief(lifted, 3))))
                    << s.told();
                ++uncorrected;
            }
            if (!jumps) return;
            const bool by_spike = stream_is(s, "spike") && run.g[k] != 0;
            const double b1 = real_of(s, "beta1"), b2 = real_of(s, "beta2");
            EXPECT_EQ(has(text, "after the silence"), by_spike) << text << s.told();
            EXPECT_EQ(has(text, "has forgotten more of"), !by_spike && b2 < b1 * b1) << text << s.told();
            EXPECT_EQ(has(text, "has taken in"), !by_spike && b2 >= b1 * b1) << text << s.told();
            if (by_spike) {
                // Nothing else was there: a silence before it, and v is its square by that weight.
                EXPECT_GT(run.t[k], 1);
                const double c2 = std::get<bool>(s.value("bias-correction"))
                                      ? 1 - std::pow(b2, static_cast<double>(run.t[k]))
                                      : 1;
                EXPECT_TRUE(has(text, "weight " + brief(run.v[k] / c2 / (run.g[k] * run.g[k]), 3)))
                    << text << s.told();
            }
            ++(by_spike ? spike : b2 < b1 * b1 ? forgotten : unlearned);
        },
        [&](Values& values) {
            const char* streams[] = {"change", "spike", "constant"};
            choose(values, random, streams[random.below(3)]);
            at(values, "silence") = static_cast<long long>(random.below(2) * random.below(9000));
            const double all[] = {0.01, 0.001, -1, 50, 1000};
            at(values, "after") = all[random.below(5)];
        });
    for (const int count : {uncorrected, spike, forgotten, unlearned}) EXPECT_GT(count, 3);
}

TEST(AdamAnatomyClaims, ASpikeMovesAsFarHoweverLargeItIsOnlyWhereEpsilonIsSmall) {
    Random random(3);
    int free = 0, bound = 0;
    tests::at_settings(
        lab(), 80,
        [&](const Said& s) {
            if (!stream_is(s, "spike") || whole_of(s, "event") > whole_of(s, "steps")) return;
            const Stream run = run_of(s);
            const auto i = static_cast<std::size_t>(whole_of(s, "event")) - 1;
            const double c2 = std::get<bool>(s.value("bias-correction"))
                                  ? -std::expm1(static_cast<double>(run.t[i]) * std::log(real_of(s, "beta2")))
                                  : 1;
            const double root = std::sqrt(run.v[i] / c2),
                         larger = run.u[i] * (root + real_of(s, "epsilon")) / root;
            if (std::abs(larger / run.u[i] - 1.01) < 1e-4) return;
            EXPECT_EQ(s.in_caption("however large it is"), larger / run.u[i] < 1.01) << s.told();
            const std::string size = brief(run.u[i], 3);
            EXPECT_TRUE(s.in_caption(
                fmt::format("a single gradient makes a step of {} rate{}, ", size, size == "1" ? "" : "s")))
                << s.figure.caption << s.told();
            EXPECT_EQ(s.in_caption("Without a silence"), run.t[i] == 1) << s.told();
            ++(larger / run.u[i] < 1.01 ? free : bound);
        },
        [&](Values& values) {
            choose(values, random, "spike");
            at(values, "beta2") = 0.99;
            at(values, "silence") = static_cast<long long>(random.below(2) * random.below(900));
            if (random.below(2) == 0) at(values, "epsilon") = 0.1;
        });
    EXPECT_GT(free, 5);
    EXPECT_GT(bound, 5);
}

TEST(AdamAnatomyClaims, AlternatingGradientsShrinkTheUpdateWhereItIsSaid) {
    Random random(4);
    int shrunk = 0, mean_of_one = 0;
    tests::at_settings(
        lab(), 120,
        [&](const Said& s) {
            if (!stream_is(s, "alternating")) return;
            const Stream run = run_of(s);
            const double first = std::abs(run.u.front()), u = std::abs(run.u.back()),
                         b1 = real_of(s, "beta1");
            EXPECT_EQ(s.in_caption("nothing cancels"), b1 == 0) << s.told();
            if (b1 == 0) return static_cast<void>(++mean_of_one);
            if (std::abs(u - first) < 1e-12 * first) return;
            EXPECT_EQ(s.in_caption("has shrunk from"), u < first) << s.figure.caption << s.told();
            // What it comes to: m alternates with the share (1 - b1) / (1 + b1), v is the square.
            const double limit = (1 - b1) / (1 + b1) / (1 + real_of(s, "epsilon") / real_of(s, "scale"));
            EXPECT_TRUE(s.in_caption("= " + brief(limit, 3) + ".")) << s.figure.caption << s.told();
            ++shrunk;
        },
        [&](Values& values) {
            choose(values, random, "alternating");
            if (random.below(3) == 0) at(values, "epsilon") = random.between(0, 2);
        });
    EXPECT_GT(shrunk, 5);
    for (const long long step : {0LL, 1LL, 2LL, 50LL})
        EXPECT_EQ(has(figure_of_preset("alternating", {}, step).caption, "has shrunk from"), step > 1)
            << step;
    EXPECT_GT(mean_of_one, 5);
}

TEST(AdamAnatomyClaims, AConstantGradientsMeansAreCalledTooSmallOnlyWhereTheyAre) {
    Random random(5);
    int both = 0, others = 0, plain = 0;
    tests::at_settings(
        lab(), 120,
        [&](const Said& s) {
            if (!stream_is(s, "constant")) return;
            const Stream run = run_of(s);
            const double g = real_of(s, "scale");
            if (!std::get<bool>(s.value("bias-correction"))) {
                EXPECT_TRUE(s.in_caption(fmt::format("the first step is {} rate", brief(run.u.front(), 3))))
                    << s.told();
                const double b = std::max(real_of(s, "beta1"), real_of(s, "beta2"));
                EXPECT_TRUE(s.in_caption(fmt::format("it takes some {} step", brief(1 / (1 - b), 3))))
                    << s.told();
                if (s.in_caption("the longest, step")) {
                    const std::string size =
                        brief(std::abs(*std::max_element(run.u.begin(), run.u.end())), 3);
                    EXPECT_TRUE(s.in_caption(fmt::format(", {} rate{};", size, size == "1" ? "" : "s")))
                        << s.figure.caption << s.told();
                }
                return static_cast<void>(++plain);
            }
            const bool mean = run.m.front() < g, root = std::sqrt(run.v.front()) < g;
            EXPECT_EQ(s.in_caption("are both too small at first"), mean && root) << s.told();
            EXPECT_EQ(s.in_caption("The mean of a constant gradient is too small"), mean && !root)
                << s.told();
            EXPECT_EQ(s.in_caption("The root mean square of a constant gradient is too small"), !mean && root)
                << s.told();
            EXPECT_EQ(s.in_caption("Neither mean"), !mean && !root) << s.told();
            ++(mean && root ? both : others);
        },
        [&](Values& values) { choose(values, random, "constant"); });
    for (const int count : {both, others, plain}) EXPECT_GT(count, 5);
}

TEST(AdamAnatomyClaims, TheLawsAxisHoldsWhatIsMeasured) {
    for (const double b2 : {0.0, 0.5, 0.999}) {
        const Figure f = figure_of_preset("noise", {{"beta2", b2}});
        const Panel* law = find_panel(f, "law");
        for (const Mark& m : law->marks) {
            if (m.id() != "measured") continue;
            EXPECT_TRUE(law->y.range->contains(std::get<PointSet>(m).y[0])) << b2;
        }
    }
}

TEST(AdamAnatomyClaims, UndefinedUpdatesAreThoseOfNoSquaresAndNoEpsilon) {
    Random random(6);
    int said = 0, silent = 0;
    tests::at_settings(
        lab(), 80,
        [&](const Said& s) {
            if (!stream_is(s, "spike")) return;
            const Stream run = run_of(s);
            const bool none = real_of(s, "epsilon") == 0 &&
                              std::any_of(run.v.begin(), run.v.end(), [](double v) { return v < 2.3e-308; });
            EXPECT_EQ(!s.notice("no-gradient").empty(), none) << s.told();
            ++(none ? said : silent);
        },
        [&](Values& values) {
            choose(values, random, "spike");
            if (random.below(2) == 0) at(values, "epsilon") = 0.0;
        });
    EXPECT_GT(said, 5);
    EXPECT_GT(silent, 5);
    // Long after a gradient too, where the squares have vanished.
    const Figure f = figure_of_preset(
        "spike", {{"epsilon", 0.0}, {"beta2", 0.05}, {"silence", 0LL}, {"steps", 600LL}, {"event", 1LL}});
    EXPECT_TRUE(has(find_panel(f, "sheets")->sheets[2].lines.back(), "√v$ and $ε$ are 0"));
}

TEST(AdamAnatomyClaims, MoveAndDecayOfASheetAddUpToTheStep) {
    for (const double decay : {0.0, 0.5}) {
        const auto place = [&](long long t) {
            const Figure f = figure_of_preset("well", {{"weight-decay", decay}}, t);
            for (const Readout& r : f.readouts)
                if (r.id == "place") return std::get<Vector>(r.value)[0];
            return viz::nan;
        };
        const Figure f = figure_of_preset("well", {{"weight-decay", decay}}, 10);
        const std::vector<std::string> lines = find_panel(f, "sheets")->sheets[2].lines;
        const double pull = -0.05 * decay * place(9);
        EXPECT_EQ(has(lines.back(), "its decay moves it by " + brief(pull, 3)), decay > 0) << lines.back();
        EXPECT_TRUE(has(lines[1], "moves this coordinate by " + brief(place(10) - place(9) - pull, 3)))
            << lines[1];
    }
}

TEST(AdamAnatomyClaims, WithoutARunThereAreNoSteps) {
    const Figure f = figure_of_preset("well", {{"recorded-by", std::string("natural")}, {"epsilon", 0.0}});
    EXPECT_TRUE(has(f.caption, "No gradients are recorded"));
    EXPECT_EQ(find_panel(f, "sheets")->sheets[2].lines, (std::vector<std::string>{"none"}));
    for (const Notice& n : f.notices) EXPECT_EQ(n.id, "unfit") << n.text;
}

TEST(AdamAnatomyClaims, ADivergedDescentNamesTheCurvatureThatItLeft) {
    int bowls = 0, others = 0;
    tests::at_settings(
        lab(), 40,
        [&](const Said& s) {
            const std::string text = s.notice("descent-diverged");
            if (text.empty()) return;
            EXPECT_FALSE(has(text, "steepest direction")) << text;
            if (std::get<std::string>(s.value("landscape")) == "bowl") {
                const double rate = real_of(s, "gd-rate"), l = real_of(s, "kappa");
                EXPECT_GT(rate, 2 / l) << s.told();
                EXPECT_TRUE(has(text, "is above 2/$L$ = " + brief(2 / l, 3))) << text << s.told();
                ++bowls;
            } else {
                ++others;
            }
        },
        [&](Values& values) {
            at(values, "stream") = std::string("ravine"), at(values, "steps") = 40LL;
            at(values, "gd-rate") = 1.0;
            if (std::get<std::string>(at(values, "landscape")) < "h")
                at(values, "landscape") = std::string("bowl");
        });
    EXPECT_GT(bowls, 2);
    EXPECT_GT(others, 2);
}

TEST(AdamAnatomyClaims, PresetsSayWhatTheirStreamsDo) {
    // Past the bottom of the well, x^3 - x + 0.1 = 0 at -1.047, the gradient turns, the update some steps later.
    long long turn = 0, follows = 0;
    for (long long t = 2; t <= 120; ++t) {
        const Figure f = figure_of_preset("well", {}, t);
        double g = 0, u = 0, x = 0;
        for (const Readout& r : f.readouts) {
            if (r.id == "g") g = std::get<double>(r.value);
            if (r.id == "update") u = std::get<double>(r.value);
            if (r.id == "place") x = std::get<Vector>(r.value)[0];
        }
        if (turn == 0 && g < 0) {
            turn = t;
            EXPECT_LT(x, -1.047);
        }
        if (turn > 0 && follows == 0 && u < 0) follows = t;
    }
    EXPECT_GT(turn, 1);
    EXPECT_GT(follows, turn + 2);
    // 6011 - 1 silent steps: 0.1 / c1 / sqrt(0.001 / c2).
    const double c2 = 1 - std::pow(0.999, 6011);
    EXPECT_EQ(brief(0.1 / std::sqrt(0.001 / c2), 3), "3.16");
    EXPECT_TRUE(has(figure_of_preset("constant").caption, "the update is 1 rate."));
}

}  // namespace adam_anatomy_claims_test
}  // namespace lossfield::viz
