// How a computed result is being looked at: plain, saved data. Changing a View never recomputes anything.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "viz/inputs/value.hpp"

namespace lossfield::viz {

// From where a 3-D panel is seen, in degrees: azimuth about the up axis, from x towards y; elevation above the
// ground. Parallel projection: equal lengths stay equal, wherever they lie.
struct Camera {
    double azimuth = -60;
    double elevation = 30;
    double zoom = 1;
    bool operator==(const Camera&) const = default;
};

inline constexpr Interval camera_zoom{0.2, 20}, camera_elevation{-90, 90};
// What to give instead, as a sentence; empty where the camera is one that can be had.
[[nodiscard]] std::string camera_fault(const Camera& camera);

// Where the pointer is, in a panel's own coordinates.
struct Pointer {
    std::string panel;
    double x = 0;
    double y = 0;
    bool operator==(const Pointer&) const = default;
};

struct View {
    std::optional<long long> step;          // the playhead; none, or beyond the run: the last step
    std::map<std::string, Domain> ranges;   // panels that were zoomed or panned
    std::map<std::string, Camera> cameras;  // 3-D panels that were turned
    std::optional<Pointer> pointer;
    std::string
        lead;  // the panel that has the picture, the others beside it as small ones; empty: all as they are laid out

    // The step it shows of a run from 0 to `last`.
    [[nodiscard]] long long shown_step(long long last) const {
        return step ? std::clamp(*step, 0LL, last) : last;
    }
    bool operator==(const View&) const = default;
};

}  // namespace lossfield::viz
