// What every part of the window draws and acts with: text by the figures' own fonts, named items that pointer
// and keyboard reach, one open text field, one tooltip. Sizes are logical unless they are said to be in pixels.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <imgui.h>

#include "app/paint/painter_imgui.hpp"
#include "app/ui/input.hpp"
#include "viz/display/theme.hpp"

namespace lossfield::app {

// A named place that a test can act on and Tab can reach; in window pixels.
struct Widget {
    std::string name;
    viz::Rect rect;
    bool focusable = false;
};

// What happened to an item in this frame.
struct Item {
    ImVec2 min, max;
    bool hovered = false, pressed = false, held = false, released = false;
    bool double_clicked = false, right_clicked = false;
    bool clicked = false;  // released over it, or Enter while focused
    bool focused = false;
};

class Ui {
  public:
    Ui(Painter& painter, Input& input) : painter_(painter), input_(input) {}

    void begin_frame(const viz::Theme& theme, float scale, double now);
    void end_frame();  // draws the tooltip, moves the focus

    [[nodiscard]] const viz::Theme& theme() const { return *theme_; }
    // What is chosen, filled or focused; the theme's accent is kept for the figure's live point.
    [[nodiscard]] const viz::Rgba& accent() const { return theme_->series[0]; }
    [[nodiscard]] Painter& painter() { return painter_; }
    [[nodiscard]] Input& input() { return input_; }
    [[nodiscard]] float scale() const { return scale_; }
    [[nodiscard]] float px(double logical) const;
    [[nodiscard]] double now() const { return now_; }
    // Whether what moves by itself, such as a camera on its way, shall rather be there at once.
    [[nodiscard]] bool reduced_motion() const { return reduced_motion_; }
    void reduce_motion(bool reduced) { reduced_motion_ = reduced; }

    // Text, its baseline starting (or, right, ending) at `at` in pixels. Widths are in pixels.
    void text(ImVec2 at, const std::string& rich, double size, const viz::Rgba& colour,
              viz::Style style = viz::Style::Regular);
    void text_right(ImVec2 at, const std::string& rich, double size, const viz::Rgba& colour,
                    viz::Style style = viz::Style::Regular);
    void text_centred(ImVec2 at, const std::string& rich, double size, const viz::Rgba& colour,
                      viz::Style style = viz::Style::Regular);
    [[nodiscard]] float width(const std::string& rich, double size,
                              viz::Style style = viz::Style::Regular) const;
    // Cut to fit, with an ellipsis.
    [[nodiscard]] std::string fitted(const std::string& plain, double size, float width,
                                     viz::Style style = viz::Style::Regular) const;

    // An invisible button at the cursor with a name; draws the focus ring.
    Item item(const std::string& name, ImVec2 size_pixels, bool focusable = true);
    // Between block(true) and block(false) items are drawn but the keyboard does not reach them.
    void block(bool blocked) { blocked_ = blocked; }
    [[nodiscard]] bool blocked() const { return blocked_; }
    // While a dialog lies over everything else there are no tips: one of what is behind would lie on the dialog.
    void cover(bool covered) { covered_ = covered; }
    // A named place that is none of Dear ImGui's items (a handle on the picture).
    void place(const std::string& name, const viz::Rect& pixels, bool focusable);

    [[nodiscard]] const std::string& focus() const { return focus_; }
    [[nodiscard]] bool focused(const std::string& name) const { return focus_ == name; }
    void set_focus(const std::string& name) { focus_ = name; }
    [[nodiscard]] const std::vector<Widget>& widgets() const { return widgets_; }

    // -1, 0 or 1 for an arrow key on the focused item, left and down being negative; Shift makes `fine` true.
    struct Nudge {
        int x = 0, y = 0;
        bool fine = false, repeat = false;
    };
    [[nodiscard]] Nudge take_nudge();
    // A character that begins a number, typed while no field is open.
    [[nodiscard]] char take_number_start() { return input_.take_character("0123456789-."); }

    // Opens the one text field in place of an item; `typed` is typed into it.
    void edit(const std::string& name, const std::string& text, char typed = 0);
    [[nodiscard]] bool editing(const std::string& name) const { return edit_ && edit_->name == name; }
    [[nodiscard]] bool editing() const { return edit_.has_value(); }
    [[nodiscard]] bool opening() const { return edit_ && !edit_->active; }
    // To be called after each text field: whether one took the keyboard in the last frame.
    void note_field();
    [[nodiscard]] bool field_active() const { return field_active_; }
    // The field, at the cursor; the text once it is finished. `finish_edit` must then close it, or mark it wrong.
    [[nodiscard]] std::optional<std::string> field(float width_pixels);
    void finish_edit(bool accepted);

    // Shown beside the pointer at the end of the frame; `delay` in seconds since the pointer came.
    void tooltip(const std::string& owner, const std::vector<std::string>& lines, double delay = 0.5);
    // What the tip says now; empty: there is none.
    [[nodiscard]] const std::vector<std::string>& tip() const { return tip_; }
    // The moment at which a frame is wanted though nothing happens; 0: none.
    [[nodiscard]] double wake_at() const { return wake_at_; }
    void wake_at(double moment) { wake_at_ = wake_at_ == 0 ? moment : std::min(wake_at_, moment); }

  private:
    struct Edit {
        std::string name, text, initial;
        int unseen = 0;  // frames since it was drawn
        bool asked = false, active = false, wrong = false, finish = false, left = false;
    };

    void draw_tooltip();
    void move_focus(int direction);

    Painter& painter_;
    Input& input_;
    const viz::Theme* theme_ = nullptr;
    float scale_ = 1;
    double now_ = 0, wake_at_ = 0;
    std::vector<Widget> widgets_;
    std::string focus_;
    bool focus_moved_ = false, blocked_ = false, covered_ = false, field_active_ = false;
    std::optional<Edit> edit_;
    std::vector<std::string> tip_;
    std::string tip_owner_, tip_hushed_;
    bool tip_claimed_ = false, reduced_motion_ = false;
    double tip_since_ = 0;
};

[[nodiscard]] inline ImVec2 operator+(ImVec2 a, ImVec2 b) { return {a.x + b.x, a.y + b.y}; }
[[nodiscard]] viz::Rgba faded(viz::Rgba colour, double opacity);

}  // namespace lossfield::app
