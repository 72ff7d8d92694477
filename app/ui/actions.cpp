#include "app/ui/actions.hpp"

#include <array>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

namespace lossfield::app {
namespace {

constexpr int ctrl = GLFW_MOD_CONTROL;
constexpr int ctrl_shift = GLFW_MOD_CONTROL | GLFW_MOD_SHIFT;

constexpr std::array table{
    Shortcut{Action::Undo, GLFW_KEY_Z, ctrl, 0, "Ctrl+Z", "undo"},
    Shortcut{Action::Redo, GLFW_KEY_Z, ctrl_shift, 0, "Ctrl+Shift+Z", "redo"},
    Shortcut{Action::Redo, GLFW_KEY_Y, ctrl, 0, "", "redo"},
    Shortcut{Action::Reset, GLFW_KEY_R, 0, 0, "R", "reset all values"},
    Shortcut{Action::Pin, GLFW_KEY_K, 0, 0, "K", "pin the present state behind what follows; up to three"},
    Shortcut{Action::Unpin, GLFW_KEY_K, GLFW_MOD_SHIFT, 0, "Shift+K", "take the pinned states off"},
    Shortcut{Action::Play, GLFW_KEY_SPACE, 0, 0, "Space",
             "play or pause: the simulation, else the last slider"},
    Shortcut{Action::Sweep, GLFW_KEY_SPACE, GLFW_MOD_SHIFT, 0, "Shift+Space",
             "play or pause the last slider"},
    Shortcut{Action::StepBack, 0, 0, ',', ",", "a step back"},
    Shortcut{Action::StepForward, 0, 0, '.', ".", "a step forward"},
    Shortcut{Action::FirstStep, GLFW_KEY_HOME, 0, 0, "Home", "to the simulation's start"},
    Shortcut{Action::LastStep, GLFW_KEY_END, 0, 0, "End", "to the simulation's end"},
    Shortcut{Action::Theme, GLFW_KEY_T, 0, 0, "T", "light, dark, print"},
    Shortcut{Action::Export, GLFW_KEY_S, ctrl, 0, "Ctrl+S", "export the figure"},
    Shortcut{Action::CopyCommand, GLFW_KEY_C, ctrl_shift, 0, "Ctrl+Shift+C", "copy as a command line"},
    Shortcut{Action::CopyTable, GLFW_KEY_C, ctrl, 0, "Ctrl+C", "copy the readouts"},
    Shortcut{Action::CopyLatex, GLFW_KEY_L, ctrl, 0, "Ctrl+L", "copy the readouts as LaTeX"},
    Shortcut{Action::CopyPython, GLFW_KEY_P, ctrl, 0, "Ctrl+P", "copy the leading panel as a Python script"},
    Shortcut{Action::Fold, GLFW_KEY_F, 0, 0, "F", "the picture alone"},
    Shortcut{Action::Find, 0, 0, '/', "/", "find a lab"},
    Shortcut{Action::Find, GLFW_KEY_F, ctrl, 0, "", "find a lab"},
    Shortcut{Action::Labs, GLFW_KEY_L, 0, 0, "L", "list of labs (narrow window)"},
    Shortcut{Action::Controls, GLFW_KEY_C, 0, 0, "C", "controls (narrow window)"},
    Shortcut{Action::NextLab, GLFW_KEY_PAGE_DOWN, 0, 0, "Page Down", "next lab"},
    Shortcut{Action::PreviousLab, GLFW_KEY_PAGE_UP, 0, 0, "Page Up", "previous lab"},
    Shortcut{Action::NextPreset, GLFW_KEY_P, 0, 0, "P", "next preset"},
    Shortcut{Action::PreviousPreset, GLFW_KEY_P, GLFW_MOD_SHIFT, 0, "Shift+P", "previous preset"},
    Shortcut{Action::ZoomIn, GLFW_KEY_EQUAL, ctrl, 0, "Ctrl+=", "zoom in"},
    Shortcut{Action::ZoomIn, GLFW_KEY_KP_ADD, ctrl, 0, "", "zoom in"},
    Shortcut{Action::ZoomOut, GLFW_KEY_MINUS, ctrl, 0, "Ctrl+−", "zoom out"},
    Shortcut{Action::ZoomOut, GLFW_KEY_KP_SUBTRACT, ctrl, 0, "", "zoom out"},
    Shortcut{Action::RestoreView, GLFW_KEY_0, ctrl, 0, "Ctrl+0", "restore the view"},
    Shortcut{Action::ReducedMotion, GLFW_KEY_M, 0, 0, "M", "moving the camera at once or smoothly"},
    Shortcut{Action::Help, 0, 0, '?', "?", "this list"},
    Shortcut{Action::Help, GLFW_KEY_F1, 0, 0, "", "this list"},
    Shortcut{Action::Quit, GLFW_KEY_Q, ctrl, 0, "Ctrl+Q", "quit"},
};

constexpr std::array other{
    Gesture{"Tab, Shift+Tab", "walk handles and controls"},
    Gesture{"arrows", "move the chosen one by 1 %; with Shift by 0.1 %; turn a chosen 3-D panel"},
    Gesture{"a number, Enter", "set the chosen one"},
    Gesture{"Delete", "remove the chosen point"},
    Gesture{"X", "give the chosen point the next class, where points have classes"},
    Gesture{"Esc", "close, let go"},
    Gesture{"drag a slider", "with Shift finely; double click types; right click resets"},
    Gesture{"drag the plot", "pan; wheel zooms; double click restores"},
    Gesture{"drag a 3-D panel", "turns it, with Shift finely; wheel zooms; double click restores"},
    Gesture{"1, 2, 3, 0", "a 3-D panel along x, along y, from above, restored"},
    Gesture{"click the plot", "adds a point where points can be moved"},
    Gesture{"drop a CSV file", "its points become the data"},
    Gesture{"drop a figure", "it comes back as it was made; also a saved state"},
    Gesture{"right click readouts, a table", "copy them"},
    Gesture{"click a heading", "sorts a table that can be sorted"},
};

bool steps(Action action) {
    return action == Action::FirstStep || action == Action::StepBack || action == Action::StepForward ||
           action == Action::LastStep;
}

}  // namespace

std::span<const Shortcut> shortcuts() { return table; }
std::span<const Gesture> gestures() { return other; }

const char* key_of(Action action) {
    for (const auto& s : table)
        if (s.action == action) return s.shown;
    return "";
}

std::optional<Action> take_action(Input& input, bool simulation) {
    for (const auto& s : table) {
        if (steps(s.action) && !simulation) continue;
        if (s.key != 0 ? input.take_key(s.key, s.modifiers)
                       : input.take_character(std::string(1, s.character)) != 0)
            return s.action;
    }
    return std::nullopt;
}

}  // namespace lossfield::app
