// Figures and saved states in place of a lab and its values.
#include <gtest/gtest.h>

#include "tests/app/command/command_fixture.hpp"

namespace lossfield::tests {
namespace figure_commands_test {

using viz::Json;

using FigureCommands = CommandLine;

TEST_F(FigureCommands, AFigureBringsBackLabValuesAndHowItWasMade) {
    const auto path = [&](const char* name) { return (folder_ / name).string(); };
    const app::Arguments how{
        "--preset",  "diverged",      "--set",   "count=5", "--size",    "700x500",
        "--theme",   "dark",          "--scale", "2",       "--view",    "plane=-1,1,-2,2",
        "--camera",  "space=20,30,2", "--at",    "3",       "--without", "caption",
        "--pointer", "plane=0.5,0.5", "--lead",  "bars"};
    for (const char* name : {"a.png", "a.svg", "a.pdf"}) {
        app::Arguments arguments{"render", "specimen", "-o", path(name)};
        arguments.insert(arguments.end(), how.begin(), how.end());
        ASSERT_EQ(run(arguments).err, "");
    }
    const auto bytes = [](const std::string& name) {
        std::ifstream in(name, std::ios::binary);
        return std::string(std::istreambuf_iterator<char>(in), {});
    };
    for (const char* name : {"a.png", "a.svg", "a.pdf"}) {
        EXPECT_EQ(run({"render", "--state", path(name), "-o", path("b.svg")}).err, "");
        EXPECT_TRUE(bytes(path("a.svg")) == bytes(path("b.svg"))) << name;
        EXPECT_EQ(Json::parse(run({"eval", "--state", path(name)}).out)["values"]["count"], 5);
        const std::string told = run({"describe", path(name)}).out;
        EXPECT_PRED_FORMAT2(testing::IsSubstring, "One of everything (specimen), made by lossfield ", told);
        EXPECT_PRED_FORMAT2(testing::IsSubstring, "\n700x500, scale 2, theme dark, without caption\n", told);
        EXPECT_PRED_FORMAT2(testing::IsSubstring, "\n  count = 5\n", told);
        EXPECT_PRED_FORMAT2(
            testing::IsSubstring,
            "\nView\n  step 3\n  bars leads\n  plane from -1 to 1 and from -2 to 2\n"
            "  space from azimuth 20, elevation 30, zoom 2\n  the pointer in plane at 0.5, 0.5\n",
            told);
    }
    EXPECT_EQ(run({"describe", "--state", path("a.pdf"), "--json"}).out,
              run({"describe", path("a.png"), "--json"}).out);
    // What is given later stands above the figure's.
    const auto figure = [&](app::Arguments more) {
        more.insert(more.begin(), {"render", "--state", path("a.png"), "-o", path("c.svg")});
        EXPECT_EQ(run(more).err, "");
        return Json::parse(run({"describe", path("c.svg"), "--json"}).out);
    };
    EXPECT_EQ(figure({"--size", "800x600"})["figure"]["width"], 800);
    EXPECT_EQ(figure({"--theme", "light"})["figure"]["theme"], "light");
    EXPECT_EQ(figure({"--without", "none"})["figure"].contains("without"), false);
    EXPECT_EQ(figure({"--panel", "plane"})["figure"]["panel"], "plane");
    EXPECT_EQ(figure({"--scale", "1"})["figure"]["scale"], 1);
    EXPECT_EQ(figure({"--at", "1"})["view"]["step"], 1);
    EXPECT_EQ(figure({"--set", "count=6"})["values"]["count"], 6);
}

TEST_F(FigureCommands, AFigureWithAPanelThatIsGoneShowsAll) {
    const auto path = file("p.json", R"({"lossfield": 1, "lab": "specimen", "figure": {"panel": "plain"},
                                         "view": {"pointer": {"space": [0, 1]}, "lead": "gone"}})");
    const auto target = (folder_ / "p.svg").string();
    const Outcome outcome = run({"render", "--state", path, "-o", target});
    EXPECT_EQ(outcome.code, 0);
    EXPECT_EQ(outcome.err,
              "lossfield: " + path + ": unknown panel \"gone\", so it is left out\nlossfield: " + path +
                  ": the panel \"space\" has no coordinates, so it is left out\nlossfield: " + path +
                  ": unknown panel \"plain\", so all are shown\n");
}

TEST_F(FigureCommands, AStateThatIsOfNoLabOrOfAnotherIsRefused) {
    const auto path = file("s.json", R"({"lossfield": 1, "lab": "ridge"})");
    EXPECT_EQ(error_of({"eval", "--state", path}),
              "lossfield: " + path + ": this program has no lab \"ridge\"\n");
    EXPECT_EQ(error_of({"eval", "specimen", "--state", path}),
              "lossfield: " + path + ": this state belongs to the lab \"ridge\", not to specimen\n");
    EXPECT_PRED_FORMAT2(testing::IsSubstring,
                        "is no lab; a figure or saved state is given as --state " + path,
                        error_of({"render", path, "-o", "x.svg"}));
    EXPECT_EQ(error_of({path, "--state", path}),
              "lossfield: two files to start from: " + path + " and " + path + "\n");
    EXPECT_PRED_FORMAT2(testing::IsSubstring, "gone.png: the file cannot be read", error_of({"gone.png"}));
}

}  // namespace figure_commands_test
}  // namespace lossfield::tests
