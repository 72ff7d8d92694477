// Paints a DisplayList on any Cairo surface. Glyphs stand exactly where FontSet says: a PDF gets them as
// text, pixels get their outlines, because Cairo's own glyph pictures would snap to whole pixels.
#pragma once

#include <cairo.h>

#include <memory>

#include "viz/display/display_list.hpp"
#include "viz/display/font_set.hpp"

namespace lossfield::viz::cairo {

template <auto destroy>
struct Deleter {
    void operator()(auto* thing) const { destroy(thing); }
};
using Surface = std::unique_ptr<cairo_surface_t, Deleter<cairo_surface_destroy>>;
using Context = std::unique_ptr<cairo_t, Deleter<cairo_destroy>>;

// In logical pixels of the target's current transformation. Throws OutputError; the target's status is the
// caller's to look at.
void paint(cairo_t* target, const DisplayList& list, const FontSet& fonts);

}  // namespace lossfield::viz::cairo
