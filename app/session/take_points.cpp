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

namespace {

// x, y and, as the label, the first column without numbers; of three columns with numbers the one that is left.
std::vector<std::size_t> with_label(const TakenTable& taken) {
    std::vector<std::size_t> columns{taken.x, taken.y};
    const std::size_t all = taken.table.columns.size();
    for (std::size_t i = 0; i < all && columns.size() < 3; ++i)
        if (!taken.table.columns[i].holds_numbers()) columns.push_back(i);
    if (columns.size() == 2 && all == 3 && taken.numbers.size() == 3 && taken.x != taken.y)
        columns.push_back(3 - taken.x - taken.y);
    return columns;
}

void take(Session& session, TakenTable taken) {
    viz::TableValue read = viz::value_from_columns(session.lab().parameters[taken.parameter], taken.table,
                                                   taken.where, with_label(taken));
    taken.points = std::get<viz::Points>(read.value);
    viz::Values values = session.values();
    values[taken.parameter] = std::move(read.value);
    if (!session.apply(std::move(values))) return;
    session.tell(std::move(read.said));
    session.keep(std::move(taken));
}

}  // namespace

void take_points(Session& session, std::size_t parameter, const std::string& csv, const std::string& where) {
    const viz::Parameter& wanted = session.lab().parameters[parameter];
    try {
        viz::tables::Table table = viz::tables::read_table(csv, where, viz::layout_for(wanted, {}));
        const auto numbers = viz::number_columns(table);
        if (table.columns.size() > 2 && numbers.size() > 1)
            return take(
                session,
                {session.chosen(), parameter, where, std::move(table), numbers, numbers[0], numbers[1], {}});
        viz::TableValue read = viz::value_from_table(wanted, table, where);
        viz::Values values = session.values();
        values[parameter] = std::move(read.value);
        if (session.apply(std::move(values))) session.tell(std::move(read.said));
    } catch (const viz::InputError& e) {
        session.refuse(e.what());
    }
}

void take_columns(Session& session, std::size_t x, std::size_t y) {
    if (session.kept() == nullptr) return;
    TakenTable taken = *session.kept();
    taken.x = x;
    taken.y = y;
    try {
        take(session, std::move(taken));
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
