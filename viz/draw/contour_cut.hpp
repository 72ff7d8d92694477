// Level sets on the page: cut to the frame, but where all of the field lies in it, which is the rule.
#pragma once

#include <vector>

#include "viz/draw/frame_cut.hpp"

namespace lossfield::viz {

class ContourCut {
  public:
    ContourCut(const PanelFrame& frame, const Field& field);

    void rings(FillPrim& fill) const;
    void triangles(FillPrim& fill) const;
    // Each line's pieces in its place.
    void lines(std::vector<std::vector<Vec2>>& all) const;

  private:
    [[nodiscard]] std::vector<Vec2> offsets(const Vec2* first, const Vec2* last) const;
    void to_pixels(std::vector<Vec2>& points) const;

    const PanelFrame& frame_;
    FrameCut cut_;
    ToPixels at_;
    bool linear_ = true, whole_ = true;
};

}  // namespace lossfield::viz
