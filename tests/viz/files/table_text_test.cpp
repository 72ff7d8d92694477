// Tables, jumps and what is unfit, as text.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/contract/situations.hpp"
#include "tests/support/mechanism_specimen.hpp"
#include "tests/support/specimen.hpp"
#include "viz/files/report.hpp"
#include "viz/lab/settings.hpp"

namespace lossfield::tests {
namespace table_text_test {

using namespace viz;

Table runs() {
    Table t;
    t.entries = {2, 3, {0.1, std::nan(""), 2, 1e-7, 30, std::nan("")}};
    t.row_labels = {"plain", "with $β_1$, \"fast\""};
    t.column_labels = {"rate $η$", "steps", "steps"};
    t.texts = {"", "", "", "", "", "never"};
    t.gaps = true;
    return t;
}

TEST(TableText, IsAHeaderAndARowEachWithItsLabel) {
    EXPECT_EQ(table_csv(runs()),
              "row,rate η,steps,steps (2)\n"
              "plain,0.1,nan,2\n"
              "\"with β₁, \"\"fast\"\"\",1e-07,30,never\n");
    EXPECT_EQ(table_tsv(runs()),
              "row\trate η\tsteps\tsteps (2)\n"
              "plain\t0.1\tnan\t2\n"
              "with β₁, \"fast\"\t1e-07\t30\tnever\n");
}

TEST(TableText, WithoutHeadingsItIsNumbered) {
    Table t;
    t.entries = {2, 2, {1, 2, 3, 4}};
    EXPECT_EQ(table_csv(t), "row,1,2\n1,1,2\n2,3,4\n");
}

TEST(TableText, AsJsonItHasAColumnForEachHeading) {
    EXPECT_EQ(table_json(runs()), Json::parse(R"json({"row": ["plain", "with β₁, \"fast\""],
        "rate η": [0.1, 1e-7], "steps": ["nan", 30.0], "steps (2)": [2.0, "never"]})json"));
}

TEST(TableText, IsWrittenBesideTheMarks) {
    const Lab& lab = mechanism_specimen();
    const Figure figure = figure_of(lab, defaults(lab));
    bool written = false;
    for (const auto& [name, text] : csv_files(figure)) {
        const std::string header = text.substr(0, text.find('\n'));
        if (name == "map.path.csv") {
            EXPECT_EQ(header, "x,y,value");
        }
        if (name == "space.air.csv") {
            EXPECT_EQ(header, "x,y,z,value");
        }
        if (name != "table.table.csv") continue;
        written = true;
        EXPECT_EQ(header, "row,rate η,steps to 10⁻³,final loss,verdict");
        EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 21);
        EXPECT_NE(text.find("\nrun 1,0.02,"), std::string::npos);
    }
    EXPECT_TRUE(written);
}

TEST(EvalJson, ListsJumpsWithWhatTheySet) {
    const Lab& lab = mechanism_specimen();
    const Json json = eval_json(lab, defaults(lab), figure_of(lab, defaults(lab)));
    EXPECT_FALSE(json.contains("unfit"));
    const Json& jumps = json["jumps"];
    ASSERT_EQ(jumps.size(), 4u);
    EXPECT_EQ(jumps[1], Json::parse(R"({"id": "edge", "label": "2/L", "help":
        "From here on it diverges.", "parameter": "rate", "sets": {"rate": 0.25}})"));
    EXPECT_EQ(jumps[3]["sets"]["method"], "heavy-ball");
}

TEST(EvalJson, ListsWhatIsUnfitWithItsReason) {
    const Lab& lab = mechanism_specimen();
    const Values values = lab.presets[0].values;
    const Json json = eval_json(lab, values, figure_of(lab, values));
    ASSERT_EQ(json["unfit"].size(), 2u);
    EXPECT_EQ(json["unfit"][0]["parameter"], "exact");
    EXPECT_TRUE(json["unfit"][0]["option"].is_null());
    EXPECT_EQ(json["unfit"][1]["option"], "newton");
    EXPECT_FALSE(eval_json(specimen(), defaults(specimen()), figure_of(specimen(), defaults(specimen())))
                     .contains("jumps"));
}

TEST(Unfit, AWholeParameterHasNoEffectAnOptionLeavesTheRest) {
    const Lab& lab = mechanism_specimen();
    const Figure figure = figure_of(lab, lab.presets[0].values);
    EXPECT_FALSE(has_effect(figure, "exact"));
    EXPECT_TRUE(has_effect(figure, "method"));
    EXPECT_TRUE(has_effect(figure, "kink"));
    EXPECT_FALSE(why_unfit(figure, "exact").empty());
    EXPECT_TRUE(why_unfit(figure, "method").empty());
    EXPECT_FALSE(why_unfit(figure, "method", "newton").empty());
    EXPECT_TRUE(why_unfit(figure, "method", "plain").empty());
}

TEST(Settings, AreSetTogetherAndAnUnknownOneIsNamed) {
    const Lab& lab = mechanism_specimen();
    const Figure figure = figure_of(lab, defaults(lab));
    const Values after = with_settings(lab, defaults(lab), figure.jumps[3].sets);
    EXPECT_EQ(after[index_of(lab, "method")], Value(std::string("heavy-ball")));
    EXPECT_EQ(after[index_of(lab, "curvature")], defaults(lab)[index_of(lab, "curvature")]);
    check_values(lab, after);
    EXPECT_THROW((void)with_settings(lab, defaults(lab), {{"rote", 1.0}}), InputError);
}

}  // namespace table_text_test
}  // namespace lossfield::tests
