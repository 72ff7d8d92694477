// The composed picture in the window: handles are grabbed, panels zoomed and panned, 3-D panels turned, values
// shown under the pointer. Handles are named handle/ID, panels panel/ID, readouts readouts, headings of tables that
// can be clicked heading/PANEL/COLUMN (1-based).
//   interact() reads pointer and keys against the last picture and changes values and view;
//   show() draws the pair that the session has by then.
#pragma once

#include <optional>
#include <string>

#include "app/controls/controls.hpp"
#include "app/session/session.hpp"
#include "app/ui/ui.hpp"
#include "viz/compose/compose.hpp"

namespace lossfield::app {

class Picture {
  public:
    // `area` in pixels; the composition is laid out in logical pixels from its upper left corner.
    void interact(Ui& ui, Session& session, ControlState& controls, const viz::Rect& area);
    // `lively`: values change by themselves.
    void show(Ui& ui, Session& session, const viz::Rect& area, bool lively);

    [[nodiscard]] const viz::Composition& composition() const { return composition_; }
    [[nodiscard]] viz::Vec2 to_window(viz::Vec2 logical) const;
    // Where the page's title ends, in pixels of the window; 0 before the first picture.
    [[nodiscard]] float title_end() const;
    [[nodiscard]] bool holding() const { return held_.has_value() || pan_.has_value() || turn_.has_value(); }
    // Frames are wanted though nothing happens: something is held or a camera is on its way.
    [[nodiscard]] bool moving() const { return holding() || flight_.has_value(); }
    // A right click on the readouts or on a table asked for their menu.
    [[nodiscard]] bool menu_asked() const { return menu_asked_; }
    // The table that it was on instead; none for the readouts.
    [[nodiscard]] const viz::Table* menu_table() const { return table_of(menu_panel_); }

    // The panel of the pointer, of the focused handle, or the first one; for zooming by key.
    void zoom(Session& session, Ui& ui, double factor);
    void restore_view(Session& session, Ui& ui);

  private:
    struct Held {
        viz::Handle handle;
        viz::PanelFrame frame;
        viz::Hold hold;    // the layout as it was when the handle was taken
        viz::Vec2 from;    // the pointer
        viz::Vec2 offset;  // from there to the handle
        bool follows;  // one from beyond the border only once the pointer has moved: a click changes nothing
        viz::Vec3 target;  // data
        viz::Values before;
    };
    struct Pan {
        viz::PanelFrame frame;
        viz::Vec2 from;
        bool moved = false;
    };

    // A 3-D panel is being turned.
    struct Turn {
        std::string panel;
        viz::Camera camera;
        double begun = 0;
        bool moved = false;
    };
    // A camera on its way.
    struct Flight {
        std::string lab, panel;
        viz::Camera from, to;
        double begun = 0;
        bool home = false;  // the panel's own camera: it counts as untouched then
    };

    [[nodiscard]] viz::Vec2 pointer() const;
    [[nodiscard]] const viz::PanelFrame* frame_of(const std::string& panel) const;
    [[nodiscard]] const viz::PanelFrame* panel_under(viz::Vec2 at) const;
    [[nodiscard]] const viz::Handle* handle_named(const std::string& id) const;
    [[nodiscard]] const viz::PanelFrame* chosen_panel(const Ui& ui) const;

    // Tables.
    [[nodiscard]] const viz::HeadingFrame* heading_under(viz::Vec2 at) const;
    [[nodiscard]] const viz::Table* table_of(const std::string& panel) const;
    void click_heading(Session& session, const viz::HeadingFrame& heading);
    void show_headings(Ui& ui);

    // One panel large (lead.cpp).
    struct LeadTarget {
        std::string panel;
        viz::Rect box;
    };
    [[nodiscard]] std::vector<LeadTarget> lead_targets() const;
    [[nodiscard]] std::string lead_under(viz::Vec2 at) const;
    void toggle_lead(Session& session, const std::string& panel);
    void lead_keys(Ui& ui, Session& session);
    void show_lead_targets(Ui& ui);

    void grab(Ui& ui, Session& session, ControlState& controls, const viz::HandleFrame& at);
    void pull(Session& session);
    void click_plot(Session& session, ControlState& controls, const viz::PanelFrame& frame, viz::Vec2 at);
    void handle_keys(Ui& ui, Session& session, ControlState& controls);
    void handle_field(Ui& ui, Session& session);
    void typed_place(Ui& ui, Session& session, const viz::Handle& handle, const std::string& text);
    void hover(Ui& ui, Session& session);

    // 3-D panels.
    [[nodiscard]] const viz::ScenePrim* scene_of(const viz::PanelFrame& frame) const;
    [[nodiscard]] viz::Camera camera_of(const Session& session, const std::string& panel) const;
    [[nodiscard]] const viz::PanelFrame* space_for_keys(const Ui& ui) const;
    void set_camera(Session& session, const std::string& panel, viz::Camera camera);
    void step_camera(Ui& ui, Session& session, const std::string& panel, const viz::Camera& camera);
    void press_space(Ui& ui, Session& session, const viz::PanelFrame& frame);
    void turn(Ui& ui, Session& session);
    void fly(Ui& ui, Session& session, const std::string& panel, const std::optional<viz::Camera>& to);
    void continue_flight(Ui& ui, Session& session);
    void camera_keys(Ui& ui, Session& session);
    // What is under the pointer, in the panel's coordinates; nothing beside a surface.
    [[nodiscard]] std::optional<viz::Vec2> data_at(const viz::PanelFrame& frame, viz::Vec2 at) const;

    viz::Composition composition_;
    viz::Figure figure_;  // the one that was composed
    struct Key {
        unsigned long drawn = 0;
        viz::View view;
        double width = 0, height = 0;
        const viz::Theme* theme = nullptr;
        std::string held, lab;
        viz::Vec3 target;
        viz::Finish finish = viz::Finish::Screen;
        bool operator==(const Key&) const = default;
        [[nodiscard]] bool is_page_of(const Key& k) const {
            return lab == k.lab && view.lead == k.view.lead && width == k.width && height == k.height;
        }
    };
    std::optional<Key> composed_;
    viz::Vec2 corner_;
    float scale_ = 1;
    std::optional<Held> held_;
    std::optional<Pan> pan_;
    std::optional<Turn> turn_;
    std::optional<Flight> flight_;
    double clicked_at_ = -1;  // the last click on a 3-D panel
    double draft_until_ = 0;  // a camera was moved in single steps
    bool pointer_inside_ = false;
    bool menu_asked_ = false;
    std::string menu_panel_;  // the table's
    std::optional<viz::HeadingFrame> pressed_heading_;
    std::string pressed_lead_;
    bool last_click_changed_ = false, last_click_added_ = false;
};

// Sets what a panel shows, none: what it shows by itself. Its domain parameter where the lab has one, else the view's range.
void set_range(Session& session, const std::string& panel, const std::optional<viz::Domain>& range);

}  // namespace lossfield::app
