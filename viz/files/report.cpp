#include "viz/files/report.hpp"

#include <stop_token>

#include "viz/display/font_set.hpp"
#include "viz/inputs/values.hpp"
#include "viz/text/rich_text.hpp"

namespace lossfield::viz {

namespace {

std::string spacing_name(Spacing spacing) {
    switch (spacing) {
        case Spacing::Linear:
            return "linear";
        case Spacing::Log:
            return "log";
        case Spacing::LogWithZero:
            return "log-with-zero";
    }
    throw std::logic_error("spacing_name: unknown spacing");
}

std::string severity_name(Severity severity) {
    switch (severity) {
        case Severity::Info:
            return "info";
        case Severity::Warning:
            return "warning";
        case Severity::Failure:
            return "failure";
    }
    throw std::logic_error("severity_name: unknown severity");
}

Json interval_json(const Interval& interval) { return vector_json({interval.low, interval.high}); }

Json parameter_json(const Parameter& parameter) {
    const bool numeric =
        parameter.kind != Kind::Toggle && parameter.kind != Kind::Choice && parameter.kind != Kind::Text;
    Json choices;
    for (const auto& option : parameter.options) choices.push_back(option.id);
    Json json = {{"id", parameter.id},
                 {"kind", kind_name(parameter.kind)},
                 {"label", parameter.label},
                 {"unit", parameter.unit},
                 {"help", parameter.help},
                 {"default", value_json(parameter, parameter.fallback)},
                 {"soft", numeric ? interval_json(parameter.soft) : Json()},
                 {"hard", numeric ? interval_json(parameter.hard) : Json()},
                 {"spacing", numeric ? Json(spacing_name(parameter.spacing)) : Json()},
                 {"choices", choices}};
    if (parameter.kind == Kind::Vector || parameter.kind == Kind::Points || parameter.kind == Kind::Matrix)
        json["length"] = {parameter.min_length, parameter.max_length};
    if (parameter.kind == Kind::Points) json["labels"] = parameter.labels;
    if (parameter.kind != Kind::Vector) return json;
    json["length_of"] = parameter.length_of.empty() ? Json() : Json(parameter.length_of);
    json["places_in"] = parameter.places_in.empty() ? Json() : Json(parameter.places_in);
    json["distribution"] = parameter.distribution;
    json["whole_entries"] = parameter.whole_entries;
    return json;
}

Json columns_json(const Columns& columns) {
    Json json = Json::object();
    for (const auto& [name, numbers] : columns.numbers) json[name] = vector_json(numbers);
    return json;
}

Json jump_json(const Lab& lab, const Jump& jump) {
    // What it sets in another lab depends on more than itself.
    if (!jump.lab.empty())
        return {{"id", jump.id},
                {"label", plain(jump.label)},
                {"help", plain(jump.help)},
                {"parameter", jump.parameter},
                {"lab", jump.lab}};
    Json sets = Json::object();
    for (const auto& [id, value] : jump.sets) sets[id] = value_json(lab.parameters[index_of(lab, id)], value);
    return {{"id", jump.id},
            {"label", plain(jump.label)},
            {"help", plain(jump.help)},
            {"parameter", jump.parameter},
            {"sets", sets}};
}

struct ReadoutNumbers {
    Json operator()(double v) const { return number_json(v); }
    Json operator()(const Vector& v) const { return vector_json(v); }
    Json operator()(const std::string& text) const { return text; }
};

}  // namespace

std::string kind_name(PanelKind kind) {
    switch (kind) {
        case PanelKind::Axes:
            return "axes";
        case PanelKind::Bars:
            return "bars";
        case PanelKind::Simplex:
            return "simplex";
        case PanelKind::Matrix:
            return "matrix";
        case PanelKind::Space:
            return "space";
        case PanelKind::Sheet:
            return "sheet";
    }
    throw std::logic_error("kind_name: unknown panel kind");
}

std::string kind_name(Kind kind) {
    switch (kind) {
        case Kind::Real:
            return "real";
        case Kind::Whole:
            return "whole";
        case Kind::Toggle:
            return "toggle";
        case Kind::Choice:
            return "choice";
        case Kind::Vector:
            return "vector";
        case Kind::Points:
            return "points";
        case Kind::Matrix:
            return "matrix";
        case Kind::Domain:
            return "domain";
        case Kind::Text:
            return "text";
    }
    throw std::logic_error("kind_name: unknown kind");
}

Json list_json(const Catalog& labs) {
    Json list = Json::array();
    for (const auto& lab : labs) list.push_back({{"id", lab.id}, {"title", lab.title}, {"topic", lab.topic}});
    return list;
}

Json describe_json(const Lab& lab) {
    const Values values = defaults(lab);
    const Figure figure = lab.draw(values, lab.compute(values, Detail::Full, std::stop_token()), View{});
    Json parameters = Json::array();
    for (const auto& parameter : lab.parameters) parameters.push_back(parameter_json(parameter));
    Json presets = Json::array();
    for (const auto& preset : lab.presets) {
        presets.push_back({{"id", preset.id},
                           {"title", preset.title},
                           {"sentence", preset.sentence},
                           {"failure", preset.failure}});
    }
    Json panels = Json::array(), handles = Json::array();
    for (const auto& panel : figure.panels) {
        panels.push_back({{"id", panel.id}, {"title", plain(panel.title)}});
        for (const auto& handle : panel.handles) {
            handles.push_back({{"id", handle.id},
                               {"panel", panel.id},
                               {"label", handle.label},
                               {"parameters", moved_parameters(handle)}});
        }
    }
    return {{"id", lab.id},           {"title", lab.title},       {"topic", lab.topic},
            {"formula", lab.formula}, {"parameters", parameters}, {"presets", presets},
            {"panels", panels},       {"handles", handles}};
}

Json readouts_json(const std::vector<Readout>& readouts) {
    Json list = Json::array();
    for (const auto& readout : readouts) {
        list.push_back({{"id", readout.id},
                        {"label", readout.label},
                        {"unit", readout.unit},
                        {"value", std::visit(ReadoutNumbers{}, readout.value)}});
    }
    return list;
}

Json eval_json(const Lab& lab, const Values& values, const Figure& figure) {
    Json given = Json::object();
    for (std::size_t i = 0; i < lab.parameters.size(); ++i)
        given[lab.parameters[i].id] = value_json(lab.parameters[i], values[i]);
    Json notices = Json::array();
    for (const auto& notice : figure.notices) {
        notices.push_back(
            {{"id", notice.id}, {"severity", severity_name(notice.severity)}, {"text", plain(notice.text)}});
    }
    Json panels = Json::array();
    for (const auto& panel : figure.panels) {
        Json marks = Json::array();
        if (panel.table)
            marks.push_back({{"id", "table"}, {"kind", "table"}, {"columns", table_json(*panel.table)}});
        for (const auto& mark : panel.marks) {
            marks.push_back({{"id", mark.id()},
                             {"kind", kind_name(mark)},
                             {"columns", columns_json(columns_of(panel, mark))}});
        }
        panels.push_back({{"id", panel.id}, {"kind", kind_name(panel.kind)}, {"marks", marks}});
        for (const Sheet& sheet : panel.sheets) {
            Json lines = Json::array();
            for (const std::string& line : sheet.lines) lines.push_back(plain(line));
            panels.back()["sheets"].push_back({{"title", plain(sheet.title)}, {"lines", lines}});
        }
    }
    Json json = {{"lab", lab.id},
                 {"values", given},
                 {"readouts", readouts_json(figure.readouts)},
                 {"notices", notices},
                 {"caption", plain(figure.caption)},
                 {"panels", panels}};
    for (const Jump& jump : figure.jumps) json["jumps"].push_back(jump_json(lab, jump));
    for (const Unfit& unfit : figure.unfit)
        json["unfit"].push_back({{"parameter", unfit.parameter},
                                 {"option", unfit.option.empty() ? Json() : Json(unfit.option)},
                                 {"sentence", plain(unfit.sentence)}});
    return json;
}

}  // namespace lossfield::viz
