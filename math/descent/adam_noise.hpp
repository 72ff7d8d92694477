// Adam's update over many independent coordinates with the same noise, measured and as theory has it.
#pragma once

#include <cstdint>
#include <stop_token>
#include <vector>

#include "math/descent/gradient_stream.hpp"
#include "math/optimizers/steppers.hpp"

namespace lossfield::math {

struct NoiseMeasured {
    std::vector<double> step, rms, theory;
    double measured = 0;  // root mean square over coordinates and steps from `from` on
    double expected = 0;  // the same of theory
    std::uint64_t from = 1;
    // Of the updates from that step on: the share in bin k, which begins at low + k width.
    std::vector<double> histogram;
    double low = 0, width = 0;
};

// Coordinate k of 64 is given the noise's coordinate k. Measured from three windows of the mean on, or after half of the
// steps where they are fewer. A requested stop leaves the rest out.
[[nodiscard]] NoiseMeasured measure_noise(Adam adam, NoisyGradient noise, std::size_t steps,
                                          const std::stop_token& stop = {});

}  // namespace lossfield::math
