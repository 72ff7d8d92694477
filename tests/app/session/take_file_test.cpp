#include "app/session/take_file.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/app/session/tiny_labs.hpp"
#include "tests/support/png_chunks.hpp"
#include "tests/support/specimen.hpp"
#include "viz/files/render.hpp"
#include "viz/files/state.hpp"
#include "viz/inputs/values.hpp"

namespace lossfield::tests {
namespace take_file_test {

struct TakeFile : ::testing::Test {
    viz::Catalog labs{slow_lab("first", std::make_shared<Pace>()), specimen()};
    app::Session session{labs, {}};
    app::Look look;
    std::filesystem::path folder = ::testing::TempDir() + "lossfield-take-file";

    void SetUp() override { std::filesystem::create_directories(folder); }
    void TearDown() override { std::filesystem::remove_all(folder); }

    std::string file(const std::string& name, const std::string& bytes) {
        const std::string path = (folder / name).string();
        std::ofstream(path, std::ios::binary) << bytes;
        return path;
    }
    void drop(const std::string& path) { app::take_file(session, look, path); }
};

viz::State made() {
    viz::State state{"specimen", viz::defaults(specimen()), {}, viz::FigureOptions(), "0.1.0"};
    state.values[viz::index_of(specimen(), "count")] = 7LL;
    state.view.cameras["space"] = {20, 40, 2};
    state.view.step = 2;
    state.view.pointer = viz::Pointer{"plane", 0, 0};
    state.figure->theme = viz::ThemeId::Dark;
    state.figure->panel = "plane";
    state.figure->without.caption = true;
    return state;
}

TEST_F(TakeFile, AFigureComesBackAsOneStepOfUndo) {
    session.choose(1);
    session.view().lead = "bars";
    const viz::View before = session.view();
    session.choose(0);
    drop(file("f.png", png_with(packed_itxt(viz::write_state(specimen(), made())))));
    EXPECT_EQ(session.lab().id, "specimen");
    EXPECT_EQ(session.values(), made().values);
    viz::View expected = made().view;
    expected.pointer.reset();
    expected.lead = "plane";
    EXPECT_EQ(session.view(), expected);
    EXPECT_EQ(look.theme, viz::ThemeId::Dark);
    EXPECT_EQ(session.take_told(),
              (folder / "f.png").string() +
                  ": One of everything as it was made; the file shows the panel plane alone "
                  "without caption");
    session.undo();
    EXPECT_EQ(session.values(), viz::defaults(specimen()));
    EXPECT_EQ(session.view(), before);
    EXPECT_FALSE(session.can_undo());
    session.redo();
    EXPECT_EQ(session.values(), made().values);
    EXPECT_EQ(session.view(), expected);
}

TEST_F(TakeFile, ANewViewAloneIsAStepToo) {
    session.choose(1);
    viz::State state = made();
    state.values = viz::defaults(specimen());
    drop(file("s.json", viz::write_state(specimen(), state)));
    EXPECT_TRUE(session.can_undo());
    session.undo();
    EXPECT_EQ(session.view(), viz::View{});
}

TEST_F(TakeFile, WhatCannotBeUsedIsRefusedAndNothingChanges) {
    const viz::Values values = session.values();
    const std::string right = viz::write_state(specimen(), made());
    std::string elsewhere = right;
    elsewhere.replace(elsewhere.find("specimen"), 8, "nowhere");
    viz::State unfit = made();
    unfit.values[viz::index_of(specimen(), "target")] = viz::Vector{4};
    for (const auto& [name, bytes, told] :
         {std::tuple<std::string, std::string, std::string>{"a.png", png_with(""), "no state is inside"},
          {"a.svg", "<svg", "the SVG file is cut short or damaged"},
          {"a.pdf", "%PDF-1.5", "the PDF file is cut short or damaged"},
          {"a.json", "{\"lossfield\": 1}", "not a Lossfield state"},
          {"b.json", elsewhere, "this program has no lab \"nowhere\""},
          {"c.json", viz::write_state(specimen(), unfit), "c.json: target: 4 is not a class"},
          {"a.csv", "1,2\n", "nothing here takes points"}}) {
        const std::string path = file(name, bytes);
        drop(path);
        const std::string said = session.take_refusal();
        EXPECT_TRUE(said.starts_with(path + ": ")) << said;
        EXPECT_PRED_FORMAT2(::testing::IsSubstring, told, said);
        EXPECT_EQ(session.lab().id, "first");
        EXPECT_EQ(session.values(), values);
        EXPECT_EQ(session.view(), viz::View{});
        EXPECT_EQ(look.theme, app::Look().theme);
        EXPECT_FALSE(session.can_undo());
        EXPECT_TRUE(session.take_told().empty());
    }
}

TEST_F(TakeFile, DamagedPartsAreNamed) {
    std::string json = viz::write_state(specimen(), made());
    json.replace(json.find("\"dark\""), 6, "\"dusk\"");
    drop(file("s.json", json));
    EXPECT_EQ(session.values(), made().values);
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "; left out: figure.theme: unknown theme \"dusk\"",
                        session.take_told());
}

TEST_F(TakeFile, ATableBecomesPointsAndOneThatIsNotThereIsNamed) {
    session.choose(1);
    const std::string path = file("dropped.csv", "0.5;1.5\n");
    drop(path);
    EXPECT_EQ(std::get<viz::Points>(session.values()[viz::index_of(specimen(), "data")]),
              (viz::Points{{0.5, 1.5, ""}}));
    drop(path + ".gone");
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, ".gone", session.take_refusal());
}

}  // namespace take_file_test
}  // namespace lossfield::tests
