#include "app/gl/surface_source.hpp"

#include <future>
#include <optional>
#include <utility>

#include "app/gl/offscreen_context.hpp"
#include "app/gl/surface_gl.hpp"

namespace lossfield::app {
namespace {

// Runs on a thread of its own, where no context is current; what it throws arrives here.
template <class Work>
auto aside(const Work& work) {
    return std::async(std::launch::async, work).get();
}

class OffscreenSurfaces : public viz::SurfacePainter {
  public:
    [[nodiscard]] static std::variant<std::shared_ptr<viz::SurfacePainter>, std::string> make() {
        return aside([]() -> std::variant<std::shared_ptr<viz::SurfacePainter>, std::string> {
            auto made = OffscreenContext::make();
            if (auto* failure = std::get_if<std::string>(&made)) return *failure;
            auto context = std::move(std::get<std::unique_ptr<OffscreenContext>>(made));
            auto painter = std::make_unique<SurfaceGl>();
            context->release();
            return std::shared_ptr<viz::SurfacePainter>(
                new OffscreenSurfaces(std::move(context), std::move(painter)));
        });
    }
    ~OffscreenSurfaces() override {
        aside([this] {
            const Current current(*context_);
            painter_.reset();
        });
    }
    OffscreenSurfaces(const OffscreenSurfaces&) = delete;
    OffscreenSurfaces& operator=(const OffscreenSurfaces&) = delete;

    [[nodiscard]] viz::ImagePrim paint(const viz::ScenePrim& scene, double scale) override {
        return aside([&] {
            const Current current(*context_);
            return painter_->paint(scene, scale);
        });
    }

  private:
    OffscreenSurfaces(std::unique_ptr<OffscreenContext> context, std::unique_ptr<SurfaceGl> painter)
        : context_(std::move(context)), painter_(std::move(painter)) {}

    struct Current {
        explicit Current(const OffscreenContext& c) : context(c) { context.make_current(); }
        ~Current() { context.release(); }
        Current(const Current&) = delete;
        Current& operator=(const Current&) = delete;
        const OffscreenContext& context;
    };

    std::unique_ptr<OffscreenContext> context_;
    std::unique_ptr<SurfaceGl> painter_;
};

}  // namespace

viz::SurfaceSource make_surface_source() {
    using Made = std::variant<std::shared_ptr<viz::SurfacePainter>, std::string>;
    return [made = std::optional<Made>()]() mutable {
        if (!made) made = OffscreenSurfaces::make();
        return *made;
    };
}

}  // namespace lossfield::app
