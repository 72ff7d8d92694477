#include "math/simplex/simplex.hpp"

#include <algorithm>
#include <functional>
#include <limits>

#include "math/numerics/check.hpp"
#include "math/simplex/softmax.hpp"

namespace lossfield::math {
namespace {

void check_classes(const char* what, std::size_t count, const Classes& classes) {
    check_at_least(what, count, std::max({classes[0], classes[1], classes[2]}) + 1);
    if (classes[0] == classes[1] || classes[0] == classes[2])
        violated(what, classes[0], "other than", classes[0]);
    if (classes[1] == classes[2]) violated(what, classes[1], "other than", classes[2]);
}

}  // namespace

std::vector<double> project_onto_simplex(std::span<const double> v, double floor) {
    check_at_least("project_onto_simplex: number of entries", v.size(), 1);
    const auto classes = static_cast<double>(v.size());
    if (!(floor >= 0.0 && floor * classes <= 1.0)) {
        violated("project_onto_simplex: floor", floor, "between 0 and", 1.0 / classes);
    }
    const double mass = 1.0 - classes * floor;
    // Shifting every entry changes nothing; relative to the largest one no digits are lost to a common
    // offset.
    const double highest = *std::max_element(v.begin(), v.end());
    std::vector<double> sorted;
    for (double x : v) sorted.push_back(x - highest);
    std::sort(sorted.begin(), sorted.end(), std::greater<>());
    double sum = 0.0;
    double threshold = 0.0;
    for (std::size_t k = 0; k < sorted.size(); ++k) {
        sum += sorted[k];
        const double candidate = (sum - mass) / static_cast<double>(k + 1);
        if (k > 0 && sorted[k] <= candidate) break;
        threshold = candidate;
    }
    std::vector<double> p;
    for (double x : v) p.push_back(floor + std::max((x - highest) - threshold, 0.0));
    return p;
}

std::vector<double> logit_flow(std::span<const double> p, double temperature, std::span<const double> y) {
    check_positive("logit_flow: temperature", temperature);
    const std::vector<double> d = straight_direction(p, y);
    std::vector<double> flow(p.size());
    for (std::size_t k = 0; k < p.size(); ++k) {
        double rate = 0.0;
        for (std::size_t j = 0; j < p.size(); ++j) rate += p[j] * (d[k] - d[j]);
        flow[k] = p[k] * rate / temperature / temperature;
    }
    return flow;
}

std::vector<double> straight_direction(std::span<const double> p, std::span<const double> y) {
    check_size("direction: number of targets", y.size(), p.size());
    std::vector<double> d(p.size());
    for (std::size_t k = 0; k < p.size(); ++k) d[k] = y[k] - p[k];
    return d;
}

std::vector<double> steepest_direction(std::span<const double> p, std::span<const double> y) {
    check_size("direction: number of targets", y.size(), p.size());
    std::vector<double> direction(p.size());
    double mean = 0.0;
    for (std::size_t k = 0; k < p.size(); ++k) {
        direction[k] = y[k] == 0.0 ? 0.0 : y[k] / p[k];
        mean += direction[k] / static_cast<double>(p.size());
    }
    const bool finite = mean <= std::numeric_limits<double>::max();
    for (double& x : direction) x = finite ? x - mean : std::numeric_limits<double>::quiet_NaN();
    return direction;
}

Face face_of(std::span<const double> p, const Classes& classes) {
    check_classes("face_of: number of classes", p.size(), classes);
    Face face;
    face.share = p[classes[0]] + p[classes[1]] + p[classes[2]];
    for (std::size_t i = 0; i < 3; ++i) face.b[i] = p[classes[i]] / face.share;
    return face;
}

std::vector<double> with_face(std::span<const double> p, const Classes& classes, const Face& face) {
    check_classes("with_face: number of classes", p.size(), classes);
    std::vector<double> result(p.begin(), p.end());
    for (std::size_t i = 0; i < 3; ++i) result[classes[i]] = face.share * face.b[i];
    return result;
}

Barycentric face_velocity(std::span<const double> p, std::span<const double> velocity,
                          const Classes& classes) {
    check_size("face_velocity: number of velocities", velocity.size(), p.size());
    const Face face = face_of(p, classes);
    const double share_rate = velocity[classes[0]] + velocity[classes[1]] + velocity[classes[2]];
    Barycentric rate{};
    for (std::size_t i = 0; i < 3; ++i)
        rate[i] = (velocity[classes[i]] - face.b[i] * share_rate) / face.share;
    return rate;
}

LogitFace face_of_logits(std::span<const double> z, double temperature, const Classes& classes) {
    check_classes("face_of_logits: number of classes", z.size(), classes);
    const std::array<double, 3> shown{z[classes[0]], z[classes[1]], z[classes[2]]};
    LogitFace face;
    face.log_share = (log_sum_exp(shown, temperature) - log_sum_exp(z, temperature)) / temperature;
    softmax(shown, temperature, face.b);
    return face;
}

Barycentric face_logit_flow(const Face& face, double temperature, const Barycentric& y) {
    check_positive("face_logit_flow: temperature", temperature);
    const Barycentric& b = face.b;
    Barycentric d{}, flow{};
    for (std::size_t i = 0; i < 3; ++i) d[i] = y[i] - face.share * b[i];
    const double mean = b[0] * d[0] + b[1] * d[1] + b[2] * d[2];
    for (std::size_t i = 0; i < 3; ++i) flow[i] = b[i] * (d[i] - mean) / (temperature * temperature);
    return flow;
}

}  // namespace lossfield::math
