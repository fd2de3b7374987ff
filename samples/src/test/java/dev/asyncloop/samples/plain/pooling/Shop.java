// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.plain.pooling;

import java.time.Duration;
import org.apache.commons.pool2.impl.GenericObjectPool;

/** Sells what comes in, with connections of a pool, for which it waits five seconds. */
final class Shop {

    /** What is done with a connection. */
    interface Work {
        void with(Connection connection) throws Exception;
    }

    private final GenericObjectPool<Connection> pool;

    Shop(GenericObjectPool<Connection> pool) {
        this.pool = pool;
    }

    /** Does not return the connection if the work fails. */
    void doNaively(Work work) throws Exception {
        Connection connection = pool.borrowObject(Duration.ofSeconds(5));
        work.with(connection);
        pool.returnObject(connection);
    }

    /** Returns the connection in any case. */
    void perform(Work work) throws Exception {
        Connection connection = pool.borrowObject(Duration.ofSeconds(5));
        try {
            work.with(connection);
        } finally {
            pool.returnObject(connection);
        }
    }
}
