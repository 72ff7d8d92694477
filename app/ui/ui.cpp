#include "app/ui/ui.hpp"

#include <algorithm>
#include <cmath>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include "app/platform/imgui_compat.hpp"

namespace lossfield::app {
namespace {

viz::Rect rect_of(ImVec2 min, ImVec2 max) { return {min.x, min.y, max.x - min.x, max.y - min.y}; }

}  // namespace

viz::Rgba faded(viz::Rgba colour, double opacity) {
    colour.a = static_cast<std::uint8_t>(colour.a * std::clamp(opacity, 0.0, 1.0));
    return colour;
}

void Ui::begin_frame(const viz::Theme& theme, float scale, double now) {
    theme_ = &theme;
    scale_ = scale;
    now_ = now;
    wake_at_ = 0;
    widgets_.clear();
    tip_.clear();
    tip_claimed_ = false;
    field_active_ = false;
}

void Ui::end_frame() {
    if (!tip_claimed_) tip_owner_.clear();
    if (tip_hushed_ != tip_owner_) tip_hushed_.clear();
    draw_tooltip();
    // A field whose control is gone must not keep the keyboard waiting.
    if (edit_ && ++edit_->unseen > 2) edit_.reset();
    focus_moved_ = false;
    if (input_.take_key(GLFW_KEY_TAB, 0, true)) move_focus(1);
    if (input_.take_key(GLFW_KEY_TAB, GLFW_MOD_SHIFT, true)) move_focus(-1);
    const auto here =
        std::find_if(widgets_.begin(), widgets_.end(), [&](const Widget& w) { return w.name == focus_; });
    if (here == widgets_.end()) focus_.clear();
}

float Ui::px(double logical) const { return std::round(static_cast<float>(logical) * scale_); }

void Ui::text(ImVec2 at, const std::string& rich, double size, const viz::Rgba& colour, viz::Style style) {
    painter_.text(*ImGui::GetWindowDrawList(), painter_.fonts().line(rich, size, style), at, scale_, colour);
}

void Ui::text_right(ImVec2 at, const std::string& rich, double size, const viz::Rgba& colour,
                    viz::Style style) {
    text(ImVec2(at.x - width(rich, size, style), at.y), rich, size, colour, style);
}

void Ui::text_centred(ImVec2 at, const std::string& rich, double size, const viz::Rgba& colour,
                      viz::Style style) {
    text(ImVec2(at.x - width(rich, size, style) / 2, at.y), rich, size, colour, style);
}

float Ui::width(const std::string& rich, double size, viz::Style style) const {
    return static_cast<float>(painter_.fonts().line(rich, size, style).width) * scale_;
}

std::string Ui::fitted(const std::string& plain, double size, float room, viz::Style style) const {
    if (width(plain, size, style) <= room) return plain;
    std::string cut = plain;
    while (!cut.empty() && width(cut + "…", size, style) > room) {
        while (!cut.empty() && (static_cast<unsigned char>(cut.back()) & 0xC0U) == 0x80U) cut.pop_back();
        if (!cut.empty()) cut.pop_back();
    }
    return cut + "…";
}

Item Ui::item(const std::string& name, ImVec2 size, bool wants_focus) {
    const bool focusable = wants_focus && !blocked_;
    Item item;
    item.min = ImGui::GetCursorScreenPos();
    item.max = item.min + size;
    ImGui::InvisibleButton(name.c_str(), size, ImGuiButtonFlags_MouseButtonLeft);
    item.hovered = ImGui::IsItemHovered();
    item.pressed = ImGui::IsItemActivated();
    item.held = ImGui::IsItemActive();
    item.released = ImGui::IsItemDeactivated();
    item.double_clicked = item.hovered && ImGui::IsMouseDoubleClicked(0);
    item.right_clicked = item.hovered && ImGui::IsMouseClicked(1);
    item.clicked = item.released && item.hovered;
    const bool visible = ImGui::IsItemVisible();
    if (visible || focusable) widgets_.push_back({name, rect_of(item.min, item.max), focusable});
    if (focusable && item.pressed) focus_ = name;
    item.focused = focusable && focused(name);
    if (item.focused) {
        if (focus_moved_ && !visible) ImGui::SetScrollHereY();
        if (input_.take_key(GLFW_KEY_ENTER) || input_.take_key(GLFW_KEY_KP_ENTER)) item.clicked = true;
        const float r = px(4);
        compat::outline(*ImGui::GetWindowDrawList(), ImVec2(item.min.x - px(3), item.min.y),
                        ImVec2(item.max.x + px(3), item.max.y), packed(faded(accent(), 0.45)), r,
                        std::max(1.0F, scale_));
    }
    return item;
}

void Ui::place(const std::string& name, const viz::Rect& pixels, bool focusable) {
    widgets_.push_back({name, pixels, focusable && !blocked_});
}

Ui::Nudge Ui::take_nudge() {
    Nudge nudge;
    for (const int modifiers : {0, GLFW_MOD_SHIFT}) {
        const auto arrow = [&](int key, int& axis, int step) {
            if (!input_.take_key(key, modifiers, true)) return;
            axis += step;
            nudge.fine = modifiers != 0;
            nudge.repeat = input_.was_repeat();
        };
        arrow(GLFW_KEY_LEFT, nudge.x, -1);
        arrow(GLFW_KEY_RIGHT, nudge.x, 1);
        arrow(GLFW_KEY_DOWN, nudge.y, -1);
        arrow(GLFW_KEY_UP, nudge.y, 1);
    }
    return nudge;
}

void Ui::move_focus(int direction) {
    if (edit_) edit_->finish = true;
    std::vector<std::string> names;
    for (const auto& widget : widgets_)
        if (widget.focusable) names.push_back(widget.name);
    // The picture comes first, then controls, tools and labs, whatever the order in which they are drawn.
    const auto rank = [](const std::string& name) {
        return name.rfind("handle/", 0) == 0  ? 0
               : name.rfind("panel/", 0) == 0 ? 0
               : name.rfind("tool/", 0) == 0  ? 2
               : name.rfind("lab/", 0) == 0   ? 3
               : name.rfind("topic/", 0) == 0 ? 3
                                              : 1;
    };
    std::stable_sort(names.begin(), names.end(),
                     [&](const std::string& a, const std::string& b) { return rank(a) < rank(b); });
    if (names.empty()) return;
    const auto here = std::find(names.begin(), names.end(), focus_);
    const auto count = static_cast<long>(names.size());
    const long next = here == names.end() ? (direction > 0 ? 0 : count - 1)
                                          : (here - names.begin() + direction + count) % count;
    focus_ = names[static_cast<std::size_t>(next)];
    focus_moved_ = true;
}

void Ui::tooltip(const std::string& owner, const std::vector<std::string>& lines, double delay) {
    if (covered_) return;
    if (tip_owner_ != owner) tip_since_ = now_;
    tip_owner_ = owner;
    tip_claimed_ = true;
    // The words of a control are in the way once it was pressed; values under the pointer are not.
    if (delay > 0.2) {
        if (ImGui::IsMouseDown(0)) tip_hushed_ = owner;
        if (tip_hushed_ == owner) return;
    }
    if (now_ - tip_since_ >= delay) {
        tip_ = lines;
    } else {
        wake_at(tip_since_ + delay);
    }
}

void Ui::draw_tooltip() {
    if (tip_.empty() || ImGui::IsMouseDown(1)) return;
    constexpr double size = 12;
    const float line_height = px(17), margin = px(8), limit = px(280);
    std::vector<std::string> lines;
    for (const auto& text : tip_)
        for (auto& line : painter_.fonts().wrap(text, size, limit / scale_)) lines.push_back(std::move(line));
    float widest = 0;
    for (const auto& line : lines) widest = std::max(widest, width(line, size));
    const ImVec2 box(widest + 2 * margin, line_height * static_cast<float>(lines.size()) + margin);
    const ImVec2 screen = ImGui::GetIO().DisplaySize, pointer = ImGui::GetIO().MousePos;
    ImVec2 at(pointer.x + px(14), pointer.y + px(18));
    if (at.x + box.x > screen.x - px(4)) at.x = std::max(px(4), pointer.x - box.x - px(8));
    if (at.y + box.y > screen.y - px(4)) at.y = std::max(px(4), pointer.y - box.y - px(8));
    at = ImVec2(std::round(at.x), std::round(at.y));
    ImDrawList& to = *ImGui::GetForegroundDrawList();
    to.AddRectFilled(at, at + box, packed(theme().ground), px(4));
    to.AddRect(at, at + box, packed(theme().faint), px(4));
    float y = at.y + margin / 2 + px(12.5);
    for (const auto& line : lines) {
        painter_.text(to, painter_.fonts().line(line, size), ImVec2(at.x + margin, y), scale_, theme().ink);
        y += line_height;
    }
}

}  // namespace lossfield::app
