#include "tests/contract/room.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "tests/contract/situations.hpp"
#include "viz/lab/settings.hpp"

namespace lossfield::tests {

using namespace viz;

namespace {

constexpr int frames_of_a_sweep = 6;
constexpr std::size_t most_entries = 3;  // of a vector, or points

// What live numbers leave of a text.
std::string without_numbers(const std::string& text) {
    std::string kept;
    for (const char c : text)
        if ((c < '0' || c > '9') && c != '.' && c != ',') kept += c;
    return kept;
}

std::string structure(const Figure& figure, bool held) {
    std::string told;
    for (const Panel& p : figure.panels) {
        told += fmt::format("{} {} {} {}: {}\n", p.id, static_cast<int>(p.kind), p.equal_aspect,
                            p.colour_bar.has_value(), without_numbers(p.title));
        told += fmt::format("  {}, {}, {}\n", p.x.label, p.y.label, p.z.label);
        for (const Mark& m : p.marks)
            if (p.legend && !m.label().empty()) told += "  " + without_numbers(m.label()) + "\n";
        for (const Corner& c : p.corners) told += "  " + c.label + "\n";
        if (p.table) told += fmt::format("  {}x{}\n", p.table->entries.rows, p.table->entries.columns);
    }
    if (!held) told += fmt::format("{} notices\n", figure.notices.size());
    for (const std::string& f : figure.formulas) told += f + "\n";
    for (const Readout& r : figure.readouts) told += r.id + fmt::format(" {}\n", r.value.index());
    return told;
}

double at(const Parameter& p, double share) {
    const Interval r{std::max(p.soft.low, p.hard.low), std::min(p.soft.high, p.hard.high)};
    if (p.spacing == Spacing::Linear || r.low <= 0) return std::lerp(r.low, r.high, share);
    return r.low * std::pow(r.high / r.low, share);
}

// The value with one of its numbers somewhere along the range.
Value moved(const Parameter& p, const Value& value, std::size_t entry, double share) {
    const double to = at(p, share);
    if (p.kind == Kind::Real) return to;
    if (p.kind == Kind::Whole) return static_cast<long long>(std::llround(to));
    if (p.kind == Kind::Vector) {
        Vector v = std::get<Vector>(value);
        if (!p.distribution) {
            v[entry] = p.whole_entries ? std::round(to) : to;
            return v;
        }
        const double rest = 1 - v[entry];
        for (std::size_t i = 0; i < v.size(); ++i)
            if (i != entry)
                v[i] = rest > 0 ? v[i] / rest * (1 - share) : (1 - share) / static_cast<double>(v.size() - 1);
        v[entry] = share;
        return v;
    }
    Points points = std::get<Points>(value);
    (entry % 2 == 0 ? points[entry / 2].x : points[entry / 2].y) = to;
    return points;
}

std::size_t numbers_of(const Parameter& p, const Value& value) {
    if (p.kind == Kind::Real || p.kind == Kind::Whole) return 1;
    if (p.kind == Kind::Vector) {
        const std::size_t size = std::get<Vector>(value).size();
        return p.distribution && size < 2 ? 0 : std::min(most_entries, size);
    }
    if (p.kind == Kind::Points) return 2 * std::min<std::size_t>(2, std::get<Points>(value).size());
    return 0;
}

}  // namespace

Page window_page(const Lab& lab, double width, double height) {
    Page page = full_page(lab, width, height);
    page.live = true;
    page.show_handles = true;
    return page;
}

Shares shares(const Figure& figure, const Composition& page) {
    const double whole = page.list.width * page.list.height;
    const std::string lead = figure.lead.empty() ? figure.panels.begin()->id : figure.lead;
    Shares s;
    for (const PanelFrame& p : page.panels) {
        if (p.kind == PanelKind::Sheet || p.folded) continue;
        const double share = p.plot.width * p.plot.height / whole;
        s.plots += share;
        if (p.id == lead) s.lead = share;
    }
    return s;
}

std::vector<Sweep> sweeps(const Lab& lab) {
    std::vector<Sweep> all;
    const Values start = defaults(lab);
    const Values held = settled(lab, start);
    for (std::size_t i = 0; i < lab.parameters.size(); ++i) {
        const Parameter& p = lab.parameters[i];
        for (std::size_t entry = 0; entry < numbers_of(p, start[i]); ++entry) {
            Sweep sweep{fmt::format("{}[{}]", p.id, entry + 1), {}};
            for (int k = 0; k < frames_of_a_sweep; ++k) {
                Values values = start;
                values[i] = moved(p, start[i], entry, static_cast<double>(k) / (frames_of_a_sweep - 1));
                if (accepts(lab, values)) sweep.frames.push_back(with_ranges_of(held, std::move(values)));
            }
            all.push_back(std::move(sweep));
        }
    }
    return all;
}

Jump jump_between(const Figure& a, const Composition& page_a, const Figure& b, const Composition& page_b,
                  bool held) {
    Jump longest;
    if (structure(a, held) != structure(b, held)) return longest;
    for (std::size_t i = 0; i < page_a.panels.size(); ++i) {
        const PanelFrame &p = page_a.panels[i], &q = page_b.panels[i];
        for (const double way : {p.plot.x - q.plot.x, p.plot.y - q.plot.y, p.plot.right() - q.plot.right(),
                                 p.plot.bottom() - q.plot.bottom()})
            if (std::abs(way) > longest.pixels) longest = {std::abs(way), p.id};
    }
    return longest;
}

}  // namespace lossfield::tests
