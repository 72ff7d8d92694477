#include "app/session/take_points.hpp"

#include <utility>

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
std::vector<std::size_t> with_label(const TakenTable& taken, ColumnPair pair) {
    std::vector<std::size_t> columns{pair.x, pair.y};
    const std::size_t all = taken.table.columns.size();
    for (std::size_t i = 0; i < all && columns.size() < 3; ++i)
        if (!taken.table.columns[i].holds_numbers()) columns.push_back(i);
    if (columns.size() == 2 && all == 3 && taken.numbers.size() == 3 && pair.x != pair.y)
        columns.push_back(3 - pair.x - pair.y);
    return columns;
}

// A step of undo; false where the lab does not have the values, whose sentence stands.
bool put(Session& session, std::size_t parameter, viz::Value value, std::string said) {
    viz::Values values = session.values();
    values[parameter] = std::move(value);
    if (!session.apply(std::move(values))) return false;
    session.tell(std::move(said));
    return true;
}

// What was refused is kept as well, where no choice stands: other columns may do.
void take(Session& session, TakenTable taken, ColumnPair columns) {
    bool done = false;
    try {
        viz::TableValue read = viz::value_from_columns(session.lab().parameters[taken.parameter], taken.table,
                                                       taken.where, with_label(taken, columns));
        done = put(session, taken.parameter, std::move(read.value), std::move(read.said));
    } catch (const viz::InputError& e) {
        session.refuse(e.what());
    }
    const auto& points = std::get<viz::Points>(session.values()[taken.parameter]);
    const TakenTable::Choice* stands = done ? nullptr : taken.choice_of(points);
    if (stands == nullptr || stands->refused) taken.choose({columns, points, !done});
    session.keep(std::move(taken));
}

}  // namespace

void take_points(Session& session, std::size_t parameter, const std::string& csv, const std::string& where) {
    const viz::Parameter& wanted = session.lab().parameters[parameter];
    try {
        viz::tables::Table table = viz::tables::read_table(csv, where, viz::layout_for(wanted, {}));
        auto numbers = viz::number_columns(table);
        if (table.columns.size() > 2 && numbers.size() > 1) {
            const ColumnPair first{numbers[0], numbers[1]};
            return take(session,
                        {session.chosen(), parameter, where, std::move(table), std::move(numbers), {}},
                        first);
        }
        viz::TableValue read = viz::value_from_table(wanted, table, where);
        put(session, parameter, std::move(read.value), std::move(read.said));
    } catch (const viz::InputError& e) {
        session.refuse(e.what());
    }
}

void take_columns(Session& session, ColumnPair columns) {
    if (const auto kept = session.kept()) take(session, kept->table, columns);
}

}  // namespace lossfield::app
