// Labels set into gaps of contour lines where they are straight enough.
#pragma once

#include <string>
#include <vector>

#include "viz/draw/marks.hpp"

namespace lossfield::viz {

inline constexpr TextLook contour_label_look{
    type_sizes.tick, {Role::Ink, 0, 0.8}, Style::Regular, AlignX::Centre, AlignY::Middle};

// What is written on the lines of one level.
struct LevelText {
    int id = 0;  // not 0
    std::string text;
    double width = 0;
};

// Which line runs through each small square of the plot: a label may cover its own line only.
class LineMap {
  public:
    explicit LineMap(const Rect& plot);
    void add(const std::vector<Vec2>& line, int id);
    // Whether a turned box holds no line but this one.
    [[nodiscard]] bool only(Vec2 centre, double width, double height, double degrees, int id) const;

  private:
    [[nodiscard]] int* at(double x, double y);
    [[nodiscard]] const int* at(double x, double y) const;

    Rect plot_;
    int columns_, rows_;
    std::vector<int> owner_;
};

// Draws a line of a level; where there is room a label interrupts it.
void draw_labelled_line(std::vector<Vec2> line, const Contours& m, const LevelText& level, const Plan& plan,
                        const LineMap& lines, Canvas& canvas);

}  // namespace lossfield::viz
