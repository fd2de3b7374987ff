// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent.table;

import static dev.asyncloop.agent.table.Log.HOUR;

import java.util.Date;
import java.util.Timer;
import java.util.TimerTask;

/** {@link Timer}. */
@SuppressWarnings("JavaUtilDate") // it takes them
final class TimerRows {

    private TimerRows() {}

    private static TimerTask task(Log.Act act) {
        return new TimerTask() {
            @Override
            public void run() {
                Threads.run(act);
            }
        };
    }

    private interface Use {
        void of(Timer timer, Log log) throws Exception;
    }

    private static Log with(Timer timer, int hours, Use use) throws Exception {
        Log log = new Log();
        use.of(timer, log);
        Thread.sleep(HOUR / 2 + hours * HOUR);
        timer.cancel();
        return log;
    }

    @Row(of = "Timer", call = "schedule(task, delay)", gives = "a@1h, b@2h")
    static Log schedule() throws Exception {
        return with(new Timer(), 3, (timer, log) -> {
            timer.schedule(task(() -> log.at("b")), 2 * HOUR);
            timer.schedule(task(() -> log.at("a")), HOUR);
        });
    }

    @Row(of = "Timer", call = "schedule(task, date)", gives = "run@1h")
    static Log schedule_date() throws Exception {
        return with(
                new Timer(),
                2,
                (timer, log) -> timer.schedule(task(() -> log.at("run")), new Date(System.currentTimeMillis() + HOUR)));
    }

    @Row(of = "Timer", call = "schedule(task, delay, period), runs of an hour", gives = "run@1h, run@3h, run@5h")
    static Log schedule_period() throws Exception {
        return with(new Timer(), 6, (timer, log) -> {
            Log.Act run = () -> {
                log.at("run");
                Thread.sleep(HOUR);
            };
            timer.schedule(task(run), HOUR, 2 * HOUR);
        });
    }

    @Row(
            of = "Timer",
            call = "scheduleAtFixedRate, a first run that takes three periods",
            gives = "0@1h, 1@4h, 2@4h, 3@4h, 4@5h")
    static Log fixedRate() throws Exception {
        return with(new Timer(), 5, (timer, log) -> {
            int[] runs = {0};
            Log.Act run = () -> {
                log.at(runs[0]++);
                if (runs[0] == 1) {
                    Thread.sleep(3 * HOUR);
                }
            };
            timer.scheduleAtFixedRate(task(run), HOUR, HOUR);
        });
    }

    @Row(of = "Timer", call = "cancel() of a task", gives = "run@1h, run@2h")
    static Log cancel_task() throws Exception {
        return with(new Timer(), 4, (timer, log) -> {
            TimerTask task = task(() -> log.at("run"));
            timer.schedule(task, HOUR, HOUR);
            Thread.sleep(HOUR * 5 / 2);
            task.cancel();
        });
    }

    @Row(of = "Timer", call = "cancel(), schedule(task, delay)", gives = "IllegalStateException@0h")
    static Log cancel() {
        Timer timer = new Timer("t", true);
        timer.cancel();
        return new Log().done("scheduled", () -> timer.schedule(task(() -> {}), HOUR));
    }

    @Row(of = "Timer", call = "a daemon that nobody cancels", gives = "t, daemon true@1h")
    static Log daemon() throws InterruptedException {
        Log log = new Log();
        Timer timer = new Timer("t", true);
        timer.schedule(
                task(() -> {
                    Thread self = Thread.currentThread();
                    log.add(self.getName()).at("daemon " + self.isDaemon());
                }),
                HOUR);
        Thread.sleep(2 * HOUR);
        return log;
    }
}
