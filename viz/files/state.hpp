// A lab's whole state as JSON: what a saved file holds, a shared string carries and a figure has inside.
//   {"lossfield": 1, "program": version, "lab": id, "values": {id: value}, "view": {..}, "figure": {..},
//    "pins": [{"name", "values", "view"}]}
// Figures have "program" and "figure" (figure_options.hpp), and a view that may hold where the pointer is (view_json.hpp).
// What is unknown or damaged is named in `left_out` and the rest is used; ids of earlier versions are read as what they mean
// now (a range as it was shown anyway is automatic). What is no state of this lab throws InputError.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "viz/comparison/pin.hpp"
#include "viz/files/figure_options.hpp"
#include "viz/lab/lab.hpp"

namespace lossfield::viz {

struct State {
    std::string lab;
    Values values;
    View view;
    std::optional<FigureOptions> figure{};
    std::string program{};  // the version that made the figure
    std::vector<Pin> pins{};
};

struct ReadState {
    State state;
    LeftOut left_out;
    // In sentences that begin with `where`, the last of which counts what is left beyond so many.
    [[nodiscard]] std::vector<std::string> notes(const std::string& where, std::size_t most = 12) const;
};

[[nodiscard]] std::string write_state(const Lab& lab, const State& state);

// `where` names the file in errors. Values missing in the file keep those of `start`. Every value is checked
// on its own; what values demand of each other is check_values' to say, once all sources are joined.
[[nodiscard]] ReadState read_state(const Lab& lab, const std::string& json, const std::string& where,
                                   const Values& start);

// The id of the lab that a state belongs to; throws InputError when the text is no state.
[[nodiscard]] std::string lab_of_state(const std::string& json, const std::string& where);

// The state inside the bytes of a file: of a figure (PNG, SVG, PDF) what it carries, else the text itself. What a file is its
// content says. Throws InputError for pictures without a state and for what is damaged.
[[nodiscard]] std::string state_in(const std::string& bytes, const std::string& where);

}  // namespace lossfield::viz
