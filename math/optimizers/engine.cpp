#include "math/optimizers/engine.hpp"

#include <atomic>
#include <cmath>
#include <thread>

#include "math/numerics/check.hpp"
#include "math/optimizers/lanes.hpp"

namespace lossfield::math {
namespace {

constexpr std::size_t block_size = most_lanes;

[[nodiscard]] bool inside(double x) { return std::abs(x) <= divergence_bound; }

OneLane lane_of(DescentState& state, Coordinates& a, Coordinates& g, const std::uint32_t& index) {
    return {state.x.data(), a.data(), g.data(), state.memory.data(), &index};
}

// The rows of one block; they are used again for the next.
struct Block {
    explicit Block(std::size_t memory_size) : memory(max_dimension * memory_size * block_size) {}
    std::array<double, max_dimension * block_size> x{}, a{}, g{}, before{};
    std::vector<double> memory;
    std::array<std::uint32_t, block_size> index{};

    [[nodiscard]] Lanes lanes(std::size_t count) {
        return {x.data(), a.data(), g.data(), memory.data(), block_size, count, index.data()};
    }
};

class BlockRun {
  public:
    BlockRun(const Descent& descent, std::span<const PlanePoint> starts, std::uint64_t steps,
             const Arrival& arrival, std::span<Outcome> outcomes)
        : stepping_(stepping_of(descent)),
          objective_(stepping_->descent().landscape),
          starts_(starts),
          steps_(steps),
          radius_(arrival.radius),
          outcomes_(outcomes) {
        for (const PlanePoint& goal : arrival.goals)
            goals_.push_back({objective_.lifted(goal), static_cast<std::int32_t>(goals_.size())});
        std::sort(goals_.begin(), goals_.end(),
                  [](const Goal& a, const Goal& b) { return a.at[0] < b.at[0]; });
    }

    [[nodiscard]] std::size_t memory_size() const { return stepping_->memory_size(); }
    [[nodiscard]] std::size_t blocks() const { return (starts_.size() + block_size - 1) / block_size; }

    void run(std::size_t number, Block& block, const std::stop_token& stop) const {
        const std::size_t first = number * block_size;
        std::size_t count = std::min(block_size, starts_.size() - first);
        const std::size_t n = objective_.dimension();
        std::fill(block.memory.begin(), block.memory.end(), 0.0);
        for (std::size_t i = 0; i < count; ++i) {
            block.index[i] = static_cast<std::uint32_t>(first + i);
            const Coordinates x = objective_.lifted(starts_[first + i]);
            for (std::size_t d = 0; d < n; ++d) block.x[d * block_size + i] = x[d];
        }
        std::array<double, block_size> remarkable;
        const Watch watch{radius_, remarkable.data(), block.before.data()};
        for (std::uint64_t t = 1; t <= steps_ && count > 0; ++t) {
            if (t % 32 == 0 && stop.stop_requested()) return;
            if (!stepping_->step(block.lanes(count), t, watch)) continue;
            // From the last lane down, so that what takes a retired lane's place has been looked at.
            for (std::size_t i = count; i-- > 0;) {
                if (!(remarkable[i] <= radius_ * radius_)) continue;
                if (retired(block, i, t)) move_lane(block, --count, i);
            }
        }
        for (std::size_t i = 0; i < count; ++i) finish(block, i, steps_, -1, false);
    }

  private:
    struct Goal {
        Coordinates at{};
        std::int32_t number = 0;
    };

    [[nodiscard]] Coordinates place(const Block& block, std::size_t i) const {
        Coordinates x{};
        for (std::size_t d = 0; d < objective_.dimension(); ++d) x[d] = block.x[d * block_size + i];
        return x;
    }

    void finish(const Block& block, std::size_t i, std::uint64_t t, std::int32_t goal, bool diverged) const {
        outcomes_[block.index[i]] = {objective_.shown(place(block, i)), static_cast<std::uint32_t>(t), goal,
                                     diverged};
    }

    [[nodiscard]] bool retired(const Block& block, std::size_t i, std::uint64_t t) const {
        const Coordinates x = place(block, i);
        if (!std::all_of(x.begin(), x.end(), inside)) {
            finish(block, i, t, -1, true);
            return true;
        }
        const std::int32_t goal = goal_at(x);
        if (goal >= 0) finish(block, i, t, goal, false);
        return goal >= 0;
    }

    // The first of the goals given that are within the radius; -1: none. There may be hundreds.
    [[nodiscard]] std::int32_t goal_at(const Coordinates& x) const {
        const double reach = radius_ * (1.0 + 1e-9);  // rounding leaves nothing out
        const auto before = [](const Goal& goal, double v) { return goal.at[0] < v; };
        std::int32_t found = -1;
        for (auto goal = std::lower_bound(goals_.begin(), goals_.end(), x[0] - reach, before);
             goal != goals_.end() && goal->at[0] <= x[0] + reach; ++goal) {
            const Coordinates way = along(x, -1.0, goal->at);
            const bool here = dot(way, way) <= radius_ * radius_;
            if (here && (found < 0 || goal->number < found)) found = goal->number;
        }
        return found;
    }

    void move_lane(Block& block, std::size_t from, std::size_t to) const {
        for (std::size_t d = 0; d < objective_.dimension(); ++d)
            block.x[d * block_size + to] = block.x[d * block_size + from];
        for (std::size_t row = 0; row < max_dimension * memory_size(); ++row)
            block.memory[row * block_size + to] = block.memory[row * block_size + from];
        block.index[to] = block.index[from];
    }

    std::shared_ptr<const Stepping> stepping_;
    Objective objective_;
    std::span<const PlanePoint> starts_;
    std::uint64_t steps_;
    double radius_;
    std::span<Outcome> outcomes_;
    std::vector<Goal> goals_;  // by their first coordinate
};

}  // namespace

bool diverged(const DescentState& state) { return !std::all_of(state.x.begin(), state.x.end(), inside); }

bool diverged(const PlanePoint& x) { return !(inside(x.x) && inside(x.y)); }

Walk::Walk(Descent descent, const PlanePoint& from, std::uint32_t index)
    : stepping_(stepping_of(std::move(descent))),
      from_(Objective(stepping_->descent().landscape).lifted(from)),
      index_(index) {}

const Descent& Walk::descent() const { return stepping_->descent(); }

Walk::State Walk::start() const { return {from_, {}}; }

Walk::State Walk::step(State before, std::uint64_t t) const {
    advance(before, t - 1, t);
    return before;
}

std::uint64_t Walk::advance(State& state, std::uint64_t from, std::uint64_t to) const {
    Coordinates a{}, g{};
    return stepping_->walk(lane_of(state, a, g, index_), from, to);
}

Walk::Seen Walk::seen(const State& before, std::uint64_t t) const {
    DescentState state = before;
    Seen out;
    stepping_->see(lane_of(state, out.at, out.gradient, index_), t, out.raw.data());
    return out;
}

PlanePoint Walk::shown(const State& state) const { return Objective(descent().landscape).shown(state.x); }

void run_starts(const Descent& descent, std::span<const PlanePoint> starts, std::uint64_t steps,
                const Arrival& arrival, std::span<Outcome> outcomes, unsigned threads,
                const std::stop_token& stop) {
    check_size("run_starts: number of outcomes", outcomes.size(), starts.size());
    const BlockRun all(descent, starts, steps, arrival, outcomes);
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        Block block(all.memory_size());
        for (std::size_t number = next++; number < all.blocks() && !stop.stop_requested(); number = next++)
            all.run(number, block, stop);
    };
    std::vector<std::jthread> helpers;
    const std::size_t wanted = std::min<std::size_t>(threads, all.blocks());
    for (std::size_t i = 1; i < wanted; ++i) helpers.emplace_back(work);
    work();
}

}  // namespace lossfield::math
