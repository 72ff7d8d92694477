#include "viz/contour.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>

#include "viz/mesh.hpp"

namespace lossfield::viz {
namespace {

constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

struct Segment {
    std::uint32_t from, to;  // vertex numbers: crossing of edge e is e, node n is edges + n
    bool on_isoline;
};

// Edges with one living cell only, and on which side of them it is: on the left of the edge's direction, or of
// the opposite one.
enum Rim : std::uint8_t { inner, forward, backward };

class Marcher {
  public:
    Marcher(Mesh mesh, const Vector& values, const Vector& levels, Interpolation interpolation)
        : mesh_(std::move(mesh)),
          v_(values),
          levels_(levels),
          exponential_(interpolation != Interpolation::Linear) {
        classify();
        if (exponential_) {
            // Counted from the lowest value, so that large values do not all vanish.
            lowest_ = finite_range(v_).low;
            mapped_.reserve(v_.size());
            for (const double v : v_) mapped_.push_back(std::exp(lowest_ - v));
        }
    }

    std::vector<LevelSet> run(bool filled, bool lines) {
        std::vector<LevelSet> sets(levels_.size());
        segments_.assign(levels_.size(), {});
        for (std::size_t k = 0; k < levels_.size(); ++k) sets[k].level = levels_[k];
        march_cells(sets, filled);
        if (filled) add_domain_boundary();
        next_.assign(mesh_.edges + mesh_.nodes, none);
        for (std::size_t k = 0; k < levels_.size(); ++k) chain(k, sets[k], filled, lines);
        return sets;
    }

  private:
    static std::size_t at(int k) { return static_cast<std::size_t>(k); }

    // class = number of levels at or below the value; -1 for NaN.
    void classify() {
        class_.reserve(v_.size());
        for (const double v : v_)
            class_.push_back(std::isnan(v)
                                 ? -1
                                 : static_cast<int>(std::upper_bound(levels_.begin(), levels_.end(), v) -
                                                    levels_.begin()));
    }

    Vec2 crossing(std::uint32_t edge, double level) const {
        const auto [a, b] = mesh_.ends(edge);
        double t = 0;
        if (exponential_) {
            const double target = std::exp(lowest_ - level);
            t = (mapped_[a] - target) / (mapped_[a] - mapped_[b]);
        } else if (std::isinf(v_[a]) || std::isinf(v_[b])) {
            t = std::isinf(v_[a]) ? 1 : 0;
        } else {
            t = (level - v_[a]) / (v_[b] - v_[a]);
        }
        // Both ends mapped to one number (far above the lowest value): anywhere between them.
        t = std::isnan(t) ? 0.5 : std::clamp(t, 0.0, 1.0);
        const Vec2 p = mesh_.place[a], q = mesh_.place[b];
        return {p.x + t * (q.x - p.x), p.y + t * (q.y - p.y)};
    }

    Vec2 vertex(std::uint32_t id, double level) const {
        return id < mesh_.edges ? crossing(id, level) : mesh_.place[id - mesh_.edges];
    }

    static void add_convex(LevelSet& set, std::span<const Vec2> corners) {
        const auto first = static_cast<std::uint32_t>(set.triangle_points.size());
        set.triangle_points.insert(set.triangle_points.end(), corners.begin(), corners.end());
        for (std::uint32_t k = 2; k < corners.size(); ++k)
            set.triangles.insert(set.triangles.end(), {first, first + k - 1, first + k});
    }

    // The part of a cell inside level k: one polygon, or two corners cut off when a saddle's centre is
    // outside.
    void cut_cell(const Cell& c, std::size_t k, LevelSet& set, bool filled) {
        const double level = levels_[k];
        const auto inside = [&](int i) { return class_[c.node[at(i)]] > static_cast<int>(k); };
        const bool saddle =
            c.corners == 4 && inside(0) == inside(2) && inside(1) == inside(3) && inside(0) != inside(1);
        double centre = 0;
        if (saddle)
            for (int i = 0; i < 4; ++i) centre += v_[c.node[at(i)]] / 4;
        if (saddle && centre < level) {
            for (int i = inside(0) ? 0 : 1; i < 4; i += 2) {
                const std::uint32_t in = c.edge[at((i + 3) % 4)], out = c.edge[at(i)];
                segments_[k].push_back({out, in, true});
                if (filled)
                    add_convex(set,
                               std::array{vertex(in, level), mesh_.place[c.node[at(i)]], vertex(out, level)});
            }
            return;
        }
        polygon_.clear();
        std::uint32_t leaving = none, first_entering = none;
        for (int i = 0; i < c.corners; ++i) {
            const bool here = inside(i), there = inside((i + 1) % c.corners);
            if (here && filled) polygon_.push_back(mesh_.place[c.node[at(i)]]);
            if (here == there) continue;
            const std::uint32_t edge = c.edge[at(i)];
            if (filled) polygon_.push_back(crossing(edge, level));
            if (here) {
                leaving = edge;
            } else if (leaving != none) {
                segments_[k].push_back({leaving, edge, true});
                leaving = none;
            } else {
                first_entering = edge;
            }
        }
        if (leaving != none) segments_[k].push_back({leaving, first_entering, true});
        if (filled) add_convex(set, polygon_);
    }

    // A cell wholly inside several levels belongs to the highest of them. Runs of such cells become one
    // quadrilateral each.
    void march_cells(std::vector<LevelSet>& sets, bool filled) {
        struct {
            std::size_t level = 0;
            std::uint32_t cells = 0, next = 0, row = 0;  // how many; number of the cell that would go on
            std::uint32_t left_low = 0, left_high = 0, right_low = 0, right_high = 0;  // nodes
        } run;
        const auto flush_run = [&] {
            if (run.cells == 0) return;
            const auto& p = mesh_.place;
            add_convex(sets[run.level],
                       std::array{p[run.left_low], p[run.right_low], p[run.right_high], p[run.left_high]});
        };
        if (filled) rim_.assign(mesh_.edges, inner);
        mesh_.each_cell([&](const Cell& c) {
            int low = class_[c.node[0]], high = low;
            for (int i = 1; i < c.corners; ++i) {
                low = std::min(low, class_[c.node[at(i)]]);
                high = std::max(high, class_[c.node[at(i)]]);
            }
            if (low < 0) return;
            for (int k = low; k < high; ++k) cut_cell(c, at(k), sets[at(k)], filled);
            if (!filled) return;
            for (int i = 0; i < c.corners; ++i) {
                Rim& rim = rim_[c.edge[at(i)]];
                rim = rim != inner ? inner : (c.forward >> i & 1) != 0 ? forward : backward;
            }
            if (low == 0) return;
            if (run.cells == 0 || run.level != at(low - 1) || run.next != c.number || run.row != c.row) {
                flush_run();
                run.level = at(low - 1);
                run.row = c.row;
                run.cells = 0;
                run.left_low = c.node[c.left_low];
                run.left_high = c.node[c.left_high];
            }
            ++run.cells;
            run.next = c.number + 1;
            run.right_low = c.node[c.right_low];
            run.right_high = c.node[c.right_high];
        });
        flush_run();
    }

    // The outer edge of the domain and the rims of holes.
    void add_domain_boundary() {
        for (std::uint32_t edge = 0; edge < mesh_.edges; ++edge) {
            if (rim_[edge] == inner) continue;
            auto [a, b] = mesh_.ends(edge);
            if (rim_[edge] == backward) std::swap(a, b);
            const int low = std::min(class_[a], class_[b]), high = std::max(class_[a], class_[b]);
            for (int k = 0; k < low; ++k)
                segments_[at(k)].push_back({mesh_.edges + a, mesh_.edges + b, false});
            for (int k = low; k < high; ++k) {
                if (class_[a] > k)
                    segments_[at(k)].push_back({mesh_.edges + a, edge, false});
                else
                    segments_[at(k)].push_back({edge, mesh_.edges + b, false});
            }
        }
    }

    // Links segments end to end: rings for the fill, isolines where the rings run inside the domain.
    void chain(std::size_t k, LevelSet& set, bool filled, bool lines) {
        const auto& segments = segments_[k];
        std::vector<std::uint32_t> twin(segments.size(),
                                        none);  // second segment leaving the same vertex (pinched regions)
        std::vector<std::uint8_t> used(segments.size(), 0), has_incoming;
        for (std::uint32_t s = 0; s < segments.size(); ++s) {
            std::uint32_t& slot = next_[segments[s].from];
            twin[s] = slot;
            slot = s;
        }
        const auto follow = [&](std::uint32_t vertex_id) {
            std::uint32_t s = next_[vertex_id];
            while (s != none && used[s]) s = twin[s];
            return s;
        };
        const auto walk = [&](std::uint32_t s) {
            path_.clear();
            while (s != none) {
                used[s] = 1;
                path_.push_back(s);
                s = follow(segments[s].to);
            }
        };
        if (!filled) {
            // Open lines first, from ends that nothing leads to; what is left are closed ones.
            has_incoming.assign(mesh_.edges + mesh_.nodes, 0);
            for (const Segment& s : segments) has_incoming[s.to] = 1;
            for (std::uint32_t s = 0; s < segments.size(); ++s)
                if (!used[s] && !has_incoming[segments[s].from]) walk(s), emit_lines(segments, set);
        }
        for (std::uint32_t s = 0; s < segments.size(); ++s) {
            if (used[s]) continue;
            walk(s);
            if (filled) {
                for (const std::uint32_t p : path_)
                    set.ring_points.push_back(vertex(segments[p].from, set.level));
                set.ring_ends.push_back(static_cast<std::uint32_t>(set.ring_points.size()));
            }
            if (lines) emit_lines(segments, set);
        }
        for (const Segment& s : segments) next_[s.from] = none;
    }

    void emit_lines(const std::vector<Segment>& segments, LevelSet& set) {
        // Start at a piece of boundary, so that no isoline is cut at an arbitrary place.
        std::size_t start = 0;
        while (start < path_.size() && segments[path_[start]].on_isoline) ++start;
        if (start == path_.size()) start = 0;
        std::vector<Vec2> line;
        const auto flush = [&] {
            if (line.size() > 1) set.lines.push_back(line);
            line.clear();
        };
        for (std::size_t i = 0; i < path_.size(); ++i) {
            const Segment& s = segments[path_[(start + i) % path_.size()]];
            if (!s.on_isoline) {
                flush();
                continue;
            }
            if (line.empty()) line.push_back(vertex(s.from, set.level));
            line.push_back(vertex(s.to, set.level));
        }
        flush();
    }

    Mesh mesh_;
    const Vector& v_;
    const Vector& levels_;
    bool exponential_;
    double lowest_ = 0;
    Vector mapped_;
    std::vector<int> class_;
    std::vector<Rim> rim_;
    std::vector<std::vector<Segment>> segments_;
    std::vector<std::uint32_t> next_, path_;
    std::vector<Vec2> polygon_;
};

}  // namespace

std::vector<LevelSet> level_sets(const Field& field, const Vector& levels, Interpolation interpolation,
                                 bool filled, bool lines) {
    const Vector& values = values_of(field);
    if (levels.empty() || values.empty()) return {};
    return Marcher(mesh_of(field), values, levels, interpolation).run(filled, lines);
}

const Vector& values_of(const Field& field) {
    return std::visit([](const auto& f) -> const Vector& { return f.values; }, field);
}

// In lanes side by side, because a field has tens of thousands of values and is looked through several times a frame.
Interval finite_range(const Vector& values) {
    constexpr std::size_t lanes = 8;
    constexpr double most = std::numeric_limits<double>::max();
    constexpr double infinity = std::numeric_limits<double>::infinity();
    std::array<double, lanes> low, high;
    low.fill(infinity), high.fill(-infinity);
    const auto look = [&](std::size_t lane, double v) {
        const bool finite = std::abs(v) <= most;
        low[lane] = (finite & (v < low[lane])) != 0 ? v : low[lane];
        high[lane] = (finite & (v > high[lane])) != 0 ? v : high[lane];
    };
    std::size_t i = 0;
    for (; i + lanes <= values.size(); i += lanes)
        for (std::size_t lane = 0; lane < lanes; ++lane) look(lane, values[i + lane]);
    for (; i < values.size(); ++i) look(0, values[i]);
    const Interval r{*std::min_element(low.begin(), low.end()), *std::max_element(high.begin(), high.end())};
    if (r.low > r.high)
        return {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};
    return r;
}

}  // namespace lossfield::viz
