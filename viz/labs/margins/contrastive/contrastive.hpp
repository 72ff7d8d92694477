// What the parts of the lab share: declarations and presets (contrastive.cpp), numbers (compute.cpp), the plane on which the
// pair is dragged (plane.cpp), its loss against the distance (curve.cpp), the cloud that is trained (cloud.cpp) and words
// (figure.cpp).
#pragma once

#include "math/metric/contrastive.hpp"
#include "viz/fragments/classes.hpp"
#include "viz/labs/vocabulary.hpp"
#include "viz/training/plane_run.hpp"
#include "viz/training/safe_rate.hpp"

namespace lossfield::viz::contrastive {

using Form = math::ContrastiveForm;

inline const std::vector<std::string> class_labels{"1", "2", "3"};

inline constexpr Interval margin_range{0.2, 3}, similar_margin_range{0, 1}, far_margin_range{0.5, 3};

// Three classes that overlap.
[[nodiscard]] Points overlapping_classes();

struct Inputs : TrainingInputs {
    Inputs() { rates = training_rates(0.5, 0.02); }
    Form form = Form::Original;
    double margin = 1.25;
    double similar_margin = 0.25, far_margin = 1.5;
    Vector first{-0.35, -0.1}, second{0.3, 0.25};
    bool similar = false;
    Points data = overlapping_classes();

    [[nodiscard]] bool doubled() const { return form == Form::DoubleMargin; }
    [[nodiscard]] bool original() const { return form == Form::Original; }
    [[nodiscard]] math::ContrastiveLoss loss() const { return loss_of(form); }
    [[nodiscard]] math::ContrastiveLoss loss_of(Form any) const {
        return {any, any == Form::DoubleMargin ? far_margin : margin, similar_margin};
    }
};

// What is measured of the cloud at a step: the mean loss of all pairs, the mean distance of the similar and of the dissimilar ones
// (NaN where there are none), the largest of the similar ones (0 where there are none), the distance of the pair, and whether any
// point is elsewhere than at the start.
struct Measures {
    double loss = 0, within = 0, between = 0, widest = 0, pair = 0;
    bool moved = false;

    [[nodiscard]] bool finite() const { return std::isfinite(loss) && std::isfinite(pair); }
};

struct Computed {
    math::ContrastiveLoss loss;
    std::vector<int> labels;       // of the pair's two points, then of the data
    math::ContrastivePair pair{};  // at the start
    double slope = 0;              // dL/dD of the pair
    Vector forces{};               // at the start: on each point, x and y: the mean force of its partners
    PlaneRun<Measures> run;
    double check = 0;           // of the pair's gradient, against dual numbers
    Domain range{}, reached{};  // what the two planes show: the start; the whole run

    [[nodiscard]] std::size_t last() const { return run.last(); }
    [[nodiscard]] std::size_t points() const { return labels.size(); }
    [[nodiscard]] bool alike(std::size_t i, std::size_t k) const { return labels[i] == labels[k]; }
};

// The pair's two points are at one place.
[[nodiscard]] bool coincident(const Computed& r);
// The pair feels no force of its own: dL/dD = 0, or dissimilar at one place.
[[nodiscard]] bool at_rest(const Inputs& in, const Computed& r);
// Dissimilar and coincident, from the start to the last step, of one at least.
[[nodiscard]] bool stays_stuck(const Inputs& in, const Computed& r);
// At one place at the start, and apart at the end of the run.
[[nodiscard]] bool parted(const Computed& r);
// No point has moved in the whole run, of one step at least.
[[nodiscard]] bool nothing_moved(const Computed& r);
// The largest distance between similar points has fallen below a thousandth of what it was.
[[nodiscard]] bool collapsed(const Computed& r);
// m1 above m2: between the square roots of both no pair feels a force.
[[nodiscard]] bool crossed(const Inputs& in);
// All pairs of a step, of one at least, have loss 0.
[[nodiscard]] bool settled_at(const Computed& r, std::size_t step);

// Of the original form; the squared ones have kinks, at which a step of any length may raise the loss.
[[nodiscard]] std::optional<SafeRate> safe_rate(const Inputs& in, const Computed& r);

// x_1, y_1, x_2, ... of the pair and then of the data, as they stand at the start.
[[nodiscard]] Vector start_of(const Inputs& in);

[[nodiscard]] Computed compute(const Inputs& in, Detail detail, std::stop_token stop);

inline constexpr const char* original_formula =
    R"(L = \tfrac{1}{2}\,y\,D^2 + \tfrac{1}{2}\,(1-y)\,[m - D]_+^2, \quad D = \|z_a - z_b\| \qquad )"
    R"(\frac{\partial L}{\partial z_a} = \left(y - (1-y)\,\frac{[m - D]_+}{D}\right)(z_a - z_b))";
inline constexpr const char* squared_formula =
    R"(L = \tfrac{1}{2}\,y\,D^2 + \tfrac{1}{2}\,(1-y)\,[m - D^2]_+ \qquad )"
    R"(\frac{\partial L}{\partial z_a} = \left(y - (1-y)\,\mathbf{1}[D^2 < m]\right)(z_a - z_b))";
inline constexpr const char* double_formula =
    R"(L = \tfrac{1}{2}\,y\,[D^2 - m_1]_+ + \tfrac{1}{2}\,(1-y)\,[m_2 - D^2]_+ \qquad )"
    R"(\frac{\partial L}{\partial z_a} = \left(y\,\mathbf{1}[D^2 > m_1] - (1-y)\,\mathbf{1}[D^2 < m_2]\right)(z_a - z_b))";

// "$m$", "$√m$", "$√m_2$".
[[nodiscard]] const char* reach_symbol(const Inputs& in);

inline constexpr Colour similar_colour = series(4), dissimilar_colour = series(3);

[[nodiscard]] Panel plane_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel curve_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel embedding_panel(const Computed& r, std::size_t step);
[[nodiscard]] Panel loss_course(const Computed& r, std::size_t step);
[[nodiscard]] Panel distance_course(const Computed& r, std::size_t step);
[[nodiscard]] Readouts probe_curve(const Inputs& in, const Computed& r, double x, double y);
[[nodiscard]] Figure draw(const Inputs& in, const Computed& r, const View& view);

}  // namespace lossfield::viz::contrastive
