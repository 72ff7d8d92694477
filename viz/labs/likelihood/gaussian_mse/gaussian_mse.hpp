// What the parts of the lab share: its parameters (gaussian_mse.cpp), its numbers (compute.cpp) and its picture (panels.cpp;
// figure.cpp, with the words).
#pragma once

#include "math/likelihood/line_fit.hpp"
#include "math/losses/line_moments.hpp"
#include "viz/labs/vocabulary.hpp"

namespace lossfield::viz::gaussian_mse {

enum class Predictor { Line, Constant };
enum class Shown { Free, Mse, Mae, Huber, StudentT };
enum class Height { Map, Surface };
enum class Drawn { Pull, Loss };

struct Inputs {
    Predictor model = Predictor::Line;
    Shown shown = Shown::Free;
    Vector line{0.1, 0.6};
    double sigma = 1;
    Vector constant{1.9, 0.1};  // mu, log sigma
    // Ten points about a line, one of them a little off.
    Points data{{-3.6, -0.9}, {-2.8, -1.2}, {-2.0, 0.5}, {-1.2, 0.2}, {-0.3, 1.3},
                {0.5, 0.9},   {1.3, 2.3},   {2.1, 2.0},  {2.9, 3.3},  {3.6, 1.7}};
    double delta = 1, nu = 3, scale = 0.5;
    bool squares = true, profiles = true;
    bool show_mae = true, show_huber = true, show_student = true;
    Height landscape = Height::Map;
    std::optional<Domain> range{};  // none: automatic
    Drawn residuals = Drawn::Pull;
    LevelRule level_rule = LevelRule::EqualArea;
    int levels = 9;

    // What is shown of the parameters' plane.
    [[nodiscard]] Domain domain() const;
};

inline constexpr double farthest = 1e15;  // of slope and intercept
inline constexpr Interval sigma_range{1e-9, 1e15};
inline constexpr Interval log_sigma_range{-300, 300};  // where the variance is a number

enum Which : std::size_t { Squares, Absolute, Huber, Student };
inline constexpr std::size_t fit_count = 4;
inline constexpr std::array<const char*, fit_count> fit_ids{"mse", "mae", "huber", "student-t"};

struct Computed {
    Vector x, y;  // x: zeros for a constant
    math::LineMoments moments;
    Domain domain;  // what is shown of the plane of parameters
    std::array<math::ResidualLoss, fit_count> losses{};
    std::array<math::LineFit, fit_count> fits{};
    std::array<Vector, fit_count> residuals{};  // of each fit: prediction less observation
    math::Line at{};                            // the shown one
    double sigma = 1;
    double mse = 0, nll = 0, slope = 0;  // of the shown one; d NLL / d MSE
    double least_nll = 0;                // over sigma
    Vector gradient;                     // by slope and intercept, or by mu and log sigma
    double check = 0;
    GridField excess;     // NLL above the least
    double base_nll = 0;  // that least: over the whole plane, or over the grid where there is none
    Vector levels;
    GridField likelihood;  // relative to the largest; only for the surface
    std::array<math::Line, 2>
        without{};               // Squares and Absolute fitted to all points but the outlier, if there is one
    math::ResidualSizes spread;  // about the line that most points agree on, that of MAE
};

inline constexpr const char* likelihood_formula =
    R"(-\log L = \tfrac{N}{2}\log(2\pi\sigma^2) + \frac{N}{2\sigma^2}\,\mathrm{MSE} \qquad )"
    R"(\mathrm{MSE} = \frac{1}{N}\sum_i r_i^2)";
// What predicts, in the order of Predictor; then what the other fits make least, in the order of Which.
inline constexpr std::array<const char*, 5> residual_formulas{
    R"(r_i = w x_i + b - y_i)", R"(r_i = \mu - y_i)", R"(\mathrm{MAE} = \frac{1}{N}\sum_i |r_i|)",
    R"(\mathrm{Huber} = \frac{1}{N}\sum_i \left(\tfrac{1}{2}\,\min(|r_i|, \delta)^2 + \delta\,\max(|r_i| - \delta,\; 0)\right))",
    R"(\text{Student-t} = \frac{1}{N}\sum_i \frac{\nu+1}{2}\,\log\left(1 + \frac{r_i^2}{\nu s^2}\right) + \text{constant})"};
[[nodiscard]] std::vector<std::string> formulas_of(const Inputs& in);

[[nodiscard]] inline bool of_line(const Inputs& in) { return in.model == Predictor::Line; }
[[nodiscard]] inline bool dragged(const Inputs& in) { return in.shown == Shown::Free; }
[[nodiscard]] inline bool hill(const Inputs& in) { return in.landscape == Height::Surface; }
[[nodiscard]] bool shows(const Inputs& in, std::size_t which);

// The part of the plane of parameters that is shown by itself: of the data and the model alone, in round numbers.
[[nodiscard]] Domain automatic_range(const Inputs& in);
[[nodiscard]] inline bool is_automatic(const Inputs& in) { return !in.range; }
// Of what is dragged: that it lies outside of a map that nobody has zoomed.
[[nodiscard]] bool drags_outside(const Inputs& in, const Computed& r);

// A line whose points all share one x has no slope of its own.
[[nodiscard]] bool one_place(const Inputs& in);
// The NLL has no least over the plane: a constant of no variance. It is counted from the least that is shown.
[[nodiscard]] bool counts_from_shown(const Inputs& in, const Computed& r);
// The best fit leaves nothing but rounding: no residual is beyond 16 roundings of max |y| + |slope| max |x|.
[[nodiscard]] bool fits_exactly(const Computed& r);
// The noise is much smaller than the residuals: MSE > 16 sigma^2.
[[nodiscard]] bool overconfident(const Computed& r);
// The middle halves of the data's x and y have about one size, so that one unit serves both axes and squares are squares; a single
// point that is dragged away does not change that. Or there are fewer than 20.
[[nodiscard]] bool one_unit(const Inputs& in);
// One point lies more than 6 typical residuals from the line that most points agree on; of more than 64 points, among which some lie far
// off by chance, 6 sqrt(log N / log 64).
[[nodiscard]] inline bool has_outlier(const Computed& r) { return r.spread.outlier.has_value(); }

[[nodiscard]] std::string fit_name(const Inputs& in, std::size_t which);
[[nodiscard]] inline Colour fit_colour(std::size_t which) {
    return series(which == Squares ? 0 : static_cast<int>(which) + 1);
}
[[nodiscard]] inline double at(const math::Line& line, double x) { return line.slope * x + line.intercept; }
[[nodiscard]] double mse_of(const Computed& r, const math::Line& line);
// Where the map's point lies: slope and intercept, or mu and log sigma.
[[nodiscard]] std::array<double, 2> place(const Inputs& in, const math::Line& line, double sigma);
// NLL of the data for a MSE at the shown sigma; at a place of the map.
[[nodiscard]] double nll_of(const Computed& r, double mse);
[[nodiscard]] double nll_at(const Inputs& in, const Computed& r, double a, double b);

[[nodiscard]] Computed compute(const Inputs& in, Detail detail, std::stop_token stop);
[[nodiscard]] std::optional<std::string> check(const Inputs& in);
[[nodiscard]] Figure draw(const Inputs& in, const Computed& r, const View& view);
[[nodiscard]] Readouts probe_data(const Inputs& in, const Computed& r, double x, double y);
[[nodiscard]] Readouts probe_map(const Inputs& in, const Computed& r, double x, double y);
[[nodiscard]] Readouts probe_affine(const Inputs& in, const Computed& r, double x, double y);
[[nodiscard]] Readouts probe_residuals(const Inputs& in, const Computed& r, double x, double y);

[[nodiscard]] Panel data_panel(const Inputs& in, const Computed& r, const View& view, Notices& notices);
[[nodiscard]] Panel landscape_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel affine_panel(const Computed& r);
[[nodiscard]] Panel residual_panel(const Inputs& in, const Computed& r);

}  // namespace lossfield::viz::gaussian_mse
