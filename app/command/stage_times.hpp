// How long a picture takes when every frame changes a value: the stages of the window's frame one after the
// other on one thread, in full detail, painted into memory. As in the window only that is painted anew which is not as it
// was in the frame before.
//   compute -> draw -> compose -> paint;  frame: the whole of it measured as one, with what the stages leave
//   behind freed again
// Stage times are milliseconds of a monotonic clock; median and the 95th percentile (nearest rank).
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "app/paint/frame_painter.hpp"
#include "viz/lab/lab.hpp"

namespace lossfield::app {

struct StageTime {
    double median = 0;
    double p95 = 0;
};
// Of a list that is not empty.
[[nodiscard]] StageTime stage_time(std::vector<double> milliseconds);

struct Profile {
    std::vector<std::pair<std::string, StageTime>> stages;  // compute, draw, compose, paint, frame
    // The most that a frame had.
    std::size_t grid_cells = 0;
    std::size_t arrows = 0;
    std::size_t contour_vertices = 0;
    // The share of the pixels that a frame painted anew, the median.
    double repainted = 0;
};

// Times one frame for each of `frames` after those of `warm_up`; every list is all of a lab's values.
[[nodiscard]] Profile profile(const viz::Lab& lab, viz::Detail detail,
                              const std::vector<viz::Values>& warm_up, const std::vector<viz::Values>& frames,
                              int width, int height, const viz::FontSet& fonts, FramePainter& painter);

}  // namespace lossfield::app
