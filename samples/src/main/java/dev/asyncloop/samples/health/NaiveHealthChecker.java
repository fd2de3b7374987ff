// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.health;

import dev.asyncloop.Loop;
import java.util.Map;

/**
 * The bug: checks begin by the clock, whether or not the last one has ended. So the answer to an old question may come after
 * that to a newer one, and is believed.
 */
public final class NaiveHealthChecker implements HealthChecking {

    private final Loop loop;
    private final Policy policy;
    private final Board board;

    public NaiveHealthChecker(Loop loop, Policy policy, Board board) {
        this.loop = loop;
        this.policy = policy;
        this.board = board;
    }

    @Override
    public void watch(Map<String, Probe> services) {
        loop.group(group -> {
            while (true) {
                services.forEach((name, probe) -> group.spawn("check " + name, () -> check(name, probe)));
                loop.sleep(policy.interval());
            }
        });
    }

    private void check(String name, Probe probe) {
        try {
            probe.check();
            board.set(name, Health.UP);
        } catch (Exception e) {
            board.set(name, Health.DOWN);
        }
    }
}
