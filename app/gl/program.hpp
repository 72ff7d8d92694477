// A shader program of OpenGL 3.3 from the texts in assets/shaders; needs a current context.
//   Throws std::runtime_error with the driver's words when it cannot be built.
#pragma once

namespace lossfield::app {

class GlProgram {
  public:
    GlProgram(const char* vertex_text, const char* fragment_text);
    ~GlProgram();
    GlProgram(const GlProgram&) = delete;
    GlProgram& operator=(const GlProgram&) = delete;

    void use() const;
    // To be set while in use; a name that the program lacks throws.
    [[nodiscard]] int uniform(const char* name) const;

  private:
    unsigned name_ = 0;
};

// The texts, compiled into the program.
namespace shaders {
extern const char* const surface_vert;
extern const char* const surface_frag;
extern const char* const overlay_vert;
extern const char* const overlay_frag;
}  // namespace shaders

}  // namespace lossfield::app
