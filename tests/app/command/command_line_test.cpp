// The command line's rules on the lab that has one of everything; tests/cli tries the built program itself.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/app/command/command_fixture.hpp"

namespace lossfield::tests {
namespace command_line_test {

using viz::Json;

Json values_of(app::Arguments more) {
    app::Arguments arguments{"eval", "specimen"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Outcome outcome = run(arguments);
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    return outcome.code == 0 ? Json::parse(outcome.out)["values"] : Json();
}

TEST_F(CommandLine, ValuesComeFromDefaultsThenStateThenPresetThenSet) {
    const auto state = file("state.json", R"({"lossfield": 1, "lab": "specimen",
                                              "values": {"count": 7, "rate": 0.125}})");
    EXPECT_EQ(values_of({})["count"], 3);
    EXPECT_EQ(values_of({"--state", state})["count"], 7);
    EXPECT_EQ(values_of({"--state", state, "--set", "count=8"})["count"], 8);
    EXPECT_EQ(values_of({"--state", state, "--set", "count=8"})["rate"], 0.125);
    // A preset stands for all values: the state's count is gone too, wherever the option stands.
    EXPECT_EQ(values_of({"--preset", "diverged", "--state", state})["count"], 3);
    EXPECT_EQ(values_of({"--set", "rate=0.25", "--preset", "diverged"})["rate"], 0.25);
    EXPECT_EQ(values_of({"--set", "count=8", "--set", "count=9"})["count"], 9);
}

TEST_F(CommandLine, ValuesAreCheckedTogetherOnlyAtTheEnd) {
    EXPECT_EQ(values_of({"--set", "target=4", "--set", "logits=1,2,3,4"})["target"], 4);
    EXPECT_EQ(error_of({"eval", "specimen", "--set", "target=4"}),
              "lossfield: target: 4 is not a class; give a class from 1 to 3 (the entries of logits) or 3 "
              "probabilities with sum 1\n");
}

TEST_F(CommandLine, EveryKindOfValueCanBeSet) {
    const auto data = file("data.csv", "x,y,label\n1,2,a\n-3,4\n");
    const auto values = values_of({"--set", "temperature=+0.5", "--set", "count=4", "--set", "filled=off",
                                   "--set", "mode=disc", "--set", "name=@a=b, c;", "--set",
                                   "logits=-1,2.5,1e2", "--set", "target=0.25,0.25,0.5", "--set",
                                   "data=@" + data, "--set", "weights=1,2;-3,4", "--set=window=-1,1,-2,2"});
    EXPECT_EQ(values["temperature"], 0.5);
    EXPECT_EQ(values["count"], 4);
    EXPECT_EQ(values["filled"], false);
    EXPECT_EQ(values["mode"], "disc");
    EXPECT_EQ(values["name"], "@a=b, c;");
    EXPECT_EQ(values["logits"], (Json{-1, 2.5, 100}));
    EXPECT_EQ(values["target"], (Json{0.25, 0.25, 0.5}));
    EXPECT_EQ(values["data"], Json::parse(R"([[1, 2, "a"], [-3, 4]])"));
    EXPECT_EQ(values["weights"], Json::parse("[[1, 2], [-3, 4]]"));
    EXPECT_EQ(values["window"], (Json{-1, 1, -2, 2}));
}

TEST_F(CommandLine, AnotherChoiceMakesTheRangeAutomaticUnlessItIsSetToo) {
    const Json zoomed{-1, 1, -2, 2};
    EXPECT_EQ(values_of({})["window"], "auto");
    EXPECT_EQ(values_of({"--set", "window=auto"})["window"], "auto");
    const auto state =
        file("z.json", R"({"lossfield": 1, "lab": "specimen", "values": {"window": [-1, 1, -2, 2]}})");
    EXPECT_EQ(values_of({"--state", state})["window"], zoomed);
    EXPECT_EQ(values_of({"--state", state, "--set", "mode=ring"})["window"], zoomed);
    EXPECT_EQ(values_of({"--state", state, "--set", "mode=disc"})["window"], "auto");
    EXPECT_EQ(values_of({"--set", "window=-1,1,-2,2", "--set", "mode=disc"})["window"], zoomed);
}

TEST_F(CommandLine, AFormerIdIsTakenWhileItsChoiceStands) {
    const Json zoomed{-1, 1, -2, 2};
    EXPECT_EQ(values_of({"--set", "ring-window=-1,1,-2,2"})["window"], zoomed);
    EXPECT_EQ(values_of({"--set", "disc-window=-1,1,-2,2", "--set", "mode=disc"})["window"], zoomed);
    EXPECT_EQ(error_of({"eval", "specimen", "--set", "disc-window=-1,1,-2,2"}),
              "lossfield: disc-window: the range of what is not chosen; give window for what is: auto or "
              "x0,x1,y0,y1 with x0 < x1 and y0 < y1, from -1e+09 to 1e+09\n");
}

TEST_F(CommandLine, HowATableWasReadIsOneLineOnStderr) {
    const auto data = file("sales.csv", "TV;radio;sales\n1,5;7;2\n;8;3\n-0,5;9;1\n");
    const Outcome outcome = run({"eval", "specimen", "--set", "data=@" + data + ":sales,TV"});
    EXPECT_EQ(outcome.code, 0);
    EXPECT_EQ(outcome.err,
              "lossfield: " + data +
                  ": read 2 rows; decimal comma; x is \"sales\", y is \"TV\"; 1 row left out, where a "
                  "number is missing: line 3\n");
    EXPECT_EQ(Json::parse(outcome.out)["values"]["data"], Json::parse("[[2, 1.5], [1, -0.5]]"));
    EXPECT_PRED_FORMAT2(::testing::IsSubstring,
                        "no column \"sale\" (nearest: sales); there are 1 \"TV\", 2 \"radio\", 3 \"sales\"",
                        error_of({"eval", "specimen", "--set", "data=@" + data + ":sale,TV"}));
}

TEST_F(CommandLine, TheHardRangeIsCheckedNotTheSoftOne) {
    EXPECT_EQ(values_of({"--set", "offset=2.5"})["offset"], 2.5);
    EXPECT_EQ(error_of({"eval", "specimen", "--set", "offset=3.5"}),
              "lossfield: offset: 3.5 is out of range; give a number from -3 to 3\n");
}

TEST_F(CommandLine, UnknownNamesAreAnsweredWithTheNearestOne) {
    const std::vector<std::pair<app::Arguments, std::string>> cases = {
        {{"evl", "specimen"}, "unknown lab or command \"evl\" (nearest: eval)"},
        {{"specimn"}, "unknown lab or command \"specimn\" (nearest: specimen)"},
        {{"eval", "specimn"}, "unknown lab \"specimn\" (nearest: specimen)"},
        {{"eval", "specimen", "--set", "temprature=1"},
         "unknown parameter \"temprature\" (nearest: temperature)"},
        {{"eval", "specimen", "--preset", "diverge"}, "unknown preset \"diverge\" (nearest: diverged)"},
        {{"eval", "specimen", "--set", "mode=rings"}, "\"rings\" is not an option (nearest: ring)"},
        {{"eval", "specimen", "--prest", "x"}, "unknown option \"--prest\" (nearest: --preset)"},
        {{"list", "--jsn"}, "unknown option \"--jsn\" (nearest: --json)"},
        {{"eval", "specimen", "--view", "plain=0,1,0,1"}, "--view: unknown panel \"plain\" (nearest: plane)"},
        {{"eval", "specimen", "--view", "sheet=0,1,0,1"},
         "--view: the panel \"sheet\" has no range to choose; give plane, bars, simplex or table"},
        {{"eval", "specimen", "--camera", "plane=0,1"},
         "--camera: the panel \"plane\" is not seen in space; give space"},
        {{"eval", "specimen", "--pointer", "space=0,1"}, "--pointer: the panel \"space\" has no coordinates"},
        {{"eval", "specimen", "--camera", "spice=0,1"}, "--camera: unknown panel \"spice\" (nearest: space)"},
        {{"eval", "specimen", "--pointer", "tables=0,1"},
         "--pointer: unknown panel \"tables\" (nearest: table)"},
        {{"render", "specimen", "-o", "x.svq"}, "unknown extension \".svq\" (nearest: .svg)"},
        {{"render", "specimen", "-o", "x.svg", "--theme", "drak"},
         "unknown theme \"drak\" (nearest: dark); give light, dark or print"},
        {{"render", "specimen", "-o", "x.svg", "--panel", "simplx"},
         "unknown panel \"simplx\" (nearest: simplex)"},
    };
    for (const auto& [arguments, sentence] : cases)
        EXPECT_PRED_FORMAT2(testing::IsSubstring, sentence, error_of(arguments));
}

TEST_F(CommandLine, WhatIsMalformedIsNamed) {
    const std::vector<std::pair<app::Arguments, std::string>> cases = {
        {{"eval"}, "no lab"},
        {{"eval", "specimen", "more"}, "unexpected \"more\""},
        {{"eval", "specimen", "--set"}, "--set"},
        {{"eval", "specimen", "--set", "count"}, "--set: \"count\" is not of the form ID=VALUE"},
        {{"eval", "specimen", "--set", "=1"}, "--set: \"=1\" is not of the form ID=VALUE"},
        {{"eval", "specimen", "--set", "{}"}, "--set: \"{}\" is not of the form ID=VALUE"},
        {{"eval", "specimen", "--preset", "a", "--preset", "b"}, "--preset"},
        {{"eval", "specimen", "--preset", ""}, "unknown preset \"\""},
        {{"eval", "specimen", "--state", "/nowhere/s.json"}, "/nowhere/s.json: the file cannot be read"},
        {{"eval", "specimen", "--state", "/"}, "/: this is a folder"},
        {{"eval", "specimen", "--set", "logits=@/nowhere/l.csv"}, "/nowhere/l.csv: the file cannot be read"},
        {{"eval", "specimen", "--at", "-1"}, "--at: \"-1\" is not a whole number from 0"},
        {{"eval", "specimen", "--view", "plane=0,1,0"}, "is not of the form PANEL=x0,x1,y0,y1"},
        {{"eval", "specimen", "--view", "plane=1,0,0,1"}, "is empty; give x0 < x1 and y0 < y1"},
        {{"eval", "specimen", "--view", "plane=3,3.0000000000001,0,1"},
         "\"plane=3,3.0000000000001,0,1\" is too narrow"},
        {{"eval", "specimen", "--view", "plane=0,1,-1e301,1e301"}, "is too wide: its ends must lie between"},
        {{"eval", "specimen", "--view", "plane=0,1e-310,0,1"},
         "is too narrow for numbers of double precision"},
        {{"eval", "specimen", "--view", "plane=0,1,0,inf"}, "is not of the form PANEL=x0,x1,y0,y1"},
        {{"eval", "specimen", "--camera", "plane=0,91"}, "an elevation from -90 to 90 degrees"},
        {{"eval", "specimen", "--pointer", "plane"}, "is not of the form PANEL=x,y"},
        {{"eval", "specimen", "--threads", "0"}, "--threads: \"0\" is not a whole number from 1 to 1024"},
        {{"render", "specimen"}, "no file; give -o"},
        {{"render", "specimen", "-o", "x"}, "unknown extension"},
        {{"render", "specimen", "-o", "x.svg", "--size", "800"}, "--size: \"800\" is not a size"},
        {{"render", "specimen", "-o", "x.svg", "--size", "800x-600"}, "--size: \"800x-600\" is not a size"},
        {{"render", "specimen", "-o", "x.svg", "--size", "149x600"}, "--size: \"149x600\" is not a size"},
        {{"render", "specimen", "-o", "x.png", "--scale", "17"},
         "--scale: \"17\" is not a number from 0.1 to 16"},
        {{"render", "specimen", "-o", "x.png", "--size", "8000x600", "--scale", "3"},
         "a side of 24000 pixels"},
        {{"render", "specimen", "-o", "x.svg", "--font", "/nowhere/f.ttf"}, "/nowhere/f.ttf"},
        {{"--set", "count=4"}, "values without a lab"},
        {{"--theme", "dark", "list"}, "list: a command comes before all options"},
        {{"eval", "specimen", "--set", "logits=@"},
         "logits: no file is named behind @; give @FILE or numbers"},
        {{"eval", "specimen", "--set", "offset=1e400"},
         "offset: \"1e400\" is a number beyond the range of doubles; give a number from -3 to 3"},
        {{"render", "specimen", "-o", "x.svg", "--font", "gone.ttf"}, "gone.ttf: the file cannot be read"},
        {{"specimen", "--ui-scale", "9"}, "--ui-scale: \"9\" is not a number from 0.5 to 4"},
        {{"specimen", "--set", "count=400"}, "count: 400 is out of range"},
    };
    for (const auto& [arguments, sentence] : cases)
        EXPECT_PRED_FORMAT2(testing::IsSubstring, sentence, error_of(arguments));
}

TEST_F(CommandLine, ABrokenStateIsRefusedWithItsPlaceAndLeftAlone) {
    const std::string text = "{\"lossfield\": 1,\n\"lab\": \"specimen\",,}";
    const auto path = file("broken.json", text);
    EXPECT_EQ(error_of({"eval", "specimen", "--state", path}),
              "lossfield: " + path + ": line 2, column 19: this is not JSON\n");
    std::ifstream again(path);
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(again), {}), text);
}

TEST_F(CommandLine, UnknownIdsInAStateAreNamedAndTheRestIsUsed) {
    const auto path =
        file("old.json", R"({"lossfield": 1, "lab": "specimen", "values": {"hue": 1, "count": 7},
                                           "view": {"ranges": {"gone": [0, 1, 0, 1]}}})");
    const Outcome outcome = run({"eval", "specimen", "--state", path});
    EXPECT_EQ(outcome.code, 0);
    EXPECT_EQ(outcome.err, "lossfield: " + path + ": unknown \"hue\" is left out\nlossfield: " + path +
                               ": unknown panel \"gone\", so it is left out\n");
    EXPECT_EQ(Json::parse(outcome.out)["values"]["count"], 7);
    // An error stays one line.
    EXPECT_PRED_FORMAT2(testing::IsSubstring, "unknown preset",
                        error_of({"eval", "specimen", "--state", path, "--preset", "x"}));
}

TEST_F(CommandLine, TheViewGivenCoversTheStates) {
    const auto path = file("s.json", R"({"lossfield": 1, "lab": "specimen", "view": {"step": 1}})");
    const auto step = [&](const app::Arguments& arguments) {
        const auto report = Json::parse(run(arguments).out);
        for (const auto& readout : report["readouts"])
            if (readout["id"] == "step") return readout["value"].get<int>();
        return -1;
    };
    EXPECT_EQ(step({"eval", "specimen"}), 3);
    EXPECT_EQ(step({"eval", "specimen", "--state", path}), 1);
    EXPECT_EQ(step({"eval", "specimen", "--state", path, "--at", "2"}), 2);
}

TEST_F(CommandLine, AStepBeyondTheLastIsRefusedAndGivesWayInAFile) {
    EXPECT_EQ(error_of({"eval", "specimen", "--at", "4"}),
              "lossfield: --at: there is no step 4; give one from 0 to 3\n");
    EXPECT_EQ(run({"eval", "specimen", "--at", "3"}).code, 0);
    EXPECT_EQ(run({"eval", "specimen", "--set", "count=5", "--at", "4"}).code, 0);
    const auto path = file("s.json", R"({"lossfield": 1, "lab": "specimen", "view": {"step": 7}})");
    const Outcome outcome = run({"eval", "specimen", "--state", path});
    EXPECT_EQ(outcome.code, 0);
    EXPECT_EQ(outcome.err, "lossfield: " + path + ": there is no step 7; the last one, 3, is shown\n");
}

TEST_F(CommandLine, AStepOfALabWithoutSimulationIsRefused) {
    viz::Lab still = specimen();
    still.draw = [draw = still.draw](const viz::Values& values, const viz::Result& result,
                                     const viz::View& view) {
        viz::Figure figure = draw(values, result, view);
        figure.playhead.reset();
        return figure;
    };
    testing::internal::CaptureStderr();
    EXPECT_EQ(app::run_command_line({still}, {"eval", "specimen", "--at", "0"}), 2);
    EXPECT_EQ(testing::internal::GetCapturedStderr(),
              "lossfield: --at: with these values this lab has no steps that could be shown\n");
}

TEST_F(CommandLine, ThePointerIsAnsweredWithTheTrueValue) {
    const auto report = Json::parse(run({"eval", "specimen", "--pointer", "plane=-1,2", "--at", "1"}).out);
    EXPECT_EQ(report["probe"][0]["id"], "value");
    EXPECT_EQ(report["probe"][0]["value"], 9);
    EXPECT_EQ(report["probe"][1]["value"], 1);
}

TEST_F(CommandLine, EvalIsTheSameForAnyNumberOfThreadsAndWritesCsv) {
    const auto csv = (folder_ / "deep" / "csv").string();
    const Outcome one = run({"eval", "specimen", "--threads", "1"});
    const Outcome two = run({"eval", "specimen", "--threads", "2", "--csv", csv});
    EXPECT_EQ(one.out, two.out);
    EXPECT_TRUE(std::filesystem::exists(csv + "/plane.data.csv"));
    const auto taken = file("taken", "");
    EXPECT_PRED_FORMAT2(testing::IsSubstring, "taken",
                        error_of({"eval", "specimen", "--csv", taken + "/below"}, 3));
}

TEST_F(CommandLine, RenderWritesAFileOrNothing) {
    const auto target = folder_ / "figure.svg";
    EXPECT_EQ(run({"render", "specimen", "-o", target.string()}).code, 0);
    EXPECT_GT(std::filesystem::file_size(target), 1000u);
    EXPECT_PRED_FORMAT2(
        testing::IsSubstring, "missing",
        error_of({"render", "specimen", "-o", (folder_ / "missing" / "figure.svg").string()}, 3));
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_), {}), 1);
}

TEST_F(CommandLine, HelpAndVersionGoToStdout) {
    for (const app::Arguments& arguments : {app::Arguments{"--help"},
                                            {"-h"},
                                            {"specimen", "--help"},
                                            {"list", "--help"},
                                            {"eval", "--help"},
                                            {"render", "--help"},
                                            {"describe", "--help"},
                                            {"--version"}}) {
        const Outcome outcome = run(arguments);
        EXPECT_EQ(outcome.code, 0);
        EXPECT_EQ(outcome.err, "");
        EXPECT_NE(outcome.out, "");
    }
    EXPECT_PRED_FORMAT2(testing::IsSubstring, "lossfield render [LAB] [VALUES] [VIEW] -o FILE",
                        run({"--help"}).out);
    EXPECT_PRED_FORMAT2(testing::IsSubstring, "lossfield ", run({"--version"}).out);
}

TEST_F(CommandLine, ListAndDescribeForPeopleAndForTools) {
    EXPECT_EQ(run({"list"}).out, "tests\n  specimen  One of everything\n");
    EXPECT_EQ(Json::parse(run({"list", "--json"}).out)[0]["id"], "specimen");
    EXPECT_PRED_FORMAT2(testing::IsSubstring, "a number from 0.05 to 10", run({"describe", "specimen"}).out);
    EXPECT_EQ(Json::parse(run({"describe", "specimen", "--json"}).out)["id"], "specimen");
}

}  // namespace command_line_test
}  // namespace lossfield::tests
