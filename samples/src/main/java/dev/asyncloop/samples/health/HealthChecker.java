// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.health;

import dev.asyncloop.Loop;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;

/** Watches each service in a task of its own: one check after the other, with a limit for each attempt. */
public final class HealthChecker implements HealthChecking {

    private final Loop loop;
    private final Policy policy;
    private final Board board;

    public HealthChecker(Loop loop, Policy policy, Board board) {
        this.loop = loop;
        this.policy = policy;
        this.board = board;
    }

    @Override
    public void watch(Map<String, Probe> services) {
        loop.group(group -> services.forEach((name, probe) -> group.spawn("check " + name, () -> watch(name, probe))));
    }

    private void watch(String name, Probe probe) {
        while (true) {
            board.set(name, isWell(probe) ? Health.UP : Health.DOWN);
            loop.sleep(policy.interval());
        }
    }

    private boolean isWell(Probe probe) {
        Duration pause = policy.pause();
        for (int attempt = 1; ; attempt++) {
            try {
                loop.timeout(policy.limit(), probe::check);
                return true;
            } catch (Exception e) {
                if (e instanceof CancellationException || e instanceof InterruptedException) {
                    throw e; // we are to stop: that says nothing about the service
                }
                if (attempt == policy.attempts()) {
                    return false;
                }
            }
            loop.sleep(pause);
            pause = pause.multipliedBy(2);
        }
    }
}
