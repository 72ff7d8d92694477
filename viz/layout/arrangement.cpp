#include "viz/layout/arrangement.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "viz/layout/placements.hpp"

namespace lossfield::viz {
namespace {

constexpr double clear_gain = 0.02;  // of the room
constexpr double free_plot = 2;      // width : height; what may be as wide makes something of all its width
constexpr double balance = 0.9;      // below 1: rather all plots larger than one alone
constexpr double narrow_plot = 150, low_plot = 90, cost_of_small = 0.3;  // smaller ones are crowded

// The share of the room that plots fill, as far as it is of use to them, less what it costs that some are small.
double worth_of(const std::vector<LayoutItem>& items, const Layout& layout, const Rect& room) {
    double sum = 0, lead = 0, largest = 0;
    for (const LayoutItem& item : items) {
        if (item.weight == 0) continue;
        const Rect cell = layout.cell(item.cell);
        double w = std::max(1.0, cell.width - item.across), h = std::max(1.0, cell.height - item.down);
        const bool free = item.widest >= free_plot && w <= item.enough_width && h <= item.enough_height &&
                          h <= free_plot * w;
        const double whole = free ? w * h : 0;
        w = std::min({w, h * item.widest, item.enough_width});
        h = std::min({h, item.narrowest > 0 ? w / item.narrowest : h, item.enough_height});
        const double area = std::max(w * h, 0.75 * whole + 0.25 * w * h);
        sum += std::pow(area / (room.width * room.height), balance);
        largest = std::max(largest, area);
        if (item.weight > 1) lead = area;
        sum -= cost_of_small * (std::max(0.0, 1 - w / narrow_plot) + std::max(0.0, 1 - h / low_plot));
    }
    return sum - cost_of_small * (1 - lead / std::max(largest, 1.0));
}

std::vector<Cell> best_cells(const std::vector<const Panel*>& panels, const std::string& lead,
                             const std::vector<LayoutItem>& items, const Rect& room, double between_columns,
                             double between_rows) {
    std::vector<Cell> best;
    for (const Panel* p : panels) best.push_back(p->cell);
    const std::optional<PlacementParts> parts = placement_parts(panels, lead);
    if (!parts) return best;
    std::vector<LayoutItem> tried = items;
    const auto worth = [&](const std::vector<Cell>& cells) {
        for (std::size_t i = 0; i < tried.size(); ++i) tried[i].cell = cells[i];
        return worth_of(tried, solve_layout(tried, room, between_columns, between_rows), room);
    };
    double greatest = worth(best) + clear_gain;
    for (std::vector<Cell>& cells : placements(*parts, panels.size())) {
        const double w = worth(cells);
        if (w > greatest) greatest = w, best = std::move(cells);
    }
    return best;
}

// All that the cells depend on.
struct Question {
    std::vector<double> numbers{};
    std::string names{};
    bool operator==(const Question&) const = default;
};

Question question_of(const std::vector<const Panel*>& panels, const std::string& lead,
                     const std::vector<LayoutItem>& items, const Rect& room, double between_columns,
                     double between_rows) {
    Question q{{room.width, room.height, between_columns, between_rows}, lead};
    for (std::size_t i = 0; i < panels.size(); ++i) {
        const Panel& p = *panels[i];
        const LayoutItem& item = items[i];
        q.numbers.insert(
            q.numbers.end(),
            {static_cast<double>(p.kind), static_cast<double>(p.cell.row), static_cast<double>(p.cell.column),
             static_cast<double>(p.cell.row_span), static_cast<double>(p.cell.column_span), item.across,
             item.down, item.narrowest, item.widest, item.enough_width, item.enough_height, item.weight});
        q.names += '\n' + p.id + '\n' + p.x.shared;
    }
    return q;
}

}  // namespace

std::vector<Cell> arranged(const std::vector<const Panel*>& panels, const std::string& lead,
                           const std::vector<LayoutItem>& items, const Rect& room, double between_columns,
                           double between_rows) {
    // The same is asked for every frame of a drag.
    thread_local Question asked;
    thread_local std::vector<Cell> answer;
    Question question = question_of(panels, lead, items, room, between_columns, between_rows);
    if (asked != question || answer.empty()) {
        answer = best_cells(panels, lead, items, room, between_columns, between_rows);
        asked = std::move(question);
    }
    return answer;
}

}  // namespace lossfield::viz
