#include "viz/draw/coloured_line.hpp"

#include <algorithm>
#include <cmath>

namespace lossfield::viz {
namespace {

constexpr double one_colour = 1.5;  // pixels; shorter stretches are not cut
constexpr double beneath = 0.75;    // pixels that a run reaches under the next
constexpr double longest = 1e5;     // pixels; farther than any page, where nobody counts dashes
constexpr double nearest = 0.4;  // pixels; a nearer point is left out: a path may have thousands in one place

bool is_there(const ValuedPoint& p) {
    return std::isfinite(p.page.x) && std::isfinite(p.page.y) && !std::isnan(p.at.z) &&
           std::isfinite(p.position);
}

double distance(Vec2 a, Vec2 b) { return std::hypot(b.x - a.x, b.y - a.y); }

Vec2 between(Vec2 a, Vec2 b, double f) { return {std::lerp(a.x, b.x, f), std::lerp(a.y, b.y, f)}; }

ValuedPoint between(const ValuedPoint& a, const ValuedPoint& b, double f) {
    return {{std::lerp(a.at.x, b.at.x, f), std::lerp(a.at.y, b.at.y, f), std::lerp(a.at.z, b.at.z, f)},
            between(a.page, b.page, f),
            std::lerp(a.position, b.position, f)};
}

int step_at(double position) {
    return std::clamp(static_cast<int>(position * colour_steps), 0, colour_steps - 1);
}

class Cutter {
  public:
    Cutter(const Dashes& dashes, double begun) : dashes_(dashes), done_(begun) {}

    void stretch(const ValuedPoint& a, const ValuedPoint& b) {
        const double length = distance(a.page, b.page);
        if (length < one_colour || a.position == b.position)
            return one(a, b, length, step_at((a.position + b.position) / 2));
        // Where the position passes a multiple of 1 / colour_steps.
        const double from = a.position * colour_steps, to = b.position * colour_steps;
        const double way = to > from ? 1 : -1;
        double next = way > 0 ? std::floor(from) + 1 : std::ceil(from) - 1;
        double begun = 0;
        for (; way * (to - next) > 0; next += way) {
            const double f = (next - from) / (to - from);
            one(between(a, b, begun), between(a, b, f), (f - begun) * length,
                step_at((next - way / 2) / colour_steps));
            begun = f;
        }
        one(between(a, b, begun), b, (1 - begun) * length, step_at((next - way / 2) / colour_steps));
    }

    // The line ends here.
    void end() {
        if (!out_.empty()) out_.back().step = -1;
        joined_ = false;
    }
    void gap() {
        end();
        done_ = 0;
    }

    [[nodiscard]] std::vector<ColouredPoint> take() { return std::move(out_); }

  private:
    // A stretch of one colour, through the pattern of dashes.
    void one(const ValuedPoint& a, const ValuedPoint& b, double length, int step) {
        if (!(dashes_.on > 0) || !(length < longest)) return put(a, b, step);
        const double period = dashes_.on + dashes_.off;
        for (double from = 0; from < length;) {
            const double phase = std::fmod(done_ + from, period);
            const bool drawn = phase < dashes_.on;
            const double to = std::min(length, from + std::max(1e-6, (drawn ? dashes_.on : period) - phase));
            if (drawn)
                put(between(a, b, from / length), between(a, b, to / length), step);
            else
                end();
            from = to;
        }
        done_ += length;
    }

    void put(const ValuedPoint& a, const ValuedPoint& b, int step) {
        if (joined_)
            out_.back().step = step;
        else
            out_.push_back({a.at, a.page, step});
        out_.push_back({b.at, b.page, -1});
        joined_ = true;
    }

    Dashes dashes_;
    double done_ = 0;
    bool joined_ = false;
    std::vector<ColouredPoint> out_;
};

}  // namespace

std::vector<ColouredPoint> coloured_line(const std::vector<ValuedPoint>& line, const Dashes& dashes,
                                         double begun) {
    Cutter cutter(dashes, begun);
    const ValuedPoint* before = nullptr;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const ValuedPoint& p = line[i];
        if (!is_there(p)) {
            cutter.gap();
            before = nullptr;
            continue;
        }
        const bool last = i + 1 == line.size() || !is_there(line[i + 1]);
        if (before != nullptr) {
            if (!last && distance(before->page, p.page) < nearest) continue;
            cutter.stretch(*before, p);
        }
        before = &p;
    }
    cutter.end();
    return cutter.take();
}

Rgba colour_of_step(const Theme& theme, ColourMapKind map, int step) {
    return colour_at(theme, map, (step + 0.5) / colour_steps);
}

std::vector<ColouredRun> runs_of(const std::vector<ColouredPoint>& line) {
    std::vector<ColouredRun> runs;
    bool open = false;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const ColouredPoint &a = line[i], &b = line[i + 1];
        if (a.step < 0) {
            open = false;
            continue;
        }
        if (!open || runs.back().step != a.step) {
            const double length = distance(a.page, b.page);
            if (open) runs.back().points.push_back(between(a.page, b.page, std::min(1.0, beneath / length)));
            runs.push_back({{a.page}, a.step});
        }
        runs.back().points.push_back(b.page);
        open = true;
    }
    return runs;
}

}  // namespace lossfield::viz
