#include "app/ui/heading.hpp"

namespace lossfield::app {
namespace {

// Points down where it is open, else to the right.
void draw_chevron(Ui& ui, ImVec2 centre, bool open, const viz::Rgba& colour) {
    const float a = ui.px(3.5), b = ui.px(2);
    auto& list = *ImGui::GetWindowDrawList();
    const ImVec2 tip = centre + (open ? ImVec2(0, b) : ImVec2(b, 0));
    for (const float side : {-a, a})
        list.AddLine(centre + (open ? ImVec2(side, -b) : ImVec2(-b, side)), tip, packed(colour), ui.px(1.2));
}

bool is_turned(Ui& ui, const Item& item, bool open) {
    if (item.clicked) return true;
    const int way = item.focused ? ui.take_nudge().x : 0;
    return open ? way < 0 : way > 0;
}

}  // namespace

std::string capitals(std::string text) {
    for (char& c : text)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return text;
}

void heading(Ui& ui, const std::string& text, float width_pixels) {
    ImGui::Dummy(ImVec2(width_pixels, ui.px(12)));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ui.text(ImVec2(at.x, at.y + ui.px(12)), capitals(text), 10.5, ui.theme().muted);
    ImGui::Dummy(ImVec2(width_pixels, ui.px(20)));
}

bool folding_heading(Ui& ui, const std::string& name, const std::string& text, const std::string& note,
                     float width_pixels, bool open) {
    const Item item = ui.item(name, ImVec2(width_pixels, ui.px(30)));
    const viz::Rgba& colour = item.hovered ? ui.accent() : ui.theme().muted;
    const float baseline = item.min.y + ui.px(19);
    ui.text(ImVec2(item.min.x, baseline), capitals(text), 10.5, colour);
    if (!open) ui.text_right(ImVec2(item.max.x - ui.px(14), baseline), note, 10.5, ui.theme().muted);
    draw_chevron(ui, ImVec2(item.max.x - ui.px(4), baseline - ui.px(4)), open, colour);
    return is_turned(ui, item, open);
}

bool folding_line(Ui& ui, const std::string& name, const std::string& words, float width_pixels, bool open) {
    const Item item = ui.item(name, ImVec2(width_pixels, ui.px(26)));
    const viz::Rgba& colour = item.hovered ? ui.accent() : ui.theme().muted;
    draw_chevron(ui, ImVec2(item.min.x + ui.px(7), item.min.y + ui.px(13)), open, colour);
    ui.text(ImVec2(item.min.x + ui.px(24), item.min.y + ui.px(17)), words, 13, colour);
    return is_turned(ui, item, open);
}

}  // namespace lossfield::app
