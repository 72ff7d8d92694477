#include "math/descent/gradient_stream.hpp"

#include "math/numerics/random.hpp"

namespace lossfield::math {
namespace {

// Apart from the noise of optimizers, whose streams count up from 0.
constexpr std::uint32_t noise_stream = 1000;

}  // namespace

double NoisyGradient::at(std::uint64_t t) const {
    const double z =
        random_normal({.seed = seed, .stream = noise_stream, .step = t, .coordinate = coordinate});
    return deviation * (ratio + z);
}

std::vector<double> gradients_of(const GradientStream& stream, std::uint64_t first, std::size_t count) {
    std::vector<double> out;
    out.reserve(count);
    std::visit(
        [&](const auto& s) {
            for (std::size_t i = 0; i < count; ++i) out.push_back(s.at(first + i));
        },
        stream);
    return out;
}

}  // namespace lossfield::math
