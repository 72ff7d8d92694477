// Random values of declared parameters, for tests: within the hard range, often at its ends, vectors of any allowed
// length, texts with every awkward sign. The same seed gives the same values everywhere.
#pragma once

#include <cstdint>

#include "viz/lab/lab.hpp"

namespace lossfield::tests {

class Random {
  public:
    explicit Random(std::uint64_t seed) : state_(seed) {}
    [[nodiscard]] std::uint64_t bits();  // splitmix64
    [[nodiscard]] std::size_t below(std::size_t n);
    [[nodiscard]] double between(double low, double high);

  private:
    std::uint64_t state_;
};

// `length` of vectors; 0: any that is allowed.
[[nodiscard]] viz::Value random_value(const viz::Parameter& parameter, Random& random,
                                      std::size_t length = 0);

// Shared lengths agree; the lab's own check is not asked.
[[nodiscard]] viz::Values random_values(const viz::Lab& lab, Random& random);

}  // namespace lossfield::tests
