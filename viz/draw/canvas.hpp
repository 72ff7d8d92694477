// The composer's pen: writes primitives in a theme's colours, measures and anchors text, and remembers which
// places are taken, so that labels keep clear of each other.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "viz/display/font_set.hpp"
#include "viz/display/theme.hpp"
#include "viz/draw/composition.hpp"

namespace lossfield::viz {

enum class AlignX { Left, Centre, Right };
enum class AlignY { Baseline, Top, Middle, Bottom };

struct TextLook {
    double size = type_sizes.label;
    Colour colour{Role::Ink};
    Style style = Style::Regular;
    AlignX align_x = AlignX::Left;
    AlignY align_y = AlignY::Baseline;
    double angle = 0;  // degrees counter-clockwise about the anchor
};

// Lengths of dashes on the page, in pixels; on = 0: solid.
struct Dashes {
    double on = 0, off = 0;
};
[[nodiscard]] Dashes dashes_of(const Theme& theme, Dash dash);

class Canvas {
  public:
    // `shrink`: what the finished page is scaled by.
    Canvas(Composition& out, const Theme& theme, const FontSet& fonts, double shrink = 1)
        : out_(out), theme_(theme), fonts_(fonts), shrink_(shrink) {}

    void group(const std::string& id) { out_.list.prims.emplace_back(GroupPrim{id}); }
    void clip(const Rect& rect) { out_.list.prims.emplace_back(ClipPrim{rect}); }
    void unclip() { out_.list.prims.emplace_back(UnclipPrim{}); }

    // `begun`: pixels of the dashes' pattern before the first point.
    void stroke(std::vector<Vec2> points, const Colour& colour, double width, Dash dash = Dash::Solid,
                bool closed = false, double begun = 0);
    void line(Vec2 from, Vec2 to, const Colour& colour, double width, Dash dash = Dash::Solid);
    void fill(std::vector<Vec2> convex, const Colour& colour);
    void fill(std::vector<Vec2> convex, Rgba colour);
    void rect(const Rect& r, const Colour& colour) {
        fill({{r.x, r.y}, {r.right(), r.y}, {r.right(), r.bottom()}, {r.x, r.bottom()}}, colour);
    }
    void disc(Vec2 centre, double radius, const Colour& colour);
    void ring(Vec2 centre, double radius, const Colour& colour, double width);
    // A shaft with a filled head; short ones shrink their head.
    void arrow(Vec2 from, Vec2 to, Rgba colour, double width);
    template <class P>
    void add(P&& prim) {
        out_.list.prims.emplace_back(std::forward<P>(prim));
    }

    // Where a text would lie.
    [[nodiscard]] Rect measure(const std::string& rich, Vec2 anchor, const TextLook& look) const;
    [[nodiscard]] double text_width(const std::string& rich, double size, Style style = Style::Regular) const;
    // As wide whatever live numbers it holds: each counts as five digits.
    [[nodiscard]] double steady_width(const std::string& rich, double size,
                                      Style style = Style::Regular) const;
    // The text, or as much of its beginning as leaves room for an ellipsis; empty where not even that has room.
    [[nodiscard]] std::string fitted(const std::string& rich, double width, double size,
                                     Style style = Style::Regular) const;
    // In lines no wider than this; a word that is wider is shortened.
    [[nodiscard]] std::vector<std::string> wrapped(const std::string& rich, double width, double size) const;
    // Draws it, records its box under `owner` and takes its place.
    Rect text(const std::string& rich, Vec2 anchor, const TextLook& look, const std::string& owner);

    // Of a small picture: texts are neither drawn nor keep a place.
    void keep_quiet(bool quiet) { quiet_ = quiet; }
    [[nodiscard]] bool quiet() const { return quiet_; }

    [[nodiscard]] bool is_free(const Rect& box) const;
    void take(const Rect& box) { taken_.push_back(box); }
    // A place that words should rather leave uncovered.
    void avoid(const Rect& box) { avoided_.push_back(box); }
    [[nodiscard]] bool is_clear(const Rect& box) const;

    [[nodiscard]] const Theme& theme() const { return theme_; }
    [[nodiscard]] const FontSet& fonts() const { return fonts_; }
    [[nodiscard]] Composition& out() { return out_; }
    [[nodiscard]] double page_height() const { return out_.list.height; }
    [[nodiscard]] double shrink() const { return shrink_; }
    // What makes ten pixels on the finished page.
    [[nodiscard]] double smallest_type() const { return 10 / shrink_; }

  private:
    [[nodiscard]] TextLine lay(const std::string& rich, const TextLook& look, Vec2 anchor,
                               Vec2& origin) const;

    Composition& out_;
    const Theme& theme_;
    const FontSet& fonts_;
    double shrink_;
    bool quiet_ = false;
    std::vector<Rect> taken_;
    std::vector<Rect> avoided_;
};

}  // namespace lossfield::viz
