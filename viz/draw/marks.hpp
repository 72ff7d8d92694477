// The marks of a panel, drawn into its frame: in the plane, or as the scene of a 3-D panel.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "viz/draw/canvas.hpp"
#include "viz/draw/coloured_line.hpp"
#include "viz/draw/plan.hpp"

namespace lossfield::viz {

void draw_mark(const Plan& plan, const Mark& mark, Canvas& canvas);
void draw_field(const Plan& plan, const Arrows& mark, Canvas& canvas);
void draw_contours(const Plan& plan, const Contours& mark, Canvas& canvas);
void draw_heat(const Plan& plan, const Heat& mark, Canvas& canvas);
void draw_mark_texts(const Plan& plan, const Mark& mark, Canvas& canvas);
void add_marks(Scene& scene, const Panel& panel, const SpaceFrame& frame, const Theme& theme);

// Keys of a legend look like the marks themselves. The line is already on the page.
void draw_marker(Canvas& canvas, Vec2 centre, double size, PointShape shape, const Colour& colour);
void draw_coloured_line(const std::vector<ValuedPoint>& line, const Curve& curve, Canvas& canvas,
                        double begun = 0);

// The pixels of a heat map, rows from the top.
[[nodiscard]] std::shared_ptr<std::vector<std::uint32_t>> heat_pixels(const Heat& m, const Theme& theme);
[[nodiscard]] std::shared_ptr<std::vector<std::uint32_t>> class_pixels(const Heat& m, const Theme& theme);

}  // namespace lossfield::viz
