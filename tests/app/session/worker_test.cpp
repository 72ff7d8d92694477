#include "app/session/worker.hpp"

#include <gtest/gtest.h>

#include <latch>

#include "tests/app/session/tiny_labs.hpp"

namespace lossfield::tests {
namespace worker_test {

using app::Answer;
using app::Worker;
using std::chrono::milliseconds;

double twice(const Answer& answer) { return *static_cast<const double*>(answer.result.get()); }

struct WorkerTest : ::testing::Test {
    std::shared_ptr<Pace> pace = std::make_shared<Pace>();
    viz::Lab lab = slow_lab("a", pace);
};

TEST_F(WorkerTest, AnswersWithTheValuesItComputedFrom) {
    Worker worker({});
    for (int i = 0; i < 50; ++i) {
        worker.request({&lab, a_is(i), viz::Detail::Full});
        const auto answer = worker.take(milliseconds(2000));
        ASSERT_TRUE(answer.has_value());
        EXPECT_EQ(answer->job.values, a_is(i));
        EXPECT_EQ(twice(*answer), 2.0 * i);
    }
}

TEST_F(WorkerTest, TheNewestRequestWins) {
    pace->milliseconds = 5;
    Worker worker({});
    for (int i = 0; i < 200; ++i) {
        worker.request({&lab, a_is(i), viz::Detail::Drag});
        // Whatever has come by now belongs together and is never older than what was asked last.
        if (const auto answer = worker.take()) {
            EXPECT_EQ(twice(*answer), 2 * std::get<double>(answer->job.values[0]));
            EXPECT_EQ(answer->job.values, a_is(i));
        }
    }
    const auto last = worker.take(milliseconds(2000));
    ASSERT_TRUE(last.has_value());
    EXPECT_EQ(last->job.values, a_is(199));
    EXPECT_FALSE(worker.busy());
    EXPECT_FALSE(worker.take().has_value());
}

TEST_F(WorkerTest, StopsAnOutdatedJobSoon) {
    pace->milliseconds = 60000;
    Worker worker({});
    worker.request({&lab, a_is(1), viz::Detail::Full});
    while (pace->started == 0) std::this_thread::yield();
    pace->milliseconds = 0;
    const auto before = std::chrono::steady_clock::now();
    worker.request({&lab, a_is(2), viz::Detail::Full});
    const auto answer = worker.take(milliseconds(10000));
    ASSERT_TRUE(answer.has_value());
    EXPECT_EQ(answer->job.values, a_is(2));
    EXPECT_EQ(pace->stopped, 1);
    EXPECT_LT(std::chrono::steady_clock::now() - before, milliseconds(5000));
}

TEST_F(WorkerTest, EndsWhileAJobRunsAndAnotherWaits) {
    pace->milliseconds = 60000;
    const auto before = std::chrono::steady_clock::now();
    {
        Worker worker({});
        worker.request({&lab, a_is(1), viz::Detail::Full});
        while (pace->started == 0) std::this_thread::yield();
        worker.request({&lab, a_is(2), viz::Detail::Full});
    }
    EXPECT_LT(std::chrono::steady_clock::now() - before, milliseconds(10000));
}

TEST_F(WorkerTest, EndsWithoutAnyRequest) {
    for (int i = 0; i < 100; ++i) const Worker worker({});
    EXPECT_EQ(pace->started, 0);
}

TEST_F(WorkerTest, WakesOnceAnAnswerLiesReady) {
    std::latch woken(1);
    Worker worker([&] { woken.count_down(); });
    worker.request({&lab, a_is(4), viz::Detail::Full});
    woken.wait();
    EXPECT_TRUE(worker.take().has_value());
}

TEST_F(WorkerTest, HandsOverWhatComputeThrew) {
    lab.compute = [](const viz::Values&, viz::Detail, std::stop_token) -> viz::Result {
        throw std::runtime_error("matrix is singular");
    };
    Worker worker({});
    worker.request({&lab, a_is(1), viz::Detail::Full});
    const auto answer = worker.take(milliseconds(2000));
    ASSERT_TRUE(answer.has_value());
    EXPECT_EQ(answer->failure, "matrix is singular");
    EXPECT_EQ(answer->result, nullptr);
}

}  // namespace worker_test
}  // namespace lossfield::tests
