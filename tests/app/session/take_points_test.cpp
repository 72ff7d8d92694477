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
    EXPECT_EQ(session.take_told(), "the clipboard: read 2 rows; x is \"x\", y is \"y\"");
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

TEST_F(TakePoints, ColumnsOfAWideTableAreChosenAgain) {
    app::take_points(session, data, "\"\",a,b,kind,c\n1,0.5,1.5,u,2.5\n2,3,4,v,5\n", "wide.csv");
    EXPECT_EQ(points(), (viz::Points{{0.5, 1.5, "u"}, {3, 4, "v"}}));
    ASSERT_NE(session.kept(), nullptr);
    EXPECT_EQ(session.kept()->numbers, (std::vector<std::size_t>{1, 2, 4}));
    app::take_columns(session, 4, 1);
    EXPECT_EQ(points(), (viz::Points{{2.5, 0.5, "u"}, {5, 3, "v"}}));
    EXPECT_EQ(session.take_told(), "wide.csv: read 2 rows; x is \"c\", y is \"a\", label is \"kind\"");
    session.undo();
    EXPECT_EQ(points(), (viz::Points{{0.5, 1.5, "u"}, {3, 4, "v"}}));
    EXPECT_EQ(session.kept(), nullptr) << "the points are not those of the columns that are kept";
    session.redo();
    EXPECT_NE(session.kept(), nullptr);
    app::take_points(session, data, "1,2\n", "narrow.csv");
    EXPECT_EQ(session.kept(), nullptr);
}

TEST_F(TakePoints, OfThreeColumnsTheThirdIsTheLabel) {
    app::take_points(session, data, "1,2,0\n2,3,1\n", "classes.csv");
    EXPECT_EQ(points(), (viz::Points{{1, 2, "0"}, {2, 3, "1"}}));
    app::take_columns(session, 0, 2);
    EXPECT_EQ(points(), (viz::Points{{1, 0, "2"}, {2, 1, "3"}}));
}

}  // namespace take_points_test
}  // namespace lossfield::tests
