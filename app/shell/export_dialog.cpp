#include "app/shell/export_dialog.hpp"

#include <filesystem>
#include <system_error>

#include <fmt/format.h>
#include <imgui.h>
#include <imgui_stdlib.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include "app/controls/controls.hpp"
#include "app/gl/surface_source.hpp"
#include "app/platform/path_completion.hpp"
#include "app/platform/platform.hpp"
#include "viz/files/companions.hpp"
#include "viz/files/text_file.hpp"

namespace lossfield::app {
namespace {

namespace fs = std::filesystem;

fs::path full_path(const std::string& given) {
    std::error_code error;
    const fs::path expanded = expand_home(given);
    const fs::path absolute = fs::absolute(expanded, error);
    return error ? expanded : absolute.lexically_normal();
}

int put_completion(ImGuiInputTextCallbackData* data) {
    auto& completed = *static_cast<std::string*>(data->UserData);
    if (completed.empty()) return 0;
    data->DeleteChars(0, data->BufTextLen);
    data->InsertChars(0, completed.c_str());
    completed.clear();
    return 0;
}

}  // namespace

std::string export_name(const Session& session, const std::string& folder) {
    std::string name = session.lab().id;
    if (const auto preset = session.preset()) name += "-" + session.lab().presets[*preset].id;
    return (fs::path(folder) / (name + ".svg")).string();
}

void ExportDialog::open(const Session& session, const std::string& folder) {
    open_ = focus_path_ = true;
    path_ = export_name(session, folder.empty() ? export_folder().string() : folder);
    completed_.clear();
    problem_.clear();
    written_.clear();
}

bool ExportDialog::path_field(Ui& ui, float width) {
    if (ui.input().take_key(GLFW_KEY_TAB)) completed_ = completed_path(path_);
    if (focus_path_) ImGui::SetKeyboardFocusHere();
    ImGui::SetNextItemWidth(width);
    const std::string before = path_;
    const bool entered = ImGui::InputText(
        "##path", &path_, ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_CallbackAlways,
        put_completion, &completed_);
    ui.note_field();
    if (ImGui::IsItemActive()) focus_path_ = false;
    const ImVec2 min = ImGui::GetItemRectMin(), size = ImGui::GetItemRectSize();
    ui.place("export/path", {min.x, min.y, size.x, size.y}, false);
    if (path_ != before) problem_.clear(), written_.clear();
    return entered;
}

void ExportDialog::say(Ui& ui, const std::string& text, bool warning, float width) {
    for (const auto& line : ui.painter().fonts().wrap(text, 12, width / ui.scale())) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        ui.text(ImVec2(at.x, at.y + ui.px(13)), line, 12, warning ? ui.theme().warning : ui.theme().muted);
        ImGui::Dummy(ImVec2(width, ui.px(18)));
    }
}

void ExportDialog::save(Ui& ui, const Session& session, viz::RenderOptions options) {
    const fs::path target = full_path(path_);
    try {
        options.format = viz::format_of(target.string());
        viz::View view = session.view_of(session.chosen());
        const viz::Figure figure = viz::file_figure(session.lab(), session.values(), view, options);
        auto files =
            viz::companion_files({.json = numbers_, .npz = numbers_, .python = numbers_}, session.lab(),
                                 session.values(), view, figure, options, target.string());
        files.emplace_back(target.string(),
                           viz::render(session.lab(), session.values(), view, figure, options,
                                       ui.painter().fonts(), make_surface_source()));
        viz::write_files(files);
        written_ = target.string();
        folder_ = target.parent_path().string();
        problem_.clear();
    } catch (const viz::InputError& e) {
        problem_ = e.what();
    } catch (const viz::OutputError& e) {
        problem_ = e.what();
    }
}

void ExportDialog::draw(Ui& ui, const Session& session, const viz::RenderOptions& options) {
    if (!open_) return;
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    const float width = std::min(ui.px(560), screen.x - ui.px(40)), inner = width - ui.px(40);
    ImGui::SetNextWindowPos(ImVec2(std::round((screen.x - width) / 2), std::round(screen.y * 0.22F)));
    ImGui::SetNextWindowSize(ImVec2(width, 0));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(ui.px(20), ui.px(16)));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, ui.px(6));
    ImGui::Begin("##export", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings);
    ImVec2 at = ImGui::GetCursorScreenPos();
    ui.text(ImVec2(at.x, at.y + ui.px(14)), "Export the figure", 15, ui.theme().ink, viz::Style::Strong);
    ui.text_right(ImVec2(at.x + inner, at.y + ui.px(14)),
                  fmt::format("{:.0f} × {:.0f}{}, {}", options.width, options.height,
                              options.scale == 1 ? "" : fmt::format(", png × {:.4g}", options.scale),
                              viz::theme_name(options.theme)),
                  12, ui.theme().muted);
    ImGui::Dummy(ImVec2(inner, ui.px(28)));
    const bool entered = path_field(ui, inner);
    ImGui::Dummy(ImVec2(inner, ui.px(4)));

    std::error_code error;
    const fs::path target = full_path(path_);
    if (!written_.empty()) {
        say(ui, "Written: " + written_ + (numbers_ ? ", with .json, .npz and .py" : ""), false, inner);
    } else if (!problem_.empty()) {
        say(ui, problem_, true, inner);
    } else if (fs::is_regular_file(target, error)) {
        say(ui, "This file exists and will be overwritten.", true, inner);
    } else {
        say(ui, "svg, pdf or png by the extension; Tab completes.", false, inner);
    }
    ImGui::Dummy(ImVec2(inner, ui.px(4)));
    at = ImGui::GetCursorScreenPos();
    const bool done = !written_.empty();
    const auto button = [&](const char* name, const char* text, float from_right) {
        ImGui::SetCursorScreenPos(ImVec2(at.x + inner - from_right, at.y));
        return word_button(ui, name, text);
    };
    const bool cancelled = button("export/cancel", done ? "close" : "cancel", ui.px(48));
    if (done && button("export/copy-path", "copy path", ui.px(124)))
        ImGui::SetClipboardText(written_.c_str());
    if (!done &&
        button("export/numbers",
               numbers_ ? "numbers and script beside it: yes" : "numbers and script beside it: no", inner))
        numbers_ = !numbers_;
    const bool pressed = !done && button("export/save", "export", ui.px(104));
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy(ImVec2(inner, ui.px(22)));
    ImGui::End();
    ImGui::PopStyleVar(3);
    if (entered && done) return close();
    if (entered || pressed) save(ui, session, options);
    if (cancelled || ui.input().take_key(GLFW_KEY_ESCAPE)) close();
}

}  // namespace lossfield::app
