#include "app/ui/input.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <backends/imgui_impl_glfw.h>
#include <imgui.h>

#include "app/platform/imgui_compat.hpp"
#include "viz/inputs/overloaded.hpp"

namespace lossfield::app {

using viz::Overloaded;

namespace {

bool is_modifier(int key) { return key >= GLFW_KEY_LEFT_SHIFT && key <= GLFW_KEY_RIGHT_SUPER; }

// Keys that mean the same while a text field is open: Tab walks or completes, Escape also closes what holds the
// field, and Control with a letter that no field uses.
bool passes_field(const KeyEvent& e) {
    if (e.key == GLFW_KEY_TAB || e.key == GLFW_KEY_ESCAPE) return true;
    constexpr int edits[] = {GLFW_KEY_A, GLFW_KEY_C, GLFW_KEY_V, GLFW_KEY_X, GLFW_KEY_Y, GLFW_KEY_Z};
    const bool letter = e.key >= GLFW_KEY_A && e.key <= GLFW_KEY_Z;
    return letter && e.modifiers == GLFW_MOD_CONTROL &&
           std::find(std::begin(edits), std::end(edits), e.key) == std::end(edits);
}

Input& input_of(GLFWwindow* window) { return *static_cast<Input*>(glfwGetWindowUserPointer(window)); }

}  // namespace

std::vector<InputEvent> next_frame(std::deque<InputEvent>& queue, bool hold_keys) {
    std::vector<InputEvent> frame;
    std::set<int> keys, buttons;
    bool moved = false, clicked = false, keys_wait = hold_keys;
    std::deque<InputEvent> later;
    const auto ends =
        Overloaded{[&](const ButtonEvent& e) {
                       const bool end = buttons.count(e.button) != 0 || (moved && e.action == GLFW_RELEASE);
                       buttons.insert(e.button);
                       clicked = true;
                       return end;
                   },
                   [&](const MoveEvent&) {
                       moved = true;
                       return clicked;
                   },
                   [&](const KeyEvent& e) { return !keys.insert(e.key).second; },
                   [](const CharacterEvent&) { return false; }, [](const WheelEvent&) { return false; }};
    while (!queue.empty()) {
        const bool key = std::holds_alternative<KeyEvent>(queue.front()) ||
                         std::holds_alternative<CharacterEvent>(queue.front());
        if (key && keys_wait) {
            later.push_back(queue.front());
        } else if (std::visit(ends, queue.front())) {
            break;
        } else {
            frame.push_back(queue.front());
        }
        queue.pop_front();
    }
    queue.insert(queue.begin(), later.begin(), later.end());
    return frame;
}

void Input::attach(GLFWwindow* window) {
    window_ = window;
    glfwSetWindowUserPointer(window, this);
    glfwSetKeyCallback(window, [](GLFWwindow* w, int key, int scancode, int action, int modifiers) {
        input_of(w).push(KeyEvent{key, scancode, action, modifiers});
    });
    glfwSetCharCallback(window, [](GLFWwindow* w, unsigned c) { input_of(w).push(CharacterEvent{c}); });
    glfwSetMouseButtonCallback(window, [](GLFWwindow* w, int button, int action, int modifiers) {
        if (button < 3) input_of(w).push(ButtonEvent{button, action, modifiers});
    });
    glfwSetCursorPosCallback(window, [](GLFWwindow* w, double x, double y) {
        auto& queue = input_of(w).queue_;
        if (!queue.empty() && std::holds_alternative<MoveEvent>(queue.back())) queue.pop_back();
        queue.push_back(MoveEvent{x, y});
    });
    glfwSetScrollCallback(window, [](GLFWwindow* w, double x, double y) {
        input_of(w).push(WheelEvent{x, y});
    });
    glfwSetDropCallback(window, [](GLFWwindow* w, int count, const char** paths) {
        if (count > 0) input_of(w).dropped_ = paths[0];
    });
    glfwSetWindowRefreshCallback(window, [](GLFWwindow* w) { input_of(w).exposed_ = true; });
    glfwSetFramebufferSizeCallback(window, [](GLFWwindow* w, int, int) { input_of(w).exposed_ = true; });
    glfwSetCursorEnterCallback(window, [](GLFWwindow* w, int entered) {
        ImGui_ImplGlfw_CursorEnterCallback(w, entered);
        if (entered == GLFW_FALSE && glfwGetMouseButton(w, GLFW_MOUSE_BUTTON_LEFT) == GLFW_RELEASE)
            input_of(w).push(MoveEvent{-1e6, -1e6});
    });
}

void Input::begin_frame(bool text_open, bool hold_keys) {
    keys_.clear();
    characters_.clear();
    wheel_ = 0;
    const auto take =
        Overloaded{[&](const KeyEvent& e) {
                       modifiers_ = e.modifiers;
                       const bool ours = !text_open || passes_field(e);
                       const bool imguis = text_open && e.key != GLFW_KEY_TAB;
                       if (imguis || is_modifier(e.key) || e.action == GLFW_RELEASE)
                           ImGui_ImplGlfw_KeyCallback(window_, e.key, e.scancode, e.action, e.modifiers);
                       if (ours && e.action != GLFW_RELEASE) keys_.push_back(e);
                   },
                   [&](const CharacterEvent& e) {
                       if (text_open) {
                           ImGui_ImplGlfw_CharCallback(window_, e.character);
                       } else {
                           characters_.push_back(e.character);
                       }
                   },
                   [&](const ButtonEvent& e) {
                       buttons_[e.button] = e.action == GLFW_PRESS;
                       modifiers_ = e.modifiers;
                       compat::add_mouse_button(e.button, e.action == GLFW_PRESS);
                   },
                   [&](const MoveEvent& e) {
                       pointer_ = e;
                       compat::add_mouse_position(static_cast<float>(e.x), static_cast<float>(e.y));
                   },
                   [&](const WheelEvent& e) {
                       wheel_ += e.y;
                       ImGui_ImplGlfw_ScrollCallback(window_, e.x, e.y);
                   }};
    for (const auto& event : next_frame(queue_, hold_keys)) std::visit(take, event);
}

void Input::state_to_imgui() const {
    compat::set_mouse(static_cast<float>(pointer_.x), static_cast<float>(pointer_.y), buttons_);
}

bool Input::take_key(int key, int modifiers, bool repeats) {
    constexpr int relevant = GLFW_MOD_SHIFT | GLFW_MOD_CONTROL | GLFW_MOD_ALT | GLFW_MOD_SUPER;
    const auto found = std::find_if(keys_.begin(), keys_.end(), [&](const KeyEvent& e) {
        return e.key == key && (e.modifiers & relevant) == modifiers && (repeats || e.action == GLFW_PRESS);
    });
    if (found == keys_.end()) return false;
    was_repeat_ = found->action == GLFW_REPEAT;
    keys_.erase(found);
    return true;
}

char Input::take_character(const std::string& accepted) {
    for (auto c = characters_.begin(); c != characters_.end(); ++c) {
        if (*c >= 128 || accepted.find(static_cast<char>(*c)) == std::string::npos) continue;
        const char taken = static_cast<char>(*c);
        characters_.erase(c);
        return taken;
    }
    return 0;
}

bool Input::shift() const { return (modifiers_ & GLFW_MOD_SHIFT) != 0; }

}  // namespace lossfield::app
