#include "math/descent/quadratic_descent.hpp"
#include "math/landscapes/directional_derivative.hpp"
#include "math/landscapes/landscapes.hpp"
#include "math/optimizers/steppers.hpp"
#include "tests/math/reference/reference_functions.hpp"

namespace lossfield::tests {
namespace {

Answer gradient_flow_quadratic(const Json& in) {
    const Vector x0 = numbers(in, "x0");
    const Vector h = numbers(in, "eigenvalues");
    const double t = in.at("t").get<double>();
    const double alpha = in.at("alpha").get<double>();
    Vector flow, gd, proximal;
    double f = 0;
    double slope = 0;
    for (std::size_t i = 0; i < x0.size(); ++i) {
        flow.push_back(math::quadratic_flow(x0[i], h[i], t));
        f += 0.5 * h[i] * flow[i] * flow[i];
        slope -= h[i] * flow[i] * h[i] * flow[i];
        gd.push_back(x0[i]);
        proximal.push_back(x0[i]);
        math::MemoryOf<math::GradientDescent> none{};
        for (int k = 0; k < in.at("steps").get<int>(); ++k) {
            math::GradientDescent{alpha}.update(gd[i], h[i] * gd[i], none, {alpha});
            proximal[i] = math::quadratic_proximal_step(proximal[i], h[i], alpha);
        }
    }
    return {{{"flow", flow}, {"gd", gd}, {"proximal", proximal}, {"f_flow", f}, {"dfdt_flow", slope}}, {}};
}

Answer directional_derivative_rosenbrock(const Json& in) {
    const Vector x = numbers(in, "x");
    const Vector v = numbers(in, "v");
    const math::PlanePoint direction{v[0], v[1]};
    const math::LineDerivatives line = math::line_derivatives(math::Rosenbrock{}, {x[0], x[1]}, direction);
    const math::PlanePoint g = math::gradient(math::Rosenbrock{}, {x[0], x[1]});
    return {{{"f", line.value}, {"Dv", line.slope}, {"angle", math::angle_between(g, direction)}},
            {{"x", {g.x, g.y}}}};
}

Answer heavy_ball_quadratic(const Json& in) {
    Vector x = numbers(in, "x0");
    const Vector h = numbers(in, "eigenvalues");
    const math::Momentum stepper{in.at("eta").get<double>(), in.at("lambda").get<double>()};
    for (std::size_t i = 0; i < x.size(); ++i) {
        math::MemoryOf<math::Momentum> memory{};
        for (int k = 0; k < in.at("steps").get<int>(); ++k)
            stepper.update(x[i], h[i] * x[i], memory, {stepper.rate});
    }
    return {{{"x", x}}, {}};
}

Answer heavy_ball_optimum(const Json& in) {
    const double mu = in.at("mu").get<double>();
    const double largest = in.at("L").get<double>();
    const math::BestRate ball = math::best_heavy_ball(mu, largest);
    const math::BestRate gd = math::best_gradient_descent(mu, largest);
    return {{{"eta", ball.rate},
             {"lambda", ball.momentum},
             {"rate", ball.contraction},
             {"gd_eta", gd.rate},
             {"gd_rate", gd.contraction}},
            {}};
}

Answer adam_sequence(const Json& in) {
    const math::Adam adam{{in.at("eta").get<double>(), in.at("beta1").get<double>(),
                           in.at("beta2").get<double>(), in.at("eps").get<double>()}};
    math::MemoryOf<math::Adam> memory{};
    double x = in.at("x0").get<double>();
    Vector path;
    for (const double g : numbers(in, "grads")) {
        adam.update(x, g, memory, at_step(adam, path.size() + 1));
        path.push_back(x);
    }
    return {{{"x", path}, {"m", memory[0]}, {"v", memory[1]}}, {}};
}

}  // namespace

Functions optimizer_functions() {
    return {
        {"gradient_flow_quadratic", gradient_flow_quadratic},
        {"directional_derivative_rosenbrock", directional_derivative_rosenbrock},
        {"heavy_ball_quadratic", heavy_ball_quadratic},
        {"heavy_ball_optimum", heavy_ball_optimum},
        {"adam_sequence", adam_sequence},
        {"double_well",
         [](const Json& in) {
             const math::DoubleWell well{in.at("tilt").get<double>()};
             const double x = in.at("x").get<double>();
             const double y = in.at("y").get<double>();
             const math::PlanePoint g = well.gradient(x, y);
             return Answer{well.value(x, y), {{"xy", {g.x, g.y}}}};
         }},
    };
}

}  // namespace lossfield::tests
