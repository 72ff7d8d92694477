#include "app/shell/shell.hpp"

#include <cmath>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include "app/session/take_file.hpp"
#include "app/shell/help.hpp"
#include "app/shell/window_size.hpp"
#include "viz/files/python.hpp"
#include "viz/files/report.hpp"
#include "viz/text/rich_text.hpp"

namespace lossfield::app {
namespace {

constexpr double message_seconds = 8;
constexpr std::size_t most_copied = 1'500'000;  // bytes of a script, which holds its numbers

}  // namespace

bool Shell::opening_field() const { return ui_.opening() || focus_find_ || export_.opening(); }

void Shell::say(const std::string& message) {
    message_ = message;
    refused_.reset();
    message_until_ = ui_.now() + message_seconds;
}

void Shell::copy_python() {
    const viz::Lab& lab = session_.lab();
    const std::string text =
        viz::python_script(lab, session_.last_figure(), session_.view(), {{}, look_.theme, {}});
    if (text.size() > most_copied)
        return say(fmt::format(
            "The panel's numbers are too many to copy ({:.1f} MB): export the picture with its numbers, "
            "or `lossfield render {} --python -o FILE`.",
            static_cast<double>(text.size()) / 1e6, lab.id));
    ImGui::SetClipboardText(text.c_str());
    say("Copied: a Python script that draws the panel with matplotlib.");
}

void Shell::copy(Action what) {
    if (what == Action::CopyPython) return copy_python();
    const viz::Figure& figure = session_.last_figure();
    std::string text;
    if (what == Action::CopyTable) text = viz::readouts_tsv(figure);
    if (what == Action::CopyLatex) text = viz::readouts_latex(figure);
    if (what == Action::CopyCommand) {
        text = viz::render_command(session_.lab(), session_.values(), viz::seen(figure, session_.view()),
                                   export_options(), session_.lab().id + ".svg");
    }
    ImGui::SetClipboardText(text.c_str());
    const char* const without =
        session_.pins().empty() ? "" : " (pinned states travel in the exported figure)";
    say(what == Action::CopyCommand ? "Copied: " + text + without : "Readouts copied.");
}

viz::RenderOptions Shell::export_options() const {
    viz::RenderOptions options;
    options.width = std::round(picture_.composition().list.width);
    options.height = std::round(picture_.composition().list.height);
    options.scale = ui_.scale();
    options.theme = look_.theme;
    options.pins = session_.pins();
    return options;
}

void Shell::close_topmost() {
    if (!message_.empty()) {
        message_.clear();
    } else if (help_) {
        help_ = false;
    } else if (!find_.empty()) {
        find_.clear();
    } else if (labs_open_ || controls_open_) {
        labs_open_ = controls_open_ = false;
    } else if (!session_.view().lead.empty()) {
        session_.view().lead.clear();
    } else if (look_.folded) {
        look_.folded = false;
    } else {
        ui_.set_focus({});
    }
}

void Shell::act(Action action) {
    const auto lab_step = [&](long by) {
        const auto count = static_cast<long>(session_.labs().size());
        session_.choose(
            static_cast<std::size_t>((static_cast<long>(session_.chosen()) + by + count) % count));
    };
    const auto preset_step = [&](long by) {
        const auto count = static_cast<long>(session_.lab().presets.size());
        if (count == 0) return;
        const auto now = session_.preset();
        const long next = now ? (static_cast<long>(*now) + by + count) % count : by > 0 ? 0 : count - 1;
        session_.choose_preset(static_cast<std::size_t>(next));
    };
    switch (action) {
        case Action::Undo:
            return session_.undo();
        case Action::Redo:
            return session_.redo();
        case Action::Reset:
            return session_.reset();
        case Action::Pin:
            return session_.pin();
        case Action::Unpin:
            return session_.unpin_all();
        case Action::Play:
            return playhead() ? play_simulation() : sweep();
        case Action::Sweep:
            return sweep();
        case Action::FirstStep:
        case Action::StepBack:
        case Action::StepForward:
        case Action::LastStep:
            return move_playhead(action);
        case Action::Theme:
            look_.theme = static_cast<viz::ThemeId>((static_cast<int>(look_.theme) + 1) % 3);
            return;
        case Action::Export:
            return export_.open(session_, look_.export_folder);
        case Action::CopyCommand:
        case Action::CopyTable:
        case Action::CopyLatex:
        case Action::CopyPython:
            return copy(action);
        case Action::Fold:
            look_.folded = !look_.folded;
            return;
        case Action::Find:
            look_.folded = false;
            labs_open_ = focus_find_ = true;
            return;
        case Action::Labs:
            labs_open_ = !labs_open_;
            return;
        case Action::Controls:
            controls_open_ = !controls_open_;
            return;
        case Action::NextLab:
            return lab_step(1);
        case Action::PreviousLab:
            return lab_step(-1);
        case Action::NextPreset:
            return preset_step(1);
        case Action::PreviousPreset:
            return preset_step(-1);
        case Action::ZoomIn:
            return picture_.zoom(session_, ui_, 1 / 1.25);
        case Action::ZoomOut:
            return picture_.zoom(session_, ui_, 1.25);
        case Action::RestoreView:
            return picture_.restore_view(session_, ui_);
        case Action::ReducedMotion:
            look_.reduced_motion = !look_.reduced_motion;
            return say(look_.reduced_motion ? "The camera moves at once." : "The camera moves smoothly.");
        case Action::Help:
            help_ = !help_;
            return;
        case Action::Quit:
            quit_ = true;
            return;
    }
}

void Shell::frame(float width, float height) {
    const std::size_t lab_before = session_.chosen();
    ui_.block(export_.is_open());
    if (!export_.is_open()) {
        while (const auto action = take_action(ui_.input(), playhead().has_value())) act(*action);
        if (!ui_.editing() && ui_.input().take_key(GLFW_KEY_ESCAPE)) close_topmost();
    }
    if (const auto path = ui_.input().take_dropped(); !path.empty()) take_file(session_, look_, path);
    ui_.cover(export_.is_open() || help_);
    step_sweep();
    step_simulation();

    const bool narrow = width / ui_.scale() < narrow_below;
    const float left = look_.folded || narrow ? 0 : ui_.px(left_width);
    const float right = look_.folded || narrow ? 0 : ui_.px(right_width);
    const Area middle{left, 0, width - left - right, height};
    // Where the sides lie over the picture they leave its row of tools free.
    const float top = narrow ? ui_.px(44) : 0;
    if (!look_.folded && (!narrow || labs_open_)) labs_panel({0, top, ui_.px(left_width), height - top});
    if (!look_.folded && (!narrow || controls_open_))
        controls_panel({width - ui_.px(right_width), top, ui_.px(right_width), height - top});
    if (!look_.folded) tools(middle, narrow);
    picture(middle);
    if (session_.chosen() != lab_before) leave_lab();

    // A refusal has had its say once the values have changed after all.
    if (refused_ && *refused_ != session_.values()) message_.clear(), refused_.reset();
    if (const auto refusal = session_.take_refusal(); !refusal.empty()) {
        say(refusal);
        refused_ = session_.values();
    }
    if (const auto told = session_.take_told(); !told.empty()) say(viz::escaped(told));
    message_bar(middle);
    if (help_ && draw_help(ui_)) help_ = false;
    ui_.block(false);
    export_.draw(ui_, session_, export_options());
    if (!export_.folder().empty()) look_.export_folder = export_.folder();
    ui_.end_frame();
}

}  // namespace lossfield::app
