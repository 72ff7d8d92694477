// Fisher's geometry of three outcomes: the triangle of probabilities beside the octant of a sphere that it is a picture
// of. One lab in four views: paths between two points, flows towards a target, projections onto families of
// distributions, and a triangle of geodesics. Numbers are in compute.cpp, words in figure.cpp, the two main panels in
// scene.cpp, the panel of numbers in numbers.cpp.
#pragma once

#include "math/flows/simplex_flow.hpp"
#include "math/information/fisher.hpp"
#include "math/information/information_projection.hpp"
#include "viz/fragments/simplex.hpp"
#include "viz/labs/vocabulary.hpp"

namespace lossfield::viz::fisher_geometry {

enum class Scene { Paths, Flows, Projections, Triangle };
enum class Contoured { None, Distance, Kl };

struct Inputs {
    Scene view = Scene::Paths;
    Vector p{0.935, 0.005, 0.06}, q{0.005, 0.935, 0.06}, a{0.1, 0.15, 0.75};
    math::FlowObjective objective = math::FlowObjective::KlFromTarget;
    Contoured field = Contoured::None;
    double radius = 0.1;
    bool ellipses = true, flat = true;
};

// Points of a curve on the simplex.
using Way = std::vector<math::Barycentric>;

struct Flow {
    Way way;
    Vector time, loss;
    Way marks;  // where it is at the times of `mark_times`
};

// A projection of p, and one relation for each of the two points that span the family.
struct Projection {
    struct Relation {
        double whole = 0, first = 0, second = 0;
    };
    Vector r{};
    Way drop{};    // from p to it: in log p onto a linear family, in p onto an exponential one
    Way corner{};  // the right angle between drop and family, a square on the sphere
    std::array<Relation, 2> relation{};  // to q, to a
};

struct Computed {
    Vector p, q, a;
    double distance = 0;                 // d(p, q)
    std::array<double, 3> length{};      // mixture, exponential, geodesic
    std::array<Way, 3> path;             // empty: there is none
    std::vector<Way> circles;            // of one radius
    Flow natural, plain;                 // the flows view
    double objective = 0;                // at p
    Way exponential_line, mixture_line;  // the families through q and a
    std::optional<Projection> m, e;
    std::array<Way, 3> side;  // of the geodesic triangle: p q, q a, a p
    math::GeodesicTriangle triangle;
    TriangleField field;
    Vector sphere_field;  // at the nodes of the octant's grid
};

[[nodiscard]] inline math::Barycentric triple(const Vector& p) { return {p[0], p[1], p[2]}; }

inline constexpr double last_time = 40;
inline constexpr std::array<double, 5> mark_times{1, 2, 4, 8, 16};
inline constexpr std::size_t octant_nodes = 65;  // a side
inline constexpr std::array<const char*, 3> path_names{"mixture", "exponential", "geodesic"};

// What words and panels claim, each in its view.
// Both give to the same outcomes.
[[nodiscard]] bool has_exponential_path(const Computed& r);
// p = q.
[[nodiscard]] bool coincide(const Computed& r);
// L(p) < ∞; and then whether no flow gets to q: p_k = 0 < q_k for some k. KL(q‖p) would be infinite, so that it is KL(p‖q).
[[nodiscard]] bool has_flow(const Computed& r);
[[nodiscard]] bool is_stuck(const Computed& r);
// -log sum of q_k over p_k > 0: the least KL(p‖q) on the side that p lies on.
[[nodiscard]] double least_on_side(const Computed& r);
// And whether p is there already: then both flows rest.
[[nodiscard]] bool rests(const Computed& r);
// p allows an outcome that q and a do not: it lies off the side that the families are on.
[[nodiscard]] bool lies_off(const Computed& r);
// q != a; both relations of a projection are between finite numbers, and whole = first + second to a millionth of it (and 1e-12).
[[nodiscard]] bool spans_family(const Computed& r);
[[nodiscard]] bool is_finite(const Projection& projection);
[[nodiscard]] bool adds_up(const Projection& projection);
// Family and drop have a direction at the projection (lengths above 1e-9 and finite), and the divergences add up.
[[nodiscard]] bool meets(const std::optional<Projection>& projection);
// Of the geodesic triangle: no corner is another one; its height is above 1e-14, what rounding leaves of corners on one geodesic;
// its area is above 1e-9, so that rounding takes less than 1e-4 of the excess.
[[nodiscard]] bool has_corners(const Computed& r);
[[nodiscard]] bool has_height(const Computed& r);
[[nodiscard]] bool has_area(const Computed& r);

// The colours of the three paths, which the two families share.
[[nodiscard]] Colour path_colour(std::size_t path);

[[nodiscard]] Computed compute(const Inputs& in, Detail detail, std::stop_token stop);
[[nodiscard]] Panel triangle_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel sphere_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel numbers_panel(const Inputs& in, const Computed& r);
inline constexpr const char* distance_formula =
    R"(d(p,q) = 2\arccos\sum_k \sqrt{p_k q_k} \qquad x_k = 2\sqrt{p_k})";
inline constexpr const char* metric_formula = R"(\langle u,v\rangle_p = \sum_k \frac{u_k v_k}{p_k})";
// Flows: along the natural gradient, and along that of the logits z, in the order of math::FlowObjective.
inline constexpr std::array<const char*, 2> flow_formulas{
    R"(\text{natural:}\; \dot p = q - p \qquad \text{plain:}\; \dot z = q - p, \; p = \mathrm{softmax}(z))",
    R"(\text{natural:}\; \dot p_k = -p_k\left(\log\frac{p_k}{q_k} - KL(p\|q)\right) \qquad )"
    R"(\text{plain:}\; \dot z_k = -p_k\left(\log\frac{p_k}{q_k} - KL(p\|q)\right), \; p = \mathrm{softmax}(z))"};
inline constexpr const char* projection_formula =
    R"(KL(p\|q) = KL(p\|m) + KL(m\|q) \qquad KL(q\|p) = KL(q\|e) + KL(e\|p))";
inline constexpr const char* triangle_formula =
    R"(\text{sum of the angles} - \pi = \tfrac{1}{4}\,\text{area})";
[[nodiscard]] inline std::vector<std::string> all_formulas() {
    return {distance_formula, metric_formula,     flow_formulas[0],
            flow_formulas[1], projection_formula, triangle_formula};
}
[[nodiscard]] std::vector<std::string> formulas_of(const Inputs& in);

[[nodiscard]] Figure draw(const Inputs& in, const Computed& r, const View& view);
[[nodiscard]] Readouts probe_triangle(const Inputs& in, const Computed& r, double x, double y);

}  // namespace lossfield::viz::fisher_geometry
