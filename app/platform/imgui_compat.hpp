// What differs between Dear ImGui 1.86 and 1.92, and nothing else of it: the input queue (since 1.87), texture
// handles (1.91.4 and 1.92), a frame's lists (1.89.8), fonts (1.92) and the order of drawing arguments (1.92.8).
#pragma once

#include <cstdint>

#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

namespace lossfield::app::compat {

#if IMGUI_VERSION_NUM >= 18700
inline constexpr bool has_input_queue = true;
inline void add_mouse_button(int button, bool down) { ImGui::GetIO().AddMouseButtonEvent(button, down); }
inline void add_mouse_position(float x, float y) { ImGui::GetIO().AddMousePosEvent(x, y); }
inline void set_mouse(float, float, const bool (&)[3]) {}
#else
inline constexpr bool has_input_queue = false;
inline void add_mouse_button(int, bool) {}
inline void add_mouse_position(float, float) {}
// The back end has just asked the system for the present state; replaced by the state of this frame's events.
inline void set_mouse(float x, float y, const bool (&buttons)[3]) {
    ImGuiIO& io = ImGui::GetIO();
    io.MousePos = x < -1e5F ? ImVec2(-FLT_MAX, -FLT_MAX) : ImVec2(x, y);
    for (int i = 0; i < 3; ++i) io.MouseDown[i] = buttons[i];
}
#endif

inline ImTextureID texture_id(unsigned gl_name) { return (ImTextureID)(std::intptr_t)gl_name; }

// 0: one of Dear ImGui's own that its back end may not have made yet.
inline unsigned texture_name(const ImDrawCmd& command) {
#if IMGUI_VERSION_NUM >= 19200
    if (command.TexRef._TexData != nullptr) return 0;
#endif
    return static_cast<unsigned>((std::intptr_t)command.GetTexID());
}

inline void push_texture(ImDrawList& list, unsigned gl_name) {
#if IMGUI_VERSION_NUM >= 19200
    list.PushTexture(ImTextureRef(texture_id(gl_name)));
#else
    list.PushTextureID(texture_id(gl_name));
#endif
}

inline void pop_texture(ImDrawList& list) {
#if IMGUI_VERSION_NUM >= 19200
    list.PopTexture();
#else
    list.PopTextureID();
#endif
}

inline void polyline(ImDrawList& list, const ImVec2* points, int count, ImU32 colour, bool closed,
                     float thickness) {
    const ImDrawFlags flags = closed ? ImDrawFlags_Closed : ImDrawFlags_None;
#if IMGUI_VERSION_NUM >= 19280
    list.AddPolyline(points, count, colour, thickness, flags);
#else
    list.AddPolyline(points, count, colour, flags, thickness);
#endif
}

inline void outline(ImDrawList& list, ImVec2 min, ImVec2 max, ImU32 colour, float rounding, float thickness) {
#if IMGUI_VERSION_NUM >= 19280
    list.AddRect(min, max, colour, rounding, thickness, ImDrawFlags_None);
#else
    list.AddRect(min, max, colour, rounding, ImDrawFlags_None, thickness);
#endif
}

// Draws one list as if it were all of a frame.
inline void render(const ImDrawData& frame, ImDrawList& list) {
    ImDrawData alone = frame;
#if IMGUI_VERSION_NUM >= 18980
    alone.CmdLists.resize(0);
    alone.CmdLists.push_back(&list);
#else
    ImDrawList* lists[] = {&list};
    alone.CmdLists = lists;
#endif
    alone.CmdListsCount = 1;
    alone.TotalVtxCount = list.VtxBuffer.Size;
    alone.TotalIdxCount = list.IdxBuffer.Size;
    ImGui_ImplOpenGL3_RenderDrawData(&alone);
}

// Before 1.92 the atlas is baked: to be called between frames after its fonts were replaced.
inline void fonts_replaced() {
#if IMGUI_VERSION_NUM < 19200
    ImGui_ImplOpenGL3_DestroyFontsTexture();
    ImGui_ImplOpenGL3_CreateFontsTexture();
#endif
}

}  // namespace lossfield::app::compat
