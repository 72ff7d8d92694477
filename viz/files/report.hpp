// A lab and its figure as numbers: the JSON of `list`, `describe` and `eval`, and the CSV of every mark.
//   list      [{"id","title","topic"}]
//   describe  {"id","title","topic","formula",
//              "parameters":[{"id","kind","label","unit","help","default","soft","hard","spacing","choices"}],
//              "presets":[{"id","title","sentence","failure"}],"panels":[{"id","title"}],
//              "handles":[{"id","panel","label","parameters"}]}
//             soft, hard, spacing, choices are null where a kind has none; vectors and points tell "length"
//   eval      {"lab","values":{id:value},"readouts":[{"id","label","unit","value"}],
//              "notices":[{"id","severity","text"}],"caption",
//              "panels":[{"id","kind","marks":[{"id","kind","columns":{name:[...]}}]}],
//              "jumps":[{"id","label","help","parameter","sets":{id:value}}],
//              "unfit":[{"parameter","option","sentence"}]}
//             jumps and unfit where there are any; option null: the whole parameter
// Values: numbers, true/false, texts, vectors [..], points [[x,y] or [x,y,label],..], matrices by rows,
// domains [x0,x1,y0,y1]; non-finite numbers are the strings "nan", "inf", "-inf".
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "viz/lab/catalog.hpp"
#include "viz/text/json.hpp"

namespace lossfield::viz {

[[nodiscard]] Json list_json(const Catalog& labs);
[[nodiscard]] Json describe_json(const Lab& lab);
[[nodiscard]] Json readouts_json(const std::vector<Readout>& readouts);
[[nodiscard]] Json eval_json(const Lab& lab, const Values& values, const Figure& figure);

// The numeric columns of a mark, named as its members are, in a fixed order; of a polygon also the ring, of a
// field one row per node (x, y, value). In a simplex panel the barycentric shares come too (share-1, ...).
struct Columns {
    std::vector<std::pair<std::string, Vector>> numbers;  // all of one length
};
[[nodiscard]] Columns columns_of(const Panel& panel, const Mark& mark);
[[nodiscard]] std::string kind_name(const Mark& mark);
[[nodiscard]] std::string kind_name(PanelKind kind);
[[nodiscard]] std::string kind_name(Kind kind);

// The table of a matrix panel, reported as the mark "table": a column "row" with the rows' labels, then the columns by
// the words of their headings (numbers from 1 where there are none). As JSON {name:[...]}, as CSV, tab-separated.
[[nodiscard]] Json table_json(const Table& table);
[[nodiscard]] std::string table_csv(const Table& table);
[[nodiscard]] std::string table_tsv(const Table& table);

// One CSV text per mark: ("panel.mark.csv", text), and "readouts.csv" where there are any. Ids have no dots, so no two names are
// alike.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> csv_files(const Figure& figure);

// A row a number or text: id, label, unit, which entry of a list (from 1; empty: there is one alone), value.
[[nodiscard]] std::string readouts_csv(const Figure& figure);

// Readouts as tab-separated text (one line each: label, unit, then the value's entries) and as a LaTeX
// tabular.
[[nodiscard]] std::string readouts_tsv(const Figure& figure);
[[nodiscard]] std::string readouts_latex(const Figure& figure);

}  // namespace lossfield::viz
