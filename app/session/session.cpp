#include "app/session/session.hpp"

#include <fmt/format.h>

#include "app/session/pin_name.hpp"

#include <exception>
#include <utility>

#include "viz/lab/settings.hpp"

namespace lossfield::app {
namespace {

// A drag job younger than this is left to finish although newer values wait: cancelling each one at the rate
// of pointer events could leave the picture standing still for the whole drag.
constexpr std::chrono::milliseconds drag_grace{150};

}  // namespace

Session::Session(const viz::Catalog& labs, std::function<void()> wake)
    : labs_(labs), worker_(std::move(wake)) {
    for (const auto& lab : labs_) states_.push_back({viz::defaults(lab), {}, {}, {}});
}

void Session::choose(std::size_t index) {
    if (index == chosen_ || index >= labs_.size()) return;
    release();
    chosen_ = index;
    requested_.reset();
    shown_.reset();
    drawing_.reset();
    pinned_as_.clear(), pinned_.clear();
}

void Session::restore(std::size_t lab, viz::Values values, viz::View view, std::vector<viz::Pin> pins) {
    viz::check_values(labs_[lab], values);
    states_[lab] = {std::move(values), std::move(view), {}, std::move(pins)};
    drawing_.reset();
    if (lab == chosen_) let_go();
}

void Session::begin_step() {
    if (!pressed()) states_[chosen_].history.begin({values(), {}, {}});
}

void Session::press() {
    if (!pressed()) ranges_at_press_ = settled();
    begin_step();
}

void Session::let_go() {
    ranges_at_press_.reset();
    held_values_.reset();
}

void Session::hold_ranges() {
    held_values_.reset();
    if (!ranges_at_press_ || !pressed() || values() == state().history.before()->values) return;
    held_values_ = viz::with_ranges_of(*ranges_at_press_, values());
}

const viz::Values& Session::settled() {
    if (!settled_ || settled_->lab != chosen_ || settled_->values != values())
        settled_ = Settled{chosen_, values(), viz::settled(lab(), values())};
    return settled_->ranges;
}

bool Session::change(viz::Values values) {
    if (values == state().values) return true;
    try {
        viz::check_values(lab(), values);
    } catch (const viz::InputError& e) {
        refusal_ = e.what();
        return false;
    }
    states_[chosen_].values = std::move(values);
    hold_ranges();
    return true;
}

void Session::follow(const viz::Jump& jump) {
    const auto to =
        std::find_if(labs_.begin(), labs_.end(), [&](const viz::Lab& l) { return l.id == jump.lab; });
    if (to == labs_.end()) return;
    viz::Values values = viz::carried_over(lab(), this->values(), *to, jump.sets);
    choose(static_cast<std::size_t>(to - labs_.begin()));
    apply(std::move(values));
}

bool Session::release() {
    let_go();
    return states_[chosen_].history.end(present());
}

bool Session::apply(viz::Values values, bool continues) {
    release();
    if (continues) return change(std::move(values));
    begin_step();
    const bool taken = change(std::move(values));
    release();
    return taken;
}

bool Session::apply(viz::Values values, viz::View view, std::vector<viz::Pin> pins) {
    release();
    LabState& now = states_[chosen_];
    now.history.begin({now.values, now.view, now.pins});
    const bool taken = change(std::move(values));
    if (taken) now.view = std::move(view), now.pins = std::move(pins);
    drawing_.reset();
    release();
    return taken;
}

bool Session::look(std::size_t parameter, const std::optional<viz::Domain>& domain) {
    viz::Values next = values();
    next[parameter] = viz::domain_value(domain);
    return change(std::move(next));
}

// Undo and redo leave a range where it is, but where it shows something else then: that has a range of its own.
void Session::keep_domains(viz::Values& values) const {
    for (std::size_t i = 0; i < values.size(); ++i)
        if (lab().parameters[i].kind == viz::Kind::Domain && !viz::refitted(lab(), i, state().values, values))
            values[i] = state().values[i];
}

void Session::take_step(std::optional<Moment> moment) {
    if (!moment) return;
    if (moment->view)
        states_[chosen_].view = std::move(*moment->view);
    else
        keep_domains(moment->values);
    if (moment->pins) {
        states_[chosen_].pins = std::move(*moment->pins);
        drawing_.reset();
    }
    states_[chosen_].values = std::move(moment->values);
}

void Session::set_pins(std::vector<viz::Pin> pins) {
    release();
    LabState& now = states_[chosen_];
    now.history.begin({now.values, {}, now.pins});
    now.pins = std::move(pins);
    drawing_.reset();
    release();
}

void Session::pin() {
    if (pins().size() == viz::most_pins) {
        refusal_ = fmt::format("{} states are pinned; take them off before another one is", viz::most_pins);
        return;
    }
    std::vector<viz::Pin> all = pins();
    viz::View seen;
    seen.step = view().step;
    // Where ranges are automatic, what is shown now: the ghost stays where it was seen.
    all.push_back({pin_name(lab(), values(), all), settled(), seen});
    set_pins(std::move(all));
}

const std::vector<viz::Pinned>& Session::pinned() {
    if (pinned_as_ == pins()) return pinned_;
    std::vector<viz::Pinned> drawn;
    for (const viz::Pin& pin : pins()) {
        const auto known = std::find(pinned_as_.begin(), pinned_as_.end(), pin);
        if (known != pinned_as_.end())
            drawn.push_back(pinned_[static_cast<std::size_t>(known - pinned_as_.begin())]);
        else
            drawn.push_back(
                viz::drawn(lab(), pin, lab().progressive ? viz::Detail::Drag : viz::Detail::Full));
    }
    pinned_ = std::move(drawn);
    pinned_as_ = pins();
    return pinned_;
}

void Session::undo() {
    release();
    take_step(states_[chosen_].history.undo(present()));
}

void Session::redo() {
    release();
    take_step(states_[chosen_].history.redo(present()));
}

void Session::forget_step() {
    release();
    if (auto before = states_[chosen_].history.forget()) states_[chosen_].values = std::move(before->values);
}

std::optional<std::size_t> Session::preset() const {
    for (std::size_t i = 0; i < lab().presets.size(); ++i)
        if (lab().presets[i].values == values()) return i;
    return std::nullopt;
}

std::optional<Session::Kept> Session::kept() const {
    if (!kept_ || kept_->lab != chosen_) return std::nullopt;
    const auto* points = std::get_if<viz::Points>(&values()[kept_->parameter]);
    const auto* choice = points != nullptr ? kept_->choice_of(*points) : nullptr;
    if (choice == nullptr) return std::nullopt;
    return Kept{*kept_, *choice};
}

bool Session::update(std::chrono::milliseconds patience) {
    const auto now = std::chrono::steady_clock::now();
    // What takes long is seen in drag detail before it is asked for in full.
    const bool first = lab().progressive && behind();
    const viz::Detail detail = pressed() || first ? viz::Detail::Drag : viz::Detail::Full;
    const bool current = requested_ && requested_->values == wanted() &&
                         (requested_->detail == detail || requested_->detail == viz::Detail::Full);
    const bool let_finish = requested_ && requested_->detail == viz::Detail::Drag && worker_.busy() &&
                            now - requested_at_ < drag_grace;
    if (!current && !let_finish) {
        requested_ = Job{&lab(), wanted(), detail};
        requested_at_ = now;
        worker_.request(*requested_);
    }
    auto answer = worker_.take(patience);
    if (!answer || answer->job.lab != &lab()) return false;
    if (!answer->failure.empty()) {
        refusal_ = answer->failure;
        return false;
    }
    shown_ = std::move(*answer);
    drawing_.reset();
    return true;
}

bool Session::busy() const {
    if (worker_.busy() || !requested_) return true;
    return requested_->values != wanted() || (requested_->detail == viz::Detail::Drag && !pressed());
}

const viz::Figure& Session::last_figure() const {
    static const viz::Figure nothing;
    return drawing_ ? drawing_->figure : nothing;
}

const viz::Figure& Session::figure(const viz::View& view) {
    if (!shown_) return last_figure();
    if (!drawing_ || drawing_->view != view) {
        viz::Figure live = lab().draw(shown_->job.values, shown_->result, view);
        drawing_ =
            Drawing{view, pins().empty() ? std::move(live) : viz::with_ghosts(std::move(live), pinned())};
        ++drawn_;
    }
    return drawing_->figure;
}

}  // namespace lossfield::app
