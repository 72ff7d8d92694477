// Any lab's declared parameters as controls, grouped as declared. Names of the widgets, by parameter id:
//   slider/ID, slider/ID/ENTRY (1-based), toggle/ID, choice/ID, text/ID, cell/ID/ROW/COLUMN, add/ID, remove/ID,
//   reset/ID, column/ID/x and y; by a jump's: jump/ID; by what is folded away: more/WORD, idle/GROUP
// and, where the figure has a playhead, time/step, start, back, play, forward, end, loop, speed.
#pragma once

#include <optional>

#include "app/session/edits.hpp"
#include "app/session/player.hpp"
#include "app/session/session.hpp"
#include "app/session/track.hpp"
#include "app/ui/actions.hpp"
#include "app/ui/ui.hpp"

namespace lossfield::app {

// How the controls stand by a picture. Taken from the newest when nothing is held: what lies under a hand stays where it is.
struct Standing {
    unsigned long drawn = 0;                // the picture
    std::vector<std::string> hidden, idle;  // parameters that are left out, and those without effect
    std::vector<std::string> labelled;      // those with labels under their tracks
    viz::Jumps jumps;
};

// What the controls keep from frame to frame.
struct ControlState {
    std::optional<Standing> standing;
    std::vector<std::string> open_folds;
    std::optional<Spot> touched;  // the slider that play sweeps
    std::string held;             // the slider that is held
    double grip = 0;              // where on its knob, as a share of the track
    bool last_click_changed = false;
    viz::Values before;        // the values at the press
    double number_before = 0;  // of a slider that moves none of them
    std::optional<std::size_t> chosen_point;
    std::size_t new_label = 0;  // which of their labels new points get
    std::optional<viz::Jump>
        leaving;  // the way to another lab that was clicked: gone when all controls are drawn
};

struct Controls {
    Ui& ui;
    Session& session;
    ControlState& state;
    const viz::Figure& figure;  // live marks, and which parameters have no effect
    float width;                // pixels
};

// Without those that the figure hides; under a line each, which opens by a click, those without effect and those that are
// declared to be more of the same.
void draw_controls(Controls& c);
void settle_standing(Controls& c);
// Whose control, folded away or not, stands at the place of a parameter: its own, that of the slider which shows it, or none.
[[nodiscard]] std::optional<std::size_t> control_at(const Controls& c, std::size_t place);
// The word of the line that it is folded under; empty where it is not.
inline const std::string idle_fold = "idle";
[[nodiscard]] std::string fold_of(const Controls& c, const viz::Parameter& parameter);
// The line itself; whether it is open.
[[nodiscard]] bool fold_line(Controls& c, const std::string& group, const std::string& fold,
                             std::size_t count);
// The jumps that stand beside parameters, in a row or as many as they need; nothing where there are none.
void jumps_beside(Controls& c, const std::vector<std::string>& parameters);

// The group "Time": the step shown of a simulation, and how it plays; what its buttons ask for.
[[nodiscard]] std::optional<Action> draw_time(Controls& c, Player& player, const viz::Playhead& playhead);

// One slider for a number: label, symbol and value above a track; `compact`: all in one line.
struct SliderLook {
    std::string name, label, symbol, unit, help;
    bool compact = false;
    float lead = 0;              // pixels before the label
    std::optional<bool> tall{};  // with room for labels under the track; none: where there are some
};
void slider(Controls& c, const Spot& spot, const Track& track, const SliderLook& look);

// What else a slider may move. What lies between a press and its release is one change; so are nudges that repeat.
class Knob {
  public:
    Knob() = default;
    Knob(const Knob&) = delete;
    Knob& operator=(const Knob&) = delete;
    virtual ~Knob() = default;
    [[nodiscard]] virtual double value() const = 0;
    virtual void press() = 0;
    virtual void drag(double number) = 0;
    virtual bool release() = 0;    // whether it has changed anything
    virtual void take_back() = 0;  // the last change, as if it had never been
    virtual void nudge(double number, bool repeat) = 0;
    virtual void type(const std::string& text) = 0;  // closes the field, or marks it wrong
    virtual void reset() = 0;
};
void slider(Controls& c, Knob& knob, const Track& track, const SliderLook& look);

// A number in a box that is typed by a click. Of a domain that is automatic the end that is shown, from which an edit begins.
void number_cell(Controls& c, const std::string& name, const Spot& spot, float width);

// A word to click, e.g. "add"; false where disabled.
bool word_button(Ui& ui, const std::string& name, const std::string& text, bool enabled = true);

// Rows of number cells: a cell's name, where the next one in a row stands, and the room below all.
inline constexpr float cell_row_height = 24;
[[nodiscard]] std::string cell_name(const viz::Parameter& parameter, std::size_t row, std::size_t column);
void beside(const ImVec2& row, float x);
void room_below(Controls& c);
// The label that a new point gets; empty where points have no classes.
[[nodiscard]] std::string new_label(const ControlState& state, const viz::Parameter& points);
// The label of the class after this one, the first after the last.
[[nodiscard]] std::string next_label(const viz::Parameter& points, const std::string& label);

// Reads a typed number into a place; wrong text or refused values keep the field open.
void take_typed(Controls& c, const Spot& spot, const std::string& text);

void scalar_control(Controls& c, std::size_t parameter);
void vector_control(Controls& c, std::size_t parameter);
void distribution_control(Controls& c, std::size_t parameter);
void points_control(Controls& c, std::size_t parameter);
void matrix_control(Controls& c, std::size_t parameter);
void domain_control(Controls& c, std::size_t parameter);

// A choice of one of several words in a box with a list; the chosen index if it changed. `unfit`: for each word why it
// cannot be chosen, empty where it can; or nothing at all.
std::optional<std::size_t> choice_box(Ui& ui, const std::string& name, const std::vector<std::string>& words,
                                      std::size_t chosen, float width,
                                      const std::vector<std::string>& unfit = {});

// The line "label  symbol" of a control that has no track; leaves the cursor after it.
void control_label(Controls& c, const viz::Parameter& parameter, const std::string& right = {});

}  // namespace lossfield::app
