#include "viz/files/state.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/support/random_values.hpp"
#include "tests/support/specimen.hpp"
#include "viz/inputs/values.hpp"
#include "viz/text/words.hpp"

namespace lossfield::tests {
namespace state_test {

using namespace viz;

ReadState read(const std::string& json) {
    return read_state(specimen(), json, "file.json", defaults(specimen()));
}

std::string refusal(const std::string& json) {
    try {
        (void)read(json);
        return {};
    } catch (const InputError& e) {
        return e.what();
    }
}

// The one sentence about what is damaged in a state of the specimen with these members.
std::string left_out(const std::string& members) {
    const auto notes = read(R"({"lossfield": 1, "lab": "specimen", )" + members + "}").notes("file.json");
    return notes.size() == 1 ? notes[0] : fmt::format("{} notes", notes.size());
}

TEST(State, RandomStatesReadBack) {
    Random random(4);
    for (int round = 0; round < 200; ++round) {
        State state{"specimen", random_values(specimen(), random), {}};
        if (random.below(2) == 0) state.view.step = static_cast<long long>(random.below(1000));
        if (random.below(2) == 0) state.view.ranges["plane"] = {{random.between(-5, 0), 1e-300}, {-1, 1}};
        if (random.below(2) == 0) state.view.cameras["surface \"3-D\""] = {random.between(-360, 360), 30};
        const auto text = write_state(specimen(), state);
        const ReadState back = read(text);
        ASSERT_EQ(back.state.values, state.values) << text;
        ASSERT_EQ(back.state.view, state.view) << text;
        ASSERT_TRUE(back.notes("file.json").empty());
        ASSERT_EQ(write_state(specimen(), back.state), text);
        ASSERT_EQ(lab_of_state(text, "file.json"), "specimen");
    }
}

TEST(State, ThePointerIsNotKept) {
    State state{"specimen", defaults(specimen()), {}};
    state.view.pointer = Pointer{"plane", 1, 2};
    EXPECT_EQ(read(write_state(specimen(), state)).state.view, View{});
}

TEST(State, UnknownIdsAreNamedAndTheRestIsUsed) {
    const auto back = read(R"({"lossfield": 1, "lab": "specimen", "author": "x",
                               "values": {"hue": 1, "count": 7}, "view": {"tilt": 3, "step": 4}})");
    EXPECT_EQ(back.left_out.unknown, (std::vector<std::string>{"author", "hue", "view.tilt"}));
    EXPECT_EQ(std::get<long long>(back.state.values[index_of(specimen(), "count")]), 7);
    EXPECT_EQ(back.state.view.step, 4);
}

const Value& window_of(const ReadState& read) { return read.state.values[index_of(specimen(), "window")]; }

TEST(State, AFormerIdIsReadWhereItApplies) {
    const auto values = [](const std::string& all) {
        return read(R"({"lossfield": 1, "lab": "specimen", "values": {)" + all + "}}");
    };
    const std::string two = R"("ring-window": [0, 1, 0, 2], "disc-window": [3, 4, 3, 4])";
    const Value ring = Domain{{0, 1}, {0, 2}}, disc = Domain{{3, 4}, {3, 4}}, own = Domain{{5, 6}, {5, 6}};
    EXPECT_EQ(window_of(values(two)), ring);
    EXPECT_TRUE(values(two).left_out.unknown.empty());
    EXPECT_EQ(window_of(values(two + R"(, "mode": "disc")")), disc);
    EXPECT_EQ(window_of(values(R"("mode": "disc", )" + two)), disc);
    EXPECT_EQ(window_of(values(R"("window": [5, 6, 5, 6], )" + two)), own);
    EXPECT_EQ(window_of(values(R"("window": "auto", )" + two)), Value(Automatic{}));
    EXPECT_EQ(window_of(values(R"("disc-window": [3, 4, 3, 4])")), Value(Automatic{}));
    // What was shown anyway had been moved by nobody.
    EXPECT_EQ(window_of(values(R"("ring-window": [-4, 4, -3, 3])")), Value(Automatic{}));
    EXPECT_PRED_FORMAT2(::testing::IsSubstring,
                        "file.json: left out: window: ", left_out(R"("values": {"ring-window": [1, 0]})"));
}

TEST(State, MissingValuesKeepThoseOfTheStart) {
    Values start = defaults(specimen());
    start[index_of(specimen(), "count")] = 9LL;
    const auto back = read_state(specimen(), R"({"lossfield": 1, "lab": "specimen"})", "file.json", start);
    EXPECT_EQ(back.state.values, start);
}

TEST(State, ARefusalNamesFileAndPlace) {
    EXPECT_EQ(refusal("{\"lossfield\": 1,\n \"lab\": oops}"),
              "file.json: line 2, column 9: this is not JSON");
    EXPECT_EQ(refusal(""), "file.json: line 1, column 1: this is not JSON");
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "file.json: not a Lossfield state; ", refusal("[1]"));
    EXPECT_EQ(refusal(R"({"lossfield": 2, "lab": "specimen"})"),
              "file.json: the state has version 2; this program reads version 1");
    EXPECT_EQ(refusal(R"({"lossfield": 1, "lab": "ridge"})"),
              "file.json: this state belongs to the lab \"ridge\", not to specimen");
    const std::string head = R"({"lossfield": 1, "lab": "specimen", )";
    EXPECT_EQ(refusal(head + R"("values": {"temperature": 1e999}})"), "file.json: a number is too large");
    EXPECT_EQ(refusal(head + R"("values": {"count": 7, "offset": 1, "count": 8}})"),
              "file.json: \"count\" stands twice in one object");
}

TEST(State, WhatIsDamagedIsNamedWithFileAndPlace) {
    EXPECT_EQ(left_out(R"("values": {"temperature": "hot"})"),
              "file.json: left out: temperature: \"hot\" is not a number from 0.05 to 10");
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "file.json: left out: temperature: 20 is out of range",
                        left_out(R"("values": {"temperature": 20})"));
    EXPECT_EQ(left_out(R"("values": [1])"), "file.json: left out: \"values\" is not an object");
    EXPECT_EQ(left_out(R"("view": {"ranges": {"plane": [1, 0, 0, 1]}})"),
              "file.json: left out: the range of \"plane\" is empty; give x0 < x1 and y0 < y1");
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "the range of \"plane\" is too narrow for numbers",
                        left_out(R"("view": {"ranges": {"plane": [3, 3.0000000000001, 0, 1]}})"));
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "the range of \"plane\" is too wide",
                        left_out(R"("view": {"ranges": {"plane": [-1e308, 1e308, 0, 1]}})"));
    EXPECT_EQ(left_out(R"("view": {"ranges": 3})"), "file.json: left out: \"ranges\" is not an object");
    EXPECT_EQ(left_out(R"("view": {"cameras": {"plane": [1]}})"),
              "file.json: left out: the camera of \"plane\" is not 2 numbers");
    EXPECT_EQ(left_out(R"("view": {"cameras": {"space": [0, 200]}})"),
              "file.json: left out: the camera of \"space\": give an elevation from -90 to 90 degrees");
    EXPECT_EQ(left_out(R"("view": {"cameras": {"space": [0, 20, 99]}})"),
              "file.json: left out: the camera of \"space\": give a zoom from 0.2 to 20");
    EXPECT_EQ(left_out(R"("view": {"pointer": {"space": [0, "x"]}})"),
              "file.json: left out: the pointer in \"space\" is not 2 numbers");
    EXPECT_EQ(left_out(R"("view": {"step": -1})"),
              "file.json: left out: view: step is not a whole number from 0");
    // What stands there is shown on one line of whole characters.
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, R"({"a\u007fb":1} is not a number)",
                        left_out("\"values\": {\"temperature\": {\"a\x7F"
                                 "b\": 1}}"));
    std::string umlauts = "x";
    for (int i = 0; i < 40; ++i) umlauts += "ü";
    const std::string told = left_out(R"("values": {"temperature": [")" + umlauts + R"("]})");
    EXPECT_TRUE(is_plain_line(told)) << told;
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "ü... is not a number", told);
}

}  // namespace state_test
}  // namespace lossfield::tests
