// Computes a lab's results beside the window: one thread, the newest request wins.
//   request(job): an older job that still waits is dropped, one that runs is asked to stop and its result
//   discarded. An answer carries the job it belongs to, so a result is never seen with other values.
// Knows no window: `wake` is called from the worker's thread whenever an answer lies ready.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

#include "viz/lab/lab.hpp"

namespace lossfield::app {

struct Job {
    const viz::Lab* lab = nullptr;
    viz::Values values;
    viz::Detail detail = viz::Detail::Full;
};

struct Answer {
    Job job;
    viz::Result result;   // none where compute threw
    std::string failure;  // what it threw
};

class Worker {
  public:
    explicit Worker(std::function<void()> wake);
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    void request(Job job);

    // The newest answer, handed out once; waits for it up to `patience` while a job is under way.
    [[nodiscard]] std::optional<Answer> take(std::chrono::milliseconds patience = {});

    // A job waits or runs. (An answer may lie ready when this is false.)
    [[nodiscard]] bool busy() const;

  private:
    void run(const std::stop_token& end);

    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    std::function<void()> wake_;
    std::optional<Job> waiting_;
    std::optional<Answer> answer_;
    std::stop_source running_{std::nostopstate};
    bool computing_ = false;
    std::jthread thread_;
};

}  // namespace lossfield::app
