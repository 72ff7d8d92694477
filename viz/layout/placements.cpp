#include "viz/layout/placements.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace lossfield::viz {
namespace {

constexpr std::size_t most_units = 6;  // beside the leading one; more keep their places
constexpr std::size_t story = 4;       // of these or more the order counts
constexpr int most_rows = 12;

int rows_of(const std::vector<Stack>& stacks) {
    int rows = 0;
    for (const Stack& s : stacks) rows += static_cast<int>(s.size());
    return rows;
}

struct Grid {
    std::vector<Cell> cells;

    // A stack shares out its rows.
    void put(const Stack& stack, const Cell& room) {
        const int span = room.row_span / static_cast<int>(stack.size());
        int row = room.row;
        for (const std::size_t panel : stack) {
            cells[panel] = {row, room.column, span, room.column_span};
            row += span;
        }
    }
    void put_column(const std::vector<Stack>& stacks, Cell room) {
        const int each = room.row_span / std::max(1, rows_of(stacks));
        for (const Stack& s : stacks) {
            room.row_span = each * static_cast<int>(s.size());
            put(s, room);
            room.row += room.row_span;
        }
    }
};

// A table of numbers, not of colours.
bool is_read(const Panel& p) { return p.kind == PanelKind::Matrix && p.table && !p.table->shading; }

class Candidates {
  public:
    Candidates(PlacementParts parts, std::size_t panels) : parts_(std::move(parts)), panels_(panels) {
        const std::size_t count = parts_.others.size();
        // Many tell a story in their order; of few any may stand beside the leading one.
        for (std::size_t turn = 0; turn < (count < story ? count : 1); ++turn) {
            add_all();
            std::rotate(parts_.others.begin(), parts_.others.begin() + 1, parts_.others.end());
        }
    }
    std::vector<std::vector<Cell>> all;

  private:
    void add_all() {
        const std::size_t count = parts_.others.size();
        for (std::size_t beside = 0; beside <= count; ++beside) {
            const auto below = static_cast<int>(count - beside);
            const int columns = std::max(below, beside > 0 ? 2 : 1);
            for (int lead = beside > 0 ? 1 : columns; lead < columns || (beside == 0 && lead == columns);
                 ++lead)
                add_with_row_below(beside, columns, lead);
            if (beside > 0 && below > 0) add_with_two_columns(beside);
            if (beside > 0 && below > 0 && below < 3)
                for (int above = 1; above <= static_cast<int>(beside); ++above)
                    add_with_row_under_lead(beside, above);
        }
    }
    [[nodiscard]] Grid empty() const { return {std::vector<Cell>(panels_)}; }
    [[nodiscard]] int lead_rows() const { return static_cast<int>(parts_.lead.size()); }

    void finish(Grid grid, int rows, int columns) {
        for (const std::size_t i : parts_.last) grid.cells[i] = {rows++, 0, 1, columns};
        if (rows <= most_rows) all.push_back(std::move(grid.cells));
    }

    // The first `beside` in a column beside the leading one, the rest in a row below both.
    void add_with_row_below(std::size_t beside, int columns, int lead_columns) {
        const std::vector<Stack> column(parts_.others.begin(),
                                        parts_.others.begin() + static_cast<std::ptrdiff_t>(beside));
        const std::vector<Stack> row(parts_.others.begin() + static_cast<std::ptrdiff_t>(beside),
                                     parts_.others.end());
        const int high = std::lcm(std::max(1, rows_of(column)), lead_rows());
        const int others = columns - lead_columns;
        Grid grid = empty();
        grid.put(parts_.lead, {0, parts_.lead_right ? others : 0, high, lead_columns});
        grid.put_column(column, {0, parts_.lead_right ? 0 : lead_columns, high, others});
        int low = row.empty() ? 0 : 1;
        for (const Stack& s : row) low = std::lcm(low, static_cast<int>(s.size()));
        const int span = row.size() == 1 ? columns : 1;
        int at = 0;
        for (const Stack& s : row) grid.put(s, {high, at, low, span}), at += span;
        finish(std::move(grid), high + low, columns);
    }

    // The first `beside` in a column beside the leading one, the rest under that one alone, so that rows on both sides end where
    // they will: below `above` of the column's boundaries.
    void add_with_row_under_lead(std::size_t beside, int above) {
        const auto middle = parts_.others.begin() + static_cast<std::ptrdiff_t>(beside);
        const std::vector<Stack> column(parts_.others.begin(), middle), row(middle, parts_.others.end());
        const int side = rows_of(column), under = static_cast<int>(row.size());
        if (side != static_cast<int>(beside) || rows_of(row) != under || lead_rows() != 1) return;
        Grid grid = empty();
        grid.put(parts_.lead, {0, parts_.lead_right ? 1 : 0, above, under});
        int at = 0;
        for (int i = 0; i < side; ++i) {
            const int span = i + 1 == above ? 2 : 1;
            grid.put(column[static_cast<std::size_t>(i)], {at, parts_.lead_right ? 0 : under, span, 1});
            at += span;
        }
        int column_at = parts_.lead_right ? 1 : 0;
        for (const Stack& s : row) grid.put(s, {above, column_at++, side + 1 - above, 1});
        finish(std::move(grid), side + 1, under + 1);
    }

    void add_with_two_columns(std::size_t first) {
        const std::vector<Stack> near(parts_.others.begin(),
                                      parts_.others.begin() + static_cast<std::ptrdiff_t>(first));
        const std::vector<Stack> far(parts_.others.begin() + static_cast<std::ptrdiff_t>(first),
                                     parts_.others.end());
        const int high = std::lcm(std::lcm(rows_of(near), rows_of(far)), lead_rows());
        Grid grid = empty();
        grid.put(parts_.lead, {0, parts_.lead_right ? 2 : 0, high, 1});
        grid.put_column(near, {0, parts_.lead_right ? 0 : 1, high, 1});
        grid.put_column(far, {0, parts_.lead_right ? 1 : 2, high, 1});
        finish(std::move(grid), high, 3);
    }

    PlacementParts parts_;
    std::size_t panels_;
};

}  // namespace

std::optional<PlacementParts> placement_parts(const std::vector<const Panel*>& panels,
                                              const std::string& lead) {
    int columns = 0, rows = 0;
    for (const Panel* p : panels) {
        columns = std::max(columns, p->cell.column + p->cell.column_span);
        rows = std::max(rows, p->cell.row + p->cell.row_span);
    }
    std::vector<std::size_t> order(panels.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const Cell &x = panels[a]->cell, &y = panels[b]->cell;
        return x.row != y.row ? x.row < y.row : x.column < y.column;
    });
    PlacementParts parts;
    std::vector<Stack> stacks;
    for (const std::size_t i : order) {
        const Panel& p = *panels[i];
        const bool words = p.kind == PanelKind::Sheet || p.kind == PanelKind::Matrix;
        if (words && p.cell.column_span == columns && p.cell.row + p.cell.row_span == rows) {
            parts.last.push_back(i);
            continue;
        }
        if (p.kind == PanelKind::Sheet || is_read(p))
            return std::nullopt;  // words have the width that they need
        const auto upon = std::find_if(stacks.begin(), stacks.end(), [&](const Stack& s) {
            const Panel& above = *panels[s.back()];
            return !p.x.shared.empty() && above.x.shared == p.x.shared && above.cell.column == p.cell.column;
        });
        if (upon != stacks.end())
            upon->push_back(i);
        else
            stacks.push_back({i});
    }
    for (Stack& s : stacks) {
        const bool leads =
            std::any_of(s.begin(), s.end(), [&](std::size_t i) { return panels[i]->id == lead; });
        if (!leads) {
            parts.others.push_back(std::move(s));
            continue;
        }
        const Cell& c = panels[s.front()]->cell;
        parts.lead_right = 2 * c.column + c.column_span > columns;
        parts.lead = std::move(s);
    }
    if (parts.lead.empty() || parts.others.empty() || parts.others.size() > most_units) return std::nullopt;
    return parts;
}

std::vector<std::vector<Cell>> placements(const PlacementParts& parts, std::size_t panels) {
    return std::move(Candidates(parts, panels).all);
}

}  // namespace lossfield::viz
