#include "app/command/given.hpp"

#include <algorithm>
#include <cmath>
#include <stop_token>

#include <fmt/format.h>

#include "app/command/options.hpp"
#include "app/command/panel_choice.hpp"
#include "viz/files/state.hpp"
#include "viz/files/table_file.hpp"
#include "viz/files/text_file.hpp"
#include "viz/inputs/resolvable.hpp"
#include "viz/inputs/values.hpp"
#include "viz/lab/settings.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::app {

using viz::in_quotes;
using viz::InputError;

namespace {

// "ID=VALUE" cut at the first =.
std::pair<std::string, std::string> cut(const std::string& option, const std::string& text,
                                        const std::string& form) {
    const auto equals = text.find('=');
    if (equals == std::string::npos || equals == 0)
        throw InputError(fmt::format("{}: {} is not of the form {}", option, in_quotes(text), form));
    return {text.substr(0, equals), text.substr(equals + 1)};
}

// What a file decided is said in `notes`.
viz::Value value_given(const viz::Parameter& parameter, const std::string& text,
                       std::vector<std::string>& notes) {
    const bool from_file =
        text.starts_with('@') && (parameter.kind == viz::Kind::Vector ||
                                  parameter.kind == viz::Kind::Points || parameter.kind == viz::Kind::Matrix);
    if (!from_file) return viz::parse_value(parameter, text);
    viz::TableValue read = viz::value_from_file(parameter, text.substr(1));
    notes.push_back(std::move(read.said));
    return std::move(read.value);
}

// PANEL=a,b,..[,z]: so many finite numbers; what stands in brackets may be left out.
std::pair<std::string, viz::Vector> numbers_given(const std::string& option, const std::string& text,
                                                  const std::string& form) {
    const auto most = static_cast<std::size_t>(std::count(form.begin(), form.end(), ',')) + 1;
    const auto least = most - static_cast<std::size_t>(std::count(form.begin(), form.end(), '['));
    const auto [panel, list] = cut(option, text, form);
    viz::Vector numbers;
    for (std::size_t start = 0; start <= list.size();) {
        const auto end = std::min(list.find(',', start), list.size());
        const auto v = viz::parse_number(std::string_view(list).substr(start, end - start));
        if (!v) throw InputError(fmt::format("{}: {} is not of the form {}", option, in_quotes(text), form));
        numbers.push_back(*v);
        start = end + 1;
    }
    if (numbers.size() < least || numbers.size() > most)
        throw InputError(fmt::format("{}: {} is not of the form {}", option, in_quotes(text), form));
    return {panel, numbers};
}

viz::View view_given(const GivenView& given) {
    viz::View view;
    if (given.at) view.step = parse_whole("--at", *given.at, {0, 1e15});
    for (const auto& text : given.views) {
        const auto [panel, v] = numbers_given("--view", text, "PANEL=x0,x1,y0,y1");
        const viz::Domain range{{v[0], v[1]}, {v[2], v[3]}};
        if (const auto fault = viz::range_fault(range); !fault.empty())
            throw InputError(fmt::format("--view: {} {}", in_quotes(text), fault));
        view.ranges[panel] = range;
    }
    for (const auto& text : given.cameras) {
        const auto [panel, v] = numbers_given("--camera", text, "PANEL=azimuth,elevation[,zoom]");
        const viz::Camera camera{v[0], v[1], v.size() == 3 ? v[2] : 1};
        if (const auto fault = viz::camera_fault(camera); !fault.empty())
            throw InputError(fmt::format("--camera: {}: {}", in_quotes(text), fault));
        view.cameras[panel] = camera;
    }
    if (given.pointer) {
        const auto [panel, v] = numbers_given("--pointer", *given.pointer, "PANEL=x,y");
        view.pointer = viz::Pointer{panel, v[0], v[1]};
    }
    if (given.lead) view.lead = *given.lead;
    return view;
}

// `over` where it says something, else `under`.
viz::View joined(const viz::View& under, const viz::View& over) {
    viz::View view = over;
    if (!view.step) view.step = under.step;
    if (!view.pointer) view.pointer = under.pointer;
    if (view.lead.empty()) view.lead = under.lead;
    view.ranges.insert(under.ranges.begin(), under.ranges.end());
    view.cameras.insert(under.cameras.begin(), under.cameras.end());
    return view;
}

// The step of a view as far as the run goes; one that was given must exist, one from a file gives way with a note.
void settle_step(const viz::Figure& figure, bool given, const std::string& file, Drawn& drawn) {
    if (!drawn.view.step) return;
    const long long step = *drawn.view.step;
    if (!figure.playhead) {
        if (given) throw InputError("--at: with these values this lab has no steps that could be shown");
        drawn.notes.push_back(
            fmt::format("{}: there is no simulation, so its step {} is left out", file, step));
        drawn.view.step.reset();
    } else if (step > figure.playhead->last) {
        const long long last = figure.playhead->last;
        if (given)
            throw InputError(fmt::format("--at: there is no step {}; give one from 0 to {}", step, last));
        drawn.notes.push_back(
            fmt::format("{}: there is no step {}; the last one, {}, is shown", file, step, last));
        drawn.view.step = last;
    }
}

void set_given(const viz::Lab& lab, const std::vector<std::string>& sets, Start& start) {
    std::vector<viz::Setting> settings;
    std::vector<std::pair<std::string, std::string>> by_former_id;
    for (const auto& text : sets) {
        auto [id, value] = cut("--set", text, "ID=VALUE");
        if (viz::formerly(lab, id, start.values)) {
            by_former_id.emplace_back(std::move(id), std::move(value));
            continue;
        }
        const viz::Parameter& parameter = lab.parameters[viz::index_of(lab, id)];
        settings.push_back({id, value_given(parameter, value, start.notes)});
    }
    start.values = viz::with_settings(lab, std::move(start.values), settings);
    // What they mean depends on the choices.
    for (const auto& [id, value] : by_former_id) {
        const viz::Formerly meant = *viz::formerly(lab, id, start.values);
        const viz::Parameter& parameter = lab.parameters[meant.parameter];
        if (!meant.applies)
            throw InputError(fmt::format("{}: the range of what is not chosen; give {} for what is: {}", id,
                                         parameter.id, viz::accepted(parameter)));
        start.values[meant.parameter] = value_given(parameter, value, start.notes);
    }
}

}  // namespace

void add_values(std::vector<Option>& options, GivenValues& given) {
    options.insert(
        options.end(),
        {{"--state", "FILE", "a figure (PNG, SVG, PDF) or a saved state (JSON) to start from", &given.state},
         {"--preset", "ID", "the values of a preset", &given.preset},
         {"--set", "ID=VALUE", "a parameter's value; may be repeated", &given.sets}});
}

void add_view(std::vector<Option>& options, GivenView& given) {
    options.insert(options.end(),
                   {{"--at", "STEP", "the step shown of a simulation", &given.at},
                    {"--view", "PANEL=x0,x1,y0,y1", "a panel's visible range", &given.views},
                    {"--camera", "PANEL=azimuth,elevation[,zoom]",
                     "from where a 3-D panel is seen, in degrees", &given.cameras},
                    {"--pointer", "PANEL=x,y", "where the pointer is", &given.pointer},
                    {"--lead", "PANEL", "this panel large, the others small beside it", &given.lead}});
}

const viz::Lab& chosen_lab(const viz::Catalog& labs, const std::string& command, const std::string& id,
                           GivenValues& given) {
    if (given.state) given.state_json = viz::state_in(viz::read_text_file(*given.state), *given.state);
    if (!given.state || !id.empty()) return named_lab(labs, command, id);
    const std::string of_state = viz::lab_of_state(given.state_json, *given.state);
    const auto found =
        std::find_if(labs.begin(), labs.end(), [&](const auto& lab) { return lab.id == of_state; });
    if (found != labs.end()) return *found;
    throw InputError(fmt::format("{}: this program has no lab {}", *given.state, in_quotes(of_state)));
}

Start resolve(const viz::Lab& lab, const GivenValues& given) {
    Start start{viz::defaults(lab), {}, {}};
    if (given.state) {
        auto read = viz::read_state(lab, given.state_json, *given.state, start.values);
        start = {std::move(read.state.values),
                 std::move(read.state.view),
                 read.notes(*given.state),
                 std::move(read.state.figure),
                 *given.state,
                 std::move(read.state.pins)};
    }
    if (given.preset) start.values = viz::find_preset(lab, *given.preset).values;
    set_given(lab, given.sets, start);
    try {
        viz::check_values(lab, start.values);
    } catch (const InputError& e) {
        // Nothing but the file can have brought them.
        if (!given.state || given.preset || !given.sets.empty()) throw;
        throw InputError(*given.state + ": " + e.what());
    }
    return start;
}

Drawn draw_given(const viz::Lab& lab, Start start, const GivenView& view) {
    const viz::View over = view_given(view);
    Drawn drawn{std::move(start.values), joined(start.view, over), std::move(start.notes), {}, {}};
    drawn.result = lab.compute(drawn.values, viz::Detail::Full, std::stop_token());
    drawn.figure = lab.draw(drawn.values, drawn.result, drawn.view);
    const viz::View drawn_with = drawn.view;
    settle_step(drawn.figure, over.step.has_value(), start.file, drawn);
    if (drawn.view != drawn_with) drawn.figure = lab.draw(drawn.values, drawn.result, drawn.view);
    for (const auto& [panel, range] : over.ranges) check_panel(drawn.figure, range_choice, panel);
    for (const auto& [panel, camera] : over.cameras) check_panel(drawn.figure, camera_choice, panel);
    if (!over.lead.empty()) check_panel(drawn.figure, lead_choice, over.lead);
    if (over.pointer) check_panel(drawn.figure, pointer_choice, over.pointer->panel);
    // What is left can only come from the state file.
    const std::string& file = start.file;
    leave_out_unfit(drawn.figure, range_choice, drawn.view.ranges, file, drawn.notes);
    leave_out_unfit(drawn.figure, camera_choice, drawn.view.cameras, file, drawn.notes);
    const auto unfit = [&](const PanelChoice& choice, const std::string& panel) {
        const std::string fault = panel.empty() ? "" : panel_fault(drawn.figure, choice, panel);
        if (!fault.empty()) drawn.notes.push_back(fmt::format("{}: {}, so it is left out", file, fault));
        return !fault.empty();
    };
    if (unfit(lead_choice, drawn.view.lead)) drawn.view.lead.clear();
    if (drawn.view.pointer && unfit(pointer_choice, drawn.view.pointer->panel)) drawn.view.pointer.reset();
    return drawn;
}

}  // namespace lossfield::app
