// A lab's whole state as JSON: what a saved file holds and a shared string carries.
//   {"lossfield": 1, "lab": id, "values": {id: value}, "view": {"step", "ranges", "cameras"}}
// Unknown ids are named in `ignored` and the rest is used; a wrong value throws InputError.
#pragma once

#include <string>
#include <vector>

#include "viz/lab.hpp"

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

// `where` names the file in errors. Values missing in the file keep those of `start`.
[[nodiscard]] ReadState read_state(const Lab& lab, const std::string& json, const std::string& where,
                                   const Values& start);

}  // namespace lossfield::viz
