#include "tests/contract/pull.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "math/simplex/simplex.hpp"
#include "math/simplex/triangle.hpp"
#include "viz/inputs/values.hpp"

namespace lossfield::tests {

using namespace viz;

namespace {

constexpr double half_pixel = 0.5;
constexpr double corner_reach = 0.011;  // plane units; declared with pull_probabilities

const Parameter& parameter(const Pull& p, const std::string& id) {
    return p.lab->parameters[index_of(*p.lab, id)];
}
const Value& value(const Pull& p, const std::string& id) { return (*p.after)[index_of(*p.lab, id)]; }

bool is_whole(const Parameter& p) { return p.kind == Kind::Whole || p.whole_entries; }

// What a number becomes that may not leave the hard range, and may be whole numbers only.
double held(const Parameter& p, double v) {
    v = std::clamp(v, p.hard.low, p.hard.high);
    return is_whole(p) ? std::clamp(std::round(v), std::ceil(p.hard.low), std::floor(p.hard.high)) : v;
}

bool at_bound(const Parameter& p, double v) {
    const double reach = 1e-9 * p.hard.length();
    return v <= p.hard.low + reach || v >= p.hard.high - reach;
}

Vec2 nearest_on_simplex(std::size_t corners, Vec2 at) {
    if (corners == 2) return {std::clamp(at.x, 0.0, 1.0), 0};
    const auto b = math::to_barycentric({at.x, at.y});
    const Vector inside = math::project_onto_simplex(Vector{b[0], b[1], b[2]});
    const math::PlanePoint p = math::to_plane({inside[0], inside[1], inside[2]});
    return {p.x, p.y};
}

struct Judge {
    const Pull& p;
    Vec3 at;  // the pointer in the panel's coordinates

    std::string said(Vec2 wanted, const char* bound) const {
        return fmt::format("ended at {:.2f},{:.2f} instead of {:.2f},{:.2f} ({}), pointer {:.1f},{:.1f}",
                           p.ended.x, p.ended.y, wanted.x, wanted.y, bound, p.pointer.x, p.pointer.y);
    }
    std::string expect(Vec2 data, const char* bound, bool along_x = true, bool along_y = true) const {
        const Vec2 wanted = p.frame.to_pixels(data.x, data.y);
        const bool near = (!along_x || std::abs(p.ended.x - wanted.x) <= half_pixel) &&
                          (!along_y || std::abs(p.ended.y - wanted.y) <= half_pixel);
        return near ? "" : said(wanted, bound);
    }
    std::string along(Along axis, double wanted, const char* bound) const {
        return axis == Along::X ? expect({wanted, at.y}, bound, true, false)
                                : expect({at.x, wanted}, bound, false, true);
    }

    std::string expect_in_space(const Place& data, const char* bound) const {
        const Vec2 wanted = p.frame.space->to_pixels(data[0], data[1], data[2]);
        const bool near = std::hypot(p.ended.x - wanted.x, p.ended.y - wanted.y) <= half_pixel;
        return near ? "" : said(wanted, bound);
    }

    std::string operator()(const MoveTriple& m) const {
        const Parameter& q = parameter(p, m.parameter);
        return expect_in_space({held(q, at.x), held(q, at.y), held(q, at.z)}, "hard range");
    }
    std::string operator()(const MoveInPlane& m) const {
        const Parameter& q = parameter(p, m.parameter);
        const Place way{at.x - m.origin[0], at.y - m.origin[1], at.z - m.origin[2]};
        Place wanted = m.origin;
        for (const Place& d : {m.first, m.second}) {
            const double along =
                (way[0] * d[0] + way[1] * d[1] + way[2] * d[2]) / (d[0] * d[0] + d[1] * d[1] + d[2] * d[2]);
            for (std::size_t k = 0; k < 3; ++k) wanted[k] += held(q, along) * d[k];
        }
        return expect_in_space(wanted, "hard range in its plane");
    }
    // On the handle's sphere, in the octant.
    std::string operator()(const MoveOnOctant&) const {
        const Handle& h = *p.handle;
        const double radius = std::hypot(h.x - h.axis[0], h.y - h.axis[1], h.z - h.axis[2]);
        Place inside{std::max(at.x, 0.0), std::max(at.y, 0.0), std::max(at.z, 0.0)};
        const double length = std::hypot(inside[0], inside[1], inside[2]);
        if (length == 0) return "";  // opposite of the octant: it stays
        for (double& v : inside) v *= radius / length;
        return expect_in_space(inside, "side of the octant");
    }
    // In its plane; where an entry is stopped by the hard range the place on the plane is another one.
    std::string operator()(const MoveDistance& m) const {
        const Parameter& q = parameter(p, m.parameter);
        const auto& v = std::get<Vector>(value(p, m.parameter));
        if (std::any_of(v.begin(), v.end(), [&](double entry) { return at_bound(q, entry); })) return "";
        return along(m.axis, std::max(0.0, m.axis == Along::X ? at.x : at.y), "from 0 on");
    }
    std::string operator()(const MoveSpanned& m) const {
        const Parameter& q = parameter(p, m.parameter);
        const auto& v = std::get<Vector>(value(p, m.parameter));
        if (std::any_of(v.begin(), v.end(), [&](double entry) { return at_bound(q, entry); })) return "";
        return p.frame.space ? expect_in_space({at.x, at.y, at.z}, "hard range in its plane")
                             : expect({at.x, at.y}, "hard range in its plane");
    }
    // On the ray of the pointer: at its distance, or at the handle's own.
    std::string operator()(const MovePolar& m) const {
        const double angle = std::atan2(at.y, at.x), away = std::hypot(at.x, at.y);
        const double length = m.parameter_length.empty() ? std::hypot(p.handle->x, p.handle->y)
                                                         : held(parameter(p, m.parameter_length), away);
        return expect({length * std::cos(angle), length * std::sin(angle)}, "hard range of the length");
    }
    std::string operator()(const MoveReal& m) const {
        return along(m.axis, held(parameter(p, m.parameter), m.axis == Along::X ? at.x : at.y), "hard range");
    }
    std::string operator()(const MoveEntry& m) const {
        const double entry = (m.axis == Along::X ? at.x : at.y) - m.offset;
        return along(m.axis, held(parameter(p, m.parameter), entry) + m.offset, "hard range");
    }
    std::string operator()(const MovePair& m) const {
        const Parameter& q = parameter(p, m.parameter);
        return expect({held(q, at.x), held(q, at.y)}, "hard range");
    }
    std::string operator()(const MoveTwo& m) const {
        return expect({held(parameter(p, m.parameter), at.x), held(parameter(p, m.parameter_y), at.y)},
                      "hard range");
    }
    std::string operator()(const MovePoint& m) const {
        const Parameter& q = parameter(p, m.parameter);
        return expect({held(q, at.x), held(q, at.y)}, "hard range");
    }
    // On its curve nothing of the panel is nearer to the pointer.
    std::string operator()(const MoveAlong& m) const {
        double least = std::numeric_limits<double>::infinity();
        Vec2 best{};
        for (std::size_t i = 1; i < m.x.size(); ++i) {
            const Vec2 a{m.x[i - 1], m.y[i - 1]}, d{m.x[i] - a.x, m.y[i] - a.y};
            const double t =
                std::clamp(((at.x - a.x) * d.x + (at.y - a.y) * d.y) / (d.x * d.x + d.y * d.y), 0.0, 1.0);
            const Vec2 q{a.x + t * d.x, a.y + t * d.y};
            const double away = std::hypot(q.x - at.x, q.y - at.y);
            if (away < least) least = away, best = q;
        }
        return expect(best, "its curve");
    }
    std::string operator()(const MoveProbabilities& m) const {
        const Vec2 wanted = nearest_on_simplex(m.corners.size(), {at.x, at.y});
        const Vec2 got = p.frame.to_data(p.ended);
        const bool corner =
            std::hypot(got.x - wanted.x, got.y - wanted.y) <= corner_reach &&
            std::any_of(m.corners.begin(), m.corners.end(), [&](std::size_t k) {
                const auto& v = std::get<Vector>(value(p, m.parameter));
                return v.size() == 1 || std::all_of(m.corners.begin(), m.corners.end(),
                                                    [&](auto j) { return j == k || v[j] == 0; });
            });
        return corner ? "" : expect(wanted, "side of the simplex", true, m.corners.size() == 3);
    }
    std::string operator()(const MoveLogits& m) const {
        const Vec2 wanted = nearest_on_simplex(m.corners.size(), {at.x, at.y});
        const std::string fault = expect(wanted, "side of the simplex", true, m.corners.size() == 3);
        const Parameter& q = parameter(p, m.parameter);
        const auto& z = std::get<Vector>(value(p, m.parameter));
        const bool stopped = std::any_of(z.begin(), z.end(), [&](double v) { return at_bound(q, v); });
        return stopped ? "" : fault;
    }
    std::string operator()(const MoveShare& m) const {
        return along(m.axis, std::clamp(m.axis == Along::X ? at.x : at.y, 0.0, 1.0), "0 or 1");
    }
    std::string operator()(const MoveLogitByProbability& m) const {
        const Parameter& q = parameter(p, m.parameter);
        if (at_bound(q, std::get<Vector>(value(p, m.parameter)).at(m.index))) return "";
        return along(Along::Y, std::clamp(at.y, 0.0, 1.0), "0 or 1");
    }
};

}  // namespace

std::string pull_fault(const Pull& pull) {
    return std::visit(Judge{pull, target_of(pull.frame, *pull.handle, pull.pointer)}, pull.handle->move);
}

}  // namespace lossfield::tests
