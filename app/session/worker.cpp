#include "app/session/worker.hpp"

#include <exception>
#include <utility>

namespace lossfield::app {

Worker::Worker(std::function<void()> wake)
    : wake_(std::move(wake)), thread_([this](const std::stop_token& end) { run(end); }) {}

Worker::~Worker() {
    thread_.request_stop();
    {
        const std::lock_guard lock(mutex_);
        running_.request_stop();
    }
    thread_.join();
}

void Worker::request(Job job) {
    {
        const std::lock_guard lock(mutex_);
        running_.request_stop();
        waiting_ = std::move(job);
        answer_.reset();
    }
    changed_.notify_all();
}

std::optional<Answer> Worker::take(std::chrono::milliseconds patience) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, patience,
                      [this] { return answer_.has_value() || (!waiting_.has_value() && !computing_); });
    return std::exchange(answer_, std::nullopt);
}

bool Worker::busy() const {
    const std::lock_guard lock(mutex_);
    return waiting_.has_value() || computing_;
}

void Worker::run(const std::stop_token& end) {
    std::unique_lock lock(mutex_);
    while (changed_.wait(lock, end, [this] { return waiting_.has_value(); }) && !end.stop_requested()) {
        Answer answer{std::move(*waiting_), nullptr, {}};
        waiting_.reset();
        computing_ = true;
        const std::stop_source source;
        running_ = source;
        lock.unlock();

        try {
            answer.result = answer.job.lab->compute(answer.job.values, answer.job.detail, source.get_token());
        } catch (const std::exception& e) {
            answer.failure = e.what();
        }

        lock.lock();
        computing_ = false;
        const bool current = !source.stop_requested();
        if (current) answer_ = std::move(answer);
        lock.unlock();
        changed_.notify_all();
        if (current && wake_) wake_();
        lock.lock();
    }
}

}  // namespace lossfield::app
