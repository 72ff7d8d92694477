#include "viz/figure/handle.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "viz/figure/simplex_moves.hpp"
#include "viz/inputs/parameter.hpp"
#include "viz/inputs/values.hpp"

namespace lossfield::viz {

namespace {

// The value of the curve's point nearest to (x, y); gaps (NaN) have no points. NaN when the curve has none.
double value_along(const MoveAlong& move, double x, double y) {
    double value = std::numeric_limits<double>::quiet_NaN();
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < move.value.size(); ++i) {
        const std::size_t j = std::min(i + 1, move.value.size() - 1);
        const double dx = move.x[j] - move.x[i], dy = move.y[j] - move.y[i];
        const double squared = dx * dx + dy * dy;
        const double t =
            squared > 0 ? std::clamp(((x - move.x[i]) * dx + (y - move.y[i]) * dy) / squared, 0.0, 1.0) : 0.0;
        const double distance = std::hypot(move.x[i] + t * dx - x, move.y[i] + t * dy - y);
        if (distance < least) {
            least = distance;
            value = t > 0 ? std::lerp(move.value[i], move.value[j], t) : move.value[i];
        }
    }
    return value;
}

struct Dragging {
    const std::vector<Parameter>& parameters;
    Values values;
    double x;
    double y;
    double z;

    const Parameter& parameter(const std::string& id) const { return parameters[index_of(parameters, id)]; }
    Value& value(const std::string& id) { return values[index_of(parameters, id)]; }

    static double held(const Parameter& parameter, double v) {
        const double inside = std::clamp(v, parameter.hard.low, parameter.hard.high);
        if (parameter.kind != Kind::Whole && !parameter.whole_entries) return inside;
        return std::clamp(std::round(inside), std::ceil(parameter.hard.low), std::floor(parameter.hard.high));
    }
    void set_number(const std::string& id, double v) {
        const double inside = held(parameter(id), v);
        if (parameter(id).kind == Kind::Whole) {
            value(id) = static_cast<long long>(inside);
        } else {
            value(id) = inside;
        }
    }
    // One given as a class is spread over all classes there are.
    Vector distribution(const std::string& id) {
        const Parameter& own = parameter(id);
        const std::size_t n =
            own.length_of.empty() ? own.max_length : std::get<Vector>(value(own.length_of)).size();
        return as_distribution(std::get<Vector>(value(id)), n);
    }
    // One that was given as a class stays a class while one class has it all.
    void set_distribution(const std::string& id, Vector p) {
        auto& stored = std::get<Vector>(value(id));
        const auto sure = std::find(p.begin(), p.end(), 1.0);
        const bool one_hot = sure != p.end() && std::count(p.begin(), p.end(), 0.0) + 1 == std::ssize(p);
        if (stored.size() == 1 && one_hot) p = {static_cast<double>(sure - p.begin() + 1)};
        stored = std::move(p);
    }

    void operator()(const MoveReal& move) { set_number(move.parameter, move.axis == Along::X ? x : y); }
    void operator()(const MoveEntry& move) {
        std::get<Vector>(value(move.parameter)).at(move.index) =
            held(parameter(move.parameter), (move.axis == Along::X ? x : y) - move.offset);
    }
    void operator()(const MovePair& move) {
        auto& v = std::get<Vector>(value(move.parameter));
        v.at(move.index_x) = held(parameter(move.parameter), x);
        v.at(move.index_y) = held(parameter(move.parameter), y);
    }
    void operator()(const MoveTwo& move) {
        set_number(move.parameter, x);
        set_number(move.parameter_y, y);
    }
    void operator()(const MovePoint& move) {
        auto& point = std::get<Points>(value(move.parameter)).at(move.index);
        point.x = held(parameter(move.parameter), x);
        point.y = held(parameter(move.parameter), y);
    }
    void operator()(const MoveAlong& move) {
        const double v = value_along(move, x, y);
        if (!std::isnan(v)) set_number(move.parameter, v);
    }
    void operator()(const MoveProbabilities& move) {
        set_distribution(move.parameter,
                         pull_probabilities(distribution(move.parameter), move.corners, x, y));
    }
    void operator()(const MoveShare& move) {
        const double share = move.axis == Along::X ? x : y;
        set_distribution(move.parameter, with_share(distribution(move.parameter), move.index, share));
    }
    [[nodiscard]] double temperature_of(const std::string& parameter_id) {
        return parameter_id.empty() ? 1 : std::get<double>(value(parameter_id));
    }
    void operator()(const MoveLogits& move) {
        auto& logits = std::get<Vector>(value(move.parameter));
        const double temperature = temperature_of(move.temperature);
        logits =
            pull_logits(logits, temperature, move.corners, parameter(move.parameter).hard, x, y, move.offset);
    }
    void operator()(const MoveLogitByProbability& move) {
        auto& logits = std::get<Vector>(value(move.parameter));
        const double temperature = temperature_of(move.temperature);
        logits =
            with_probability(logits, temperature, move.index, parameter(move.parameter).hard, y, move.offset);
    }
    void operator()(const MoveSpanned& move) {
        auto& v = std::get<Vector>(value(move.parameter));
        for (std::size_t k = 0; k < v.size(); ++k)
            v[k] = held(parameter(move.parameter),
                        move.origin.at(k) + x * move.first.at(k) + y * move.second.at(k));
    }
    void set_number_or_entry(const std::string& id, std::size_t index, double v) {
        if (parameter(id).kind == Kind::Vector) {
            std::get<Vector>(value(id)).at(index) = held(parameter(id), v);
        } else {
            set_number(id, v);
        }
    }
    void operator()(const MovePolar& move) {
        const double length = std::hypot(x, y);
        if (length > 0)
            set_number_or_entry(move.parameter, move.index, std::atan2(y, x) * 180 / std::numbers::pi);
        if (!move.parameter_length.empty()) set_number_or_entry(move.parameter_length, move.index, length);
    }
    void operator()(const MoveDistance& move) {
        auto& v = std::get<Vector>(value(move.parameter));
        const double distance = std::max(0.0, move.axis == Along::X ? x : y);
        for (std::size_t k = 0; k < v.size(); ++k)
            v[k] = held(parameter(move.parameter), move.origin.at(k) + distance * move.direction.at(k));
    }
    void operator()(const MoveTriple& move) {
        auto& v = std::get<Vector>(value(move.parameter));
        const Parameter& p = parameter(move.parameter);
        v.at(0) = held(p, x), v.at(1) = held(p, y), v.at(2) = held(p, z);
    }
    void operator()(const MoveInPlane& move) {
        const auto along = [&](const Place& direction) {
            const Place way{x - move.origin[0], y - move.origin[1], z - move.origin[2]};
            double dot = 0, squared = 0;
            for (std::size_t k = 0; k < 3; ++k)
                dot += way[k] * direction[k], squared += direction[k] * direction[k];
            return dot / squared;
        };
        auto& v = std::get<Vector>(value(move.parameter));
        const Parameter& p = parameter(move.parameter);
        v.at(0) = held(p, along(move.first)), v.at(1) = held(p, along(move.second));
    }
    void operator()(const MoveOnOctant& move) {
        // A side of the octant is a great circle: the nearest point of it leaves the coordinate out that is below zero.
        const Place root{std::max(x, 0.0), std::max(y, 0.0), std::max(z, 0.0)};
        const double sum = root[0] * root[0] + root[1] * root[1] + root[2] * root[2];
        if (!(sum > 0)) return;
        set_distribution(move.parameter,
                         {root[0] * root[0] / sum, root[1] * root[1] / sum, root[2] * root[2] / sum});
    }
};

}  // namespace

std::vector<std::string> moved_parameters(const Handle& handle) {
    if (const auto* two = std::get_if<MoveTwo>(&handle.move)) return {two->parameter, two->parameter_y};
    if (const auto* polar = std::get_if<MovePolar>(&handle.move); polar && !polar->parameter_length.empty())
        return {polar->parameter, polar->parameter_length};
    return {std::visit([](const auto& move) { return move.parameter; }, handle.move)};
}

Values drag(const std::vector<Parameter>& parameters, const Values& values, const Handle& handle, double x,
            double y, double z) {
    // Far beyond a logarithmic axis lies infinity; a handle that runs along another one may go there.
    const auto needs = [&](Along axis) {
        if (const auto* m = std::get_if<MoveReal>(&handle.move)) return m->axis == axis;
        if (const auto* m = std::get_if<MoveEntry>(&handle.move)) return m->axis == axis;
        if (const auto* m = std::get_if<MoveDistance>(&handle.move)) return m->axis == axis;
        return true;
    };
    const auto usable = [](double at, bool needed) { return needed ? std::isfinite(at) : !std::isnan(at); };
    if (!usable(x, needs(Along::X)) || !usable(y, needs(Along::Y)) || !std::isfinite(z)) return values;
    Dragging dragging{parameters, values, x, y, z};
    std::visit(dragging, handle.move);
    return std::move(dragging.values);
}

}  // namespace lossfield::viz
