#include "app/session/take_points.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/specimen.hpp"
#include "viz/inputs/values.hpp"

namespace lossfield::tests {
namespace take_points_test {

struct TakePoints : ::testing::Test {
    viz::Catalog labs{specimen()};
    app::Session session{labs, {}};
    std::size_t data = viz::index_of(specimen(), "data");

    viz::Points points() const { return std::get<viz::Points>(session.values()[data]); }
};

TEST_F(TakePoints, TheFirstListOfPointsIsWanted) { EXPECT_EQ(app::points_wanted(session), data); }

TEST_F(TakePoints, PastedTextIsOneStepOfUndo) {
    const viz::Points before = points();
    app::take_points(session, data, "x,y\n1,2\n-3,0.5\n", "the clipboard");
    EXPECT_EQ(points(), (viz::Points{{1, 2, ""}, {-3, 0.5, ""}}));
    session.undo();
    EXPECT_EQ(points(), before);
}

TEST_F(TakePoints, WhatIsNoListOfPointsIsRefusedAndChangesNothing) {
    const viz::Points before = points();
    app::take_points(session, data, "1,2\nthree,4\n", "the clipboard");
    EXPECT_EQ(points(), before);
    EXPECT_FALSE(session.can_undo());
    const std::string said = session.take_refusal();
    EXPECT_NE(said.find("the clipboard: line 2"), std::string::npos) << said;
}

TEST_F(TakePoints, ADroppedFileIsReadAndOneThatIsNotThereIsNamed) {
    const std::string path = ::testing::TempDir() + "dropped.csv";
    std::ofstream(path) << "0.5;1.5\n";
    app::take_dropped(session, path);
    EXPECT_EQ(points(), (viz::Points{{0.5, 1.5, ""}}));
    app::take_dropped(session, path + ".gone");
    EXPECT_NE(session.take_refusal().find(".gone"), std::string::npos);
}

}  // namespace take_points_test
}  // namespace lossfield::tests
