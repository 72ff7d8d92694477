#include "viz/geometry/contour.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>

#include "viz/figure/field.hpp"
#include "viz/geometry/cell_cuts.hpp"
#include "viz/geometry/mesh.hpp"

namespace lossfield::viz {
namespace {

constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
// Added to the index of the rim's edge on which a region goes on where its isoline has left the domain.
constexpr std::uint32_t on_rim = std::uint32_t{1} << 31;

// A cell has 3 or 4 corners counter-clockwise; edge i runs from corner i to corner i+1.
struct CellCorner {
    std::uint32_t node, edge;
    int level_class;
    Vec2 place;
};

struct GridCell {
    int corners;
    std::array<CellCorner, 4> corner;
    [[nodiscard]] const CellCorner& at(int i) const { return corner[static_cast<std::size_t>(i)]; }
    [[nodiscard]] const CellCorner& after(int i) const { return at(i + 1 < corners ? i + 1 : 0); }
};

// Where a level crosses an edge.
struct Crossing {
    Vec2 at;
    int level;
    std::uint32_t next = none;  // on its isoline
    bool begins = true;         // nothing on its isoline leads to it
};

// Crossings are numbered edge after edge; an isoline is a chain of them. Where two rows are of one class over a
// stretch, no single cell of it is looked at.
class Marcher {
  public:
    Marcher(const Mesh& mesh, const Vector& values, const Vector& levels, Interpolation interpolation)
        : mesh_(mesh),
          v_(values),
          levels_(levels),
          exponential_(interpolation != Interpolation::Linear),
          first_(mesh.each() * mesh.nodes, none),
          sets_(levels.size()) {
        for (std::size_t k = 0; k < levels_.size(); ++k) sets_[k].level = levels_[k];
        classify();
    }

    std::vector<LevelSet> run(bool filled, bool lines) {
        filled_ = filled;
        if (filled) rim_ = outer_rim(mesh_);
        std::uint32_t start = 0;
        for (std::uint32_t row = 0; row + 1 < mesh_.rows; ++row) {
            march(row, start);
            start += mesh_.length(row);
        }
        flush_run();
        if (lines) emit_lines();
        if (filled) {
            if (holes_) {
                std::erase_if(rim_, [&](const RimEdge& e) { return class_[e.from] < 0 || class_[e.to] < 0; });
                rim_ = linked(std::move(rim_), mesh_);
            }
            emit_rings();
        }
        return std::move(sets_);
    }

  private:
    static std::size_t at(int k) { return static_cast<std::size_t>(k); }

    // class = number of levels at or below the value; -1 for NaN. Neighbours are mostly of one class. Where it
    // changes within a row is kept.
    void classify() {
        constexpr double inf = std::numeric_limits<double>::infinity();
        class_.resize(mesh_.nodes);
        const double* v = v_.data();
        int* out = class_.data();
        for (std::uint32_t row = 0; row < mesh_.rows; ++row) {
            row_changes_.push_back(changes_.size());
            const std::uint32_t length = mesh_.length(row);
            for (std::uint32_t column = 0; column < length;) {
                const int k = class_of(v[column]);
                const double low = k < 0 ? inf : k > 0 ? levels_[at(k - 1)] : -inf;
                const double high = k >= 0 && at(k) < levels_.size() ? levels_[at(k)] : inf;
                const std::uint32_t begin = column++;
                while (column < length && v[column] >= low && v[column] < high) ++column;
                std::fill(out + begin, out + column, k);
                if (begin > 0 && k != out[begin - 1]) changes_.push_back(begin);
            }
            changes_.push_back(length);
            v += length;
            out += length;
        }
    }

    [[nodiscard]] int class_of(double v) const {
        if (std::isnan(v)) return -1;
        return static_cast<int>(std::upper_bound(levels_.begin(), levels_.end(), v) - levels_.begin());
    }

    // Where between two values, a share of the way from a to b, a level lies.
    [[nodiscard]] double share(double a, double b, double level) const {
        // From the lower end: what is far above it may have no finite exponential.
        if (exponential_) return a < b ? std::expm1(a - level) / std::expm1(a - b) : 1 - share(b, a, level);
        if (std::isinf(a) || std::isinf(b)) return std::isinf(a) ? 1 : 0;
        const double t = (level - a) / (b - a);
        return std::isnan(t) ? 0.5 : std::clamp(t, 0.0, 1.0);  // NaN: a difference beyond the largest number
    }

    // Number of the lowest level's crossing with edge i of a cell.
    std::uint32_t crossings(const GridCell& c, int i, int low, int high) {
        std::uint32_t& first = first_[c.at(i).edge];
        if (first != none) return first;
        first = static_cast<std::uint32_t>(crossing_.size());
        const Vec2 p = c.at(i).place, q = c.after(i).place;
        const double a = v_[c.at(i).node], b = v_[c.after(i).node];
        for (int k = low; k < high; ++k) {
            const double t = share(a, b, levels_[at(k)]);
            crossing_.push_back({{p.x + t * (q.x - p.x), p.y + t * (q.y - p.y)}, k});
        }
        return first;
    }

    static void add_convex(LevelSet& set, std::span<const Vec2> corners) {
        const auto first = static_cast<std::uint32_t>(set.triangle_points.size());
        set.triangle_points.insert(set.triangle_points.end(), corners.begin(), corners.end());
        const std::size_t used = set.triangles.size();
        set.triangles.resize(used + 3 * (corners.size() - 2));
        std::uint32_t* out = set.triangles.data() + used;
        for (std::uint32_t k = 2; k < corners.size(); ++k) {
            *out++ = first;
            *out++ = first + k - 1;
            *out++ = first + k;
        }
    }

    void march(std::uint32_t row, std::uint32_t start) {
        const std::uint32_t length = mesh_.length(row), above = start + length;
        const std::uint32_t* low_change = &changes_[row_changes_[row]];
        const std::uint32_t* high_change = &changes_[row_changes_[row + 1]];
        for (std::uint32_t i = 0; i + 1 < length;) {
            while (*low_change <= i) ++low_change;
            while (*high_change <= i) ++high_change;
            const std::uint32_t last = std::min(*low_change, *high_change) - 1;
            const int level_class = class_[start + i];
            if (last > i && class_[above + i] == level_class) {
                extend_run(level_class, {row, i, i, last, last});
                i = last;
            } else {
                visit_column(row, i, start + i, above + i);
                ++i;
            }
        }
    }

    void visit_column(std::uint32_t row, std::uint32_t i, std::uint32_t a, std::uint32_t c) {
        const std::uint32_t b = a + 1, d = c + 1;
        const Vec2 pa = mesh_.place(i, row), pb = mesh_.place(i + 1, row), pc = mesh_.place(i, row + 1);
        const int ka = class_[a], kb = class_[b], kc = class_[c];
        if (mesh_.triangles) {
            visit({3, {{{a, 3 * a, ka, pa}, {b, 3 * a + 2, kb, pb}, {c, 3 * a + 1, kc, pc}}}},
                  {row, i, i, i + 1, i});
            if (i + 2 == mesh_.length(row)) return;
        }
        const Vec2 pd = mesh_.place(i + 1, row + 1);
        const int kd = class_[d];
        if (mesh_.triangles)
            visit({3, {{{b, 3 * b + 1, kb, pb}, {d, 3 * c, kd, pd}, {c, 3 * a + 2, kc, pc}}}},
                  {row, i + 1, i, i + 1, i + 1});
        else
            visit(
                {4,
                 {{{a, 2 * a, ka, pa}, {b, 2 * b + 1, kb, pb}, {d, 2 * c, kd, pd}, {c, 2 * a + 1, kc, pc}}}},
                {row, i, i, i + 1, i + 1});
    }

    // Cells of one row that are wholly inside as many levels, by the columns of their outer corners.
    struct Run {
        std::uint32_t row = 0;
        std::uint32_t left_low = 0, left_high = 0, right_low = 0, right_high = 0;
    };

    // A cell wholly inside several levels belongs to the highest of them. Runs of such cells become one
    // quadrilateral each.
    void extend_run(int level_class, const Run& next) {
        if (!filled_) return;
        if (run_class_ != level_class || run_.row != next.row || run_.right_low != next.left_low ||
            run_.right_high != next.left_high) {
            flush_run();
            run_class_ = level_class;
            run_ = next;
        }
        run_.right_low = next.right_low;
        run_.right_high = next.right_high;
    }

    void flush_run() {
        if (run_class_ > 0)
            add_convex(sets_[at(run_class_ - 1)],
                       std::array{mesh_.place(run_.left_low, run_.row), mesh_.place(run_.right_low, run_.row),
                                  mesh_.place(run_.right_high, run_.row + 1),
                                  mesh_.place(run_.left_high, run_.row + 1)});
        run_class_ = 0;
    }

    void visit(const GridCell& c, const Run& as_run) {
        int low = c.at(0).level_class, high = low;
        for (int i = 1; i < c.corners; ++i) {
            low = std::min(low, c.at(i).level_class);
            high = std::max(high, c.at(i).level_class);
        }
        if (low < 0) {
            add_hole(c);
            return;
        }
        if (low < high) cut_levels(c, low, high);
        extend_run(low, as_run);
    }

    // What lies on the other side of a hole's edges, if it is alive, ends there.
    void add_hole(const GridCell& c) {
        holes_ = true;
        if (!filled_) return;
        for (int i = 0; i < c.corners; ++i)
            rim_.push_back({c.at(i).edge, c.after(i).node, c.at(i).node, c.at(i).place});
    }

    void cut_levels(const GridCell& c, int low, int high) {
        std::array<std::uint32_t, 4> base{};  // with a level, the number of an edge's crossing
        for (int i = 0; i < c.corners; ++i) {
            const int a = c.at(i).level_class, b = c.after(i).level_class;
            if (a == b) continue;
            base[at(i)] =
                crossings(c, i, std::min(a, b), std::max(a, b)) - static_cast<std::uint32_t>(std::min(a, b));
        }
        for (int k = low; k < high; ++k) {
            int mask = 0;
            for (int i = 0; i < c.corners; ++i) mask |= (c.at(i).level_class > k ? 1 : 0) << i;
            if (c.corners == 4 && (mask == 0b0101 || mask == 0b1010))
                cut_saddle(c, mask, k, base);
            else
                cut(c, mask, k, base);
        }
    }

    // A saddle follows its centre: outside of the level, the corners inside are cut off one by one.
    void cut_saddle(const GridCell& c, int mask, int k, const std::array<std::uint32_t, 4>& base) {
        double centre = 0;
        for (const CellCorner& corner : c.corner) centre += v_[corner.node] / 4;
        if (!(centre < levels_[at(k)])) return cut(c, mask, k, base);
        for (const int corner : {1, 2, 4, 8})
            if ((mask & corner) != 0) cut(c, corner, k, base);
    }

    void cut(const GridCell& c, int mask, int k, const std::array<std::uint32_t, 4>& base) {
        const Cut& cut = cuts[at(c.corners - 3)][at(mask)];
        const auto id = [&](std::size_t edge) { return base[edge] + static_cast<std::uint32_t>(k); };
        for (std::size_t line = 0; line < cut.lines; ++line) {
            const std::uint32_t from = id(cut.from[line]), to = id(cut.to[line]);
            crossing_[from].next = to;
            crossing_[to].begins = false;
        }
        if (!filled_) return;
        std::array<Vec2, 8> polygon;
        for (std::size_t i = 0; i < cut.vertices; ++i)
            polygon[i] =
                cut.polygon[i] < 4 ? c.corner[cut.polygon[i]].place : crossing_[id(cut.polygon[i] - 4U)].at;
        add_convex(sets_[at(k)], std::span(polygon).first(cut.vertices));
    }

    // Open lines from ends that nothing leads to; what is left are closed ones.
    void emit_lines() {
        std::vector<std::uint8_t> used(crossing_.size(), 0);
        std::vector<Vec2> line;
        const auto emit = [&](std::uint32_t id) {
            line.clear();
            const int k = crossing_[id].level;
            for (; id != none && !used[id]; id = crossing_[id].next) {
                used[id] = 1;
                line.push_back(crossing_[id].at);
            }
            if (id != none) line.push_back(line.front());
            sets_[at(k)].lines.push_back(line);
        };
        for (std::uint32_t id = 0; id < crossing_.size(); ++id)
            if (crossing_[id].begins) emit(id);
        for (std::uint32_t id = 0; id < crossing_.size(); ++id)
            if (!used[id]) emit(id);
    }

    // Isolines, joined along the rim where they leave the domain; and loops of the rim that no line meets.
    void emit_rings() {
        for (std::uint32_t r = 0; r < rim_.size(); ++r) {
            const int here = class_[rim_[r].from], there = class_[rim_[r].to];
            for (int k = here; k < there; ++k)
                crossing_[first_[rim_[r].edge] + static_cast<std::uint32_t>(k - here)].next = on_rim + r;
        }
        std::vector<std::uint8_t> used(crossing_.size(), 0);
        for (std::uint32_t start = 0; start < crossing_.size(); ++start) {
            if (used[start]) continue;
            LevelSet& set = sets_[at(crossing_[start].level)];
            for (std::uint32_t id = start; !used[id];) {
                used[id] = 1;
                set.ring_points.push_back(crossing_[id].at);
                const std::uint32_t next = crossing_[id].next;
                id = next < on_rim ? next : along_rim(next - on_rim, crossing_[start].level, set);
            }
            set.ring_ends.push_back(static_cast<std::uint32_t>(set.ring_points.size()));
        }
        used.assign(rim_.size(), 0);
        for (std::uint32_t start = 0; start < rim_.size(); ++start) {
            if (used[start]) continue;
            int lowest = class_[rim_[start].to];
            for (std::uint32_t r = start; !used[r]; r = rim_[r].next) {
                used[r] = 1;
                lowest = std::min(lowest, class_[rim_[r].to]);
            }
            for (int k = 0; k < lowest; ++k) {
                LevelSet& set = sets_[at(k)];
                std::uint32_t r = start;
                do {
                    if (rim_[r].corner) set.ring_points.push_back(rim_[r].to_place);
                    r = rim_[r].next;
                } while (r != start);
                set.ring_ends.push_back(static_cast<std::uint32_t>(set.ring_points.size()));
            }
        }
    }

    // From the edge on which a region goes on to the crossing where its next isoline begins.
    std::uint32_t along_rim(std::uint32_t r, int k, LevelSet& set) const {
        for (;;) {
            if (rim_[r].corner) set.ring_points.push_back(rim_[r].to_place);
            r = rim_[r].next;
            const int there = class_[rim_[r].to];
            if (there <= k) return first_[rim_[r].edge] + static_cast<std::uint32_t>(k - there);
        }
    }

    const Mesh& mesh_;
    const Vector& v_;
    const Vector& levels_;
    bool exponential_;
    bool filled_ = false, holes_ = false;
    std::vector<int> class_;  // of nodes
    // Of each row the columns whose class is not that of the one before, and its length; where that begins.
    std::vector<std::uint32_t> changes_;
    std::vector<std::size_t> row_changes_;
    std::vector<std::uint32_t> first_;  // of edges: the lowest level's crossing
    std::vector<Crossing> crossing_;
    std::vector<RimEdge> rim_;
    Run run_;
    int run_class_ = 0;
    std::vector<LevelSet> sets_;
};

}  // namespace

std::vector<LevelSet> level_sets(const Field& field, const Vector& levels, Interpolation interpolation,
                                 bool filled, bool lines) {
    const Vector& values = values_of(field);
    if (levels.empty() || values.empty()) return {};
    const Mesh mesh = mesh_of(field);
    return Marcher(mesh, values, levels, interpolation).run(filled, lines);
}

}  // namespace lossfield::viz
