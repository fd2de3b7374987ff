// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import dev.asyncloop.Loop;
import dev.asyncloop.TaskGroup;
import dev.asyncloop.clock.VirtualClock;
import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** The types that tests can have as parameters; by exact type, so that no other extension's are taken. */
final class LoopParameters {

    private LoopParameters() {}

    static boolean supports(ParameterContext parameter) {
        Class<?> type = parameter.getParameter().getType();
        if (type == ScheduledExecutorService.class) {
            return parameter.isAnnotated(LoopExecutor.class);
        }
        return type == Loop.class
                || type == VirtualClock.class
                || type == Clock.class
                || type == TaskGroup.class
                || type == RandomGenerator.class;
    }

    static Object resolve(ParameterContext parameter, Node node) {
        ScheduleRun run = node.current();
        run.attach();
        Class<?> type = parameter.getParameter().getType();
        if (type == Loop.class) {
            return run.loop();
        }
        if (type == VirtualClock.class || type == Clock.class) {
            return run.loop().clock();
        }
        if (type == TaskGroup.class) {
            return run.group();
        }
        if (type == RandomGenerator.class) {
            return run.loop().random();
        }
        if (type == ScheduledExecutorService.class) {
            return run.loop().executor();
        }
        throw new ParameterResolutionException("not a parameter of ours: " + parameter.getParameter());
    }
}
