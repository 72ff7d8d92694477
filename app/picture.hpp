// The composed picture in the window: handles are grabbed, panels zoomed and panned, values shown under the
// pointer. Handles are named handle/ID, panels panel/ID, readouts readouts.
//   interact() reads pointer and keys against the last picture and changes values and view;
//   show() draws the pair that the session has by then.
#pragma once

#include <optional>
#include <string>

#include "app/controls.hpp"
#include "app/session.hpp"
#include "app/ui.hpp"
#include "viz/compose.hpp"

namespace lossfield::app {

class Picture {
  public:
    // `area` in pixels; the composition is laid out in logical pixels from its upper left corner.
    void interact(Ui& ui, Session& session, ControlState& controls, const viz::Rect& area);
    void show(Ui& ui, Session& session, const viz::Rect& area);

    [[nodiscard]] const viz::Composition& composition() const { return composition_; }
    [[nodiscard]] viz::Vec2 to_window(viz::Vec2 logical) const;
    [[nodiscard]] bool holding() const { return held_.has_value() || pan_.has_value(); }
    // A right click on the readouts asked for their menu.
    [[nodiscard]] bool menu_asked() const { return menu_asked_; }

    // The panel of the pointer, of the focused handle, or the first one; for zooming by key.
    void zoom(Session& session, Ui& ui, double factor);
    void restore_view(Session& session, Ui& ui);

  private:
    struct Held {
        viz::Handle handle;
        viz::PanelFrame frame;
        viz::Hold hold;    // the layout as it was when the handle was taken
        viz::Vec2 offset;  // from the pointer to the handle
        viz::Vec2 target;  // data
        viz::Values before;
    };
    struct Pan {
        viz::PanelFrame frame;
        viz::Vec2 from;
        bool moved = false;
    };

    [[nodiscard]] viz::Vec2 pointer() const;
    [[nodiscard]] const viz::PanelFrame* frame_of(const std::string& panel) const;
    [[nodiscard]] const viz::PanelFrame* panel_under(viz::Vec2 at) const;
    [[nodiscard]] const viz::HandleFrame* handle_under(viz::Vec2 at) const;
    [[nodiscard]] const viz::Handle* handle_named(const std::string& id) const;
    [[nodiscard]] const viz::PanelFrame* chosen_panel(const Ui& ui) const;

    void grab(Ui& ui, Session& session, ControlState& controls, const viz::HandleFrame& at);
    void pull(Session& session);
    void click_plot(Session& session, ControlState& controls, const viz::PanelFrame& frame, viz::Vec2 at);
    void handle_keys(Ui& ui, Session& session, ControlState& controls);
    void handle_field(Ui& ui, Session& session);
    void typed_place(Ui& ui, Session& session, const viz::Handle& handle, const std::string& text);
    void hover(Ui& ui, Session& session);

    viz::Composition composition_;
    viz::Figure figure_;  // the one that was composed
    struct Key {
        unsigned long drawn = 0;
        viz::View view;
        double width = 0, height = 0;
        const viz::Theme* theme = nullptr;
        std::string held, lab;
        viz::Vec2 target;
        bool operator==(const Key&) const = default;
    };
    std::optional<Key> composed_;
    viz::Vec2 corner_;
    float scale_ = 1;
    std::optional<Held> held_;
    std::optional<Pan> pan_;
    bool pointer_inside_ = false;
    bool menu_asked_ = false;
    bool last_click_changed_ = false, last_click_added_ = false;
};

// Sets what a panel shows: its domain parameter where the lab has one, else the view's range.
void set_range(Session& session, const std::string& panel, const std::optional<viz::Domain>& range);

}  // namespace lossfield::app
