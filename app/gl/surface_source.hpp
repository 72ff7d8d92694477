// Surfaces for files: painted off screen through surfaceless EGL, without a display, and without touching whatever
// context is current on the caller's thread.
#pragma once

#include "viz/space/surface_painter.hpp"

namespace lossfield::app {

// Opens OpenGL when it is first asked, and keeps it while the source or a painter of it lives.
[[nodiscard]] viz::SurfaceSource make_surface_source();

}  // namespace lossfield::app
