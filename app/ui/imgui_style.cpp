#include "app/ui/imgui_style.hpp"

#include <cmath>

#include <imgui.h>

#include "app/platform/imgui_compat.hpp"
#include "app/ui/ui.hpp"

namespace lossfield::app {
namespace {

constexpr double field_text = 13;  // em in logical pixels

ImVec4 colour(const viz::Rgba& c) { return ImGui::ColorConvertU32ToFloat4(packed(c)); }

}  // namespace

void apply_style(const viz::Theme& theme, float scale) {
    ImGuiStyle style;
    style.WindowPadding = {0, 0};
    style.WindowBorderSize = 0;
    style.WindowMinSize = {1, 1};
    style.PopupBorderSize = 1;
    style.FrameBorderSize = 1;
    style.FramePadding = {8, 4.5F};
    style.ItemSpacing = {0, 0};
    style.FrameRounding = 4;
    style.PopupRounding = 5;
    style.ScrollbarSize = 8;
    style.ScrollbarRounding = 4;
    style.ScaleAllSizes(scale);
    style.WindowBorderSize = 0;
    style.FrameBorderSize = style.PopupBorderSize = std::fmax(1.0F, std::floor(scale));

    for (auto& c : style.Colors) c = colour(theme.faint);
    style.Colors[ImGuiCol_Text] = colour(theme.ink);
    style.Colors[ImGuiCol_TextDisabled] = colour(theme.muted);
    style.Colors[ImGuiCol_WindowBg] = style.Colors[ImGuiCol_PopupBg] = colour(theme.ground);
    style.Colors[ImGuiCol_ChildBg] = {0, 0, 0, 0};
    style.Colors[ImGuiCol_Border] = colour(theme.faint);
    style.Colors[ImGuiCol_BorderShadow] = {0, 0, 0, 0};
    style.Colors[ImGuiCol_FrameBg] = style.Colors[ImGuiCol_FrameBgHovered] =
        style.Colors[ImGuiCol_FrameBgActive] = colour(theme.ground);
    style.Colors[ImGuiCol_TextSelectedBg] = colour(faded(theme.series[0], 0.3));
    style.Colors[ImGuiCol_ScrollbarBg] = {0, 0, 0, 0};
    style.Colors[ImGuiCol_ScrollbarGrab] = colour(faded(theme.muted, 0.35));
    style.Colors[ImGuiCol_ScrollbarGrabHovered] = style.Colors[ImGuiCol_ScrollbarGrabActive] =
        colour(faded(theme.muted, 0.6));
    ImGui::GetStyle() = style;
}

void load_fonts(const viz::FontSet& fonts, float scale) {
    // The ranges must outlive the atlas: Latin, Greek, punctuation, scripts, arrows and mathematical signs.
    static const ImWchar ranges[] = {0x20,   0x17f,  0x370,  0x3ff,  0x2010, 0x205e,
                                     0x2070, 0x209f, 0x2190, 0x22ff, 0};
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    atlas.Clear();
    ImFontConfig config;
    config.OversampleH = 2;
    for (const auto& face : fonts.faces()) {
        if (face.italic || (config.MergeMode && face.weight != 400)) continue;
        config.FontNo = face.index;
        // Dear ImGui calls the height from ascender to descender the size.
        const double size = field_text * face.line_height * scale;
        atlas.AddFontFromFileTTF(face.file.c_str(), static_cast<float>(size), &config, ranges);
        config.MergeMode = true;
    }
    compat::fonts_replaced();
}

}  // namespace lossfield::app
