// A lab's whole state as JSON: what a saved file holds and a shared string carries.
//   {"lossfield": 1, "lab": id, "values": {id: value}, "view": {"step", "ranges", "cameras"}}
//   ranges: {panel: [x0, x1, y0, y1]}, cameras: {panel: [azimuth, elevation]} in degrees, with a zoom other than 1
//   as a third number
// Unknown ids are named in `ignored` and the rest is used; ids of earlier versions are read as what they mean now
// (a range as it was shown anyway is automatic); a wrong value throws InputError. Where the pointer
// is does not belong to the state.
#pragma once

#include <string>
#include <vector>

#include "viz/lab/lab.hpp"

namespace lossfield::viz {

struct State {
    std::string lab;
    Values values;
    View view;
};

struct ReadState {
    State state;
    std::vector<std::string> ignored;  // ids in the file that the lab does not know
};

[[nodiscard]] std::string write_state(const Lab& lab, const State& state);

// `where` names the file in errors. Values missing in the file keep those of `start`. Every value is checked
// on its own; what values demand of each other is check_values' to say, once all sources are joined.
[[nodiscard]] ReadState read_state(const Lab& lab, const std::string& json, const std::string& where,
                                   const Values& start);

// The id of the lab that a state belongs to; throws InputError when the text is no state.
[[nodiscard]] std::string lab_of_state(const std::string& json, const std::string& where);

}  // namespace lossfield::viz
