#include "app/session/take_points.hpp"

#include <utility>

#include "viz/files/text_file.hpp"
#include "viz/inputs/table_value.hpp"

namespace lossfield::app {

std::optional<std::size_t> points_wanted(const Session& session) {
    const auto& parameters = session.lab().parameters;
    for (std::size_t i = 0; i < parameters.size(); ++i)
        if (parameters[i].kind == viz::Kind::Points &&
            viz::has_effect(session.last_figure(), parameters[i].id))
            return i;
    return std::nullopt;
}

void take_points(Session& session, std::size_t parameter, const std::string& csv, const std::string& where) {
    try {
        viz::Values values = session.values();
        values[parameter] = viz::value_from_table(session.lab().parameters[parameter], csv, where).value;
        session.apply(std::move(values));
    } catch (const viz::InputError& e) {
        session.refuse(e.what());
    }
}

void take_dropped(Session& session, const std::string& path) {
    const auto parameter = points_wanted(session);
    if (!parameter)
        return session.refuse(path + ": nothing here takes points; drop a CSV file on a lab with data");
    try {
        take_points(session, *parameter, viz::read_text_file(path), path);
    } catch (const viz::InputError& e) {
        session.refuse(e.what());
    }
}

}  // namespace lossfield::app
