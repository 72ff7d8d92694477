// The engine's inner loops: some steps of one optimizer for all starts of a block. Internal to the engine.
//   x, a, g   row d at d * stride: coordinate, look-ahead point, gradient of all starts ("lanes")
//   memory    row d * memory_size + k: slot k of coordinate d
#pragma once

#include <memory>
#include <utility>

#include "math/optimizers/engine.hpp"

namespace lossfield::math {

constexpr std::size_t most_lanes = 256;  // Adam's six rows of it and two gradients: 16 KiB

struct Lanes {
    double* x = nullptr;
    double* a = nullptr;
    double* g = nullptr;
    double* memory = nullptr;
    std::size_t stride = 1;
    std::size_t count = 0;
    const std::uint32_t* index = nullptr;  // which start a lane is, for its noise
};

// A single start: the same rows, one number each, and loops that the compiler sees through.
struct OneLane {
    static constexpr std::size_t stride = 1, count = 1;
    double* x = nullptr;
    double* a = nullptr;
    double* g = nullptr;
    double* memory = nullptr;
    const std::uint32_t* index = nullptr;
};

// What a step made of every lane: remarkable[i] <= radius^2 where it moved by no more than `radius` or left the bound of
// divergence. Both are rare until late, so that most steps end with one look at all.
struct Watch {
    double radius = 0.0;
    double* remarkable = nullptr;
    double* before = nullptr;  // room for as many rows as x
};

// A descent made ready to run: the optimizer is chosen once, what every step needs is prepared.
class Stepping {
  public:
    explicit Stepping(Descent descent) : descent_(std::move(descent)) {}
    virtual ~Stepping() = default;
    Stepping(const Stepping&) = delete;
    Stepping& operator=(const Stepping&) = delete;

    [[nodiscard]] const Descent& descent() const { return descent_; }
    [[nodiscard]] virtual std::size_t memory_size() const = 0;
    // Fills a and g with the point where step t takes its gradient, and that gradient after all modifiers; `raw` with
    // the landscape's own.
    virtual void see(const OneLane& lane, std::uint64_t t, double* raw) const = 0;
    // Steps from + 1 to `to`; ends after a diverged one. Returns the last step taken.
    virtual std::uint64_t walk(const OneLane& lane, std::uint64_t from, std::uint64_t to) const = 0;
    // Step t of all lanes, and whether any of them ended it remarkably; `watch` then says which.
    virtual bool step(const Lanes& lanes, std::uint64_t t, const Watch& watch) const = 0;

  private:
    Descent descent_;
};

[[nodiscard]] std::shared_ptr<const Stepping> stepping_of(const Descent& descent);

}  // namespace lossfield::math
