// The parts of the composer. A panel is planned first (ranges, ticks, how much room its labels need), so that
// panels in one column or row can share their edges; then it is drawn into its frame.
#pragma once

#include <string>
#include <vector>

#include "viz/compose/compose.hpp"
#include "viz/draw/marks.hpp"
#include "viz/geometry/scale.hpp"

namespace lossfield::viz {

inline constexpr double tick_length = 4;
inline constexpr double reach_of_labels = 17;  // out of a panel, into the gap beside it

// Extent of a panel's marks and handles on one axis, rounded; the axis' own range when it has one.
[[nodiscard]] Domain fitted_range(const Panel& panel);

// Of the z axis of a 3-D panel likewise.
[[nodiscard]] Interval height_range(const Panel& panel);

// What a panel was zoomed or moved to; null where it was not, or where no axis can show it.
[[nodiscard]] const Domain* zoomed_range(const View& view, const std::string& panel);

// Round numbers around the extent of some values (low <= high), always resolvable.
[[nodiscard]] Interval shown_range(ScaleKind scale, Interval data);

// Of 800x500 at most: words leave it, and panels are folded, where plots would be too small.
[[nodiscard]] bool is_small(const Page& page, const Canvas& canvas);
// Every plan's cell, range, ticks, insets, frame and bar.
void arrange(const Figure& figure, const View& view, const Page& page, const Rect& room,
             std::vector<Plan>& plans, const Canvas& canvas);
// Whether the leading plot of a small page is smaller than it can be read well.
[[nodiscard]] bool leads_small(const Figure& figure, const View& view, const Page& page,
                               const std::vector<Plan>& plans, const Canvas& canvas);
// Range, ticks and insets of a panel for a cell of this size.
void plan_panel(Plan& plan, const View& view, const Canvas& canvas);
// Puts the plot into the cell, after insets were settled.
void place_panel(Plan& plan, const View& view);
// Title, axes, marks, legend, colour bar, handles.
void draw_panel(const Plan& plan, const Page& page, Canvas& canvas);

// The marks of a flat panel, cut to its plot.
void draw_marks(const Plan& plan, Canvas& canvas);
// The same of a folded one: a short title over its marks.
void draw_folded(const Plan& plan, const Page& page, Canvas& canvas);

// As many ticks as axes of about this size hold; then, with the plot in place, only those whose labels have room.
// Whether the name of the x axis stands in the row of its ticks' labels.
[[nodiscard]] bool named_in_row(const Plan& plan, const Canvas& canvas);
void plan_ticks(Plan& plan, const Canvas& canvas, double width, double height);
void settle_ticks(Plan& plan, const Canvas& canvas);
void draw_axes(const Plan& plan, Canvas& canvas);
void draw_simplex_frame(const Plan& plan, Canvas& canvas);    // corners and sides in words
void draw_simplex_outline(const Plan& plan, Canvas& canvas);  // the triangle itself, over its field
void draw_space(const Plan& plan, const Page& page, Canvas& canvas);
// For a plot of this place on the page. The box keeps its size while the camera goes round it.
// `labelled`: with room for the labels of its axes.
[[nodiscard]] SpaceFrame space_frame(const Panel& panel, const View& view, const Rect& plot, bool labelled);
void draw_sheets(const Plan& plan, Canvas& canvas);
// What the words of all sheets need at their usual size, or on a live page any such words.
[[nodiscard]] double sheets_height(const Panel& panel, double width, bool live, const Canvas& canvas);
void draw_table(const Plan& plan, Canvas& canvas);

// The small picture of a mark, its left end at its middle height: what a legend shows before the mark's name.
inline constexpr double legend_key = 24;  // with the gap to the name
void draw_legend_key(const Mark& mark, Vec2 left, Canvas& canvas);

// What a panel's bar shows. It lies at the end of the heading, where it takes this width (0: there is none) and height with its
// name and numbers, or stands beside a triangle. Small panels go without.
inline constexpr double lying_bar_height = 28;
[[nodiscard]] std::optional<ColourKey> bar_key(const Panel& panel);
[[nodiscard]] double lying_bar_width(const Plan& plan, const Canvas& canvas);
[[nodiscard]] Rect lying_bar(const Plan& plan, double right, double top);
[[nodiscard]] Rect standing_bar(const Plan& plan, const Canvas& canvas);
void reserve_colour_bar(const Plan& plan, Canvas& canvas);
void draw_colour_bar(const Plan& plan, Canvas& canvas);

// Room below the panels: notices, caption, formula, readouts.
[[nodiscard]] double footer_height(const Figure& figure, const Page& page, double width,
                                   const Canvas& canvas);
void draw_footer(const Figure& figure, const Page& page, const Rect& room, Canvas& canvas);

// Ternary panels: corner positions in plane coordinates and in pixels.
[[nodiscard]] std::vector<Vec2> simplex_corners(const Panel& panel);

// Multiplies every length of a finished composition.
void scale(Composition& composition, double factor);
void scale(Hold& hold, double factor);

// `fewer`: digits than usual.
[[nodiscard]] std::string readout_text(const Readout& readout, int fewer = 0);

}  // namespace lossfield::viz
