#include "app/session/session.hpp"

#include <gtest/gtest.h>

#include "app/session/saved_session.hpp"
#include "tests/app/session/tiny_labs.hpp"

namespace lossfield::tests {
namespace session_test {

using app::Session;
using std::chrono::milliseconds;

// Whether the thread that computes wakes the window is the worker's test; here update() waits.
struct SessionWorkerTest : ::testing::Test {
    std::shared_ptr<Pace> pace = std::make_shared<Pace>();
    viz::Catalog labs{slow_lab("one", pace), slow_lab("two", pace)};
    Session session{labs, {}};

    double a() const { return std::get<double>(session.values()[0]); }
    void settle() {
        for (int i = 0; i < 1000 && (session.busy() || session.behind()); ++i)
            session.update(milliseconds(20));
    }
    double twice() { return std::get<double>(session.figure({}).readouts.at(0).value); }
};

TEST_F(SessionWorkerTest, AnyNumberOfChangesBetweenPressAndReleaseIsOneStep) {
    session.press();
    for (const double v : {2.0, 3.0, 4.0}) session.change(a_is(v));
    EXPECT_TRUE(session.release());
    EXPECT_EQ(a(), 4);
    session.undo();
    EXPECT_EQ(a(), 1);
    EXPECT_FALSE(session.can_undo());
    session.redo();
    EXPECT_EQ(a(), 4);
}

TEST(History, KeepsFewerStepsWhereDataAreMany) {
    const auto steps_kept = [](std::size_t points) {
        app::History history;
        viz::Values values{viz::Points(points)};
        for (int i = 1; i <= 600; ++i) {
            history.begin({values, {}, {}});
            std::get<viz::Points>(values[0])[0].x = i;
            EXPECT_TRUE(history.end({values, viz::View{}, {}}));
        }
        const auto before = history.undo({values, viz::View{}, {}});
        EXPECT_EQ(std::get<viz::Points>(before->values.at(0))[0].x, 599);
        return history.steps_back() + 1;
    };
    EXPECT_EQ(steps_kept(20), 500U);
    const std::size_t many = steps_kept(10000);
    EXPECT_GE(many, 50U);
    EXPECT_LE(many * 10000 * sizeof(viz::DataPoint), std::size_t{64} << 20);
}

TEST_F(SessionWorkerTest, APressThatChangesNothingIsNoStep) {
    session.press();
    session.change(a_is(5));
    session.change(a_is(1));
    EXPECT_FALSE(session.release());
    EXPECT_FALSE(session.can_undo());
}

TEST_F(SessionWorkerTest, ANewStepEndsRedo) {
    session.apply(a_is(2));
    session.undo();
    session.apply(a_is(3));
    EXPECT_FALSE(session.can_redo());
}

TEST_F(SessionWorkerTest, ARepeatedKeyExtendsItsStep) {
    session.apply(a_is(2));
    session.apply(a_is(3), true);
    session.apply(a_is(4), true);
    session.undo();
    EXPECT_EQ(a(), 1);
}

TEST_F(SessionWorkerTest, AForgottenStepCannotBeRedone) {
    session.apply(a_is(2));
    session.apply(a_is(3));
    session.forget_step();
    EXPECT_EQ(a(), 2);
    EXPECT_FALSE(session.can_redo());
}

TEST_F(SessionWorkerTest, RefusedValuesChangeNothingAndSayWhy) {
    EXPECT_FALSE(session.apply(a_is(9)));
    EXPECT_EQ(a(), 1);
    EXPECT_FALSE(session.can_undo());
    EXPECT_NE(session.take_refusal().find("above 8"), std::string::npos);
    EXPECT_TRUE(session.take_refusal().empty());
}

TEST_F(SessionWorkerTest, APresetIsOneStepAndIsRecognised) {
    EXPECT_FALSE(session.preset().has_value());
    session.choose_preset(0);
    EXPECT_EQ(session.preset(), 0U);
    session.undo();
    EXPECT_EQ(a(), 1);
}

TEST_F(SessionWorkerTest, ZoomingIsNotUndone) {
    const viz::Domain closer{{0.2, 0.4}, {0.2, 0.4}};
    session.apply(a_is(2));
    session.look(1, closer);
    session.undo();
    EXPECT_EQ(a(), 1);
    EXPECT_EQ(std::get<viz::Domain>(session.values()[1]), closer);
}

TEST_F(SessionWorkerTest, EachLabKeepsItsValuesAndHistory) {
    session.apply(a_is(2));
    session.choose(1);
    EXPECT_EQ(a(), 1);
    EXPECT_FALSE(session.can_undo());
    session.apply(a_is(7));
    session.choose(0);
    EXPECT_EQ(a(), 2);
    session.undo();
    EXPECT_EQ(a(), 1);
}

TEST_F(SessionWorkerTest, AWayToAnotherLabCarriesValuesOverAsOneStepThere) {
    session.apply(a_is(5));
    const std::string id = labs[0].parameters[0].id;
    session.follow({"way", "two →", "Opens it.", id, {}, "two"});
    EXPECT_EQ(session.lab().id, "two");
    EXPECT_EQ(a(), 5);
    session.undo();
    EXPECT_EQ(a(), 1);
    session.follow({"back", "one →", "Opens it.", id, {{id, 7.0}}, "one"});
    EXPECT_EQ(session.lab().id, "one");
    EXPECT_EQ(a(), 7);
    session.undo();
    EXPECT_EQ(a(), 5);
    session.follow({"nowhere", "→", "Leads nowhere.", id, {}, "three"});
    EXPECT_EQ(session.lab().id, "one");
}

TEST_F(SessionWorkerTest, ThePictureIsAlwaysDrawnFromItsOwnValues) {
    pace->milliseconds = 3;
    session.press();
    for (int i = 0; i < 60; ++i) {
        session.change(a_is(i % 8));
        session.update(milliseconds(i % 5));
        if (session.shown() != nullptr) {
            EXPECT_EQ(twice(), 2 * std::get<double>(session.shown()->job.values[0]));
        }
    }
    session.release();
    settle();
    EXPECT_EQ(twice(), 2 * a());
    EXPECT_FALSE(session.behind());
}

TEST_F(SessionWorkerTest, DragsAskForDragDetailAndAReleaseForFull) {
    session.press();
    session.change(a_is(3));
    for (int i = 0; i < 500 && session.behind(); ++i) session.update(milliseconds(20));
    EXPECT_EQ(pace->last_detail, static_cast<int>(viz::Detail::Drag));
    session.release();
    EXPECT_TRUE(session.busy());
    settle();
    EXPECT_EQ(pace->last_detail, static_cast<int>(viz::Detail::Full));
    EXPECT_EQ(session.shown()->job.detail, viz::Detail::Full);
}

TEST_F(SessionWorkerTest, AProgressiveLabIsSeenInDragDetailFirst) {
    viz::Catalog stages{slow_lab("stages", pace)};
    stages[0].progressive = true;
    Session staged(stages, {});
    const auto seen = [&] {
        std::vector<viz::Detail> details;
        for (int i = 0; i < 1000 && (staged.busy() || staged.behind()); ++i)
            if (staged.update(milliseconds(20))) details.push_back(staged.shown()->job.detail);
        return details;
    };
    const std::vector<viz::Detail> both{viz::Detail::Drag, viz::Detail::Full};
    staged.apply(a_is(3));
    EXPECT_EQ(seen(), both);
    staged.press();
    staged.change(a_is(4));
    EXPECT_EQ(seen(), std::vector{viz::Detail::Drag});
    // What a drag has shown is not computed as a draft again.
    staged.release();
    EXPECT_EQ(seen(), std::vector{viz::Detail::Full});
    EXPECT_EQ(pace->started, 4);
}

TEST_F(SessionWorkerTest, ASlowDragStillShowsPictures) {
    pace->milliseconds = 30;
    session.press();
    int pictures = 0;
    for (int i = 0; i < 60; ++i) {
        session.change(a_is(0.1 * i));
        if (session.update(milliseconds(8))) ++pictures;
    }
    EXPECT_GE(pictures, 5);
    EXPECT_EQ(pace->stopped, 0);
}

TEST_F(SessionWorkerTest, ASlowFullComputationIsStoppedByAChange) {
    pace->milliseconds = 60000;
    session.update(milliseconds(1));
    while (pace->started == 0) std::this_thread::yield();
    pace->milliseconds = 0;
    session.apply(a_is(6));
    settle();
    EXPECT_EQ(twice(), 12);
    EXPECT_EQ(pace->stopped, 1);
}

TEST_F(SessionWorkerTest, WaitsNoLongerThanItsPatience) {
    pace->milliseconds = 60000;
    const auto before = std::chrono::steady_clock::now();
    EXPECT_FALSE(session.update(milliseconds(8)));
    EXPECT_LT(std::chrono::steady_clock::now() - before, milliseconds(2000));
    EXPECT_TRUE(session.busy());
    EXPECT_TRUE(session.figure({}).readouts.empty());
}

TEST_F(SessionWorkerTest, TheSavedSessionComesBack) {
    session.choose(1);
    session.apply(a_is(5));
    session.view().ranges["p"] = viz::Domain{{0, 2}, {0, 3}};
    app::Look look;
    look.theme = viz::ThemeId::Dark;
    look.width = 999;
    look.reduced_motion = true;
    look.topics = {"information", "optimizers"};
    session.view().step = 12;
    const std::string saved = app::session_json(session, look);

    Session again{labs, {}};
    app::Look other;
    EXPECT_TRUE(app::take_session(saved, "file", again, other).empty());
    EXPECT_EQ(again.lab().id, "two");
    EXPECT_EQ(again.values(), session.values());
    EXPECT_EQ(again.view().ranges, session.view().ranges);
    EXPECT_EQ(other.theme, viz::ThemeId::Dark);
    EXPECT_EQ(other.width, 999);
    EXPECT_TRUE(other.reduced_motion);
    EXPECT_EQ(other.topics, look.topics);
    EXPECT_EQ(again.view().step, 12);
}

TEST_F(SessionWorkerTest, APinIsAStepOfItsOwnAndShowsTheDifference) {
    settle();
    const double before = twice();
    session.pin();
    ASSERT_EQ(session.pins().size(), 1U);
    EXPECT_EQ(session.pins()[0].name, "at first");
    session.apply(a_is(5));
    settle();
    const viz::Figure figure = session.figure({});
    const auto since = std::find_if(figure.readouts.begin(), figure.readouts.end(),
                                    [](const viz::Readout& r) { return r.id.ends_with("-since-1"); });
    ASSERT_NE(since, figure.readouts.end());
    EXPECT_EQ(std::get<double>(since->value), twice() - before);
    session.undo();
    session.undo();
    EXPECT_TRUE(session.pins().empty());
    session.redo();
    EXPECT_EQ(session.pins().size(), 1U);
    EXPECT_EQ(a(), 1);
    session.unpin_all();
    EXPECT_TRUE(session.pins().empty());
    session.undo();
    EXPECT_EQ(session.pins().size(), 1U);
}

TEST_F(SessionWorkerTest, PinsHaveNamesOfTheirOwnAndAFourthIsRefused) {
    for (const double v : {2.0, 3.0, 2.0, 4.0}) {
        session.apply(a_is(v));
        session.pin();
    }
    ASSERT_EQ(session.pins().size(), 3U);
    EXPECT_EQ(session.pins()[0].name, "a = 2");
    EXPECT_EQ(session.pins()[1].name, "Three");
    EXPECT_EQ(session.pins()[2].name, "a = 2 (2)");
    EXPECT_NE(session.take_refusal().find("3 states are pinned"), std::string::npos);
}

TEST_F(SessionWorkerTest, APinIsComputedOnce) {
    session.pin();
    session.apply(a_is(2));
    settle();
    (void)session.figure({});
    const int computed = pace->started;
    for (int step = 0; step < 5; ++step) {
        viz::View view;
        view.step = step;
        (void)session.figure(view);
    }
    EXPECT_EQ(pace->started, computed);
}

TEST_F(SessionWorkerTest, PinsAreSaved) {
    session.apply(a_is(3));
    session.pin();
    session.apply(a_is(1));
    Session again{labs, {}};
    app::Look look;
    EXPECT_TRUE(app::take_session(app::session_json(session, look), "file", again, look).empty());
    EXPECT_EQ(again.pins(), session.pins());
}

TEST_F(SessionWorkerTest, ABrokenSavedSessionChangesNothing) {
    app::Look look;
    for (const std::string text : {"", "[]", "{\"lossfield\": 2}", "{\"lossfield\": 1", "null"}) {
        EXPECT_THROW(app::take_session(text, "file", session, look), viz::InputError) << text;
        EXPECT_EQ(session.lab().id, "one");
        EXPECT_EQ(look.width, app::Look{}.width);
    }
}

TEST_F(SessionWorkerTest, UnknownNamesInASavedSessionAreReportedAndTheRestIsUsed) {
    app::Look look;
    const auto messages = app::take_session(
        R"({"lossfield": 1, "lab": "two", "theme": "dusk", "labs": {"three": {}, "two": {"lossfield": 1, "lab": "two", "values": {"a": 4, "b": 1}}}})",
        "file", session, look);
    EXPECT_EQ(messages.size(), 3U);
    EXPECT_EQ(session.lab().id, "two");
    EXPECT_EQ(a(), 4);
    EXPECT_EQ(look.theme, viz::ThemeId::Light);
}

}  // namespace session_test
}  // namespace lossfield::tests
