#include "viz/comparison/multiples.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <stop_token>

#include <fmt/format.h>

#include "viz/comparison/even_grid.hpp"
#include "viz/lab/settings.hpp"
#include "viz/text/rich_text.hpp"
#include "viz/text/words.hpp"

namespace lossfield::viz {
namespace {

// Which of each repeat's values a cell has.
using Place = std::vector<std::size_t>;

struct Grid {
    int columns = 1;
    std::vector<Place> places{};  // in reading order
};

Grid grid_of(const Multiples& wanted) {
    if (wanted.repeats.empty() || wanted.repeats.size() > 2)
        throw InputError(
            fmt::format("{} values are repeated at once; give one or two", wanted.repeats.size()));
    const auto& first = wanted.repeats.front().values;
    Grid grid;
    if (wanted.repeats.size() == 2) {
        if (wanted.columns != 0)
            throw InputError("two repeated values have a row and a column each; columns are for one");
        grid.columns = static_cast<int>(first.size());
        for (std::size_t j = 0; j < wanted.repeats[1].values.size(); ++j)
            for (std::size_t i = 0; i < first.size(); ++i) grid.places.push_back({i, j});
    } else {
        const auto count = static_cast<int>(first.size());
        const int square = count <= 3 ? count : static_cast<int>(std::ceil(std::sqrt(count)));
        grid.columns = wanted.columns > 0 ? std::min(wanted.columns, count) : square;
        for (std::size_t i = 0; i < first.size(); ++i) grid.places.push_back({i});
    }
    if (grid.places.size() > most_multiples)
        throw InputError(fmt::format("{} pictures are too many for one figure; give at most {}",
                                     grid.places.size(), most_multiples));
    return grid;
}

std::string title_of(const Lab& lab, const Multiples& wanted, const Place& place) {
    std::string title;
    for (std::size_t r = 0; r < place.size(); ++r)
        title += fmt::format("{}{} = {}", r > 0 ? ", " : "", repeated_name(lab, wanted.repeats[r]),
                             repeated_value(lab, wanted.repeats[r], place[r]));
    return title;
}

// "$T$ = 0.2, 0.5 and 1"
std::string listed(const Lab& lab, const Repeat& repeat) {
    std::string text = repeated_name(lab, repeat) + " = ";
    for (std::size_t i = 0; i < repeat.values.size(); ++i) {
        if (i > 0) text += i + 1 == repeat.values.size() ? " and " : ", ";
        text += repeated_value(lab, repeat, i);
    }
    return text;
}

std::string caption_of(const Lab& lab, const Multiples& wanted) {
    const auto& r = wanted.repeats;
    const std::string all_else = "; all else is the same.";
    if (r.size() == 1) return listed(lab, r[0]) + all_else;
    return fmt::format("From left to right {}, from top to bottom {}{}", listed(lab, r[0]), listed(lab, r[1]),
                       all_else);
}

struct Made {
    Values values{};
    View view{};
    std::string title{};
};

// Every cell's values. A range that is automatic is the one that shows all that any of them would.
std::vector<Made> made(const Lab& lab, const Values& values, const View& view, const Multiples& wanted,
                       const Grid& grid) {
    std::vector<Made> all;
    for (const Place& place : grid.places) {
        Made m{values, view, title_of(lab, wanted, place)};
        m.view.pointer.reset();
        for (std::size_t r = 0; r < place.size(); ++r)
            set_repeated(wanted.repeats[r], place[r], m.values, m.view);
        try {
            check_values(lab, m.values);
        } catch (const InputError& e) {
            throw InputError(fmt::format("with {}: {}", repeat_text(lab, wanted.repeats.front()), e.what()));
        }
        all.push_back(std::move(m));
    }
    for (std::size_t i = 0; i < lab.parameters.size(); ++i) {
        if (!std::holds_alternative<Automatic>(values[i])) continue;
        std::vector<Domain> shown;
        for (const Made& m : all) shown.push_back(std::get<Domain>(settled(lab, m.values)[i]));
        Domain whole = shown.front();
        for (const Domain& d : shown)
            whole = {{std::min(whole.x.low, d.x.low), std::max(whole.x.high, d.x.high)},
                     {std::min(whole.y.low, d.y.low), std::max(whole.y.high, d.y.high)}};
        for (Made& m : all) m.values[i] = whole;
    }
    return all;
}

// A step that is asked for is one of the run.
void check_step(const Figure& figure, const Multiples& wanted, const Made& m) {
    const bool asked = std::any_of(wanted.repeats.begin(), wanted.repeats.end(),
                                   [](const Repeat& r) { return !r.parameter; });
    if (!asked) return;
    if (!figure.playhead)
        throw InputError(
            fmt::format("with {} there is no simulation whose steps could be shown", plain(m.title)));
    if (*m.view.step > figure.playhead->last)
        throw InputError(fmt::format("with {} the last step is {}", plain(m.title), figure.playhead->last));
}

// What several of them say is said once, with all their titles.
void add_notices(Figure& out, const std::vector<std::pair<std::string, Notice>>& said) {
    std::vector<std::pair<Notice, std::string>> distinct;
    for (const auto& [title, notice] : said) {
        const std::string& text = notice.text;
        const auto same = std::find_if(distinct.begin(), distinct.end(),
                                       [&text](const auto& d) { return d.first.text == text; });
        if (same == distinct.end())
            distinct.emplace_back(notice, title);
        else
            same->second += "; " + title;
    }
    for (std::size_t i = 0; i < distinct.size(); ++i) {
        Notice n = distinct[i].first;
        n.id += fmt::format("-{}", i + 1);
        n.text = fmt::format("{}: {}", distinct[i].second, n.text);
        out.notices.push_back(std::move(n));
    }
}

}  // namespace

Figure multiples(const Lab& lab, const Values& values, const View& view, const Multiples& wanted) {
    const Grid grid = grid_of(wanted);
    Figure out;
    std::vector<std::pair<std::string, Notice>> notices;
    std::string id = wanted.panel.empty() ? view.lead : wanted.panel;
    bool first = true;
    for (const Made& m : made(lab, values, view, wanted, grid)) {
        const Figure figure =
            lab.draw(m.values, lab.compute(m.values, Detail::Full, std::stop_token()), m.view);
        check_step(figure, wanted, m);
        if (id.empty()) id = figure.lead.empty() ? figure.panels.begin()->id : figure.lead;
        if (find_panel(figure, id) == nullptr && !first)
            throw InputError(fmt::format("with {} there is no panel {}", plain(m.title), in_quotes(id)));
        Panel panel = known_panel(figure, id);
        panel.title = m.title;
        if (first)
            out.formulas = figure.formulas;
        else if (out.formulas != figure.formulas)
            out.formulas.clear();
        first = false;
        for (const Notice& n : figure.notices) notices.emplace_back(m.title, n);
        out.add(std::move(panel));
    }
    put_in_even_grid(out, view, grid.columns);
    out.caption = caption_of(lab, wanted);
    add_notices(out, notices);
    return out;
}

}  // namespace lossfield::viz
