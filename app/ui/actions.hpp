// Every action of the window and its keys, in one table: shortcuts are read from it and the help shows it.
#pragma once

#include <optional>
#include <span>

#include "app/ui/input.hpp"

namespace lossfield::app {

enum class Action {
    Undo,
    Redo,
    Reset,
    Pin,
    Unpin,
    Play,
    Sweep,
    FirstStep,
    StepBack,
    StepForward,
    LastStep,
    Theme,
    Export,
    CopyCommand,
    CopyTable,
    CopyLatex,
    CopyPython,
    Fold,
    Find,
    Labs,
    Controls,
    NextLab,
    PreviousLab,
    NextPreset,
    PreviousPreset,
    ZoomIn,
    ZoomOut,
    RestoreView,
    ReducedMotion,
    Help,
    Quit
};

struct Shortcut {
    Action action;
    int key;            // GLFW_KEY_..., 0: a character
    int modifiers;      // GLFW_MOD_...
    char character;     // where the key depends on the keyboard
    const char* shown;  // as the help shows it; empty: a second key that it leaves out
    const char* words;
};

[[nodiscard]] std::span<const Shortcut> shortcuts();

// What else keys and pointer do, for the help.
struct Gesture {
    const char* shown;
    const char* words;
};
[[nodiscard]] std::span<const Gesture> gestures();

// The key of an action as the help shows it.
[[nodiscard]] const char* key_of(Action action);

// The next action asked for in this frame. Without a simulation on the picture the keys of its steps are left to
// others: a point begins a number.
[[nodiscard]] std::optional<Action> take_action(Input& input, bool simulation);

}  // namespace lossfield::app
