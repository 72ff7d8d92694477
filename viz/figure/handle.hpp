// Direct manipulation is data: a handle says where it is, which parameters it moves and how. drag() carries a
// move out, so that a window, a key press and a test move the same handle the same way.
#pragma once

#include <array>
#include <string>
#include <variant>
#include <vector>

#include "viz/figure/roles.hpp"
#include "viz/inputs/value.hpp"

namespace lossfield::viz {

enum class Along { X, Y };

// A point or a direction of a 3-D panel, in its coordinates.
using Place = std::array<double, 3>;

// real or whole parameter = panel coordinate
struct MoveReal {
    std::string parameter{};
    Along axis = Along::X;
};
// vector[index] + offset = panel coordinate (the top of a bar, that of one which something was added to)
struct MoveEntry {
    std::string parameter{};
    std::size_t index = 0;
    Along axis = Along::Y;
    double offset = 0;
};
// (vector[index_x], vector[index_y]) = (x, y)
struct MovePair {
    std::string parameter{};
    std::size_t index_x = 0;
    std::size_t index_y = 1;
};
// two real parameters = (x, y)
struct MoveTwo {
    std::string parameter{};    // along x
    std::string parameter_y{};  // along y
};
// points[index] = (x, y)
struct MovePoint {
    std::string parameter{};
    std::size_t index = 0;
};
// real parameter along a drawn curve: the value at the curve's point nearest to the pointer
struct MoveAlong {
    std::string parameter{};
    Vector x{};
    Vector y{};
    Vector value{};
};
// probability vector on the triangle (or segment) of the chosen classes; the others keep their share
struct MoveProbabilities {
    std::string parameter{};
    std::vector<std::size_t> corners{};  // 0-based classes, 2 or 3
};
// logits through the softmax's inverse: z = T log p + offset + c, their mean kept, other classes' share held
struct MoveLogits {
    std::string parameter{};
    std::string temperature{};  // empty: 1
    std::vector<std::size_t> corners{};
    Vector offset{};  // one a logit, which the softmax sees without it; empty: 0
};
// one probability of a probability vector = panel coordinate; the others shrink or grow in proportion
struct MoveShare {
    std::string parameter{};
    std::size_t index = 0;
    Along axis = Along::Y;
};
// one logit through its softmax probability: p_k = sigma((z_k - T LSE(others / T)) / T)
struct MoveLogitByProbability {
    std::string parameter{};
    std::string temperature{};  // empty: 1
    std::size_t index = 0;
    Vector offset{};  // as of MoveLogits
};
// vector = origin + x first + y second: a plane in the space of a vector; in a 3-D panel (x, y) is the place on the ground
struct MoveSpanned {
    std::string parameter{};
    Vector origin{}, first{}, second{};
};
// a direction of the plane, and perhaps a length along it: two real parameters, or entry `index` of two vectors, = the angle of (x, y) in
// degrees from -180 to 180 and its distance to (0, 0), which itself has no angle and leaves it as it is
struct MovePolar {
    std::string parameter{};         // the angle
    std::string parameter_length{};  // empty: the handle stays at its own distance
    std::size_t index = 0;           // vectors
};
// vector = origin + (panel coordinate) direction, from the origin on: a point at a distance from another one, `direction` being a
// unit vector
struct MoveDistance {
    std::string parameter{};
    Vector origin{}, direction{};
    Along axis = Along::X;
};
// In space: (vector[0], vector[1], vector[2]) = (x, y, z)
struct MoveTriple {
    std::string parameter{};
};
// In space: (vector[0], vector[1]) = coordinates of the place in a plane, from `origin` along two directions at right
// angles, in units of their lengths
struct MoveInPlane {
    std::string parameter{};
    Place origin{};
    Place first{1, 0, 0}, second{0, 1, 0};
};
// In space: a probability vector of three classes on the sphere's octant, p_k = x_k^2 / (x_1^2 + x_2^2 + x_3^2); what
// lies outside of the octant goes to its nearest side
struct MoveOnOctant {
    std::string parameter{};
};

using AnyMove = std::variant<MoveReal, MoveEntry, MovePair, MovePoint, MoveAlong, MoveProbabilities,
                             MoveLogits, MoveShare, MoveLogitByProbability, MoveTriple, MoveInPlane,
                             MoveOnOctant, MoveTwo, MoveSpanned, MovePolar, MoveDistance>;

// One of them, copied and destroyed out of line (figure_values.cpp).
class Move : public AnyMove {
  public:
    Move();
    Move(MoveReal move);
    Move(MoveEntry move);
    Move(MovePair move);
    Move(MovePoint move);
    Move(MoveAlong move);
    Move(MoveProbabilities move);
    Move(MoveLogits move);
    Move(MoveShare move);
    Move(MoveLogitByProbability move);
    Move(MoveTriple move);
    Move(MoveInPlane move);
    Move(MoveOnOctant move);
    Move(MoveTwo move);
    Move(MoveSpanned move);
    Move(MovePolar move);
    Move(MoveDistance move);
    Move(const Move& other);
    Move(Move&& other) noexcept;
    Move& operator=(const Move& other);
    Move& operator=(Move&& other) noexcept;
    ~Move();
};

// Where a handle of a 3-D panel goes with the pointer.
enum class Glide {
    Facing,  // in the plane through it that faces the viewer
    Plane,   // in the plane through it across `axis`
    Sphere   // on the sphere through it about `axis`; from beyond the sphere's outline, to the outline
};

enum class HandleShape { Disc, Diamond, Bar };

struct Handle {
    std::string id{};
    std::string label{};  // words for the tooltip and the keyboard, e.g. "logit of class 2"
    double x = 0;         // panel coordinates
    double y = 0;
    Move move{};
    Colour colour{Role::Accent};
    HandleShape shape = HandleShape::Disc;
    double z = 0;  // 3-D panels
    Glide glide = Glide::Facing;
    Place axis{0, 0, 1};
};

struct Parameter;

// The parameters a handle moves (first the one it sets).
[[nodiscard]] std::vector<std::string> moved_parameters(const Handle& handle);

// The values after the handle was pulled to (x, y), in space to (x, y, z), in its panel's coordinates; a pull beyond a hard range or
// off the simplex ends at the nearest allowed point. Pure: the same arguments give the same values.
[[nodiscard]] Values drag(const std::vector<Parameter>& parameters, const Values& values,
                          const Handle& handle, double x, double y, double z = 0);

}  // namespace lossfield::viz
