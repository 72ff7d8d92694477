#include "app/shell/window.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <memory>
#include <thread>

#include <fmt/format.h>
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include "app/paint/kept_frame.hpp"
#include "app/paint/painter_imgui.hpp"
#include "app/platform/platform.hpp"
#include "app/session/saved_session.hpp"
#include "app/session/session.hpp"
#include "app/shell/probe_file.hpp"
#include "app/shell/shell.hpp"
#include "app/shell/stage.hpp"
#include "app/ui/imgui_style.hpp"
#include "app/ui/input.hpp"
#include "viz/files/text_file.hpp"

namespace lossfield::app {
namespace {

constexpr int no_display = 4;
constexpr std::chrono::milliseconds frame_time{16};
// Frames drawn after an event, until hover and focus have settled in Dear ImGui.
constexpr int settle_frames = 3;
constexpr double patience = 0.25;  // seconds between looks for an answer that is under way

void take_options(const WindowOptions& options, Session& session, Look& look) {
    const auto& labs = session.labs();
    if (options.lab) {
        const viz::Lab& lab = viz::find_lab(labs, *options.lab);
        const auto index = static_cast<std::size_t>(&lab - labs.data());
        session.choose(index);
        if (options.clean) session.restore(index, options.values, options.view, options.pins);
    }
    if (options.theme) look.theme = *options.theme;
    if (options.reduced_motion) look.reduced_motion = true;
    if (options.picture) {
        const WindowSize size = look.folded ? *options.picture : around(*options.picture);
        look.width = size.width;
        look.height = size.height;
    }
    if (options.width) look.width = *options.width;
    if (options.height) look.height = *options.height;
}

class Loop {
  public:
    Loop(Stage& stage, const viz::FontSet& fonts, Session& session, Look& look, const WindowOptions& options)
        : stage_(stage),
          window_(stage.window()),
          fonts_(fonts),
          session_(session),
          look_(look),
          options_(options),
          painter_(fonts),
          kept_(stage.stays() ? Target::Stays : Target::Changes),
          ui_(painter_, input_),
          shell_(session, ui_, look) {
        input_.attach(window_);
    }

    Shell& shell() { return shell_; }

    void run(const std::atomic<bool>& asked_to_end) {
        int settle = settle_frames;
        while (glfwWindowShouldClose(window_) == GLFW_FALSE && !shell_.quit() && !asked_to_end) {
            const auto start = std::chrono::steady_clock::now();
            frame();
            const bool more = input_.waiting() || shell_.picture().moving() || ui_.opening();
            settle = more ? settle_frames : std::max(settle - 1, 0);
            const bool settled = settle == 0;
            probe(settled);
            if (settled && !shell_.playing()) {
                wait();
                settle = settle_frames;
            } else {
                std::this_thread::sleep_until(start + frame_time);
                glfwPollEvents();
                if (input_.waiting()) settle = settle_frames;
            }
        }
    }

  private:
    void wait() {
        // The caret of an open text field blinks.
        double until = ui_.field_active() ? glfwGetTime() + 0.5 : 0;
        if (ui_.wake_at() > 0) until = until > 0 ? std::min(until, ui_.wake_at()) : ui_.wake_at();
        // An empty event posted while another event arrives can be read into Xlib's queue by the thread that posts it,
        // and a wait for the connection then sleeps on: an answer is looked for all the same.
        if (session_.busy())
            until = until > 0 ? std::min(until, glfwGetTime() + patience) : glfwGetTime() + patience;
        if (until > 0) {
            glfwWaitEventsTimeout(std::max(0.001, until - glfwGetTime()));
        } else {
            glfwWaitEvents();
        }
    }

    void follow_scale() {
        const double wanted = options_.ui_scale.value_or(stage_.content_scale());
        if (wanted != scale_) {
            scale_ = wanted;
            load_fonts(fonts_, static_cast<float>(scale_));
            painter_.textures_replaced();
            styled_.reset();
        }
        if (styled_ != look_.theme) {
            apply_style(viz::theme(look_.theme), static_cast<float>(scale_));
            styled_ = look_.theme;
        }
    }

    void frame() {
        int width = 0, height = 0;
        glfwGetFramebufferSize(window_, &width, &height);
        follow_scale();
        look_.width = std::max(1, static_cast<int>(std::lround(width / scale_)));
        look_.height = std::max(1, static_cast<int>(std::lround(height / scale_)));
        ImGui_ImplOpenGL3_NewFrame();
        ImGui_ImplGlfw_NewFrame();
        const bool text_open = ui_.field_active();
        input_.begin_frame(text_open, shell_.opening_field() && !text_open);
        input_.state_to_imgui();
        ImGui::NewFrame();
        painter_.begin_frame();
        ui_.begin_frame(viz::theme(look_.theme), static_cast<float>(scale_), glfwGetTime());
        ui_.reduce_motion(look_.reduced_motion);
        shell_.frame(static_cast<float>(width), static_cast<float>(height));
        ImGui::Render();
        // Another size of the buffer may come a frame later than that of the window.
        if (input_.take_exposed()) lost_ = 2;
        if (lost_ > 0) kept_.forget(), --lost_;
        kept_.show(*ImGui::GetDrawData(), painter_.parts(), viz::theme(look_.theme).ground);
        glfwSwapBuffers(window_);
        ++frames_;
        size_ = {width, height};
    }

    void probe(bool settled) {
        if (options_.probe_file.empty()) return;
        const double now = glfwGetTime();
        if ((!settled || shell_.playing()) && now - probed_at_ < 0.1) return;
        probed_at_ = now;
        const ProbeFrame state{frames_, !settled || session_.busy(), size_.first, size_.second};
        try {
            viz::write_file(options_.probe_file, probe_json(state, session_, ui_, shell_));
        } catch (const viz::OutputError& e) {
            shell_.say(e.what());
        }
    }

    const Stage& stage_;
    GLFWwindow* window_;
    const viz::FontSet& fonts_;
    Session& session_;
    Look& look_;
    const WindowOptions& options_;
    Input input_;
    Painter painter_;
    KeptFrame kept_;
    Ui ui_;
    Shell shell_;
    double scale_ = 0, probed_at_ = -1;
    std::optional<viz::ThemeId> styled_;
    long long frames_ = 0;
    int lost_ = 0;  // so many frames cannot count on the one before
    std::pair<int, int> size_;
};

}  // namespace

int run_window(const viz::Catalog& labs, const WindowOptions& options) {
    std::atomic<bool> asked_to_end = false;
    const TerminationWatch termination([&] {
        asked_to_end = true;
        glfwPostEmptyEvent();
    });
    Stage stage;  // outlives the session, whose worker wakes it
    Session session(labs, [] { glfwPostEmptyEvent(); });
    Look look;
    const auto folder = state_folder();
    const auto file = folder.empty() ? folder : folder / "session.json";
    auto messages = load_session(file, session, look);
    take_options(options, session, look);

    const viz::FontSet fonts;
    if (!fonts.substitution().empty()) messages.push_back(fonts.substitution());
    stage.open(look.width, look.height, options.ui_scale);
    if (!stage.ready()) {
        fmt::print(stderr,
                   "lossfield: no window can be opened ({}); without a display there are list, describe, "
                   "eval, render and profile\n",
                   stage.problem());
        return no_display;
    }
    Loop loop(stage, fonts, session, look, options);
    if (!messages.empty()) loop.shell().say(fmt::format("{}", fmt::join(messages, "; ")));
    loop.run(asked_to_end);
    try {
        save_session(file, session, look);
    } catch (const viz::OutputError& e) {
        fmt::print(stderr, "lossfield: {}\n", e.what());
    }
    return 0;
}

}  // namespace lossfield::app
