// The one open text field.
#include <algorithm>

#include <imgui.h>
#include <imgui_stdlib.h>

#include "app/ui/ui.hpp"

namespace lossfield::app {

void Ui::edit(const std::string& name, const std::string& text, char typed) {
    edit_ = Edit{name, text, text};
    if (typed != 0) input_.push_front(CharacterEvent{static_cast<char32_t>(typed)});
    focus_ = name;
}

void Ui::note_field() { field_active_ = field_active_ || ImGui::IsItemActive(); }

std::optional<std::string> Ui::field(float width_pixels) {
    Edit& edit = *edit_;
    edit.unseen = 0;
    // Asked once: Dear ImGui needs a frame or two, and asking again would select again what was typed since.
    if (!edit.asked) ImGui::SetKeyboardFocusHere();
    edit.asked = true;
    ImGui::SetNextItemWidth(width_pixels);
    if (edit.wrong) ImGui::PushStyleColor(ImGuiCol_Border, packed(theme().warning));
    const bool entered = ImGui::InputText(
        "##field", &edit.text, ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll);
    if (edit.wrong) ImGui::PopStyleColor();
    widgets_.push_back({edit.name,
                        {ImGui::GetItemRectMin().x, ImGui::GetItemRectMin().y, ImGui::GetItemRectSize().x,
                         ImGui::GetItemRectSize().y},
                        true});
    const bool active = ImGui::IsItemActive();
    note_field();
    edit.active = edit.active || active;
    // Left by a click elsewhere or by Tab counts as entered; Escape has put the first text back.
    const bool left = edit.active && !active;
    edit.left = left && !entered;
    if (!entered && !left && !edit.finish) return std::nullopt;
    if (!entered && edit.text == edit.initial) {
        edit_.reset();
        return std::nullopt;
    }
    return edit.text;
}

void Ui::finish_edit(bool accepted) {
    if (!edit_) return;
    // A wrong value that was entered can be mended; one that was left is given up.
    if (accepted || edit_->finish || edit_->left) {
        edit_.reset();
        return;
    }
    edit_->wrong = true;
    edit_->active = edit_->asked = false;  // opens again with what was typed
}

}  // namespace lossfield::app
