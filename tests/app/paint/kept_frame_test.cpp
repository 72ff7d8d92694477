// What is kept of a frame is never seen: after any frames before it, a frame has the very pixels that Dear ImGui's own
// back end paints on cleared ground.
#include "app/paint/kept_frame.hpp"

#include <backends/imgui_impl_opengl3.h>
#include <fmt/format.h>
#include <glad/gl.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <vector>

#include "app/gl/offscreen_gl.hpp"
#include "app/paint/painter_imgui.hpp"
#include "tests/app/paint/hand.hpp"
#include "viz/lab/catalog.hpp"

namespace lossfield::tests {
namespace kept_frame_test {

using namespace viz;

// As a window has it: the frame lies in its lower left corner where it is smaller.
class Framebuffer {
  public:
    Framebuffer() {
        glGenFramebuffers(1, &name_);
        glGenRenderbuffers(1, &colours_);
        glBindRenderbuffer(GL_RENDERBUFFER, colours_);
        glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, most_width, most_height);
        glBindFramebuffer(GL_FRAMEBUFFER, name_);
        glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, colours_);
    }
    ~Framebuffer() {
        glDeleteFramebuffers(1, &name_);
        glDeleteRenderbuffers(1, &colours_);
    }
    Framebuffer(const Framebuffer&) = delete;
    Framebuffer& operator=(const Framebuffer&) = delete;

    void bind() const { glBindFramebuffer(GL_FRAMEBUFFER, name_); }
    [[nodiscard]] std::vector<std::uint32_t> read(int width, int height) const {
        std::vector<std::uint32_t> pixels(static_cast<std::size_t>(width * height));
        bind();
        glReadPixels(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE, pixels.data());
        return pixels;
    }

  private:
    unsigned name_ = 0, colours_ = 0;
};

class KeptFrameGlPixels : public testing::Test {
  protected:
    void SetUp() override {
        auto made = app::OffscreenGl::make(most_width, most_height);
        if (const auto* reason = std::get_if<std::string>(&made))
            GTEST_SKIP() << "no OpenGL (" << *reason << ")";
        gl_ = std::move(std::get<0>(made));
        ImGui::CreateContext();
        ImGui::GetIO().IniFilename = nullptr;
        ASSERT_TRUE(ImGui_ImplOpenGL3_Init("#version 330 core"));
        painter_.emplace(fonts());
        plain_.emplace();
        staying_.emplace();
        changing_.emplace();
    }
    void TearDown() override {
        if (!gl_) return;
        kept_.reset(), copied_.reset();
        plain_.reset(), staying_.reset(), changing_.reset();
        painter_.reset();
        ImGui_ImplOpenGL3_Shutdown();
        ImGui::DestroyContext();
    }

    // The frame as ImDrawData.
    const ImDrawData& frame_of(const Scenery& s) {
        ImGui_ImplOpenGL3_NewFrame();
        ImGui::GetIO().DeltaTime = 1.0F / 60;
        ImGui::GetIO().DisplaySize = ImVec2(static_cast<float>(s.width), static_cast<float>(s.height));
        ImGui::NewFrame();
        painter_->begin_frame();
        painter_->paint(*ImGui::GetBackgroundDrawList(), s.list, ImVec2(12, 7), static_cast<float>(s.scale));
        ImDrawList& above = *ImGui::GetForegroundDrawList();
        const auto end = static_cast<float>(s.width);
        above.PushClipRect(ImVec2(end - 90.3F, 0), ImVec2(end, 200.7F));
        above.AddRectFilled(ImVec2(end - 99, -5), ImVec2(end, 300), IM_COL32(240, 244, 250, 255), 6);
        above.AddText(ImVec2(end - 80, 20), IM_COL32(20, 20, 20, 255), "slider");
        above.AddCircleFilled(ImVec2(end - 85 + 70 * static_cast<float>(s.slider), 60), 7.4F,
                              IM_COL32(30, 90, 200, 220));
        above.PopClipRect();
        const ImVec2 tip(static_cast<float>(s.tip.x), static_cast<float>(s.tip.y));
        above.AddRectFilled(tip, ImVec2(tip.x + 70, tip.y + 24), IM_COL32(255, 255, 230, 200), 4);
        painter_->text(above, fonts().line("$x_1$ = " + fmt::format("{:.2f}", s.tip.x), 12),
                       ImVec2(tip.x + 6, tip.y + 16), 1, {0, 0, 0, 255});
        ImGui::Render();
        return *ImGui::GetDrawData();
    }

    void expect_the_same(const Scenery& s) {
        const ImDrawData& frame = frame_of(s);
        plain_->bind();
        const Rgba& g = s.list.ground;
        glViewport(0, 0, most_width, most_height);
        glClearColor(static_cast<float>(g.r) / 255, static_cast<float>(g.g) / 255,
                     static_cast<float>(g.b) / 255, 1);
        glClear(GL_COLOR_BUFFER_BIT);
        ImGui_ImplOpenGL3_RenderDrawData(const_cast<ImDrawData*>(&frame));
        staying_->bind();
        kept_->show(frame, painter_->parts(), g);
        changing_->bind();
        // Another's picture is there by now.
        glClearColor(1, 0, 1, 1);
        glClear(GL_COLOR_BUFFER_BIT);
        copied_->show(frame, painter_->parts(), g);
        ASSERT_EQ(glGetError(), static_cast<GLenum>(GL_NO_ERROR));
        const auto wanted = plain_->read(s.width, s.height);
        for (const auto& [name, got] : {std::pair{"stays", staying_->read(s.width, s.height)},
                                        std::pair{"changes", changing_->read(s.width, s.height)}}) {
            const auto first = std::mismatch(wanted.begin(), wanted.end(), got.begin()).first;
            long differing = 0;
            for (std::size_t i = 0; i < wanted.size(); ++i) differing += wanted[i] != got[i] ? 1 : 0;
            const long at = first - wanted.begin();
            ASSERT_EQ(differing, 0) << name << ": first at " << at % s.width << ", "
                                    << s.height - 1 - at / s.width << " of " << s.width << " x " << s.height;
        }
    }

    std::unique_ptr<app::OffscreenGl> gl_;
    std::optional<app::Painter> painter_;
    std::optional<Framebuffer> plain_, staying_, changing_;
    std::optional<app::KeptFrame> kept_{app::Target::Stays}, copied_{app::Target::Changes};
};

TEST_F(KeptFrameGlPixels, AreThoseOfAFrameThatIsPaintedAfresh) {
    // Every lab in one window, one after the other.
    Scenery scenery;
    for (const Lab* lab : all_labs()) {
        Hand hand(*lab, 7);
        hand.compose_into(scenery);
        for (int frame = 0; frame < 30; ++frame) {
            SCOPED_TRACE(fmt::format("{}, frame {}", lab->id, frame));
            // First long enough in one place for a layer of what stands still.
            if (frame >= 8) hand.act(scenery);
            expect_the_same(scenery);
            if (HasFatalFailure()) return;
        }
    }
}

TEST_F(KeptFrameGlPixels, ThatAreTheSameAreNotPaintedAgain) {
    Scenery scenery;
    const Lab& race = find_lab(catalog(), "race");
    Hand hand(race, 1);
    hand.compose_into(scenery);
    expect_the_same(scenery);
    EXPECT_EQ(kept_->repainted(), static_cast<long>(most_width) * most_height);
    for (int frame = 0; frame < 10; ++frame) {
        expect_the_same(scenery);
        EXPECT_EQ(kept_->repainted(), 0) << frame;
    }
    scenery.slider = 0.35;
    expect_the_same(scenery);
    EXPECT_GT(kept_->repainted(), 0);
    EXPECT_LE(kept_->repainted(), 128 * 224);  // the strip with the slider
    // Lost, as when another window lay over this one.
    staying_->bind();
    glClearColor(1, 0, 1, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    kept_->forget();
    expect_the_same(scenery);
    EXPECT_EQ(kept_->repainted(), static_cast<long>(most_width) * most_height);
}

}  // namespace kept_frame_test
}  // namespace lossfield::tests
