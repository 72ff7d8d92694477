#include "viz/inputs/resolvable.hpp"

#include <algorithm>
#include <cmath>

namespace lossfield::viz {
namespace {

double larger_end(const Interval& r) { return std::max(std::abs(r.low), std::abs(r.high)); }

bool reaches_too_far(const Interval& r) {
    return !(larger_end(r) <= farthest_end) || std::isnan(r.low + r.high);
}

bool is_too_short(const Interval& r) {
    return !(r.length() >= shortest_length && r.length() >= finest_length * larger_end(r));
}

}  // namespace

bool resolvable(const Interval& r) { return r.low < r.high && !reaches_too_far(r) && !is_too_short(r); }

bool resolvable(const Domain& range) { return resolvable(range.x) && resolvable(range.y); }

std::string range_fault(const Domain& d) {
    if (!(d.x.low < d.x.high && d.y.low < d.y.high)) return "is empty; give x0 < x1 and y0 < y1";
    for (const Interval& r : {d.x, d.y}) {
        if (reaches_too_far(r)) return "is too wide: its ends must lie between -1e300 and 1e300";
        if (is_too_short(r))
            return "is too narrow for numbers of double precision: its lengths must be at least 1e-12 of "
                   "their larger "
                   "end, and 1e-300";
    }
    return {};
}

}  // namespace lossfield::viz
