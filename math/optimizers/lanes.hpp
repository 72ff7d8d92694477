// The engine's inner loops: some steps of one optimizer for all starts of a block. Internal to the engine.
//   x, a, g   row d at d * stride: coordinate, look-ahead point, gradient of all starts ("lanes")
//   memory    row d * memory_size + k: slot k of coordinate d
#pragma once

#include <memory>
#include <utility>

#include "math/optimizers/engine.hpp"

namespace lossfield::math {

struct Lanes {
    double* x = nullptr;
    double* a = nullptr;
    double* g = nullptr;
    double* memory = nullptr;
    std::size_t stride = 1;
    std::size_t count = 0;
    const std::uint32_t* index = nullptr;  // which start a lane is, for its noise
};

[[nodiscard]] std::size_t memory_size_of(const Optimizer& optimizer);

// A descent made ready to run: the optimizer is chosen once, what every step needs is prepared.
class Stepping {
  public:
    explicit Stepping(Descent descent) : descent_(std::move(descent)) {}
    virtual ~Stepping() = default;
    Stepping(const Stepping&) = delete;
    Stepping& operator=(const Stepping&) = delete;

    [[nodiscard]] const Descent& descent() const { return descent_; }
    [[nodiscard]] virtual std::size_t memory_size() const = 0;
    // Fills a and g with the points where step t takes its gradients, and those gradients after all modifiers; `raw`, if
    // given, with the landscape's own (rows as x).
    virtual void see(const Lanes& lanes, std::uint64_t t, double* raw) const = 0;
    // Step t of all lanes.
    virtual void step(const Lanes& lanes, std::uint64_t t) const = 0;

  private:
    Descent descent_;
};

[[nodiscard]] std::shared_ptr<const Stepping> stepping_of(const Descent& descent);

}  // namespace lossfield::math
