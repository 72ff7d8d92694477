// What the parts of the lab share: parameters and presets (hinge.cpp), numbers (compute.cpp), the plane of the points (plane.cpp), the
// objective over w (landscape.cpp), the panels beside them (panels.cpp) and words (words.cpp).
#pragma once

#include "math/margins/support_vectors.hpp"
#include "viz/lab/simulation.hpp"
#include "viz/labs/vocabulary.hpp"
#include "viz/training/training_inputs.hpp"

namespace lossfield::viz::hinge {

using LossKind = math::MarginLossKind;

// In the order of math::MarginLossKind.
struct LossName {
    LossKind kind;
    const char *id, *name;
};
inline constexpr std::array<LossName, math::margin_loss_count> loss_names{
    {{LossKind::ZeroOne, "zero-one", "0-1 loss"},
     {LossKind::Hinge, "hinge", "hinge"},
     {LossKind::SquaredHinge, "squared-hinge", "squared hinge"},
     {LossKind::SmoothedHinge, "smoothed-hinge", "smoothed hinge"},
     {LossKind::Logistic, "logistic", "logistic"},
     {LossKind::Exponential, "exponential", "exponential"},
     {LossKind::Perceptron, "perceptron", "perceptron"},
     {LossKind::Focal, "focal", "focal"}}};

inline const std::vector<std::string> labels{"+1", "-1"};

struct Inputs : TrainingInputs {
    Inputs();
    Points data;
    LossKind loss = LossKind::Hinge;
    double width = 0.5, focusing = 2;
    double lambda = 0.05;
    Vector start{-0.4, 0.9};
    double start_bias = 0;
    int batch_size = 8;
    double margin = 0.2, eta = 0.7;
    std::array<bool, math::margin_loss_count> shown{true, true, true, false, true};
};

inline constexpr double largest_bias = 1000;  // of the start
// Below it, 0 apart, the exact answer is not found to the digits shown.
inline constexpr double least_lambda = 1e-6;
inline constexpr Interval lambda_range{1e-3, 10};  // of the slider
[[nodiscard]] std::optional<std::string> check(const Inputs& in);

// Clouds of both labels, their middles `apart` from the middle of all along (1, 1/2), with a spread.
[[nodiscard]] Points clouds(int count, double apart, double spread, std::uint64_t seed);

[[nodiscard]] math::MarginLoss loss_of(const Inputs& in, LossKind kind);
[[nodiscard]] inline math::MarginLoss loss_of(const Inputs& in) { return loss_of(in, in.loss); }
// Its curve is drawn: asked for, or chosen.
[[nodiscard]] bool drawn_loss(const Inputs& in, LossKind kind);

struct Computed {
    math::LabelledPoints points{};
    Simulation<math::Training> run;               // ends before a step that leaves finite numbers
    Vector objective{}, way_x{}, way_y{};         // P and w after every step
    std::optional<math::SupportVectors> exact{};  // where the loss has the dual and lambda > 0
    double stays_below = 0;                       // see strip_stays_below
    math::BestScores best{};
};

// What the playhead shows.
struct Now {
    long long step = 0;
    math::Separator separator{};
    Vector margins{}, pulls{};  // m_i and -l'(m_i)
    double objective = 0;
    std::array<double, 3> gradient{};
    [[nodiscard]] std::size_t pulling() const;
    // 1/N sum of the pulls of one label.
    [[nodiscard]] double pull_of(const math::LabelledPoints& points, double label) const;
    [[nodiscard]] double least_margin() const;
};
[[nodiscard]] Now at_step(const Inputs& in, const Computed& r, const View& view);
[[nodiscard]] math::Separator separator_of(const Vector& x);
[[nodiscard]] math::Separator line_at(const Computed& r, long long step);

// A direction that can be drawn: |w| > 1e-9.
[[nodiscard]] bool has_line(const math::Separator& s);
// A coordinate of the run is not finite or beyond 10^6.
[[nodiscard]] bool ran_off(const Computed& r);
// Plain descent at a rate that stays the same.
[[nodiscard]] bool steady_descent(const Inputs& in);
// Of plain descent the first step whose rate is above 2 / lambda, where lambda's part of it alone throws w beyond its mirror image.
struct TooFast {
    std::uint64_t step = 0;
    double rate = 0;
};
[[nodiscard]] std::optional<TooFast> beyond_limit(const Inputs& in, const Computed& r);
// A lambda below which the hinge's exact strip stays the same; 0 where there is none of 1e-5 or more.
[[nodiscard]] double strip_stays_below(const Inputs& in, const Computed& r);
// A weight, a score or a pull of a point, the objective or its gradient that is not finite: a start may be so, no later step.
[[nodiscard]] bool is_lost(const Now& now);
// Drawn from the points for every step.
[[nodiscard]] bool random_batches(const Inputs& in, const Computed& r);
// The line has a strip around it that the loss knows: the hinges' 1.
[[nodiscard]] bool has_strip(const Inputs& in);
// Its slope is 0 everywhere.
[[nodiscard]] bool has_no_slope(const Inputs& in);
// The perceptron's loss, with lambda > 0: w = 0 and b = 0 are best.
[[nodiscard]] bool shrinks_to_nothing(const Inputs& in);
// The perceptron's loss from w = 0, b = 0, the kink of every point, where it still is at the end.
[[nodiscard]] bool never_starts(const Inputs& in, const Computed& r);
// The points on the borders of the exact strip that it rests on: a_i > 0.
[[nodiscard]] std::vector<std::size_t> on_exact_border(const Computed& r);
[[nodiscard]] bool one_label(const Computed& r);
// The exact answer keeps every point of both labels beyond its border: a smaller lambda has the same one.
[[nodiscard]] bool hard_margin(const Inputs& in, const Computed& r);
// All points are on their own side of the line that is shown: ys > 0.
[[nodiscard]] bool separates(const Now& now);

inline constexpr const char* objective_formula =
    R"(P(w, b) = \frac{\lambda}{2}\|w\|^2 + \frac{1}{N}\sum_i \ell(y_i s_i), \quad s_i = w^\top x_i + b)";
// Of the hinge, the squared and the smoothed one: those that follow the 0-1 loss in LossKind.
inline constexpr std::array<const char*, 3> dual_formulas{
    R"(\max_{0 \le a_i \le 1/N,\; \sum_i a_i y_i = 0}\; \sum_i a_i - \frac{1}{2\lambda}\|\sum_i a_i y_i x_i\|^2)",
    R"(\max_{0 \le a_i,\; \sum_i a_i y_i = 0}\; \sum_i a_i - \frac{N}{4}\sum_i a_i^2 - \frac{1}{2\lambda}\|\sum_i a_i y_i x_i\|^2)",
    R"(\max_{0 \le a_i \le 1/N,\; \sum_i a_i y_i = 0}\; \sum_i a_i - \frac{\gamma N}{2}\sum_i a_i^2 - \frac{1}{2\lambda}\|\sum_i a_i y_i x_i\|^2)"};
// In the order of LossKind.
inline constexpr std::array<const char*, math::margin_loss_count> loss_formulas{
    R"(\ell(m) = 1\text{ for } m \le 0\text{, else } 0)",
    R"(\ell(m) = [1 - m]_+)",
    R"(\ell(m) = [1 - m]_+^2)",
    R"(\ell(m) = \tfrac{1}{2\gamma}(1 - m)^2\text{ for } 1 - \gamma < m < 1\text{, beyond: }1 - m - \tfrac{\gamma}{2}\text{ or }0)",
    R"(\ell(m) = \log(1 + e^{-m}))",
    R"(\ell(m) = e^{-m})",
    R"(\ell(m) = \max(0, -m))",
    R"(\ell(m) = -(1 - p)^f \log p, \quad p = \frac{1}{1 + e^{-m}})"};

[[nodiscard]] Colour loss_colour(LossKind kind, double opacity = 1);
[[nodiscard]] std::vector<Colour> point_colours(const Inputs& in);
[[nodiscard]] Panel plane_panel(const Inputs& in, const Computed& r, const Now& now);
[[nodiscard]] Panel landscape_panel(const Inputs& in, const Computed& r, const Now& now);
[[nodiscard]] Panel loss_panel(const Inputs& in, const Computed& r, const Now& now);
[[nodiscard]] Panel pull_panel(const Inputs& in, const Computed& r, const Now& now);
[[nodiscard]] Panel prior_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Readouts readouts(const Inputs& in, const Computed& r, const Now& now);
[[nodiscard]] Notices notices(const Inputs& in, const Computed& r);
[[nodiscard]] std::string caption(const Inputs& in, const Computed& r, const Now& now);

[[nodiscard]] Computed compute(const Inputs& in, Detail detail, std::stop_token stop);
[[nodiscard]] Figure draw(const Inputs& in, const Computed& r, const View& view);
[[nodiscard]] Readouts probe_loss(const Inputs& in, const Computed& r, double x, double y);
[[nodiscard]] Readouts probe_plane(const Inputs& in, const Computed& r, const View& view, double x, double y);
[[nodiscard]] Readouts probe_landscape(const Inputs& in, const Computed& r, const View& view, double x,
                                       double y);
[[nodiscard]] Readouts probe_prior(const Inputs& in, const Computed& r, double x, double y);

}  // namespace lossfield::viz::hinge
