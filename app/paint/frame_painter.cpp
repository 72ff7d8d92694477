#include "app/paint/frame_painter.hpp"

#include <backends/imgui_impl_opengl3.h>
#include <cairo.h>
#include <glad/gl.h>
#include <imgui.h>

#include <utility>

#include "app/gl/offscreen_gl.hpp"
#include "app/paint/kept_frame.hpp"
#include "app/paint/painter_imgui.hpp"

namespace lossfield::app {
namespace {

constexpr const char* no_imgui = "Dear ImGui cannot draw with it";

// Dear ImGui without input: its context is made before and ended after the painter that draws through it.
class ImGuiFrames {
  public:
    ImGuiFrames(int width, int height) {
        ImGui::CreateContext();
        ImGuiIO& io = ImGui::GetIO();
        io.IniFilename = nullptr;
        io.LogFilename = nullptr;
        io.DisplaySize = ImVec2(static_cast<float>(width), static_cast<float>(height));
        ready_ = ImGui_ImplOpenGL3_Init("#version 330 core");
    }
    ~ImGuiFrames() {
        if (ready_) ImGui_ImplOpenGL3_Shutdown();
        ImGui::DestroyContext();
    }
    ImGuiFrames(const ImGuiFrames&) = delete;
    ImGuiFrames& operator=(const ImGuiFrames&) = delete;
    [[nodiscard]] bool ready() const { return ready_; }

  private:
    bool ready_ = false;
};

class OpenGlPainter : public FramePainter {
  public:
    OpenGlPainter(std::unique_ptr<OffscreenGl> gl, const viz::FontSet& fonts)
        : gl_(std::move(gl)), frames_(gl_->width(), gl_->height()), painter_(fonts) {
        name = "opengl";
        renderer = gl_->renderer();
        if (!frames_.ready()) fallback = no_imgui;
    }

    // As the window does it, with a wait for the driver in place of what brings it to the screen.
    void paint(const viz::DisplayList& list) override {
        ImGui_ImplOpenGL3_NewFrame();
        ImGui::GetIO().DeltaTime = 1.0F / 60;
        ImGui::NewFrame();
        painter_.begin_frame();
        painter_.paint(*ImGui::GetBackgroundDrawList(), list, ImVec2(0, 0), 1);
        ImGui::Render();
        gl_->bind();
        kept_.show(*ImGui::GetDrawData(), painter_.parts(), list.ground);
        glFinish();
    }
    [[nodiscard]] double repainted() const override {
        return static_cast<double>(kept_.repainted()) / gl_->width() / gl_->height();
    }
    [[nodiscard]] viz::Raster read() const override { return gl_->read(); }

  private:
    std::unique_ptr<OffscreenGl> gl_;
    ImGuiFrames frames_;
    Painter painter_;
    KeptFrame kept_{Target::Stays};
};

class CairoPainter : public FramePainter {
  public:
    CairoPainter(const viz::FontSet& fonts, std::string why) : fonts_(fonts) {
        name = "cairo";
        renderer = std::string("cairo ") + cairo_version_string();
        fallback = std::move(why);
    }

    void paint(const viz::DisplayList& list) override { raster_ = viz::rasterise(list, fonts_, 1); }
    [[nodiscard]] viz::Raster read() const override { return raster_; }

  private:
    const viz::FontSet& fonts_;
    viz::Raster raster_;
};

}  // namespace

std::unique_ptr<FramePainter> make_frame_painter(const viz::FontSet& fonts, int width, int height) {
    auto made = OffscreenGl::make(width, height);
    if (auto* gl = std::get_if<std::unique_ptr<OffscreenGl>>(&made)) {
        auto painter = std::make_unique<OpenGlPainter>(std::move(*gl), fonts);
        if (painter->fallback.empty()) return painter;
        return std::make_unique<CairoPainter>(fonts, painter->fallback);
    }
    return std::make_unique<CairoPainter>(fonts, std::get<std::string>(made));
}

}  // namespace lossfield::app
