#include "viz/files/report.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/support/specimen.hpp"
#include "viz/inputs/values.hpp"
#include "viz/text/json_text.hpp"

namespace lossfield::tests {
namespace report_test {

using namespace viz;

Figure drawn() {
    const auto& lab = specimen();
    const Values values = defaults(lab);
    return lab.draw(values, lab.compute(values, Detail::Full, {}), {});
}

std::vector<std::string> keys(const Json& object) {
    std::vector<std::string> names;
    for (const auto& [key, value] : object.items()) names.push_back(key);
    return names;
}

const Json& with_id(const Json& list, const std::string& id) {
    return *std::find_if(list.begin(), list.end(), [&](const auto& e) { return e["id"] == id; });
}

TEST(Report, ListsEveryLab) {
    EXPECT_EQ(list_json({specimen()}),
              Json::parse(R"([{"id": "specimen", "title": "One of everything", "topic": "tests"}])"));
}

TEST(Report, DescribesALab) {
    const auto json = describe_json(specimen());
    EXPECT_EQ(keys(json), (std::vector<std::string>{"id", "title", "topic", "formula", "parameters",
                                                    "presets", "panels", "handles"}));
    ASSERT_EQ(json["parameters"].size(), specimen().parameters.size());
    for (const auto& parameter : json["parameters"]) {
        auto names = keys(parameter);
        names.resize(10);
        EXPECT_EQ(names, (std::vector<std::string>{"id", "kind", "label", "unit", "help", "default", "soft",
                                                   "hard", "spacing", "choices"}));
    }
    const auto& rate = with_id(json["parameters"], "rate");
    EXPECT_EQ(rate["kind"], "real");
    EXPECT_EQ(rate["label"], "Rate");
    EXPECT_EQ(rate["unit"], "1/s");
    EXPECT_EQ(rate["default"], 0.5);
    EXPECT_EQ(rate["soft"], (Json{1e-4, 1e3}));
    EXPECT_EQ(rate["hard"], (Json{0.0, 1e3}));  // the zero stop may be typed
    EXPECT_EQ(rate["spacing"], "log-with-zero");
    EXPECT_TRUE(rate["choices"].is_null());
    const auto& mode = with_id(json["parameters"], "mode");
    EXPECT_EQ(mode["choices"], (Json{"ring", "disc"}));
    EXPECT_TRUE(mode["soft"].is_null());
    EXPECT_EQ(with_id(json["parameters"], "target")["length_of"], "logits");
    EXPECT_EQ(with_id(json["presets"], "diverged")["failure"], true);
    EXPECT_EQ(with_id(json["panels"], "table")["title"], "Weights");
    EXPECT_EQ(with_id(json["handles"], "point")["parameters"], Json::array({"logits"}));
    for (const auto& parameter : specimen().parameters) {
        EXPECT_EQ(value_from_json(parameter, with_id(json["parameters"], parameter.id)["default"]),
                  parameter.fallback);
    }
}

TEST(Report, EvaluatesToValuesReadoutsNoticesAndMarks) {
    const auto& lab = specimen();
    const Values values = lab.presets[1].values;
    const Figure figure = lab.draw(values, lab.compute(values, Detail::Full, {}), {});
    const auto json = eval_json(lab, values, figure);
    EXPECT_EQ(keys(json),
              (std::vector<std::string>{"lab", "values", "readouts", "notices", "caption", "panels"}));
    EXPECT_EQ(json["lab"], "specimen");
    EXPECT_EQ(json["values"]["rate"], 2.5);
    EXPECT_EQ(json["values"]["weights"], Json::parse("[[1.0, 0.25], [0.25, 2.0]]"));
    EXPECT_EQ(json["values"]["data"], Json::parse("[[-1.0, 0.5], [1.0, 1.5, \"b\"]]"));
    EXPECT_EQ(keys(json["readouts"][0]), (std::vector<std::string>{"id", "label", "unit", "value"}));
    EXPECT_EQ(with_id(json["readouts"], "gradient")["value"].size(), 3u);
    EXPECT_EQ(json["notices"],
              Json::parse(R"([{"id": "diverges", "severity": "failure", "text": "The rate is above 2."}])"));
    EXPECT_EQ(json["caption"], "One of everything.");
    EXPECT_EQ(keys(json["panels"][0]), (std::vector<std::string>{"id", "kind", "marks"}));
    std::vector<std::string> kinds;
    for (const auto& panel : json["panels"]) {
        for (const auto& mark : panel["marks"]) {
            EXPECT_EQ(keys(mark), (std::vector<std::string>{"id", "kind", "columns"}));
            kinds.push_back(mark["kind"].get<std::string>());
            const auto& columns = mark["columns"].items();
            for (const auto& [name, column] : columns) EXPECT_EQ(column.size(), columns.front().value.size());
        }
    }
    EXPECT_EQ(kinds, (std::vector<std::string>{
                         "heat",  "contours", "band",    "curve", "points", "arrows",   "polygon",
                         "rule",  "text",     "formula", "bars",  "curve",  "contours", "points",
                         "table", "surface",  "surface", "curve", "curve",  "points",   "arrows"}));
    EXPECT_EQ(json["panels"].back()["sheets"][1]["title"], "Second");
    EXPECT_EQ(json["panels"].back()["sheets"][1]["lines"][0], "x = 3");
}

TEST(Report, AFieldIsExportedNodeByNode) {
    const Figure figure = drawn();
    const Panel& plane = *find_panel(figure, "plane");
    const auto& field = std::get<Heat>(plane.marks[0]).field;
    const auto columns = columns_of(plane, plane.marks[0]).numbers;
    ASSERT_EQ(columns[0].second.size(), field.columns * field.rows);
    EXPECT_EQ(columns[0].second[1], -3);  // along the first row first
    EXPECT_EQ(columns[1].second[1], -3);
    EXPECT_EQ(columns[1].second.back(), 3);
    EXPECT_EQ(columns[2].second, field.values.all());
}

TEST(Report, InASimplexTheSharesComeToo) {
    const Figure figure = drawn();
    const Panel& simplex = *find_panel(figure, "simplex");
    const auto columns = columns_of(simplex, simplex.marks[0]).numbers;
    ASSERT_EQ(columns.size(), 6u);
    EXPECT_EQ(columns[3].first, "share-1");
    // Node order of a triangle with 4 subdivisions: index 1 is one step towards the second corner, 14 the third corner.
    EXPECT_NEAR(columns[3].second[1], 0.75, 1e-15);
    EXPECT_NEAR(columns[4].second[1], 0.25, 1e-15);
    EXPECT_NEAR(columns[5].second[14], 1, 1e-15);
}

TEST(Report, CsvHasAHeaderAndOneRowEach) {
    const auto files = csv_files(drawn());
    const auto text_of = [&](const std::string& name) {
        return std::find_if(files.begin(), files.end(), [&](const auto& f) { return f.first == name; })
            ->second;
    };
    EXPECT_EQ(files.size(), 22u);
    EXPECT_EQ(text_of("plane.data.csv"), "x,y\n-1,0.5\n1,1.5\n");
    EXPECT_EQ(text_of("plane.limit.csv"), "x\n0.25\n");
    EXPECT_EQ(text_of("space.air.csv"), "x,y,z\n-3,-2,0\n0,0,10\n3,2,20\n");
    EXPECT_EQ(text_of("table.table.csv"), "row,1,2\n1,1,0.25\n2,0.25,2\n");
    EXPECT_TRUE(text_of("readouts.csv").starts_with("id,label,unit,entry,value\n"));
}

TEST(Report, GapsAreWrittenAsText) {
    Panel panel;
    Curve curve;
    curve.x = {0, 1};
    curve.y = {std::nan(""), -INFINITY};
    curve.id = "c";
    panel.id = "p";
    panel.marks = {curve};
    Figure figure;
    figure.panels = {panel};
    EXPECT_EQ(csv_files(figure)[0].second, "x,y\n0,nan\n1,-inf\n");
    const auto json = eval_json(specimen(), defaults(specimen()), figure);
    EXPECT_EQ(json["panels"][0]["marks"][0]["columns"]["y"], (Json{"nan", "-inf"}));
}

TEST(Report, ReadoutsAsTextForTablesAndForLatex) {
    Figure figure;
    figure.readouts = {{"loss", "loss_1", "$L_λ$", 1.5e-7, "nat"},
                       {"gradient", "50 % gradient", "$∇L$", Vector{1, -INFINITY}, ""},
                       {"mode", "mode", "", std::string("a&b"), ""}};
    EXPECT_EQ(readouts_tsv(figure), "loss_1\tnat\t1.5e-07\n50 % gradient\t\t1\t-inf\nmode\t\ta&b\n");
    EXPECT_EQ(readouts_csv(figure),
              "id,label,unit,entry,value\nloss,loss_1,nat,,1.5e-07\ngradient,50 % gradient,,1,1\n"
              "gradient,50 % gradient,,2,-inf\nmode,mode,,,a&b\n");
    EXPECT_EQ(readouts_latex(figure),
              "\\begin{tabular}{lll}\n"
              "loss\\_1 & $L_{\\lambda }$ & $1.5\\times 10^{-7}$~nat \\\\\n"
              "50 \\% gradient & $\\nabla L$ & $(1,\\ -\\infty)$ \\\\\n"
              "mode &  & a\\&b \\\\\n"
              "\\end{tabular}\n");
}

TEST(JsonText, IsOneMemberALineAndListsOfPlainValuesOnOne) {
    const auto json = Json::parse(R"({"a": [1, 2.5], "b": {}, "c": [[1], ["x\n"]], "d": null})");
    EXPECT_EQ(json_text(json),
              "{\n \"a\": [1, 2.5],\n \"b\": {},\n \"c\": [\n  [1],\n  [\"x\\n\"]\n ],\n \"d\": null\n}");
}

}  // namespace report_test
}  // namespace lossfield::tests
