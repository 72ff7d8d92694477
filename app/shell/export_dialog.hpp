// Saves the figure: one path, completed by Tab; warns before overwriting; shows the full path afterwards.
// Widgets: export/path, export/save, export/cancel, export/copy-path, export/numbers.
#pragma once

#include <string>

#include "app/session/session.hpp"
#include "app/ui/ui.hpp"
#include "viz/files/render.hpp"

namespace lossfield::app {

class ExportDialog {
  public:
    void open(const Session& session, const std::string& folder);
    [[nodiscard]] bool is_open() const { return open_; }
    // The path field waits to be active.
    [[nodiscard]] bool opening() const { return open_ && focus_path_; }
    void draw(Ui& ui, const Session& session, const viz::RenderOptions& options);
    void close() { open_ = false; }
    // The folder of the last file written; empty before.
    [[nodiscard]] const std::string& folder() const { return folder_; }

  private:
    void save(Ui& ui, const Session& session, viz::RenderOptions options);
    bool path_field(Ui& ui, float width);
    void say(Ui& ui, const std::string& text, bool warning, float width);

    bool open_ = false, focus_path_ = false;
    bool numbers_ = false;  // .json, .npz and .py beside it
    std::string path_, completed_, problem_, written_, folder_;
};

// folder/lab-preset.svg, without the preset where the values are none.
[[nodiscard]] std::string export_name(const Session& session, const std::string& folder);

}  // namespace lossfield::app
