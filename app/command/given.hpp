// VALUES and VIEW, which several commands share: their options, and what they make of a lab.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/command/options.hpp"
#include "viz/comparison/pins.hpp"
#include "viz/files/figure_options.hpp"
#include "viz/lab/lab.hpp"

namespace lossfield::app {

// VALUES as given: [--state FILE] [--preset ID] [--set ID=VALUE]...
struct GivenValues {
    std::optional<std::string> state;  // a figure or a saved state
    std::string state_json{};          // what is inside, once it has been read
    std::optional<std::string> preset;
    std::vector<std::string> sets;
    [[nodiscard]] bool any() const { return state || preset || !sets.empty(); }
};
void add_values(std::vector<Option>& options, GivenValues& given);

// Reads the state file, if one is given, and returns the lab that is named, or else the one the state belongs to.
[[nodiscard]] const viz::Lab& chosen_lab(const viz::Catalog& labs, const std::string& command,
                                         const std::string& id, GivenValues& given);

// VIEW as given: [--at STEP] [--view PANEL=x0,x1,y0,y1] [--camera PANEL=azimuth,elevation] [--pointer
// PANEL=x,y] [--lead PANEL]
struct GivenView {
    std::optional<std::string> at;
    std::vector<std::string> views;
    std::vector<std::string> cameras;
    std::optional<std::string> pointer, lead;
};
void add_view(std::vector<Option>& options, GivenView& given);

// defaults <- state <- preset <- set; a preset stands for all values. Each value is checked when it is read, what
// values demand of each other at the end. The view is the state's, and so is how its figure was made. Notes name what of a
// state file is left out, and say how tables were read; they are for stderr, once nothing can fail any more.
struct Start {
    viz::Values values;
    viz::View view;
    std::vector<std::string> notes;
    std::optional<viz::FigureOptions> figure{};
    std::string file{};  // the state's
    std::vector<viz::Pin> pins{};
};
[[nodiscard]] Start resolve(const viz::Lab& lab, const GivenValues& given);

// A lab's picture as a command shows it: the state's view, over it the given one. A panel that the figure lacks is an
// error when given and is left out with a note when it comes from the state file.
struct Drawn {
    viz::Values values;
    viz::View view;
    std::vector<std::string> notes;
    viz::Result result;
    viz::Figure figure;
};
[[nodiscard]] Drawn draw_given(const viz::Lab& lab, Start start, const GivenView& view);

}  // namespace lossfield::app
