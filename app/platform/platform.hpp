// The one file that knows the operating system: where state is kept and how the system asks a program to end.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <thread>

namespace lossfield::app {

// $XDG_STATE_HOME/lossfield, else ~/.local/state/lossfield; empty when neither is set. Not created.
[[nodiscard]] std::filesystem::path state_folder();

// Where exports go at first: the working folder, or home where that cannot be named.
[[nodiscard]] std::filesystem::path export_folder();

// A leading ~ becomes the home folder.
[[nodiscard]] std::filesystem::path expand_home(const std::filesystem::path& path);

// While one exists, a request to end (SIGTERM, SIGINT, SIGHUP) calls `ask` on a thread of its own instead of
// ending the program. To be made before any other thread.
class TerminationWatch {
  public:
    explicit TerminationWatch(std::function<void()> ask);
    ~TerminationWatch();
    TerminationWatch(const TerminationWatch&) = delete;
    TerminationWatch& operator=(const TerminationWatch&) = delete;

  private:
    std::atomic<bool> done_ = false;
    std::function<void()> ask_;
    std::thread thread_;
};

}  // namespace lossfield::app
