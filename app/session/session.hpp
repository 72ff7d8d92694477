// What the window is about, without a window: the chosen lab, every lab's values, view and history, and the
// pair (values, result) that is on the picture.
//   press, change ..., release: one step of undo;  apply: a step of its own.
//   While pressed, automatic ranges stay those of the press: nothing moves under the hand. values() never holds them.
//   update(): asks the worker for what is wanted, waits a little, takes the newest pair.
// While pressed (or playing) drag detail is wanted, else full; a progressive lab shows new values in drag detail first.
// A picture is always drawn from the pair, never from newer values.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/session/history.hpp"
#include "app/session/taken_table.hpp"
#include "app/session/worker.hpp"
#include "viz/comparison/pins.hpp"
#include "viz/figure/figure.hpp"
#include "viz/figure/view.hpp"
#include "viz/lab/catalog.hpp"

namespace lossfield::app {

struct LabState {
    viz::Values values;
    viz::View view;
    History history;
    std::vector<viz::Pin> pins;
};

class Session {
  public:
    Session(const viz::Catalog& labs, std::function<void()> wake);

    [[nodiscard]] const viz::Catalog& labs() const { return labs_; }
    [[nodiscard]] const viz::Lab& lab() const { return labs_[chosen_]; }
    [[nodiscard]] std::size_t chosen() const { return chosen_; }
    void choose(std::size_t index);

    [[nodiscard]] const viz::Values& values() const { return state().values; }
    [[nodiscard]] const viz::Values& values_of(std::size_t lab) const { return states_[lab].values; }
    [[nodiscard]] viz::View& view() { return states_[chosen_].view; }
    [[nodiscard]] const viz::View& view_of(std::size_t lab) const { return states_[lab].view; }

    // Takes over a lab's values and view (from a file or the command line); no step of undo. Throws InputError.
    void restore(std::size_t lab, viz::Values values, viz::View view, std::vector<viz::Pin> pins = {});

    void press();
    // False when the lab refuses the values; refusal() then says why and nothing has changed.
    bool change(viz::Values values);
    // True when the step changed anything.
    bool release();
    [[nodiscard]] bool pressed() const { return state().history.open(); }
    // `continues`: a repeated key extends the step before.
    bool apply(viz::Values values, bool continues = false);
    // Values and view, which one step of undo takes back together.
    bool apply(viz::Values values, viz::View view, std::vector<viz::Pin> pins);

    // States kept behind the live one for comparison, drawn thin by figure().
    [[nodiscard]] const std::vector<viz::Pin>& pins() const { return state().pins; }
    [[nodiscard]] const std::vector<viz::Pin>& pins_of(std::size_t lab) const { return states_[lab].pins; }
    // Pins the present state, named by what it is; refused where there are as many as there may be.
    void pin();
    void unpin_all() { set_pins({}); }
    // Goes to the lab that a jump leads to and sets there what it says: a step of undo of that lab.
    void follow(const viz::Jump& jump);
    // Moves the visible range of a domain parameter, or makes it automatic: a new picture, but no step of undo.
    bool look(std::size_t parameter, const std::optional<viz::Domain>& domain);
    // The values with the ranges that are shown where they are automatic.
    [[nodiscard]] const viz::Values& settled();

    void undo();
    void redo();
    void forget_step();
    void reset() { apply(viz::defaults(lab())); }
    void choose_preset(std::size_t index) { apply(lab().presets[index].values); }
    [[nodiscard]] bool can_undo() const { return state().history.can_undo(); }
    [[nodiscard]] bool can_redo() const { return state().history.can_redo(); }
    // The preset that the values are, if any.
    [[nodiscard]] std::optional<std::size_t> preset() const;

    // What a person typed cannot be used; the sentence is handed out like that of a refused change.
    void refuse(std::string sentence) { refusal_ = std::move(sentence); }
    // Why the last change was refused or a computation failed; handed out once.
    [[nodiscard]] std::string take_refusal() { return std::exchange(refusal_, {}); }

    // How what came from outside was read.
    void tell(std::string sentence) { told_ = std::move(sentence); }
    // Handed out once.
    [[nodiscard]] std::string take_told() { return std::exchange(told_, {}); }

    // A table that the chosen lab's points came from, while they are as a choice of its columns left them; otherwise nothing.
    struct Kept {
        const TakenTable& table;
        const TakenTable::Choice& choice;
    };
    void keep(TakenTable table) { kept_ = std::move(table); }
    [[nodiscard]] std::optional<Kept> kept() const;

    // Brings the pair up to date as far as `patience` allows; true when it changed.
    bool update(std::chrono::milliseconds patience = std::chrono::milliseconds(8));
    [[nodiscard]] bool busy() const;
    // The values on the picture are older than values().
    [[nodiscard]] bool behind() const { return !shown_ || shown_->job.values != wanted(); }
    [[nodiscard]] const Answer* shown() const { return shown_ ? &*shown_ : nullptr; }

    // The figure of the pair as seen by `view`; drawn again only when either has changed. Empty before the
    // first pair.
    [[nodiscard]] const viz::Figure& figure(const viz::View& view);
    // The figure drawn last, whatever the view; empty before the first.
    [[nodiscard]] const viz::Figure& last_figure() const;
    // Grows by one whenever figure() drew anew.
    [[nodiscard]] unsigned long drawn() const { return drawn_; }

  private:
    struct Drawing {
        viz::View view;
        viz::Figure figure;
    };

    [[nodiscard]] const LabState& state() const { return states_[chosen_]; }
    void begin_step();
    void set_pins(std::vector<viz::Pin> pins);
    [[nodiscard]] const std::vector<viz::Pinned>& pinned();
    [[nodiscard]] Present present() const { return {state().values, state().view, state().pins}; }
    void take_step(std::optional<Moment> moment);
    void keep_domains(viz::Values& values) const;
    void hold_ranges();
    void let_go();
    // What the picture is asked for.
    [[nodiscard]] const viz::Values& wanted() const { return held_values_ ? *held_values_ : values(); }

    const viz::Catalog& labs_;
    std::size_t chosen_ = 0;
    std::vector<LabState> states_;
    std::string refusal_;
    std::string told_;
    std::optional<TakenTable> kept_;
    std::optional<viz::Values> ranges_at_press_;  // the values at the press, settled
    std::optional<viz::Values> held_values_;  // the present ones with those ranges; none before they change
    struct Settled {
        std::size_t lab = 0;
        viz::Values values, ranges;
    };
    std::optional<Settled> settled_;
    std::optional<Job> requested_;
    std::chrono::steady_clock::time_point requested_at_;
    std::optional<Answer> shown_;
    std::optional<Drawing> drawing_;
    std::vector<viz::Pin> pinned_as_;  // what `pinned_` was drawn from
    std::vector<viz::Pinned> pinned_;
    unsigned long drawn_ = 0;
    Worker worker_;
};

}  // namespace lossfield::app
