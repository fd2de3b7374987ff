// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.tasks;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The same threads, which hand over a value in a field and unpark each other: less than a future. */
final class UnparkedThreads extends BareThreads {

    private @Nullable Thread one;
    private @Nullable Thread other;
    private long value;
    private boolean othersTurn;

    @Override
    public long handOver(int times) {
        count = 0;
        othersTurn = false;
        one = start(() -> {
            for (int i = 0; i < times / 2; i++) {
                value = count;
                passTo(true, other);
                await(false);
                count = value + 1;
            }
        });
        other = start(() -> {
            for (int i = 0; i < times / 2; i++) {
                await(true);
                value++;
                passTo(false, one);
            }
        });
        run();
        return count;
    }

    private void passTo(boolean toOther, @Nullable Thread next) {
        othersTurn = toOther;
        LockSupport.unpark(next);
    }

    private void await(boolean asOther) {
        while (othersTurn != asOther) {
            LockSupport.park();
        }
    }
}
