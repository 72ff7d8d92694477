// Undo and redo of one lab's values. A step is what lies between a press and its release, a chosen preset or a
// typed value; equal values make no step.
#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

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
        if (undo_.size() > kept_steps) undo_.erase(undo_.begin());
        redo_.clear();
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
    [[nodiscard]] bool can_redo() const { return !redo_.empty(); }

  private:
    static constexpr std::size_t kept_steps = 500;

    static std::optional<viz::Values> step(std::vector<viz::Values>& from, std::vector<viz::Values>& to,
                                           const viz::Values& now) {
        if (from.empty()) return std::nullopt;
        to.push_back(now);
        auto values = std::move(from.back());
        from.pop_back();
        return values;
    }

    std::optional<viz::Values> before_;
    std::vector<viz::Values> undo_, redo_;
};

}  // namespace lossfield::app
