// Triangles for painters that cannot fill a polygon with holes.
#pragma once

#include "viz/display/display_list.hpp"

namespace lossfield::viz {

// Fills in triangle_points and triangle_indices of a region given by its rings (even-odd): the region is cut
// into trapezoids between the heights of its corners. Exact for any rings that do not cross each other
// between corners.
void triangulate(FillPrim& fill);

}  // namespace lossfield::viz
