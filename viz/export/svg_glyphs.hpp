// Words that need no font of the viewer's: glyphs as paths, or fonts cut down to the used glyphs, inside the file.
#pragma once

#include <memory>
#include <string>

#include "viz/display/font_set.hpp"

namespace lossfield::viz {

// Opens each face anew, so that files may be made on several threads.
class GlyphOutlines {
  public:
    explicit GlyphOutlines(const FontSet& fonts);
    ~GlyphOutlines();
    GlyphOutlines(const GlyphOutlines&) = delete;
    GlyphOutlines& operator=(const GlyphOutlines&) = delete;

    // The data of one path for all glyphs of a run, unturned, in logical pixels. Throws OutputError where a font cannot be read.
    [[nodiscard]] std::string path_of(const TextPrim& run);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

// A @font-face rule for every face that the list's words use. Throws OutputError where a font cannot be cut down.
[[nodiscard]] std::string embedded_faces(const DisplayList& list, const FontSet& fonts);

}  // namespace lossfield::viz
