// Undo and redo of one lab's values. A step is what lies between a press and its release, a chosen preset or a
// typed value; equal values make no step. A figure that is brought back is a step of values, view
// and pinned states, a pin one of these alone. Kept are the last 500
// steps, fewer where their data would take more than 64 MiB.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "viz/comparison/pin.hpp"
#include "viz/figure/view.hpp"
#include "viz/inputs/value.hpp"

namespace lossfield::app {

// What a step goes back to; a view and pinned states where the step has changed them as well.
struct Moment {
    viz::Values values{};
    std::optional<viz::View> view{};
    std::optional<std::vector<viz::Pin>> pins{};
};

// What there is now.
struct Present {
    const viz::Values& values;
    const viz::View& view;
    const std::vector<viz::Pin>& pins;
};

class History {
  public:
    // What there is before a change that is about to happen.
    void begin(Moment before) { before_ = std::move(before); }

    [[nodiscard]] bool open() const { return before_.has_value(); }
    // That at the beginning of the open step.
    [[nodiscard]] const std::optional<Moment>& before() const { return before_; }

    // Closes the step; true when it changed anything.
    bool end(const Present& now) {
        if (!before_) return false;
        Moment before = std::move(*before_);
        before_.reset();
        if (before.values == now.values && (!before.view || *before.view == now.view) &&
            (!before.pins || *before.pins == now.pins))
            return false;
        undo_.push_back(std::move(before));
        redo_.clear();
        std::size_t bytes = 0;
        for (const Moment& moment : undo_) bytes += size_of(moment.values);
        while (undo_.size() > kept_steps || (undo_.size() > 1 && bytes > kept_bytes)) {
            bytes -= size_of(undo_.front().values);
            undo_.pop_front();
        }
        return true;
    }

    // The last step taken back or done again, given what there is now; nothing when there is none.
    std::optional<Moment> undo(const Present& now) { return step(undo_, redo_, now); }
    std::optional<Moment> redo(const Present& now) { return step(redo_, undo_, now); }

    // Takes the last step back as if it had never been (the first click of a double click).
    std::optional<Moment> forget() {
        if (undo_.empty()) return std::nullopt;
        auto moment = std::move(undo_.back());
        undo_.pop_back();
        return moment;
    }

    [[nodiscard]] bool can_undo() const { return !undo_.empty(); }
    [[nodiscard]] std::size_t steps_back() const { return undo_.size(); }
    [[nodiscard]] bool can_redo() const { return !redo_.empty(); }

  private:
    static constexpr std::size_t kept_steps = 500, kept_bytes = std::size_t{64} << 20;

    // About what they take in memory; long labels count as short ones.
    static std::size_t size_of(const viz::Values& values) {
        std::size_t bytes = values.size() * sizeof(viz::Value);
        for (const viz::Value& value : values) {
            if (const auto* points = std::get_if<viz::Points>(&value))
                bytes += points->size() * sizeof(viz::DataPoint);
            if (const auto* numbers = std::get_if<viz::Vector>(&value))
                bytes += numbers->size() * sizeof(double);
        }
        return bytes;
    }

    static std::optional<Moment> step(std::deque<Moment>& from, std::deque<Moment>& to, const Present& now) {
        if (from.empty()) return std::nullopt;
        Moment moment = std::move(from.back());
        from.pop_back();
        to.push_back({now.values, moment.view ? std::optional(now.view) : std::nullopt,
                      moment.pins ? std::optional(now.pins) : std::nullopt});
        return moment;
    }

    std::optional<Moment> before_;
    std::deque<Moment> undo_, redo_;
};

}  // namespace lossfield::app
