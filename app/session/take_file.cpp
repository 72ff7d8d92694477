#include "app/session/take_file.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "app/session/take_points.hpp"
#include "viz/embed/embed.hpp"
#include "viz/files/state.hpp"
#include "viz/files/text_file.hpp"
#include "viz/text/words.hpp"

namespace lossfield::app {
namespace {

// No table begins like this.
bool is_state_or_figure(const std::string& bytes) {
    const auto first = bytes.find_first_not_of(" \t\r\n");
    return viz::embed::carrier_of(bytes) != viz::embed::Carrier::None ||
           (first != std::string::npos && bytes[first] == '{');
}

// What the window does not do as the file, which `render --state` makes as it was.
std::string shown_otherwise(const viz::FigureOptions& figure) {
    const auto without = viz::omission_names(figure.without);
    if (figure.panel.empty() && without.empty()) return {};
    return fmt::format("; the file shows {}{}",
                       figure.panel.empty() ? "it" : "the panel " + figure.panel + " alone",
                       without.empty() ? "" : fmt::format(" without {}", fmt::join(without, ", ")));
}

}  // namespace

void bring_back(Session& session, Look& look, const std::string& state, const std::string& where) {
    const auto& labs = session.labs();
    const std::string id = viz::lab_of_state(state, where);
    const auto found =
        std::find_if(labs.begin(), labs.end(), [&](const viz::Lab& lab) { return lab.id == id; });
    if (found == labs.end())
        throw viz::InputError(fmt::format("{}: this program has no lab {}", where, viz::in_quotes(id)));
    auto read = viz::read_state(*found, state, where, viz::defaults(*found));
    try {
        viz::check_values(*found, read.state.values);
    } catch (const viz::InputError& e) {
        throw viz::InputError(where + ": " + e.what());
    }
    std::string said = fmt::format("{}: {} as it was made", where, found->title);
    viz::View view = std::move(read.state.view);
    view.pointer.reset();
    if (const auto& figure = read.state.figure) {
        look.theme = figure->theme;
        if (view.lead.empty()) view.lead = figure->panel;
        said += shown_otherwise(*figure);
    }
    constexpr std::size_t room = 3;
    for (const auto& note : read.notes(where, room)) said += "; " + note.substr(where.size() + 2);
    session.choose(static_cast<std::size_t>(found - labs.begin()));
    session.apply(std::move(read.state.values), std::move(view), std::move(read.state.pins));
    session.tell(std::move(said));
}

void take_file(Session& session, Look& look, const std::string& path) {
    try {
        const std::string bytes = viz::read_text_file(path);
        if (is_state_or_figure(bytes)) return bring_back(session, look, viz::state_in(bytes, path), path);
        if (const auto parameter = points_wanted(session))
            return take_points(session, *parameter, bytes, path);
        session.refuse(path + ": nothing here takes points; drop a figure, or a CSV file on a lab with data");
    } catch (const viz::InputError& e) {
        session.refuse(e.what());
    }
}

}  // namespace lossfield::app
