// Events from the window system, in order, handed out frame by frame so that none is lost: a key pressed and
// released, or a button pressed, moved and released, between two frames is seen as that, in as many frames as
// it takes (Dear ImGui before 1.87 looks only at the state at the start of a frame).
// Characters and keys go to Dear ImGui while a text field is open, to the shortcuts otherwise.
#pragma once

#include <deque>
#include <string>
#include <utility>
#include <variant>
#include <vector>

struct GLFWwindow;

namespace lossfield::app {

struct KeyEvent {
    int key = 0;  // GLFW_KEY_...
    int scancode = 0;
    int action = 0;  // GLFW_PRESS, GLFW_REPEAT, GLFW_RELEASE
    int modifiers = 0;
};
struct CharacterEvent {
    char32_t character = 0;
};
struct ButtonEvent {
    int button = 0;
    int action = 0;
    int modifiers = 0;
};
struct MoveEvent {
    double x = 0, y = 0;
};
struct WheelEvent {
    double x = 0, y = 0;
};
using InputEvent = std::variant<KeyEvent, CharacterEvent, ButtonEvent, MoveEvent, WheelEvent>;

// The events of the next frame, taken from the front of the queue. A frame ends before a button changes twice
// or after a change of button when the pointer moves on, before a release that follows a move, and before a key
// changes twice. `hold_keys`: keys and characters wait (a text field is about to open).
[[nodiscard]] std::vector<InputEvent> next_frame(std::deque<InputEvent>& queue, bool hold_keys);

class Input {
  public:
    void attach(GLFWwindow* window);

    // Takes the next frame's events; `text_open`: keys and characters are Dear ImGui's.
    void begin_frame(bool text_open, bool hold_keys);
    // Tells Dear ImGui where the pointer is and which buttons are down; between its back end's NewFrame and
    // ImGui::NewFrame.
    void state_to_imgui() const;
    // Events wait for a further frame.
    [[nodiscard]] bool waiting() const { return !queue_.empty(); }
    // A file that was dropped on the window; handed out once, empty: none.
    [[nodiscard]] std::string take_dropped() { return std::exchange(dropped_, {}); }
    // What the window showed may be lost; handed out once.
    [[nodiscard]] bool take_exposed() { return std::exchange(exposed_, false); }
    void push(const InputEvent& event) { queue_.push_back(event); }
    void push_front(const InputEvent& event) { queue_.push_front(event); }

    // A key press (or repeat) of this frame with exactly these modifiers (GLFW_MOD_...); consumed by asking.
    bool take_key(int key, int modifiers = 0, bool repeats = false);
    // A repeat rather than a first press: of the key that take_key last returned.
    [[nodiscard]] bool was_repeat() const { return was_repeat_; }
    // The first character of this frame that is one of `accepted`; consumed. 0: none.
    char take_character(const std::string& accepted);
    [[nodiscard]] int modifiers() const { return modifiers_; }
    [[nodiscard]] bool shift() const;
    [[nodiscard]] double wheel() const { return wheel_; }
    [[nodiscard]] MoveEvent pointer() const { return pointer_; }

  private:
    GLFWwindow* window_ = nullptr;
    std::deque<InputEvent> queue_;
    std::vector<KeyEvent> keys_;
    std::vector<char32_t> characters_;
    MoveEvent pointer_{-1e6, -1e6};
    bool buttons_[3] = {false, false, false};
    double wheel_ = 0;
    int modifiers_ = 0;
    bool was_repeat_ = false, exposed_ = false;
    std::string dropped_;
};

}  // namespace lossfield::app
