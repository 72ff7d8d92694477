// What must hold of a state that is read from anywhere: it is one line of text that is said of it, its values are allowed, and
// written again it reads back.
#pragma once

#include "tests/fuzz/subject.hpp"
#include "viz/files/state.hpp"

namespace lossfield::tests {

inline void check_state(const std::string& json) {
    const viz::Lab& lab = subject();
    viz::Values start;
    for (const auto& parameter : lab.parameters) start.push_back(parameter.fallback);
    const auto read = viz::read_state(lab, json, "file", start);
    for (const auto& note : read.notes("file"))
        demand(viz::is_plain_line(note), "a note is one line of text");
    for (std::size_t i = 0; i < start.size(); ++i) check(lab.parameters[i], read.state.values[i]);
    demand(read.state.pins.size() <= viz::most_pins, "there are a few pins");
    for (const auto& pin : read.state.pins) {
        demand(viz::is_pin_name(pin.name), "a pin has a name");
        for (std::size_t i = 0; i < start.size(); ++i) check(lab.parameters[i], pin.values[i]);
    }
    viz::State state = read.state;
    if (!state.figure) state.view.pointer.reset();
    const auto again = viz::read_state(lab, viz::write_state(lab, state), "file", start);
    demand(again.notes("file").empty() && again.state.values == state.values &&
               again.state.view == state.view && again.state.figure == state.figure &&
               again.state.pins == state.pins,
           "a state that is written reads back");
}

}  // namespace lossfield::tests
