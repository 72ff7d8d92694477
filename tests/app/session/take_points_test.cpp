#include "app/session/take_points.hpp"

#include <gtest/gtest.h>

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

TEST_F(TakePoints, ColumnsOfAWideTableAreChosenAgain) {
    app::take_points(session, data, "\"\",a,b,kind,c\n1,0.5,1.5,u,2.5\n2,3,4,v,5\n", "wide.csv");
    EXPECT_EQ(points(), (viz::Points{{0.5, 1.5, "u"}, {3, 4, "v"}}));
    ASSERT_TRUE(session.kept());
    EXPECT_EQ(session.kept()->table.numbers, (std::vector<std::size_t>{1, 2, 4}));
    EXPECT_EQ(session.kept()->choice.columns, (app::ColumnPair{1, 2}));
    app::take_columns(session, {4, 1});
    EXPECT_EQ(session.kept()->choice.columns, (app::ColumnPair{4, 1}));
    EXPECT_EQ(points(), (viz::Points{{2.5, 0.5, "u"}, {5, 3, "v"}}));
    EXPECT_EQ(session.take_told(), "wide.csv: read 2 rows; x is \"c\", y is \"a\", label is \"kind\"");
    session.undo();
    EXPECT_EQ(points(), (viz::Points{{0.5, 1.5, "u"}, {3, 4, "v"}}));
    ASSERT_TRUE(session.kept());
    EXPECT_EQ(session.kept()->choice.columns, (app::ColumnPair{1, 2})) << "what the points are after undo";
    session.undo();
    EXPECT_FALSE(session.kept()) << "these points do not come from the table";
    session.redo();
    session.redo();
    ASSERT_TRUE(session.kept());
    EXPECT_EQ(session.kept()->choice.columns, (app::ColumnPair{4, 1}));
    app::take_points(session, data, "1,2\n", "narrow.csv");
    EXPECT_FALSE(session.kept());
    session.undo();
    EXPECT_TRUE(session.kept());
}

TEST_F(TakePoints, ColumnsCanBeChosenWhereTheFirstTwoAreRefused) {
    const viz::Points before = points();
    app::take_points(session, data, "id,far,a,b\n7,1e300,0.5,1.5\n9,-1e300,3,4\n", "far.csv");
    EXPECT_EQ(points(), before);
    EXPECT_FALSE(session.can_undo());
    EXPECT_NE(session.take_refusal().find("far.csv"), std::string::npos);
    ASSERT_TRUE(session.kept());
    EXPECT_TRUE(session.kept()->choice.refused);
    EXPECT_EQ(session.kept()->choice.columns, (app::ColumnPair{0, 1}));
    app::take_columns(session, {2, 1});
    EXPECT_FALSE(session.take_refusal().empty());
    ASSERT_TRUE(session.kept());
    EXPECT_EQ(session.kept()->choice.columns, (app::ColumnPair{2, 1})) << "one after the other";
    app::take_columns(session, {2, 3});
    EXPECT_EQ(points(), (viz::Points{{0.5, 1.5, ""}, {3, 4, ""}}));
    ASSERT_TRUE(session.kept());
    EXPECT_FALSE(session.kept()->choice.refused);
    session.undo();
    EXPECT_EQ(points(), before);
    EXPECT_FALSE(session.kept()) << "nothing was refused since";
}

TEST_F(TakePoints, RefusedColumnsLeaveTheChoiceThatHolds) {
    app::take_points(session, data, "a,b,far\n0.5,1.5,1e300\n3,4,-1e300\n", "far.csv");
    app::take_columns(session, {0, 2});
    EXPECT_FALSE(session.take_refusal().empty());
    EXPECT_EQ(points(), (viz::Points{{0.5, 1.5, "1e300"}, {3, 4, "-1e300"}}));
    ASSERT_TRUE(session.kept());
    EXPECT_FALSE(session.kept()->choice.refused) << "the points are those of the columns before";
    EXPECT_EQ(session.kept()->choice.columns, (app::ColumnPair{0, 1}));
}

TEST_F(TakePoints, OfThreeColumnsTheThirdIsTheLabel) {
    app::take_points(session, data, "1,2,0\n2,3,1\n", "classes.csv");
    EXPECT_EQ(points(), (viz::Points{{1, 2, "0"}, {2, 3, "1"}}));
    app::take_columns(session, {0, 2});
    EXPECT_EQ(points(), (viz::Points{{1, 0, "2"}, {2, 1, "3"}}));
}

}  // namespace take_points_test
}  // namespace lossfield::tests
