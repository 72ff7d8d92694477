// A lab and its figure as numbers: the JSON of `list`, `describe` and `eval`, and the CSV of every mark.
//   describe
//   {"id","title","topic","formula","parameters":[...],"presets":[...],"panels":[...],"handles":[...]} eval
//   {"lab","values","readouts":[...],"notices":[...],"panels":[{"id","kind","marks":[{"id","kind","columns"}]}]}
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "viz/catalog.hpp"

namespace lossfield::viz {

[[nodiscard]] nlohmann::ordered_json list_json(const Catalog& labs);
[[nodiscard]] nlohmann::ordered_json describe_json(const Lab& lab);
[[nodiscard]] nlohmann::ordered_json eval_json(const Lab& lab, const Values& values, const Figure& figure);

// The numeric columns of a mark, named x, y, ... in a fixed order; in a simplex panel the barycentric shares
// come too.
struct Columns {
    std::vector<std::pair<std::string, Vector>> numbers;
};
[[nodiscard]] Columns columns_of(const Panel& panel, const Mark& mark);
[[nodiscard]] std::string kind_name(const Mark& mark);
[[nodiscard]] std::string kind_name(PanelKind kind);

// One CSV text per mark: ("panel-mark.csv", text).
[[nodiscard]] std::vector<std::pair<std::string, std::string>> csv_files(const Figure& figure);

// Readouts as tab-separated text (one line each) and as a LaTeX tabular.
[[nodiscard]] std::string readouts_tsv(const Figure& figure);
[[nodiscard]] std::string readouts_latex(const Figure& figure);

}  // namespace lossfield::viz
