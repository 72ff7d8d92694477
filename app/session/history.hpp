// Undo and redo of one lab's values. A step is what lies between a press and its release, a chosen preset or a
// typed value; equal values make no step. Kept are the last 500 steps, fewer where their data would take more than 64 MiB.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <utility>
#include <variant>

#include "viz/inputs/value.hpp"

namespace lossfield::app {

class History {
  public:
    // The values before a change that is about to happen.
    void begin(const viz::Values& before) { before_ = before; }

    [[nodiscard]] bool open() const { return before_.has_value(); }
    // The values at the beginning of the open step.
    [[nodiscard]] const std::optional<viz::Values>& before() const { return before_; }

    // Closes the step; true when it changed anything.
    bool end(const viz::Values& after) {
        if (!before_) return false;
        const viz::Values before = std::move(*before_);
        before_.reset();
        if (before == after) return false;
        undo_.push_back(before);
        redo_.clear();
        std::size_t bytes = 0;
        for (const viz::Values& values : undo_) bytes += size_of(values);
        while (undo_.size() > kept_steps || (undo_.size() > 1 && bytes > kept_bytes)) {
            bytes -= size_of(undo_.front());
            undo_.pop_front();
        }
        return true;
    }

    // The last step taken back or done again, given the present values; nothing when there is none.
    std::optional<viz::Values> undo(const viz::Values& now) { return step(undo_, redo_, now); }
    std::optional<viz::Values> redo(const viz::Values& now) { return step(redo_, undo_, now); }

    // Takes the last step back as if it had never been (the first click of a double click).
    std::optional<viz::Values> forget() {
        if (undo_.empty()) return std::nullopt;
        auto values = std::move(undo_.back());
        undo_.pop_back();
        return values;
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

    static std::optional<viz::Values> step(std::deque<viz::Values>& from, std::deque<viz::Values>& to,
                                           const viz::Values& now) {
        if (from.empty()) return std::nullopt;
        to.push_back(now);
        auto values = std::move(from.back());
        from.pop_back();
        return values;
    }

    std::optional<viz::Values> before_;
    std::deque<viz::Values> undo_, redo_;
};

}  // namespace lossfield::app
