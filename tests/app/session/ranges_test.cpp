// Ranges that are automatic: what the window asks for while something is held, and what becomes of them on the way.
#include <gtest/gtest.h>

#include <stop_token>

#include "app/session/edits.hpp"
#include "app/session/saved_session.hpp"
#include "app/session/session.hpp"
#include "viz/lab/catalog.hpp"
#include "viz/lab/settings.hpp"

namespace lossfield::tests {
namespace ranges_test {

using namespace viz;
using app::Session;
using std::chrono::milliseconds;

enum class Side { Left, Right };

struct Inputs {
    double a = 1;
    Side side = Side::Right;
    std::optional<Domain> range{};

    // As far as a.
    [[nodiscard]] Domain domain() const {
        const Interval x = side == Side::Right ? Interval{0, a} : Interval{-a, 0};
        return range.value_or(Domain{x, {0, 1}});
    }
};

struct Computed {
    Domain drawn;
};

int computations = 0;

Computed compute(const Inputs& in, Detail, std::stop_token) {
    ++computations;
    return {in.domain()};
}

Figure draw(const Inputs&, const Computed& r, const View&) {
    Panel panel;
    panel.id = "plane";
    panel.x.range = r.drawn.x, panel.y.range = r.drawn.y;
    Figure figure;
    figure.panels = {std::move(panel)};
    return figure;
}

Catalog labs_with_ranges() {
    return {make_lab<Inputs, Computed>(
        {.id = "ranged",
         .topic = "tests",
         .title = "Ranged",
         .parameters = {real(&Inputs::a, "a", {}, {.soft = {1, 10}}),
                        choice(&Inputs::side, "side", {},
                               {{Side::Left, "left", "Left"}, {Side::Right, "right", "Right"}},
                               {.refits = "domain"}),
                        domain(&Inputs::range, &Inputs::domain, "domain", {}, {.panel = "plane"})},
         .compute = compute,
         .draw = draw})};
}

struct RangesWorkerTest : ::testing::Test {
    Catalog labs = labs_with_ranges();
    Session session{labs, {}};
    const Value automatic = Automatic{};
    const Domain zoomed{{2, 3}, {0, 0.5}};

    void settle() {
        for (int i = 0; i < 1000 && (session.busy() || session.behind()); ++i)
            session.update(milliseconds(20));
    }
    Interval drawn() {
        settle();
        return *session.figure({}).panels.at(0).x.range;
    }
    const Value& range() const { return session.values()[2]; }
    Values a_is(double a) const { return app::with_number(session.lab(), session.values(), {0, 0}, a); }
    void set_side(const char* side) {
        session.apply(with_settings(session.lab(), session.values(), {{"side", std::string(side)}}));
    }
};

TEST_F(RangesWorkerTest, StayWhileSomethingIsHeldAndFollowOnRelease) {
    EXPECT_EQ(drawn(), (Interval{0, 1}));
    session.press();
    for (const double a : {2.0, 5.0, 3.0}) {
        session.change(a_is(a));
        EXPECT_EQ(drawn(), (Interval{0, 1}));
        EXPECT_EQ(range(), automatic);
    }
    EXPECT_TRUE(session.release());
    EXPECT_TRUE(session.behind());
    EXPECT_EQ(drawn(), (Interval{0, 3}));
    EXPECT_EQ(range(), automatic);
    session.undo();
    EXPECT_EQ(range(), automatic);
    EXPECT_EQ(drawn(), (Interval{0, 1}));
    session.redo();
    EXPECT_EQ(drawn(), (Interval{0, 3}));
}

TEST_F(RangesWorkerTest, APressAloneComputesNothing) {
    settle();
    const int before = computations;
    session.press();
    settle();
    session.release();
    settle();
    EXPECT_EQ(computations, before);
    // A whole drag: one for the new value, one for the release.
    session.press();
    session.change(a_is(2));
    settle();
    session.release();
    settle();
    EXPECT_EQ(computations, before + 2);
}

TEST_F(RangesWorkerTest, AKeyMovesAnAutomaticRangeAtOnce) {
    session.apply(a_is(4));
    EXPECT_EQ(drawn(), (Interval{0, 4}));
    session.apply(a_is(5), true);
    EXPECT_EQ(drawn(), (Interval{0, 5}));
}

TEST_F(RangesWorkerTest, ALookWhileHeldIsSeen) {
    settle();
    session.press();
    session.change(a_is(4));
    EXPECT_EQ(drawn(), (Interval{0, 1}));
    session.look(2, zoomed);
    EXPECT_EQ(drawn(), zoomed.x);
    session.look(2, std::nullopt);
    EXPECT_EQ(drawn(), (Interval{0, 1}));
    session.release();
    EXPECT_EQ(drawn(), (Interval{0, 4}));
}

TEST_F(RangesWorkerTest, AChosenRangeIsKeptUntilItIsLetGo) {
    session.look(2, zoomed);
    session.apply(a_is(7));
    EXPECT_EQ(drawn(), zoomed.x);
    session.undo();
    EXPECT_EQ(range(), Value(zoomed));
    EXPECT_EQ(session.settled()[2], Value(zoomed));
    session.look(2, std::nullopt);
    EXPECT_EQ(range(), automatic);
    EXPECT_EQ(session.settled()[2], Value(Domain{{0, 1}, {0, 1}}));
    EXPECT_EQ(drawn(), (Interval{0, 1}));
}

TEST_F(RangesWorkerTest, AnotherSideHasARangeOfItsOwnAndUndoBringsTheFirstOneBack) {
    session.look(2, zoomed);
    set_side("right");
    EXPECT_EQ(range(), Value(zoomed));
    set_side("left");
    EXPECT_EQ(range(), automatic);
    EXPECT_EQ(drawn(), (Interval{-1, 0}));
    const Domain other{{-3, -2}, {0, 1}};
    session.look(2, other);
    session.undo();
    EXPECT_EQ(range(), Value(zoomed));
    session.redo();
    EXPECT_EQ(range(), Value(other));
}

TEST_F(RangesWorkerTest, ANumberOfADomainIsResetAsAWhole) {
    session.look(2, zoomed);
    EXPECT_EQ(app::with_default(session.lab(), session.values(), {2, 1})[2], automatic);
    EXPECT_EQ(app::with_number(session.lab(), session.values(), {2, 1}, 9)[2],
              Value(Domain{{2, 9}, {0, 0.5}}));
}

TEST_F(RangesWorkerTest, ASavedSessionSaysWhichRangeIsAutomatic) {
    for (const std::optional<Domain>& wanted : {std::optional<Domain>(), std::optional(zoomed)}) {
        session.apply(a_is(6));
        session.look(2, wanted);
        app::Look look;
        const std::string text = app::session_json(session, look);
        Session again(labs, {});
        EXPECT_TRUE(app::take_session(text, "session", again, look).empty());
        EXPECT_EQ(again.values(), session.values());
        EXPECT_EQ(again.values()[2], domain_value(wanted));
    }
}

}  // namespace ranges_test
}  // namespace lossfield::tests
