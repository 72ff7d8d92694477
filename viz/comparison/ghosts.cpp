#include "viz/comparison/ghosts.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "viz/comparison/even_grid.hpp"
#include "viz/comparison/ghost_marks.hpp"
#include "viz/text/words.hpp"

namespace lossfield::viz {
namespace {

constexpr double no_change = 1e-12;  // what checks and sums differ by through rounding
constexpr Dash dashes[most_pins]{Dash::Solid, Dash::Dashed, Dash::Dotted};

const Mark* mark_of(const Panel& panel, const std::string& id) {
    const auto found =
        std::find_if(panel.marks.begin(), panel.marks.end(), [&](const Mark& m) { return m.id() == id; });
    return found == panel.marks.end() ? nullptr : &*found;
}

void name(Mark& mark, const std::string& label) {
    std::visit([&](auto& m) { m.label = label; }, static_cast<AnyMark&>(mark));
}

void rename(Mark& mark, const std::string& id) {
    std::visit([&](auto& m) { m.id = id; }, static_cast<AnyMark&>(mark));
}

// A pinned panel's ghosts, the first of them named.
std::vector<Mark> ghosts_of(const Panel& pinned, const Panel& live, const std::string& pin,
                            std::size_t number) {
    std::vector<Mark> out;
    for (const Mark& m : pinned.marks) {
        std::optional<Mark> ghost = ghost_of(m, mark_of(live, m.id()), dashes[number]);
        if (!ghost) continue;
        rename(*ghost, fmt::format("{}-pinned-{}", m.id(), number + 1));
        out.push_back(std::move(*ghost));
    }
    // What its key shows best is a line.
    const auto line = std::find_if(out.begin(), out.end(), [](const Mark& m) {
        return std::holds_alternative<Curve>(m) || std::holds_alternative<Contours>(m);
    });
    if (!out.empty()) name(line == out.end() ? out.front() : *line, pin);
    return out;
}

// Over what covers the ground, under everything else.
void put_behind(Panel& live, std::vector<Mark> ghosts) {
    Marks all;
    const auto ground = std::find_if(std::make_reverse_iterator(live.marks.end()),
                                     std::make_reverse_iterator(live.marks.begin()), is_ground);
    const Mark* const first = ground.base();
    for (const Mark* m = live.marks.begin(); m != first; ++m) all.push_back(*m);
    for (Mark& g : ghosts) all.push_back(std::move(g));
    for (const Mark* m = first; m != live.marks.end(); ++m) all.push_back(*m);
    live.marks = std::move(all);
}

void add_differences(Readouts& live, const Readouts& pinned, const std::string& pin, std::size_t number) {
    const std::size_t own = live.size();
    for (std::size_t i = 0; i < own; ++i) {
        const Readout r = live[i];
        const auto* now = std::get_if<double>(&r.value);
        const auto then =
            std::find_if(pinned.begin(), pinned.end(), [&](const Readout& p) { return p.id == r.id; });
        if (now == nullptr || then == pinned.end()) continue;
        const auto* was = std::get_if<double>(&then->value);
        if (was == nullptr || !(std::abs(*now - *was) > no_change) || !std::isfinite(*now - *was)) continue;
        const std::string what = r.symbol.empty() ? r.label : r.symbol;
        live.push_back({fmt::format("{}-since-{}", r.id, number + 1),
                        fmt::format("{} less that of {}", r.label, pin), fmt::format("Δ{} ({})", what, pin),
                        *now - *was, r.unit, r.whole, r.aside});
    }
}

}  // namespace

Figure with_ghosts(Figure live, const std::vector<Pinned>& pins) {
    const Figure alone = live;
    for (std::size_t k = 0; k < pins.size() && k < most_pins; ++k) {
        for (Panel& panel : live.panels) {
            const Panel* then = find_panel(pins[k].figure, panel.id);
            if (then == nullptr || then->kind != panel.kind) continue;
            put_behind(panel, ghosts_of(*then, *find_panel(alone, panel.id), pins[k].name, k));
        }
        add_differences(live.readouts, pins[k].figure.readouts, pins[k].name, k);
    }
    return live;
}

Figure beside(const Figure& live, const std::string& live_name, const std::vector<Pinned>& pins,
              const View& view, const std::string& panel) {
    std::string id = panel.empty() ? view.lead : panel;
    if (id.empty()) id = live.lead.empty() ? live.panels.begin()->id : live.lead;
    Figure out;
    const auto add = [&](const Figure& figure, const std::string& title) {
        if (!out.panels.empty() && find_panel(figure, id) == nullptr)
            throw InputError(fmt::format("{} has no panel {}", in_quotes(title), in_quotes(id)));
        Panel p = known_panel(figure, id);
        p.title = title;
        out.add(std::move(p));
    };
    add(live, live_name);
    for (const Pinned& p : pins) add(p.figure, p.name);
    out.formulas = live.formulas, out.notices = live.notices, out.caption = live.caption;
    out.readouts = live.readouts;
    for (std::size_t k = 0; k < pins.size(); ++k)
        add_differences(out.readouts, pins[k].figure.readouts, pins[k].name, k);
    put_in_even_grid(out, view,
                     static_cast<int>(out.panels.size()) <= 3 ? static_cast<int>(out.panels.size()) : 2);
    return out;
}

}  // namespace lossfield::viz
