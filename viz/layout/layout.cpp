#include "viz/layout/layout.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace lossfield::viz {
namespace {

constexpr double halved = 80;  // steps until they are half as long, so that none swings to and fro for ever
constexpr double least_plot = 20;    // of what is left where labels take all
constexpr double scarce_size = 90;   // s
constexpr int layout_steps = 400;    // far more than it takes to settle within a pixel
constexpr double layout_step = 0.2;  // of the way that would be right if tracks did not depend on each other

double eighth_power(double x) {
    x *= x, x *= x;
    return x * x;
}

double eighth_root(double x) { return std::sqrt(std::sqrt(std::sqrt(x))); }

// One direction while it is being solved: every track has a base for what stands around its plots, and a share of the rest.
struct Direction {
    std::vector<double> base, share, pull;
    double gap = 0;

    [[nodiscard]] double room(int first, int span) const {
        const auto a = static_cast<std::size_t>(first), b = a + static_cast<std::size_t>(span);
        double sum = gap * (span - 1);
        for (std::size_t i = a; i < b; ++i) sum += base[i] + share[i];
        return sum;
    }
    void add_pull(int first, int span, double pull_of_one) {
        for (int i = first; i < first + span; ++i) pull[static_cast<std::size_t>(i)] += pull_of_one;
    }
    // A track whose plots gain more than others from a pixel takes from the others.
    void take_step(double length) {
        const double whole = std::accumulate(share.begin(), share.end(), 0.0);
        double mean = 0;
        for (std::size_t i = 0; i < share.size(); ++i) mean += share[i] * pull[i];
        mean /= whole;
        if (!(mean > 0)) return;
        double sum = 0;
        for (std::size_t i = 0; i < share.size(); ++i) {
            share[i] *= 1 + length * std::clamp(pull[i] / mean - 1, -1.0, 1.0);
            sum += share[i];
        }
        for (double& s : share) s *= whole / sum;
    }
};

// What the tracks need around the plots that lie in one of them; one that spans several pulls them wide enough.
Direction direction_of(const std::vector<LayoutItem>& items, bool across, double length, double gap) {
    const auto first = [&](const LayoutItem& i) { return across ? i.cell.column : i.cell.row; };
    const auto span = [&](const LayoutItem& i) { return across ? i.cell.column_span : i.cell.row_span; };
    std::size_t count = 1;
    for (const LayoutItem& item : items)
        count = std::max(count, static_cast<std::size_t>(first(item) + span(item)));
    Direction d{std::vector<double>(count), std::vector<double>(count), std::vector<double>(count), gap};
    for (const LayoutItem& item : items) {
        if (span(item) != 1) continue;
        double& base = d.base[static_cast<std::size_t>(first(item))];
        base = std::max(base, across ? item.across : item.down);
    }
    const double rest = length - gap * static_cast<double>(count - 1);
    const double wanted = std::accumulate(d.base.begin(), d.base.end(), 0.0);
    const double most = std::max(0.25 * rest, rest - least_plot * static_cast<double>(count));
    if (wanted > most && wanted > 0)
        for (double& b : d.base) b *= std::max(0.0, most) / wanted;
    const double free = std::max(rest - std::min(wanted, most), 1.0);
    std::fill(d.share.begin(), d.share.end(), free / static_cast<double>(count));
    return d;
}

// The pull of one item on its tracks: how fast its weighted log size grows with a pixel of width and of height.
struct Pull {
    double across = 0, down = 0;
};
Pull pull_of(const LayoutItem& item, double width, double height) {
    const double w = std::max(width, 1.0), h = std::max(height, 1.0);
    // Eighth powers of the reciprocals of what limits the useful width, then the useful height.
    const double by_w = eighth_power(1 / w), by_h = eighth_power(1 / h);
    const double width_by_h = eighth_power(1 / (item.widest * h));
    const double height_by_w = eighth_power(item.narrowest / w);
    const double of_width = by_w + width_by_h + eighth_power(1 / item.enough_width);
    const double of_height = by_h + height_by_w + eighth_power(1 / item.enough_height);
    // Per pixel of size a small plot gains more than its logarithm does.
    const double for_width = item.weight * (1 + scarce_size * eighth_root(of_width)) / of_width;
    const double for_height = item.weight * (1 + scarce_size * eighth_root(of_height)) / of_height;
    return {(for_width * by_w + for_height * height_by_w) / w,
            (for_width * width_by_h + for_height * by_h) / h};
}

LayoutTracks settled(const Direction& d, double from) {
    LayoutTracks tracks;
    for (std::size_t i = 0; i < d.base.size(); ++i) {
        const double to = from + d.base[i] + d.share[i];
        tracks.start.push_back(std::round(from));
        tracks.size.push_back(std::round(to) - tracks.start.back());
        from = to + d.gap;
    }
    return tracks;
}

}  // namespace

double LayoutTracks::length(int first, int span) const {
    const auto a = static_cast<std::size_t>(first), b = a + static_cast<std::size_t>(span) - 1;
    return start[b] + size[b] - start[a];
}

Rect Layout::cell(const Cell& c) const {
    return {columns.start[static_cast<std::size_t>(c.column)], rows.start[static_cast<std::size_t>(c.row)],
            columns.length(c.column, c.column_span), rows.length(c.row, c.row_span)};
}

Layout solve_layout(const std::vector<LayoutItem>& items, const Rect& room, double between_columns,
                    double between_rows) {
    Direction columns = direction_of(items, true, room.width, between_columns);
    Direction rows = direction_of(items, false, room.height, between_rows);
    for (int step = 0; step < layout_steps; ++step) {
        std::fill(columns.pull.begin(), columns.pull.end(), 0.0);
        std::fill(rows.pull.begin(), rows.pull.end(), 0.0);
        for (const LayoutItem& item : items) {
            if (item.weight == 0) continue;
            const Cell& c = item.cell;
            const Pull pull = pull_of(item, columns.room(c.column, c.column_span) - item.across,
                                      rows.room(c.row, c.row_span) - item.down);
            columns.add_pull(c.column, c.column_span, pull.across);
            rows.add_pull(c.row, c.row_span, pull.down);
        }
        const double length = layout_step / (1 + step / halved);
        columns.take_step(length), rows.take_step(length);
    }
    return {settled(columns, room.x), settled(rows, room.y)};
}

}  // namespace lossfield::viz
