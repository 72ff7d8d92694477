// The window's parts and their places: labs at the left, the picture, controls at the right, a quiet row of
// tools over the picture. Below 1100 logical pixels the sides lie over the picture and are opened by tools.
// Widgets: topic/NAME, lab/ID, find, preset/ID, tool/undo, redo, reset, play, theme, export, help, labs, controls,
// message, menu/table, menu/rows, menu/latex, menu/command; the controls' own in controls.hpp.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/picture/picture.hpp"
#include "app/session/play.hpp"
#include "app/session/saved_session.hpp"
#include "app/session/session.hpp"
#include "app/shell/export_dialog.hpp"
#include "app/ui/actions.hpp"
#include "app/ui/ui.hpp"

namespace lossfield::app {

// A window of Dear ImGui that stays where it is put.
inline constexpr ImGuiWindowFlags fixed_window = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                                 ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav;

class Shell {
  public:
    Shell(Session& session, Ui& ui, Look& look) : session_(session), ui_(ui), look_(look) {}

    // One frame, `width` × `height` pixels.
    void frame(float width, float height);

    void say(const std::string& message);
    [[nodiscard]] const std::string& message() const { return message_; }
    [[nodiscard]] bool quit() const { return quit_; }
    [[nodiscard]] bool playing() const { return playback_ || player_.playing(); }
    // Of the picture: none when the lab has no simulation.
    [[nodiscard]] const std::optional<viz::Playhead>& playhead() const;
    // A field is about to take the keyboard; keys must wait for it.
    [[nodiscard]] bool opening_field() const;
    [[nodiscard]] const Picture& picture() const { return picture_; }

  private:
    struct Area {
        float x, y, width, height;
    };

    void act(Action action);
    void sweep();
    void step_sweep();
    void play_simulation();
    void move_playhead(Action action);
    void step_simulation();
    void leave_lab();
    void close_topmost();
    void labs_panel(Area area);
    void find_field(float width);
    void labs_of(const std::string& topic, float width);
    void lab_row(std::size_t lab, float width);
    [[nodiscard]] bool is_open(const std::string& topic) const;
    void turn(const std::string& topic);
    void controls_panel(Area area);
    void presets(float width);
    void tools(Area area, bool narrow);
    void picture(Area area);
    void readouts_menu();
    void message_bar(Area area);
    bool begin_side(const char* name, Area area);
    [[nodiscard]] bool lab_is_found(const viz::Lab& lab) const;
    [[nodiscard]] viz::RenderOptions export_options() const;
    void copy(Action what);
    void copy_python();

    Session& session_;
    Ui& ui_;
    Look& look_;
    Picture picture_;
    ControlState controls_;
    ExportDialog export_;
    std::optional<Playback> playback_;
    Player player_;
    viz::Values played_values_;  // at the player's last step
    double played_at_ = 0;
    std::string find_;
    bool topic_closed_ = false;  // that of the chosen lab, which opens by itself
    bool show_chosen_ = true;    // its row is to be scrolled to
    bool focus_find_ = false, labs_open_ = false, controls_open_ = false, help_ = false, quit_ = false;
    std::string message_;
    std::optional<viz::Values> refused_;  // the values when the message is a refusal
    double message_until_ = 0;
};

}  // namespace lossfield::app
